def rot90(x, k):
    y = x
    for _ in range(k):
        y = y.transpose(0, 1, 3, 2)[:, :, :, ::-1]
    return y
