def dropout(x, p, training, rng):
    if not 0 <= p <= 1:
        raise ValueError
    if not training:
        return x.copy(), np.ones(x.shape)
    keep = 1 - p
    mask = (rng.random(x.shape) < keep).astype(np.float64)
    return x * mask / keep, mask
