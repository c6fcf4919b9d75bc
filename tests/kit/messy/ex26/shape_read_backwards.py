def resize_nearest(x, size):
    N, C, W, H = x.shape
    H_out, W_out = size
    out = np.zeros((N, C, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            out[:, :, i, j] = x[:, :, int(i * H / H_out), int(j * W / W_out)]
    return out
