def delta_rule_update(x, t, w, b, lr):
    step = t.T @ x
    return w + lr * step, b + lr * np.sum(t, axis=0)
