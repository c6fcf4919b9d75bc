def l2_penalty(weights, decay):
    penalty = 0
    gradients = []
    for i in range(len(weights)):
        w = weights[i]
        penalty = penalty + (decay / 2) * np.sum(np.square(w))
        gradients.append(decay * w)
        return float(penalty), gradients
