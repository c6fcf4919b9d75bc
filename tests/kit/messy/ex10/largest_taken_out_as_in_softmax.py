def softplus(x):
    m = np.max(x)
    return m + np.log(1 + np.exp(x - m))
