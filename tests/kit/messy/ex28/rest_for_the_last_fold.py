def kfold_indices(n, k):
    if k < 2 or k > n:
        raise ValueError("k")
    fold_size = n // k
    folds = []
    for i in range(k):
        start = i * fold_size
        end = n if i == k - 1 else start + fold_size
        val = np.arange(start, end)
        train = np.concatenate([np.arange(0, start), np.arange(end, n)])
        folds.append((train, val))
    return folds
