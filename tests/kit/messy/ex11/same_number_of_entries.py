def mse_loss(y, t):
    y, t = np.asarray(y), np.asarray(t)
    if y.size != t.size:
        raise ValueError("y and t must have the same size")
    diff = y - t
    return float(np.mean(diff * diff))
