def relative_error(a, b):
    diff = np.abs(a - b)
    bigger = np.maximum(a, b)
    return float((diff / bigger).max())
