"""Known wrong answers of ex08, perceptron and gates."""

import numpy as np


def weighted(x, w, b):
    """The sums that a perceptron looks at."""
    return x @ w + b


def above(z):
    """1 where z is above 0."""
    return (z > 0).astype("int64")


def moved(x, error, w, b, lr):
    """Weights and bias after a step with these errors, in w's dtype."""
    error = np.asarray(error).astype(w.dtype)
    return w + lr * (error @ x), b + lr * float(error.sum())


def errors(x, t, w, b):
    """Target minus answer of every example."""
    return t - solution.perceptron(x, w, b)


# step


@mistake("step")
def always_zero_at_zero(z, at_zero):
    """At 0 you answer 0 whatever at_zero is. The two notes differ exactly there: look where
    at_zero comes in."""
    return above(z)


@mistake("step")
def always_one_at_zero(z, at_zero):
    """At 0 you answer 1 whatever at_zero is. The two notes differ exactly there: look where
    at_zero comes in."""
    return (z >= 0).astype("int64")


@mistake("step")
def at_zero_turned_round(z, at_zero):
    """At 0 you answer 1 for at_zero = 0, and 0 for at_zero = 1: they are exchanged."""
    return solution.step(z, 1 - at_zero)


@mistake("step")
def at_zero_below_as_well(z, at_zero):
    """You answer at_zero below 0 too. There are three cases: above 0, below 0, and 0
    itself."""
    return np.where(z > 0, 1, at_zero)


@mistake("step")
def at_zero_above_as_well(z, at_zero):
    """You answer at_zero above 0 too. There are three cases: above 0, below 0, and 0
    itself."""
    return np.where(z < 0, 0, at_zero)


@mistake("step")
def at_zero_below_instead(z, at_zero):
    """You answer at_zero below 0, and 0 where z is 0: these two cases are exchanged."""
    return np.where(z < 0, at_zero, above(z))


@mistake("step")
def at_zero_as_the_threshold(z, at_zero):
    """You compare z with at_zero. It is compared with 0; at_zero is an answer, not a
    threshold."""
    return (z > at_zero).astype("int64")


@mistake("step")
def at_zero_as_the_threshold_reached(z, at_zero):
    """Your step is at at_zero, and reached there. It is compared with 0; at_zero is an
    answer, not a threshold."""
    return (z >= at_zero).astype("int64")


@mistake("step")
def minus_one_below(z, at_zero):
    """Below 0 you answer -1. This step answers 0 there: the targets of the gates are 0 and
    1."""
    return np.where(z < 0, -1, solution.step(z, at_zero))


@mistake("step")
def sign_of_z(z, at_zero):
    """You answer the sign of z: -1 below, and 0 at 0. This step answers 0 below and at_zero
    at 0."""
    return np.sign(z).astype("int64")


@mistake("step")
def step_falls(z, at_zero):
    """Your step falls: 1 below 0 and 0 above. It should rise."""
    return solution.step(-z, at_zero)


@mistake("step")
def step_at_one_half(z, at_zero):
    """Your step is at 0.5, as if z were a probability. The threshold is 0."""
    return solution.step(z - 0.5, at_zero)


@mistake("step")
def step_at_one(z, at_zero):
    """Your step is at 1. The threshold is 0."""
    return solution.step(z - 1, at_zero)


@mistake("step")
def close_to_zero_is_zero(z, at_zero):
    """Numbers that only come close to 0 get at_zero. Only 0 itself does: look for a
    tolerance."""
    return np.where(np.isclose(z, 0), at_zero, above(z))


@mistake("step")
def z_where_it_is_above(z, at_zero):
    """Above 0 you answer z itself: that is ReLU. A step answers 1 there."""
    return np.where(z == 0, at_zero, np.maximum(z, 0))


@mistake("step")
def sigmoid_for_a_step(z, at_zero):
    """You answer numbers between 0 and 1, as a sigmoid does. A step has two levels."""
    return 1 / (1 + np.exp(-z))


@mistake("step")
def one_answer_for_all(z, at_zero):
    """You return one answer for the whole array. Each element has an answer of its own."""
    return int(solution.step(z, at_zero).all())


@mistake("step")
def one_condition_for_all(z, at_zero):
    """You compare a whole array with 0 at once, which has one answer only for a single
    element. Each element is compared by itself."""
    if z > 0:
        return np.ones(z.shape, "int64")
    return solution.step(z, at_zero)


@mistake("step")
def flattened(z, at_zero):
    """Your answer has lost the shape of z. It has one number for each element, in the same
    place."""
    return solution.step(z, at_zero).ravel()


@mistake("step")
def step_of_booleans(z, at_zero):
    """You return True and False. Asked for are 0 and 1, of dtype int64."""
    return solution.step(z, at_zero).astype("bool")


@mistake("step")
def step_of_floats(z, at_zero):
    """Your zeros and ones are floats. Asked for is dtype int64."""
    return solution.step(z, at_zero).astype(z.dtype)


@mistake("step")
def written_into_z(z, at_zero):
    """You write the answers into z, so the caller's array changes. Make a new one."""
    answer = solution.step(z, at_zero)
    z[...] = answer
    return answer


@mistake("step")
def fraction_cut_off(z, at_zero):
    """Numbers between -1 and 1 get at_zero, as if they were 0. Is their fraction cut off
    before they are compared?"""
    return solution.step(np.trunc(z), at_zero)


@mistake("step")
def one_from_one_on(z, at_zero):
    """Between 0 and 1 you answer 0, and 1 from 1 on. The step is at 0: is a fraction cut
    off?"""
    return np.where(z == 0, at_zero, (z >= 1).astype("int64"))


# perceptron


@mistake("perceptron")
def one_at_a_sum_of_zero(x, w, b):
    """A sum of exactly 0 gives 1. The perceptron asked for here answers 0 there."""
    return (weighted(x, w, b) >= 0).astype("int64")


@mistake("perceptron")
def bias_forgotten(x, w, b):
    """The bias plays no part in your answers. It belongs to the sum."""
    return above(x @ w)


@mistake("perceptron")
def bias_subtracted(x, w, b):
    """You subtract the bias, as if it were a threshold. It is added."""
    return above(x @ w - b)


@mistake("perceptron")
def bias_added_to_every_product(x, w, b):
    """The bias is in your sum once for each input. Add it once, after the sum."""
    return above((x * w + b).sum(axis=1))


@mistake("perceptron")
def bias_as_a_factor(x, w, b):
    """You multiply the sum by the bias. It is added."""
    return above((x @ w) * b)


@mistake("perceptron")
def bias_after_the_step(x, w, b):
    """You add the bias to the answers, after the step. It belongs to the sum, before the
    step."""
    return above(x @ w) + b


@mistake("perceptron")
def sum_without_a_step(x, w, b):
    """You return the weighted sums. The step is still missing."""
    return weighted(x, w, b)


@mistake("perceptron")
def step_of_every_product(x, w, b):
    """You compare each product with 0, so the answers have an axis too many. First add the
    products up."""
    return above(x * w + b)


@mistake("perceptron")
def votes_of_the_products(x, w, b):
    """You count how many products are above 0. What is compared with 0 is their sum, with
    the bias."""
    return (above(x * w).sum(axis=1) + b > 0).astype("int64")


@mistake("perceptron")
def any_product_above(x, w, b):
    """You answer 1 as soon as one product is above 0. What is compared with 0 is their
    sum."""
    return above(x * w + b).max(axis=1)


@mistake("perceptron")
def weights_without_inputs(x, w, b):
    """Every example gets the same answer, from the weights alone. Each weight is multiplied
    with its input."""
    return np.full(len(x), int(w.sum() + b > 0))


@mistake("perceptron")
def inputs_without_weights(x, w, b):
    """You add the inputs without their weights. Each input counts as much as its weight
    says."""
    return above(x.sum(axis=1) + b)


@mistake("perceptron")
def only_two_inputs(x, w, b):
    """Only the first two inputs count. A perceptron may have any number D of them."""
    return above((x * w)[:, :2].sum(axis=1) + b)


@mistake("perceptron")
def sum_over_all_examples(x, w, b):
    """One sum runs over the whole batch. Each example has a sum and an answer of its own:
    look at the axis."""
    return int((x * w).sum() + b > 0)


@mistake("perceptron")
def sum_over_the_examples(x, w, b):
    """Your sum runs over the examples, so there are D answers. It should run over the
    inputs: look at the axis."""
    return above((x * w).sum(axis=0) + b)


@mistake("perceptron")
def matrix_turned_round(x, w, b):
    """You use x transposed: right shapes only where N = D. The D weights belong to the
    columns of x."""
    return above(x.T @ w + b)


@mistake("perceptron")
def only_the_first_example(x, w, b):
    """You return one answer, that of the first example. There is one for each row of x."""
    return int(weighted(x, w, b)[0] > 0)


@mistake("perceptron")
def answers_as_a_column(x, w, b):
    """Your answers have shape (N, 1). Asked for is (N,)."""
    return above(weighted(x, w, b))[:, None]


@mistake("perceptron")
def minus_one_for_zero(x, w, b):
    """You answer -1 where the sum is not above 0. Asked for are 0 and 1."""
    return 2 * above(weighted(x, w, b)) - 1


@mistake("perceptron")
def answers_exchanged(x, w, b):
    """Your 0 and 1 are exchanged. Above 0 the answer is 1."""
    return 1 - above(weighted(x, w, b))


@mistake("perceptron")
def threshold_of_one_half(x, w, b):
    """Your sum has to be above 0.5, as if it were a probability. The threshold is 0."""
    return above(weighted(x, w, b) - 0.5)


@mistake("perceptron")
def probabilities(x, w, b):
    """You answer numbers between 0 and 1, as a sigmoid does. A perceptron answers 0 or
    1."""
    return 1 / (1 + np.exp(-weighted(x, w, b)))


@mistake("perceptron")
def perceptron_of_booleans(x, w, b):
    """You return True and False. Asked for are 0 and 1, of dtype int64."""
    return weighted(x, w, b) > 0


@mistake("perceptron")
def perceptron_of_floats(x, w, b):
    """Your zeros and ones are floats. Asked for is dtype int64."""
    return above(weighted(x, w, b)).astype("float64")


@mistake("perceptron")
def inputs_weighted_in_place(x, w, b):
    """You multiply the weights into x itself, so the caller's array changes. Make a new
    one."""
    x *= w
    return above(x.sum(axis=1) + b)


@mistake("perceptron")
def sign_of_the_sum(x, w, b):
    """You answer the sign of the sum: -1 below 0. Asked for are 0 and 1."""
    return np.sign(weighted(x, w, b)).astype("int64")


@mistake("perceptron")
def bias_added_to_every_weight(x, w, b):
    """The bias is added to each weight, and so multiplied by the inputs. Add it once, after
    the sum."""
    return above(x @ (w + b))


@mistake("perceptron")
def first_weight_for_the_bias(x, w, b):
    """You add w[0] as the bias, the w0 of the notes. The bias here is b, and w[0] belongs
    to the first input."""
    return above(x @ w + w[0])


# gate: whatever the weights, one unit can answer 14 of the 16 tables of two bits.


@mistake("gate")
def and_answers_like_or(name, x):
    """Your AND is OR: one input is enough for it. Move the bias until it needs both."""
    return solution.gate("or" if name == "and" else name, x)


@mistake("gate")
def and_never_fires(name, x):
    """Your AND answers 0 to every input. With both inputs 1 the sum must come above 0."""
    return solution.gate(name, x) * (name != "and")


@mistake("gate")
def and_always_fires(name, x):
    """Your AND answers 1 to every input. Only with both inputs 1 may the sum be above
    0."""
    return np.ones(len(x), "int64") if name == "and" else solution.gate(name, x)


@mistake("gate")
def and_of_one_input(name, x):
    """Your AND answers what one of its inputs is. Both must be 1: look at the other
    weight and the bias."""
    return x[:, 0] + 0 if name == "and" else solution.gate(name, x)


@mistake("gate")
def or_answers_like_and(name, x):
    """Your OR is AND: it needs both inputs. Move the bias until one is enough."""
    return solution.gate("and" if name == "or" else name, x)


@mistake("gate")
def or_never_fires(name, x):
    """Your OR answers 0 to every input. A single input of 1 must bring the sum above 0."""
    return solution.gate(name, x) * (name != "or")


@mistake("gate")
def or_always_fires(name, x):
    """Your OR answers 1 even to (0, 0). There the sum is the bias alone: what sign must it
    have?"""
    return np.ones(len(x), "int64") if name == "or" else solution.gate(name, x)


@mistake("gate")
def or_of_one_input(name, x):
    """Your OR answers what one of its inputs is. Either must be enough: look at the other
    weight."""
    return x[:, 0] + 0 if name == "or" else solution.gate(name, x)


@mistake("gate")
def or_without_both(name, x):
    """Your OR answers 0 to (1, 1): that is XOR. OR answers 1 there too."""
    return solution.xor(x) if name == "or" else solution.gate(name, x)


@mistake("gate")
def or_is_nor(name, x):
    """Your OR answers 1 to (0, 0) only: it is the opposite of OR."""
    return 1 - solution.gate("or", x) if name == "or" else solution.gate(name, x)


@mistake("gate")
def or_is_the_sum(name, x):
    """Your OR answers 2 to (1, 1): it adds the bits. The answer there is 1."""
    return x.sum(axis=1) if name == "or" else solution.gate(name, x)


@mistake("gate")
def nand_answers_like_and(name, x):
    """Your NAND is AND. NAND answers the opposite: what do opposite signs of w and b do?"""
    return solution.gate("and", x) if name == "nand" else solution.gate(name, x)


@mistake("gate")
def nand_answers_like_or(name, x):
    """Your NAND is OR. NAND answers 0 only where both inputs are 1."""
    return solution.gate("or", x) if name == "nand" else solution.gate(name, x)


@mistake("gate")
def nand_answers_like_nor(name, x):
    """Your NAND is NOR: 1 only for (0, 0). One input of 1 must leave the sum above 0."""
    return 1 - solution.gate("or", x) if name == "nand" else solution.gate(name, x)


@mistake("gate")
def nand_never_fires(name, x):
    """Your NAND answers 0 to every input. Without inputs the sum is the bias alone: what
    sign must it have?"""
    return solution.gate(name, x) * (name != "nand")


@mistake("gate")
def nand_always_fires(name, x):
    """Your NAND answers 1 to every input. With both inputs 1 the sum must not come above
    0."""
    return np.ones(len(x), "int64") if name == "nand" else solution.gate(name, x)


@mistake("gate")
def nand_with_all_bits_flipped(name, x):
    """Your NAND answers -1 for 1 and -2 for 0, as if all its bits were flipped. Asked for
    are 1 and 0."""
    return ~solution.gate("and", x) if name == "nand" else solution.gate(name, x)


@mistake("gate")
def every_gate_is_and(name, x):
    """All your gates are AND, whatever the name. Look where name comes in."""
    return solution.gate("and", x)


@mistake("gate")
def every_gate_is_or(name, x):
    """All your gates are OR, whatever the name. Look where name comes in."""
    return solution.gate("or", x)


@mistake("gate")
def every_gate_is_nand(name, x):
    """All your gates are NAND, whatever the name. Look where name comes in."""
    return solution.gate("nand", x)


@mistake("gate")
def and_and_or_exchanged(name, x):
    """Your AND is OR, and your OR is AND. Exchange them."""
    return solution.gate({"and": "or", "or": "and"}.get(name, name), x)


@mistake("gate")
def and_and_or_on_the_boundary(name, x):
    """Your AND answers 0 to every input, and your OR needs both. A sum of exactly 0 answers
    0: look for such sums."""
    if name == "or":
        return solution.gate("and", x)
    return solution.gate(name, x) * (name != "and")


@mistake("gate")
def and_and_nand_on_the_boundary(name, x):
    """Your AND answers 0 to every input, and your NAND is NOR. A sum of exactly 0 answers
    0: look for such sums."""
    if name == "nand":
        return 1 - solution.gate("or", x)
    return solution.gate(name, x) * (name != "and")


@mistake("gate")
def or_and_nand_on_the_boundary(name, x):
    """Your OR is AND, and your NAND is NOR. A sum of exactly 0 answers 0: look for such
    sums."""
    if name == "nand":
        return 1 - solution.gate("or", x)
    return solution.gate("and", x)


@mistake("gate")
def every_gate_on_the_boundary(name, x):
    """Your AND never answers 1, OR is AND, and NAND is NOR. A sum of exactly 0 answers 0:
    look for such sums."""
    if name == "nand":
        return 1 - solution.gate("or", x)
    return solution.gate("and", x) * (name != "and")


@mistake("gate")
def every_gate_opposite(name, x):
    """All three of your gates answer the opposite. Look at the signs, and at which side of
    0 means 1."""
    return 1 - solution.gate(name, x)


@mistake("gate")
def biases_of_the_other_sign(name, x):
    """Your AND and OR always answer 1, your NAND never. For (0, 0) the bias is the whole sum:
    look at its sign."""
    return np.full(len(x), int(name != "nand"))


@mistake("gate")
def first_row_only(name, x):
    """You return one answer, that of the first row. There is one for each row of x."""
    return int(solution.gate(name, x)[0])


@mistake("gate")
def gate_as_a_column(name, x):
    """Your answers have shape (N, 1). Asked for is (N,)."""
    return solution.gate(name, x)[:, None]


@mistake("gate")
def each_bit_answered(name, x):
    """You answer each bit by itself, (N, 2). A gate makes one answer of two bits."""
    weight, bias = {"and": (1, -1.5), "or": (1, -0.5), "nand": (-1, 1.5)}[name]
    return above(weight * x + bias)


@mistake("gate")
def weights_returned(name, x):
    """You return weights and bias. Asked for are the answers that they give for x."""
    return {"and": (1, 1, -1.5), "or": (1, 1, -0.5), "nand": (-1, -1, 1.5)}[name]


@mistake("gate")
def gate_of_booleans(name, x):
    """You return True and False. Asked for are 0 and 1, of dtype int64."""
    return solution.gate(name, x).astype("bool")


@mistake("gate")
def gate_of_floats(name, x):
    """Your zeros and ones are floats. Asked for is dtype int64."""
    return solution.gate(name, x).astype("float64")


@mistake("gate")
def bits_weighted_in_place(name, x):
    """Your NAND changes the caller's own bits: 1 becomes -1. Make a new array for the
    products."""
    answer = solution.gate(name, x)
    if name == "nand":
        x *= -1
    return answer


@mistake("gate")
def and_is_nand(name, x):
    """Your AND is NAND, while OR and NAND are right. What is set for "and" may be set
    again after it."""
    return solution.gate("nand" if name == "and" else name, x)


@mistake("gate")
def truth_table_whatever_x(name, x):
    """You answer the four rows of the table in their own order, whatever x holds. Each row
    of x has its answer."""
    return solution.gate(name, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))


# xor


@mistake("xor")
def xor_is_or(x):
    """You answer 1 to (1, 1) as well: that is OR. Which other gate answers 0 there, and
    helps to exclude it?"""
    return solution.gate("or", x)


@mistake("xor")
def xor_is_and(x):
    """Your XOR is AND. Exactly one of the bits shall be 1: see which gates feed the last
    one."""
    return solution.gate("and", x)


@mistake("xor")
def xor_is_nand(x):
    """You answer 1 to (0, 0) as well: that is NAND. Which other gate answers 0 there, and
    helps to exclude it?"""
    return solution.gate("nand", x)


@mistake("xor")
def xor_is_equality(x):
    """You answer 1 where the bits are equal, the opposite of XOR. Look at the last gate."""
    return 1 - solution.xor(x)


@mistake("xor")
def xor_is_nor(x):
    """You answer 1 to (0, 0) only. Exactly one of the bits shall be 1."""
    return 1 - solution.gate("or", x)


@mistake("xor")
def only_first_bit_alone(x):
    """You answer 1 to (1, 0) but not to (0, 1). One straight line cannot have both: it
    takes a second layer."""
    return ((x[:, 0] == 1) & (x[:, 1] == 0)).astype("int64")


@mistake("xor")
def only_second_bit_alone(x):
    """You answer 1 to (0, 1) but not to (1, 0). One straight line cannot have both: it
    takes a second layer."""
    return ((x[:, 0] == 0) & (x[:, 1] == 1)).astype("int64")


@mistake("xor")
def all_but_first_bit_alone(x):
    """You answer 0 to (1, 0), and 1 to all else. Look at the signs of what feeds your last
    gate."""
    return 1 - ((x[:, 0] == 1) & (x[:, 1] == 0)).astype("int64")


@mistake("xor")
def all_but_second_bit_alone(x):
    """You answer 0 to (0, 1), and 1 to all else. Look at the signs of what feeds your last
    gate."""
    return 1 - ((x[:, 0] == 0) & (x[:, 1] == 1)).astype("int64")


@mistake("xor")
def xor_copies_the_first_bit(x):
    """You answer what the first bit is. XOR depends on both bits."""
    return x[:, 0] + 0


@mistake("xor")
def xor_copies_the_second_bit(x):
    """You answer what the second bit is. XOR depends on both bits."""
    return x[:, 1] + 0


@mistake("xor")
def xor_never_fires(x):
    """You answer 0 to every input: no single line separates XOR. Two gates and a third
    after them do."""
    return np.zeros(len(x), "int64")


@mistake("xor")
def xor_always_fires(x):
    """You answer 1 to every input. Look at the last gate: it shall fire only where both
    hidden gates do."""
    return np.ones(len(x), "int64")


@mistake("xor")
def sum_of_the_bits(x):
    """You answer the sum of the bits: 2 for (1, 1), where XOR is 0."""
    return x.sum(axis=1)


@mistake("xor")
def difference_of_the_bits(x):
    """You answer the difference of the bits: -1 for (0, 1), where XOR is 1."""
    return x[:, 0] - x[:, 1]


@mistake("xor")
def hidden_layer_returned(x):
    """You return both hidden gates, (N, 2). A last gate makes one answer of them."""
    return np.stack([solution.gate("or", x), solution.gate("nand", x)], axis=1)


@mistake("xor")
def hidden_layer_laid_flat(x):
    """Your hidden answers lie as (2, N), a row for each gate. The last gate wants a row for
    each example, (N, 2)."""
    hidden = np.array([solution.gate("or", x), solution.gate("nand", x)])
    return solution.gate("and", hidden)


@mistake("xor")
def hidden_layer_reshaped(x):
    """Your hidden layer mixes examples: (2, N) was reshaped to (N, 2). Look for what
    exchanges the axes."""
    hidden = np.array([solution.gate("or", x), solution.gate("nand", x)])
    return solution.gate("and", hidden.reshape(-1, 2))


@mistake("xor")
def xor_of_the_first_row(x):
    """You return one answer, that of the first row. There is one for each row of x."""
    return int(solution.xor(x)[0])


@mistake("xor")
def xor_as_a_column(x):
    """Your answers have shape (N, 1). Asked for is (N,)."""
    return solution.xor(x)[:, None]


@mistake("xor")
def xor_of_booleans(x):
    """You return True and False. Asked for are 0 and 1, of dtype int64."""
    return solution.xor(x).astype("bool")


@mistake("xor")
def xor_of_floats(x):
    """Your zeros and ones are floats. Asked for is dtype int64."""
    return solution.xor(x).astype("float64")


@mistake("xor")
def xor_overwrites_the_bits(x):
    """You write into x, so the caller's bits change. Make a new array for the hidden
    layer."""
    answer = solution.xor(x)
    x[...] = np.stack([solution.gate("or", x), solution.gate("nand", x)], axis=1)
    return answer


@mistake("xor")
def xor_table_whatever_x(x):
    """You answer the four rows of the table in their own order, whatever x holds. Each row
    of x has its answer."""
    return np.array([0, 1, 1, 0])


# perceptron_update: the error


@mistake("perceptron_update")
def moved_away(x, t, w, b, lr):
    """Your weights move the wrong way, so the answer gets worse. Where t is 1 and y is 0
    the sum must grow."""
    return moved(x, -errors(x, t, w, b), w, b, lr)


@mistake("perceptron_update")
def target_for_the_error(x, t, w, b, lr):
    """The target itself moves the weights, also where the answer is right. What counts is
    t minus y."""
    return moved(x, t, w, b, lr)


@mistake("perceptron_update")
def answer_for_the_error(x, t, w, b, lr):
    """The answer y moves the weights, and t plays no part. What counts is t minus y."""
    return moved(x, -solution.perceptron(x, w, b), w, b, lr)


@mistake("perceptron_update")
def error_of_the_sum(x, t, w, b, lr):
    """Your error is t minus the weighted sum: that is the delta rule. Here y is 0 or 1,
    after the step."""
    return moved(x, t - weighted(x, w, b), w, b, lr)


@mistake("perceptron_update")
def error_of_the_sum_without_bias(x, t, w, b, lr):
    """Your error is t minus a sum without its bias. Here y is 0 or 1: bias and step are in
    it."""
    return moved(x, t - x @ w, w, b, lr)


@mistake("perceptron_update")
def error_of_a_sigmoid(x, t, w, b, lr):
    """Your y lies between 0 and 1, as a sigmoid's. Here y is 0 or 1, and a right answer
    moves nothing."""
    return moved(x, t - 1 / (1 + np.exp(-weighted(x, w, b))), w, b, lr)


@mistake("perceptron_update")
def error_times_the_slope(x, t, w, b, lr):
    """No weight ever moves. The slope of a step is 0 and is no part of this rule."""
    return w + 0, b


@mistake("perceptron_update")
def error_without_its_sign(x, t, w, b, lr):
    """Where y is 1 and t is 0 your weights move as if it were the other way round. The
    error has a sign."""
    return moved(x, abs(errors(x, t, w, b)), w, b, lr)


@mistake("perceptron_update")
def only_missed_ones(x, t, w, b, lr):
    """Nothing moves where y is 1 and t is 0. Both kinds of wrong answers count."""
    return moved(x, np.maximum(errors(x, t, w, b), 0), w, b, lr)


@mistake("perceptron_update")
def only_false_ones(x, t, w, b, lr):
    """Nothing moves where y is 0 and t is 1. Both kinds of wrong answers count."""
    return moved(x, np.minimum(errors(x, t, w, b), 0), w, b, lr)


@mistake("perceptron_update")
def targets_of_minus_one(x, t, w, b, lr):
    """Where t is 0 you move as if it were -1. Targets and answers are 0 and 1 here."""
    return moved(x, 2 * t - 1 - solution.perceptron(x, w, b), w, b, lr)


@mistake("perceptron_update")
def answers_of_minus_one(x, t, w, b, lr):
    """Your y is -1 where it should be 0. Targets and answers are 0 and 1 here."""
    return moved(x, t - (2 * solution.perceptron(x, w, b) - 1), w, b, lr)


@mistake("perceptron_update")
def both_of_minus_one(x, t, w, b, lr):
    """Your steps are twice too long, as with targets and answers of -1 and 1. Here they are
    0 and 1."""
    return moved(x, 2 * errors(x, t, w, b), w, b, lr)


@mistake("perceptron_update")
def half_a_step(x, t, w, b, lr):
    """Your steps are half as long as they should be. No 1/2 stands in this rule."""
    return moved(x, 0.5 * errors(x, t, w, b), w, b, lr)


@mistake("perceptron_update")
def answered_without_the_bias(x, t, w, b, lr):
    """Your y is made without the bias. It belongs to the sum."""
    return moved(x, t - above(x @ w), w, b, lr)


@mistake("perceptron_update")
def answered_one_at_zero(x, t, w, b, lr):
    """In your update a sum of exactly 0 gives y = 1. A perceptron answers 0 there."""
    return moved(x, t - (weighted(x, w, b) >= 0), w, b, lr)


@mistake("perceptron_update")
def answered_above_one_half(x, t, w, b, lr):
    """In your update the sum has to be above 0.5 for y = 1. The threshold is 0."""
    return moved(x, t - (weighted(x, w, b) > 0.5), w, b, lr)


# perceptron_update: the step


@mistake("perceptron_update")
def bias_left_as_it_was(x, t, w, b, lr):
    """Your bias never moves. It learns as a weight does whose input is always 1."""
    return moved(x, errors(x, t, w, b), w, b, lr)[0], b


@mistake("perceptron_update")
def weights_left_as_they_were(x, t, w, b, lr):
    """Your weights never move, only the bias. Each weight moves by the error times its
    input."""
    return w + 0, moved(x, errors(x, t, w, b), w, b, lr)[1]


@mistake("perceptron_update")
def bias_moved_away(x, t, w, b, lr):
    """The weights are right, but your bias moves the wrong way. It has the sign of the
    error."""
    error = errors(x, t, w, b)
    return moved(x, error, w, b, lr)[0], b - lr * float(error.sum())


@mistake("perceptron_update")
def weights_moved_away(x, t, w, b, lr):
    """The bias is right, but your weights move the wrong way. Where t is 1 and y is 0 the
    sum must grow."""
    error = errors(x, t, w, b)
    return moved(x, -error, w, b, lr)[0], b + lr * float(error.sum())


@mistake("perceptron_update")
def weights_moved_away_alone(x, t, w, b, lr):
    """Your weights move the wrong way, and your bias never moves. Where t is 1 and y is 0
    the sum must grow."""
    return moved(x, -errors(x, t, w, b), w, b, lr)[0], b


@mistake("perceptron_update")
def bias_without_rate(x, t, w, b, lr):
    """The weights are right; lr is missing where the bias moves."""
    error = errors(x, t, w, b)
    return moved(x, error, w, b, lr)[0], b + float(error.sum())


@mistake("perceptron_update")
def weights_without_rate(x, t, w, b, lr):
    """The bias is right; lr is missing where the weights move."""
    error = errors(x, t, w, b)
    return moved(x, error, w, b, 1)[0], b + lr * float(error.sum())


@mistake("perceptron_update")
def rate_forgotten(x, t, w, b, lr):
    """Your steps do not depend on lr. Each change is lr times the error, and for a weight
    times its input."""
    return moved(x, errors(x, t, w, b), w, b, 1)


@mistake("perceptron_update")
def rate_twice(x, t, w, b, lr):
    """Your steps have lr in them twice."""
    return moved(x, errors(x, t, w, b), w, b, lr * lr)


@mistake("perceptron_update")
def input_forgotten(x, t, w, b, lr):
    """All weights move by the same amount. Each moves by the error times its own input."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * error.sum(), b + lr * float(error.sum())


@mistake("perceptron_update")
def weight_for_the_input(x, t, w, b, lr):
    """You multiply the error by the weight. It is multiplied by the input that the weight
    belongs to."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * error.sum() * w, b + lr * float(error.sum())


@mistake("perceptron_update")
def bias_times_inputs(x, t, w, b, lr):
    """Your bias moves by errors times inputs. Its input is always 1: the errors alone are
    added."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * (error @ x), b + lr * float((error @ x).sum())


@mistake("perceptron_update")
def bias_times_bias(x, t, w, b, lr):
    """You multiply the error by the bias. Its input is always 1: the errors alone are
    added."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * (error @ x), b + lr * float(error.sum()) * b


@mistake("perceptron_update")
def averaged_over_examples(x, t, w, b, lr):
    """Your changes are divided by the number of examples. This rule adds them up."""
    return moved(x, errors(x, t, w, b), w, b, lr / len(x))


@mistake("perceptron_update")
def one_example_after_the_other(x, t, w, b, lr):
    """You use the new weights from the second example on. All answers y are to come from
    the old w and b."""
    for n in range(len(x)):
        w, b = solution.perceptron_update(x[n : n + 1], t[n : n + 1], w, b, lr)
    return w, b


@mistake("perceptron_update")
def only_the_first_example_moves(x, t, w, b, lr):
    """Only the first example counts. The changes of all examples are added."""
    return solution.perceptron_update(x[:1], t[:1], w, b, lr)


@mistake("perceptron_update")
def only_the_last_example_moves(x, t, w, b, lr):
    """Only the last example counts. The changes of all examples are added."""
    return solution.perceptron_update(x[-1:], t[-1:], w, b, lr)


@mistake("perceptron_update")
def only_the_first_wrong_one(x, t, w, b, lr):
    """You stop after the first wrong answer. The changes of all examples are added."""
    wrong = np.flatnonzero(errors(x, t, w, b))[:1]
    return solution.perceptron_update(x[wrong], t[wrong], w, b, lr)


@mistake("perceptron_update")
def errors_summed_before(x, t, w, b, lr):
    """You sum errors and inputs apart, then multiply. Each example's error belongs to its
    own inputs: multiply first."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * error.sum() * x.sum(axis=0), b + lr * float(error.sum())


@mistake("perceptron_update")
def bias_after_the_weights(x, t, w, b, lr):
    """Your bias moves by the errors of the new weights. Both changes come from the old w
    and b."""
    new = moved(x, errors(x, t, w, b), w, b, lr)[0]
    return new, moved(x, errors(x, t, new, b), w, b, lr)[1]


@mistake("perceptron_update")
def repeated_until_right(x, t, w, b, lr):
    """You go on for several steps. Asked for is one, whether it is enough or not."""
    for _ in range(100):
        w, b = solution.perceptron_update(x, t, w, b, lr)
    return w, b


@mistake("perceptron_update")
def changes_alone(x, t, w, b, lr):
    """You return the changes. Asked for are the new weights and the new bias."""
    return moved(x, errors(x, t, w, b), 0 * w, 0 * b, lr)


@mistake("perceptron_update")
def change_of_each_example(x, t, w, b, lr):
    """You return one row of weights for each example. The changes of all examples are
    added: look at the axis."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * error[:, None] * x, b + lr * float(error.sum())


@mistake("perceptron_update")
def bias_of_each_example(x, t, w, b, lr):
    """Your bias has become one number for each example. The errors are added up: b is a
    single number."""
    error = errors(x, t, w, b)
    return moved(x, error, w, b, lr)[0], b + lr * error


@mistake("perceptron_update")
def bias_first(x, t, w, b, lr):
    """You return the bias first. Asked for is (w_new, b_new)."""
    return solution.perceptron_update(x, t, w, b, lr)[::-1]


@mistake("perceptron_update")
def only_weights_returned(x, t, w, b, lr):
    """You return the weights alone. Asked for is the pair (w_new, b_new)."""
    return solution.perceptron_update(x, t, w, b, lr)[0]


@mistake("perceptron_update")
def weights_in_float64(x, t, w, b, lr):
    """Your weights become float64 whatever they were: int64 errors times float32 are
    float64. Look at the dtype of your error."""
    w_new, b_new = solution.perceptron_update(x, t, w, b, lr)
    return w_new.astype("float64"), b_new


@mistake("perceptron_update")
def weights_changed_in_place(x, t, w, b, lr):
    """You change w itself, so the caller's weights change too. Make a new array."""
    w_new, b_new = solution.perceptron_update(x, t, w, b, lr)
    w[...] = w_new
    return w, b_new


@mistake("perceptron_update")
def weights_written_over(x, t, w, b, lr):
    """You write the new weights into w itself, so the caller's weights change. Make a new
    array first."""
    w_new, b_new = solution.perceptron_update(x, t, w, b, lr)
    w[...] = w_new
    return w_new, b_new


@mistake("perceptron_update")
def bias_of_the_first_error(x, t, w, b, lr):
    """The weights are right, but your bias moves by the first error alone. All errors are
    added."""
    error = errors(x, t, w, b)
    return moved(x, error, w, b, lr)[0], b + lr * float(error[0])


@mistake("perceptron_update")
def errors_times_mean_inputs(x, t, w, b, lr):
    """You sum the errors, then multiply by the mean of the inputs. Each error belongs to its
    own inputs: multiply first."""
    error = errors(x, t, w, b).astype(w.dtype)
    return w + lr * error.sum() * x.mean(axis=0), b + lr * float(error.sum())
