def relative_error(a, b):
    diff = np.max(np.abs(a - b))
    biggest = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return diff / max(biggest, 1e-12)
