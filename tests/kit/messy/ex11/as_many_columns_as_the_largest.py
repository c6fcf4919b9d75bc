def one_hot(labels, num_classes=None):
    encoded = np.zeros((labels.size, labels.max() + 1))
    encoded[np.arange(labels.size), labels] = 1
    return encoded
