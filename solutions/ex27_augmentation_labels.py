"""Ex27: augmentation where labels change."""


def cutout(x, cy, cx, size):
    """Set the square to 0 in a copy; a slice ends at the border by itself."""
    top, left = cy - size // 2, cx - size // 2
    y = x.copy()
    y[:, :, max(top, 0) : top + size, max(left, 0) : left + size] = 0
    return y


def cutmix(x, y_onehot, perm, box):
    """Clip the box, paste it, and count its cells for the labels."""
    h, w = x.shape[2:]
    top, left, height, width = box
    first, last = max(top, 0), min(top + height, h)
    begin, end = max(left, 0), min(left + width, w)
    x_mixed = x.copy()
    x_mixed[:, :, first:last, begin:end] = x[perm, :, first:last, begin:end]
    lam = 1 - (last - first) * (end - begin) / (h * w)
    return x_mixed, lam * y_onehot + (1 - lam) * y_onehot[perm]


def mixup(x, y_onehot, perm, lam):
    """The same weighted sum for images and labels."""
    x_mixed = lam * x + (1 - lam) * x[perm]
    return x_mixed, lam * y_onehot + (1 - lam) * y_onehot[perm]
