def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    n, c, h, w = x.shape
    out = np.zeros((n, c, h // k, w // k))
    for b in range(n):
        for i in range(h // k):
            for j in range(w // k):
                cells = x[b, :, i * k : (i + 1) * k, j * k : (j + 1) * k].reshape(c, -1)
                total = cells[0].sum()
                if total > 0:
                    place = rng.choice(k * k, p=cells[0] / total)
                    out[b, :, i, j] = cells[:, place]
    return out
