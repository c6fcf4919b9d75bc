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
    """xavier gives what he should give, and the other way round."""
    return started(right_he, right_xavier)(fan_in, fan_out, kind)


@mistake("init_std")
def he_of_fan_out(fan_in, fan_out, kind):
    """Your he divides by fan_out. It counts the inputs of a layer."""
    return started(right_xavier, lambda i, o: (2 / o) ** 0.5)(fan_in, fan_out, kind)


@mistake("init_std")
def he_without_the_two(fan_in, fan_out, kind):
    """Your he lacks the 2, which makes up for the units that relu shuts."""
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
    """Any other kind gets an answer, that of he. Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, "xavier" if kind == "xavier" else "he")


@mistake("init_std")
def nothing_for_other_kinds(fan_in, fan_out, kind):
    """For any other kind you return None. Raise ValueError for it."""
    return solution.init_std(fan_in, fan_out, kind) if kind in ("xavier", "he") else None


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
