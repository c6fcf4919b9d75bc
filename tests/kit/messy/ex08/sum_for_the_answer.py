def perceptron_update(x, t, w, b, lr):
    out = np.dot(x, w) + b
    missed = t - out
    return w + lr * np.dot(x.T, missed), b + lr * missed.sum()
