def cutout(x, cy, cx, size):
    half = size // 2
    out = np.zeros(x.shape)
    out[:] = x
    out[:, :, cy - half : cy + half + 1, cx - half : cx + half + 1] = 0
    return out
