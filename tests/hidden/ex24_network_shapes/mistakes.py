"""Known wrong answers of ex24, network shapes and parameter counts.

A wrong formula is paired with a right comparison of kernel and map: without one it gives the
same sizes.
"""

import math


def places(size, kernel_size, stride, padding):
    """The right size of a map along one side."""
    return (size + 2 * padding - kernel_size) // stride + 1


def options(layer):
    """Kernel, stride and padding of a conv or a maxpool."""
    kernel_size = layer["kernel_size"]
    stride = 1 if layer["type"] == "conv" else kernel_size
    return kernel_size, layer.get("stride", stride), layer.get("padding", 0)


def refuse(layer, shape, axes):
    """ValueError for a number of axes, and for a kernel that does not fit."""
    if len(shape) != axes:
        raise ValueError("axes")
    if axes == 4:
        kernel_size, _, padding = options(layer)
        if kernel_size > min(shape[2:]) + 2 * padding:
            raise ValueError("kernel")


def right(layer, shape):
    """The right shape after a layer."""
    return solution.trace_shapes([layer], shape)[0]


def traced(layers, input_shape, **rules):
    """The shapes where layers of some types follow another rule, or all do."""
    shape, shapes = tuple(input_shape), []
    for layer in layers:
        shape = rules.get(layer["type"], rules.get("every", right))(layer, shape)
        shapes.append(shape)
    return shapes


def maps(size, other=options):
    """The rule of a conv or a maxpool whose sides come from another formula."""

    def rule(layer, shape):
        refuse(layer, shape, 4)
        n, c, *sides = shape
        c = layer.get("out_channels", c)
        return (n, c, *(size(side, *other(layer)) for side in sides))

    return rule


def convs(layers, input_shape, size, other=options):
    """The shapes where the maps of conv layers have another size."""
    return traced(layers, input_shape, conv=maps(size, other))


def pools(layers, input_shape, size, other=options):
    """The shapes where the maps of maxpools have another size."""
    return traced(layers, input_shape, maxpool=maps(size, other))


def both(layers, input_shape, size, other=options):
    """The shapes where the maps of both have another size."""
    return traced(layers, input_shape, conv=maps(size, other), maxpool=maps(size, other))


def instead(layers, input_shape, rule, *kinds):
    """The shapes where layers of some types change their right shape afterwards."""
    return traced(
        layers,
        input_shape,
        **dict.fromkeys(kinds, lambda layer, shape: rule(right(layer, shape), layer, shape)),
    )


def lenient(layers, input_shape, kind, rule):
    """The shapes where a type answers whatever would be refused."""

    def either(layer, shape):
        try:
            return right(layer, shape)
        except ValueError:
            return rule(layer, shape)

    return traced(layers, input_shape, **{kind: either})


# --- trace_shapes: what the list holds ---


@mistake("trace_shapes")
def input_in_the_list(layers, input_shape):
    """Your list begins with input_shape, so it has one shape too many. Begin with the shape
    after the first layer."""
    return [tuple(input_shape), *solution.trace_shapes(layers, input_shape)]


@mistake("trace_shapes")
def shapes_before_the_layers(layers, input_shape):
    """Your list has the shape that arrives at each layer. Look at when you append: before or
    after the layer."""
    return [tuple(input_shape), *solution.trace_shapes(layers, input_shape)[:-1]]


@mistake("trace_shapes")
def last_shape_alone(layers, input_shape):
    """You return one shape, the last. The statement asks for a list with the shape after each
    layer."""
    return solution.trace_shapes(layers, input_shape)[-1]


@mistake("trace_shapes")
def one_list_for_all(layers, input_shape):
    """All shapes of your list are the last one. Ask whether the same list object was appended
    each time."""
    shapes = solution.trace_shapes(layers, input_shape)
    return [shapes[-1]] * len(shapes)


def last_of_a_stretch(layers, input_shape, *kinds):
    """The shapes where each is the last one before the next layer of some types."""
    shapes = solution.trace_shapes(layers, input_shape)
    for place in range(len(layers) - 2, -1, -1):
        if layers[place + 1]["type"] not in kinds:
            shapes[place] = shapes[place + 1]
    return shapes


@mistake("trace_shapes")
def one_list_until_flatten(layers, input_shape):
    """Some shapes of your list are that of a later layer. Ask whether the same list object was
    appended again, and written into."""
    return last_of_a_stretch(layers, input_shape, "flatten")


@mistake("trace_shapes")
def one_list_of_maps(layers, input_shape):
    """Shapes of maps in your list are that of a later layer. Ask whether the same list object
    was appended again, and written into."""
    return last_of_a_stretch(layers, input_shape, "flatten", "linear")


@mistake("trace_shapes")
def returned_after_the_first(layers, input_shape):
    """Your list has one shape, whatever the number of layers. Look at where your return
    stands."""
    return solution.trace_shapes(layers, input_shape)[:1]


@mistake("trace_shapes")
def nothing_for_relu(layers, input_shape):
    """There is no shape for relu in your list. It changes nothing, but it is a layer too."""
    shapes = solution.trace_shapes(layers, input_shape)
    return [s for s, layer in zip(shapes, layers, strict=True) if layer["type"] != "relu"]


@mistake("trace_shapes")
def every_layer_on_the_input(layers, input_shape):
    """Each layer of yours gets input_shape. It should get the shape that the layer before it
    gives."""
    return [right(layer, tuple(input_shape)) for layer in layers]


@mistake("trace_shapes")
def without_examples(layers, input_shape):
    """N is missing in your shapes. The number of examples comes first, and every layer keeps
    it."""
    return [shape[1:] for shape in solution.trace_shapes(layers, input_shape)]


@mistake("trace_shapes")
def one_example(layers, input_shape):
    """N is 1 in all your shapes. Every layer keeps the number of examples that it gets."""
    return [(1, *shape[1:]) for shape in solution.trace_shapes(layers, input_shape)]


@mistake("trace_shapes")
def examples_none(layers, input_shape):
    """Your shapes have None for N, as Keras shows it. Here the number of examples is known:
    input_shape begins with it."""
    return [(None, *shape[1:]) for shape in solution.trace_shapes(layers, input_shape)]


@mistake("trace_shapes")
def channels_last(layers, input_shape):
    """The channels stand last in your shapes, as in Keras. Here the order is (N, C, H, W)."""
    shapes = solution.trace_shapes(layers, input_shape)
    return [(s[0], *s[2:], s[1]) if len(s) == 4 else s for s in shapes]


@mistake("trace_shapes")
def sides_exchanged(layers, input_shape):
    """Rows and columns of your maps are exchanged. The order is (N, C, H, W)."""
    shapes = solution.trace_shapes(layers, input_shape)
    return [(*s[:2], *s[:1:-1]) if len(s) == 4 else s for s in shapes]


@mistake("trace_shapes")
def arrives_channels_last(layers, input_shape):
    """Your channels and sides fit an input_shape (N, H, W, C), the order of Keras. Here it is
    (N, C, H, W)."""
    if len(input_shape) == 4:
        n, h, w, c = input_shape
        input_shape = (n, c, h, w)
    return solution.trace_shapes(layers, input_shape)


@mistake("trace_shapes")
def all_channels_last(layers, input_shape):
    """Your code takes and gives (N, H, W, C), the order of Keras. Here it is (N, C, H, W)."""
    if len(input_shape) == 4:
        n, h, w, c = input_shape
        input_shape = (n, c, h, w)
    shapes = solution.trace_shapes(layers, input_shape)
    return [(s[0], *s[2:], s[1]) if len(s) == 4 else s for s in shapes]


# --- trace_shapes: conv ---


@mistake("trace_shapes")
def conv_keeps_the_channels(layers, input_shape):
    """Your conv layers keep the number of channels. Ask how many maps the filters make."""
    return instead(layers, input_shape, lambda s, _, x: (s[0], x[1], *s[2:]), "conv")


@mistake("trace_shapes")
def conv_multiplies_the_channels(layers, input_shape):
    """Your conv layers make out_channels maps for each channel that arrives. A filter sums
    over its channels and gives one map."""
    return instead(layers, input_shape, lambda s, _, x: (s[0], s[1] * x[1], *s[2:]), "conv")


@mistake("trace_shapes")
def conv_keeps_the_sides(layers, input_shape):
    """Your conv layers keep rows and columns. Put the sizes into the formula of the
    statement."""
    return instead(layers, input_shape, lambda s, _, x: (*s[:2], *x[2:]), "conv")


@mistake("trace_shapes")
def conv_without_stride(layers, input_shape):
    """The stride has no effect on your conv layers. Look for the key "stride"."""
    return convs(layers, input_shape, lambda m, k, s, p: places(m, k, 1, p))


@mistake("trace_shapes")
def conv_steps_by_its_kernel(layers, input_shape):
    """A conv layer without "stride" moves by its kernel_size in your code. That is the rule of
    maxpool; a conv moves by 1."""
    return convs(
        layers,
        input_shape,
        places,
        lambda layer: options({"stride": layer["kernel_size"], **layer}),
    )


@mistake("trace_shapes")
def conv_without_padding(layers, input_shape):
    """The padding has no effect on your conv layers. Look for the key "padding"."""
    return convs(layers, input_shape, lambda m, k, s, p: places(m, k, s, 0))


@mistake("trace_shapes")
def padding_nowhere(layers, input_shape):
    """The padding has no effect in your code, neither on the sizes nor on what fits. Look for
    the key "padding"."""
    return traced(layers, input_shape, conv=lambda y, s: right({**y, "padding": 0}, s))


@mistake("trace_shapes")
def conv_padded_once(layers, input_shape):
    """Your padding counts once. It is put at both ends of each side."""
    return convs(layers, input_shape, lambda m, k, s, p: (m + p - k) // s + 1)


@mistake("trace_shapes")
def conv_padding_of_same(layers, input_shape):
    """A conv layer without "padding" gets one that keeps the size in your code. Left out, the
    padding is 0."""
    return convs(
        layers,
        input_shape,
        places,
        lambda layer: options({"padding": (layer["kernel_size"] - 1) // 2, **layer}),
    )


@mistake("trace_shapes")
def conv_padding_of_half_the_kernel(layers, input_shape):
    """A conv layer without "padding" gets half of its kernel_size in your code. Left out, the
    padding is 0."""
    return convs(
        layers,
        input_shape,
        places,
        lambda layer: options({"padding": layer["kernel_size"] // 2, **layer}),
    )


@mistake("trace_shapes")
def conv_padding_of_one(layers, input_shape):
    """A conv layer without "padding" gets a padding of 1 in your code. Left out, it is 0."""
    return convs(layers, input_shape, places, lambda layer: options({"padding": 1, **layer}))


@mistake("trace_shapes")
def conv_divided_for_same(layers, input_shape):
    """Your maps after a conv have the input's size divided by the stride, rounded up. That
    holds for "same" padding only."""
    return convs(layers, input_shape, lambda m, k, s, p: -(-m // s))


@mistake("trace_shapes")
def conv_rounded_up(layers, input_shape):
    """Your sizes after a conv are rounded up. A last step that is not complete gives no
    place."""
    return convs(layers, input_shape, lambda m, k, s, p: -((k - m - 2 * p) // s) + 1)


@mistake("trace_shapes")
def conv_without_the_one(layers, input_shape):
    """Your maps after a conv are one too small on each side. The place before the first step
    counts too."""
    return convs(layers, input_shape, lambda m, k, s, p: places(m, k, s, p) - 1)


@mistake("trace_shapes")
def conv_one_before_dividing(layers, input_shape):
    """Your maps after a conv are right at stride 1, and mostly too small above. Look at what
    the stride divides."""
    return convs(layers, input_shape, lambda m, k, s, p: (m + 2 * p - k + 1) // s)


@mistake("trace_shapes")
def conv_one_too_many(layers, input_shape):
    """Your maps after a conv are one too large on each side. Count by hand: a kernel of 3 has
    3 places in 5 cells."""
    return convs(layers, input_shape, lambda m, k, s, p: places(m, k, s, p) + 1)


@mistake("trace_shapes")
def conv_with_fractions(layers, input_shape):
    """Your sizes after a conv are floats, and some have a fraction. Look at the kind of
    division."""
    return convs(layers, input_shape, lambda m, k, s, p: (m + 2 * p - k) / s + 1)


# --- trace_shapes: maxpool ---


@mistake("trace_shapes")
def pool_keeps_the_sides(layers, input_shape):
    """Your maxpool keeps rows and columns. It gives one value for each window."""
    return instead(layers, input_shape, lambda s, _, x: x, "maxpool")


@mistake("trace_shapes")
def pool_halves(layers, input_shape):
    """Your maxpool halves both sides, whatever its window. Put kernel_size and stride into
    the formula."""
    return pools(layers, input_shape, lambda m, k, s, p: m // 2)


@mistake("trace_shapes")
def pool_divides_by_the_stride(layers, input_shape):
    """Your maxpool divides the sides by the stride. That is right only if the stride is the
    window: look for kernel_size."""
    return pools(layers, input_shape, lambda m, k, s, p: m // s)


@mistake("trace_shapes")
def pool_divided_and_rounded_up(layers, input_shape):
    """Your maxpool divides the sides by kernel_size and rounds up. A window that is not
    complete is left out."""
    return pools(layers, input_shape, lambda m, k, s, p: -(-m // k))


@mistake("trace_shapes")
def pool_steps_by_one(layers, input_shape):
    """A maxpool without "stride" moves by 1 in your code. Left out, its stride is its
    kernel_size."""
    return pools(layers, input_shape, places, lambda layer: options({"stride": 1, **layer}))


@mistake("trace_shapes")
def pool_steps_by_two(layers, input_shape):
    """A maxpool without "stride" moves by 2 in your code. Left out, its stride is its
    kernel_size."""
    return pools(layers, input_shape, places, lambda layer: options({"stride": 2, **layer}))


@mistake("trace_shapes")
def pool_always_steps_by_one(layers, input_shape):
    """Your maxpool moves by 1 in every call. Its stride is in the dictionary, or is its
    kernel_size."""
    return pools(layers, input_shape, lambda m, k, s, p: places(m, k, 1, 0))


@mistake("trace_shapes")
def pool_without_stride(layers, input_shape):
    """The "stride" of a maxpool has no effect in your code: it moves by kernel_size. Look for
    the key."""
    return pools(layers, input_shape, lambda m, k, s, p: places(m, k, k, 0))


@mistake("trace_shapes")
def pool_rounded_up(layers, input_shape):
    """Your sizes after a maxpool are rounded up. A window that is not complete is left out."""
    return pools(layers, input_shape, lambda m, k, s, p: -((k - m) // s) + 1)


@mistake("trace_shapes")
def pool_without_the_one(layers, input_shape):
    """Your maps after a maxpool are one too small on each side. The first window counts
    too."""
    return pools(layers, input_shape, lambda m, k, s, p: places(m, k, s, 0) - 1)


@mistake("trace_shapes")
def pool_with_fractions(layers, input_shape):
    """Your sizes after a maxpool are floats, and some have a fraction. Look at the kind of
    division."""
    return pools(layers, input_shape, lambda m, k, s, p: (m - k) / s + 1)


@mistake("trace_shapes")
def pool_quotients(layers, input_shape):
    """Your sizes after a maxpool are the sides over kernel_size, with fractions. Count whole
    windows."""
    return pools(layers, input_shape, lambda m, k, s, p: m / k)


@mistake("trace_shapes")
def pool_shares_the_channels(layers, input_shape):
    """Your maxpool divides the channels too. It looks at each channel by itself, and keeps
    their number."""
    return instead(
        layers, input_shape, lambda s, y, _: (s[0], s[1] // y["kernel_size"], *s[2:]), "maxpool"
    )


@mistake("trace_shapes")
def pool_over_the_channels(layers, input_shape):
    """Your maxpool leaves one channel. It takes the maximum within each channel, and keeps
    their number."""
    return instead(layers, input_shape, lambda s, _, x: (s[0], 1, *s[2:]), "maxpool")


# --- trace_shapes: conv and maxpool alike ---


@mistake("trace_shapes")
def both_rounded_up(layers, input_shape):
    """Your sizes after a conv and a maxpool are rounded up. A last step that is not complete
    gives no place."""
    return both(layers, input_shape, lambda m, k, s, p: -((k - m - 2 * p) // s) + 1)


@mistake("trace_shapes")
def both_rounded_to_the_nearest(layers, input_shape):
    """Your sizes after a conv and a maxpool are rounded to the nearest whole number. The
    formula rounds down."""
    return both(layers, input_shape, lambda m, k, s, p: round((m + 2 * p - k) / s + 1))


@mistake("trace_shapes")
def both_steps_rounded_to_the_nearest(layers, input_shape):
    """Your steps of a conv and a maxpool are rounded to the nearest whole number. The formula
    rounds down."""
    return both(layers, input_shape, lambda m, k, s, p: round((m + 2 * p - k) / s) + 1)


@mistake("trace_shapes")
def both_without_the_one(layers, input_shape):
    """Your maps are one too small on each side, after a conv and after a maxpool. The first
    place counts too."""
    return both(layers, input_shape, lambda m, k, s, p: places(m, k, s, p) - 1)


@mistake("trace_shapes")
def both_one_before_dividing(layers, input_shape):
    """Your sizes are right where the stride is 1. Look at what the stride divides: the first
    place counts in full."""
    return both(layers, input_shape, lambda m, k, s, p: (m + 2 * p - k + 1) // s)


@mistake("trace_shapes")
def both_with_fractions(layers, input_shape):
    """Your sizes after a conv and a maxpool are floats, and some have a fraction. Look at the
    kind of division."""
    return both(layers, input_shape, lambda m, k, s, p: (m + 2 * p - k) / s + 1)


@mistake("trace_shapes")
def both_step_by_one(layers, input_shape):
    """Without "stride" your maxpool moves by 1, and the padding has no effect on your conv
    layers. Look for both keys."""
    return both(
        layers,
        input_shape,
        lambda m, k, s, p: places(m, k, s, 0),
        lambda layer: options({"stride": 1, **layer}),
    )


@mistake("trace_shapes")
def both_without_given_strides(layers, input_shape):
    """The key "stride" has no effect in your code, for conv and for maxpool. Without it your
    sizes are right."""
    return both(
        layers,
        input_shape,
        lambda m, k, s, p: places(m, k, s, p),
        lambda layer: options({key: v for key, v in layer.items() if key != "stride"}),
    )


@mistake("trace_shapes")
def sides_from_the_rows(layers, input_shape):
    """Your columns repeat your rows. Both sides go through the formula, each with its own
    size."""
    return instead(layers, input_shape, lambda s, *_: (*s[:3], s[2]), "conv", "maxpool")


@mistake("trace_shapes")
def conv_columns_from_the_rows(layers, input_shape):
    """Your columns repeat your rows after a conv. Both sides go through the formula, each with
    its own size."""
    return instead(layers, input_shape, lambda s, *_: (*s[:3], s[2]), "conv")


@mistake("trace_shapes")
def pool_columns_from_the_rows(layers, input_shape):
    """Your columns repeat your rows after a maxpool. Both sides go through the formula, each
    with its own size."""
    return instead(layers, input_shape, lambda s, *_: (*s[:3], s[2]), "maxpool")


@mistake("trace_shapes")
def optional_keys_for_given(layers, input_shape):
    """A layer without "stride" or "padding" ends in KeyError. Both keys may be left out: look
    at how you read them."""

    def window(layer, shape):
        after = right(layer, shape)
        for key in ("stride", "padding") if layer["type"] == "conv" else ("stride",):
            layer[key]
        return after

    return traced(layers, input_shape, conv=window, maxpool=window)


@mistake("trace_shapes")
def whole_sizes_as_floats(layers, input_shape):
    """Some of your sizes are floats, such as 4.0. All numbers of a shape are ints: look at how
    you divide and round."""
    return instead(
        layers,
        input_shape,
        lambda s, *_: (*s[:2], *map(float, s[2:])),
        "conv",
        "maxpool",
    )


@mistake("trace_shapes")
def strides_must_divide(layers, input_shape):
    """An error where the stride does not divide the free cells. That is allowed: what is left
    over is not seen."""

    def exactly(m, k, s, p):
        if (m + 2 * p - k) % s:
            raise ValueError("stride")
        return places(m, k, s, p)

    return both(layers, input_shape, exactly)


# --- trace_shapes: flatten and linear ---


@mistake("trace_shapes")
def flatten_takes_the_examples(layers, input_shape):
    """Your flatten joins N with the rest, into one number. Each example becomes a row of its
    own: (N, C * H * W)."""

    def rule(layer, shape):
        return (math.prod(shape),)

    def then(layer, shape):
        return (layer["out_features"],) if len(shape) == 1 else right(layer, shape)

    return traced(layers, input_shape, flatten=rule, linear=then)


@mistake("trace_shapes")
def flatten_leaves_one_number(layers, input_shape):
    """Your flatten joins N with the rest, so no linear layer fits behind it. Each example
    becomes a row of its own: (N, C * H * W)."""
    return traced(layers, input_shape, flatten=lambda _, shape: (math.prod(shape),))


@mistake("trace_shapes")
def flatten_makes_one_row(layers, input_shape):
    """Your flatten makes one row of all examples. Each example becomes a row of its own:
    (N, C * H * W)."""
    return traced(layers, input_shape, flatten=lambda _, shape: (1, math.prod(shape)))


@mistake("trace_shapes")
def flatten_leaves_one_number_of_maps(layers, input_shape):
    """Your flatten joins N with C, H and W, so no linear layer fits behind it. Each example
    becomes a row of its own: (N, C * H * W)."""

    def rule(layer, shape):
        if len(shape) not in (2, 4):
            raise ValueError("axes")
        return (math.prod(shape),) if len(shape) == 4 else shape

    return traced(layers, input_shape, flatten=rule)


@mistake("trace_shapes")
def flatten_makes_one_row_of_maps(layers, input_shape):
    """Your flatten makes one row of the maps of all examples. Each example becomes a row of its
    own: (N, C * H * W)."""
    return traced(
        layers, input_shape, flatten=lambda _, s: (1, math.prod(s)) if len(s) == 4 else s
    )


@mistake("trace_shapes")
def flatten_forgets_the_channels(layers, input_shape):
    """Your flatten multiplies the sides alone. The channels are joined too: C * H * W."""
    return traced(
        layers,
        input_shape,
        flatten=lambda _, s: (s[0], math.prod(s[2:])) if len(s) == 4 else s,
    )


@mistake("trace_shapes")
def flatten_from_the_rows_on(layers, input_shape):
    """Your flatten multiplies all numbers after the second, and makes (N, 1) of (N, D). All
    after the first are joined."""
    return traced(layers, input_shape, flatten=lambda _, s: (s[0], math.prod(s[2:])))


@mistake("trace_shapes")
def flatten_keeps_the_channels(layers, input_shape):
    """Your flatten joins rows and columns, and keeps the channels apart. All three are joined:
    (N, C * H * W)."""

    def rule(layer, shape):
        return (*shape[:2], math.prod(shape[2:])) if len(shape) == 4 else shape

    def then(layer, shape):
        return (*shape[:-1], layer["out_features"]) if len(shape) == 3 else right(layer, shape)

    return traced(layers, input_shape, flatten=rule, linear=then)


@mistake("trace_shapes")
def flatten_keeps_three_axes(layers, input_shape):
    """Your flatten joins rows and columns alone, so no linear layer fits behind it. The
    channels are joined too: (N, C * H * W)."""

    def rule(layer, shape):
        return (*shape[:2], math.prod(shape[2:])) if len(shape) == 4 else shape

    return traced(layers, input_shape, flatten=rule)


@mistake("trace_shapes")
def flatten_keeps_everything(layers, input_shape):
    """Your flatten changes nothing, and your linear layer takes what arrives. After flatten
    the shape is (N, C * H * W)."""

    def then(layer, shape):
        return (shape[0], layer["out_features"])

    return traced(layers, input_shape, flatten=lambda _, shape: shape, linear=then)


@mistake("trace_shapes")
def flatten_adds(layers, input_shape):
    """Your flatten adds C, H and W. Count the cells of one example: C maps of H rows and W
    columns."""
    return traced(layers, input_shape, flatten=lambda _, shape: (shape[0], sum(shape[1:])))


@mistake("trace_shapes")
def flatten_of_maps_only(layers, input_shape):
    """Your flatten raises an error for (N, D), or gives something else. It stays (N, D)."""

    def rule(layer, shape):
        if len(shape) != 4:
            raise ValueError("nothing to flatten")
        return right(layer, shape)

    return traced(layers, input_shape, flatten=rule)


@mistake("trace_shapes")
def flatten_squares(layers, input_shape):
    """Your flatten takes the maps for squares. Rows and columns have sizes of their own:
    C * H * W."""
    return traced(
        layers,
        input_shape,
        flatten=lambda _, s: (s[0], s[1] * s[2] ** 2) if len(s) == 4 else s,
    )


@mistake("trace_shapes")
def linear_without_examples(layers, input_shape):
    """N is missing after your linear layers. Every example gets its own outputs: (N, O)."""

    def rule(layer, shape):
        return (layer["out_features"],) if len(shape) < 3 else right(layer, shape)

    return traced(layers, input_shape, linear=rule)


@mistake("trace_shapes")
def linear_with_the_weights_shape(layers, input_shape):
    """After a linear layer your shape has two numbers of features, as its weights have. It
    should be (N, O)."""
    return instead(layers, input_shape, lambda s, _, x: (s[1], x[1]), "linear")


@mistake("trace_shapes")
def linear_with_inputs_and_outputs(layers, input_shape):
    """After a linear layer your shape is inputs and outputs. It should be (N, O)."""
    return instead(layers, input_shape, lambda s, _, x: (x[1], s[1]), "linear")


@mistake("trace_shapes")
def linear_keeps_the_features(layers, input_shape):
    """Your linear layers keep the number of features. Ask how many outputs there are."""
    return instead(layers, input_shape, lambda s, _, x: x, "linear")


@mistake("trace_shapes")
def linear_turned_round(layers, input_shape):
    """N stands last after your linear layers. The examples come first: (N, O)."""

    def rule(layer, shape):
        if len(shape) == 4:
            raise ValueError("axes")
        return layer["out_features"], shape[0]

    return traced(layers, input_shape, linear=rule)


# --- trace_shapes: what is refused ---


@mistake("trace_shapes")
def linear_on_the_last_axis(layers, input_shape):
    """A linear layer on maps changes W in your code, as in PyTorch. The statement asks for
    ValueError there."""

    def rule(layer, shape):
        return (*shape[:-1], layer["out_features"])

    return traced(layers, input_shape, linear=rule)


@mistake("trace_shapes")
def linear_flattens(layers, input_shape):
    """A linear layer on maps gets a shape in your code. The statement asks for ValueError:
    flatten is missing."""

    def rule(layer, shape):
        return (shape[0], layer["out_features"])

    return traced(layers, input_shape, linear=rule)


@mistake("trace_shapes")
def windows_on_features(layers, input_shape):
    """A conv or a maxpool after flatten gets a shape in your code. The statement asks for
    ValueError there."""

    def rule(layer, shape):
        if len(shape) == 4:
            return right(layer, shape)
        return (shape[0], layer.get("out_channels", shape[1]))

    return traced(layers, input_shape, conv=rule, maxpool=rule)


@mistake("trace_shapes")
def pool_on_features(layers, input_shape):
    """A maxpool after flatten leaves the shape alone in your code. The statement asks for
    ValueError there."""
    return traced(layers, input_shape, maxpool=lambda y, s: right(y, s) if len(s) == 4 else s)


@mistake("trace_shapes")
def order_not_looked_at(layers, input_shape):
    """A wrong order of layers gets shapes in your code. Compare the number of axes that
    arrive with what the layer takes."""

    def windows(layer, shape):
        if len(shape) == 4:
            return right(layer, shape)
        return (shape[0], layer.get("out_channels", shape[1]))

    return traced(
        layers,
        input_shape,
        conv=windows,
        maxpool=windows,
        linear=lambda layer, shape: (shape[0], layer["out_features"]),
    )


def behind_flatten(layers, input_shape, **rules):
    """The shapes where maps are remembered: rules get a layer, what arrives and those maps."""
    shape, shapes, maps = tuple(input_shape), [], None
    for layer in layers:
        maps = shape if len(shape) == 4 else maps
        shape = rules.get(layer["type"], lambda y, s, _: right(y, s))(layer, shape, maps)
        shapes.append(shape)
    return shapes


def on_remembered_maps(layer, shape, maps):
    """The shape of a conv or a maxpool after flatten, as if that had not been there."""
    if maps is None:
        raise ValueError("axes")
    return right(layer, maps)


@mistake("trace_shapes")
def maps_kept_after_flatten(layers, input_shape):
    """A conv or a maxpool after flatten gets maps in your code, from sizes kept since before
    it. The statement asks for ValueError there."""
    rules = {"conv": on_remembered_maps, "maxpool": on_remembered_maps}
    return behind_flatten(layers, input_shape, **rules)


@mistake("trace_shapes")
def maps_kept_and_lenient_linear(layers, input_shape):
    """A linear layer on maps gets a shape, and a conv after flatten gets maps from sizes kept
    since before it. Both are to be refused by ValueError."""
    return behind_flatten(
        layers,
        input_shape,
        conv=on_remembered_maps,
        maxpool=on_remembered_maps,
        linear=lambda layer, shape, _: (shape[0], layer["out_features"]),
    )


@mistake("trace_shapes")
def flatten_anywhere_will_do(layers, input_shape):
    """A linear layer on maps gets a shape if a flatten stands anywhere, behind it too. Look at
    the shape that arrives."""
    if any(layer["type"] == "flatten" for layer in layers):
        return traced(layers, input_shape, linear=lambda y, s: (s[0], y["out_features"]))
    return solution.trace_shapes(layers, input_shape)


@mistake("trace_shapes")
def maps_of_one_cell_are_features(layers, input_shape):
    """A linear layer takes maps of one cell in your code. (N, C, 1, 1) has four axes too: the
    statement asks for ValueError."""

    def rule(layer, shape):
        return right(layer, shape[:2] if shape[2:] == (1, 1) else shape)

    return traced(layers, input_shape, linear=rule)


@mistake("trace_shapes")
def relu_gives_maps_again(layers, input_shape):
    """After flatten your relu gives the shape of the maps again. It keeps the shape that
    arrives, whatever that is."""
    arriving = tuple(input_shape)
    shapes, maps = [], None
    for layer, shape in zip(layers, solution.trace_shapes(layers, input_shape), strict=True):
        maps = arriving if len(arriving) == 4 else maps
        if layer["type"] == "relu" and maps is None:
            raise UnboundLocalError("maps")
        shapes.append(maps if layer["type"] == "relu" else shape)
        arriving = shape
    return shapes


@mistake("trace_shapes")
def relu_cannot_be_first(layers, input_shape):
    """A relu as the first layer ends in IndexError. Is your list still empty there? What
    arrives is input_shape."""
    after = solution.trace_shapes(layers, input_shape)
    if layers[0]["type"] == "relu":
        raise IndexError("relu")
    return after


@mistake("trace_shapes")
def index_error_after_flatten(layers, input_shape):
    """A conv after flatten ends in IndexError. The statement asks for ValueError: count the
    axes before you use them."""

    def rule(layer, shape):
        shape[3]
        return right(layer, shape)

    return traced(layers, input_shape, conv=rule, maxpool=rule)


@mistake("trace_shapes")
def index_error_and_lenient_linear(layers, input_shape):
    """A linear layer on maps gets a shape, and a conv after flatten ends in IndexError. Both
    are to be refused by ValueError."""

    def windows(layer, shape):
        shape[3]
        return right(layer, shape)

    return traced(
        layers,
        input_shape,
        conv=windows,
        maxpool=windows,
        linear=lambda layer, shape: (shape[0], layer["out_features"]),
    )


@mistake("trace_shapes")
def all_asserted(layers, input_shape):
    """A network that cannot be ends in AssertionError. The statement asks for ValueError,
    which assert does not raise."""
    try:
        return solution.trace_shapes(layers, input_shape)
    except ValueError:
        raise AssertionError("shapes") from None


@mistake("trace_shapes")
def other_errors(layers, input_shape):
    """A network that cannot be ends in an error of another kind. The statement asks for
    ValueError."""
    try:
        return solution.trace_shapes(layers, input_shape)
    except ValueError:
        raise TypeError("shapes") from None


@mistake("trace_shapes")
def nothing_for_what_cannot_be(layers, input_shape):
    """You return None for a network that cannot be. A ValueError is to be raised, neither
    printed nor returned."""
    try:
        return solution.trace_shapes(layers, input_shape)
    except ValueError:
        return None


@mistake("trace_shapes")
def shapes_so_far(layers, input_shape):
    """You return the shapes up to the layer that cannot be. The statement asks for ValueError
    there."""
    shapes = []
    for count in range(1, len(layers) + 1):
        try:
            shapes = solution.trace_shapes(layers[:count], input_shape)
        except ValueError:
            break
    return shapes


def unfitting(layer, shape, sides=(2, 3)):
    """The shape without a comparison of kernel and map along some sides."""
    if len(shape) != 4:
        raise ValueError("axes")
    kernel_size, stride, padding = options(layer)
    shown = [max(shape[side], kernel_size) if side in sides else shape[side] for side in (2, 3)]
    right(layer, (*shape[:2], *shown))
    n, c, *given = shape
    c = layer.get("out_channels", c)
    return (n, c, *(places(side, kernel_size, stride, padding) for side in given))


@mistake("trace_shapes")
def fit_not_looked_at(layers, input_shape):
    """A kernel larger than the map gets sizes of 0 or less. The statement asks for ValueError
    there."""
    return traced(layers, input_shape, conv=unfitting, maxpool=unfitting)


@mistake("trace_shapes")
def fit_of_convs_alone(layers, input_shape):
    """A maxpool whose window is larger than the map gets sizes of 0 or less. It is refused,
    as a conv is."""
    return traced(layers, input_shape, maxpool=unfitting)


@mistake("trace_shapes")
def fit_of_pools_alone(layers, input_shape):
    """A conv whose kernel is larger than the map gets sizes of 0 or less. It is refused, as a
    maxpool is."""
    return traced(layers, input_shape, conv=unfitting)


def rows_alone(layer, shape):
    """The shape where only rows are compared with the kernel."""
    return unfitting(layer, shape, sides=(3,))


@mistake("trace_shapes")
def fit_of_the_rows_alone(layers, input_shape):
    """A kernel wider than the map gets a shape, a higher one does not. Both are to be
    refused."""
    return traced(layers, input_shape, conv=rows_alone, maxpool=rows_alone)


@mistake("trace_shapes")
def fit_of_the_rows_alone_for_convs(layers, input_shape):
    """A conv's kernel wider than the map gets a shape, a higher one does not. Both are to be
    refused, as for maxpool."""
    return traced(layers, input_shape, conv=rows_alone)


@mistake("trace_shapes")
def fit_of_the_rows_alone_for_pools(layers, input_shape):
    """A maxpool wider than the map gets a shape, a higher one does not. Both are to be refused,
    as for a conv."""
    return traced(layers, input_shape, maxpool=rows_alone)


@mistake("trace_shapes")
def fit_of_the_columns_alone(layers, input_shape):
    """A kernel higher than the map gets a shape, a wider one does not. Both are to be
    refused."""

    def rule(layer, shape):
        return unfitting(layer, shape, sides=(2,))

    return traced(layers, input_shape, conv=rule, maxpool=rule)


@mistake("trace_shapes")
def fit_hidden_by_rounding(layers, input_shape):
    """A kernel too large by less than the stride gets a place in your code. int() rounds
    negative numbers up: compare the kernel with the padded map."""

    def cut(size, kernel_size, stride, padding):
        return int((size + 2 * padding - kernel_size) / stride) + 1

    def rule(layer, shape):
        unfitting(layer, shape)
        n, c, *sides = shape
        after = [cut(side, *options(layer)) for side in sides]
        if min(after) < 1:
            raise ValueError("kernel")
        return (n, layer.get("out_channels", c), *after)

    return traced(layers, input_shape, conv=rule, maxpool=rule)


def one_side_is_enough(layer, shape):
    """The shape where a kernel need fit along one side only."""
    refuse(layer, (*shape[:2], max(shape[2:]), max(shape[2:])), 4)
    return unfitting(layer, shape)


@mistake("trace_shapes")
def fit_of_one_side_is_enough(layers, input_shape):
    """A kernel too large along one side only gets a shape. Along one side is enough to be
    refused."""
    return traced(layers, input_shape, conv=one_side_is_enough, maxpool=one_side_is_enough)


@mistake("trace_shapes")
def fit_of_one_side_is_enough_for_convs(layers, input_shape):
    """A conv's kernel too large along one side only gets a shape. Along one side is enough to
    be refused."""
    return traced(layers, input_shape, conv=one_side_is_enough)


@mistake("trace_shapes")
def fit_of_one_side_is_enough_for_pools(layers, input_shape):
    """A maxpool too large along one side only gets a shape. Along one side is enough to be
    refused."""
    return traced(layers, input_shape, maxpool=one_side_is_enough)


@mistake("trace_shapes")
def fit_by_the_product(layers, input_shape):
    """A kernel larger than the map along both sides gets sizes below 0 in your code. Look at
    each side by itself: two minus signs make a plus."""

    def rule(layer, shape):
        after = unfitting(layer, shape)
        if after[2] * after[3] <= 0:
            raise ValueError("kernel")
        return after

    return traced(layers, input_shape, conv=rule, maxpool=rule)


@mistake("trace_shapes")
def fit_of_the_last_layer(layers, input_shape):
    """A kernel larger than the map is refused at the end of a network, but not before a
    flatten. Look at the sizes after each layer."""
    shapes = traced(layers, input_shape, conv=unfitting, maxpool=unfitting)
    if min(shapes[-1]) < 1:
        raise ValueError("kernel")
    return shapes


@mistake("trace_shapes")
def maps_of_no_cells(layers, input_shape):
    """A kernel that is a little too large gets sizes of 0. A map without cells is refused
    too."""

    def rule(layer, shape):
        after = unfitting(layer, shape)
        if min(after) < 0:
            raise ValueError("kernel")
        return after

    return traced(layers, input_shape, conv=rule, maxpool=rule)


@mistake("trace_shapes")
def kernel_compared_with_the_bare_map(layers, input_shape):
    """ValueError for a kernel that is larger than the map, but fits with the padding. Compare
    it with the padded map."""

    def rule(layer, shape):
        refuse({**layer, "padding": 0}, shape, 4)
        return right(layer, shape)

    return traced(layers, input_shape, conv=rule)


@mistake("trace_shapes")
def exact_fit_refused(layers, input_shape):
    """ValueError for a kernel exactly as large as the padded map. It fits once: look at your
    comparison."""

    def rule(layer, shape):
        after = right(layer, shape)
        kernel_size, _, padding = options(layer)
        if kernel_size >= min(shape[2:]) + 2 * padding:
            raise ValueError("kernel")
        return after

    return traced(layers, input_shape, conv=rule, maxpool=rule)


FIVE = ("conv", "relu", "maxpool", "flatten", "linear")


def unchecked(layers, input_shape, others):
    """The shapes where a conv and a maxpool unpack four numbers, and nothing else is refused
    but types for which others says so."""

    def linear(layer, shape):
        return (shape[0], layer["out_features"])

    kept = {layer["type"]: others for layer in layers if layer["type"] not in FIVE}
    return traced(layers, input_shape, conv=unfitting, maxpool=unfitting, linear=linear, **kept)


@mistake("trace_shapes")
def fit_and_linear_not_looked_at(layers, input_shape):
    """A linear layer on maps and a kernel larger than the map get shapes in your code. The
    statement asks for ValueError for both."""
    return unchecked(layers, input_shape, right)


@mistake("trace_shapes")
def nothing_refused_on_purpose(layers, input_shape):
    """A linear layer on maps, a kernel larger than the map and an unknown type all pass in your
    code. Each of them asks for ValueError."""
    return unchecked(layers, input_shape, lambda _, shape: shape)


@mistake("trace_shapes")
def other_types_change_nothing(layers, input_shape):
    """A type that is none of the five keeps the shape in your code. The statement asks for
    ValueError there."""
    kept = {layer["type"]: lambda _, s: s for layer in layers if layer["type"] not in FIVE}
    return traced(layers, input_shape, **kept)


@mistake("trace_shapes")
def types_in_capitals_too(layers, input_shape):
    """A type in other letters, such as "Conv", passes in your code. It is none of the five: the
    statement asks for ValueError."""
    lower = [{**layer, "type": layer["type"].lower()} for layer in layers]
    return solution.trace_shapes(lower, input_shape)


@mistake("trace_shapes")
def other_types_left_out(layers, input_shape):
    """A type that is none of the five is passed over in your code. The statement asks for
    ValueError there."""
    known = [layer for layer in layers if layer["type"] in FIVE]
    return solution.trace_shapes(known, input_shape)


@mistake("trace_shapes")
def other_types_end_in_key_error(layers, input_shape):
    """A type that is none of the five ends in KeyError. The statement asks for ValueError."""
    for layer in layers:
        if layer["type"] not in FIVE:
            raise KeyError(layer["type"])
    return solution.trace_shapes(layers, input_shape)


@mistake("trace_shapes")
def other_types_are_linear(layers, input_shape):
    """A type that is none of the five ends in an error of another kind. Give your last else
    to what is unknown."""
    for layer in layers:
        if layer["type"] not in FIVE:
            raise UnboundLocalError(layer["type"])
    return solution.trace_shapes(layers, input_shape)


# --- trace_shapes: arguments ---


@mistake("trace_shapes")
def layers_changed(layers, input_shape):
    """layers is not what it was after your call. Look for what you take out of it, or write
    into it."""
    shapes = solution.trace_shapes(layers, input_shape)
    del layers[:]
    return shapes


@mistake("trace_shapes")
def defaults_written_into_layers(layers, input_shape):
    """layers is changed by your call where there is a conv or a maxpool. Read what is left out
    without writing it."""
    shapes = solution.trace_shapes(layers, input_shape)
    for layer in layers:
        if layer["type"] == "conv":
            layer.setdefault("stride", 1)
            layer.setdefault("padding", 0)
        elif layer["type"] == "maxpool":
            layer.setdefault("stride", layer["kernel_size"])
    return shapes


# --- count_params ---


def counted(layers, input_shape, conv=None, linear=None, others=None, shapes=None):
    """The sum of the layers' counts, some by another rule of the layer, what arrives, and what
    leaves."""
    after = solution.trace_shapes(layers, input_shape)
    if shapes is not None:
        after = shapes(layers, input_shape)
    before = [tuple(input_shape), *after[:-1]]
    total = 0
    for layer, arriving, leaving in zip(layers, before, after, strict=True):
        rules = {"conv": conv or conv_count, "linear": linear or linear_count}
        rule = rules.get(layer["type"], others or (lambda *_: 0))
        total += rule(layer, arriving, leaving)
    return total


def biases(layer, outputs):
    """The number of biases of a layer."""
    return outputs if layer.get("bias", True) else 0


def conv_count(layer, arriving, leaving, weights=None, bias=biases):
    """The right count of a conv, or one with other weights or biases."""
    o, c, k = layer["out_channels"], arriving[1], layer["kernel_size"]
    return (o * c * k * k if weights is None else weights(o, c, k)) + bias(layer, o)


def linear_count(layer, arriving, leaving, weights=None, bias=biases):
    """The right count of a linear layer, or one with other weights or biases."""
    o, d = layer["out_features"], arriving[1]
    return (o * d if weights is None else weights(o, d)) + bias(layer, o)


def conv_with(weights=None, bias=biases):
    """A rule of conv layers."""
    return lambda *layer: conv_count(*layer, weights=weights, bias=bias)


def linear_with(weights=None, bias=biases):
    """A rule of linear layers."""
    return lambda *layer: linear_count(*layer, weights=weights, bias=bias)


def no_bias(layer, outputs):
    """No biases at all."""
    return 0


def always(layer, outputs):
    """Biases whatever the dictionary says."""
    return outputs


@mistake("count_params")
def no_biases(layers, input_shape):
    """Your count has no biases. Each filter and each output of a linear layer has one, unless
    "bias" is False."""
    return counted(layers, input_shape, conv_with(bias=no_bias), linear_with(bias=no_bias))


@mistake("count_params")
def no_biases_of_convs(layers, input_shape):
    """Your conv layers have no biases. Each filter has one, unless "bias" is False."""
    return counted(layers, input_shape, conv_with(bias=no_bias))


@mistake("count_params")
def no_biases_of_linear_layers(layers, input_shape):
    """Your linear layers have no biases. Each output has one, unless "bias" is False."""
    return counted(layers, input_shape, linear=linear_with(bias=no_bias))


@mistake("count_params")
def biases_always(layers, input_shape):
    """Biases count in your code even where "bias" is False. Look for the key."""
    return counted(layers, input_shape, conv_with(bias=always), linear_with(bias=always))


@mistake("count_params")
def biases_of_convs_always(layers, input_shape):
    """A conv layer's biases count in your code even where "bias" is False. Look for the key,
    as for linear layers."""
    return counted(layers, input_shape, conv_with(bias=always))


@mistake("count_params")
def biases_of_linear_layers_always(layers, input_shape):
    """A linear layer's biases count in your code even where "bias" is False. Look for the key,
    as for conv layers."""
    return counted(layers, input_shape, linear=linear_with(bias=always))


def if_given(layer, outputs):
    """Biases only where the dictionary says so."""
    return outputs if layer.get("bias") else 0


@mistake("count_params")
def biases_only_if_given(layers, input_shape):
    """A layer without the key "bias" has none in your code. Left out, it is True."""
    return counted(layers, input_shape, conv_with(bias=if_given), linear_with(bias=if_given))


def where_the_key_is(layer, outputs):
    """Biases where the dictionary has the key, whatever it says."""
    return outputs if "bias" in layer else 0


def where_no_key_is(layer, outputs):
    """Biases only where the dictionary has no key."""
    return 0 if "bias" in layer else outputs


@mistake("count_params")
def biases_where_the_key_is(layers, input_shape):
    """Biases count in your code exactly where the key "bias" is there, also if it is False.
    Look at its value, and at what holds without it."""
    rules = conv_with(bias=where_the_key_is), linear_with(bias=where_the_key_is)
    return counted(layers, input_shape, *rules)


@mistake("count_params")
def biases_where_no_key_is(layers, input_shape):
    """A layer with the key "bias" has none in your code, even if it is True. Look at its
    value."""
    rules = conv_with(bias=where_no_key_is), linear_with(bias=where_no_key_is)
    return counted(layers, input_shape, *rules)


@mistake("count_params")
def bias_for_given(layers, input_shape):
    """A layer without "bias" ends in KeyError. The key may be left out: look at how you read
    it."""

    def read(layer, outputs):
        return outputs if layer["bias"] else 0

    return counted(layers, input_shape, conv_with(bias=read), linear_with(bias=read))


@mistake("count_params")
def biases_left_out_from_there_on(layers, input_shape):
    """After a layer whose "bias" is False, layers without that key have none either in your
    code. For each of them the default is True."""
    kept = [True]

    def last(layer, outputs):
        kept.append(layer.get("bias", kept[-1]))
        return outputs if kept[-1] else 0

    return counted(layers, input_shape, conv_with(bias=last), linear_with(bias=last))


@mistake("count_params")
def one_layer_without_biases_is_enough(layers, input_shape):
    """Where one layer has no biases, no layer has some in your code. "bias" is said of each
    layer by itself."""
    every = all(layer.get("bias", True) for layer in layers)

    def some(layer, outputs):
        return outputs if every else 0

    return counted(layers, input_shape, conv_with(bias=some), linear_with(bias=some))


def the_other_way(layer, outputs):
    """Biases where the dictionary says that there are none."""
    return 0 if layer.get("bias", True) else outputs


@mistake("count_params")
def biases_the_other_way_round(layers, input_shape):
    """Biases count in your code exactly where "bias" is False. Look at your condition."""
    return counted(
        layers, input_shape, conv_with(bias=the_other_way), linear_with(bias=the_other_way)
    )


def one(layer, outputs):
    """One bias a layer."""
    return 1 if layer.get("bias", True) else 0


@mistake("count_params")
def one_bias_for_each_layer(layers, input_shape):
    """A layer has one bias in your code. Each filter and each output of a linear layer has one
    of its own."""
    return counted(layers, input_shape, conv_with(bias=one), linear_with(bias=one))


@mistake("count_params")
def one_bias_for_each_conv(layers, input_shape):
    """A conv layer has one bias in your code. Each filter has one of its own."""
    return counted(layers, input_shape, conv_with(bias=one))


@mistake("count_params")
def biases_for_the_inputs(layers, input_shape):
    """The biases are as many as inputs in your count. There is one for each filter and each
    output."""

    def conv(layer, arriving, leaving):
        return conv_count(layer, arriving, leaving, bias=lambda y, _: biases(y, arriving[1]))

    def linear(layer, arriving, leaving):
        return linear_count(layer, arriving, leaving, bias=lambda y, _: biases(y, arriving[1]))

    return counted(layers, input_shape, conv, linear)


@mistake("count_params")
def biases_for_the_channels(layers, input_shape):
    """Your conv layers have a bias for each channel that arrives. There is one for each
    filter."""

    def conv(layer, arriving, leaving):
        return conv_count(layer, arriving, leaving, bias=lambda y, _: biases(y, arriving[1]))

    return counted(layers, input_shape, conv)


@mistake("count_params")
def bias_for_each_channel_of_a_filter(layers, input_shape):
    """A filter has a bias for each of its channels in your count. It sums over them all and
    adds one bias."""

    def conv(layer, arriving, leaving):
        return conv_count(
            layer, arriving, leaving, bias=lambda y, o: biases(y, o * arriving[1])
        )

    return counted(layers, input_shape, conv)


@mistake("count_params")
def bias_for_each_cell(layers, input_shape):
    """Each cell of a map has its own bias in your count. One bias serves a whole map."""

    def conv(layer, arriving, leaving):
        cells = leaving[2] * leaving[3]
        return conv_count(layer, arriving, leaving, bias=lambda y, o: biases(y, o * cells))

    return counted(layers, input_shape, conv)


@mistake("count_params")
def kernel_not_squared(layers, input_shape):
    """kernel_size counts once in your weights. A kernel has rows and columns."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: o * c * k))


@mistake("count_params")
def kernel_doubled(layers, input_shape):
    """Your kernel has 2 * kernel_size weights. It has rows and columns: count them for 3 by
    3."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: o * c * 2 * k))


@mistake("count_params")
def filters_of_depth_one(layers, input_shape):
    """Your filters have one channel. A filter is as deep as what arrives."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: o * k * k))


@mistake("count_params")
def one_filter(layers, input_shape):
    """Your weights are those of one filter. There are out_channels of them."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: c * k * k))


@mistake("count_params")
def channels_added(layers, input_shape):
    """Channels in and out are added in your weights. Every filter has a kernel for each channel
    that arrives."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: (o + c) * k * k))


@mistake("count_params")
def filters_as_deep_as_their_number(layers, input_shape):
    """Your filters are as deep as there are filters. Their depth is the number of channels that
    arrives."""
    return counted(layers, input_shape, conv_with(lambda o, c, k: o * o * k * k))


@mistake("count_params")
def inputs_after_the_layer(layers, input_shape):
    """Every layer of yours has as many inputs as outputs. The shape after a layer does not tell
    its inputs: look at the one before it."""

    def conv(layer, arriving, leaving):
        return conv_count(layer, leaving, leaving)

    def linear(layer, arriving, leaving):
        return linear_count(layer, leaving, leaving)

    return counted(layers, input_shape, conv, linear)


@mistake("count_params")
def first_of_equal_layers(layers, input_shape):
    """Layers with equal dictionaries get the inputs of the first of them. Is a layer looked up
    by index()? That finds the first one."""
    after = solution.trace_shapes(layers, input_shape)
    before = [tuple(input_shape), *after]
    total = 0
    for layer in layers:
        rule = {"conv": conv_count, "linear": linear_count}.get(layer["type"])
        if rule:
            arriving = before[layers.index(layer)]
            total += rule(layer, arriving, arriving)
    return total


@mistake("count_params")
def channels_of_the_input(layers, input_shape):
    """Every conv layer of yours is as deep as input_shape. After the first one, other channels
    arrive."""
    c = input_shape[1]
    return counted(layers, input_shape, conv_with(lambda o, _, k: o * c * k * k))


@mistake("count_params")
def all_layers_on_the_input(layers, input_shape):
    """Every layer of yours has as many inputs as input_shape says. Each gets what the layer
    before it gives."""
    c = input_shape[1]
    return counted(
        layers,
        input_shape,
        conv_with(lambda o, _, k: o * c * k * k),
        linear_with(lambda o, _: o * c),
    )


@mistake("count_params")
def channels_of_the_last_axis(layers, input_shape):
    """Your filters are as deep as the map is wide. In (N, C, H, W) the channels come second."""

    def conv(layer, arriving, leaving):
        return conv_count(layer, (0, arriving[3]), leaving)

    return counted(layers, input_shape, conv)


@mistake("count_params")
def counted_channels_last(layers, input_shape):
    """Your count fits an input_shape (N, H, W, C), the order of Keras. Here it is
    (N, C, H, W)."""
    if len(input_shape) == 4:
        n, h, w, c = input_shape
        input_shape = (n, c, h, w)
    return solution.count_params(layers, input_shape)


@mistake("count_params")
def weights_for_each_cell(layers, input_shape):
    """Your conv layers have weights for every cell of the map. The same filter moves over all
    of them."""

    def conv(layer, arriving, leaving):
        cells = leaving[2] * leaving[3]
        return conv_count(layer, arriving, leaving, lambda o, c, k: o * c * k * k * cells)

    return counted(layers, input_shape, conv)


@mistake("count_params")
def products_counted(layers, input_shape):
    """Your count grows with the cells of the maps and with N. Ask what is learned, not what is
    computed."""

    def conv(layer, arriving, leaving):
        cells = leaving[0] * leaving[2] * leaving[3]
        return conv_count(layer, arriving, leaving) * cells

    def linear(layer, arriving, leaving):
        return linear_count(layer, arriving, leaving) * leaving[0]

    return counted(layers, input_shape, conv, linear)


@mistake("count_params")
def times_the_examples(layers, input_shape):
    """Your count grows with N. All examples go through the same parameters."""
    return input_shape[0] * solution.count_params(layers, input_shape)


@mistake("count_params")
def values_counted(layers, input_shape):
    """Your number counts the values that the layers give. Ask what is learned: weights and
    biases."""
    return sum(map(math.prod, solution.trace_shapes(layers, input_shape)))


@mistake("count_params")
def linear_on_channels(layers, input_shape):
    """Your first linear layer after flatten has as many inputs as there are channels. Flatten
    gives C * H * W of them."""

    def shapes(layers, input_shape):
        def flat(layer, shape):
            return shape[:2]

        return traced(layers, input_shape, flatten=flat)

    return counted(layers, input_shape, shapes=shapes)


@mistake("count_params")
def linear_on_one_map(layers, input_shape):
    """Your first linear layer after flatten has H * W inputs. Flatten joins the channels
    too."""

    def shapes(layers, input_shape):
        def flat(layer, shape):
            return (shape[0], math.prod(shape[2:])) if len(shape) == 4 else shape

        return traced(layers, input_shape, flatten=flat)

    return counted(layers, input_shape, shapes=shapes)


@mistake("count_params")
def linear_on_all_examples(layers, input_shape):
    """The inputs of your first linear layer after flatten grow with N. Each example is a row
    of its own."""

    def shapes(layers, input_shape):
        def flat(layer, shape):
            return (shape[0], math.prod(shape)) if len(shape) == 4 else shape

        return traced(layers, input_shape, flatten=flat)

    return counted(layers, input_shape, shapes=shapes)


@mistake("count_params")
def linear_before_the_pools(layers, input_shape):
    """Your first linear layer after flatten has too many inputs: those without the maxpools.
    Pools shrink the maps."""

    def shapes(layers, input_shape):
        return traced(layers, input_shape, maxpool=lambda _, s: s)

    return counted(layers, input_shape, shapes=shapes)


@mistake("count_params")
def linear_behind_same_convs(layers, input_shape):
    """Your first linear layer after flatten has too many inputs: as if every conv kept its
    sides. Look at the padding."""

    def shapes(layers, input_shape):
        def same(layer, shape):
            return (shape[0], layer["out_channels"], *shape[2:])

        return traced(layers, input_shape, conv=same)

    return counted(layers, input_shape, shapes=shapes)


def without(key, kind, layers, input_shape):
    """The count of shapes where layers of a type have no such key."""

    def rule(layer, shape):
        return right({name: v for name, v in layer.items() if name != key}, shape)

    def shapes(layers, input_shape):
        return traced(layers, input_shape, **{kind: rule})

    return counted(layers, input_shape, shapes=shapes)


@mistake("count_params")
def linear_behind_convs_without_stride(layers, input_shape):
    """Your first linear layer after flatten has the inputs of conv layers that move by 1. Look
    for the key "stride"."""
    return without("stride", "conv", layers, input_shape)


@mistake("count_params")
def linear_behind_convs_without_padding(layers, input_shape):
    """Your first linear layer after flatten has the inputs of conv layers that have no padding.
    Look for the key "padding"."""
    return without("padding", "conv", layers, input_shape)


@mistake("count_params")
def linear_behind_pools_without_stride(layers, input_shape):
    """Your first linear layer after flatten has the inputs of maxpools that move by
    kernel_size. Look for the key "stride"."""
    return without("stride", "maxpool", layers, input_shape)


@mistake("count_params")
def count_flattens_maps_only(layers, input_shape):
    """Your count raises ValueError where flatten gets (N, D). That stays (N, D), and nothing is
    learned."""
    after = solution.trace_shapes(layers, input_shape)
    arriving = [tuple(input_shape), *after]
    for layer, shape in zip(layers, arriving, strict=False):
        if layer["type"] == "flatten" and len(shape) == 2:
            raise ValueError("nothing to flatten")
    return solution.count_params(layers, input_shape)


@mistake("count_params")
def linear_on_the_input(layers, input_shape):
    """Your first linear layer has the inputs of input_shape. What arrives there went through
    the layers before."""
    first = math.prod(input_shape[1:])
    found = [layer for layer in layers if layer["type"] == "linear"][:1]

    def linear(layer, arriving, leaving):
        return linear_count(layer, (0, first) if layer is found[0] else arriving, leaving)

    return counted(layers, input_shape, linear=linear)


@mistake("count_params")
def every_linear_on_the_input(layers, input_shape):
    """Every linear layer of yours has the inputs of input_shape. Each one gets the outputs of
    the layer before it."""
    d = math.prod(input_shape[1:])
    return counted(layers, input_shape, linear=linear_with(lambda o, _: o * d))


@mistake("count_params")
def features_added(layers, input_shape):
    """Inputs and outputs of a linear layer are added in your count. Every output has a weight
    for each input."""
    return counted(layers, input_shape, linear=linear_with(lambda o, d: o + d))


@mistake("count_params")
def linear_between_its_outputs(layers, input_shape):
    """Your linear layers have as many inputs as outputs. Their inputs are what arrives."""
    return counted(layers, input_shape, linear=linear_with(lambda o, d: o * o))


@mistake("count_params")
def linear_one_weight_for_each_output(layers, input_shape):
    """An output of your linear layers has one weight. It has one for each input."""
    return counted(layers, input_shape, linear=linear_with(lambda o, d: o))


@mistake("count_params")
def convs_alone(layers, input_shape):
    """Only conv layers count in your sum. A linear layer learns too."""
    return counted(layers, input_shape, linear=lambda *_: 0)


@mistake("count_params")
def linear_layers_alone(layers, input_shape):
    """Only linear layers count in your sum. A conv layer learns too."""
    return counted(layers, input_shape, lambda *_: 0)


@mistake("count_params")
def last_layer_with_parameters(layers, input_shape):
    """Your number is that of the last layer that learns. Add up all of them: look at = and
    +=."""
    kinds = [layer["type"] in ("conv", "linear") for layer in layers]
    last = len(kinds) - 1 - kinds[::-1].index(True)
    arriving = (tuple(input_shape), *solution.trace_shapes(layers, input_shape))[last]
    return solution.count_params(layers[last : last + 1], arriving)


@mistake("count_params")
def last_layer_of_all(layers, input_shape):
    """Your number is that of the last layer, and 0 if it learns nothing. Add up all layers:
    look at = and +=."""
    arriving = (tuple(input_shape), *solution.trace_shapes(layers, input_shape))[-2]
    return solution.count_params(layers[-1:], arriving)


@mistake("count_params")
def first_layer_alone(layers, input_shape):
    """Your number is that of the first layer. Add up all layers: look at where your return
    stands."""
    solution.trace_shapes(layers, input_shape)
    return solution.count_params(layers[:1], input_shape)


@mistake("count_params")
def first_layer_that_learns(layers, input_shape):
    """Your number is that of the first layer that learns. Add up all layers: look at where
    your return stands."""
    kinds = [layer["type"] in ("conv", "linear") for layer in layers]
    return solution.count_params(layers[: kinds.index(True) + 1], input_shape)


@mistake("count_params")
def list_of_counts(layers, input_shape):
    """You return a list of counts, one for each layer. The statement asks for their sum."""
    arriving = [tuple(input_shape), *solution.trace_shapes(layers, input_shape)]
    return [
        solution.count_params([layer], shape)
        for layer, shape in zip(layers, arriving, strict=False)
    ]


@mistake("count_params")
def list_of_counts_of_what_learns(layers, input_shape):
    """You return a list of counts, one for each layer that learns. The statement asks for
    their sum."""
    arriving = [tuple(input_shape), *solution.trace_shapes(layers, input_shape)]
    return [
        solution.count_params([layer], shape)
        for layer, shape in zip(layers, arriving, strict=False)
        if layer["type"] in ("conv", "linear")
    ]


@mistake("count_params")
def pools_learn(layers, input_shape):
    """Your maxpools have kernel_size ** 2 parameters each. A maximum is taken, nothing is
    learned."""

    def others(layer, arriving, leaving):
        return layer.get("kernel_size", 0) ** 2

    return counted(layers, input_shape, others=others)


@mistake("count_params")
def pools_learn_as_convs(layers, input_shape):
    """Your maxpools have as many parameters as conv layers. A maximum is taken, nothing is
    learned."""

    def others(layer, arriving, leaving):
        if layer["type"] != "maxpool":
            return 0
        return conv_count({"out_channels": arriving[1], **layer}, arriving, leaving)

    return counted(layers, input_shape, others=others)


@mistake("count_params")
def relus_learn(layers, input_shape):
    """Your relus have a parameter for each channel or feature. They learn nothing."""
    return counted(
        layers, input_shape, others=lambda y, a, _: a[1] if y["type"] == "relu" else 0
    )


@mistake("count_params")
def flatten_learns(layers, input_shape):
    """Your flatten counts the numbers that it puts in a row. It learns nothing."""
    return counted(
        layers, input_shape, others=lambda y, _, b: b[1] if y["type"] == "flatten" else 0
    )


@mistake("count_params")
def bytes_counted(layers, input_shape):
    """Your number is four times the parameters, as bytes of float32. The statement asks how
    many there are."""
    return 4 * solution.count_params(layers, input_shape)


@mistake("count_params")
def count_as_a_float(layers, input_shape):
    """Your count is a float. A number of parameters is an int: look at what you multiply or
    divide."""
    return float(solution.count_params(layers, input_shape))


def generous(layers, input_shape):
    """Shapes of a network that takes everything: sizes may be 0 or less."""

    def windows(layer, shape):
        if len(shape) != 4:
            return (shape[0], layer.get("out_channels", shape[1]))
        return (
            shape[0],
            layer.get("out_channels", shape[1]),
            *(places(m, *options(layer)) for m in shape[2:]),
        )

    return traced(
        layers,
        input_shape,
        conv=windows,
        maxpool=windows,
        linear=lambda layer, shape: (shape[0], layer["out_features"]),
    )


@mistake("count_params")
def nothing_refused(layers, input_shape):
    """A network that cannot be gets a count in your code. The statement asks for ValueError,
    as in trace_shapes."""
    try:
        return solution.count_params(layers, input_shape)
    except ValueError:
        known = [layer for layer in layers if layer["type"] in FIVE]
        total, shapes = 0, [tuple(input_shape), *generous(known, input_shape)]
        for layer, shape in zip(known, shapes, strict=False):
            rule = {"conv": conv_count, "linear": linear_count}.get(layer["type"])
            total += rule(layer, shape, shape) if rule else 0
        return total


@mistake("count_params")
def counted_without_looking(layers, input_shape):
    """A linear layer on maps, a kernel larger than the map and an unknown type get a count in
    your code. Each of them asks for ValueError."""
    total, shape = 0, tuple(input_shape)
    for layer in layers:
        rule = {"conv": conv_count, "linear": linear_count}.get(layer["type"])
        arriving, shape = shape, unchecked([layer], shape, lambda _, s: s)[0]
        total += rule(layer, arriving, shape) if rule else 0
    return total


@mistake("count_params")
def zero_for_what_cannot_be(layers, input_shape):
    """Your count of a network that cannot be is 0. The statement asks for ValueError there."""
    try:
        return solution.count_params(layers, input_shape)
    except ValueError:
        return 0


@mistake("count_params")
def no_count_for_what_cannot_be(layers, input_shape):
    """You return None for a network that cannot be. A ValueError is to be raised, neither
    printed nor returned."""
    try:
        return solution.count_params(layers, input_shape)
    except ValueError:
        return None


@mistake("count_params")
def count_asserts(layers, input_shape):
    """A network that cannot be ends in AssertionError. The statement asks for ValueError,
    which assert does not raise."""
    try:
        return solution.count_params(layers, input_shape)
    except ValueError:
        raise AssertionError("shapes") from None


@mistake("count_params")
def last_layer_not_refused(layers, input_shape):
    """A last layer that cannot be gets a count. You look at the shapes before it: does it fit
    them?"""
    solution.trace_shapes(layers[:-1], input_shape)
    try:
        return solution.count_params(layers, input_shape)
    except ValueError:
        before = solution.count_params(layers[:-1], input_shape)
        shape = (tuple(input_shape), *solution.trace_shapes(layers[:-1], input_shape))[-1]
        rule = {"conv": conv_count, "linear": linear_count}.get(layers[-1]["type"])
        return before + (rule(layers[-1], shape, shape) if rule else 0)


@mistake("count_params")
def layers_changed_by_counting(layers, input_shape):
    """layers is not what it was after you count. Look for what you take out of it, or write
    into it."""
    total = solution.count_params(layers, input_shape)
    del layers[:]
    return total


@mistake("count_params")
def counts_written_into_layers(layers, input_shape):
    """layers is changed by your count where there is a conv or a linear layer. Read what is
    left out without writing it."""
    total = solution.count_params(layers, input_shape)
    for layer in layers:
        if layer["type"] in ("conv", "linear"):
            layer.setdefault("bias", True)
    return total
