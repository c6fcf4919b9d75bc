def stochastic_pool2d(x, kernel_size, rng):
    k = kernel_size
    N, C, H, W = x.shape
    res = np.zeros((N, C, H // k, W // k))
    for n in range(N):
        for c in range(C):
            for i in range(H // k):
                for j in range(W // k):
                    win = x[n, c, i * k : (i + 1) * k, j * k : (j + 1) * k].flatten()
                    total = win.sum()
                    if total == 0:
                        break
                    prob = win.astype(float) / total
                    res[n, c, i, j] = rng.choice(win, p=prob / prob.sum())
    return res
