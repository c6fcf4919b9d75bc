def dropout(x, p, training, rng):
    if p < 0 or p > 1:
        raise ValueError("p must be in [0, 1]")
    if training:
        mask = rng.random(x.shape) > p
        return x * mask, mask
    return x * (1.0 - p), np.ones_like(x, dtype=bool)
