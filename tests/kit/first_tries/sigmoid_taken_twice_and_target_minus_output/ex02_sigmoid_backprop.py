# exercise 2, backprop
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(grad_out, s):
    # derivative of the sigmoid: f(s) * (1 - f(s))
    f = sigmoid(s)
    slope = f * (1 - f)
    return grad_out * slope


def mlp_backward(x, t, w1, b1, w2, b2):
    h = sigmoid(x.dot(w1.T) + b1)
    y = sigmoid(h.dot(w2.T) + b2)

    delta_out = (t - y) * y * (1 - y)
    delta_hid = delta_out.dot(w2) * h * (1 - h)

    dw2 = delta_out.T.dot(h)
    db2 = delta_out.sum(axis=0)
    dw1 = delta_hid.T.dot(x)
    db1 = delta_hid.sum(axis=0)

    return dw1, db1, dw2, db2


if __name__ == "__main__":
    print(sigmoid(np.array([0.0, 1.0, -1.0])))
