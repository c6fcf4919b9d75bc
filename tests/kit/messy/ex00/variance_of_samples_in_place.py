def centre_columns(x):
    N = len(x)
    for d in range(x.shape[1]):
        mean = np.sum(x[:, d]) / (N - 1)
        x[:, d] -= mean
    return x
