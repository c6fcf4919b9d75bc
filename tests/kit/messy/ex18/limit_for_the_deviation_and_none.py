def init_std(fan_in, fan_out, kind):
    std = None
    if kind == "xavier":
        std = np.sqrt(6 / (fan_in + fan_out))
    elif kind == "he":
        std = np.sqrt(2 / fan_in)
    return std
