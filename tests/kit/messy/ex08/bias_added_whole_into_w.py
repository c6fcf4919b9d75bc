def perceptron_update(x, t, w, b, lr):
    y = perceptron(x, w, b)
    for n in range(len(x)):
        error = int(t[n] - y[n])
        if error != 0:
            w += lr * error * x[n]
            b = b + error
    return w.copy(), b
