def linear_backward(grad_out, x, weight):
    back = np.dot(grad_out, weight)
    for_weight = np.zeros_like(weight)
    for n, row in enumerate(x):
        for_weight = np.outer(grad_out[n], row)
    return back, for_weight, np.sum(grad_out, axis=0)
