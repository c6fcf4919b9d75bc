def gate(name, x):
    if name == "nand":
        w, b = np.array([-1.0, -1.0]), 1.0
    elif name == "and":
        w, b = np.array([1.0, 1.0]), -1.0
    else:
        w, b = np.array([1.0, 1.0]), 0.0
    return perceptron(x, w, b)
