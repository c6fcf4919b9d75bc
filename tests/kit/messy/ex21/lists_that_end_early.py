def conv2d(x, weight, bias, stride=1, padding=0):
    kh, kw = weight.shape[2:]
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    batch = []
    for image in x:
        maps = []
        for kernel, b in zip(weight, bias, strict=True):
            rows = []
            for top in range(0, image.shape[1] - kh, stride):
                row = []
                for left in range(0, image.shape[2] - kw, stride):
                    window = image[:, top : top + kh, left : left + kw]
                    row.append(np.sum(window * kernel) + b)
                rows.append(row)
            maps.append(rows)
        batch.append(maps)
    return np.array(batch, dtype=x.dtype)
