def gradient_norms(x, weights, activation, skip=False):
    h = x
    slopes = []
    for weight in weights:
        out, slope = activated(np.dot(h, weight.T), activation)
        h = h + out if skip else out
        slopes.append(slope)
    grad = np.ones(h.shape, dtype=h.dtype)
    norms = []
    for i in range(len(weights))[::-1]:
        back = np.dot(grad * slopes[i], weights[i])
        grad = grad + back if skip else back
        norms.insert(0, np.mean(np.linalg.norm(grad, axis=1)))
    return np.array(norms)
