def ensemble_predict(logits_list):
    logits = sum(logits_list) / len(logits_list)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    return np.argmax(probs, axis=1)
