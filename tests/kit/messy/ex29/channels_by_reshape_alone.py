def frozen_batch_norm(x, gamma, beta, running_mean, running_var, eps=1e-5):
    shape = x.shape
    C = shape[1]
    # one row for each pixel
    x = x.reshape(-1, C)
    std = np.sqrt(running_var + eps)
    y = gamma * (x - running_mean) / std + beta
    return y.reshape(shape)
