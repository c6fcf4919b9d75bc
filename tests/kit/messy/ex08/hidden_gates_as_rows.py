def xor(x):
    s1 = gate("nand", x)
    s2 = gate("or", x)
    return gate("and", np.array([s1, s2]))
