def cutout(x, cy, cx, size):
    H, W = x.shape[2], x.shape[3]
    mask = np.ones((H, W))
    for i in range(size):
        for j in range(size):
            row = cy - size // 2 + i
            col = cx - size // 2 + j
            if row < H and col < W:
                mask[row, col] = 0
    return x * mask
