def activation_stds(x, weights, activation):
    stds = []
    h = x
    for w in weights:
        h, _ = activated(np.matmul(h, np.transpose(w)), activation)
        centred = h - np.mean(h)
        var = np.sum(centred * centred) / (h.size - 1)
        stds.append(np.sqrt(var))
    return np.array(stds)
