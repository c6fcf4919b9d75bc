def cutmix(x, y_onehot, perm, box):
    top, left, height, width = box
    H, W = x.shape[2:]
    y1, y2 = np.clip(top, 0, H), np.clip(top + height, 0, H)
    x1, x2 = np.clip(left, 0, W), np.clip(left + width, 0, W)
    lam = 1 - (height * width) / (H * W)
    x[:, :, y1:y2, x1:x2] = x[perm, :, y1:y2, x1:x2]
    return x, lam * y_onehot + (1 - lam) * y_onehot[perm]
