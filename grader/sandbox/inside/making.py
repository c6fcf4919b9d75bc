"""Makes in the worker what crosses by name only: generators, and functions to differentiate.

No code crosses. A kind and its parameters do, see `wire.Made`, and each call gets what is
made of them anew. Reference implementations get the same of PyTorch. Imports only NumPy and
its neighbour; `numpy.random` where a generator is asked for, which takes a worker a while.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.sandbox.inside.wire import Made


def make(value: Any, xp: Any = np) -> Any:
    """Return what a `Made` describes; any other value as it is.

    Args:
        xp: the library whose arrays a function will be given: NumPy, or PyTorch.
    """
    return MAKERS[value.kind](xp, *value.parameters) if type(value) is Made else value


def _generator(xp: Any, bits: str, seed: int, *_said: str) -> Any:
    """Return a NumPy Generator, whatever `xp` is: its stream is nobody's right answer."""
    from numpy.random import PCG64, Generator

    return Generator({"PCG64": PCG64}[bits](seed))


def _polynomial(xp: Any, *terms: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return a polynomial of the elements of an array.

    Args:
        terms: each a coefficient and its factors; a factor is a power and an index.
    """

    def f(x: Any) -> Any:
        total = None
        for coefficient, *factors in terms:
            term = coefficient
            for power, *index in factors:
                term = term * x[tuple(index)] ** power
            total = term if total is None else total + term
        return total

    return f


def _network(xp: Any, activation: str, x: Any, t: Any) -> Callable[[Any], Any]:
    """Return E of the weights w (O, D) of one layer, half the summed squared error.

    Args:
        activation: a name of `ACTIVATIONS`.
        x, t: inputs (N, D) and targets (N, O).
    """
    through = ACTIVATIONS[activation]
    x, t = xp.asarray(x, dtype=xp.float64), xp.asarray(t, dtype=xp.float64)

    def f(w: Any) -> Any:
        return ((t - through(xp, x @ w.T)) ** 2).sum() / 2

    return f


ACTIVATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "identity": lambda xp, z: z,
    "relu": lambda xp, z: z.clip(0),
    "sigmoid": lambda xp, z: 1 / (1 + xp.exp(-z)),
    "tanh": lambda xp, z: xp.tanh(z),
}
MAKERS: dict[str, Callable[..., Any]] = {
    "generator": _generator,
    "polynomial": _polynomial,
    "network": _network,
}
