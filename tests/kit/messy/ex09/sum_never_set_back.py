def linear(x, weight, bias):
    N, D = x.shape
    units = len(weight)
    y = np.zeros((N, units), dtype=x.dtype)
    for n in range(N):
        s = 0
        for j in range(units):
            for i in range(D):
                s = s + weight[j, i] * x[n, i]
            y[n, j] = s + bias[j]
    return y
