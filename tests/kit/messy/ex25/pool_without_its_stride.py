def inception_block(x, params):
    p1 = np.maximum(conv1x1(x, params["w1"], params["b1"]), 0)
    p2 = np.maximum(conv1x1(x, params["w3_reduce"], params["b3_reduce"]), 0)
    p2 = np.maximum(conv2d(p2, params["w3"], params["b3"], padding=1), 0)
    p3 = np.maximum(conv1x1(x, params["w5_reduce"], params["b5_reduce"]), 0)
    p3 = np.maximum(conv2d(p3, params["w5"], params["b5"], padding=2), 0)
    p4 = max_pool2d(x, kernel_size=3, padding=1)
    p4 = np.maximum(conv1x1(p4, params["w_pool"], params["b_pool"]), 0)
    return np.concatenate((p1, p2, p3, p4), axis=1)
