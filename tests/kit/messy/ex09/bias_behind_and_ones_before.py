def linear(x, weight, bias):
    ones = np.ones((len(x), 1), dtype=x.dtype)
    full_x = np.concatenate([ones, x], axis=1)
    full_weight = np.concatenate([weight, bias[:, None]], axis=1)
    return full_x @ full_weight.T
