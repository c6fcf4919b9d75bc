def gradient_norms(x, weights, activation, skip=False):
    hs, slopes = [x], []
    for w in weights:
        a, slope = activated(hs[-1] @ w.T, activation)
        slopes.append(slope)
        hs.append(hs[-1] + a if skip else a)
    grad = np.ones_like(hs[-1])
    norms = []
    for i in range(len(weights) - 1, -1, -1):
        delta = grad * slopes[i]
        dw = delta.T @ hs[i]
        norms.append(np.sqrt(np.sum(dw**2)))
        grad = delta @ weights[i] + (grad if skip else 0)
    return np.array(norms[::-1])
