"""Hidden suite of ex24, network shapes and parameter counts."""

from grader.judge.suite import asks, cases, needs, points

RELU, FLATTEN = {"type": "relu"}, {"type": "flatten"}


def whole(rng, least, most):
    """Draw a whole number, both ends included."""
    return int(rng.integers(least, most + 1, 1)[0])


def different(rng, count, least, most):
    """Draw whole numbers, no two alike."""
    return [int(number) + least for number in rng.permutation(most - least + 1)[:count]]


def conv(out_channels, kernel_size, **options):
    """Describe a convolution."""
    return {
        "type": "conv", "out_channels": out_channels, "kernel_size": kernel_size, **options
    }  # fmt: skip


def maxpool(kernel_size, **options):
    """Describe a max pooling."""
    return {"type": "maxpool", "kernel_size": kernel_size, **options}


def linear(out_features, **options):
    """Describe a linear layer."""
    return {"type": "linear", "out_features": out_features, **options}


PLAIN = conv(2, 1, stride=1, padding=0, bias=True)  # changes no shape of two channels


def images(rng, least, most):
    """Draw (N, C, H, W), no two alike: the sides from `least` to `most`."""
    n, c = different(rng, 2, 2, 6)
    return (n, c, *different(rng, 2, max(least, 7), max(most, 15)))


def small(rng):
    """Draw a network with all types, and images for it."""
    n, side = whole(rng, 2, 9), whole(rng, 3, 9)
    last = linear(whole(rng, 3, 99))
    return [conv(2, 1), RELU, maxpool(1), FLATTEN, last], (n, 2, side, side)


def easy(rng):
    """Draw calls of which many a wrong formula answers one rightly, and yield them.

    A count without biases, or always with them, has one right, and so has code that takes
    optional keys for given, or that fails on a relu.
    """
    n, d, o, side = different(rng, 4, 3, 40)
    yield [PLAIN, RELU], (n, 2, side, side)
    yield [linear(o, bias=False)], (n, d)


def of_the_notes(classes):
    """Describe the notes' network for images of 180 x 180."""
    layers = []
    for out_channels in (32, 64, 128, 256):
        layers += [conv(out_channels, 3), RELU, maxpool(2)]
    return [*layers, conv(256, 3), RELU, FLATTEN, linear(classes)]


def end_of_vgg16(classes):
    """Describe what VGG-16 does to maps of 28 x 28: equal layers follow each other."""
    layers = [conv(512, 3, padding=1), RELU] * 3 + [maxpool(2)]
    return [*layers * 2, FLATTEN, linear(4096), RELU, linear(4096), RELU, linear(classes)]


@points(2)
@cases("kernel_size, stride, padding", [
    (3, 1, 0), (2, 3, 0), (5, 1, 1), (3, 2, 1), (4, 2, 3), (1, 2, 0),
])  # fmt: skip
def test_convolutions(agree, rng, kernel_size, stride, padding):
    """trace_shapes gives a conv layer's maps: their number, rows and columns."""
    options = {"stride": stride} if stride > 1 else {}
    options |= {"padding": padding} if padding else {}
    shape = images(rng, 2 * kernel_size, 5 * kernel_size)
    first, second = different(rng, 2, 7, 20)
    agree("trace_shapes", [conv(first, kernel_size, **options)], shape)
    agree("trace_shapes", [conv(first, 2), conv(second, kernel_size, **options)], shape)


# In some the window fits once more if the size is rounded up; in the last ones it overlaps,
# or leaves cells out.
@points(2)
@cases("kernel_size, stride", [(2, None), (3, None), (3, 2), (2, 3), (4, 1)])
def test_pools(agree, rng, kernel_size, stride):
    """trace_shapes gives a maxpool's maps; its stride is the window unless given."""
    options = {} if stride is None else {"stride": stride}
    step = stride or kernel_size
    n, c, height, width = different(rng, 4, 2, 8)
    shape = (n, c, kernel_size + step * height + step - 1, kernel_size + step * width)
    agree("trace_shapes", [maxpool(kernel_size, **options)], shape)
    agree("trace_shapes", [RELU, maxpool(kernel_size, **options), RELU], shape)


@points(2)
@cases("layers", [1, 3])
def test_flatten_and_linear(agree, rng, layers):
    """trace_shapes joins all but N at flatten; a linear layer gives (N, O)."""
    n, d, *sizes = different(rng, 2 + layers, 2, 12)
    dense = [linear(size) for size in sizes]
    agree("trace_shapes", dense if layers == 1 else [*dense, FLATTEN], (n, d))
    shape = tuple(different(rng, 4, 2, 9))
    agree("trace_shapes", [FLATTEN, *dense] if layers == 1 else [RELU, FLATTEN], shape)
    agree("trace_shapes", [RELU, FLATTEN, FLATTEN, RELU, *dense, RELU], shape)


@points(1)
@needs("trace_shapes")
@cases("network", [None, of_the_notes])
def test_shapes_of_networks(agree, rng, network):
    """trace_shapes follows a small network and the notes' network."""
    n, classes = whole(rng, 2, 9), whole(rng, 10, 99)
    if network is None:  # one grey image
        _, _, *sides = images(rng, 7, 15)
        layers = [conv(8, 3, padding=1), RELU, maxpool(2), FLATTEN, linear(classes)]
        agree("trace_shapes", layers, (1, 1, *sides))
    else:
        side = whole(rng, 180, 223)
        agree("trace_shapes", network(1), (n, 3, side, side + 32))


# A linear layer takes neither maps of one example nor maps of one cell.
@points(1)
@asks("exception")
@cases("layers, one", [
    ([linear(4)], "example"), ([FLATTEN, conv(4, 1)], None), ([FLATTEN, maxpool(1)], None),
    ([PLAIN, linear(4)], "cell"), ([PLAIN, RELU, linear(4), FLATTEN], None),
    ([PLAIN, FLATTEN, linear(40), RELU, conv(4, 1)], None), (None, None),
])  # fmt: skip
def test_orders_that_cannot_be(agree, rng, layers, one):
    """trace_shapes refuses linear before flatten, and conv or maxpool after it."""
    n, c, *sides = images(rng, 7, 15)
    shape = (1 if one == "example" else n, c, *((1, 1) if one == "cell" else sides))
    for network in easy(rng) if layers is None else [(layers, shape)]:
        agree("trace_shapes", *network)


# Both sides too short, or only one: by one cell, or by many. With a stride of 2 a formula that
# rounds towards 0 finds a place for one cell too few.
@points(1)
@asks("exception")
@cases("more, less, padding", [(0, 0, 0), (0, 3, 1), (9, 0, 2)])
def test_kernels_that_do_not_fit(agree, rng, more, less, padding):
    """trace_shapes refuses a kernel larger than the padded map, and lets one fit."""
    n, c, side = different(rng, 3, 2, 9)
    kernel_size, stride = side + 2 * padding + 1, 2 if padding else 1
    lower = (n, c, side, side + (more or -1))
    wider = (n, c, side + (less or -1), side)
    for shape in (lower, wider):
        agree("trace_shapes", [conv(4, kernel_size, stride=stride, padding=padding)], shape)
        if padding:
            agree("trace_shapes", [maxpool(side + 1, stride=2)], shape)
    shape = (n, c, side, side)
    agree("trace_shapes", [conv(4, kernel_size - 1, stride=stride, padding=padding)], shape)
    if not padding:
        agree("trace_shapes", [maxpool(side, stride=2)], shape)
        # Two sizes below 0 have a product above, and what comes behind 0 looks possible.
        agree("trace_shapes", [maxpool(side + 3, stride=1)], shape)
        agree("trace_shapes", [conv(4, side + 1), RELU, FLATTEN, linear(c)], shape)
        for network in easy(rng):
            agree("trace_shapes", *network)


# In the last case but one the layer behind one without biases has some.
@points(2)
@needs("trace_shapes")
@cases("kernel_size, bias", [(3, None), (1, None), (3, False), (5, False), (2, True)])
def test_parameters_of_convolutions(agree, rng, kernel_size, bias):
    """count_params counts a conv layer's weights and, if it has them, biases."""
    options = {} if bias is None else {"bias": bias}
    shape = images(rng, 2 * kernel_size, 5 * kernel_size)
    first, second = different(rng, 2, 7, 64)
    agree("count_params", [conv(first, kernel_size, **options)], shape)
    behind = conv(second, kernel_size, **({} if kernel_size == 5 else options))
    layers = [conv(first, kernel_size, **options), RELU, behind]
    agree("count_params", [*layers, RELU], shape)


# Sizes as in the notes' XOR network, 2-3-2-1, among them. Where biases are left out, it is in
# one layer of three.
@points(1)
@needs("trace_shapes")
@cases("bias, most", [(None, 3), (None, 12), (False, 12), (True, 60)])
def test_parameters_of_linear_layers(agree, rng, bias, most):
    """count_params counts a linear layer's weights and, if it has them, biases."""
    options = {} if bias is None else {"bias": bias}
    n, d = whole(rng, 3, 9), whole(rng, 2, most)
    sizes = [whole(rng, 2, most), whole(rng, 2, most), 1]
    agree("count_params", [linear(whole(rng, 2, most), **options)], (n, d))
    layers = [linear(size, **options) for size in sizes]
    if bias is False:
        layers = [linear(sizes[0]), linear(sizes[1], bias=False), linear(1)]
    agree("count_params", layers, (n, d))


@points(1)
@needs("trace_shapes", "count_params")
@cases("network", [None, of_the_notes, end_of_vgg16])
def test_parameters_of_networks(agree, rng, network):
    """count_params counts a small network, the notes' network and the end of VGG-16."""
    n, classes = whole(rng, 2, 9), whole(rng, 10, 99)
    if network is None:
        layers = [conv(4, 3), RELU, maxpool(2), FLATTEN, linear(classes)]
        agree("count_params", layers, images(rng, 7, 15))
        agree("count_params", [FLATTEN, linear(classes)], images(rng, 7, 15))
        # Two thirds of a step are left over in the conv, and half of one in the maxpool.
        sides = [6 * side for side in different(rng, 2, 3, 6)]
        layers = [conv(4, 3, stride=3, padding=1), RELU, maxpool(3, stride=2), FLATTEN]
        agree("count_params", [*layers, FLATTEN, linear(classes)], (n, 2, *sides))
    else:
        maps = (3, 180, 180) if network is of_the_notes else (256, 28, 28)
        agree("count_params", network(classes), (n, *maps))


@points(1)
@asks("exception")
@cases("other", [
    {"type": "dropout"}, {**PLAIN, "type": "Conv"}, {**PLAIN, "type": "conv2d"},
    {"type": "pool", "kernel_size": 1}, {"type": "sigmoid"}, None,
])  # fmt: skip
def test_other_types_are_refused(agree, rng, other):
    """Both functions refuse a type that is none of the five."""
    for function in ("trace_shapes", "count_params"):
        networks = list(easy(rng))
        if other is not None:
            (layers, shape), _ = networks
            place = whole(rng, 0, 2)
            networks = [([*layers[:place], other, *layers[place:]], shape)]
        for network in networks:
            agree(function, *network)


@points(1)
@asks("exception")
@cases("layers", [
    [PLAIN, RELU, linear(4)], [PLAIN, FLATTEN, conv(4, 1)], [RELU, FLATTEN, maxpool(1)],
    [PLAIN, RELU, conv(4, 99), FLATTEN, linear(4)], [RELU, maxpool(99)], None,
])  # fmt: skip
def test_what_has_no_count(agree, rng, layers):
    """count_params refuses the networks that trace_shapes refuses, and no others."""
    networks = list(easy(rng))
    (_, shape), _ = networks
    if layers is not None:
        networks = [(layers, shape)]
    else:  # larger than the map, and just fits with its padding
        networks.append(([conv(4, shape[2] + 2, padding=1), RELU], shape))
    for network in networks:
        agree("count_params", *network)


@points(1)
@asks("type", "arguments")
def test_ints_and_arguments_left_alone(agree, keeps, rng):
    """All sizes and counts are ints; the layers stay as they were."""
    layers, shape = small(rng)
    given = [PLAIN, maxpool(1, stride=1)], shape
    _, row = easy(rng)
    keeps("count_params", [RELU, FLATTEN], shape)
    for network in ((layers, shape), given, row):
        keeps("trace_shapes", *network)
        keeps("count_params", *network)
