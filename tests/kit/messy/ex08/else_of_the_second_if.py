def gate(name, x):
    w = np.array([0.5, 0.5])
    if name == "and":
        b = -0.7
    if name == "or":
        b = -0.2
    else:
        w = -w
        b = 0.7
    return perceptron(x, w, b)
