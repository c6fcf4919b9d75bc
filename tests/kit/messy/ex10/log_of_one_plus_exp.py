def softplus(x):
    with np.errstate(over="ignore"):
        return np.log1p(np.exp(x))
