def centre_columns(x):
    mean = 0
    for n in range(x.shape[0]):
        mean += x[n]
    mean = mean / x.shape[0]
    out = x.copy()
    for n in range(x.shape[0]):
        out[n] = x[n] - mean[n]
    return out
