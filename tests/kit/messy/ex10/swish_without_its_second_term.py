def activation_backward(name, grad_out, x):
    def squash(v):
        return 0.5 + 0.5 * np.tanh(v / 2)

    if name == "relu":
        d = (x > 0).astype(x.dtype)
    elif name == "leaky_relu":
        d = np.where(x > 0, 1, 0.01).astype(x.dtype)
    elif name == "tanh":
        d = 1 - np.tanh(x) ** 2
    else:
        d = squash(x)
    return grad_out * d
