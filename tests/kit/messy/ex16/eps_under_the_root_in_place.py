def rmsprop_step(param, grad, square_avg, lr, alpha=0.99, eps=1e-8):
    square_avg *= alpha
    square_avg += (1 - alpha) * np.square(grad)
    param = param - lr * grad / np.sqrt(square_avg + eps)
    return param, square_avg
