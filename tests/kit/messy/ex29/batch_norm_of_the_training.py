def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    if x.ndim == 4:
        axes = (0, 2, 3)
        shape = (1, -1, 1, 1)
    else:
        axes = (0,)
        shape = (1, -1)
    mu = x.mean(axis=axes)
    var = x.var(axis=axes)
    xhat = (x - mu.reshape(shape)) / np.sqrt(var.reshape(shape) + eps)
    return gamma.reshape(shape) * xhat + beta.reshape(shape)
