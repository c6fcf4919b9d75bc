def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    n_filter, _, h_filter, w_filter = weight.shape
    x_col = im2col(x, (h_filter, w_filter), stride, padding)
    db = np.sum(grad_out, axis=(0, 2, 3))
    dout_reshaped = grad_out.reshape(n_filter, -1)
    dw = (dout_reshaped @ x_col).reshape(weight.shape)
    dx_col = dout_reshaped.T @ weight.reshape(n_filter, -1)
    dx = col2im(dx_col, x.shape, (h_filter, w_filter), stride, padding)
    return dx, dw, db
