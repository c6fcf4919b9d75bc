def pad2d(x, pad, value=0.0):
    left, right, top, bottom = pad
    pairs = ((top, bottom), (left, right))
    return np.pad(x, pairs, mode="constant", constant_values=value)
