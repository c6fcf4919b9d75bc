"""Draws random calls of each function of an exercise, over its whole domain.

All functions of these exercises can be drawn: one that is to be differentiated crosses by its
name and numbers, as in probes. One that takes a generator is drawn where there is one right
answer whatever its numbers are; of others there is nothing to say that could be false.
name and numbers, as in probes. One that takes a generator is drawn where its answer does not
depend on it: other numbers are nobody's right answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.judge.inputs import generator, network, polynomial

Array = np.ndarray[Any, Any]
Rng = np.random.Generator
Call = tuple[tuple[Any, ...], dict[str, Any]]

SINGLE = 0.125  # of the calls have float32 in place of float64
DOUBLE = ("relative_error",)  # whose statement has float64 alone


def drawn(rng: Rng, exercise: str, function: str) -> Call:
    """Return a call of a function; `exercise` is `ex05`."""
    arguments, named = FRESH[exercise][function](rng)
    if function not in DOUBLE and rng.random() < SINGLE:
        arguments = tuple(map(_single, arguments))
    return arguments, named


def _single(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _single(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_single, value))
    doubles = isinstance(value, np.ndarray) and value.dtype == np.float64
    return value.astype("float32") if doubles else value


def _size(rng: Rng, most: int = 5) -> int:
    return int(rng.integers(1, most + 1))


def _shape(rng: Rng) -> tuple[int, ...]:
    return tuple(_size(rng, 4) for _ in range(_size(rng, 3)))


def _either(rng: Rng, *among: Any) -> Any:
    return among[int(rng.integers(0, len(among)))]


def _array(rng: Rng, *shape: int) -> Array:
    """Return normal numbers; at times they are quarters, of one sign, or all 0."""
    x = rng.normal(size=shape)
    quarters = np.round(2 * x) / 4 + 0.0  # no -0.0, which is another number to some
    return _either(rng, x, x, x, x, x, quarters, quarters, abs(x), -abs(x), np.zeros(shape))


def _some(rng: Rng, *given: Any, **options: Any) -> Call:
    """Return a call with some of the options: the first ones by position, others by name."""
    names = list(options)
    placed = int(rng.integers(0, len(names) + 1)) if rng.random() < 0.5 else 0
    named = {name: options[name] for name in names[placed:] if rng.random() < 0.5}
    return (*given, *(options[name] for name in names[:placed])), named


# --- ex00: arrays and axes ---


def _table(rng: Rng) -> Call:
    return (_array(rng, _size(rng), _size(rng)),), {}


def _add_bias(rng: Rng) -> Call:
    n, d = _size(rng), _size(rng)
    return (_array(rng, n, d), _array(rng, d)), {}


def _products(rng: Rng) -> Call:
    n, m, d = (_size(rng) for _ in range(3))
    return (_array(rng, n, d), _array(rng, m, d)), {}


def _pick(rng: Rng) -> Call:
    n, c = _size(rng), _size(rng)
    return (_array(rng, n, c), rng.integers(0, c, n)), {}


# --- ex01: the delta rule ---


def _linear(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    return (rng.normal(size=(n, d)), rng.normal(size=(o, d)), rng.normal(size=o)), {}


def _update(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    shapes = (n, d), (n, o), (o, d), (o,)
    arrays = [rng.normal(size=shape) for shape in shapes]
    return (*arrays, float(rng.uniform(0.05, 1))), {}


# --- ex02: backpropagation through sigmoid units ---


def _sigmoid(rng: Rng) -> Call:
    scale = rng.choice([1.0, 5.0, 30.0, 500.0])
    return (scale * rng.normal(size=(_size(rng), _size(rng))),), {}


def _sigmoid_backward(rng: Rng) -> Call:
    shape = _size(rng), _size(rng)
    return (rng.normal(size=shape), rng.uniform(0.01, 0.99, size=shape)), {}


def _mlp(rng: Rng) -> Call:
    n, d, h, o = (_size(rng) for _ in range(4))
    shapes = (n, d), (n, o), (h, d), (h,), (o, h), (o,)
    return tuple(rng.normal(size=shape) for shape in shapes), {}


# --- ex03: softmax and cross-entropy ---


def _softmax(rng: Rng) -> Call:
    scale = rng.choice([1.0, 1.0, 10.0, 400.0])
    return (scale * rng.normal(size=(_size(rng), _size(rng) + 1)),), {}


def _labelled(rng: Rng) -> Call:
    ((logits,), _) = _softmax(rng)
    return (logits, rng.integers(0, logits.shape[1], len(logits))), {}


# --- ex04: convolution output size ---


def _conv_size(rng: Rng) -> Call:
    size, kernel = int(rng.integers(1, 30)), _size(rng, 7)
    rest = [_size(rng, 4), int(rng.integers(0, 4)), _size(rng, 4)]
    return (size, kernel, *rest[: int(rng.integers(0, 4))]), {}


def _conv_shape(rng: Rng) -> Call:
    c = _size(rng, 4)
    sides = [int(rng.integers(3, 20)) for _ in range(2)]
    kernel = [_size(rng, 4) for _ in range(2)]
    shapes = (_size(rng), c, *sides), (_size(rng, 8), c, *kernel)
    rest = [_size(rng, 3), int(rng.integers(0, 3))]
    return (*shapes, *rest[: int(rng.integers(0, 3))]), {}


# --- ex05: padding ---


def _same(rng: Rng) -> Call:
    kernel, dilation = _size(rng, 14), _size(rng, 6)
    return ((kernel,) if rng.random() < 0.3 else (kernel, dilation)), {}


def _image(rng: Rng, least: int = 1) -> Array:
    shape = _size(rng, 3), _size(rng, 3), *(int(rng.integers(least, least + 6)) for _ in "hw")
    return rng.normal(size=shape)


def _pad(rng: Rng) -> Call:
    pad = tuple(int(side) for side in rng.integers(0, 4, 4))
    value = float(rng.choice([0.0, 1.0, -2.5]))
    return ((_image(rng), pad) if rng.random() < 0.4 else (_image(rng), pad, value)), {}


# --- ex06: max pooling ---


def _pool(rng: Rng) -> Call:
    kernel = _size(rng, 3)
    x = _image(rng, 3) + rng.choice([0.0, -9.0])
    rest = [_size(rng, 3), int(rng.integers(0, kernel // 2 + 1))]
    return (x, kernel, *rest[: int(rng.integers(0, 3))]), {}


def _pool_backward(rng: Rng) -> Call:
    kernel, x = _size(rng, 3), _image(rng, 3)
    if rng.random() < 0.4:
        x = np.round(x)  # with ties
    stride = None if rng.random() < 0.3 else _size(rng, 3)
    out = [(side - kernel) // (stride or kernel) + 1 for side in x.shape[2:]]
    grad = rng.normal(size=(*x.shape[:2], *out))
    return ((grad, x, kernel) if stride is None else (grad, x, kernel, stride)), {}


# --- ex07: skip connections ---


def _block(rng: Rng) -> tuple[Array, ...]:
    n, d, h = (_size(rng) for _ in range(3))
    shapes = (n, d), (h, d), (h,), (d, h), (d,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _block_backward(rng: Rng) -> Call:
    x, *rest = _block(rng)
    return (rng.normal(size=x.shape), x, *rest), {}


# --- ex08: perceptron and gates ---


def _step(rng: Rng) -> Call:
    z = _array(rng, *_shape(rng)) * _either(rng, 1.0, 1.0, 1000.0)
    return (z * (rng.random(z.shape) < _either(rng, 0.6, 1)), _either(rng, 0, 1)), {}


def _perceptron(rng: Rng) -> Call:
    """Half of the calls are in quarters, so that sums are 0 at times."""
    n, d = _size(rng), _size(rng)
    x, w, b = rng.normal(size=(n, d)), rng.normal(size=d), rng.normal()
    if rng.random() < 0.5:
        x, w, b = (np.round(2 * one) / 2 + 0.0 for one in (x, w, b / 2))
    return (x, w, float(b)), {}


def _bits(rng: Rng) -> Array:
    return rng.integers(0, 2, (_size(rng), 2))


def _perceptron_update(rng: Rng) -> Call:
    (x, w, b), _ = _perceptron(rng)
    lr = _either(rng, 1.0, float(rng.uniform(0.05, 2)))
    return (x, rng.integers(0, 2, len(x)), w, b, lr), {}


# --- ex09: the linear layer ---


def _layer(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    return (_array(rng, n, d), _array(rng, o, d), _array(rng, o)), {}


def _layer_backward(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    return (_array(rng, n, o), _array(rng, n, d), _array(rng, o, d)), {}


# --- ex10: activations ---

ACTIVATIONS = ("tanh", "relu", "leaky_relu", "silu", "softplus")


def _activated(rng: Rng) -> Array:
    return _array(rng, *_shape(rng)) * _either(rng, 1.0, 1.0, 1.0, 8.0, 40.0, 1000.0)


def _leaky(rng: Rng) -> Call:
    slope = _either(rng, 0.0, 1.0, float(rng.uniform(0, 1)), float(rng.uniform(1, 4)))
    return _some(rng, _activated(rng), negative_slope=slope)


def _activation_backward(rng: Rng) -> Call:
    x = _activated(rng)
    return (_either(rng, *ACTIVATIONS), _array(rng, *x.shape), x), {}


# --- ex11: losses and labels ---

WORDS = ("rose", "lily", "Iris", "aster", "Zinnia", "moss", "two words", "10", "9", "", "ros")


def _other_shape(rng: Rng, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape, or at times one that differs."""
    others = [(*shape, 1), (1, *shape), shape[::-1], shape[1:] or (2,)]
    return _either(rng, *[shape] * 16, *others)


def _errors(rng: Rng) -> Call:
    shape = _shape(rng)
    scale = _either(rng, 1.0, 1.0, 100.0)
    return (scale * _array(rng, *shape), _array(rng, *_other_shape(rng, shape))), {}


def _yes_or_no(rng: Rng) -> Call:
    shape = _shape(rng)
    z = _array(rng, *shape) * _either(rng, 1.0, 1.0, 8.0, 1000.0)
    t = rng.random(_other_shape(rng, shape)) < _either(rng, 0.0, 0.5, 0.5, 0.5, 1.0)
    return (z, 1.0 * t), {}


def _labels(rng: Rng) -> Call:
    c = _size(rng)
    return (rng.integers(0, _either(rng, c, _size(rng, c)), _size(rng)), c), {}


def _hot(rng: Rng) -> Call:
    n, c = _size(rng), _size(rng)
    logits = _array(rng, n, c) * _either(rng, 1.0, 1.0, 8.0, 1000.0)
    return (logits + _either(rng, 0.0, 0.0, 1000.0), np.eye(c)[rng.integers(0, c, n)]), {}


def _accuracy(rng: Rng) -> Call:
    n, c = _size(rng), _size(rng)
    logits = rng.normal(size=(n, c)) + _either(rng, 0.0, 9.0, -9.0)  # no two are alike
    right = logits.argmax(axis=1)
    wrong = rng.random(n) < _either(rng, 0.0, 0.5, 1.0)
    return (logits, np.where(wrong, rng.integers(0, c, n), right)), {}


def _names(rng: Rng) -> Call:
    words = rng.permutation(WORDS)[: _size(rng)].tolist()
    return ([_either(rng, *words) for _ in range(_size(rng, 7))],), {}


# --- ex12: backpropagation on XOR ---


def _xor_network(rng: Rng) -> tuple[dict[str, Array], Array, Array]:
    """Return params, x and t; no weighted sum is large."""
    n, h = _size(rng), _size(rng, 4)
    shapes = {"w1": (h, 2), "b1": (h,), "w2": (1, h), "b2": (1,)}
    params = {name: _array(rng, *shape) for name, shape in shapes.items()}
    x = _either(rng, _array(rng, n, 2), 1.0 * rng.integers(0, 2, (n, 2)))
    return params, x, 1.0 * rng.integers(0, 2, (n, 1))


def _forward(rng: Rng) -> Call:
    return _xor_network(rng)[:2], {}


def _train_step(rng: Rng) -> Call:
    return (*_xor_network(rng), float(rng.uniform(0.05, 3))), {}


def _train(rng: Rng) -> Call:
    return (*_train_step(rng)[0], _size(rng, 4)), {}


# --- ex13: numerical gradient check ---


def _differentiated(rng: Rng) -> Call:
    h = _either(rng, 1.0, 0.25, 1e-3, 1e-4)
    if rng.random() < 0.3:
        n, d, o = (_size(rng, 3) for _ in range(3))
        activation = _either(rng, "identity", "relu", "sigmoid", "tanh")
        f = network(activation, rng.normal(size=(n, d)), rng.normal(size=(n, o)))
        return _some(rng, f, rng.normal(size=(o, d)), h=h)
    shape, terms = _shape(rng), _size(rng)
    powers = rng.integers(0, 4, (terms, *shape)) * (rng.random((terms, *shape)) < 0.5)
    powers[0].flat[0] = _size(rng, 3)  # no f is the same number everywhere
    f = polynomial(rng.normal(size=terms), powers)
    return _some(rng, f, _either(rng, _array(rng, *shape), rng.integers(-3, 4, shape)), h=h)


def _near(rng: Rng) -> Call:
    """Return two gradients, alike or not, at times with zeros in one or in both."""
    a = _array(rng, *_shape(rng)) * _either(rng, 1.0, 1.0, 2.0**-40, 2.0**20)
    noise = rng.normal(size=a.shape)
    b = _either(rng, a * (1 + 0.01 * noise), a * noise, a * 0, a.copy(), abs(a))
    kept = rng.random(a.shape) < _either(rng, 0.7, 1)
    return (_either(rng, a, a * kept), b * kept), {}


# --- ex14: batch, mini-batch and stochastic descent ---


def _regression(rng: Rng, n: int) -> tuple[Any, ...]:
    d = _size(rng, 3)
    return 0.5 * _array(rng, n, d), _array(rng, n), _array(rng, d), float(rng.normal())


def _batches(rng: Rng) -> Call:
    return (rng.permutation(_size(rng, 9)), _size(rng, 10)), {}


def _epoch(rng: Rng) -> Call:
    n = _size(rng, 8)
    order = _either(rng, np.arange(n), rng.permutation(n), rng.permutation(n))
    lr = float(rng.uniform(0.01, 0.4))
    return (*_regression(rng, n), lr, _size(rng, n + 1), order), {}


# --- ex15: momentum and Nesterov ---


def _momentum(rng: Rng) -> dict[str, Any]:
    return {"momentum": float(rng.uniform(0.05, 0.99)), "nesterov": rng.random() < 0.6}


def _momentum_step(rng: Rng) -> Call:
    shape = _shape(rng)
    arrays = [_array(rng, *shape) for _ in range(3)]
    return _some(rng, *arrays, float(rng.uniform(0.01, 2)), **_momentum(rng))


def _valley(rng: Rng) -> tuple[Array, Array, list[float]]:
    """Return start, curvature and lrs."""
    d, steps = _size(rng), _size(rng)
    rates = rng.uniform(0.05, 0.6, steps) if rng.random() < 0.5 else np.full(steps, 0.3)
    return _array(rng, d), rng.uniform(0.1, 2, d), rates.tolist()


# --- ex16: Adagrad and RMSProp ---


def _adaptive(rng: Rng, states: int = 1) -> list[Array]:
    """Return param, grad and states, the last of squares; some gradients are tiny or 0."""
    shape = _shape(rng)
    scale = _either(rng, 1.0, 1.0, 1.0, 100.0, 2.0**-26)
    grad, *held = (scale * _array(rng, *shape) for _ in range(1 + states))
    held = [state * _either(rng, 1, 1, 0) for state in held]
    grad = grad * (rng.random(shape) < _either(rng, 0.5, 1, 1, 1))
    return [_array(rng, *shape), grad, *held[:-1], scale * abs(held[-1])]


def _rate(rng: Rng) -> float:
    return float(rng.uniform(0.01, 2))


def _eps(rng: Rng) -> float:
    return float(_either(rng, 1e-12, 1e-6, 0.1, 1.0))


def _adagrad(rng: Rng) -> Call:
    return _some(rng, *_adaptive(rng), _rate(rng), eps=_eps(rng))


def _rmsprop(rng: Rng) -> Call:
    alpha = float(rng.uniform(0.05, 0.999))
    return _some(rng, *_adaptive(rng), _rate(rng), alpha=alpha, eps=_eps(rng))


# --- ex17: Adam ---


def _betas(rng: Rng) -> tuple[float, ...]:
    return tuple(rng.uniform(0.1, 0.99, 2).tolist())


def _adam(rng: Rng) -> Call:
    arrays, t = _adaptive(rng, 2), _either(rng, 1, 2, _size(rng, 9), 60)
    return _some(rng, *arrays, t, lr=_rate(rng), betas=_betas(rng), eps=_eps(rng))


# --- ex18: vanishing gradients and where to start ---


def _deep(rng: Rng) -> tuple[Array, list[Array], str]:
    n, d, layers = _size(rng, 4), _size(rng, 4), _size(rng, 4)
    scale = _either(rng, 0.3, 0.7, 1.5)
    weights = [scale * rng.normal(size=(d, d)) for _ in range(layers)]
    return _array(rng, n, d), weights, _either(rng, "sigmoid", "tanh", "relu")


def _init_std(rng: Rng) -> Call:
    fans = [int(fan) for fan in rng.integers(1, _either(rng, 5, 1000), 2)]
    return (*fans, _either(rng, "xavier", "he", "xavier", "he", "He", "normal")), {}


# --- ex19: batch normalisation ---


def _channels(rng: Rng, least: int) -> Array:
    """Return a table or images; each channel has at least so many values."""
    while True:
        sides = [_size(rng, 3) for _ in range(_either(rng, 0, 2))]
        n, c = _size(rng), _size(rng, 4)
        if n * int(np.prod(sides, dtype=int)) >= least:
            x = _array(rng, n, c, *sides) * _either(rng, 1.0, 1.0, 10.0, 2.0**-9)
            return x + _either(rng, 0.0, 0.0, 5.0)


def _batch_norm(rng: Rng) -> Call:
    training = rng.random() < 0.6
    x = _channels(rng, 2 if training and rng.random() < 0.9 else 1)
    gamma, beta, mean, var = (_array(rng, x.shape[1]) for _ in range(4))
    named = {"momentum": float(rng.uniform(0, 1)), "eps": _either(rng, 1e-8, 1e-3, 0.1, 1.0)}
    return _some(rng, x, gamma, beta, mean, abs(var) + 0.01, training, **named)


def _batch_norm_backward(rng: Rng) -> Call:
    x = _channels(rng, 2)
    arrays = _array(rng, *x.shape), x, _array(rng, x.shape[1])
    return _some(rng, *arrays, eps=_either(rng, 1e-8, 1e-3, 0.1, 1.0))


# --- ex21: convolution, forward ---


def _convolved(rng: Rng) -> tuple[tuple[int, ...], tuple[int, ...], int, int]:
    """Return the shapes of x and weight, stride and padding; the kernel fits."""
    n, c, o = (_size(rng, 3) for _ in range(3))
    stride, padding = _either(rng, 1, 1, 2, 3), _either(rng, 0, 0, 1, 2)
    sides = [_size(rng, 5) for _ in "hw"]
    kernel = [_size(rng, min(4, side + 2 * padding)) for side in sides]
    return (n, c, *sides), (o, c, *kernel), stride, padding


def _conv2d(rng: Rng) -> Call:
    x, weight, stride, padding = _convolved(rng)
    arrays = [_array(rng, *shape) for shape in (x, weight, weight[:1])]
    if rng.random() < 0.06:
        arrays[1] = _array(rng, *weight[:2], x[2] + 2 * padding + 1, weight[3])  # does not fit
    return _some(rng, *arrays, stride=stride, padding=padding)


# --- ex22: convolution, backward ---


def _unrolled(rng: Rng) -> Call:
    x, weight, _, stride, padding = _places(rng)
    return _laid(rng, stride, padding, _array(rng, *x), weight[2:])


def _places(rng: Rng) -> tuple[Any, ...]:
    """Return the shapes of x, weight and the output, stride and padding."""
    x, weight, stride, padding = _convolved(rng)
    if rng.random() < 0.5:
        stride, padding = 1, 0
        weight = (*weight[:2], *map(min, weight[2:], x[2:]))
    places = [(x[a] + 2 * padding - weight[a]) // stride + 1 for a in (2, 3)]
    return x, weight, (x[0], weight[0], *places), stride, padding


def _laid(rng: Rng, stride: int, padding: int, *given: Any) -> Call:
    """Return a call with stride and padding; what is a default may be left out."""
    if (stride, padding) == (1, 0) and rng.random() < 0.5:
        return given, {}
    if padding == 0 and rng.random() < 0.5:
        return given, {"stride": stride}
    return (*given, stride, padding), {}


def _matrix(rng: Rng) -> Call:
    x, weight, out, stride, padding = _places(rng)
    rows, cells = out[0] * out[2] * out[3], weight[1] * weight[2] * weight[3]
    return _laid(rng, stride, padding, _array(rng, rows, cells), x, weight[2:])


def _conv2d_backward(rng: Rng) -> Call:
    x, weight, out, stride, padding = _places(rng)
    arrays = [_array(rng, *shape) for shape in (out, x, weight)]
    return _laid(rng, stride, padding, *arrays)


# --- ex23: average, global and stochastic pooling ---


def _avg_pool(rng: Rng) -> Call:
    kernel = _size(rng, 3)
    x = _image(rng, 3)
    padding = int(rng.integers(0, kernel // 2 + 1))
    options = {"stride": _size(rng, 3), "padding": padding}
    return _some(rng, x, kernel, **options, count_include_pad=rng.random() < 0.5)


def _pooled(rng: Rng) -> tuple[Array, int]:
    """Return what comes out of a ReLU, and a window that fits into it."""
    kernel = _size(rng, 3)
    sides = (kernel + int(rng.integers(0, 4)) for _ in range(2))
    x = _array(rng, _size(rng, 3), _size(rng, 3), *sides)
    return np.maximum(x, 0) if rng.random() < 0.6 else abs(x), kernel


def _drawn_pool(rng: Rng) -> Call:
    x, kernel = _pooled(rng)
    one = np.zeros(x.shape)  # with one value in each window, which is 0 at times
    for n, c, i, j in np.ndindex(*x.shape[:2], *(side // kernel for side in x.shape[2:])):
        row, column = (kernel * at + int(rng.integers(0, kernel)) for at in (i, j))
        one[n, c, row, column] = x[n, c, row, column]
    return (one, kernel, generator(int(rng.integers(0, 1000)), certain=True)), {}


# --- ex24: network shapes and parameter counts ---


def _windows(rng: Rng, side: int) -> dict[str, Any]:
    """Return a conv or a maxpool whose kernel may not fit into a map of such a side."""
    kernel_size = _size(rng, min(side + 1, 5) if rng.random() < 0.05 else min(side, 4))
    layer: dict[str, Any] = {"type": _either(rng, "conv", "maxpool")}
    if layer["type"] == "conv":
        layer["out_channels"] = _size(rng, 9)
    layer["kernel_size"] = kernel_size
    if rng.random() < 0.3:
        layer["stride"] = _size(rng, 3)
    if layer["type"] == "conv" and rng.random() < 0.3:
        layer["padding"] = int(rng.integers(0, 3))
    return _with_bias(rng, layer)


def _with_bias(rng: Rng, layer: dict[str, Any]) -> dict[str, Any]:
    """Return a layer that says at times whether it has biases, if it can have some."""
    if layer["type"] != "maxpool" and rng.random() < 0.3:
        layer["bias"] = rng.random() < 0.3
    return layer


def _layers(rng: Rng) -> Call:
    """Return a network for images or for rows; at times its order cannot be."""
    relu, flatten = {"type": "relu"}, {"type": "flatten"}
    dense = [
        _with_bias(rng, {"type": "linear", "out_features": _size(rng, 9)})
        for _ in range(_either(rng, 0, 1, 1, 2))
    ]
    if rng.random() < 0.3:
        return ([*dense, relu, *dense], (_size(rng), _size(rng, 9))), {}
    height, width = (int(side) for side in rng.integers(4, 20, 2))
    side = min(height, width)
    layers = []
    for _ in range(_size(rng, 3)):
        layers.append(_windows(rng, side))
        step = layers[-1].get("stride", 1 if layers[-1]["type"] == "conv" else 4)
        side = max(1, (side - layers[-1]["kernel_size"]) // step + 1)
        layers += [relu] * _either(rng, 0, 1)
    layers += _either(rng, [flatten, *dense], [flatten, *dense], [flatten, *dense], dense)
    return (layers, (_size(rng), _size(rng), height, width)), {}


# --- ex26: augmentation by geometry ---


def _photo(rng: Rng) -> Array:
    """Return images of bytes, or of floats."""
    shape = _size(rng, 3), _size(rng, 3), _size(rng), _size(rng)
    grey = rng.integers(0, 256, shape).astype("uint8")
    return _either(rng, grey, _array(rng, *shape), _array(rng, *shape))


def _grey(rng: Rng) -> Array:
    least, beyond = _either(rng, (0, 256), (0, 256), (0, 2), (3, 90), (128, 256))
    shape = _size(rng, 3), _size(rng, 3), _size(rng), _size(rng)
    return rng.integers(least, beyond, shape).astype("uint8")


def _crop(rng: Rng) -> Call:
    """Return windows of all sizes; at times one side or another reaches outside."""
    x, ends = _photo(rng), []
    for size in x.shape[2:]:
        length = _size(rng, size)
        ends.append((int(rng.integers(0, size - length + 1)), length))
    (top, height), (left, width) = ends
    if rng.random() < 0.2:
        over = _size(rng, 3)
        top, left, height, width = _either(
            rng, (-over, left, height, width), (top, -over, height, width),
            (top, left, x.shape[2] - top + over, width),
            (top, left, height, x.shape[3] - left + over),
        )  # fmt: skip
    return (x, top, left, height, width), {}


def _resize(rng: Rng) -> Call:
    """Return sizes, at times the old ones or multiples of them."""
    x = _photo(rng)
    h, w = x.shape[2:]
    drawn = _size(rng, 8), _size(rng, 8)
    return (x, _either(rng, drawn, drawn, drawn, (h, w), (2 * h, w), (h, 3 * w))), {}


def _turns(rng: Rng) -> Call:
    return (_photo(rng), int(rng.integers(-9, 10))), {}


# --- ex27: augmentation where labels change ---


def _cutout(rng: Rng) -> Call:
    shape = _size(rng, 3), _size(rng, 3), _size(rng, 6), _size(rng, 6)
    cy, cx = (int(rng.integers(0, length)) for length in shape[2:])
    return (_array(rng, *shape), cy, cx, _size(rng, 7)), {}


def _labelled_images(rng: Rng) -> tuple[Array, Array, Array]:
    """Return images, one-hot labels and partners."""
    n, k = _size(rng), _size(rng, 4)
    x = _array(rng, n, _size(rng, 3), _size(rng), _size(rng))
    return x, np.eye(k)[rng.integers(0, k, n)], rng.permutation(n)


def _cutmix(rng: Rng) -> Call:
    """Return a box that has at least one cell inside."""
    x, y, perm = _labelled_images(rng)
    box = []
    for length in x.shape[2:]:
        first = int(rng.integers(_either(rng, 0, 0, -3), length))
        least = max(1 - first, 1)
        most = _either(rng, max(length - first, least), least + 4)
        box.append((first, int(rng.integers(least, most + 1))))
    (top, height), (left, width) = box
    return (x, y, perm, (top, left, height, width)), {}


def _mixup(rng: Rng) -> Call:
    lam = float(rng.uniform(0, 1))
    return (*_labelled_images(rng), _either(rng, lam, lam, lam, 0.0, 0.5, 1.0)), {}


# --- ex25: 1x1 convolution and the inception block ---


def _mixed(rng: Rng) -> Call:
    n, c, o = (_size(rng, 4) for _ in range(3))
    shapes = (n, c, _size(rng, 4), _size(rng, 4)), (o, c, 1, 1), (o,)
    return tuple(_array(rng, *shape) for shape in shapes), {}


def _inception(rng: Rng) -> Call:
    n, c = _size(rng, 3), _size(rng, 3)
    counts = [1] * 6 if rng.random() < 0.3 else [_size(rng, 3) for _ in range(6)]
    c1, r3, c3, r5, c5, cp = counts
    shapes = {
        "w1": (c1, c, 1, 1), "b1": (c1,),
        "w3_reduce": (r3, c, 1, 1), "b3_reduce": (r3,), "w3": (c3, r3, 3, 3), "b3": (c3,),
        "w5_reduce": (r5, c, 1, 1), "b5_reduce": (r5,), "w5": (c5, r5, 5, 5), "b5": (c5,),
        "w_pool": (cp, c, 1, 1), "b_pool": (cp,),
    }  # fmt: skip
    params = {name: _array(rng, *shape) for name, shape in shapes.items()}
    return (_array(rng, n, c, _size(rng), _size(rng)), params), {}


def _saved(rng: Rng) -> Call:
    counts = [_size(rng, _either(rng, 4, 40, 300)) for _ in range(3)]
    return (*counts, _either(rng, 1, 2, 3, 5, 7)), {}


# --- ex20: dropout and weight decay ---


def _dropout(rng: Rng) -> Call:
    """Return a call whose answer does not depend on what is drawn."""
    training = rng.random() < 0.6
    near = _either(rng, 0.0, 1.0, 2.0**-40, 1 - 2.0**-40)
    p = near if training else _either(rng, near, float(rng.uniform(0, 1)))
    p = _either(rng, *[p] * 8, -0.5, 1.5)
    source = generator(int(rng.integers(0, 99)), certain=True)
    return (_array(rng, *_shape(rng)), p, training, source), {}


def _dropout_backward(rng: Rng) -> Call:
    shape, p = _shape(rng), _either(rng, 0.0, 1.0, *rng.uniform(0, 1, 4).tolist())
    return (_array(rng, *shape), rng.random(shape) >= p, p), {}


def _penalty(rng: Rng) -> Call:
    weights = [_array(rng, *_shape(rng)) for _ in range(_size(rng, 3))]
    return (weights, _either(rng, 0.0, float(rng.uniform(0, 3)), 1e-4)), {}


# --- ex28: validation tools ---


def _folds(rng: Rng) -> Call:
    n = _size(rng, 14)
    return (n, _either(rng, 1, n + 1, *[_size(rng, n)] * 8)), {}


def _losses(rng: Rng) -> Call:
    """Return losses in quarters, so that some fall by exactly min_delta."""
    falls = rng.integers(-4, _either(rng, 2, 4), _size(rng, 12)) / 4
    losses = (8 + np.cumsum(falls)).tolist()
    return _some(rng, losses, _size(rng), min_delta=_either(rng, 0.0, 0.25, 0.5, 1.0))


def _step_lr(rng: Rng) -> Call:
    epoch, step_size = int(rng.integers(0, 30)), _size(rng, 10)
    rate, gamma = (float(number) for number in rng.uniform(0.05, 1, 2))
    return (rate, epoch, step_size, _either(rng, gamma, 0.5, 1.0)), {}


def _ensemble(rng: Rng) -> Call:
    """Return logits whose two largest mean probabilities do not tie."""
    while True:
        n, c, count = _size(rng), _size(rng) + 1, _size(rng)
        scale = _either(rng, 1.0, 1.0, 4.0, 1000.0)
        far = _either(rng, 0.0, 0.0, 1000.0, -1000.0)
        logits = [scale * rng.normal(size=(n, c)) + far for _ in range(count)]
        powers = [np.exp(one - one.max(axis=1, keepdims=True)) for one in logits]
        mean = np.mean([one / one.sum(axis=1, keepdims=True) for one in powers], axis=0)
        first, second = np.sort(mean, axis=1)[:, :-3:-1].T
        if (first - second).min() > 1e-3:
            return (logits,), {}


# --- ex29: transfer learning and half precision ---

PARAMETERS = ("base", "base_bias", "head", "head_bias")


def _fine_tune(rng: Rng) -> Call:
    names = PARAMETERS[: _size(rng, 4)]
    shape = _shape(rng)
    shapes = {name: _either(rng, shape, _shape(rng)) for name in names}
    params = {name: _array(rng, *shape) for name, shape in shapes.items()}
    grads = {name: _array(rng, *shapes[name]) for name in rng.permutation(names).tolist()}
    trainable = [name for name in rng.permutation(names).tolist() if rng.random() < 0.5]
    if rng.random() < 0.4:
        grads = {name: grads[name] for name in trainable}
    return (params, grads, trainable, float(rng.uniform(0.05, 2))), {}


def _frozen_norm(rng: Rng) -> Call:
    shape = (_size(rng, 4), _size(rng, 4), *_either(rng, (), (_size(rng, 4), _size(rng, 4))))
    gamma, beta, mean = (_array(rng, shape[1]) for _ in range(3))
    arrays = _array(rng, *shape), gamma, beta, mean, rng.uniform(0.1, 3, shape[1])
    return _some(rng, *arrays, eps=float(_either(rng, 1e-3, 0.1, 1.0)))


def _to_half(rng: Rng) -> Call:
    """Return numbers within the range that float32 holds: PyTorch rounds to that first."""
    x = _array(rng, *_shape(rng)) * 2.0 ** _either(rng, 0, 0, 0, 8, 12, 14, -10, -20)
    return (x.clip(-65504, 65504).astype("float32").astype("float64"),), {}


def _half_rows(rng: Rng) -> Call:
    x = _array(rng, _size(rng), _size(rng, 9)) * _either(rng, 1.0, 1.0, 100.0, 1000.0, 20000.0)
    return (x.clip(-65504, 65504).astype("float16"),), {}


Draw = Callable[[Rng], Call]
FRESH: dict[str, dict[str, Draw]] = {
    "ex00": {
        "sum_of_rows": _table,
        "centre_columns": _table,
        "add_bias": _add_bias,
        "products": _products,
        "pick": _pick,
    },
    "ex01": {
        "linear_unit": _linear,
        "delta_rule_update": _update,
    },
    "ex02": {
        "sigmoid": _sigmoid,
        "sigmoid_backward": _sigmoid_backward,
        "mlp_backward": _mlp,
    },
    "ex03": {
        "softmax": _softmax,
        "cross_entropy": _labelled,
        "cross_entropy_backward": _labelled,
    },
    "ex04": {
        "conv_output_size": _conv_size,
        "conv2d_output_shape": _conv_shape,
    },
    "ex05": {
        "same_padding": _same,
        "pad2d": _pad,
    },
    "ex06": {
        "max_pool2d": _pool,
        "max_pool2d_backward": _pool_backward,
    },
    "ex07": {
        "residual_block": lambda rng: (_block(rng), {}),
        "residual_block_backward": _block_backward,
    },
    "ex08": {
        "step": _step,
        "perceptron": _perceptron,
        "gate": lambda rng: ((_either(rng, "and", "or", "nand"), _bits(rng)), {}),
        "xor": lambda rng: ((_bits(rng),), {}),
        "perceptron_update": _perceptron_update,
    },
    "ex09": {
        "linear": _layer,
        "linear_backward": _layer_backward,
    },
    "ex10": {
        "tanh": lambda rng: ((_activated(rng),), {}),
        "relu": lambda rng: ((_activated(rng),), {}),
        "leaky_relu": _leaky,
        "silu": lambda rng: ((_activated(rng),), {}),
        "softplus": lambda rng: ((_activated(rng),), {}),
        "activation_backward": _activation_backward,
    },
    "ex11": {
        "half_sse": _errors,
        "mse_loss": _errors,
        "binary_cross_entropy_with_logits": _yes_or_no,
        "one_hot": _labels,
        "cross_entropy_one_hot": _hot,
        "accuracy": _accuracy,
        "encode_labels": _names,
    },
    "ex12": {
        "forward": _forward,
        "loss": lambda rng: (_xor_network(rng), {}),
        "train_step": _train_step,
        "train": _train,
    },
    "ex13": {
        "numerical_gradient": _differentiated,
        "relative_error": _near,
    },
    "ex14": {
        "batches": _batches,
        "mse_gradients": lambda rng: (_regression(rng, _size(rng, 8)), {}),
        "sgd_epoch": _epoch,
    },
    "ex15": {
        "sgd_momentum_step": _momentum_step,
        "momentum_path": lambda rng: _some(rng, *_valley(rng), **_momentum(rng)),
    },
    "ex16": {
        "adagrad_step": _adagrad,
        "rmsprop_step": _rmsprop,
    },
    "ex17": {
        "adam_step": _adam,
        "adam_path": lambda rng: _some(rng, *_valley(rng), betas=_betas(rng), eps=_eps(rng)),
    },
    "ex18": {
        "gradient_norms": lambda rng: _some(rng, *_deep(rng), skip=rng.random() < 0.7),
        "init_std": _init_std,
        "activation_stds": lambda rng: (_deep(rng), {}),
    },
    "ex19": {
        "batch_norm": _batch_norm,
        "batch_norm_backward": _batch_norm_backward,
    },
    "ex21": {
        "conv2d": _conv2d,
    },
    "ex22": {
        "im2col": _unrolled,
        "col2im": _matrix,
        "conv2d_backward": _conv2d_backward,
    },
    "ex23": {
        "avg_pool2d": _avg_pool,
        "global_avg_pool": lambda rng: ((_image(rng, 3),), {}),
        "stochastic_pool2d": _drawn_pool,
        "stochastic_pool2d_eval": lambda rng: (_pooled(rng), {}),
    },
    "ex24": {
        "trace_shapes": _layers,
        "count_params": _layers,
    },
    "ex26": {
        "rescale": lambda rng: ((_grey(rng),), {}),
        "hflip": lambda rng: ((_photo(rng),), {}),
        "crop": _crop,
        "resize_nearest": _resize,
        "rot90": _turns,
    },
    "ex27": {
        "cutout": _cutout,
        "cutmix": _cutmix,
        "mixup": _mixup,
    },
    "ex25": {
        "conv1x1": _mixed,
        "inception_block": _inception,
        "parameters_saved": _saved,
    },
    "ex20": {
        "dropout": _dropout,
        "dropout_backward": _dropout_backward,
        "l2_penalty": _penalty,
    },
    "ex28": {
        "kfold_indices": _folds,
        "early_stopping": _losses,
        "step_lr": _step_lr,
        "ensemble_predict": _ensemble,
    },
    "ex29": {
        "fine_tune_step": _fine_tune,
        "frozen_batch_norm": _frozen_norm,
        "to_half": _to_half,
        "half_sum_fp32": _half_rows,
    },
}

EXERCISES = tuple(FRESH)  # whose functions are drawn
