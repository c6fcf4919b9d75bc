def encode_labels(names):
    numbers = {}
    for name in names:
        if name not in numbers:
            numbers[name] = len(numbers)
    labels = np.array([numbers[name] for name in names], dtype=np.int64)
    return labels, list(numbers)
