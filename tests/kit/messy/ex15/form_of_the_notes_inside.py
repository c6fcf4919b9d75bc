def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    theta, v = start.copy(), np.zeros_like(start)
    track = []
    for lr in lrs:
        at = theta + momentum * v if nesterov else theta
        v = momentum * v - lr * curvature * at
        theta = theta + v
        track.append(theta)
    return np.vstack(track)
