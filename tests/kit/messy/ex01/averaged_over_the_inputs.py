def delta_rule_update(x, t, w, b, lr):
    rows, columns = x.shape
    miss = t - linear_unit(x, w, b)
    return w + lr / columns * miss.T @ x, b + lr / columns * miss.sum(0)
