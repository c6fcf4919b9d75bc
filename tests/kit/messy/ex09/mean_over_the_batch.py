def linear_backward(grad_out, x, weight):
    m = grad_out.shape[0]
    dw = 1.0 / m * np.dot(grad_out.T, x)
    db = np.sum(grad_out, axis=0) / m
    return np.dot(grad_out, weight), dw, db
