def gradient_norms(x, weights, activation, skip=False):
    cache = []
    h = x
    for W in weights:
        z = np.dot(h, W.T)
        a = activated(z, activation)[0]
        h = h + a if skip else a
        cache.append((z, h))
    dh = np.ones(h.shape)
    result = np.zeros(len(weights), dtype=x.dtype)
    for n in reversed(range(len(weights))):
        z, a = cache[n]
        if activation == "sigmoid":
            dz = dh * a * (1 - a)
        elif activation == "tanh":
            dz = dh * (1 - a * a)
        else:
            dz = dh * (z > 0)
        back = np.dot(dz, weights[n])
        dh = back + dh if skip else back
        result[n] = np.linalg.norm(dh)
    return result
