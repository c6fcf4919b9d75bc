def normalize(x, var, mean, eps):
    return (x - mean) / np.sqrt(var + eps)


def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    if x.ndim == 4:
        gamma = gamma[None, :, None, None]
        beta = beta[None, :, None, None]
        running_mean = running_mean[None, :, None, None]
        running_var = running_var[None, :, None, None]
    x_hat = normalize(x, running_mean, running_var, eps)
    return gamma * x_hat + beta
