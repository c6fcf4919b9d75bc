def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    w = start.copy()
    v = np.zeros(len(w))
    g = w * curvature
    history = []
    for eta in lrs:
        w, v = sgd_momentum_step(w, g, v, eta, momentum, nesterov)
        history.append(w)
    return np.array(history)
