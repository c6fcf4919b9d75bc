def inception_block(x, params):
    def relu(z):
        return np.where(z > 0, z, 0.0)

    a = relu(conv2d(x, params["w1"], params["b1"]))
    b = relu(conv2d(x, params["w3_reduce"], params["b3_reduce"]))
    b = relu(conv2d(b, params["w3"], params["b3"], 1, 1))
    c = relu(conv2d(x, params["w5_reduce"], params["b5_reduce"]))
    c = relu(conv2d(c, params["w5"], params["b5"], 1, 2))
    m = x
    for k in (2, 3):
        m = np.maximum(m, np.maximum(np.roll(m, 1, k), np.roll(m, -1, k)))
    d = relu(conv2d(m, params["w_pool"], params["b_pool"]))
    return np.concatenate((a, b, c, d), axis=1).astype(np.float64)
