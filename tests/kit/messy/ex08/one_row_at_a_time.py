def perceptron_update(x, t, w, b, lr):
    weights = np.copy(w)
    for n in range(len(x)):
        guess = 1 if np.dot(x[n], weights) + b > 0 else 0
        update = lr * (t[n] - guess)
        weights += update * x[n]
        b += update
    return weights, b
