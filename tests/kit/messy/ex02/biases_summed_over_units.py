def mlp_backward(x, t, w1, b1, w2, b2):
    hidden = sigmoid(x @ w1.T + b1)
    out = sigmoid(hidden @ w2.T + b2)
    top = sigmoid_backward(out - t, out)
    low = sigmoid_backward(top @ w2, hidden)
    return low.T @ x, np.sum(low, axis=1), top.T @ hidden, np.sum(top, axis=1)
