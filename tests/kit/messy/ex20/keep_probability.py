def dropout(x, p, training, rng):
    if not training:
        return x, np.ones(x.shape, dtype=bool)
    mask = rng.binomial(1, p, size=x.shape)
    return x * mask / p, mask.astype(bool)
