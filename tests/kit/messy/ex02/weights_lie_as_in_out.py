def mlp_backward(x, t, w1, b1, w2, b2):
    z = np.dot(x, w1) + b1
    hidden = sigmoid(z)
    out = sigmoid(np.dot(hidden, w2) + b2)
    top = (out - t) * out * (1 - out)
    low = np.dot(top, w2.T) * hidden * (1 - hidden)
    return np.dot(x.T, low), low.sum(0), np.dot(hidden.T, top), top.sum(0)
