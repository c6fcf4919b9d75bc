def resize_nearest(x, size):
    N, C, H, W = x.shape
    out = np.zeros((N, C, size[0], size[1]))
    step_h = H / size[0]
    step_w = W / size[1]
    for i in range(size[0]):
        for j in range(size[1]):
            out[:, :, i, j] = x[:, :, int(np.floor(i * step_h)), int(np.floor(j * step_w))]
    return out
