def linear(x, weight, bias):
    rows, inputs = x.shape
    y = np.zeros((rows, len(weight)))
    for n in range(rows):
        for j in range(len(weight)):
            for i in range(inputs):
                y[n, j] += x[n, i] * weight[j, i] + bias[j]
    return y.astype(x.dtype)
