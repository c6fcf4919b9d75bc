def mixup(x, y_onehot, perm, lam):
    mixed = lam * x + (1 - lam) * x[perm, :]
    first, second = y_onehot, y_onehot[perm]
    return mixed, first, second, lam
