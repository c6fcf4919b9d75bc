def crop(x, top, left, height, width):
    H, W = x.shape[2], x.shape[3]
    if top + height > H or left + width > W:
        raise ValueError("crop is larger than the image")
    return x[:, :, top:height, left:width]
