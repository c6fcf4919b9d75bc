def residual_block_backward(grad_out, x, w1, b1, w2, b2):
    back = np.array(grad_out @ w2)
    back[back < 0] = 0
    return back @ w1 + grad_out
