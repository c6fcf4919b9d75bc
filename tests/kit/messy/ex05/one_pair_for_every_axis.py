def pad2d(x, pad, value=0.0):
    before, after, _, _ = pad
    return np.pad(x, (before, after), constant_values=value)
