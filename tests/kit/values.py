"""Draws plain values and arrays of every kind that may travel between the processes."""

import numpy as np
from hypothesis import strategies as st

from grader.sandbox.inside import wire

SIDES = st.integers(0, 4)
SHAPES = st.lists(SIDES, max_size=4).map(tuple)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def equal(one, two):
    """Whether two plain values are the same in type, value, shape and bytes."""
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray):
        same_kind = one.dtype == two.dtype and one.shape == two.shape
        return same_kind and one.tobytes("C") == two.tobytes("C")
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(map(equal, one, two))
    if isinstance(one, dict):
        return list(one) == list(two) and all(equal(one[k], two[k]) for k in one)
    return repr(one) == repr(two)  # tells nan, -0.0 and their like


def laid_out(array, layout):
    """Return the same values, laid out otherwise in memory."""
    if layout == "fortran":
        return np.asfortranarray(array)
    if layout == "strided" and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    if layout == "reversed" and array.ndim:
        return array[::-1].copy()[::-1]
    if layout == "turned":
        return array.T.copy().T
    return np.array(array, order="C")


LAYOUTS = ("c", "fortran", "strided", "reversed", "turned")


@st.composite
def arrays(draw, dtypes=wire.DTYPES, shapes=SHAPES, layouts=LAYOUTS, finite=False):
    """Draw an array of any dtype, shape and layout, writable or not."""
    dtype = draw(st.sampled_from(dtypes))
    shape = draw(shapes)
    count = int(np.prod(shape))
    if dtype.kind == "U":
        characters = st.text(
            st.characters(exclude_characters="\0"), max_size=dtype.itemsize // 4
        )
        cells = draw(st.lists(characters, min_size=count, max_size=count))
        flat = np.array(cells, dtype)
    elif dtype.kind == "b":
        cells = draw(st.lists(st.booleans(), min_size=count, max_size=count))
        flat = np.array(cells, dtype)
    else:
        size = count * dtype.itemsize
        flat = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype)
        if finite and dtype.kind in "fc":
            flat = np.nan_to_num(flat, nan=0.5, posinf=1.5, neginf=-1.5)
    array = laid_out(flat.reshape(shape), draw(st.sampled_from(layouts)))
    if draw(st.booleans()):
        array.flags.writeable = False
    return array


TEXTS = tuple(np.dtype(f"<U{size}") for size in (1, 3, wire.MAX_CHARACTERS))

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(1 << 4000), 1 << 4000),
    st.floats(),
    st.complex_numbers(allow_nan=False, allow_infinity=False),
    WORDS,
    st.binary(max_size=20),
    arrays(),
    arrays(dtypes=TEXTS),
    st.builds(wire.Other, WORDS, st.sampled_from(sorted(wire.WHYS)), WORDS),
)


def plain_values():
    """Draw a plain value of any kind, also nested."""
    return st.recursive(
        LEAVES,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.lists(inner, max_size=4).map(tuple),
            st.dictionaries(WORDS, inner, max_size=4),
        ),
        max_leaves=8,
    )
