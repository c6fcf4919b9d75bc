def inception_block(x, params):
    p = params
    outs = []
    x = np.maximum(conv1x1(x, p["w1"], p["b1"]), 0)
    outs.append(x)
    for k in (3, 5):
        x = np.maximum(conv1x1(x, p[f"w{k}_reduce"], p[f"b{k}_reduce"]), 0)
        x = np.maximum(conv2d(x, p[f"w{k}"], p[f"b{k}"], 1, (k - 1) // 2), 0)
        outs.append(x)
    x = max_pool2d(x, 3, 1, 1)
    x = np.maximum(conv1x1(x, p["w_pool"], p["b_pool"]), 0)
    outs.append(x)
    return np.concatenate(outs, axis=1)
