def momentum_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    x = np.array(start)
    v = curvature * x
    trace = []
    for eta in lrs:
        slope = curvature * x
        x, v = sgd_momentum_step(x, slope, v, eta, momentum, nesterov)
        trace.append(x.tolist())
    return np.array(trace)
