def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    C = x.shape[1]
    # (N, C, H, W) -> (N*H*W, C)
    x2d = x.reshape(-1, C)
    dout = grad_out.reshape(-1, C)
    M = x2d.shape[0]
    mu = np.mean(x2d, axis=0)
    inv_std = 1.0 / np.sqrt(np.var(x2d, axis=0) + eps)
    x_hat = (x2d - mu) * inv_std
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx = (gamma * inv_std / M) * (M * dout - dbeta - x_hat * dgamma)
    return dx.reshape(x.shape), dgamma, dbeta
