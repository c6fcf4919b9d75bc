"""Solution of ex02, shifting."""

from ex01_scaling import double


def shifted(x, by):
    """Return by + 2 x."""
    return by + double(x)


def turned(x):
    """Return -x."""
    return -x
