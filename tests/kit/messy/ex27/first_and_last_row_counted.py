def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    H, W = x.shape[2:]
    bottom = min(top + height - 1, H - 1)
    right = min(left + width - 1, W - 1)
    top, left = max(top, 0), max(left, 0)
    x_mixed = np.array(x, dtype=float)
    x_mixed[:, :, top : bottom + 1, left : right + 1] = x[
        perm, :, top : bottom + 1, left : right + 1
    ]
    area = (bottom - top) * (right - left)
    lam = 1 - area / (H * W)
    y_mixed = np.zeros(y_onehot.shape)
    for i in range(len(perm)):
        y_mixed[i] = lam * y_onehot[i] + (1 - lam) * y_onehot[perm[i]]
    return x_mixed, y_mixed
