"""Makes the arguments of a suite's calls: the same bytes on every machine, short to paste."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from grader import datasets
from grader.sandbox.inside.wire import Made

T = TypeVar("T")
Array = np.ndarray[Any, Any]


MASK_32, MASK_64, MASK_128 = (1 << 32) - 1, (1 << 64) - 1, (1 << 128) - 1


class PCG64:
    """The bit stream of `numpy.random.PCG64(seed)`, in Python's integers.

    A suite draws a few thousand numbers, which takes less time than to import NumPy's.
    Source: O'Neill, PCG (2014), XSL RR 128/64; seeded by NumPy's SeedSequence.

    Args:
        seed: at least 0.
    """

    MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645

    def __init__(self, seed: int) -> None:
        words = _seed_words(seed)
        start, sequence = (words[0] << 64) | words[1], (words[2] << 64) | words[3]
        self._increment = ((sequence << 1) | 1) & MASK_128
        # From 0: a step, the start is added, another step.
        state = (self._increment + start) & MASK_128
        self._state = (state * self.MULTIPLIER + self._increment) & MASK_128

    def raw(self, size: int) -> list[int]:
        """Return the next `size` numbers below 2 ** 64."""
        state, drawn = self._state, []
        for _ in range(size):
            state = (state * self.MULTIPLIER + self._increment) & MASK_128
            mixed, turn = (state >> 64) ^ (state & MASK_64), state >> 122
            drawn.append(((mixed >> turn) | (mixed << (64 - turn))) & MASK_64)
        self._state = state
        return drawn


def _seed_words(seed: int) -> list[int]:
    """Return what `numpy.random.SeedSequence(seed).generate_state(4, "uint64")` does."""
    entropy = []
    while seed:
        entropy.append(seed & MASK_32)
        seed >>= 32
    constants = [0x43B0D7E5]  # the last one is in use

    def hashed(word: int) -> int:
        word ^= constants[-1]
        constants.append(constants[-1] * 0x931E8875 & MASK_32)
        word = word * constants[-1] & MASK_32
        return word ^ word >> 16

    def mixed(one: int, other: int) -> int:
        word = (0xCA01F9DD * one - 0x4973F715 * other) & MASK_32
        return word ^ word >> 16

    pool = [hashed(word) for word in (entropy + [0] * 4)[:4]]
    for source in range(4):
        for target in range(4):
            if source != target:
                pool[target] = mixed(pool[target], hashed(pool[source]))
    for word in entropy[4:]:
        for target in range(4):
            pool[target] = mixed(pool[target], hashed(word))
    halves, constant = [], 0x8B51F9DD
    for index in range(8):
        word = pool[index % 4] ^ constant
        constant = constant * 0x58F38DED & MASK_32
        word = word * constant & MASK_32
        halves.append(word ^ word >> 16)
    return [halves[i] | halves[i + 1] << 32 for i in range(0, 8, 2)]


class Draw:
    """Draws arguments from (seed, check, case).

    Built on the bit stream of PCG64, which NumPy keeps, and on integer operations only;
    `normal` and its like are not the same on every CPU and in every version.
    """

    def __init__(self, seed: int, check: str, case: int) -> None:
        key = hashlib.sha256(f"{seed}/{check}/{case}".encode()).digest()
        self._bits = PCG64(int.from_bytes(key, "big"))

    def array(self, shape: int | Sequence[int], dtype: str = "float64") -> Array:
        """Return odd sixteenths in [-4, 4]: never 0, exact in float32 and float16."""
        return ((2 * self.integers(-32, 32, shape) + 1) / 16).astype(dtype)

    def integers(self, low: int, high: int, shape: int | Sequence[int]) -> Array:
        """Return int64 values in [low, high)."""
        shape = (shape,) if isinstance(shape, int) else tuple(shape)
        drawn = self._top_bits(math.prod(shape)) % np.uint64(high - low)
        return drawn.astype(np.int64).reshape(shape) + low

    def _top_bits(self, size: int) -> Array:
        """Return uint64 values below 2 ** 53; the bias of a `%` after it is below 2 ** -40."""
        bits: Array = np.array(self._bits.raw(size), dtype=np.uint64) >> np.uint64(11)
        return bits

    def permutation(self, size: int) -> Array:
        """Return 0 .. size-1 in some order, int64."""
        order = list(range(size))
        drawn = self._top_bits(max(0, size - 1)).tolist()
        for last, bits in zip(range(size - 1, 0, -1), drawn, strict=True):
            other = bits % (last + 1)
            order[last], order[other] = order[other], order[last]
        return np.array(order, dtype=np.int64)

    def choice(self, sequence: Sequence[T]) -> T:
        """Return one element."""
        return sequence[int(self.integers(0, len(sequence), 1)[0])]


def strided(array: Array) -> Array:
    """Return the same values as a view that skips every second cell of its memory."""
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    view = wide[..., ::2]
    view[...] = array
    return view


def read_only(array: Array) -> Array:
    """Return the same values in an array that cannot be written to."""
    copy = array.copy()
    copy.flags.writeable = False
    return copy


CERTAIN = "certain"


def generator(seed: int, *, certain: bool = False) -> Made:
    """Return a NumPy Generator as an argument: each call gets a new one of this seed.

    NumPy promises no stream, so nothing that depends on one is compared with a right answer;
    a call with it is asked by `student.f(...)`, and claims are made of what comes back.

    Args:
        certain: there is one right answer, whatever is drawn, as dropout with p = 0 has. Such
            a call is recorded and compared as any other.
    """
    return Made("generator", ("PCG64", seed, CERTAIN) if certain else ("PCG64", seed))


def by_chance(arguments: Sequence[Any]) -> bool:
    """Whether the right answer to a call depends on a generator among its arguments."""
    return any(_is_generator(one) and CERTAIN not in one.parameters for one in arguments)


def reseeded(arguments: Sequence[Any]) -> tuple[Any, ...]:
    """Return the arguments with generators of another seed."""
    return tuple(
        Made(one.kind, (one.parameters[0], one.parameters[1] + 1, *one.parameters[2:]))
        if _is_generator(one)
        else one
        for one in arguments
    )


def _is_generator(argument: Any) -> bool:
    return type(argument) is Made and argument.kind == "generator"


def polynomial(coefficients: Sequence[float] | Array, powers: Sequence[Any] | Array) -> Made:
    """Return a polynomial f(x) of the elements of an array x, as an argument.

    Args:
        coefficients: (T,), one for each term.
        powers: (T, *shape of x), the power of each element in each term, 0 or more.
    """
    by_term = np.asarray(powers)
    terms = []
    for coefficient, term in zip(np.asarray(coefficients).tolist(), by_term, strict=True):
        used = np.argwhere(term).tolist()
        factors = [(int(term[tuple(index)]), *index) for index in used]
        terms.append((float(coefficient), *factors))
    return Made("polynomial", tuple(terms))


def network(activation: str, x: Array, t: Array) -> Made:
    """Return E(w) of a layer's weights w (O, D), half the summed squared error, as an argument.

    E(w) is half the sum of (t - activation(x @ w.T)) ** 2.

    Args:
        activation: `identity`, `relu`, `sigmoid` or `tanh`.
        x, t: inputs (N, D) and targets (N, O).
    """
    return Made("network", (activation, _rows(x), _rows(t)))


def _rows(array: Array) -> tuple[Any, ...]:
    return tuple(map(tuple, np.asarray(array, "float64").tolist()))


class Named:
    """An array of a data set that a student sees by its name, `iris.x[:10]`.

    Attributes:
        array: the values.
        text: a Python expression for them.
    """

    def __init__(self, array: Array, text: str) -> None:
        self.array = array
        self.text = text

    @property
    def _operand(self) -> str:
        """The text, ready for something to follow it."""
        return f"({self.text})" if " / " in self.text else self.text

    def __getitem__(self, key: Any) -> Named:
        keys = key if isinstance(key, tuple) else (key,)
        return Named(self.array[key], f"{self._operand}[{', '.join(map(_key, keys))}]")

    def astype(self, dtype: str) -> Named:
        """Return the values in another dtype."""
        return Named(self.array.astype(dtype), f"{self._operand}.astype({dtype!r})")

    def reshape(self, *shape: int) -> Named:
        """Return the values in another shape."""
        sizes = ", ".join(map(str, shape))
        return Named(self.array.reshape(*shape), f"{self._operand}.reshape({sizes})")

    def __truediv__(self, number: float) -> Named:
        return Named(self.array / number, f"{self.text} / {number}")


def _key(key: Any) -> str:
    if isinstance(key, slice):
        parts = ["" if part is None else str(part) for part in (key.start, key.stop)]
        return ":".join(parts if key.step is None else [*parts, str(key.step)])
    if isinstance(key, np.ndarray):
        return str(key.tolist())
    return "..." if key is Ellipsis else str(key)


class Data:
    """All data sets of a course: `data.iris.x` is a `Named` array."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getattr__(self, name: str) -> _NamedSet:
        return _NamedSet(self._folder, name)


class _NamedSet:
    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def __getattr__(self, array: str) -> Named:
        values = datasets.read(self._folder, self._name, array)
        return Named(values, f"{self._name}.{array}")
