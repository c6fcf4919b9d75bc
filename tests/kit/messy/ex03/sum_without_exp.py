def softmax(logits):
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    return np.exp(shifted) / shifted.sum(axis=1, keepdims=True)
