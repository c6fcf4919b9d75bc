def cutout(x, cy, cx, size):
    h, w = x.shape[2], x.shape[3]
    mask = np.ones((h, w), np.float32)
    half = size // 2
    top, bottom = np.clip([cy - half, cy + half], 0, h)
    left, right = np.clip([cx - half, cx + half], 0, w)
    mask[top:bottom, left:right] = 0.0
    return x * mask
