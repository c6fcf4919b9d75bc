"""The solution of ex24 agrees with nn.Sequential on the device "meta"."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.oracle.pair import agrees_with_pytorch

EXERCISE = "ex24_network_shapes"
SIZES = st.integers(1, 12)


def layer(kind, needed, optional):
    """Return a strategy of layers of a type, with any of its optional keys."""
    return st.fixed_dictionaries({"type": st.just(kind), **needed}, optional=optional)


STRIDES = {"stride": st.integers(1, 4)}
BIAS = {"bias": st.booleans()}
CONV = layer(
    "conv",
    {"out_channels": SIZES, "kernel_size": st.integers(1, 5)},
    {**STRIDES, "padding": st.integers(0, 3), **BIAS},
)
MAXPOOL = layer("maxpool", {"kernel_size": st.integers(1, 4)}, STRIDES)
LINEAR = layer("linear", {"out_features": SIZES}, BIAS)
RELU, FLATTEN = layer("relu", {}, {}), layer("flatten", {}, {})
IMAGES = st.tuples(SIZES, SIZES, st.integers(1, 40), st.integers(1, 40))
ROWS = st.tuples(SIZES, SIZES)


def both_agree(layers, input_shape):
    """Assert that shapes and count, or the refusals, are PyTorch's."""
    agrees_with_pytorch(EXERCISE, "trace_shapes", layers, input_shape)
    agrees_with_pytorch(EXERCISE, "count_params", layers, input_shape)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(CONV, MAXPOOL, RELU), max_size=4),
    st.lists(st.one_of(LINEAR, RELU), max_size=3),
    IMAGES,
)
def test_networks_for_images(maps, rows, input_shape):
    """A network in a possible order has PyTorch's shapes, unless a kernel does not fit."""
    both_agree([*maps, {"type": "flatten"}, *rows], input_shape)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(CONV, MAXPOOL, RELU, FLATTEN, LINEAR), min_size=1, max_size=4),
    st.one_of(IMAGES, ROWS),
)
def test_any_order(layers, input_shape):
    """In any order of layers the solution refuses what the reference refuses."""
    both_agree(layers, input_shape)


def test_networks_of_the_notes():
    """The numbers that the statement gives are PyTorch's and the solution's."""
    conv = {"type": "conv", "kernel_size": 3}
    relu, pool = {"type": "relu"}, {"type": "maxpool", "kernel_size": 2}
    keras = []
    for filters in (32, 64, 128, 256):
        keras += [{**conv, "out_channels": filters}, pool]
    keras += [{**conv, "out_channels": 256}, {"type": "flatten"}]
    keras += [{"type": "linear", "out_features": 1}]
    vgg = []
    for filters, count in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        vgg += [{**conv, "out_channels": filters, "padding": 1}, relu] * count + [pool]
    vgg += [{"type": "flatten"}]
    vgg += [{"type": "linear", "out_features": size} for size in (4096, 4096, 1000)]
    xor = [{"type": "linear", "out_features": size} for size in (3, 2, 1)]
    bare = {"type": "conv", "out_channels": 64, "bias": False}
    known = [
        (keras, (1, 3, 180, 180), 991_041),
        (vgg, (1, 3, 224, 224), 138_357_544),
        (vgg[:-2], (1, 3, 224, 224), 14_714_688 + 102_764_544),
        (xor, (4, 2), 20),
        ([{**bare, "kernel_size": 3}] * 2, (1, 64, 9, 9), 73_728),
        ([{**bare, "kernel_size": 5}], (1, 64, 9, 9), 102_400),
        ([{"type": "conv", "out_channels": 6, "kernel_size": 5}], (1, 3, 32, 32), 456),
    ]
    for layers, input_shape, count in known:
        both_agree(layers, input_shape)
        assert counted(layers, input_shape) == count


def counted(layers, input_shape):
    """Return the solution's count."""
    from tests.kit.oracle.pair import _both

    return _both(EXERCISE)[0].count_params(layers, input_shape)
