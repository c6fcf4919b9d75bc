def init_std(fan_in, fan_out, kind):
    weight_init_std = 0.01
    if kind == "xavier":
        weight_init_std = np.sqrt(1.0 / fan_in)
    elif kind == "he":
        weight_init_std = np.sqrt(2.0 / fan_in)
    return weight_init_std
