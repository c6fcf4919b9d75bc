def init_std(fan_in, fan_out, kind):
    assert kind in ("xavier", "he"), "unknown kind"
    if kind == "xavier":
        return np.sqrt(2 / (fan_in + fan_out))
    return np.sqrt(2 / fan_out)
