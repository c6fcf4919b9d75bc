"""Hidden suite of ex90, hard sigmoid."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided


@points(2)
@cases("shape", [(2,), (1, 3), (4, 2, 3)])
def test_line_in_the_middle(agree, rng, shape):
    """Between the bends it is a line through 1/2 at x = 0."""
    agree("hard_sigmoid", rng.array(shape) * 0.5)


@points(2)
@cases("far", [[-7.0, 7.0], [-1000.0, -7.5, 7.5, 1000.0]])
def test_flat_ends(agree, rng, far):
    """Far from 0 it is flat: 0 on the left, 1 on the right."""
    agree("hard_sigmoid", rng.array((len(far),)) + np.array(far))


@points(1)
@cases("edges", [[-3.0, 3.0], [-2.75, 2.75]])
def test_bends(agree, rng, edges):
    """The bends are at -3 and 3."""
    agree("hard_sigmoid", np.concatenate([edges, rng.array((1,)) * 0.5]))


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """float32 in gives float32 out."""
    agree("hard_sigmoid", rng.array((3, 2), "float32"))


@points(1)
@asks("arguments", "memory")
def test_argument_is_left_alone(agree, keeps, rng):
    """x may lie in memory in any way, and stays as it was."""
    keeps("hard_sigmoid", rng.array((2, 3)))
    agree("hard_sigmoid", strided(rng.array((3, 4))))
    agree("hard_sigmoid", read_only(rng.array((2,))))
