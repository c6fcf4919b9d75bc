def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    batch_size = x.shape[0]
    xc = x - x.mean(axis=0)
    std = np.sqrt(np.mean(xc**2, axis=0) + eps)
    xn = xc / std
    dbeta = grad_out.sum(axis=0)
    dgamma = np.sum(xn * grad_out, axis=0)
    dxn = gamma * grad_out
    dxc = dxn / std
    dstd = -np.sum((dxn * xc) / (std * std), axis=0)
    dvar = 0.5 * dstd / std
    dxc += (2.0 / batch_size) * xc * dvar
    dmu = np.sum(dxc, axis=0)
    return dxc - dmu / batch_size, dgamma, dbeta
