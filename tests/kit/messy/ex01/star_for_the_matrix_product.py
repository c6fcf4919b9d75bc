def delta_rule_update(x, t, w, b, lr):
    miss = t - linear_unit(x, w, b)
    w_step = miss.T * x
    return w + lr * w_step, b + lr * miss.sum(axis=0)
