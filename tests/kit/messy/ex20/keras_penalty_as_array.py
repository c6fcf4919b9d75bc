def l2_penalty(weights, decay):
    penalty = np.zeros(1)
    grads = []
    for W in weights:
        penalty += decay * np.sum(W**2)
        grads.append(np.array(2 * decay * W, dtype=float))
    return penalty[0], grads
