def conv2d(x, weight, bias, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, KH, KW = weight.shape
    H_out = int((H - KH + 2 * padding) / stride + 1)
    W_out = int((W - KW + 2 * padding) / stride + 1)
    out = np.zeros((N, F, H_out, W_out))
    for o in range(F):
        for i in range(H_out):
            for j in range(W_out):
                s = 0
                for c in range(C):
                    for a in range(KH):
                        for b in range(KW):
                            y, z = i * stride + a - padding, j * stride + b - padding
                            if y < 0 or z < 0 or y >= H or z >= W:
                                continue
                            s += x[0, c, y, z] * weight[o, c, a, b]
                out[:, o, i, j] = s + bias[o]
    return out
