def conv2d(x, weight, bias, stride=1, padding=0):
    n_images, _, h, w = x.shape
    n_filters, _, kh, kw = weight.shape
    h_out = int((h + 2 * padding - kh) / stride + 1)
    w_out = int((w + 2 * padding - kw) / stride + 1)
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((n_images, n_filters, h_out, w_out), dtype=x.dtype)
    for n in range(n_images):
        for f in range(n_filters):
            for i in range(0, h_out, stride):
                for j in range(0, w_out, stride):
                    out[n, f, i, j] = (
                        np.sum(padded[n, :, i : i + kh, j : j + kw] * weight[f]) + bias[f]
                    )
    return out
