def linear_backward(grad_out, x, weight):
    dx = np.dot(grad_out, weight.T)
    dw = np.dot(x.T, grad_out)
    return dx, dw, np.sum(grad_out, 0)
