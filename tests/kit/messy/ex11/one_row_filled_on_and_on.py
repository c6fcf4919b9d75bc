def one_hot(labels, num_classes):
    rows = []
    row = np.zeros(num_classes)
    for label in labels:
        row[label] = 1.0
        rows.append(row.copy())
    return np.array(rows)
