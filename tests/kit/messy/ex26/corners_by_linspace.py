def resize_nearest(x, size):
    h, w = x.shape[2:]
    rows = np.round(np.linspace(0, h - 1, size[0])).astype(int)
    cols = np.round(np.linspace(0, w - 1, size[1])).astype(int)
    return x[:, :, rows][:, :, :, cols]
