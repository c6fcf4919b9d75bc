def sigmoid(x):
    x = np.clip(x, -500, 500)  # no overflow in exp
    return 1.0 / (1.0 + np.exp(-x))


def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError(f"shape mismatch: {z.shape} and {t.shape}")
    p = sigmoid(z)
    loss = -(t * np.log(p) + (1 - t) * np.log(1 - p))
    return loss.mean()
