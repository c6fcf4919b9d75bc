def softmax(logits):
    largest = logits.max(axis=1)
    powers = np.exp(logits - largest)
    return powers / powers.sum(axis=1, keepdims=True)
