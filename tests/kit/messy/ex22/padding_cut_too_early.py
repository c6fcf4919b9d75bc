def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, HH, WW = weight.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dx_pad, dw, db = np.zeros_like(x_pad), np.zeros_like(weight), np.zeros(F)
    for n in range(N):
        for f in range(F):
            db[f] += np.sum(grad_out[n, f])
            for i in range(grad_out.shape[2]):
                for j in range(grad_out.shape[3]):
                    rows = slice(i * stride, i * stride + HH)
                    columns = slice(j * stride, j * stride + WW)
                    dw[f] += x_pad[n, :, rows, columns] * grad_out[n, f, i, j]
                    dx_pad[n, :, rows, columns] += weight[f] * grad_out[n, f, i, j]
    return dx_pad[:, :, padding:H, padding:W], dw, db
