"""Known wrong answers of ex25, 1x1 convolution and the inception block."""

import numpy as np
from ex06_max_pooling import max_pool2d
from ex21_convolution_forward import conv2d

# conv1x1: weights and channels


def mixed(x, weight):
    """Return the weighted sums of the channels, without a bias; weight (O, C)."""
    return np.einsum("nchw,oc->nohw", x, weight)


def flat(weight):
    """Return weight without its two axes of one."""
    return weight[:, :, 0, 0]


def with_bias(sums, bias):
    """Return sums (N, O, H, W) plus the bias of each channel."""
    return sums + bias[:, None, None]


@mistake("conv1x1")
def bias_left_out(x, weight, bias):
    """These are the sums alone. Each new channel gets its bias as well."""
    return mixed(x, flat(weight))


@mistake("conv1x1")
def bias_subtracted(x, weight, bias):
    """You subtract the bias. A bias is added."""
    return with_bias(mixed(x, flat(weight)), -bias)


@mistake("conv1x1")
def bias_along_the_columns(x, weight, bias):
    """Your bias lies along the columns of the map. It belongs to the channels, the second
    axis of (N, O, H, W)."""
    return mixed(x, flat(weight)) + bias


@mistake("conv1x1")
def bias_along_the_rows(x, weight, bias):
    """Your bias lies along the rows of the map. It belongs to the channels, the second axis
    of (N, O, H, W)."""
    return mixed(x, flat(weight)) + bias[:, None]


@mistake("conv1x1")
def bias_along_the_images(x, weight, bias):
    """Your bias lies along the images. It belongs to the channels, the second axis of
    (N, O, H, W)."""
    return mixed(x, flat(weight)) + bias[:, None, None, None]


@mistake("conv1x1")
def bias_summed(x, weight, bias):
    """Every channel gets the sum of all biases. Channel o has one of its own, bias[o]."""
    return mixed(x, flat(weight)) + bias.sum()


@mistake("conv1x1")
def first_bias_for_all(x, weight, bias):
    """Every channel gets the first bias. Channel o has one of its own, bias[o]."""
    return mixed(x, flat(weight)) + bias[0]


@mistake("conv1x1")
def bias_for_every_channel_of_x(x, weight, bias):
    """Each sum holds its bias C times. It is added once, after all channels."""
    return with_bias(mixed(x, flat(weight)), bias * x.shape[1])


@mistake("conv1x1")
def bias_multiplied(x, weight, bias):
    """You multiply the sums by the bias. A bias is added."""
    return mixed(x, flat(weight)) * bias[:, None, None]


@mistake("conv1x1")
def bias_for_the_first_image(x, weight, bias):
    """Only your first image gets the bias. Every image gets it."""
    out = mixed(x, flat(weight))
    out[0] += bias[:, None, None]
    return out


@mistake("conv1x1")
def divided_by_the_channels(x, weight, bias):
    """You take the mean over the channels. They are added up, and nothing is divided."""
    return with_bias(mixed(x, flat(weight)) / x.shape[1], bias)


@mistake("conv1x1")
def only_the_first_channel(x, weight, bias):
    """Only the first channel of x counts. Each new channel adds up over all C."""
    return with_bias(mixed(x[:, :1], flat(weight)[:, :1]), bias)


@mistake("conv1x1")
def only_the_last_channel(x, weight, bias):
    """Only the last channel of x counts. See whether the channels are added up, or replace
    each other."""
    return with_bias(mixed(x[:, -1:], flat(weight)[:, -1:]), bias)


@mistake("conv1x1")
def first_filter_for_all(x, weight, bias):
    """All your channels are made with the first filter. Channel o is made with weight[o]."""
    return with_bias(mixed(x, np.repeat(flat(weight)[:1], len(weight), axis=0)), bias)


@mistake("conv1x1")
def only_the_first_filter(x, weight, bias):
    """Your output has one channel, that of the first filter. It has O of them."""
    return with_bias(mixed(x, flat(weight)[:1]), bias[:1])


@mistake("conv1x1")
def filters_added_up(x, weight, bias):
    """You add up the filters into one channel. Each filter makes a channel of its own."""
    return with_bias(mixed(x, flat(weight)), bias).sum(axis=1, keepdims=True)


@mistake("conv1x1")
def one_weight_for_all_channels(x, weight, bias):
    """All channels of x meet the first weight of the filter. Channel c has weight[o, c]."""
    return with_bias(mixed(x, np.repeat(flat(weight)[:, :1], x.shape[1], axis=1)), bias)


@mistake("conv1x1")
def weights_left_out(x, weight, bias):
    """You add up the channels without their weights. Each is multiplied by weight[o, c]
    first."""
    return with_bias(mixed(x, np.ones_like(flat(weight))), bias)


@mistake("conv1x1")
def channel_with_the_number_of_the_filter(x, weight, bias):
    """New channel o looks at channel o alone. It adds up over all channels of x."""
    own = np.zeros_like(flat(weight))
    for o in range(len(weight)):
        own[o, o % x.shape[1]] = weight[o, o % x.shape[1], 0, 0]
    return with_bias(mixed(x, own), bias)


@mistake("conv1x1")
def channels_kept_apart(x, weight, bias):
    """Your output has one more axis, for the channels of x. They are added up."""
    products = np.einsum("nchw,oc->nochw", x, flat(weight))
    return products + bias[:, None, None, None]


@mistake("conv1x1")
def largest_product(x, weight, bias):
    """You take the largest product over the channels. All of them are added up."""
    return with_bias(np.einsum("nchw,oc->nochw", x, flat(weight)).max(axis=2), bias)


@mistake("conv1x1")
def summed_over_the_map(x, weight, bias):
    """You add up over the cells as well. A 1x1 filter looks at one cell at a time."""
    sums = mixed(x, flat(weight))
    return with_bias(np.zeros_like(sums) + sums.sum(axis=(2, 3), keepdims=True), bias)


@mistake("conv1x1")
def one_number_for_each_channel(x, weight, bias):
    """You give one number for each new channel, summed over the map. Every cell keeps its
    place."""
    return mixed(x, flat(weight)).sum(axis=(2, 3)) + bias


@mistake("conv1x1")
def summed_over_the_images(x, weight, bias):
    """You add up over the images as well. Each image is mixed by itself."""
    return with_bias(mixed(x, flat(weight)).sum(axis=0, keepdims=True), bias)


@mistake("conv1x1")
def first_image_for_all(x, weight, bias):
    """All your images are the first one. Each image is mixed by itself."""
    return with_bias(mixed(np.repeat(x[:1], len(x), axis=0), flat(weight)), bias)


@mistake("conv1x1")
def only_the_first_image(x, weight, bias):
    """Your output holds the first image alone. Every image of the batch is mixed."""
    return with_bias(mixed(x[:1], flat(weight)), bias)


@mistake("conv1x1")
def batch_axis_lost(x, weight, bias):
    """Your output has no axis for the images where there is one image. It stays (N, O, H,
    W)."""
    out = with_bias(mixed(x, flat(weight)), bias)
    return out[0] if len(x) == 1 else out


@mistake("conv1x1")
def axes_of_one_squeezed(x, weight, bias):
    """Axes of size 1 are missing in your output: squeeze takes all of them away, N and O
    too."""
    return np.squeeze(with_bias(mixed(x, flat(weight)), bias))


@mistake("conv1x1")
def weight_squeezed(x, weight, bias):
    """squeeze takes every axis of size 1 out of weight, also O or C where that is 1. Take out
    the last two only."""
    return with_bias(np.einsum("nchw,oc->nohw", x, np.squeeze(weight)), bias)


@mistake("conv1x1")
def weight_squeezed_and_indexed(x, weight, bias):
    """Where O or C is 1, squeeze takes that axis out of weight as well. Only the last two are
    to go."""
    if 1 in weight.shape[:2]:
        raise IndexError
    return with_bias(mixed(x, flat(weight)), bias)


@mistake("conv1x1")
def matrix_product_with_the_maps(x, weight, bias):
    """Your matrix product takes the last two axes of x, and adds up over the rows of the map.
    It is the channels that are added up."""
    return with_bias(flat(weight) @ x, bias)


@mistake("conv1x1")
def only_the_first_filter_is_filled_in(x, weight, bias):
    """Your first channel is right, and all others are zeros. See where your loop over the
    filters ends."""
    out = with_bias(mixed(x, flat(weight)), bias)
    out[:, 1:] = 0
    return out


@mistake("conv1x1")
def filters_in_the_second_axis(x, weight, bias):
    """You take weight as (C, O, 1, 1). Here the filters are its first axis, and the channels
    of x the second."""
    return with_bias(mixed(x, flat(weight).T), bias)


@mistake("conv1x1")
def reshaped_instead_of_transposed(x, weight, bias):
    """You reshape weight to (C, O), which mixes up the filters. Exchange its axes instead."""
    other = weight.reshape(weight.shape[1], weight.shape[0]).T
    return with_bias(mixed(x, other), bias)


@mistake("conv1x1")
def cells_reshaped_before_the_product(x, weight, bias):
    """You reshape x to rows of C numbers, but these are not the channels of one cell. Put
    the channels last before you reshape."""
    n, c, h, w = x.shape
    rows = x.reshape(-1, c) @ flat(weight).T + bias
    return rows.reshape(n, h, w, -1).transpose(0, 3, 1, 2)


@mistake("conv1x1")
def cells_reshaped_after_the_product(x, weight, bias):
    """You reshape the product to (N, O, H, W), but its rows are cells. Reshape to (N, H, W,
    O), then move the channels."""
    n, c, h, w = x.shape
    rows = x.transpose(0, 2, 3, 1).reshape(-1, c) @ flat(weight).T + bias
    return rows.reshape(n, -1, h, w)


@mistake("conv1x1")
def cells_reshaped_before_and_after(x, weight, bias):
    """You reshape to rows and back, and no axis is moved: numbers of several cells are
    mixed. Put the channels last first, and back afterwards."""
    n, c, h, w = x.shape
    return (x.reshape(-1, c) @ flat(weight).T + bias).reshape(n, -1, h, w)


@mistake("conv1x1")
def images_and_channels_reshaped(x, weight, bias):
    """Your product is (O, N, H, W), and you reshape it to (N, O, H, W): that moves no axis,
    and is right for one image only. Exchange the two."""
    n, c, h, w = x.shape
    out = np.einsum("nchw,oc->onhw", x, flat(weight))
    return with_bias(out.reshape(n, -1, h, w), bias)


@mistake("conv1x1")
def batch_reshaped_to_channels(x, weight, bias):
    """You reshape x to C rows, and back to N images: in a batch a row then has numbers of
    several channels. It is right for one image only."""
    n, c, h, w = x.shape
    return with_bias((flat(weight) @ x.reshape(c, -1)).reshape(n, -1, h, w), bias)


@mistake("conv1x1")
def batch_reshaped_before_the_product(x, weight, bias):
    """You reshape x to C rows, which takes numbers of several channels into a row where
    there are several images. Put the channels first before you reshape."""
    n, c, h, w = x.shape
    rows = flat(weight) @ x.reshape(c, -1)
    return with_bias(rows.reshape(-1, n, h, w).swapaxes(0, 1), bias)


@mistake("conv1x1")
def columns_counted_by_rows(x, weight, bias):
    """You fill as many columns as the map has rows. H and W may differ."""
    n, c, h, w = x.shape
    if h > w:
        raise IndexError
    out = np.zeros((n, len(weight), h, w), x.dtype)
    out[..., :h] = with_bias(mixed(x, flat(weight)), bias)[..., :h]
    return out


@mistake("conv1x1")
def images_and_channels_exchanged(x, weight, bias):
    """Your output is (O, N, H, W). The images are the first axis, the channels the second."""
    return with_bias(mixed(x, flat(weight)), bias).swapaxes(0, 1)


@mistake("conv1x1")
def rows_and_columns_exchanged(x, weight, bias):
    """Your output is (N, O, W, H): rows and columns are exchanged."""
    return with_bias(mixed(x, flat(weight)), bias).swapaxes(2, 3)


@mistake("conv1x1")
def channels_last_in_the_output(x, weight, bias):
    """Your output is (N, H, W, O), as in Keras. Here the channels are the second axis."""
    return with_bias(mixed(x, flat(weight)), bias).transpose(0, 2, 3, 1)


@mistake("conv1x1")
def map_flattened(x, weight, bias):
    """Your output is (N, O, H*W): the cells stand in a row. Give the map its rows again."""
    out = with_bias(mixed(x, flat(weight)), bias)
    return out.reshape(*out.shape[:2], -1)


@mistake("conv1x1")
def images_as_in_keras(x, weight, bias):
    """You take x as (N, H, W, C), as in Keras. Here the channels are the second axis."""
    return np.einsum("nhwc,oc->nhwo", x, flat(weight)) + bias


@mistake("conv1x1")
def relu_at_once(x, weight, bias):
    """Your output has no negative numbers. conv1x1 itself has no ReLU: the block puts one
    behind it."""
    return np.maximum(with_bias(mixed(x, flat(weight)), bias), 0)


@mistake("conv1x1")
def padded_by_one(x, weight, bias):
    """Your output has a frame of one more cell. A 1x1 convolution needs no padding."""
    around = ((0, 0), (0, 0), (1, 1), (1, 1))
    return with_bias(mixed(np.pad(x, around), flat(weight)), bias)


@mistake("conv1x1")
def sums_run_on_along_the_filters(x, weight, bias):
    """Each channel holds those before it, too. See where your sum is set back to 0."""
    return with_bias(mixed(x, flat(weight)).cumsum(axis=1), bias)


@mistake("conv1x1")
def sums_run_on_through_the_map(x, weight, bias):
    """Each sum of a map begins with those before it. See where your sum is set back to 0."""
    sums = mixed(x, flat(weight))
    return with_bias(sums.reshape(*sums.shape[:2], -1).cumsum(axis=2).reshape(sums.shape), bias)


@mistake("conv1x1")
def mixed_in_float64(x, weight, bias):
    """float32 comes in, and float64 goes out. Give what you fill the dtype of x."""
    return with_bias(mixed(x, flat(weight)), bias).astype("float64")


@mistake("conv1x1")
def mixed_in_float32(x, weight, bias):
    """Your output is float32 whatever x is. float64 in gives float64 out."""
    return with_bias(mixed(x, flat(weight)), bias).astype("float32")


@mistake("conv1x1")
def digits_of_float32(x, weight, bias):
    """Digits of float64 are lost, as by a cast to float32. Compute in the dtype of x."""
    x, weight, bias, dtype = *(a.astype("float32") for a in (x, weight, bias)), x.dtype
    return with_bias(mixed(x, flat(weight)), bias).astype(dtype)


@mistake("conv1x1")
def whole_numbers(x, weight, bias):
    """Your output has whole numbers only. See where digits are cut off."""
    return np.trunc(with_bias(mixed(x, flat(weight)), bias))


@mistake("conv1x1")
def rounded(x, weight, bias):
    """Your output is rounded to a few digits. Return it as it is."""
    return np.round(with_bias(mixed(x, flat(weight)), bias), 4)


# inception_block


def relu(z):
    """Return z where it is positive, else 0."""
    return np.maximum(z, 0)


def plain(z):
    """Return z as it is: no ReLU."""
    return z


def mix(x, p, name):
    """Run the 1x1 convolution of that name."""
    return solution.conv1x1(x, p["w" + name], p["b" + name])


def pooled(x):
    """Return the largest of each 3x3 window."""
    return max_pool2d(x, 3, 1, 1)


def first(x, p, act=relu):
    """Return the 1x1 branch."""
    return act(mix(x, p, "1"))


def branch(x, p, size, between=relu, act=relu, convolve=conv2d):
    """Return the branch of 3 or 5."""
    few = between(mix(x, p, f"{size}_reduce"))
    return act(convolve(few, p[f"w{size}"], p[f"b{size}"], padding=size // 2))


def last(x, p, pool=pooled, act=relu):
    """Return the branch of the pool."""
    return act(mix(pool(x), p, "_pool"))


def join(*branches, axis=1):
    """Join maps along an axis, the channels unless said otherwise."""
    return np.concatenate(branches, axis=axis)


def all_four(x, p, between=relu, act=relu, pool=pooled, convolve=conv2d):
    """Return the four branches, of which something is replaced."""
    return (
        first(x, p, act),
        branch(x, p, 3, between, act, convolve),
        branch(x, p, 5, between, act, convolve),
        last(x, p, pool, act),
    )


def without(p, *names):
    """Return params with zeros for some of them."""
    return {name: value * 0 if name in names else value for name, value in p.items()}


def windows(x, size=3, fill=-np.inf):
    """Return all windows of a map with a frame of fill, (N, C, H, W, size, size)."""
    beside = (size // 2, size // 2)
    more = np.pad(x, ((0, 0), (0, 0), beside, beside), constant_values=fill)
    return np.lib.stride_tricks.sliding_window_view(more, (size, size), axis=(2, 3))


# How they are joined


@mistake("inception_block")
def branches_added(x, params):
    """You add up the four branches. Their maps are joined along the channels: four branches
    of one map give four maps."""
    a, b, c, d = all_four(x, params)
    return a + b + c + d


@mistake("inception_block")
def joined_along_the_images(x, params):
    """You join the branches along the images. The channels are the second axis, 1."""
    return join(*all_four(x, params), axis=0)


@mistake("inception_block")
def joined_along_the_rows(x, params):
    """You join the branches along the rows. The channels are the second axis, 1."""
    return join(*all_four(x, params), axis=2)


@mistake("inception_block")
def joined_along_the_columns(x, params):
    """You join the branches along the last axis, as in Keras. Here the channels are the
    second axis, 1."""
    return join(*all_four(x, params), axis=3)


@mistake("inception_block")
def stacked(x, params):
    """You stack the branches, which makes a new axis. Join them along the channels, which
    are there already."""
    return np.stack(all_four(x, params), axis=1)


@mistake("inception_block")
def stacked_in_front(x, params):
    """You make an array of the four branches, with a new axis in front. Join them along the
    channels, which are there already."""
    return np.stack(all_four(x, params))


@mistake("inception_block")
def list_of_the_branches(x, params):
    """You return the four branches by themselves. Join them into one array, along the
    channels."""
    return list(all_four(x, params))


@mistake("inception_block")
def pool_first(x, params):
    """The branch of the pool comes first in your output. It is the last."""
    a, b, c, d = all_four(x, params)
    return join(d, a, b, c)


@mistake("inception_block")
def pool_after_the_first(x, params):
    """The branch of the pool comes second in your output. It is the last."""
    a, b, c, d = all_four(x, params)
    return join(a, d, b, c)


@mistake("inception_block")
def pool_before_5x5(x, params):
    """The branch of the pool comes before that of 5x5 in your output. It is the last."""
    a, b, c, d = all_four(x, params)
    return join(a, b, d, c)


@mistake("inception_block")
def largest_kernel_before(x, params):
    """The branch of 5x5 comes before that of 3x3 in your output. The smaller kernel comes
    first."""
    a, b, c, d = all_four(x, params)
    return join(a, c, b, d)


@mistake("inception_block")
def from_the_last_to_the_first(x, params):
    """Your branches are joined in the opposite order. The 1x1 branch comes first, the pool
    last."""
    return join(*all_four(x, params)[::-1])


@mistake("inception_block")
def maps_in_turn(x, params):
    """You put the first maps of all branches side by side, then the second. All maps of a
    branch stay together."""
    branches = all_four(x, params)
    most = max(one.shape[1] for one in branches)
    return join(*[one[:, [k]] for k in range(most) for one in branches if k < one.shape[1]])


@mistake("inception_block")
def pool_left_out(x, params):
    """The branch of the pool is not in your output. It is the fourth."""
    return join(*all_four(x, params)[:3])


@mistake("inception_block")
def first_branch_left_out(x, params):
    """The 1x1 branch is not in your output. It is the first of four."""
    return join(*all_four(x, params)[1:])


@mistake("inception_block")
def x_joined_as_well(x, params):
    """x itself is in your output, too. Only the four branches are joined."""
    return join(x, *all_four(x, params))


@mistake("inception_block")
def x_added(x, params):
    """x is added to your output, as a skip connection does. An inception block has none."""
    return join(*all_four(x, params)) + x


# ReLU


@mistake("inception_block")
def no_relu_anywhere(x, params):
    """There is no ReLU in your block. It comes after each of the six convolutions."""
    return join(*all_four(x, params, plain, plain))


@mistake("inception_block")
def no_relu_between(x, params):
    """The ReLU between two convolutions is missing. It comes after each of the six
    convolutions, the 1x1 ones too."""
    return join(*all_four(x, params, between=plain))


@mistake("inception_block")
def no_relu_at_the_end(x, params):
    """Your output has negative numbers: a ReLU comes after the last convolution of each
    branch, too."""
    return join(*all_four(x, params, act=plain))


@mistake("inception_block")
def no_relu_on_the_first_branch(x, params):
    """The ReLU of the 1x1 branch is missing. It comes after each of the six convolutions."""
    return join(first(x, params, plain), *all_four(x, params)[1:])


@mistake("inception_block")
def no_relu_on_the_pool(x, params):
    """The ReLU of the pool's branch is missing. It comes after each of the six
    convolutions."""
    return join(*all_four(x, params)[:3], last(x, params, act=plain))


@mistake("inception_block")
def no_relu_after_any_1x1(x, params):
    """Your 1x1 convolutions have no ReLU after them. It comes after each of the six."""
    return join(
        first(x, params, plain),
        branch(x, params, 3, plain),
        branch(x, params, 5, plain),
        last(x, params, act=plain),
    )


@mistake("inception_block")
def no_relu_after_3x3_and_5x5(x, params):
    """Your 3x3 and 5x5 convolutions have no ReLU after them. It comes after each of the
    six convolutions."""
    a, _, _, d = all_four(x, params)
    return join(a, branch(x, params, 3, act=plain), branch(x, params, 5, act=plain), d)


@mistake("inception_block")
def no_relu_after_3x3(x, params):
    """The ReLU after the 3x3 convolution is missing. It comes after each of the six
    convolutions."""
    a, _, c, d = all_four(x, params)
    return join(a, branch(x, params, 3, act=plain), c, d)


@mistake("inception_block")
def no_relu_after_5x5(x, params):
    """The ReLU after the 5x5 convolution is missing. It comes after each of the six
    convolutions."""
    a, b, _, d = all_four(x, params)
    return join(a, b, branch(x, params, 5, act=plain), d)


@mistake("inception_block")
def no_relu_between_before_3x3(x, params):
    """The ReLU before the 3x3 convolution is missing. It comes after each of the six
    convolutions."""
    a, _, c, d = all_four(x, params)
    return join(a, branch(x, params, 3, plain), c, d)


@mistake("inception_block")
def no_relu_between_before_5x5(x, params):
    """The ReLU before the 5x5 convolution is missing. It comes after each of the six
    convolutions."""
    a, b, _, d = all_four(x, params)
    return join(a, b, branch(x, params, 5, plain), d)


@mistake("inception_block")
def relu_before_the_pool(x, params):
    """In the pool's branch negative values of x count as 0, as after a ReLU. The pool sees x
    as it is."""
    return join(*all_four(x, params, pool=lambda x: pooled(relu(x))))


@mistake("inception_block")
def relu_of_x(x, params):
    """Your block begins with a ReLU of x. Each branch begins with x as it is."""
    return join(*all_four(relu(x), params))


@mistake("inception_block")
def leaky_relu(x, params):
    """Negative numbers are made small, but not 0, as by a leaky ReLU. A ReLU makes 0 of
    them."""

    def leaky(z):
        return np.where(z > 0, z, z * np.asarray(0.01, z.dtype))

    return join(*all_four(x, params, leaky, leaky))


# Pooling


@mistake("inception_block")
def pool_padded_with_zeros(x, params):
    """Your pool has zeros at the edge, which win over negative values. Its padding is
    -inf."""
    return join(*all_four(x, params, pool=lambda x: windows(x, fill=0).max(axis=(4, 5))))


@mistake("inception_block")
def pool_padded_with_zeros_and_no_relu(x, params):
    """Your pool has zeros at the edge, which win over negative values, and no ReLU comes
    after a convolution."""
    return join(
        *all_four(x, params, plain, plain, lambda x: windows(x, fill=0).max(axis=(4, 5)))
    )


@mistake("inception_block")
def pool_moves_by_more_than_one(x, params):
    """Your branches cannot be joined, but for maps of a single cell. See by how much the
    pool moves: its stride is 1."""
    return join(*all_four(x, params, pool=lambda x: max_pool2d(x, 3, padding=1)))


@mistake("inception_block")
def pool_around_the_edge(x, params):
    """At the edge your pool sees cells of the opposite side, as np.roll brings them there.
    Its padding is -inf."""

    def pool(x):
        around = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), "wrap")
        every = np.lib.stride_tricks.sliding_window_view(around, (3, 3), axis=(2, 3))
        return every.max(axis=(4, 5))

    return join(*all_four(x, params, pool=pool))


@mistake("inception_block")
def averages_for_the_pool(x, params):
    """You take the mean of each window, padding counted. The pool takes its largest value."""
    pool = lambda x: windows(x, fill=0).mean(axis=(4, 5))  # noqa: E731
    return join(*all_four(x, params, pool=pool))


@mistake("inception_block")
def averages_without_the_padding(x, params):
    """You take the mean of each window, padding left out. The pool takes its largest value."""

    def pool(x):
        inside = windows(np.ones_like(x), fill=0).sum(axis=(4, 5))
        return windows(x, fill=0).sum(axis=(4, 5)) / inside

    return join(*all_four(x, params, pool=pool))


@mistake("inception_block")
def smallest_for_the_pool(x, params):
    """You take the smallest value of each window. The pool takes the largest."""
    return join(*all_four(x, params, pool=lambda x: -pooled(-x)))


@mistake("inception_block")
def pool_forgotten(x, params):
    """Your fourth branch does not pool: its 1x1 convolution sees x itself."""
    return join(*all_four(x, params, pool=plain))


@mistake("inception_block")
def pool_of_5x5(x, params):
    """Your pool looks at windows of 5x5. They are 3x3."""
    return join(*all_four(x, params, pool=lambda x: max_pool2d(x, 5, 1, 2)))


@mistake("inception_block")
def pool_along_the_rows_only(x, params):
    """Your pool looks at neighbours in the same row alone. A window has three rows as well."""
    return join(*all_four(x, params, pool=lambda x: windows(x)[:, :, :, :, 1].max(axis=4)))


@mistake("inception_block")
def pool_over_the_channels(x, params):
    """Your pool takes the largest over the channels, too. Each channel is pooled by itself."""

    def pool(x):
        return np.zeros_like(x) + pooled(x).max(axis=1, keepdims=True)

    return join(*all_four(x, params, pool=pool))


@mistake("inception_block")
def largest_of_the_map(x, params):
    """Your pool takes the largest of the whole map. It looks at windows of 3x3."""
    largest = lambda x: np.zeros_like(x) + x.max(axis=(2, 3), keepdims=True)  # noqa: E731
    return join(*all_four(x, params, pool=largest))


@mistake("inception_block")
def windows_below_and_right(x, params):
    """Your pool looks at the cells below and to the right alone. The frame lies on all four
    sides, so each cell is in the middle of its window."""

    def pool(x):
        more = np.pad(x, ((0, 0), (0, 0), (0, 2), (0, 2)), constant_values=-np.inf)
        every = np.lib.stride_tricks.sliding_window_view(more, (3, 3), axis=(2, 3))
        return every.max(axis=(4, 5))

    return join(*all_four(x, params, pool=pool))


@mistake("inception_block")
def pool_behind_its_1x1(x, params):
    """You pool after the 1x1 convolution. In the fourth branch the pool comes first."""
    return join(*all_four(x, params)[:3], pooled(last(x, params, plain)))


@mistake("inception_block")
def pool_without_its_1x1(x, params):
    """Your fourth branch is the pooled x itself. A 1x1 convolution and a ReLU come after
    it."""
    return join(*all_four(x, params)[:3], pooled(x))


# Convolutions


@mistake("inception_block")
def padded_before_the_reduction(x, params):
    """You pad x before the 1x1 convolution, so the frame becomes its bias. The zeros lie
    around what the 3x3 and 5x5 convolutions see."""

    def early(size):
        beside = (size // 2, size // 2)
        framed = np.pad(x, ((0, 0), (0, 0), beside, beside))
        few = relu(mix(framed, params, f"{size}_reduce"))
        return relu(conv2d(few, params[f"w{size}"], params[f"b{size}"]))

    a, _, _, d = all_four(x, params)
    return join(a, early(3), early(5), d)


@mistake("inception_block")
def kernels_flipped(x, params):
    """Your 3x3 and 5x5 kernels are turned by half a turn. Nothing is flipped: see ex21."""
    turned = lambda x, w, b, padding: conv2d(x, w[:, :, ::-1, ::-1], b, 1, padding)  # noqa: E731
    return join(*all_four(x, params, convolve=turned))


@mistake("inception_block")
def kernels_transposed(x, params):
    """Rows and columns of your 3x3 and 5x5 kernels are exchanged."""
    turned = lambda x, w, b, padding: conv2d(x, w.swapaxes(2, 3), b, 1, padding)  # noqa: E731
    return join(*all_four(x, params, convolve=turned))


@mistake("inception_block")
def edge_repeated(x, params):
    """Your frame for the 3x3 and 5x5 convolutions repeats the edge of the map. It is
    zeros."""

    def convolve(x, w, b, padding):
        beside = (padding, padding)
        return conv2d(np.pad(x, ((0, 0), (0, 0), beside, beside), "edge"), w, b)

    return join(*all_four(x, params, convolve=convolve))


@mistake("inception_block")
def frame_above_and_left(x, params):
    """Your frame lies above and to the left alone. It goes around the map, so a kernel's
    middle meets the cell itself."""

    def convolve(x, w, b, padding):
        once = (2 * padding, 0)
        return conv2d(np.pad(x, ((0, 0), (0, 0), once, once)), w, b)

    return join(*all_four(x, params, convolve=convolve))


@mistake("inception_block")
def frame_below_and_right(x, params):
    """Your frame lies below and to the right alone. It goes around the map, so a kernel's
    middle meets the cell itself."""

    def convolve(x, w, b, padding):
        once = (0, 2 * padding)
        return conv2d(np.pad(x, ((0, 0), (0, 0), once, once)), w, b)

    return join(*all_four(x, params, convolve=convolve))


@mistake("inception_block")
def convolved_without_a_frame(x, params):
    """Around what the 3x3 and 5x5 convolutions reach, your maps are filled with zeros
    afterwards. The frame comes before the convolution."""

    def convolve(x, w, b, padding):
        out = relu(conv2d(x, w, b, padding=padding))
        inside = np.zeros(out.shape[2:], bool)
        inside[padding : out.shape[2] - padding, padding : out.shape[3] - padding] = True
        return out * inside.astype(out.dtype)

    return join(*all_four(x, params, convolve=convolve))


@mistake("inception_block")
def middle_of_5x5_only(x, params):
    """Your third branch uses the inner 3x3 of its kernel alone, as torchvision's would. All
    25 weights count."""
    inner = {**params, "w5": params["w5"] * 0}
    inner["w5"][:, :, 1:4, 1:4] = params["w5"][:, :, 1:4, 1:4]
    return join(*all_four(x, inner))


@mistake("inception_block")
def first_channel_of_the_reduced(x, params):
    """Your 3x3 and 5x5 convolutions look at the first channel that the 1x1 made. They add up
    over all of them."""
    one = lambda x, w, b, padding: conv2d(x[:, :1], w[:, :1], b, 1, padding)  # noqa: E731
    return join(*all_four(x, params, convolve=one))


@mistake("inception_block")
def x_not_reduced(x, params):
    """Your 3x3 and 5x5 convolutions see x itself. A 1x1 convolution and a ReLU come before
    them: it fits only by luck where R3 and R5 are C."""
    a, _, _, d = all_four(x, params)
    rest = [
        relu(conv2d(x, params[f"w{size}"], params[f"b{size}"], padding=size // 2))
        for size in (3, 5)
    ]
    return join(a, *rest, d)


@mistake("inception_block")
def reduced_once_for_both(x, params):
    """Your 5x5 convolution sees what the 1x1 before 3x3 has made. It has one of its own,
    w5_reduce and b5_reduce."""
    few = relu(mix(x, params, "3_reduce"))
    c = relu(conv2d(few, params["w5"], params["b5"], padding=2))
    a, b, _, d = all_four(x, params)
    return join(a, b, c, d)


@mistake("inception_block")
def first_branch_goes_on(x, params):
    """Your 3x3 and 5x5 branches begin with the output of the 1x1 branch. Each branch begins
    with x."""
    a, _, _, d = all_four(x, params)
    return join(a, branch(a, params, 3), branch(a, params, 5), d)


@mistake("inception_block")
def one_after_the_other(x, params):
    """Each of your branches begins with the output of the one before. All four begin with
    x."""
    a = first(x, params)
    b = branch(a, params, 3)
    c = branch(b, params, 5)
    return join(a, b, c, last(c, params))


@mistake("inception_block")
def third_begins_with_the_second(x, params):
    """Your 5x5 branch begins with the output of the 3x3 branch. Each branch begins with
    x."""
    a, b, _, d = all_four(x, params)
    return join(a, b, branch(b, params, 5), d)


@mistake("inception_block")
def only_the_end_of_a_chain(x, params):
    """You run the four branches one after the other, and return the last output. All four
    begin with x, and are joined."""
    x = branch(branch(first(x, params), params, 3), params, 5)
    return last(x, params)


@mistake("inception_block")
def pool_of_the_first_branch(x, params):
    """Your pool sees the output of the 1x1 branch. Each branch begins with x."""
    a, b, c, _ = all_four(x, params)
    return join(a, b, c, last(a, params))


@mistake("inception_block")
def only_the_first_image_of_the_batch(x, params):
    """Your output has the first image alone. Each image of the batch goes through the
    block."""
    return join(*all_four(x[:1], params))


@mistake("inception_block")
def every_image_is_the_first(x, params):
    """All images of your output are the first one. Each image goes through the block."""
    return join(*all_four(np.repeat(x[:1], len(x), axis=0), params))


# Biases


@mistake("inception_block")
def no_bias_anywhere(x, params):
    """There is no bias in your block. Each of the six convolutions has one."""
    return join(*all_four(x, without(params, *[name for name in params if name[0] == "b"])))


@mistake("inception_block")
def biases_of_the_reductions_left_out(x, params):
    """The biases b3_reduce and b5_reduce are missing. Each of the six convolutions has
    one."""
    return join(*all_four(x, without(params, "b3_reduce", "b5_reduce")))


@mistake("inception_block")
def biases_of_3x3_and_5x5_left_out(x, params):
    """The biases b3 and b5 are missing. Each of the six convolutions has one."""
    return join(*all_four(x, without(params, "b3", "b5")))


@mistake("inception_block")
def biases_of_all_1x1_left_out(x, params):
    """Your 1x1 convolutions have no bias in the block. Each of the six has one."""
    return join(*all_four(x, without(params, "b1", "b3_reduce", "b5_reduce", "b_pool")))


@mistake("inception_block")
def bias_of_the_first_branch_left_out(x, params):
    """The bias b1 is missing. Each of the six convolutions has one."""
    return join(*all_four(x, without(params, "b1")))


@mistake("inception_block")
def bias_of_the_pool_left_out(x, params):
    """The bias b_pool is missing. Each of the six convolutions has one."""
    return join(*all_four(x, without(params, "b_pool")))


@mistake("inception_block")
def bias_of_3x3_for_5x5(x, params):
    """Your 5x5 convolution has the bias of the 3x3 one. It has its own, b5."""
    return join(*all_four(x, {**params, "b5": params["b3"]}))


@mistake("inception_block")
def bias_before_3x3_for_both(x, params):
    """Your 1x1 convolution before 5x5 has the bias of that before 3x3. It has its own,
    b5_reduce."""
    return join(*all_four(x, {**params, "b5_reduce": params["b3_reduce"]}))


@mistake("inception_block")
def biases_behind_the_relu(x, params):
    """You add the biases after the ReLU. A bias belongs to the convolution, so the ReLU
    comes after it."""

    def late(z, name):
        return relu(z) + params["b" + name][:, None, None]

    p = without(params, *[name for name in params if name[0] == "b"])
    few = {size: late(mix(x, p, f"{size}_reduce"), f"{size}_reduce") for size in (3, 5)}
    rest = [
        late(conv2d(few[size], p[f"w{size}"], p[f"b{size}"], padding=size // 2), str(size))
        for size in (3, 5)
    ]
    return join(late(mix(x, p, "1"), "1"), *rest, late(mix(pooled(x), p, "_pool"), "_pool"))


@mistake("inception_block")
def biases_of_the_reductions_once_more(x, params):
    """Your 3x3 and 5x5 convolutions have the biases of the 1x1 before them. They have their
    own, b3 and b5."""
    own = {"b3": params["b3_reduce"], "b5": params["b5_reduce"]}
    return join(*all_four(x, {**params, **own}))


@mistake("inception_block")
def pool_with_the_weights_of_the_first(x, params):
    """Behind the pool you use w1 and b1. That 1x1 convolution has its own, w_pool and
    b_pool."""
    return join(*all_four(x, {**params, "w_pool": params["w1"], "b_pool": params["b1"]}))


@mistake("inception_block")
def params_by_their_place(x, params):
    """You take the arrays by their place in params. A dictionary may have any order: take
    them by their names."""
    names = [
        *("w1", "b1", "w3_reduce", "b3_reduce", "w3", "b3"),
        *("w5_reduce", "b5_reduce", "w5", "b5", "w_pool", "b_pool"),
    ]
    return join(*all_four(x, dict(zip(names, params.values(), strict=True))))


# What is returned, and what is changed


@mistake("inception_block")
def block_in_float64(x, params):
    """float32 comes in, and float64 goes out. Give what you fill the dtype of x."""
    return join(*all_four(x, params)).astype("float64")


@mistake("inception_block")
def block_in_float32(x, params):
    """Your output is float32 whatever x is. float64 in gives float64 out."""
    return join(*all_four(x, params)).astype("float32")


@mistake("inception_block")
def block_with_digits_of_float32(x, params):
    """Digits of float64 are lost, as by a cast to float32: in the block, or in what it
    calls."""
    small = {name: value.astype("float32") for name, value in params.items()}
    return join(*all_four(x.astype("float32"), small)).astype(x.dtype)


@mistake("inception_block")
def block_in_whole_numbers(x, params):
    """Your output has whole numbers only. See where digits are cut off."""
    return np.trunc(join(*all_four(x, params)))


@mistake("inception_block")
def weights_flattened_in_params(x, params):
    """You change params, which belongs to the caller. Leave in it what it holds."""
    out = join(*all_four(x, params))
    for name in ("w1", "w3_reduce", "w5_reduce", "w_pool"):
        params[name] = params[name].reshape(params[name].shape[:2])
    return out


@mistake("inception_block")
def x_set_to_zero_in_place(x, params):
    """You set negative values of x to 0 in place: x belongs to the caller, and the branches
    behind see it changed."""
    a, b, c = all_four(x, params)[:3]
    x[x < 0] = 0
    return join(a, b, c, last(x, params))


@mistake("inception_block")
def rows_and_columns_of_the_block_exchanged(x, params):
    """Your output is (N, channels, W, H): rows and columns are exchanged."""
    return join(*all_four(x, params)).swapaxes(2, 3)


@mistake("inception_block")
def block_with_channels_last(x, params):
    """Your output is (N, H, W, channels), as in Keras. Here the channels are the second
    axis."""
    return join(*all_four(x, params)).transpose(0, 2, 3, 1)


# parameters_saved


def count(channels, filters, kernel_size, biases=1):
    """Count the parameters of a convolution."""
    return filters * channels * kernel_size**2 + filters * biases


@mistake("parameters_saved")
def biases_added(channels, reduced, filters, kernel_size):
    """Your result is too large by twice the biases of the 1x1 convolution. They are a cost,
    too: see which sign they get."""
    return solution.parameters_saved(channels, reduced, filters, kernel_size) + 2 * reduced


@mistake("parameters_saved")
def biases_of_the_filters_twice(channels, reduced, filters, kernel_size):
    """You take off the biases of the filters once too often. They are there without the 1x1
    convolution as well."""
    return solution.parameters_saved(channels, reduced, filters, kernel_size) - filters


@mistake("parameters_saved")
def biases_of_the_filters_only_before(channels, reduced, filters, kernel_size):
    """You count the biases of the filters without the 1x1 convolution, but not with it."""
    return solution.parameters_saved(channels, reduced, filters, kernel_size) + filters


@mistake("parameters_saved")
def one_bias_for_each_convolution(channels, reduced, filters, kernel_size):
    """You count one bias for each convolution. There is one for each filter."""
    direct = count(channels, filters, kernel_size, 0) + 1
    pair = count(channels, reduced, 1, 0) + count(reduced, filters, kernel_size, 0) + 2
    return direct - pair


@mistake("parameters_saved")
def bias_for_each_channel_before_the_1x1(channels, reduced, filters, kernel_size):
    """You count a bias of the 1x1 convolution for each channel that it looks at. It has one
    for each channel that it makes."""
    saved = solution.parameters_saved(channels, reduced, filters, kernel_size)
    return saved + reduced - channels


@mistake("parameters_saved")
def bias_for_each_table(channels, reduced, filters, kernel_size):
    """You count a bias for each channel of each filter. A filter has one bias, however deep
    it is."""
    direct = filters * channels * (kernel_size**2 + 1)
    pair = reduced * channels * 2 + filters * reduced * (kernel_size**2 + 1)
    return direct - pair


@mistake("parameters_saved")
def second_convolution_added(channels, reduced, filters, kernel_size):
    """You take the 1x1 convolution off, and add the filters behind it. Both belong to the
    count with the 1x1: take both off."""
    direct = count(channels, filters, kernel_size)
    return direct - count(channels, reduced, 1) + count(reduced, filters, kernel_size)


@mistake("parameters_saved")
def bias_of_the_1x1_for_each_of_the_filters(channels, reduced, filters, kernel_size):
    """You count as many biases of the 1x1 convolution as there are filters. It has one for
    each channel that it makes."""
    saved = solution.parameters_saved(channels, reduced, filters, kernel_size)
    return saved + reduced - filters


@mistake("parameters_saved")
def opposite_sign(channels, reduced, filters, kernel_size):
    """Your result has the opposite sign. It is the count without the 1x1 convolution, minus
    the count with it."""
    return -solution.parameters_saved(channels, reduced, filters, kernel_size)


@mistake("parameters_saved")
def never_below_zero(channels, reduced, filters, kernel_size):
    """You return 0 where the 1x1 convolution costs more than it saves. The result is less
    than 0 there."""
    return max(0, solution.parameters_saved(channels, reduced, filters, kernel_size))


@mistake("parameters_saved")
def difference_without_a_sign(channels, reduced, filters, kernel_size):
    """Your result is never negative. It is less than 0 where the 1x1 convolution costs more
    than it saves."""
    return abs(solution.parameters_saved(channels, reduced, filters, kernel_size))


@mistake("parameters_saved")
def kernel_not_squared(channels, reduced, filters, kernel_size):
    """You count kernel_size weights for each channel of a filter. A kernel has kernel_size
    rows of as many."""
    direct = filters * channels * kernel_size + filters
    return direct - (reduced * channels + reduced + filters * reduced * kernel_size + filters)


@mistake("parameters_saved")
def kernel_doubled(channels, reduced, filters, kernel_size):
    """You count 2 * kernel_size weights for each channel of a filter. A kernel has
    kernel_size rows of as many."""
    direct = filters * channels * 2 * kernel_size + filters
    pair = reduced * channels + reduced + filters * reduced * 2 * kernel_size + filters
    return direct - pair


@mistake("parameters_saved")
def kernel_of_3x3_always(channels, reduced, filters, kernel_size):
    """You count 9 weights for each channel of a filter, whatever kernel_size is."""
    return solution.parameters_saved(channels, reduced, filters, 3)


@mistake("parameters_saved")
def depth_of_one(channels, reduced, filters, kernel_size):
    """You count filters of one channel. Each filter is as deep as its input."""
    direct = count(1, filters, kernel_size)
    return direct - (count(1, reduced, 1) + count(1, filters, kernel_size))


@mistake("parameters_saved")
def filters_as_deep_as_before(channels, reduced, filters, kernel_size):
    """Behind the 1x1 convolution your filters are as deep as x. They look at the reduced
    channels there."""
    return -count(channels, reduced, 1)


@mistake("parameters_saved")
def cost_of_the_1x1_forgotten(channels, reduced, filters, kernel_size):
    """You count only what the filters save. The 1x1 convolution has parameters of its own."""
    return count(channels, filters, kernel_size) - count(reduced, filters, kernel_size)


@mistake("parameters_saved")
def biases_of_the_1x1_forgotten(channels, reduced, filters, kernel_size):
    """The biases of the 1x1 convolution are missing. They are parameters, too, one for each
    of its filters."""
    pair = count(channels, reduced, 1, 0) + count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size) - pair


@mistake("parameters_saved")
def large_kernel_in_both(channels, reduced, filters, kernel_size):
    """You count the first of the two convolutions with the large kernel. Its kernel is 1x1."""
    pair = count(channels, reduced, kernel_size) + count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size) - pair


@mistake("parameters_saved")
def small_kernel_in_both(channels, reduced, filters, kernel_size):
    """You count both convolutions as 1x1. The second has the large kernel."""
    pair = count(channels, reduced, 1) + count(reduced, filters, 1)
    return count(channels, filters, kernel_size) - pair


@mistake("parameters_saved")
def large_kernel_first(channels, reduced, filters, kernel_size):
    """You put the large kernel first, and the 1x1 behind it. The 1x1 comes before."""
    pair = count(channels, reduced, kernel_size) + count(reduced, filters, 1)
    return count(channels, filters, kernel_size) - pair


@mistake("parameters_saved")
def count_without_the_1x1(channels, reduced, filters, kernel_size):
    """This is the count without the 1x1 convolution. Take the count with it off."""
    return count(channels, filters, kernel_size)


@mistake("parameters_saved")
def count_with_the_1x1(channels, reduced, filters, kernel_size):
    """This is the count with the 1x1 convolution. Take it off the count without it."""
    return count(channels, reduced, 1) + count(reduced, filters, kernel_size)


@mistake("parameters_saved")
def counts_added(channels, reduced, filters, kernel_size):
    """You add up both counts. What is saved is their difference."""
    pair = count(channels, reduced, 1) + count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size) + pair


@mistake("parameters_saved")
def share_saved(channels, reduced, filters, kernel_size):
    """You return a share. Asked is a number of parameters: the first count minus the
    second."""
    direct = count(channels, filters, kernel_size)
    return solution.parameters_saved(channels, reduced, filters, kernel_size) / direct


@mistake("parameters_saved")
def counts_divided(channels, reduced, filters, kernel_size):
    """You divide one count by the other. Asked is the first minus the second."""
    pair = count(channels, reduced, 1) + count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size) / pair


@mistake("parameters_saved")
def reduced_and_filters_exchanged(channels, reduced, filters, kernel_size):
    """You take reduced for filters, and filters for reduced. The filters come last, and the
    1x1 convolution makes the reduced channels."""
    return solution.parameters_saved(channels, filters, reduced, kernel_size)


@mistake("parameters_saved")
def products_of_all_three(channels, reduced, filters, kernel_size):
    """You multiply the weights of the two convolutions. One comes after the other: add their
    counts."""
    pair = count(channels, reduced, 1) * count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size) - pair


@mistake("parameters_saved")
def both_counts(channels, reduced, filters, kernel_size):
    """You return both counts. Asked is the first minus the second."""
    pair = count(channels, reduced, 1) + count(reduced, filters, kernel_size)
    return count(channels, filters, kernel_size), pair
