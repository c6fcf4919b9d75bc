"""Hidden suite of ex02, shifting."""

from grader.judge.suite import asks, cases, points


@points(2)
@cases("shape", [(1, 2), (3, 4)])
def test_shifted(agree, rng, shape):
    """shifted adds twice the values."""
    agree("shifted", rng.array(shape), float(rng.array(1)[0]))


@points(1)
@asks("dtype")
def test_shifted_dtype(agree, rng):
    """shifted keeps float32."""
    agree("shifted", rng.array((3, 2), "float32"), 1.0)


@points(1)
def test_by_zero(agree, rng):
    """shifted by 0 is twice the values."""
    agree("shifted", rng.array((2, 3)), 0.0)


@points(2)
@cases("shape", [(1, 3), (5, 2)])
def test_turned(agree, rng, shape):
    """turned has the other sign."""
    agree("turned", rng.array(shape))


@points(1)
@asks("arguments", "memory")
def test_turned_memory(keeps, rng):
    """turned leaves x as it was."""
    keeps("turned", rng.array((2, 3)))
