def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    m = x.size / x.shape[1]
    g = gamma.reshape((1, -1) + (1,) * (x.ndim - 2))
    mean = x.mean(axis=axes, keepdims=True)
    inv = 1.0 / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    xhat = (x - mean) * inv
    dbeta = np.sum(grad_out, axis=axes)
    dgamma = np.sum(grad_out * xhat, axis=axes)
    dxhat = grad_out * g
    dvar = np.sum(dxhat * (x - mean) * 0.5 * inv**3, axis=axes, keepdims=True)
    dmean = np.sum(-dxhat * inv, axis=axes, keepdims=True)
    return np.float64(dxhat * inv + dvar * 2 * (x - mean) / m + dmean / m), dgamma, dbeta
