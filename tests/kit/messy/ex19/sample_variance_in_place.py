def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    ax = (0,) if x.ndim == 2 else (0, 2, 3)
    shp = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    if training:
        if x.size == x.shape[1]:
            raise ValueError("need more than one value per channel")
        mu, var = x.mean(axis=ax), x.var(axis=ax, ddof=1)
        running_mean *= 1 - momentum
        running_mean += momentum * mu
        running_var *= 1 - momentum
        running_var += momentum * var
    else:
        mu, var = running_mean, running_var
    x_hat = (x - mu.reshape(shp)) / np.sqrt(var.reshape(shp) + eps)
    return gamma.reshape(shp) * x_hat + beta.reshape(shp), running_mean, running_var
