# Seen in a student's file.
@mistake("hard_sigmoid")
def relu6_without_the_shift(x):
    """You cut x off at 0 and 6, but the line in the middle begins at -3."""
    return np.minimum(np.maximum(x, 0), 6) / 6
