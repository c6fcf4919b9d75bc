"""Hidden suite of ex07, skip connections."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N, D, H. The one with D = H is for transposed weights, elsewhere an error.
SIZES = [(1, 2, 3), (3, 2, 1), (6, 3, 3), (4, 3, 5), (5, 6, 4)]


def parameters(rng, d, h):
    """Draw w1, b1, w2, b2 of a block."""
    return rng.array((h, d)), rng.array((h,)), rng.array((d, h)), rng.array((d,))


@points(3)
@cases("n, d, h", SIZES)
def test_input_plus_branch(agree, rng, n, d, h):
    """residual_block is x plus two layers with ReLU between them."""
    agree("residual_block", rng.array((n, d)), *parameters(rng, d, h))


@points(1)
@needs("residual_block")
def test_branch_that_adds_nothing(agree, rng):
    """A branch whose units are shut adds b2, one of zeros adds nothing."""
    x = rng.array((2, 3))
    w1, b1, w2, b2 = parameters(rng, 3, 2)
    agree("residual_block", x, w1, b1 - 64, w2, b2)
    agree("residual_block", x, w1, b1, np.zeros((3, 2)), np.zeros(3))
    agree("residual_block", 64 * x, w1, b1, w2, b2)


@points(3)
@cases("n, d, h", SIZES)
def test_gradient_along_both_ways(agree, rng, n, d, h):
    """residual_block_backward adds the gradients of skip and branch."""
    grad_out, x = rng.array((n, d)), rng.array((n, d))
    agree("residual_block_backward", grad_out, x, *parameters(rng, d, h))


@points(1)
@needs("residual_block_backward")
@cases("n, d, h", [(1, 2, 3), (4, 3, 5)])
def test_gradient_of_shut_units(agree, rng, n, d, h):
    """Hidden units at or below 0 pass no gradient, the skip always does."""
    grad_out, x = rng.array((n, d)), rng.array((n, d))
    w1, b1, w2, b2 = parameters(rng, d, h)
    # For the last row ReLU gets exactly 0, 0 and 3, then numbers as the draw wants them:
    # sixteenths are exact, in whatever order they are added.
    b1[:3] = [0.0, 0.0, 3.0] - (x[-1] * w1[:3]).sum(axis=1)
    agree("residual_block_backward", grad_out, x, w1, b1, w2, b2)
    agree("residual_block_backward", grad_out, x, w1, b1 + 2.0**-12, w2, b2)
    agree("residual_block_backward", grad_out, x, w1, b1 - 64, w2, b2)


@points(2)
@needs("residual_block", "residual_block_backward")
def test_three_blocks_on_iris(agree, rng, data):
    """Three blocks in a row, forward on measured flowers and back again."""
    blocks = [[0.25 * p for p in parameters(rng, 4, h)] for h in (3, 5, 2)]
    inputs = [data.iris.x[48:54] / 4]
    for block in blocks:
        inputs.append(agree("residual_block", inputs[-1], *block))
    grad = rng.array((6, 4))
    for block, x in zip(blocks[::-1], inputs[-2::-1], strict=True):
        grad = agree("residual_block_backward", grad, x, *block)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """Blocks and gradients of float32 arguments are float32."""
    x, grad_out, w1, b1, w2, b2 = (
        rng.array(shape, "float32") for shape in ((3, 2), (3, 2), (4, 2), (4,), (2, 4), (2,))
    )
    agree("residual_block", x, w1, b1, w2, b2)
    agree("residual_block_backward", grad_out, x, w1, b1, w2, b2)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(keeps, rng):
    """Arguments are left alone, in any memory layout, and results are new."""
    x, grad_out = rng.array((2, 3)), rng.array((2, 3))
    w1, b1, w2, b2 = parameters(rng, 3, 2)
    keeps("residual_block", x, w1, b1, np.zeros((3, 2)), np.zeros(3))
    keeps("residual_block_backward", grad_out, x, w1, b1 - 64, w2, b2)
    for layout in (np.ascontiguousarray, np.asfortranarray, strided, read_only):
        x, grad_out = layout(rng.array((2, 3))), layout(rng.array((2, 3)))
        block = [layout(p) for p in parameters(rng, 3, 2)]
        keeps("residual_block", x, *block)
        keeps("residual_block_backward", grad_out, x, *block)
