"""Probes of ex24, network shapes: asked of a function that failed, worth no points."""

from grader.judge.probes import call, probes, when

RELU, FLATTEN = {"type": "relu"}, {"type": "flatten"}
WINDOWS = ("conv", "maxpool")


def drawn(rng, low, high):
    """Return an int from low to high."""
    return int(rng.integers(low, high + 1, 1)[0])


def conv(rng, least=1, **options):
    """Return a convolution."""
    out_channels, kernel_size = drawn(rng, 1, 9), drawn(rng, least, 4)
    return {
        "type": "conv", "out_channels": out_channels, "kernel_size": kernel_size, **options
    }  # fmt: skip


def maxpool(rng, **options):
    """Return a max pooling."""
    return {"type": "maxpool", "kernel_size": drawn(rng, 2, 4), **options}


def linear(rng, **options):
    """Return a linear layer."""
    return {"type": "linear", "out_features": drawn(rng, 1, 9), **options}


def images(rng):
    """Return the shape of images."""
    return (drawn(rng, 1, 12), drawn(rng, 1, 16), drawn(rng, 8, 15), drawn(rng, 8, 15))


def square(rng):
    """Return the shape of square images."""
    n, c, side, _ = images(rng)
    return (n, c, side, side)


def networks(rng):
    """Yield networks of every kind, with what they take."""
    for _ in range(3):
        yield [conv(rng)], images(rng)
        yield [maxpool(rng)], images(rng)
        yield [conv(rng), RELU, conv(rng, bias=False)], images(rng)
        yield [FLATTEN, linear(rng)], images(rng)
        yield [conv(rng, stride=drawn(rng, 2, 3))], images(rng)
        yield [conv(rng, padding=drawn(rng, 1, 2))], square(rng)
        yield [maxpool(rng, stride=drawn(rng, 1, 3))], images(rng)
        yield [conv(rng, 2), RELU, maxpool(rng), FLATTEN, linear(rng)], images(rng)
        yield [conv(rng, padding=1, stride=2), RELU, FLATTEN, linear(rng), RELU], images(rng)
        yield [linear(rng, bias=False)], (drawn(rng, 1, 6), drawn(rng, 1, 9))
        yield [conv(rng, bias=False), maxpool(rng, stride=2)], square(rng)
    yield [linear(rng)], (3, 5)
    yield [linear(rng), RELU, linear(rng, bias=False)], (2, 6)
    yield [linear(rng, bias=True), linear(rng), linear(rng)], (1, 2)
    yield [FLATTEN, FLATTEN, linear(rng)], (3, 2, 2, 4)
    yield [FLATTEN, RELU], (2, 5)
    yield [RELU], (3, 4)
    yield [RELU], images(rng)
    yield [RELU, conv(rng, bias=True), FLATTEN], (1, 1, 5, 5)
    yield [{"type": "conv", "out_channels": 2, "kernel_size": 5, "padding": 1}], (2, 3, 3, 4)
    yield [{"type": "maxpool", "kernel_size": 3}, RELU], (2, 3, 3, 4)
    # Counted channels last these are wrong without a convolution.
    for shape in ((2, 3, 8, 5), (1, 5, 4, 9)):
        yield (
            [
                {"type": "maxpool", "kernel_size": 2},
                FLATTEN,
                {"type": "linear", "out_features": 3},
            ],
            shape,
        )
    # As many columns as channels: counted channels last it is the same.
    yield [{"type": "conv", "out_channels": 3, "kernel_size": 2}, RELU], (2, 5, 7, 5)
    yield [{"type": "conv", "out_channels": 4, "kernel_size": 3}], (1, 6, 8, 6)


def impossible(rng):
    """Yield networks that cannot be."""
    yield [linear(rng)], images(rng)
    yield [FLATTEN, conv(rng)], images(rng)
    yield [FLATTEN, maxpool(rng)], images(rng)
    yield [conv(rng, 4)], (1, 2, 3, 9)
    yield [conv(rng, 4)], (1, 2, 9, 3)
    yield [{"type": "maxpool", "kernel_size": 5}], (2, 1, 4, 4)
    yield [conv(rng), {"type": "softmax"}], images(rng)


@probes("trace_shapes")
def shapes_of_networks(rng):
    for network in networks(rng):
        yield call(*network)
    for network in impossible(rng):
        yield call(*network)


@probes("count_params")
def parameters_of_networks(rng):
    for network in networks(rng):
        yield call(*network)
    for network in impossible(rng):
        yield call(*network)


def any_of(layers, *types, key=None):
    """Whether a layer of one of these types is there, with this key if one is given."""
    return any(layer["type"] in types and (key is None or key in layer) for layer in layers)


@when("trace_shapes")
@when("count_params")
def a_conv_is_there(layers, input_shape):
    """there is a conv layer"""
    return any_of(layers, "conv")


@when("trace_shapes")
def a_pool_is_there(layers, input_shape):
    """there is a maxpool"""
    return any_of(layers, "maxpool")


@when("trace_shapes")
@when("count_params")
def a_flatten_is_there(layers, input_shape):
    """there is a flatten layer"""
    return any_of(layers, "flatten")


@when("trace_shapes")
@when("count_params")
def a_relu_is_there(layers, input_shape):
    """there is a relu"""
    return any_of(layers, "relu")


@when("trace_shapes")
@when("count_params")
def a_linear_layer_is_there(layers, input_shape):
    """there is a linear layer"""
    return any_of(layers, "linear")


@when("trace_shapes")
def a_conv_has_a_stride(layers, input_shape):
    """a conv layer has "stride\""""
    return any_of(layers, "conv", key="stride")


@when("trace_shapes")
def a_pool_has_a_stride(layers, input_shape):
    """a maxpool has "stride\""""
    return any_of(layers, "maxpool", key="stride")


@when("trace_shapes")
def a_padding_is_given(layers, input_shape):
    """a conv layer has "padding\""""
    return any_of(layers, "conv", key="padding")


@when("count_params")
def a_bias_is_given(layers, input_shape):
    """some layer has "bias\""""
    return any("bias" in layer for layer in layers)


@when("trace_shapes")
@when("count_params")
def several_layers(layers, input_shape):
    """there is more than one layer"""
    return len(layers) > 1
