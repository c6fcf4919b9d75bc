"""Known wrong answers of ex18, vanishing gradients and where to start."""

import numpy as np


def gradients(x, weights, activation, skip, back=None, transposed=False, slopes=None):
    """Return the gradients by h_0 to h_L, with another way back."""
    back = skip if back is None else back
    h, found = x, []
    for weight in weights:
        z = h @ weight.T
        out, slope = solution.activated(z, activation)
        found.append(slope if slopes is None else slopes(z, out))
        h = h + out if skip else out
    grad = np.ones_like(h)
    grads = [grad]
    for weight, slope in zip(weights[::-1], found[::-1], strict=True):
        through = (grad * slope) @ (weight.T if transposed else weight)
        grad = grad + through if back else through
        grads.append(grad)
    return grads[::-1]


def before(x, weights, activation, skip):
    """Return for each layer the gradient by its output, its weights and its input."""
    h, inputs = x, []
    for weight in weights:
        inputs.append(h)
        out, _ = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
    grads = gradients(x, weights, activation, skip)[1:]
    return zip(grads, weights, inputs, strict=True)


def back_from(grad, weights, slopes, skip, product=np.matmul):
    """Return the gradients by h_0 to h_{L-1}, from that by h_L."""
    found = []
    for weight, slope in zip(weights[::-1], slopes[::-1], strict=True):
        through = product(grad * slope, weight)
        grad = grad + through if skip else through
        found.append(grad)
    return found[::-1]


def opened(activation):
    """Return slopes that are 1 at 0 for relu, and nothing for the others."""
    return (lambda z, out: (z >= 0).astype(z.dtype)) if activation == "relu" else None


def norms(grads):
    """Return the L2 norm of each."""
    return np.array([np.sqrt((grad**2).sum()) for grad in grads])


def outputs(x, weights, activation):
    """Return h_1 to h_L."""
    found = []
    for weight in weights:
        x, _ = solution.activated(x @ weight.T, activation)
        found.append(x)
    return found


# gradient_norms


@mistake("gradient_norms")
def norms_backwards(x, weights, activation, skip=False):
    """Your norms come in the opposite order. The first belongs to x, the last to the input of
    the last layer."""
    return solution.gradient_norms(x, weights, activation, skip)[::-1].copy()


@mistake("gradient_norms")
def norms_squared(x, weights, activation, skip=False):
    """Your entries are the squares of the norms. A norm is the square root of a sum of
    squares."""
    return solution.gradient_norms(x, weights, activation, skip) ** 2


@mistake("gradient_norms")
def sums_of_absolute_values(x, weights, activation, skip=False):
    """You add absolute values. The L2 norm adds squares, and takes the root."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([abs(grad).sum() for grad in grads])


@mistake("gradient_norms")
def largest_entries(x, weights, activation, skip=False):
    """Your entries are the largest absolute values. The L2 norm counts all entries of a
    gradient."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([abs(grad).max() for grad in grads])


@mistake("gradient_norms")
def root_of_the_mean(x, weights, activation, skip=False):
    """You take the mean of the squares. A norm takes the root of their sum."""
    return solution.gradient_norms(x, weights, activation, skip) / x.size**0.5


@mistake("gradient_norms")
def mean_of_the_outputs(x, weights, activation, skip=False):
    """Your norms are divided by the number of outputs, as for their mean. S is their sum."""
    return solution.gradient_norms(x, weights, activation, skip) / x.size


@mistake("gradient_norms")
def divided_by_the_examples(x, weights, activation, skip=False):
    """Your norms are divided by N. S is a sum over the examples."""
    return solution.gradient_norms(x, weights, activation, skip) / len(x)


@mistake("gradient_norms")
def skip_ignored(x, weights, activation, skip=False):
    """skip=True changes nothing. With it, the input of each layer is added to what the layer
    returns."""
    return solution.gradient_norms(x, weights, activation, False)


@mistake("gradient_norms")
def always_skip(x, weights, activation, skip=False):
    """You add the inputs also where skip is False."""
    return solution.gradient_norms(x, weights, activation, True)


@mistake("gradient_norms")
def skip_forward_only(x, weights, activation, skip=False):
    """With skip=True the way back lacks what the sum hands on. Each input is used twice: add
    both gradients."""
    return norms(gradients(x, weights, activation, skip, back=False)[:-1])


@mistake("gradient_norms")
def skip_back_only(x, weights, activation, skip=False):
    """With skip=True only your way back has the sum. Going forward, the input is added
    too."""
    return norms(gradients(x, weights, activation, False, back=skip)[:-1])


@mistake("gradient_norms")
def weights_transposed_on_the_way_back(x, weights, activation, skip=False):
    """The way back multiplies by transposed weights. Forward has the transpose, so back has
    none."""
    return norms(gradients(x, weights, activation, skip, transposed=True)[:-1])


@mistake("gradient_norms")
def weights_in_out(x, weights, activation, skip=False):
    """You take the weights as (in, out), forward and back. Here they are (out, in)."""
    return solution.gradient_norms(x, [w.T for w in weights], activation, skip)


@mistake("gradient_norms")
def slopes_at_the_outputs(x, weights, activation, skip=False):
    """Your slopes are taken at the outputs of the activation. They belong to its inputs."""
    grads = gradients(
        x,
        weights,
        activation,
        skip,
        slopes=lambda z, out: solution.activated(out, activation)[1],
    )
    return norms(grads[:-1])


@mistake("gradient_norms")
def slopes_left_out(x, weights, activation, skip=False):
    """The way back has weights only. Each layer multiplies by the slope of its activation,
    too."""
    return norms(gradients(x, weights, activation, skip, slopes=lambda z, out: z * 0 + 1)[:-1])


@mistake("gradient_norms")
def slopes_of_the_sums(x, weights, activation, skip=False):
    """Your slopes of sigmoid and tanh put the weighted sum where their output belongs."""
    formulas = {
        "sigmoid": lambda z, out: z * (1 - z),
        "tanh": lambda z, out: 1 - z**2,
        "relu": lambda z, out: (z > 0) * 1.0,
    }
    return norms(gradients(x, weights, activation, skip, slopes=formulas[activation])[:-1])


@mistake("gradient_norms")
def output_as_well(x, weights, activation, skip=False):
    """You have one norm too many, that of the output. The last asked is that of the last
    layer's input."""
    return norms(gradients(x, weights, activation, skip))


@mistake("gradient_norms")
def outputs_for_inputs(x, weights, activation, skip=False):
    """Your norms begin one layer too late. The first belongs to x, the input of the first
    layer."""
    return norms(gradients(x, weights, activation, skip)[1:])


@mistake("gradient_norms")
def first_norm_alone(x, weights, activation, skip=False):
    """You return one number. Asked for is an array with a norm for each layer."""
    return float(solution.gradient_norms(x, weights, activation, skip)[0])


@mistake("gradient_norms")
def norms_in_a_list(x, weights, activation, skip=False):
    """You return a list. Asked for is an array."""
    return [float(norm) for norm in solution.gradient_norms(x, weights, activation, skip)]


@mistake("gradient_norms")
def norms_in_float64(x, weights, activation, skip=False):
    """Your norms are float64 whatever x is. Keep the dtype of x."""
    return solution.gradient_norms(x, weights, activation, skip).astype("float64")


@mistake("gradient_norms")
def weights_turned_round(x, weights, activation, skip=False):
    """You turn the caller's list of weights round. Go through it backwards without changing
    it."""
    answer = solution.gradient_norms(x, weights, activation, skip)
    weights.reverse()
    return answer


@mistake("gradient_norms")
def by_the_weighted_sums(x, weights, activation, skip=False):
    """Your norms are of gradients by the weighted sums. Asked for are those by the inputs of
    the layers."""
    found = []
    for grad, weight, h in before(x, weights, activation, skip):
        found.append(grad * solution.activated(h @ weight.T, activation)[1])
    return norms(found)


@mistake("gradient_norms")
def by_the_weights(x, weights, activation, skip=False):
    """Your norms are of gradients by the weights. Asked for are those by the inputs of the
    layers."""
    found = []
    for grad, weight, h in before(x, weights, activation, skip):
        delta = grad * solution.activated(h @ weight.T, activation)[1]
        found.append(delta.T @ h)
    return norms(found)


@mistake("gradient_norms")
def quarter_for_the_slope(x, weights, activation, skip=False):
    """You take 1/4 for the slope of sigmoid everywhere. It is that large at 0 only."""
    quarter = (lambda z, out: z * 0 + 0.25) if activation == "sigmoid" else None
    return norms(gradients(x, weights, activation, skip, slopes=quarter)[:-1])


@mistake("gradient_norms")
def sigmoid_formula_for_tanh(x, weights, activation, skip=False):
    """For tanh you use the formula of sigmoid's slope. See what the slope of tanh is at 0."""
    formula = (lambda z, out: out * (1 - out)) if activation == "tanh" else None
    return norms(gradients(x, weights, activation, skip, slopes=formula)[:-1])


@mistake("gradient_norms")
def tanh_not_squared(x, weights, activation, skip=False):
    """For tanh your slope is 1 minus the output. The output is squared there."""
    formula = (lambda z, out: 1 - out) if activation == "tanh" else None
    return norms(gradients(x, weights, activation, skip, slopes=formula)[:-1])


@mistake("gradient_norms")
def relu_never_shut(x, weights, activation, skip=False):
    """Your relu lets all of the gradient through on the way back. Its slope is 0 where it is
    shut."""
    formula = (lambda z, out: z * 0 + 1) if activation == "relu" else None
    return norms(gradients(x, weights, activation, skip, slopes=formula)[:-1])


@mistake("gradient_norms")
def largest_stretch(x, weights, activation, skip=False):
    """Your norm of a gradient is its largest singular value. The L2 norm here takes all
    entries as one vector."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([np.linalg.norm(grad, 2) for grad in grads])


@mistake("gradient_norms")
def averaged_over_the_examples(x, weights, activation, skip=False):
    """You average the norms of single examples. One norm counts all examples together."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([np.linalg.norm(grad, axis=1).mean() for grad in grads])


@mistake("gradient_norms")
def added_over_the_examples(x, weights, activation, skip=False):
    """You add the norms of single examples. Add the squares of all, then take one root."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([np.linalg.norm(grad, axis=1).sum() for grad in grads])


@mistake("gradient_norms")
def forward_by_element(x, weights, activation, skip=False):
    """Going forward you multiply by the weights element by element. A layer takes the matrix
    product."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h * weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights, slopes, skip))


@mistake("gradient_norms")
def back_by_element(x, weights, activation, skip=False):
    """The way back multiplies by the weights element by element. Take the matrix product
    there, too."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights, slopes, skip, np.multiply))


@mistake("gradient_norms")
def slope_on_both_ways(x, weights, activation, skip=False):
    """With skip=True the slope shrinks both ways back. It belongs to the layer, not to the
    sum."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    grad, found = np.ones_like(h), []
    for weight, slope in zip(weights[::-1], slopes[::-1], strict=True):
        grad = grad * slope
        grad = grad + grad @ weight if skip else grad @ weight
        found.append(grad)
    return norms(found[::-1])


@mistake("gradient_norms")
def skip_within_the_activation(x, weights, activation, skip=False):
    """With skip=True you add the input before the activation. Add it to what the activation
    returns."""
    added = [weight + skip * np.eye(len(weight), dtype=x.dtype) for weight in weights]
    return solution.gradient_norms(x, added, activation)


@mistake("gradient_norms")
def begun_with_the_output(x, weights, activation, skip=False):
    """Your way back begins with h_L. S is the plain sum: its gradient by h_L is 1
    everywhere."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    return norms(back_from(h, weights, slopes, skip))


@mistake("gradient_norms")
def x_changed_by_the_sums(x, weights, activation, skip=False):
    """With skip=True you add what the layers return into x itself. Add into a new array."""
    answer = solution.gradient_norms(x, weights, activation, skip)
    for weight in weights if skip else []:
        x += solution.activated(x @ weight.T, activation)[0]
    return answer


@mistake("gradient_norms")
def ones_for_what_is_handed_on(x, weights, activation, skip=False):
    """With skip=True each sum hands on ones. It hands on the gradient that reached its
    output."""
    grads = gradients(x, weights, activation, skip)
    found = [grads[-1]]
    for _, weight, h in [*before(x, weights, activation, skip)][::-1]:
        slope = solution.activated(h @ weight.T, activation)[1]
        found.append(skip + (found[-1] * slope) @ weight)
    return norms(found[:0:-1])


@mistake("gradient_norms")
def slopes_of_the_whole_sum(x, weights, activation, skip=False):
    """With skip=True your slopes come from the sum with the input. They belong to what the
    activation got and returned."""
    h, found = x, []
    formulas = {
        "sigmoid": lambda h: h * (1 - h),
        "tanh": lambda h: 1 - h**2,
        "relu": lambda h: (h > 0).astype(h.dtype),
    }
    for weight in weights:
        out, _ = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        found.append(formulas[activation](h))
    return norms(back_from(np.ones_like(h), weights, found, skip))


@mistake("gradient_norms")
def slopes_of_two_from_the_sum(x, weights, activation, skip=False):
    """With skip=True your slopes of sigmoid and tanh come from h_l. They belong to what the
    activation returned, before the input is added."""
    h, found = x, []
    formulas = {"sigmoid": lambda h: h * (1 - h), "tanh": lambda h: 1 - h**2}
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        found.append(formulas[activation](h) if activation in formulas else slope)
    return norms(back_from(np.ones_like(h), weights, found, skip))


@mistake("gradient_norms")
def relu_open_at_zero(x, weights, activation, skip=False):
    """Your relu hands the gradient on where its weighted sum is 0. Its slope there is 0,
    too."""
    return norms(gradients(x, weights, activation, skip, slopes=opened(activation))[:-1])


@mistake("gradient_norms")
def norms_without_the_last_activation(x, weights, activation, skip=False):
    """Your last layer has no activation. All layers have it, and its slope on the way
    back."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    slopes[-1] = np.ones_like(h)
    return norms(back_from(np.ones_like(h), weights, slopes, skip))


@mistake("gradient_norms")
def x_added_in_every_layer(x, weights, activation, skip=False):
    """With skip=True each of your layers adds x. Only the first does: the others add what
    the one before returned."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = x + out if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights, slopes, skip))


@mistake("gradient_norms")
def gradients_added_over_examples(x, weights, activation, skip=False):
    """You add the gradients of all examples before you square. Square every entry first."""
    grads = gradients(x, weights, activation, skip)[:-1]
    return np.array([np.linalg.norm(grad.sum(axis=0)) for grad in grads])


@mistake("gradient_norms")
def each_layer_begins_anew(x, weights, activation, skip=False):
    """In each of your layers the way back begins with ones. Each goes on from the gradient
    of the layer after it."""
    found = []
    for _, weight, h in before(x, weights, activation, skip):
        slope = solution.activated(h @ weight.T, activation)[1]
        found.append(skip + slope @ weight)
    return norms(found)


@mistake("gradient_norms")
def norms_in_float32(x, weights, activation, skip=False):
    """Your norms are float32 also where x is float64. Keep the dtype of x."""
    return solution.gradient_norms(x, weights, activation, skip).astype("float32")


@mistake("gradient_norms")
def relu_half_open_at_zero(x, weights, activation, skip=False):
    """Your relu hands half of the gradient on where its weighted sum is 0, as differences
    to both sides do. Its slope there is 0."""
    half = (lambda z, out: np.heaviside(z, 0.5)) if activation == "relu" else None
    return norms(gradients(x, weights, activation, skip, slopes=half)[:-1])


@mistake("gradient_norms")
def forward_in_out_alone(x, weights, activation, skip=False):
    """Going forward you multiply by the weights as they lie, (out, in). See which axes must
    meet: the way back is right."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight, activation)
        h = h + out if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights, slopes, skip))


@mistake("gradient_norms")
def weights_before_the_slopes(x, weights, activation, skip=False):
    """The way back multiplies by the weights first, and by the slopes after that. The
    slopes come first: they belong to what the layer returns."""
    h, found = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        found.append((weight, slope))
    grad, grads = np.ones_like(h), []
    for weight, slope in found[::-1]:
        through = (grad @ weight) * slope
        grad = grad + through if skip else through
        grads.append(grad)
    return norms(grads[::-1])


@mistake("gradient_norms")
def back_from_the_first_layer(x, weights, activation, skip=False):
    """The way back goes through the layers from the first to the last. It begins with the last
    one."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + out if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights[::-1], slopes[::-1], skip))[::-1].copy()


@mistake("gradient_norms")
def sums_without_activation_with_skip(x, weights, activation, skip=False):
    """With skip=True you add the weighted sums without their activation. Each layer adds
    what its activation returns."""
    h, slopes = x, []
    for weight in weights:
        out, slope = solution.activated(h @ weight.T, activation)
        h = h + h @ weight.T if skip else out
        slopes.append(slope)
    return norms(back_from(np.ones_like(h), weights, slopes, skip))


# gradient_norms: two at once


@mistake("gradient_norms")
def backwards_and_of_the_mean(x, weights, activation, skip=False):
    """Your norms come in the opposite order, and are divided by the number of outputs, as for
    their mean. S is their sum."""
    return solution.gradient_norms(x, weights, activation, skip)[::-1] / x.size


@mistake("gradient_norms")
def backwards_and_divided_by_the_examples(x, weights, activation, skip=False):
    """Your norms come in the opposite order, and are divided by N. S is a sum over the
    examples."""
    return solution.gradient_norms(x, weights, activation, skip)[::-1] / len(x)


@mistake("gradient_norms")
def backwards_and_squared(x, weights, activation, skip=False):
    """Your norms come in the opposite order, and are squares: the root is missing. The first
    belongs to x."""
    return solution.gradient_norms(x, weights, activation, skip)[::-1] ** 2


@mistake("gradient_norms")
def backwards_and_transposed(x, weights, activation, skip=False):
    """Your norms come in the opposite order, and the way back multiplies by transposed weights.
    Forward has the transpose, so back has none."""
    grads = gradients(x, weights, activation, skip, transposed=True)[:-1]
    return norms(grads[::-1])


@mistake("gradient_norms")
def backwards_from_the_output(x, weights, activation, skip=False):
    """Your norms begin with that of the output, and end before that of x. Turn them round, and
    leave out that of the output."""
    return norms(gradients(x, weights, activation, skip)[:0:-1])


@mistake("gradient_norms")
def backwards_and_open_at_zero(x, weights, activation, skip=False):
    """Your norms come in the opposite order, and your relu hands the gradient on where its
    weighted sum is 0. Its slope there is 0."""
    return norms(gradients(x, weights, activation, skip, slopes=opened(activation))[-2::-1])


@mistake("gradient_norms")
def transposed_and_skip_forward_only(x, weights, activation, skip=False):
    """The way back multiplies by transposed weights, and with skip=True it lacks what the sum
    hands on. Look at both."""
    return norms(gradients(x, weights, activation, skip, back=False, transposed=True)[:-1])


@mistake("gradient_norms")
def transposed_and_open_at_zero(x, weights, activation, skip=False):
    """The way back multiplies by transposed weights, and your relu hands the gradient on where
    its weighted sum is 0. Look at both."""
    slopes = opened(activation)
    return norms(gradients(x, weights, activation, skip, transposed=True, slopes=slopes)[:-1])


@mistake("gradient_norms")
def in_out_and_skip_forward_only(x, weights, activation, skip=False):
    """You take the weights as (in, out), and with skip=True the way back lacks what the sum
    hands on. Look at both."""
    turned = [weight.T for weight in weights]
    return norms(gradients(x, turned, activation, skip, back=False)[:-1])


@mistake("gradient_norms")
def open_at_zero_and_skip_forward_only(x, weights, activation, skip=False):
    """Your relu hands the gradient on at 0, and with skip=True the way back lacks what the sum
    hands on. Look at both."""
    slopes = opened(activation)
    return norms(gradients(x, weights, activation, skip, back=False, slopes=slopes)[:-1])


# init_std


def started(xavier, he):
    """Return a function of other formulas."""

    def std(fan_in, fan_out, kind):
        if kind not in ("xavier", "he"):
            raise ValueError(kind)
        return float((xavier if kind == "xavier" else he)(fan_in, fan_out))

    return std


def right_xavier(fan_in, fan_out):
    """Return Xavier's deviation."""
    return (2 / (fan_in + fan_out)) ** 0.5


def right_he(fan_in, fan_out):
    """Return He's deviation."""
    return (2 / fan_in) ** 0.5


@mistake("init_std")
def variances(fan_in, fan_out, kind):
    """You return the variance. The standard deviation is its square root."""
    return solution.init_std(fan_in, fan_out, kind) ** 2


@mistake("init_std")
def kinds_exchanged(fan_in, fan_out, kind):
    """For "xavier" you give what "he" should give, and the other way round."""
    return started(right_he, right_xavier)(fan_in, fan_out, kind)


@mistake("init_std")
def he_of_fan_out(fan_in, fan_out, kind):
    """For "he" you divide by fan_out. It counts the inputs of a layer."""
    return started(right_xavier, lambda i, o: (2 / o) ** 0.5)(fan_in, fan_out, kind)


@mistake("init_std")
def he_without_the_two(fan_in, fan_out, kind):
    """For "he" the 2 is missing, which makes up for the units that relu shuts."""
    return started(right_xavier, lambda i, o: i**-0.5)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_of_fan_in_alone(fan_in, fan_out, kind):
    """Your xavier is 1 over the root of fan_in. It takes both fans: look at the formula."""
    return started(lambda i, o: i**-0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_without_the_two(fan_in, fan_out, kind):
    """Your xavier lacks the 2 above the sum of both fans."""
    return started(lambda i, o: (i + o) ** -0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_of_the_product(fan_in, fan_out, kind):
    """Your xavier divides by the product of both fans. It takes their sum."""
    return started(lambda i, o: (2 / (i * o)) ** 0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def brackets_forgotten(fan_in, fan_out, kind):
    """Your xavier divides by fan_in only and adds fan_out after it. See where brackets are
    missing."""
    return started(lambda i, o: (2 / i + o) ** 0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def limits_of_the_uniform(fan_in, fan_out, kind):
    """You have a 6 under the root: these are limits of uniform weights. Asked for is the
    deviation."""
    return solution.init_std(fan_in, fan_out, kind) * 3**0.5


@mistake("init_std")
def other_kinds_accepted(fan_in, fan_out, kind):
    """Any other kind gets an answer, that of "he". Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, "xavier" if kind == "xavier" else "he")


@mistake("init_std")
def nothing_for_other_kinds(fan_in, fan_out, kind):
    """For any other kind you return None. Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, kind) if kind in ("xavier", "he") else None


@mistake("init_std")
def other_kinds_asserted(fan_in, fan_out, kind):
    """Any other kind stops at an assert, which raises AssertionError. Raise ValueError."""
    assert kind in ("xavier", "he")
    return solution.init_std(fan_in, fan_out, kind)


@mistake("init_std")
def other_kinds_not_found(fan_in, fan_out, kind):
    """Any other kind ends in a KeyError. Raise ValueError for it."""
    return {"xavier": right_xavier, "he": right_he}[kind](fan_in, fan_out)


@mistake("init_std")
def zero_for_other_kinds(fan_in, fan_out, kind):
    """For any other kind you return 0. Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, kind) if kind in ("xavier", "he") else 0.0


@mistake("init_std")
def capitals_accepted(fan_in, fan_out, kind):
    """You answer "Xavier" as if it were "xavier". Any other spelling is another kind, and
    refused."""
    return solution.init_std(fan_in, fan_out, kind.lower())


@mistake("init_std")
def xavier_for_every_kind(fan_in, fan_out, kind):
    """For "he" you give what "xavier" gives. "he" counts the inputs alone."""
    return started(right_xavier, right_xavier)(fan_in, fan_out, kind)


@mistake("init_std")
def he_for_every_kind(fan_in, fan_out, kind):
    """For "xavier" you give what "he" gives. "xavier" counts inputs and outputs."""
    return started(right_he, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def two_outside_the_root(fan_in, fan_out, kind):
    """Your 2 stands outside the root. The root takes the whole fraction."""
    return solution.init_std(fan_in, fan_out, kind) * 2**0.5


@mistake("init_std")
def root_of_the_two_alone(fan_in, fan_out, kind):
    """Your root takes the 2 alone. It takes the whole fraction."""
    return started(lambda i, o: 2**0.5 / (i + o), lambda i, o: 2**0.5 / i)(
        fan_in, fan_out, kind
    )


@mistake("init_std")
def divided_as_whole_numbers(fan_in, fan_out, kind):
    """You divide without a remainder, which leaves 0 for most sizes. Divide as fractions."""
    return started(lambda i, o: (2 // (i + o)) ** 0.5, lambda i, o: (2 // i) ** 0.5)(
        fan_in, fan_out, kind
    )


@mistake("init_std")
def limit_of_xavier_alone(fan_in, fan_out, kind):
    """Your xavier has a 6 under the root: that is the limit of uniform weights. Asked for is
    the deviation."""
    return started(lambda i, o: (6 / (i + o)) ** 0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_with_a_gain_for_tanh(fan_in, fan_out, kind):
    """Your xavier is 5/3 of what is asked, as with PyTorch's gain for tanh. Here there is no
    gain."""
    return started(lambda i, o: 5 / 3 * (2 / (i + o)) ** 0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def he_with_the_two_outside_the_root(fan_in, fan_out, kind):
    """For "he" your 2 stands outside the root. The root takes the whole fraction."""
    return started(right_xavier, lambda i, o: 2 * i**-0.5)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_with_the_two_outside_the_root(fan_in, fan_out, kind):
    """For "xavier" your 2 stands outside the root. The root takes the whole fraction."""
    return started(lambda i, o: 2 * (i + o) ** -0.5, right_he)(fan_in, fan_out, kind)


@mistake("init_std")
def xavier_of_fan_in_and_the_two_outside_the_root(fan_in, fan_out, kind):
    """Your xavier is 1 over the root of fan_in, and your he has its 2 outside the root. Look at
    both formulas."""
    return started(lambda i, o: i**-0.5, lambda i, o: 2 * i**-0.5)(fan_in, fan_out, kind)


@mistake("init_std")
def no_two_in_either(fan_in, fan_out, kind):
    """The 2 is missing under both roots. Compare with the two formulas."""
    return solution.init_std(fan_in, fan_out, kind) / 2**0.5


@mistake("init_std")
def a_number_for_other_kinds(fan_in, fan_out, kind):
    """For any other kind you return 0.01. Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, kind) if kind in ("xavier", "he") else 0.01


@mistake("init_std")
def he_refused(fan_in, fan_out, kind):
    """For "he" you raise ValueError. It is one of the two kinds: look at how you compare
    names."""
    if kind != "xavier":
        raise ValueError(kind)
    return solution.init_std(fan_in, fan_out, kind)


# activation_stds


@mistake("activation_stds")
def divided_by_one_less(x, weights, activation):
    """You divide by one less than the number of entries, as torch.std does. Here all entries
    count."""
    return np.array([h.std(ddof=1) for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def variances_of_layers(x, weights, activation):
    """You return variances. The standard deviation is the square root."""
    return solution.activation_stds(x, weights, activation) ** 2


@mistake("activation_stds")
def means_not_subtracted(x, weights, activation):
    """You take the root of the mean square. A deviation subtracts the mean first."""
    return np.array([np.sqrt((h**2).mean()) for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def means_of_layers(x, weights, activation):
    """Your entries are means. Asked for are standard deviations."""
    return np.array([h.mean() for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def each_example_by_itself(x, weights, activation):
    """You average the deviations of single examples. All entries of a layer have one
    deviation together."""
    return np.array([h.std(axis=1).mean() for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def each_unit_by_itself(x, weights, activation):
    """You average the deviations of single units. All entries of a layer have one deviation
    together."""
    return np.array([h.std(axis=0).mean() for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def input_as_well(x, weights, activation):
    """You have one entry too many, that of x. The first asked is that of h_1."""
    return np.array([h.std() for h in [x, *outputs(x, weights, activation)]])


@mistake("activation_stds")
def inputs_of_layers(x, weights, activation):
    """Your first entry is that of x. Asked for is what each layer returns, h_1 to h_L."""
    return np.array([h.std() for h in [x, *outputs(x, weights, activation)[:-1]]])


@mistake("activation_stds")
def deviations_of_the_sums(x, weights, activation):
    """Your deviations are those of the weighted sums. Take them after the activation."""
    found = []
    for weight in weights:
        found.append((x @ weight.T).std())
        x, _ = solution.activated(x @ weight.T, activation)
    return np.array(found)


@mistake("activation_stds")
def forward_in_out(x, weights, activation):
    """You multiply by the weights as they lie. They are (out, in): see which axes must
    meet."""
    return solution.activation_stds(x, [w.T for w in weights], activation)


@mistake("activation_stds")
def no_activation(x, weights, activation):
    """Your layers have no activation. Each puts its weighted sums through it."""
    found = []
    for weight in weights:
        x = x @ weight.T
        found.append(x.std())
    return np.array(found)


@mistake("activation_stds")
def deviations_backwards(x, weights, activation):
    """Your deviations come in the opposite order. The first belongs to h_1."""
    return solution.activation_stds(x, weights, activation)[::-1].copy()


@mistake("activation_stds")
def deviations_in_a_list(x, weights, activation):
    """You return a list. Asked for is an array."""
    return [float(std) for std in solution.activation_stds(x, weights, activation)]


@mistake("activation_stds")
def deviations_in_float64(x, weights, activation):
    """Your deviations are float64 whatever x is. Keep the dtype of x."""
    return solution.activation_stds(x, weights, activation).astype("float64")


@mistake("activation_stds")
def sums_by_element(x, weights, activation):
    """You multiply by the weights element by element. A layer takes the matrix product."""
    found = []
    for weight in weights:
        x, _ = solution.activated(x * weight.T, activation)
        found.append(x.std())
    return np.array(found)


@mistake("activation_stds")
def each_layer_gets_x(x, weights, activation):
    """Each of your layers gets x. Only the first does: the others get what the one before
    returned."""
    return np.array([outputs(x, [weight], activation)[0].std() for weight in weights])


@mistake("activation_stds")
def inputs_added(x, weights, activation):
    """Your layers add their input. Here the network is the plain one."""
    found = []
    for weight in weights:
        x = x + solution.activated(x @ weight.T, activation)[0]
        found.append(x.std())
    return np.array(found)


@mistake("activation_stds")
def last_layer_without_activation(x, weights, activation):
    """Your last layer has no activation. All layers have it, the last too."""
    found = [h.std() for h in outputs(x, weights, activation)]
    before = [x, *outputs(x, weights[:-1], activation)][-1]
    found[-1] = (before @ weights[-1].T).std()
    return np.array(found)


@mistake("activation_stds")
def absolute_deviations(x, weights, activation):
    """You average absolute distances from the mean. A standard deviation averages squares,
    and takes the root."""
    return np.array([abs(h - h.mean()).mean() for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def norms_of_layers(x, weights, activation):
    """Your entries are L2 norms of the layers. Asked for are standard deviations."""
    return np.array([np.linalg.norm(h) for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def one_for_each_unit(x, weights, activation):
    """You have a deviation for each unit. Asked for is one number for each layer."""
    return np.array([h.std(axis=0) for h in outputs(x, weights, activation)])


@mistake("activation_stds")
def last_deviation_alone(x, weights, activation):
    """You return one number. Asked for is an array with a deviation for each layer."""
    return float(solution.activation_stds(x, weights, activation)[-1])


@mistake("activation_stds")
def deviations_in_float32(x, weights, activation):
    """Your deviations are float32 also where x is float64. Keep the dtype of x."""
    return solution.activation_stds(x, weights, activation).astype("float32")


@mistake("activation_stds")
def in_out_and_one_less(x, weights, activation):
    """You multiply by the weights as they lie, (out, in), and divide by one less than the
    number of entries. Look at both."""
    turned = [weight.T for weight in weights]
    return np.array([h.std(ddof=1) for h in outputs(x, turned, activation)])


@mistake("activation_stds")
def input_as_well_and_one_less(x, weights, activation):
    """You have one entry too many, that of x, and divide by one less than the number of
    entries. Look at both."""
    return np.array([h.std(ddof=1) for h in [x, *outputs(x, weights, activation)]])


@mistake("activation_stds")
def of_the_sums_and_one_less(x, weights, activation):
    """Your deviations are those of the weighted sums, and you divide by one less than the
    number of entries. Look at both."""
    before = [x, *outputs(x, weights[:-1], activation)]
    return np.array([(h @ w.T).std(ddof=1) for h, w in zip(before, weights, strict=True)])


@mistake("activation_stds")
def variances_and_one_less(x, weights, activation):
    """You return variances, and divide by one less than the number of entries, as torch.var
    does. Take the root, and count all."""
    return np.array([h.var(ddof=1) for h in outputs(x, weights, activation)])
