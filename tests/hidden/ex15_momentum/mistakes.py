"""Known wrong answers of ex15, momentum and Nesterov."""

import numpy as np


def moved(param, grad, velocity, lr, momentum, nesterov):
    """The step of param once the new velocity is known."""
    return param - lr * (grad + momentum * velocity if nesterov else velocity)


def walked(step, start, curvature, lrs, momentum, nesterov):
    """The path of another step than the solution's."""
    param, velocity, path = start, np.zeros_like(start), []
    for lr in lrs:
        param, velocity = step(param, curvature * param, velocity, lr, momentum, nesterov)
        path.append(param)
    return np.stack(path)


# sgd_momentum_step: the velocity


@mistake("sgd_momentum_step")
def average_for_the_sum(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The gradient enters your velocity with the weight 1 - momentum, as in an average.
    Here it enters whole."""
    velocity = momentum * velocity + (1 - momentum) * grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def weights_exchanged(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity gives momentum to the gradient and 1 - momentum to the past. momentum
    belongs to the old velocity."""
    velocity = momentum * grad + (1 - momentum) * velocity
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def momentum_times_the_gradient(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """momentum multiplies the gradient, and the old velocity stays whole. It is the old
    velocity that fades."""
    velocity = velocity + momentum * grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def momentum_times_both(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """momentum multiplies the gradient too. In the new velocity this step's gradient is
    whole: look at your brackets."""
    velocity = momentum * (velocity + grad)
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def velocity_never_fades(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your old velocity stays whole, whatever momentum is. Each step keeps only a part of
    it."""
    velocity = velocity + grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def gradient_subtracted(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The gradient is subtracted in your velocity, and lr times the velocity from param:
    two signs, so you go uphill."""
    velocity = momentum * velocity - grad
    direction = momentum * velocity - grad if nesterov else velocity
    return param - lr * direction, velocity


@mistake("sgd_momentum_step")
def velocity_with_the_opposite_sign(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The gradient is subtracted in your velocity, and the velocity is added to param.
    PyTorch's velocity adds gradients, and param subtracts it."""
    velocity = momentum * velocity - grad
    direction = momentum * velocity - grad if nesterov else velocity
    return param + lr * direction, velocity


@mistake("sgd_momentum_step")
def old_velocity_subtracted(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """In your velocity the old one is subtracted from the gradient. Both have the same
    sign there."""
    velocity = grad - momentum * velocity
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def form_of_keras(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity holds -lr * grad, as in Keras. In PyTorch's form lr is multiplied
    when param moves, not before."""
    velocity = momentum * velocity - lr * grad
    return param + (momentum * velocity - lr * grad if nesterov else velocity), velocity


@mistake("sgd_momentum_step")
def form_of_keras_without_nesterov(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity holds -lr * grad, as in Keras, and nesterov changes nothing. Look
    first at where lr is multiplied."""
    velocity = momentum * velocity - lr * grad
    return param + velocity, velocity


@mistake("sgd_momentum_step")
def nesterov_of_the_old_velocity_with_the_new(
    param, grad, velocity, lr, momentum=0.9, nesterov=False
):
    """Your velocity holds -lr * grad, and with nesterov=True momentum counts twice for
    the new velocity. Only the old one fades twice."""
    velocity = momentum * velocity - lr * grad
    change = momentum**2 * velocity - (1 + momentum) * lr * grad
    return param + (change if nesterov else velocity), velocity


@mistake("sgd_momentum_step")
def rate_in_the_velocity(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity holds lr * grad. In PyTorch's form the velocity is made of gradients
    alone, and lr comes after it."""
    velocity = momentum * velocity + lr * grad
    return param - (lr * grad + momentum * velocity if nesterov else velocity), velocity


@mistake("sgd_momentum_step")
def rate_twice(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """lr counts twice for the gradient: in the velocity, and again when param moves. Only
    the second belongs there."""
    velocity = momentum * velocity + lr * grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def velocity_started_anew(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The velocity that you were given has no effect: yours is this step's gradient.
    Where does the past come in?"""
    return solution.sgd_momentum_step(param, grad, 0 * velocity, lr, momentum, nesterov)


@mistake("sgd_momentum_step")
def first_gradient_twice(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """From rest your velocity is (1 + momentum) * grad: the first gradient is counted
    twice. From rest it is grad."""
    given = velocity if velocity.any() else grad
    return solution.sgd_momentum_step(param, grad, given, lr, momentum, nesterov)


@mistake("sgd_momentum_step")
def momentum_is_always_0_9(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You use 0.9 whatever momentum is given. Use the argument: 0.9 is only its
    default."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, 0.9, nesterov)


# sgd_momentum_step: the step


@mistake("sgd_momentum_step")
def uphill(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity is right, but param moves the other way, uphill. Look at the sign
    before lr."""
    new, velocity = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    return 2 * param - new, velocity


@mistake("sgd_momentum_step")
def rate_left_out(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity is right, but param moves by all of it. The learning rate is
    missing."""
    return solution.sgd_momentum_step(param, grad, velocity, 1.0, momentum, nesterov)


@mistake("sgd_momentum_step")
def step_along_the_gradient(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your velocity is right, but param moves by lr * grad alone. It is the new velocity
    that moves param."""
    velocity = momentum * velocity + grad
    return param - lr * grad, velocity


@mistake("sgd_momentum_step")
def step_along_the_old_velocity(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """param moves by the old velocity, so this step's gradient comes one step late. See
    which of the two is used."""
    new = momentum * velocity + grad
    return param - lr * (grad + momentum * new if nesterov else velocity), new


@mistake("sgd_momentum_step")
def step_along_the_old_velocity_in_both_forms(
    param, grad, velocity, lr, momentum=0.9, nesterov=False
):
    """Your velocity is right, but param moves with the old one, with nesterov and without.
    See which of the two is used."""
    new = momentum * velocity + grad
    return param - lr * (new if nesterov else velocity), new


@mistake("sgd_momentum_step")
def gradient_alone_has_the_rate(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """In both forms lr multiplies the gradient, but not momentum times the velocity. See
    where your brackets begin and end."""
    new = momentum * velocity + grad
    return param - lr * grad - momentum * (new if nesterov else velocity), new


@mistake("sgd_momentum_step")
def old_velocity_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your param is right, but you return the velocity that you were given. The next step
    needs the new one."""
    new, _ = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    return new, velocity.copy()


@mistake("sgd_momentum_step")
def direction_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True your second result is the direction of the step. The velocity is
    the same with and without nesterov."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    return new, grad + momentum * v if nesterov else v


@mistake("sgd_momentum_step")
def move_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your second result is how far param has moved. Asked for is the new velocity, which
    has no lr in it."""
    new, _ = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    return new, param - new


@mistake("sgd_momentum_step")
def pair_exchanged(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You return the velocity first. Asked for is the pair (param, velocity)."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)[::-1]


@mistake("sgd_momentum_step")
def only_param_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You return param alone. The caller needs the new velocity too, for the next
    step."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)[0]


# sgd_momentum_step: Nesterov


@mistake("sgd_momentum_step")
def nesterov_is_plain(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """nesterov=True gives the plain step. Note that grad + momentum * the old velocity is
    the new velocity itself."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, False)


@mistake("sgd_momentum_step")
def always_nesterov(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You make Nesterov's step also where nesterov is False."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, True)


@mistake("sgd_momentum_step")
def nesterov_turned_round(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You make the plain step for nesterov=True, and Nesterov's for False. Exchange the
    two."""
    return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, not nesterov)


@mistake("sgd_momentum_step")
def nesterov_without_the_gradient(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True param moves by momentum * velocity only. This step's gradient is
    added to it."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
    return param - lr * momentum * v if nesterov else new, v


@mistake("sgd_momentum_step")
def nesterov_with_the_whole_velocity(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True you add the whole new velocity to the gradient. Only momentum
    times it is added."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
    return param - lr * (grad + v) if nesterov else new, v


@mistake("sgd_momentum_step")
def nesterov_without_the_rate_for_momentum(
    param, grad, velocity, lr, momentum=0.9, nesterov=False
):
    """With nesterov=True lr multiplies the gradient, but not momentum times the velocity.
    See where your brackets begin and end."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
    return param - lr * grad - momentum * v if nesterov else new, v


@mistake("sgd_momentum_step")
def nesterov_as_keras_moves(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True you add momentum times the velocity to param, without lr, as Keras
    does. Your velocity is PyTorch's, of gradients alone."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
    return param + momentum * v - lr * grad if nesterov else new, v


@mistake("sgd_momentum_step")
def nesterov_with_the_two_exchanged(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True you add momentum times the gradient to the whole velocity. It is
    the other way round: the gradient is whole."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
    return param - lr * (v + momentum * grad) if nesterov else new, v


@mistake("sgd_momentum_step")
def nesterov_moves_ahead_as_well(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True you first move by momentum * velocity, then by the velocity.
    PyTorch's param is already the place ahead."""
    v = momentum * velocity + grad
    ahead = param - lr * momentum * velocity if nesterov else param
    return ahead - lr * v, v


@mistake("sgd_momentum_step")
def nesterov_moves_ahead_after(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True param moves by the velocity and by momentum times it. Look at
    what momentum is added to."""
    v = momentum * velocity + grad
    return param - lr * (v + momentum * v if nesterov else v), v


# sgd_momentum_step: arguments and dtype


@mistake("sgd_momentum_step")
def velocity_changed(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The caller's own velocity is changed. Make a new array for the new velocity."""
    velocity *= momentum
    velocity += grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity.copy()


@mistake("sgd_momentum_step")
def velocity_changed_and_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """The caller's own velocity is changed, and you return that same array. Make a new
    one."""
    velocity *= momentum
    velocity += grad
    return moved(param, grad, velocity, lr, momentum, nesterov), velocity


@mistake("sgd_momentum_step")
def both_changed_and_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You write into the caller's param and velocity and return them. Make new arrays for
    both."""
    velocity *= momentum
    velocity += grad
    param[...] = moved(param, grad, velocity, lr, momentum, nesterov)
    return param, velocity


@mistake("sgd_momentum_step")
def param_changed_and_returned(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """You write into the caller's param and return it. Make a new array for the new
    param."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    param[...] = new
    return param, v


@mistake("sgd_momentum_step")
def grad_changed_by_nesterov(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """With nesterov=True you write into the caller's grad. Make a new array for the
    direction of the step."""
    new = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    if nesterov:
        grad += momentum * new[1]
    return new


@mistake("sgd_momentum_step")
def grad_returned_from_rest(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """From rest you return grad itself as the new velocity. Its numbers are right, but it
    has to be a new array."""
    new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)
    return new, v if velocity.any() else grad


@mistake("sgd_momentum_step")
def step_in_float64(param, grad, velocity, lr, momentum=0.9, nesterov=False):
    """Your results are float64 whatever you were given. Look at each array that you
    create without a dtype."""
    given = (array.astype("float64") for array in (param, grad, velocity))
    return solution.sgd_momentum_step(*given, lr, momentum, nesterov)


# momentum_path: what goes on from step to step


@mistake("momentum_path")
def velocity_reset_in_every_step(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Every step of your path begins with a velocity of zeros. The velocity goes on from
    step to step."""

    def step(param, grad, velocity, *rest):
        return solution.sgd_momentum_step(param, grad, 0 * velocity, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def first_velocity_is_the_gradient(start, curvature, lrs, momentum=0.9, nesterov=False):
    """The velocity of your path begins as the first gradient, which then counts twice. See
    what it is before the loop."""
    param, velocity, path = start, curvature * start, []
    for lr in lrs:
        param, velocity = solution.sgd_momentum_step(
            param, curvature * param, velocity, lr, momentum, nesterov
        )
        path.append(param)
    return np.stack(path)


@mistake("momentum_path")
def gradient_of_the_start(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Every step of your path uses the gradient at the start. Take it anew, where param is
    now."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, curvature * start, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def every_step_from_the_start(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Every step of your path leaves from the start. Each goes on where the last one
    ended."""

    def step(param, grad, velocity, *rest):
        return solution.sgd_momentum_step(start, curvature * start, velocity, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def first_rate_throughout(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path uses the first learning rate in every step. Step s has a number of its own
    in lrs."""
    rates = lrs[:1] * len(lrs)
    return solution.momentum_path(start, curvature, rates, momentum, nesterov)


@mistake("momentum_path")
def last_rate_throughout(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path uses the last learning rate in every step. Step s has a number of its own
    in lrs."""
    rates = lrs[-1:] * len(lrs)
    return solution.momentum_path(start, curvature, rates, momentum, nesterov)


@mistake("momentum_path")
def rates_backwards(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path uses the learning rates from the last to the first. Take them in their
    order."""
    return solution.momentum_path(start, curvature, lrs[::-1], momentum, nesterov)


@mistake("momentum_path")
def gradient_for_the_velocity(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path hands the gradient on as the next velocity. Hand on what sgd_momentum_step
    returned."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, grad, *rest)[0], grad

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def path_of_averages(start, curvature, lrs, momentum=0.9, nesterov=False):
    """In your path the gradient enters the velocity with the weight 1 - momentum, as in an
    average. Here it enters whole."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        velocity = momentum * velocity + (1 - momentum) * grad
        return moved(param, grad, velocity, lr, momentum, nesterov), velocity

    return walked(step, start, curvature, lrs, momentum, nesterov)


# momentum_path: the gradient and the step


@mistake("momentum_path")
def gradient_without_curvature(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path takes param itself for the gradient, so the curvature has no effect.
    Differentiate f once more."""
    ones = np.ones_like(curvature)
    return solution.momentum_path(start, ones, lrs, momentum, nesterov)


@mistake("momentum_path")
def curvature_for_the_gradient(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path takes the curvature itself for the gradient. The gradient grows with
    param."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, curvature, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def half_kept(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your gradient is half as large as it should be. The half in f cancels against the 2
    of the square."""
    return solution.momentum_path(start, curvature / 2, lrs, momentum, nesterov)


@mistake("momentum_path")
def two_kept(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your gradient is twice as large as it should be. The 2 of the square cancels against
    the half in f."""
    return solution.momentum_path(start, 2 * curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def value_for_the_gradient(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your gradient has the square of param in it, as f does. The derivative of a square
    has no square."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, 0.5 * param * grad, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def square_without_the_half(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your gradient is curvature times the square of param. The derivative of a square has
    no square."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, param * grad, *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def gradient_summed(start, curvature, lrs, momentum=0.9, nesterov=False):
    """All of param moves by one number, a sum over i. That sum is in f; the gradient has an
    entry for each element."""

    def step(param, grad, *rest):
        return solution.sgd_momentum_step(param, 0 * grad + grad.sum(), *rest)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def gradient_averaged(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your gradient is D times too small, as if f were a mean. f is a sum over the elements
    of param."""
    return solution.momentum_path(start, curvature / len(start), lrs, momentum, nesterov)


@mistake("momentum_path")
def path_uphill(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path goes uphill: lr times the velocity is added. See the sign where param
    moves."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        return solution.sgd_momentum_step(param, grad, velocity, -lr, momentum, nesterov)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def no_momentum_at_all(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path is that of plain gradient descent: neither momentum nor nesterov has an
    effect. See which velocity each step begins with."""
    param, path = start, []
    for lr in lrs:
        param = param - lr * curvature * param
        path.append(param)
    return np.stack(path)


@mistake("momentum_path")
def momentum_not_handed_on(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path has momentum 0.9 whatever is given. See which arguments you hand on."""
    return solution.momentum_path(start, curvature, lrs, nesterov=nesterov)


@mistake("momentum_path")
def nesterov_not_handed_on(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path with nesterov=True is the plain one. See whether each step gets nesterov, and
    which velocity it then uses."""
    return solution.momentum_path(start, curvature, lrs, momentum)


@mistake("momentum_path")
def nesterov_in_the_place_of_momentum(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path is plain gradient descent, and with nesterov=True momentum is 1. See in which
    order you hand the arguments on."""
    return solution.momentum_path(start, curvature, lrs, float(nesterov))


@mistake("momentum_path")
def neither_handed_on(start, curvature, lrs, momentum=0.9, nesterov=False):
    """momentum and nesterov have no effect on your path. See which arguments you hand
    on."""
    return solution.momentum_path(start, curvature, lrs)


@mistake("momentum_path")
def gradient_at_the_place_ahead(start, curvature, lrs, momentum=0.9, nesterov=False):
    """With nesterov=True your gradient is taken ahead of param, as in the notes. In
    PyTorch's form it is taken at param."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        if nesterov:
            grad = curvature * (param - lr * momentum * velocity)
        return solution.sgd_momentum_step(param, grad, velocity, lr, momentum)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def ahead_twice(start, curvature, lrs, momentum=0.9, nesterov=False):
    """With nesterov=True you look ahead twice: for the gradient, and in the step. The
    gradient is taken at param."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        if nesterov:
            grad = curvature * (param - lr * momentum * velocity)
        return solution.sgd_momentum_step(param, grad, velocity, lr, momentum, nesterov)

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def form_of_the_notes(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your velocity has lr in it, and with nesterov=True the gradient is taken ahead, both
    as in the notes. Asked is PyTorch's form."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        if nesterov:
            grad = curvature * (param + momentum * velocity)
        velocity = momentum * velocity - lr * grad
        return param + velocity, velocity

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def path_without_the_gradient(start, curvature, lrs, momentum=0.9, nesterov=False):
    """With nesterov=True your path moves by momentum * velocity only. This step's gradient
    is added to it."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        new, v = solution.sgd_momentum_step(param, grad, velocity, lr, momentum)
        return param - lr * momentum * v if nesterov else new, v

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def path_moves_ahead_after(start, curvature, lrs, momentum=0.9, nesterov=False):
    """With nesterov=True your path moves by the velocity and by momentum times it. Look at
    what momentum is added to."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        v = momentum * velocity + grad
        return param - lr * (v + momentum * v if nesterov else v), v

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def path_along_the_old_velocity(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path moves by the old velocity, so its first step goes nowhere. See which of the
    two is used."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        v = momentum * velocity + grad
        return param - lr * (grad + momentum * v if nesterov else velocity), v

    return walked(step, start, curvature, lrs, momentum, nesterov)


@mistake("momentum_path")
def path_of_keras(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Right until lr changes: then your velocity still holds the old lr, as in Keras.
    PyTorch multiplies by lr when param moves."""

    def step(param, grad, velocity, lr, momentum, nesterov):
        velocity = momentum * velocity - lr * grad
        change = momentum * velocity - lr * grad if nesterov else velocity
        return param + change, velocity

    return walked(step, start, curvature, lrs, momentum, nesterov)


# momentum_path: the rows


@mistake("momentum_path")
def start_in_the_path(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path has a row more than there are steps: the start. Only the places after a
    step are asked for."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    return np.vstack([start, path])


@mistake("momentum_path")
def rows_before_the_steps(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Each row of your path is param before its step, so the first is the start. Write
    the row after the step."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    return np.vstack([start, path[:-1]])


@mistake("momentum_path")
def start_for_the_first_step(start, curvature, lrs, momentum=0.9, nesterov=False):
    """The first row of your path is the start, and the first learning rate is never used.
    Make a step for each number in lrs."""
    if len(lrs) == 1:
        return start[None].copy()
    path = solution.momentum_path(start, curvature, lrs[1:], momentum, nesterov)
    return np.vstack([start, path])


@mistake("momentum_path")
def last_rate_without_a_step(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path has a row less than there are steps: the last is missing. See where your
    loop over lrs ends."""
    rows = solution.momentum_path(start, curvature, lrs, momentum, nesterov)[:-1]
    return np.array(list(rows))  # (0,) after a single step, as of an empty list


@mistake("momentum_path")
def first_row_left_out(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path has a row less than there are steps: the first is missing. The start was
    never in it."""
    return np.array(list(solution.momentum_path(start, curvature, lrs, momentum, nesterov)[1:]))


@mistake("momentum_path")
def first_row_only(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path ends after its first step. See whether the function ends inside the loop."""
    return solution.momentum_path(start, curvature, lrs[:1], momentum, nesterov)


@mistake("momentum_path")
def velocities_in_the_rows(start, curvature, lrs, momentum=0.9, nesterov=False):
    """The rows of your path are velocities. Asked for is where param is."""
    param, velocity, path = start, np.zeros_like(start), []
    for lr in lrs:
        param, velocity = solution.sgd_momentum_step(
            param, curvature * param, velocity, lr, momentum, nesterov
        )
        path.append(velocity)
    return np.stack(path)


@mistake("momentum_path")
def values_of_f(start, curvature, lrs, momentum=0.9, nesterov=False):
    """You return f after each step, one number a row. Asked for is param itself."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    return (0.5 * curvature * path**2).sum(axis=1)


@mistake("momentum_path")
def first_row_never_filled(start, curvature, lrs, momentum=0.9, nesterov=False):
    """The first row of your path is zeros, and the first learning rate makes no step. See
    where your loop begins."""
    path = start_for_the_first_step(start, curvature, lrs, momentum, nesterov)
    path[0] = 0
    return path


@mistake("momentum_path")
def last_row_only(start, curvature, lrs, momentum=0.9, nesterov=False):
    """You return the last place alone. Asked for is a row for every step."""
    return solution.momentum_path(start, curvature, lrs, momentum, nesterov)[-1].copy()


@mistake("momentum_path")
def last_row_in_every_row(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Every row of your path is the last place. Your list may hold one array many times:
    see whether a step makes a new one."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    return np.stack([path[-1]] * len(path))


@mistake("momentum_path")
def path_transposed(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path has the shape (D, S). Each step is a row: (S, D)."""
    return solution.momentum_path(start, curvature, lrs, momentum, nesterov).T.copy()


@mistake("momentum_path")
def list_of_rows(start, curvature, lrs, momentum=0.9, nesterov=False):
    """You return a list of arrays. Make one array of it, with a row for every step."""
    return list(solution.momentum_path(start, curvature, lrs, momentum, nesterov))


@mistake("momentum_path")
def path_in_float64(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Your path is float64 whatever you were given. Look at each array that you create
    without a dtype."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    return path.astype("float64")


@mistake("momentum_path")
def rates_taken_out(start, curvature, lrs, momentum=0.9, nesterov=False):
    """You take the numbers out of lrs, so the caller's list is empty afterwards. Go through
    it without a change."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    lrs.clear()
    return path


@mistake("momentum_path")
def start_moved(start, curvature, lrs, momentum=0.9, nesterov=False):
    """The caller's own start is moved along. Let param be a new array before it moves."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    start[...] = path[-1]
    return path


@mistake("momentum_path")
def start_moved_and_last_row_in_every_row(start, curvature, lrs, momentum=0.9, nesterov=False):
    """Every row of your path is the last place, and the caller's start has moved there
    too: it is all one array."""
    path = solution.momentum_path(start, curvature, lrs, momentum, nesterov)
    start[...] = path[-1]
    return np.stack([start] * len(path))
