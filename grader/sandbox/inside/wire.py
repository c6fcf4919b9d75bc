"""Turns plain values into bytes and back, without trusting whoever sent the bytes.

A frame is `request number (4 bytes), length (8 bytes), body`. A body is one encoded value,
and an encoded value is one type byte followed by what that type needs, in network byte
order:

    N T F                    None, True, False
    I length(2) bytes        integer, two's complement, at most 4096 bits
    D 8 bytes                float;  C 16 bytes: complex
    S length(4) utf-8        text, at most 64 KiB
    Y length(4) bytes        bytes (source files, towards the worker only)
    L U count(4) values      list, tuple;  M count(4) (text value)*: dictionary
    A dtype(1) layout(1) ndim(1) dims(8 each) data     array, little-endian, C order
    X text text text         something else: its type's name, why it does not cross, a detail
    G text value             what is made in the worker: its kind, and a tuple of parameters
                             (towards the worker only, as an argument of a call)

Decoding copies, counts and bounds everything before it allocates. Only the standard
library and NumPy are imported: the sandbox need not contain the rest.
"""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np

MAX_FRAME = 8 << 20  # bytes; an honest answer has a few thousand
MAX_TEXT = 64 << 10  # bytes
MAX_WORDS = 400  # characters of what is said of a value that does not cross
MAX_BYTES = 1 << 20
MAX_INTEGER = 512  # bytes, 4096 bits
MAX_DEPTH = 32
MAX_ITEMS = 20_000  # decoding them takes a moment, at every call
# What an empty array or container costs in memory, in items: a frame full of them must not
# take more than a frame full of numbers.
ARRAY_ITEMS = 20
CONTAINER_ITEMS = 4
MAX_AXES = 16
MAX_PARAMETERS = 2_000  # numbers, texts and tuples that a thing is made of
MAX_NESTED = 4  # tuples around such a number
MAX_WORD = 20  # characters of such a text
CALL_DEPTH = 2  # of an argument in the request that asks a call

FRAME_HEAD = struct.Struct("!IQ")

# Position is the byte on the wire: append only.
DTYPES = tuple(
    np.dtype(text)
    for text in (
        "?", "i1", "<i2", "<i4", "<i8", "u1", "<u2", "<u4", "<u8",
        "<f2", "<f4", "<f8", "<c8", "<c16",
    )
)  # fmt: skip
CODES = {dtype: code for code, dtype in enumerate(DTYPES)}
UNICODE = 100  # `UNICODE + n` is text of n characters, n at most 64
MAX_CHARACTERS = 64

C_ORDER, FORTRAN, STRIDED = 0, 1, 2
READ_ONLY = 16


# Why a value does not cross: it is a class of its own, an array subclass, an array or a
# number of such a dtype; too large (the shape, or the bytes, or the bits), too deep, too
# many items; a dictionary whose keys are not texts, a text too long. `raised` is the
# trusted side's own.
WHYS = (
    "class", "subclass", "dtype", "scalar", "large", "bytes", "bits", "deep", "many", "keys",
    "text", "raised",
)  # fmt: skip


# What is made in the worker, see `making`.
KINDS = ("generator", "polynomial", "network")


class WireError(ValueError):
    """Bytes that are not a value, or a value that has no bytes.

    Attributes:
        why, detail: of a value that has none, as in `Other`.
    """

    def __init__(self, text: str, why: str = "class", detail: str = "") -> None:
        super().__init__(text)
        self.why = why
        self.detail = detail


class Other:
    """A value that does not cross.

    Attributes:
        type_name: the name of its type.
        why: why it does not cross, one of `WHYS`.
        detail: the dtype, shape or number that `why` is about, or empty.
    """

    # By hand: a dataclass would cost every worker 2 ms, and a named tuple is a tuple.
    __slots__ = ("detail", "type_name", "why")

    def __init__(self, type_name: str, why: str = "class", detail: str = "") -> None:
        self.type_name = type_name
        self.why = why
        self.detail = detail

    def __repr__(self) -> str:
        return f"Other({self.type_name!r}, {self.why!r}, {self.detail!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


class Made:
    """An argument that cannot cross, named so that the worker can make it: see `making`.

    It never changes, and equal ones have equal parameters.

    Attributes:
        kind: one of `KINDS`.
        parameters: finite numbers, short texts, and tuples of them.

    Raises:
        WireError: the kind is unknown, or the parameters are something else, or too many.
    """

    __slots__ = ("kind", "parameters")
    kind: str
    parameters: tuple[Any, ...]

    def __init__(self, kind: str, parameters: tuple[Any, ...]) -> None:
        if kind not in KINDS or type(parameters) is not tuple:
            raise WireError(f"nothing that is made: {kind!r:.100}")
        _count(parameters, MAX_PARAMETERS, 0)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "parameters", parameters)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("it never changes")

    def __reduce__(self) -> Any:
        return Made, (self.kind, self.parameters)

    def __repr__(self) -> str:
        return f"Made({self.kind!r}, {self.parameters!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Made) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


def _count(value: Any, left: int, depth: int) -> int:
    """Return how many of `left` parameters are left after those of a value."""
    kind = type(value)
    left -= 1
    if left >= 0 and kind is tuple and depth < MAX_NESTED:
        for item in value:
            left = _count(item, left, depth + 1)
        return left
    if left < 0 or not (
        (kind is int and abs(value) < 1 << 64)
        or (kind is float and math.isfinite(value))
        or (kind is str and len(value) <= MAX_WORD)
    ):
        raise WireError("parameters that nothing is made of")
    return left


def encode(value: Any) -> bytes:
    """Return the bytes of a plain value.

    Exact types only: None, bool, int, float, complex, str, bytes, list, tuple, dict with
    text keys, `numpy.ndarray` of a dtype in `DTYPES`, `Other`, and as an argument of a call
    `Made`.

    Raises:
        WireError: the value has another type, or is larger than the limits.
    """
    parts: list[bytes] = []
    left = [MAX_ITEMS]
    _encode(value, parts, left, 0)
    if left[0] < 0:
        raise WireError(f"more than {MAX_ITEMS:,} items", "many")
    return b"".join(parts)


def prepended(first: Any, encoded: bytes) -> bytes:
    """Return the bytes of a tuple with one item more in front: nothing is encoded twice.

    Args:
        encoded: `encode`'s bytes of a tuple.
    """
    kind, count = _SIZED.unpack_from(encoded)
    return _SIZED.pack(kind, count + 1) + encode(first) + encoded[_SIZED.size :]


def decode(data: bytes | memoryview, *, made: bool = False) -> Any:
    """Return the value of `encode`'s bytes; arrays are fresh copies.

    Args:
        made: whether arguments may be `Made`: in the worker alone.

    Raises:
        WireError: anything else than exactly one well-formed value.
    """
    reader = _Reader(bytes(data), made)
    try:
        value = reader.value(0)
    except (struct.error, IndexError) as error:
        raise WireError(TOO_SHORT) from error
    if reader.at != len(reader.data):
        raise WireError(f"{len(reader.data) - reader.at} bytes too many")
    return value


def frame(request: int, body: bytes) -> bytes:
    """Return `body` with its head.

    Raises:
        WireError: the body is longer than MAX_FRAME.
    """
    if len(body) > MAX_FRAME:
        raise WireError(f"a frame of {len(body)} bytes")
    return FRAME_HEAD.pack(request, len(body)) + body


def _encode(value: Any, parts: list[bytes], items: list[int], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise WireError(f"nested more than {MAX_DEPTH} deep", "deep")
    kind = type(value)
    items[0] -= 1
    if items[0] < 0:
        raise WireError(f"more than {MAX_ITEMS:,} items", "many")
    if value is None:
        parts.append(b"N")
    elif kind is np.ndarray:
        items[0] -= ARRAY_ITEMS
        parts.append(_array(value))
    elif kind is int:
        size = value.bit_length() // 8 + 1
        if size > MAX_INTEGER:
            bits = f"{value.bit_length():,}"
            raise WireError(f"an integer of {bits} bits", "bits", bits)
        parts.append(_INTEGER.pack(b"I", size) + value.to_bytes(size, "big", signed=True))
    elif kind is str:
        parts.append(b"S" + _text(value))
    elif kind is list or kind is tuple:
        items[0] -= CONTAINER_ITEMS
        parts.append(_SIZED.pack(b"L" if kind is list else b"U", len(value)))
        for item in value:
            _encode(item, parts, items, depth + 1)
    elif kind is dict:
        items[0] -= CONTAINER_ITEMS * (1 + len(value))
        parts.append(_SIZED.pack(b"M", len(value)))
        for key, item in value.items():
            if type(key) is not str:
                raise WireError("a dictionary whose keys are not text", "keys")
            parts.append(_text(key))
            _encode(item, parts, items, depth + 1)
    elif kind is float:
        parts.append(_FLOAT.pack(b"D", value))
    elif kind is bool:
        parts.append(b"T" if value else b"F")
    elif kind is complex:
        parts.append(_COMPLEX.pack(b"C", value.real, value.imag))
    elif kind is bytes:
        if len(value) > MAX_BYTES:
            raise WireError(f"{len(value):,} bytes")
        parts.append(_SIZED.pack(b"Y", len(value)) + value)
    elif kind is Other:
        texts = value.type_name, value.why, value.detail
        parts.append(b"X" + b"".join(map(_text, texts)))
    elif kind is Made and depth == CALL_DEPTH:
        parts.append(b"G" + _text(value.kind))
        _encode(value.parameters, parts, items, depth + 1)
    else:
        raise WireError(f"a value of type {kind.__name__}")


_SIZED = struct.Struct("!cI")
_INTEGER = struct.Struct("!cH")
_FLOAT = struct.Struct("!cd")
_COMPLEX = struct.Struct("!cdd")


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_TEXT:
        raise WireError(f"a text of {len(data):,} bytes", "text")
    return _COUNT.pack(len(data)) + data


def dtype_code(dtype: np.dtype[Any]) -> int | None:
    """Return the byte that stands for a dtype of either byte order, or None."""
    if dtype in CODES:
        return CODES[dtype]
    if dtype.kind == "U":
        characters = dtype.itemsize // 4
        return UNICODE + characters if 1 <= characters <= MAX_CHARACTERS else None
    return CODES.get(dtype.newbyteorder("<"))


def _extent(shape: tuple[int, ...], itemsize: int) -> int:
    """Return the bytes of an array if its empty axes had one cell.

    With an empty axis the others could still overflow NumPy's own product.
    """
    for length in shape:
        itemsize *= length or 1
    return itemsize


def _array(array: np.ndarray[Any, Any]) -> bytes:
    dtype, shape, flags = array.dtype, array.shape, array.flags
    code = dtype_code(dtype)
    if code is None or len(shape) > MAX_AXES:
        raise WireError(f"{dtype} with {array.ndim} axes", "large", str(shape))
    if _extent(shape, dtype.itemsize) > MAX_FRAME:
        raise WireError(f"an array of shape {shape}", "large", str(shape))
    layout = FORTRAN if flags.f_contiguous else STRIDED
    if flags.c_contiguous:
        layout = C_ORDER
    if not flags.writeable:
        layout |= READ_ONLY
    if dtype not in CODES:
        array = array.astype(dtype.newbyteorder("<"), copy=False)
    return _ARRAYS[len(shape)].pack(b"A", code, layout, len(shape), *shape) + array.tobytes()


_ARRAYS = [struct.Struct(f"!cBBB{axes}Q") for axes in range(MAX_AXES + 1)]


class _Reader:
    """Reads values one after the other; every method advances `at` or raises.

    What lies behind the end raises struct.error or IndexError, see `decode`.
    """

    def __init__(self, data: bytes, made: bool) -> None:
        self.data = data
        self.made = made
        self.at = 0
        self.items = MAX_ITEMS

    def take(self, size: int) -> bytes:
        start = self.at
        self.at += size
        if self.at > len(self.data):
            raise WireError(TOO_SHORT)
        return self.data[start : self.at]

    def spend(self, items: int) -> None:
        self.items -= items
        if self.items < 0:
            raise WireError("too many items")

    def numbers(self, form: struct.Struct) -> Any:
        start = self.at
        self.at += form.size
        return form.unpack_from(self.data, start)

    def text(self) -> str:
        (size,) = self.numbers(_COUNT)
        if size > MAX_TEXT:
            raise WireError(f"a text of {size} bytes")
        try:
            return self.take(size).decode("utf-8")
        except UnicodeDecodeError as error:
            raise WireError("a text that is not UTF-8") from error

    def value(self, depth: int) -> Any:
        self.spend(1)
        if depth > MAX_DEPTH:
            raise WireError("nested too deep")
        kind = self.data[self.at]
        self.at += 1
        if kind in SINGLE:
            return SINGLE[kind]
        if kind == ARRAY:
            return self.array()
        if kind == INTEGER:
            (size,) = self.numbers(_SHORT)
            if not 1 <= size <= MAX_INTEGER:
                raise WireError(f"an integer of {size} bytes")
            return int.from_bytes(self.take(size), "big", signed=True)
        if kind == TEXT:
            return self.text()
        if kind in CONTAINERS:
            return self.container(kind, depth)
        if kind == FLOAT:
            return self.numbers(_DOUBLE)[0]
        if kind == COMPLEX:
            return complex(*self.numbers(_DOUBLES))
        if kind == BYTES:
            (size,) = self.numbers(_COUNT)
            if size > MAX_BYTES:
                raise WireError(f"{size} bytes")
            return self.take(size)
        if kind == OTHER:
            name, why, detail = self.text(), self.text(), self.text()
            other = Other(name[:MAX_WORDS], why, detail[:MAX_WORDS])
            if other.why not in WHYS:
                raise WireError("a value that does not cross for no known reason")
            return other
        if kind == MADE and self.made and depth == CALL_DEPTH:
            return Made(self.text(), self.value(depth + 1))
        raise WireError(f"unknown type byte {bytes((kind,))!r}")

    def container(self, kind: int, depth: int) -> Any:
        self.spend(CONTAINER_ITEMS)
        (count,) = self.numbers(_COUNT)
        # Every item takes a byte at least, so a short message cannot ask for much.
        if count > min(self.items, len(self.data) - self.at):
            raise WireError(f"a container of {count} items")
        if kind == DICTIONARY:
            self.spend(CONTAINER_ITEMS * count)
            pairs = [(self.text(), self.value(depth + 1)) for _ in range(count)]
            if len({key for key, _ in pairs}) != count:
                raise WireError("a dictionary with a key twice")
            return dict(pairs)
        values = [self.value(depth + 1) for _ in range(count)]
        return values if kind == LIST else tuple(values)

    def array(self) -> np.ndarray[Any, Any]:
        self.spend(ARRAY_ITEMS)
        code, layout, axes = self.numbers(_ARRAY)
        if code < len(DTYPES):
            dtype = DTYPES[code]
        elif UNICODE < code <= UNICODE + MAX_CHARACTERS:
            dtype = np.dtype(f"<U{code - UNICODE}")
        else:
            raise WireError(f"unknown dtype byte {code}")
        if axes > MAX_AXES or layout & ~READ_ONLY > STRIDED:
            raise WireError(f"an array with {axes} axes, layout {layout}")
        shape = self.numbers(_SHAPES[axes])
        if _extent(shape, dtype.itemsize) > MAX_FRAME:
            raise WireError(f"an array of shape {shape}")
        size = math.prod(shape) * dtype.itemsize
        if not size:
            return _laid_out(np.zeros(shape, dtype), layout)
        data = self.take(size)
        if dtype.kind == "b":
            return _laid_out(np.ndarray(shape, np.uint8, data).astype(bool), layout)
        if dtype.kind == "U" and np.frombuffer(data, "<u4").max() > 0x10FFFF:
            raise WireError("an array of text with impossible characters")
        return _laid_out(np.ndarray(shape, dtype, data), layout)


TOO_SHORT = "the value ends too early"

_ARRAY = struct.Struct("!BBB")
_COUNT = struct.Struct("!I")
_DOUBLE = struct.Struct("!d")
_DOUBLES = struct.Struct("!2d")
_SHAPES = [struct.Struct(f"!{axes}Q") for axes in range(MAX_AXES + 1)]
_SHORT = struct.Struct("!H")

ARRAY, BYTES, COMPLEX, FLOAT, INTEGER, MADE, OTHER, TEXT = b"AYCDIGXS"
LIST, TUPLE, DICTIONARY = CONTAINERS = b"LUM"
SINGLE = {ord("N"): None, ord("T"): True, ord("F"): False}


def _laid_out(array: np.ndarray[Any, Any], layout: int) -> np.ndarray[Any, Any]:
    kind = layout & ~READ_ONLY
    if kind == FORTRAN:
        copy = array.copy("F")
    elif kind == STRIDED and array.ndim:
        # Every second cell along the last axis of something twice as wide.
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        copy = wide[..., ::2]
        copy[...] = array
    else:
        copy = array.copy()
    if layout & READ_ONLY:
        copy.flags.writeable = False
    return copy
