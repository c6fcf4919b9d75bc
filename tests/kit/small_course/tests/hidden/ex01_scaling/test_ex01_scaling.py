"""Hidden suite of ex01, scaling."""

from grader.judge.suite import asks, cases, needs, points, strided


@points(2)
@cases("shape", [(1, 2), (3, 4)])
def test_double(agree, rng, shape):
    """double doubles every value."""
    agree("double", rng.array(shape))


@points(1)
@asks("dtype")
def test_double_layout(agree, rng):
    """double takes x in any memory layout, and keeps float32."""
    agree("double", strided(rng.array((3, 2), "float32")))


@points(1)
@asks("arguments", "memory")
def test_double_memory(keeps, rng):
    """double leaves x as it was and returns memory of its own."""
    keeps("double", rng.array((2, 3)))


@points(2)
@cases("shape", [(1, 3), (5, 2)])
def test_mean_square(agree, rng, shape):
    """mean_square is the mean of the squares."""
    agree("mean_square", rng.array(shape))


@points(1)
@asks("exception")
def test_one_value(agree, rng):
    """mean_square refuses a single value, and takes two."""
    agree("mean_square", rng.array((1, 1)))
    agree("mean_square", rng.array((1, 2)))


@points(1)
@needs("mean_square")
def test_not_negative(student, rng):
    """mean_square is positive where a value is not zero."""
    value = student.mean_square(-rng.array((2, 2)))
    assert value > 0, f"mean_square gave {value}"
