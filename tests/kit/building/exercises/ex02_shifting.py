"""Ex02: shifting.

Shift an array by twice its own values: it is built on your own `double` of ex01.
"""

from ex01_scaling import double


def shifted(x, by):
    """Return by + 2 x; x (N, D), by a number -> (N, D). Take `double` of your ex01.

    >>> print(shifted(np.array([[1.0, 2.5]]), 1.0))
    [[3. 6.]]
    """
    raise NotImplementedError("shifted")


def turned(x):
    """Return -x; x (N, D) -> (N, D). It needs nothing of ex01.

    >>> print(turned(np.array([[1.0, 2.5]])))
    [[-1.  -2.5]]
    """
    raise NotImplementedError("turned")
