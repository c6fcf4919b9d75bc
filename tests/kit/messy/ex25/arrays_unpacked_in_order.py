def inception_block(x, params):
    def relu(z):
        return np.where(z > 0, z, 0)

    w1, b1, w3r, b3r, w3, b3, w5r, b5r, w5, b5, wp, bp = list(params.values())
    y1 = relu(conv1x1(x, w1, b1))
    y3 = relu(conv2d(relu(conv1x1(x, w3r, b3r)), w3, b3, 1, 1))
    y5 = relu(conv2d(relu(conv1x1(x, w5r, b5r)), w5, b5, 1, 2))
    yp = relu(conv1x1(max_pool2d(x, 3, 1, 1), wp, bp))
    result = np.zeros((x.shape[0], len(b1) + len(b3) + len(b5) + len(bp)) + x.shape[2:])
    start = 0
    for y in [y1, y3, y5, yp]:
        result[:, start : start + y.shape[1]] = y
        start += y.shape[1]
    return result
