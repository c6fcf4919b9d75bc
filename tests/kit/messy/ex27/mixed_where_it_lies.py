def mixup(x, y_onehot, perm, lam):
    x *= lam
    x += (1 - lam) * x[perm]
    y_onehot *= lam
    y_onehot += (1 - lam) * y_onehot[perm]
    return x, y_onehot
