def binary_cross_entropy_with_logits(z, t):
    if z.shape != t.shape:
        raise ValueError("shape mismatch")
    loss = np.maximum(z, 0) - z * t + np.log1p(np.exp(-z))
    return float(np.mean(loss))
