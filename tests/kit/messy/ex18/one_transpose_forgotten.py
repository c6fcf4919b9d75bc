def gradient_norms(x, weights, activation, skip=False):
    def layer(h, W):
        a, da = activated(np.dot(h, W), activation)
        return (h + a if skip else a), da

    slopes = []
    out = x
    for W in weights:
        out, da = layer(out, W)
        slopes.append(da)
    grad = np.ones(out.shape, dtype=x.dtype)
    norms = []
    for i in range(len(weights) - 1, -1, -1):
        dx = np.dot(grad * slopes[i], weights[i])
        if skip:
            dx = dx + grad
        grad = dx
        norms.insert(0, np.linalg.norm(grad))
    return np.array(norms)
