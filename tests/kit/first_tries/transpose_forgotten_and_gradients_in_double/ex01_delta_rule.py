import numpy as np


def linear_unit(x, w, b):
    # weighted sum of the inputs plus the bias
    return x @ w + b


def delta_rule_update(x, t, w, b, lr):
    N = x.shape[0]
    D = x.shape[1]
    O = t.shape[1]

    dw = np.zeros((O, D))
    db = np.zeros(O)

    for n in range(N):
        for j in range(O):
            # answer of unit j for example n
            y = b[j]
            for i in range(D):
                y = y + w[j, i] * x[n, i]
            diff = t[n, j] - y
            for i in range(D):
                dw[j, i] -= diff * x[n, i]
            db[j] -= diff

    new_w = w - lr * dw
    new_b = b - lr * db
    return new_w, new_b
