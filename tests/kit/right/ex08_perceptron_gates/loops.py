"""Plain loops over every number, lists until the end, gates from a table of weights."""

import math

import numpy as np


def step(z, at_zero):
    out = np.zeros(z.shape, dtype=np.int64)
    for place in np.ndindex(*z.shape):
        if z[place] > 0:
            out[place] = 1
        elif z[place] == 0:
            out[place] = at_zero
    return out


def fires(row, w, b):
    return 1 if math.fsum([b] + [float(x) * float(v) for x, v in zip(row, w)]) > 0 else 0


def perceptron(x, w, b):
    return np.array([fires(row, w, b) for row in x])


def gate(name, x):
    if name == "and":
        w, b = [0.5, 0.5], -0.7
    elif name == "or":
        w, b = [0.5, 0.5], -0.2
    else:
        w, b = [-0.5, -0.5], 0.7
    return np.array([fires(row, w, b) for row in x])


def xor(x):
    answers = []
    for row in x:
        one, other = gate("nand", [row])[0], gate("or", [row])[0]
        answers.append(int(gate("and", [[one, other]])[0]))
    return np.array(answers)


def perceptron_update(x, t, w, b, lr):
    new, bias = w.copy(), float(b)
    for row, wanted in zip(x, t):
        answer = fires(row, w, b)
        if answer == wanted:
            continue
        sign = 1 if wanted else -1
        for i, value in enumerate(row):
            new[i] += sign * lr * value
        bias += sign * lr
    return new, bias
