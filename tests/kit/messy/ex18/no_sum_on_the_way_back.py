def gradient_norms(x, weights, activation, skip=False):
    h = x
    slopes = []
    for w in weights:
        out, slope = activated(h @ w.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    grad = np.ones_like(h)
    norms = np.zeros(len(weights), dtype=x.dtype)
    for layer in range(len(weights) - 1, -1, -1):
        through = (grad * slopes[layer]) @ weights[layer]
        grad = through
        norms[layer] = np.linalg.norm(grad)
    return norms
