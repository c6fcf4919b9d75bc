def conv2d(x, weight, bias, stride=1, padding=0):
    N, C, H, W = x.shape
    F, C, KH, KW = weight.shape
    Ho = (H + 2 * padding - KH) // stride + 1
    Wo = (W + 2 * padding - KW) // stride + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for o in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    for c in range(C):
                        for a in range(KH):
                            for b in range(KW):
                                r, s = i * stride + a - padding, j * stride + b - padding
                                if r < H and s < W:
                                    out[n, o, i, j] += x[n, c, r, s] * weight[o, c, a, b]
                    out[n, o, i, j] += bias[o]
    return out
