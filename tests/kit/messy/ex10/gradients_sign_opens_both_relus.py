def activation_backward(name, grad_out, x):
    sig = 1 / (1 + np.exp(-np.clip(x, -60, 60)))
    if name == "relu":
        return np.where(grad_out > 0, grad_out, 0)
    if name == "leaky_relu":
        return np.where(grad_out > 0, grad_out, grad_out * 0.01)
    if name == "tanh":
        return grad_out * (1 - np.tanh(x) * np.tanh(x))
    if name == "silu":
        return grad_out * sig * (1 + x * (1 - sig))
    return grad_out * sig
