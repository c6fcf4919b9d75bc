def gate(name, x):
    if name == "and":
        return perceptron(x, np.array([1, 1]), -2)
    if name == "or":
        return perceptron(x, np.array([1, 1]), -1)
    return perceptron(x, np.array([-1, -1]), 2)
