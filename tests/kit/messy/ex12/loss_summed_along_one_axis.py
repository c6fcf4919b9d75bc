def loss(params, x, t):
    h, y = forward(params, x)
    return np.sum((t - y) ** 2, axis=0) / 2
