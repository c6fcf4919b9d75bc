"""Makes the arguments of a suite's calls: the same bytes on every machine, short to paste."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from grader import datasets

T = TypeVar("T")
Array = np.ndarray[Any, Any]


class Draw:
    """Draws arguments from (seed, check, case).

    Built on the bit stream of PCG64, which NumPy keeps, and on integer operations only;
    `normal` and its like are not the same on every CPU and in every version.
    """

    def __init__(self, seed: int, check: str, case: int) -> None:
        key = hashlib.sha256(f"{seed}/{check}/{case}".encode()).digest()
        self._bits = np.random.PCG64(int.from_bytes(key, "big"))

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
        bits: Array = self._bits.random_raw(size) >> np.uint64(11)
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
