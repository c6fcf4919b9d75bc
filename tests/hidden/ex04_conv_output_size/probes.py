"""Probes of ex04, output sizes: asked of a function that failed, worth no points."""

from grader.judge.probes import call, probes, when


def drawn(rng, low, high):
    """Return an int from low to high."""
    return int(rng.integers(low, high + 1, 1)[0])


def axis(rng):
    """Return the sizes of an axis and of a kernel that fits: sometimes exactly."""
    kernel_size = drawn(rng, 1, 5)
    return kernel_size + max(0, drawn(rng, -2, 9)), kernel_size


@probes("conv_output_size")
def defaults_left_out(rng):
    for _ in range(10):
        yield call(*axis(rng))
    for _ in range(6):
        yield call(*axis(rng), drawn(rng, 1, 4))
        yield call(*axis(rng), padding=drawn(rng, 0, 3))
    for _ in range(6):
        size, kernel_size = axis(rng)
        dilation = drawn(rng, 1, 3)
        reach = dilation * (kernel_size - 1) + 1
        yield call(reach + drawn(rng, 0, 6), kernel_size, dilation=dilation)


@probes("conv_output_size")
def everything_given(rng):
    for _ in range(16):
        _, kernel_size = axis(rng)
        stride, padding, dilation = drawn(rng, 1, 4), drawn(rng, 0, 3), drawn(rng, 1, 3)
        reach = dilation * (kernel_size - 1) + 1
        size = max(1, reach - 2 * padding) + max(0, drawn(rng, -2, 8))
        yield call(size, kernel_size, stride, padding, dilation)
    for _ in range(4):
        yield call(*axis(rng), stride=drawn(rng, 2, 4), padding=drawn(rng, 1, 2))
    for size, stride, padding in [(3, 1, 2), (2, 2, 1), (4, 1, 2)]:
        yield call(size, size, stride, padding, dilation=2)
    yield call(512, 7, 2, 3)
    yield call(1000, 3, 7, dilation=9)


@probes("conv_output_size")
def kernels_that_fit_nowhere(rng):
    for size, kernel_size, stride, padding, dilation in [
        (2, 3, 1, 0, 1), (1, 4, 3, 1, 1), (4, 3, 2, 0, 2), (3, 7, 1, 1, 1), (5, 2, 4, 0, 6),
        (2, 6, 5, 1, 1),
    ]:  # fmt: skip
        yield call(size, kernel_size, stride, padding, dilation)


def shapes(rng):
    """Return the shapes of images and of filters that fit."""
    channels = drawn(rng, 1, 4)
    height, kernel_height = axis(rng)
    width, kernel_width = axis(rng)
    images = (drawn(rng, 1, 4), channels, height, width)
    return images, (drawn(rng, 1, 5), channels, kernel_height, kernel_width)


@probes("conv2d_output_shape")
def shapes_of_images(rng):
    for _ in range(14):
        yield call(*shapes(rng))
    for _ in range(7):
        yield call(*shapes(rng), drawn(rng, 1, 4))
        yield call(*shapes(rng), padding=drawn(rng, 0, 3))
    for _ in range(12):
        yield call(*shapes(rng), drawn(rng, 1, 4), drawn(rng, 0, 3))


@probes("conv2d_output_shape")
def squares(rng):
    for size, kernel_size, stride in [(3, 3, 1), (5, 2, 2), (8, 3, 3), (6, 1, 2)]:
        images, filters = shapes(rng)
        yield call((*images[:2], size, size), (*filters[:2], kernel_size, kernel_size), stride)


@probes("conv2d_output_shape")
def filters_that_do_not_match(rng):
    for deeper in (1, 2, -1):
        n, c, h, w = shapes(rng)[0]
        yield call((n, c + 1, h, w), (3, c + 1 + deeper, 1, 1))
    for images, filters in [
        ((1, 2, 2, 5), (3, 2, 3, 1)), ((2, 1, 5, 2), (1, 1, 2, 4)), ((1, 1, 1, 1), (2, 1, 2, 2))
    ]:  # fmt: skip
        yield call(images, filters)


@when("conv_output_size")
def the_last_step_is_complete(size, kernel_size, stride=1, padding=0, dilation=1):
    """the last step is complete"""
    return (size + 2 * padding - dilation * (kernel_size - 1) - 1) % stride == 0


@when("conv2d_output_shape")
def the_last_steps_are_complete(input_shape, weight_shape, stride=1, padding=0):
    """the last step is complete along both axes"""
    sides = zip(input_shape[2:], weight_shape[2:], strict=True)
    return all((size + 2 * padding - kernel_size) % stride == 0 for size, kernel_size in sides)
