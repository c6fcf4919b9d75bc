def hflip(x):
    return np.fliplr(x)
