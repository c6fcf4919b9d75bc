"""Draws random calls of each function of ex01 to ex07, over its whole domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Rng = np.random.Generator
Call = tuple[tuple[Any, ...], dict[str, Any]]

EXERCISES = tuple(f"ex{number:02}" for number in range(1, 8))  # whose functions are drawn


def _size(rng: Rng, most: int = 5) -> int:
    return int(rng.integers(1, most + 1))


def _linear(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    return (rng.normal(size=(n, d)), rng.normal(size=(o, d)), rng.normal(size=o)), {}


def _update(rng: Rng) -> Call:
    n, d, o = (_size(rng) for _ in range(3))
    shapes = (n, d), (n, o), (o, d), (o,)
    arrays = [rng.normal(size=shape) for shape in shapes]
    return (*arrays, float(rng.uniform(0.05, 1))), {}


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


def _softmax(rng: Rng) -> Call:
    scale = rng.choice([1.0, 1.0, 10.0, 400.0])
    return (scale * rng.normal(size=(_size(rng), _size(rng) + 1)),), {}


def _labelled(rng: Rng) -> Call:
    ((logits,), _) = _softmax(rng)
    return (logits, rng.integers(0, logits.shape[1], len(logits))), {}


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


def _block(rng: Rng) -> tuple[Array, ...]:
    n, d, h = (_size(rng) for _ in range(3))
    shapes = (n, d), (h, d), (h,), (d, h), (d,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def _block_backward(rng: Rng) -> Call:
    x, *rest = _block(rng)
    return (rng.normal(size=x.shape), x, *rest), {}


FRESH: dict[str, Callable[[Rng], Call]] = {
    "linear_unit": _linear,
    "delta_rule_update": _update,
    "sigmoid": _sigmoid,
    "sigmoid_backward": _sigmoid_backward,
    "mlp_backward": _mlp,
    "softmax": _softmax,
    "cross_entropy": _labelled,
    "cross_entropy_backward": _labelled,
    "conv_output_size": _conv_size,
    "conv2d_output_shape": _conv_shape,
    "same_padding": _same,
    "pad2d": _pad,
    "max_pool2d": _pool,
    "max_pool2d_backward": _pool_backward,
    "residual_block": lambda rng: (_block(rng), {}),
    "residual_block_backward": _block_backward,
}
