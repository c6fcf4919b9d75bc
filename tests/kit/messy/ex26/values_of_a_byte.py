def rescale(x):
    return x / 2**8
