def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    FN, C, FH, FW = weight.shape
    col = im2col(x, (FH, FW), stride, padding)
    dout = grad_out.transpose(0, 2, 3, 1).reshape(-1, FN)
    db = np.zeros(FN)
    db += np.sum(dout, axis=0)
    dW = np.dot(col.T, dout).transpose(1, 0).reshape(FN, C, FH, FW)
    dcol = np.dot(dout, weight.reshape(FN, -1))
    dx = col2im(dcol, x.shape, (FH, FW))
    return dx, dW, db
