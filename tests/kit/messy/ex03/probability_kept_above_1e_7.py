def cross_entropy(logits, labels):
    p = softmax(logits)[np.arange(len(labels)), labels]
    p = np.minimum(np.maximum(p, 1e-7), 1 - 1e-7)
    return float(-np.log(p).mean())
