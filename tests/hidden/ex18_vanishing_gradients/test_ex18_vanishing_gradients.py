"""Hidden suite of ex18, vanishing gradients and where to start."""

import numpy as np

from grader.judge.suite import asks, cases, needs, points, read_only, strided

# N examples, D units, L layers: the smallest first, and the smallest of several examples.
NETWORKS = [(1, 2, 1), (2, 3, 1), (1, 3, 2), (4, 2, 3)]
NAMES = ["sigmoid", "tanh", "relu"]
# No absolute tolerance: a norm of 1e-12 is to be right as well as a norm of 1.
RELATIVE = {"rtol": 1e-7, "atol": 0.0}


def network(rng, n, d, layers, dtype="float64"):
    """Draw x and weights; each layer has a large positive entry, so that relu stays open."""
    x = abs(rng.array((n, d), dtype)) / 4
    weights = [rng.array((d, d), dtype) / 4 for _ in range(layers)]
    for weight in weights:
        weight[0] = abs(weight[0])
    return x, weights


@points(2)
@cases("n, d, layers", NETWORKS)
def test_norms_through_sigmoid(agree, rng, n, d, layers):
    """gradient_norms has one norm for each layer's input, through sigmoid."""
    _, weights = network(rng, n, d, layers)
    # Far from 0 no two examples have slopes alike, which tells what is done over examples.
    agree("gradient_norms", rng.array((n, d)) / 2, weights, "sigmoid", **RELATIVE)


@points(2)
@cases("n, d, layers", NETWORKS)
def test_norms_through_tanh_and_relu(agree, rng, n, d, layers):
    """gradient_norms knows the slopes of tanh and relu."""
    for name in ("tanh", "relu"):
        agree("gradient_norms", *network(rng, n, d, layers), name, **RELATIVE)


@points(1)
@needs("gradient_norms")
@cases("layers", [1, 2])
def test_slope_of_relu_at_zero(agree, rng, layers):
    """gradient_norms takes 0 for the slope of relu at 0."""
    x, weights = network(rng, 1, 2, layers)
    x[0, 1], weights[0][1, 1] = x[0, 0], -weights[0][1, 0]
    agree("gradient_norms", x, weights, "relu", **RELATIVE)


@points(3)
@needs("gradient_norms")
@cases("n, d, layers", NETWORKS)
def test_norms_with_skip(agree, rng, n, d, layers):
    """With skip=True gradient_norms adds what the sum hands on."""
    for name in NAMES:
        agree("gradient_norms", *network(rng, n, d, layers), name, skip=True, **RELATIVE)


@points(2)
@cases("kind", ["xavier", "he"])
def test_starts(agree, rng, kind):
    """init_std gives the deviation of Xavier's and of He's weights."""
    for most in (10, 100, 5000):
        fan_in, fan_out = (int(fan) for fan in rng.integers(1, most, 2))
        agree("init_std", fan_in, fan_out, kind)


@points(1)
@asks("exception")
@cases("kind", ["normal", "Xavier", ""])
def test_other_kinds_are_refused(agree, rng, kind):
    """init_std raises ValueError for a kind that it does not know."""
    fan_in, fan_out = (int(fan) for fan in rng.integers(1, 5000, 2))
    agree("init_std", fan_in, fan_out, kind)
    agree("init_std", fan_in, fan_out, "xavier")
    agree("init_std", fan_in, fan_out, "he")


@points(2)
@cases("n, d, layers", NETWORKS)
def test_deviations(agree, rng, n, d, layers):
    """activation_stds has the deviation of all entries of each layer."""
    for name in NAMES:
        agree("activation_stds", *network(rng, n, d, layers), name, **RELATIVE)


@points(1)
@asks("dtype")
def test_float32_stays_float32(agree, rng):
    """Both measures give float32 for float32."""
    for name in NAMES:
        # One unit: a wrong axis, mean or norm does not show, and costs no dtype.
        agree("gradient_norms", *network(rng, 1, 1, 1, "float32"), name)
        agree("activation_stds", *network(rng, 1, 2, 1, "float32"), name)


@points(1)
@asks("arguments", "memory")
def test_arguments_are_left_alone(agree, keeps, rng):
    """x and the weights stay as they were, however they lie in memory."""
    for name in NAMES:
        keeps("gradient_norms", *network(rng, 1, 1, 1), name, True)
        for function, units in (("gradient_norms", 1), ("activation_stds", 2)):
            keeps(function, *network(rng, 1, units, 1), name)
            x, weights = network(rng, 2, 3, 2)
            agree(
                function,
                strided(x),
                [read_only(weights[0]), np.asfortranarray(weights[1])],
                name,
            )
