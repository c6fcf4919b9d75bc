def linear(x, weight, bias):
    rows = []
    for example in x:
        row = bias
        row += weight @ example
        rows.append(row)
    return np.array(rows)
