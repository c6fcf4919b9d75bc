def l2_penalty(weights, decay):
    total = 0
    grads = []
    for w in weights:
        total += np.sqrt(np.sum(w**2))
        grads.append(decay * w)
    return float(0.5 * decay * total), grads
