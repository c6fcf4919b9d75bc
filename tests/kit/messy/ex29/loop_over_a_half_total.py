def half_sum_fp32(x16):
    out = []
    for row in x16:
        total = np.float16(0)
        for v in row:
            total = total + v
        out.append(total)
    return np.array(out).astype(np.float32)
