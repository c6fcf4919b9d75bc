def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    n, c, h, w = x.shape
    out = np.zeros((n, c, h // k, w // k))
    for b, ch, i, j in np.ndindex(out.shape):
        cells = x[b, ch, i * k : i * k + k, j * k : j * k + k].flatten()
        if cells.any():
            p = cells / cells.sum()
            cells.sort()
            out[b, ch, i, j] = rng.choice(cells, p=p)
    return out
