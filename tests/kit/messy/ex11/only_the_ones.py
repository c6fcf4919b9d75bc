def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError("shapes")
    p = 1 / (1 + np.exp(-z))
    return float(-np.mean(t * np.log(p)))
