def conv1x1(x, weight, bias):
    N, C, H, W = x.shape
    FN = weight.shape[0]
    flat = x.reshape(N * H * W, C)
    out = np.dot(flat, weight.reshape(FN, C).T) + bias
    return out.reshape(N, FN, H, W)
