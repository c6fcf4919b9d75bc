def centre_columns(x):
    middle = np.average(x, 1)
    return x - middle
