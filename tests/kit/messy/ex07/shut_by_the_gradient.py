def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    back = grad_out @ w2
    return grad_out + np.where(back > 0, back, 0) @ w1
