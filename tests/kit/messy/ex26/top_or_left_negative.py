def crop(x, top, left, height, width):
    N, C, H, W = x.shape
    if (top or left) < 0 or top + height > H or left + width > W:
        raise ValueError("window outside the image")
    return x[:, :, top : top + height, left : left + width]
