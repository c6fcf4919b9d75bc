def dropout_backward(grad_out, mask, p):
    if np.all(mask):  # evaluation
        dx = grad_out * 1.0
    elif p == 1:
        dx = np.zeros(grad_out.shape)
    else:
        dx = grad_out * mask / (1 - p)
    return dx
