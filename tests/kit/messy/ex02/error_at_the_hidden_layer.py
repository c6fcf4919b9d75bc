def mlp_backward(x, t, w1, b1, w2, b2):
    hidden = sigmoid(x @ w1.T + b1)
    out = sigmoid(hidden @ w2.T + b2)
    miss = out - t
    top = sigmoid_backward(miss, out)
    low = sigmoid_backward(miss, hidden)
    return low.T @ x, low.sum(axis=0), top.T @ hidden, top.sum(axis=0)
