def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    def per_channel(v):
        return v.reshape(1, -1, 1, 1) if x.ndim == 4 else v

    axis = (0, 2, 3) if x.ndim == 4 else 0
    running_mean = running_mean.copy()
    running_var = running_var.copy()
    if training:
        if x.size // x.shape[1] < 2:
            raise ValueError("batch too small")
        running_mean += momentum * (x.mean(axis=axis) - running_mean)
        running_var += momentum * (x.var(axis=axis, ddof=1) - running_var)
    x_hat = (x - per_channel(running_mean)) / np.sqrt(per_channel(running_var) + eps)
    out = per_channel(gamma) * x_hat + per_channel(beta)
    return out, running_mean, running_var
