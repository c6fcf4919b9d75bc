def dropout_backward(grad_out, mask, p):
    grad_out *= mask
    grad_out *= 1 - p
    return grad_out
