def dropout_backward(grad_out, mask, p):
    keep_prob = p
    if keep_prob == 0:
        return np.zeros_like(grad_out)
    dx = grad_out.copy()
    dx[~mask] = 0
    dx /= keep_prob
    return dx
