def half_sum_fp32(x16):
    s = x16.sum(axis=1)
    return s.astype(np.float32)
