"""Known wrong answers of ex17, Adam."""

import numpy as np


def averages(grad, m, v, betas):
    """The right new m and v."""
    return betas[0] * m + (1 - betas[0]) * grad, betas[1] * v + (1 - betas[1]) * grad**2


def moved(param, m, v, t, lr, betas, eps):
    """The right step of param, once the new m and v are known."""
    with np.errstate(all="ignore"):
        m_hat, v_hat = m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)
        return param - lr * m_hat / (np.sqrt(v_hat) + eps)


def walked(step, start, curvature, lrs, betas, eps):
    """The path of another step than the solution's."""
    param, m, v, path = start, np.zeros_like(start), np.zeros_like(start), []
    with np.errstate(all="ignore"):
        for t, lr in enumerate(lrs, start=1):
            param, m, v = step(param, curvature * param, m, v, t, lr, betas, eps)
            path.append(param)
    return np.stack(path)


# adam_step: the averages


@mistake("adam_step")
def m_adds_whole_gradients(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The gradient enters your m whole, as in the momentum of ex15. Adam's m is an
    average."""
    _, v = averages(grad, m, v, betas)
    m = betas[0] * m + grad
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def v_adds_whole_squares(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The squared gradient enters your v whole. v is an average: the weights sum to 1."""
    m, _ = averages(grad, m, v, betas)
    v = betas[1] * v + grad**2
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def weights_exchanged(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """In both averages the new term has the weight beta and the past 1 - beta. With 0.9,
    which should last?"""
    m, v = averages(grad, m, v, (1 - betas[0], 1 - betas[1]))
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def weights_of_m_exchanged(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """In m the gradient has the weight beta1, and the past 1 - beta1. It is the past that
    beta1 belongs to."""
    m, v = averages(grad, m, v, (1 - betas[0], betas[1]))
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def weights_of_v_exchanged(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """In v the new square has the weight beta2, and the past 1 - beta2. It is the past
    that beta2 belongs to."""
    m, v = averages(grad, m, v, (betas[0], 1 - betas[1]))
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def betas_exchanged(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your two betas are exchanged. The first of the pair belongs to m, the second to
    v."""
    return solution.adam_step(param, grad, m, v, t, lr, betas[::-1], eps)


@mistake("adam_step")
def one_beta_for_both(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """beta1 is used for both averages. v has a beta of its own, the second of the
    pair."""
    return solution.adam_step(param, grad, m, v, t, lr, (betas[0], betas[0]), eps)


@mistake("adam_step")
def betas_are_always_the_usual(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You use 0.9 and 0.999 whatever betas are given. Use the argument: these are only
    its default."""
    return solution.adam_step(param, grad, m, v, t, lr, eps=eps)


@mistake("adam_step")
def v_of_the_gradient(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """v averages the gradient itself, not its square. A negative v has no root."""
    m, _ = averages(grad, m, v, betas)
    v = betas[1] * v + (1 - betas[1]) * grad
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def v_of_m_squared(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """v averages the square of m. It is made from the square of the gradient."""
    m, _ = averages(grad, m, v, betas)
    v = betas[1] * v + (1 - betas[1]) * m**2
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def v_of_sizes(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """v averages the absolute value of the gradient, not its square."""
    m, _ = averages(grad, m, v, betas)
    v = betas[1] * v + (1 - betas[1]) * abs(grad)
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def one_square_for_all(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Every v gets the mean square of all gradients. Each parameter has a v of its own,
    element by element."""
    m, _ = averages(grad, m, v, betas)
    v = betas[1] * v + (1 - betas[1]) * (grad**2).mean()
    return moved(param, m, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def averages_started_anew(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The m and v that you were given have no effect. Both averages go on from the last
    step."""
    return solution.adam_step(param, grad, 0 * m, 0 * v, t, lr, betas, eps)


@mistake("adam_step")
def v_never_shrinks(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your v never gets smaller, as in AMSGrad. In Adam it may."""
    m, new = averages(grad, m, v, betas)
    new = np.maximum(v, new)
    return moved(param, m, new, t, lr, betas, eps), m, new


# adam_step: the correction


@mistake("adam_step")
def nothing_corrected(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """m and v are right, but they move param as they are. In the first steps both are too
    small: correct them."""
    m, v = averages(grad, m, v, betas)
    return param - lr * m / (np.sqrt(v) + eps), m, v


@mistake("adam_step")
def only_m_corrected(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """m is corrected, v is not, so the first steps are far too long. Both begin as
    zeros."""
    m, v = averages(grad, m, v, betas)
    return param - lr * m / (1 - betas[0] ** t) / (np.sqrt(v) + eps), m, v


@mistake("adam_step")
def only_v_corrected(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """v is corrected, m is not, so the first steps are too short. Both begin as zeros."""
    m, v = averages(grad, m, v, betas)
    return param - lr * m / (np.sqrt(v / (1 - betas[1] ** t)) + eps), m, v


@mistake("adam_step")
def root_of_the_correction_forgotten(
    param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8
):
    """Your divisor has v's correction outside the root, where its root is due. Correct v
    first, then take the root."""
    m, v = averages(grad, m, v, betas)
    divisor = np.sqrt(v) / (1 - betas[1] ** t) + eps
    return param - lr * m / (1 - betas[0] ** t) / divisor, m, v


@mistake("adam_step")
def correction_of_every_first_step(
    param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8
):
    """Your correction is that of step 1 in every step. t belongs in it, as an
    exponent."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, 1, lr, betas, eps), m, v


@mistake("adam_step")
def beta_times_t(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """In your correction beta is multiplied by t. It is raised to the power t."""
    m, v = averages(grad, m, v, betas)
    with np.errstate(all="ignore"):
        m_hat, v_hat = m / np.float64(1 - betas[0] * t), v / np.float64(1 - betas[1] * t)
        return param - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


@mistake("adam_step")
def power_of_the_difference(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your correction is the power t of 1 - beta. Only beta has the exponent: look at your
    brackets."""
    m, v = averages(grad, m, v, betas)
    m_hat, v_hat = m / (1 - betas[0]) ** t, v / (1 - betas[1]) ** t
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


@mistake("adam_step")
def only_the_first_corrected(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your first step is corrected, and no later one. The averages are too small for many
    steps: correct in each."""
    if t > 1:
        return nothing_corrected(param, grad, m, v, t, lr, betas, eps)
    return solution.adam_step(param, grad, m, v, t, lr, betas, eps)


@mistake("adam_step")
def beta1_corrects_both(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Both averages are corrected with beta1. v has a beta of its own, there too."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, t, lr, (betas[0], betas[0]), eps), m, v


@mistake("adam_step")
def corrections_exchanged(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """m is corrected with beta2, and v with beta1. Each is corrected with the beta that it
    is averaged with."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, t, lr, betas[::-1], eps), m, v


@mistake("adam_step")
def t_from_zero(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your correction takes t - 1 for t, which divides by 0 in the first step. t is 1
    there already."""
    m, v = averages(grad, m, v, betas)
    zero = np.zeros(1, param.dtype)
    ones = [zero + 1 - beta ** (t - 1) for beta in betas]
    with np.errstate(all="ignore"):
        return param - lr * (m / ones[0]) / (np.sqrt(v / ones[1]) + eps), m, v


@mistake("adam_step")
def t_minus_one_in_plain_numbers(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your correction takes t - 1 for t: a ZeroDivisionError in the first step. t is 1
    there already."""
    m, v = averages(grad, m, v, betas)
    rate = lr / (1 - betas[0] ** (t - 1))
    return param - rate * m / (np.sqrt(v / (1 - betas[1] ** (t - 1))) + eps), m, v


@mistake("adam_step")
def t_one_too_large(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your correction takes t + 1 for t. t is 1 in the first step already: use it as it
    is."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, t + 1, lr, betas, eps), m, v


@mistake("adam_step")
def correction_multiplied(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You multiply m and v by the correction, which makes both even smaller. They are
    divided by it."""
    m, v = averages(grad, m, v, betas)
    m_hat, v_hat = m * (1 - betas[0] ** t), v * (1 - betas[1] ** t)
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


@mistake("adam_step")
def corrected_ones_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your param is right, but you return the corrected averages. The next step needs m
    and v as they were before."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)


@mistake("adam_step")
def corrected_m_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your param and v are right, but you return m_hat in place of m. The next step needs
    m as it was before the correction."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, m / (1 - betas[0] ** t), v


@mistake("adam_step")
def corrected_v_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your param and m are right, but you return v_hat in place of v. The next step needs
    v as it was before the correction."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, m, v / (1 - betas[1] ** t)


@mistake("adam_step")
def nothing_corrected_and_eps_under_the_root(
    param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8
):
    """m and v move param uncorrected, and eps stands under the root. Begin with the
    correction: in the first steps both are too small."""
    m, v = averages(grad, m, v, betas)
    return param - lr * m / np.sqrt(v + eps), m, v


# adam_step: the step


@mistake("adam_step")
def gradient_for_m(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The gradient stands above the line in your step, as in RMSProp. In Adam it is
    m_hat."""
    m, v = averages(grad, m, v, betas)
    return param - lr * grad / (np.sqrt(v / (1 - betas[1] ** t)) + eps), m, v


@mistake("adam_step")
def not_divided(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your param moves by lr * m_hat. The step is divided by the root of v_hat."""
    m, v = averages(grad, m, v, betas)
    return param - lr * m / (1 - betas[0] ** t), m, v


@mistake("adam_step")
def root_forgotten(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You divide by v_hat itself. Between v_hat and the division there is a root."""
    m, v = averages(grad, m, v, betas)
    divisor = v / (1 - betas[1] ** t) + eps
    return param - lr * m / (1 - betas[0] ** t) / divisor, m, v


@mistake("adam_step")
def half_of_v_divides(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You divide by half of v_hat, not by its root. A power binds more tightly than a
    division."""
    m, v = averages(grad, m, v, betas)
    divisor = v / (1 - betas[1] ** t) / 2 + eps
    return param - lr * m / (1 - betas[0] ** t) / divisor, m, v


@mistake("adam_step")
def old_m_moves(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """param moves by the m that you were given. The new m comes first, then the step."""
    new_m, new_v = averages(grad, m, v, betas)
    return moved(param, m, new_v, t, lr, betas, eps), new_m, new_v


@mistake("adam_step")
def old_averages_move(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """param moves by the m and v that you were given. The new ones come first, then the
    step."""
    return moved(param, m, v, t, lr, betas, eps), *averages(grad, m, v, betas)


@mistake("adam_step")
def looks_ahead(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your step mixes m_hat with the gradient once more, as in Nesterov. Adam uses m_hat
    alone."""
    m, v = averages(grad, m, v, betas)
    ahead = betas[0] * m + (1 - betas[0]) * grad
    return moved(param, ahead, v, t, lr, betas, eps), m, v


@mistake("adam_step")
def uphill(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """m and v are right, but param moves the other way, uphill. Look at the sign before
    lr."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return 2 * param - new, m, v


@mistake("adam_step")
def rate_left_out(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The learning rate is missing in your step."""
    return solution.adam_step(param, grad, m, v, t, 1.0, betas, eps)


@mistake("adam_step")
def rate_is_always_0_001(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your learning rate is 0.001 whatever is given. Use the argument: 0.001 is only its
    default."""
    return solution.adam_step(param, grad, m, v, t, 1e-3, betas, eps)


@mistake("adam_step")
def old_averages_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your param is right, but you return the m and v that you were given. The next step
    needs the new ones."""
    new, _, _ = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, m.copy(), v.copy()


# adam_step: eps


@mistake("adam_step")
def eps_as_in_keras(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """eps is added to the root of v before the correction, as in Keras. In PyTorch's form
    it is added to the corrected root."""
    m, v = averages(grad, m, v, betas)
    rate = lr * np.sqrt(1 - betas[1] ** t) / (1 - betas[0] ** t)
    return param - (rate * m / (np.sqrt(v) + eps)).astype(param.dtype), m, v


@mistake("adam_step")
def as_in_the_book(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """As in the book you add 1e-7, whatever eps is, to the root of v before the correction.
    Add eps to the corrected root."""
    return eps_as_in_keras(param, grad, m, v, t, lr, betas, 1e-7)


@mistake("adam_step")
def eps_under_the_root(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """eps stands under your root, right for ordinary gradients only. In PyTorch's form it
    is added to the root."""
    m, v = averages(grad, m, v, betas)
    divisor = np.sqrt(v / (1 - betas[1] ** t) + eps)
    return param - lr * m / (1 - betas[0] ** t) / divisor, m, v


@mistake("adam_step")
def eps_left_out(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """eps has no effect, and a gradient of 0 can become 0 / 0, which is nan."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, t, lr, betas, 0), m, v


@mistake("adam_step")
def eps_is_always_1e_8(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You use 1e-8 whatever eps is given. Use the argument: 1e-8 is only its default."""
    return solution.adam_step(param, grad, m, v, t, lr, betas)


@mistake("adam_step")
def eps_is_always_1e_7(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You use 1e-7 whatever eps is given, as Keras has it. Use the argument."""
    return solution.adam_step(param, grad, m, v, t, lr, betas, 1e-7)


@mistake("adam_step")
def eps_outside_the_division(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """eps is added to param, not to the root that divides. The divisor needs brackets of
    its own."""
    m, v = averages(grad, m, v, betas)
    return moved(param, m, v, t, lr, betas, 0) + eps, m, v


# adam_step: form


@mistake("adam_step")
def v_before_m(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You return v before m. Asked for are (param, m, v), in this order."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, v, m


@mistake("adam_step")
def param_last(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You return param last. Asked for are (param, m, v), in this order."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return m, v, new


@mistake("adam_step")
def only_param_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You return param alone. The caller needs m and v too, for the next step."""
    return solution.adam_step(param, grad, m, v, t, lr, betas, eps)[0]


@mistake("adam_step")
def averages_changed_and_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """The caller's own m and v are changed, and you return these arrays. Make new ones."""
    new, m[...], v[...] = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new, m, v


@mistake("adam_step")
def param_changed_and_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You write into the caller's param and return it. Make a new array for the new
    param."""
    param[...], m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return param, m, v


@mistake("adam_step")
def all_changed_and_returned(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """You write into the caller's param, m and v and return them. Make new arrays for all
    three."""
    param[...], m[...], v[...] = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return param, m, v


@mistake("adam_step")
def step_in_float64(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """Your results are float64 whatever you were given. Look at each array that you create
    without a dtype."""
    given = (array.astype("float64") for array in (param, grad, m, v))
    return solution.adam_step(*given, t, lr, betas, eps)


@mistake("adam_step")
def only_param_in_float64(param, grad, m, v, t, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
    """m and v keep float32, but your param becomes float64. See whether your step has a
    NumPy number in it, such as a root."""
    new, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
    return new.astype("float64"), m, v


# adam_path: what goes on from step to step


@mistake("adam_path")
def t_is_always_1(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every step of your path has t = 1. t counts: 1, 2, 3."""

    def step(param, grad, m, v, t, *rest):
        return solution.adam_step(param, grad, m, v, 1, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def t_begins_at_0(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path begins with t = 0, which divides by 0 in the correction. The first step
    has t = 1."""

    def step(param, grad, m, v, t, *rest):
        return solution.adam_step(param, grad, m, v, t - 1, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def t_begins_at_2(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path begins with t = 2. The first step has t = 1: see where you count."""

    def step(param, grad, m, v, t, *rest):
        return solution.adam_step(param, grad, m, v, t + 1, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def averages_reset_in_every_step(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every step of your path begins with m and v of zeros. Both go on from step to
    step."""

    def step(param, grad, m, v, *rest):
        return solution.adam_step(param, grad, 0 * m, 0 * v, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def all_begun_anew_in_every_step(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every step of your path is a first step: m and v of zeros, t = 1. All three go on
    from step to step."""

    def step(param, grad, m, v, t, *rest):
        return solution.adam_step(param, grad, 0 * m, 0 * v, 1, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def one_array_for_both_averages(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """m and v of your path are one array: what is written to one is in the other. Make
    zeros for each of them."""

    def step(param, grad, m, v, t, lr, betas, eps):
        both = averages(grad, m, v, betas)[0]
        both = averages(grad, both, both, betas)[1]
        return moved(param, both, both, t, lr, betas, eps), both, both

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def averages_exchanged(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """From the second step on, m and v of your path are exchanged. See in which order
    adam_step returns them."""

    def step(*arguments):
        param, m, v = solution.adam_step(*arguments)
        return param, v, m

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def corrected_averages_go_on(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """The corrected averages go on to the next step of your path. Hand on m and v as
    adam_step returned them."""

    def step(param, grad, m, v, t, lr, betas, eps):
        param, m, v = solution.adam_step(param, grad, m, v, t, lr, betas, eps)
        return param, m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def path_without_correction(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """The steps of your path use m and v uncorrected. Let adam_step make them."""

    def step(param, grad, m, v, t, lr, betas, eps):
        m, v = averages(grad, m, v, betas)
        return param - lr * m / (np.sqrt(v) + eps), m, v

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def path_eps_as_in_keras(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path adds eps to the root of v before the correction, as in Keras. Let adam_step
    make the steps."""

    def step(param, grad, m, v, t, lr, betas, eps):
        m, v = averages(grad, m, v, betas)
        later = eps / (1 - betas[1] ** t) ** 0.5
        return moved(param, m, v, t, lr, betas, later), m, v

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def plain_descent(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """The steps of your path are lr times the gradient, without m and v. Let adam_step make
    them."""

    def step(param, grad, m, v, t, lr, betas, eps):
        return param - lr * grad, m, v

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def gradient_of_the_start(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every step of your path uses the gradient at the start. Take it anew, where param is
    now."""

    def step(param, grad, *rest):
        return solution.adam_step(param, curvature * start, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def every_step_from_the_start(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every step of your path leaves from the start. Each goes on where the last one
    ended."""

    def step(param, grad, *rest):
        return solution.adam_step(start, curvature * start, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def first_rate_throughout(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path uses the first learning rate in every step. Step s has a number of its own
    in lrs."""
    return solution.adam_path(start, curvature, lrs[:1] * len(lrs), betas, eps)


@mistake("adam_path")
def last_rate_throughout(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path uses the last learning rate in every step. Step s has a number of its own
    in lrs."""
    return solution.adam_path(start, curvature, lrs[-1:] * len(lrs), betas, eps)


@mistake("adam_path")
def rates_not_handed_on(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path has steps of 0.001, whatever lrs holds. See which arguments you hand
    on."""
    return solution.adam_path(start, curvature, [1e-3] * len(lrs), betas, eps)


@mistake("adam_path")
def betas_not_handed_on(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path has the usual betas whatever is given. See which arguments you hand on."""
    return solution.adam_path(start, curvature, lrs, eps=eps)


@mistake("adam_path")
def eps_not_handed_on(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path has the usual eps whatever is given. See which arguments you hand on."""
    return solution.adam_path(start, curvature, lrs, betas)


@mistake("adam_path")
def neither_handed_on(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """betas and eps have no effect on your path. See which arguments you hand on."""
    return solution.adam_path(start, curvature, lrs)


# adam_path: gradients and rows


@mistake("adam_path")
def value_for_the_gradient(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your gradient has the square of param in it, as the valley does. The derivative of a
    square has no square."""

    def step(param, grad, *rest):
        return solution.adam_step(param, 0.5 * param * grad, *rest)

    return walked(step, start, curvature, lrs, betas, eps)


@mistake("adam_path")
def gradient_without_curvature(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path takes param itself for the gradient. With a small eps it hardly shows: the
    curvature is missing."""
    return solution.adam_path(start, np.ones_like(curvature), lrs, betas, eps)


@mistake("adam_path")
def two_kept(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your gradient is twice as large as it should be. With a small eps it hardly shows:
    Adam divides it away."""
    return solution.adam_path(start, 2 * curvature, lrs, betas, eps)


@mistake("adam_path")
def start_in_the_path(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path has a row more than there are steps: the start. Only the places after a
    step are asked for."""
    return np.vstack([start, solution.adam_path(start, curvature, lrs, betas, eps)])


@mistake("adam_path")
def rows_before_the_steps(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Each row of your path is param before its step, so the first is the start. Write
    the row after the step."""
    path = solution.adam_path(start, curvature, lrs, betas, eps)
    return np.vstack([start, path[:-1]])


@mistake("adam_path")
def last_row_only(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """You return the last place alone. Asked for is a row for every step."""
    return solution.adam_path(start, curvature, lrs, betas, eps)[-1].copy()


@mistake("adam_path")
def last_row_in_every_row(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Every row of your path is the last place. Your list may hold one array many times:
    see whether a step makes a new one."""
    path = solution.adam_path(start, curvature, lrs, betas, eps)
    return np.stack([path[-1]] * len(path))


@mistake("adam_path")
def list_of_rows(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """You return a list of arrays. Make one array of it, with a row for every step."""
    return list(solution.adam_path(start, curvature, lrs, betas, eps))


@mistake("adam_path")
def path_in_float64(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """Your path is float64 whatever you were given. Look at each array that you create
    without a dtype."""
    return solution.adam_path(start, curvature, lrs, betas, eps).astype("float64")


@mistake("adam_path")
def start_moved(start, curvature, lrs, betas=(0.9, 0.999), eps=1e-8):
    """The caller's own start is moved along. Let param be a new array before it moves."""
    path = solution.adam_path(start, curvature, lrs, betas, eps)
    start[...] = path[-1]
    return path
