def leaky_relu(x, negative_slope=0.01):
    return np.maximum(negative_slope * x, x)
