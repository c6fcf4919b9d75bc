def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    H, W = x.shape[2], x.shape[3]
    r1, r2 = max(top, 0), min(top + height - 1, H - 1)
    c1, c2 = max(left, 0), min(left + width - 1, W - 1)
    out = np.zeros(x.shape)
    out[:] = x
    out[:, :, r1:r2, c1:c2] = x[perm][:, :, r1:r2, c1:c2]
    lam = 1 - ((r2 - r1) * (c2 - c1)) / (H * W)
    y = np.zeros(y_onehot.shape)
    for i in range(len(y)):
        y[i] = lam * y_onehot[i] + (1 - lam) * y_onehot[perm[i]]
    return out, y
