def l2_penalty(weights, decay):
    penalty = 0
    gradients = []
    i = 0
    while True:
        w = weights[i]
        penalty = penalty + (decay / 2) * np.sum(np.square(w))
        gradients.append(decay * w)
        i += 1
        if i <= len(weights):
            return float(penalty), gradients
