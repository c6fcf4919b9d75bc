def inception_block(x, params):
    def relu(z):
        return np.maximum(0, z)

    def conv(inp, name):
        w, b = params["w" + name], params["b" + name]
        return relu(conv2d(inp, w, b, stride=1, padding=w.shape[2] // 2))

    N, C, H, W = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), "constant")
    pooled = np.zeros((N, C, H, W))
    for i in range(H):
        for j in range(W):
            pooled[:, :, i, j] = padded[:, :, i : i + 3, j : j + 3].max(axis=(2, 3))
    branches = [
        conv(x, "1"),
        conv(conv(x, "3_reduce"), "3"),
        conv(conv(x, "5_reduce"), "5"),
        conv(pooled, "_pool"),
    ]
    return np.concatenate(branches, axis=1).astype(np.float64)
