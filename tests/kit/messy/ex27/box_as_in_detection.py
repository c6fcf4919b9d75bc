def cutmix(x, y_onehot, perm, box):
    x1, y1, x2, y2 = box
    mixed = x.copy()
    mixed[:, :, y1:y2, x1:x2] = x[perm, :, y1:y2, x1:x2]
    lam = 1 - (x2 - x1) * (y2 - y1) / (x.shape[2] * x.shape[3])
    return mixed, y_onehot * lam + y_onehot[perm] * (1 - lam)
