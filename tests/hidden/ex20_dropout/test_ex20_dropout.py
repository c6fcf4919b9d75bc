"""Hidden suite of ex20, dropout and weight decay.

What depends on chance is claimed of the student's own mask and y, with other numbers in each
case; in arrays of these sizes a right answer fails a claim once in 10**5 runs.
"""

import numpy as np

from grader.judge.suite import asks, cases, generator, points, read_only, strided

RATES = [0.5, 0.75, 0.25]
CERTAIN = 11  # a seed: nothing depends on it where p is 0 or 1
NEARLY_0 = 1e-9  # a p that changes no gradient, and can still have dropped one
NEARLY_1 = 0.999999999  # nobody will live to see a value that it keeps


def whole(rng, shape):
    """Draw multiples of 3 that are not 0; divided by 1 - p they are whole, too."""
    return (rng.integers(-8, 8, shape) * 2 + 1) * 3.0


def factor_of(y, x, kept):
    """Return the one factor between the kept values of x and y, or None."""
    with np.errstate(all="ignore"):
        factors = (y / x)[kept]
    return factors[0] if np.allclose(factors, factors[0], rtol=1e-5) else None


@points(2)
@cases("p, shape", [*[(p, (8, 10)) for p in RATES], (0.9375, (12, 16))])
def test_kept_values_are_divided(student, rng, p, shape):
    """In training dropout divides the values that it keeps by 1 - p."""
    x = whole(rng, shape)
    y, _ = student.dropout(x, p, True, generator(int(rng.integers(0, 999, 1)[0])))
    kept = y != 0
    assert kept.any(), f"with p = {p} it drops all {x.size} values"
    assert np.isfinite(y).all(), "it returns infinite numbers, or nan"
    factor = factor_of(y, x, kept)
    assert factor is not None, "the values that it keeps are not all multiplied by the same"
    told = f"with p = {p} the values that it keeps are multiplied by {factor:.3g}"
    assert np.isclose(factor, 1 / (1 - p), rtol=1e-5), f"{told}, not by {1 / (1 - p):.3g}"


@points(1)
@cases("p", RATES)
def test_mask_is_true_where_a_value_is_kept(student, rng, p):
    """The mask of dropout is True exactly where a value of y is kept."""
    x = whole(rng, (8, 10))
    y, mask = student.dropout(x, p, True, generator(int(rng.integers(0, 999, 1)[0])))
    _, of_zeros = student.dropout(0 * x, p, True, generator(CERTAIN))
    kept = y != 0
    assert 0 < kept.mean() < 1, f"with p = {p} it drops all 80 values, or none"
    wrong = (mask != 0) != kept
    assert not wrong.all(), "its mask is True where a value is dropped, and False elsewhere"
    assert not wrong.any(), "its mask is not True exactly where y is not 0"
    told = "where all of x is 0 its mask is False everywhere, but a 0 can be kept, too"
    assert (of_zeros != 0).any(), told


@points(1)
@cases("p", [0.75, 0.25, 0.05])
def test_share_that_is_dropped(student, rng, p):
    """In training dropout drops a share of about p."""
    # With one axis nobody pays here who draws once for a whole row.
    x = whole(rng, (1200,))
    y, _ = student.dropout(x, p, True, generator(int(rng.integers(0, 999, 1)[0])))
    share = (y == 0).mean()
    spread = (p * (1 - p) / x.size) ** 0.5
    told = f"of 1,200 values {share:.0%} are dropped, but p = {p} is the share to drop"
    assert abs(share - p) < 5 * spread, told


@points(1)
@cases("shape", [(27, 28), (4, 7, 9), (2, 4, 5, 6)])
def test_each_value_is_drawn_on_its_own(student, rng, shape):
    """In training dropout draws for every value on its own."""
    x = whole(rng, shape)
    seeds = rng.integers(0, 9999, 5)
    masks = [student.dropout(x, 0.5, True, generator(int(one)))[0] != 0 for one in seeds]
    rows = [np.moveaxis(masks[0], axis, 0).reshape(n, -1) for axis, n in enumerate(shape)]
    others = [len(np.unique(one, axis=0)) for one in rows]
    for axis, n in enumerate(others):
        assert n > 1, f"along axis {axis} all drop the same"
    for axis, n in enumerate(others):
        assert n == shape[axis], f"along axis {axis} some drop exactly the same"
    # One mask whatever the seed is told of in the check of rng.
    count = np.sum(~masks[0])
    always = all(np.sum(~mask) == count for mask in masks)
    exact = always and any((mask != masks[0]).any() for mask in masks)
    assert not exact, f"with five seeds it drops exactly {count} of {x.size} values each time"


@points(1)
@cases("shape", [(2,), (2, 3)])
def test_nothing_or_everything(agree, rng, shape):
    """With p = 0 dropout keeps everything, with p = 1 it drops everything."""
    agree("dropout", whole(rng, shape), 0.0, True, generator(CERTAIN, certain=True))
    agree("dropout", whole(rng, shape), 1.0, True, generator(CERTAIN, certain=True))


@points(1)
@cases("shape, p", [((2,), 0.0), ((2, 3), 1.0)])
def test_evaluation_keeps_x(agree, student, rng, shape, p):
    """In evaluation y is x, and the mask of dropout is True everywhere."""
    agree("dropout", whole(rng, shape), p, False, generator(CERTAIN, certain=True))
    x = whole(rng, (3, 4))
    y, mask = student.dropout(x, 0.75, False, generator(CERTAIN))
    dropped = ((y == 0) | (mask == 0)).any()
    assert not dropped, "with training=False some values are dropped, or False in the mask"
    factor = factor_of(y, x, np.ones(x.shape, dtype=bool))
    assert factor is not None, "with training=False y is not x"
    told = f"with training=False and p = 0.75 x is multiplied by {factor:.3g}"
    assert np.isclose(factor, 1, rtol=1e-5), told


@points(1)
@asks("exception")
@cases(
    "p, training, near",
    [(1.25, True, 1.0), (-0.25, True, 0.0), (1.25, False, 1), (-0.25, False, NEARLY_1)],
)
def test_only_probabilities(agree, rng, p, training, near):
    """dropout raises ValueError where p is no probability, and only there."""
    x, source = whole(rng, (2,)), generator(CERTAIN, certain=True)
    agree("dropout", x, p, training, source)
    agree("dropout", x, near, training, source)


@points(1)
@asks("exception")
def test_all_numbers_come_from_rng(agree, student, rng):
    """dropout draws all its numbers from rng: the same seed, the same mask."""
    # An answer is all that is asked of it, of any form: what is read are its numbers.
    agree("dropout", whole(rng, (2,)), 0.0, False, generator(CERTAIN, certain=True))
    x, seed = whole(rng, (40,)), int(rng.integers(0, 999, 1)[0])
    # So many seeds that nobody pays who draws one number for all values.
    seeds = [seed, *range(seed, seed + 9)]
    again, *answers = (repr(student.dropout(x, 0.5, True, generator(one))) for one in seeds)
    told = "with another seed it drops the same values, so the numbers do not come from rng"
    assert len(set(answers)) > 1, told
    told = "with the same seed it drops other values, so the numbers do not come from rng"
    assert again == answers[0], told


@points(2)
@cases("shape, p", [((3,), 0.75), ((2, 3), 0.5), ((3, 2, 2), 0.25), ((4,), 0.96875)])
def test_gradient_passes_where_the_value_passed(agree, rng, shape, p):
    """dropout_backward divides by 1 - p where mask is True, and gives 0 elsewhere."""
    # The first cell is kept, and the last one is not.
    mask = rng.integers(0, 2, shape) == 1
    mask.flat[0], mask.flat[-1] = True, False
    agree("dropout_backward", whole(rng, shape), mask, p)
    # Chance may keep all of a few values, and still that was training.
    agree("dropout_backward", whole(rng, shape[:1]), np.ones(shape[:1], dtype=bool), p)


@points(1)
@cases("shape", [(2,), (2, 3)])
def test_gradient_of_nothing_or_everything(agree, rng, shape):
    """With p = 0 all of the gradient passes dropout_backward, with p = 1 nothing does."""
    agree("dropout_backward", whole(rng, shape), np.ones(shape, dtype=bool), 0.0)
    agree("dropout_backward", whole(rng, shape), np.zeros(shape, dtype=bool), 1.0)


def weights_of(rng, shapes, unit):
    """Draw weights of 5, 7 or 9 units, of both signs."""
    signs = (1 - 2 * rng.integers(0, 2, shape) for shape in shapes)
    return [
        sign * (rng.integers(2, 5, shape) * 2.0 + 1) * unit
        for sign, shape in zip(signs, shapes, strict=True)
    ]


LAYERS = [[(1,)], [(2, 1), (2,)], [(1, 3), (1,), (2,)]]

# One part of the answer is far larger than the other, which hides behind the tolerance.


@points(1)
@cases("shapes", [*LAYERS[:2], [(2, 3), (1,), (2, 1, 2)]])
def test_penalty(agree, rng, shapes):
    """l2_penalty is decay / 2 times the sum of all squares of all arrays."""
    agree("l2_penalty", weights_of(rng, shapes, 1000.0), 1e-6, rtol=1e-6, atol=0.1)


@points(2)
@cases("shapes", LAYERS)
def test_gradients_of_the_penalty(agree, rng, shapes):
    """l2_penalty gives every array a gradient of its own, decay * w."""
    agree("l2_penalty", weights_of(rng, shapes, 1 / 256), 256.0, rtol=1e-6, atol=1.0)
    agree("l2_penalty", weights_of(rng, shapes, 1 / 256), 0.0, rtol=1e-6, atol=0.01)


@points(1)
@asks("type", "dtype")
def test_dtypes(agree, rng):
    """float32 stays float32, mask is bool, and the penalty is a number."""
    x, source = whole(rng, (1, 2)).astype("float32"), generator(CERTAIN, certain=True)
    agree("dropout", x, 0.0, True, source)
    agree("dropout", x, 1.0, True, source)
    agree("dropout", x, 0.0, False, source)
    agree("dropout", whole(rng, (1, 2)), 0.0, True, source)
    mask = np.ones((1, 2), dtype=bool)
    mask.flat[0] = False
    agree("dropout_backward", x, mask, NEARLY_0)
    agree("dropout_backward", x, mask, 0.5)
    agree("dropout_backward", x, mask & False, 1.0)
    agree("dropout_backward", whole(rng, (1, 2)), mask, 0.5)
    weights = weights_of(rng, [(1, 2), (1,)], 1 / 256)
    agree("l2_penalty", [w.astype("float32") for w in weights], 256.0, atol=1.5)
    agree("l2_penalty", weights, 256.0, atol=1.5)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """No argument is changed or returned, however it lies in memory."""
    x, source = whole(rng, (2, 3)), generator(CERTAIN, certain=True)
    keeps("dropout", x, 0.0, True, source)
    keeps("dropout", x, NEARLY_1, True, source)
    keeps("dropout", x, 0.0, False, source)
    agree("dropout", read_only(x), 0.0, True, source)
    agree("dropout", strided(x), 0.0, False, source)
    mask = np.ones((2, 3), dtype=bool)
    mask[0, 0] = False
    keeps("dropout_backward", x, mask, 0.5)
    keeps("dropout_backward", x, mask | True, 0.0)
    agree("dropout_backward", strided(x), read_only(mask), NEARLY_0)
    agree("dropout_backward", read_only(x), np.asfortranarray(mask), NEARLY_0)
    weights = weights_of(rng, [(1, 2), (2,)], 1 / 256)
    keeps("l2_penalty", weights, 256.0)
    keeps("l2_penalty", weights, 0.0)
    agree("l2_penalty", [strided(weights[0]), read_only(weights[1])], 256.0, atol=1.0)
