def linear_backward(grad_out, x, weight):
    full_x = np.c_[np.ones(len(x), dtype=x.dtype), x]
    full = grad_out.T @ full_x
    return grad_out @ weight, full[:, :-1].copy(), full[:, -1].copy()
