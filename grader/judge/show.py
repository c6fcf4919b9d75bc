"""Turns calls and answers into what can be shown: NumPy source and small grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from keyword import iskeyword
from typing import Any, NamedTuple

import numpy as np

from grader.judge.compare import kind_of
from grader.judge.inputs import Named
from grader.judge.references import Expected
from grader.report import Call, Comparison, Given, Panel
from grader.sandbox.inside.wire import Made, Other

Array = np.ndarray[Any, Any]

INLINE = 56  # characters of a call that holds its arrays itself
LINE = 64  # characters of a line of a function, or of a list
WINDOW = 8  # rows and columns of a slice that is cut
WHOLE = 12  # rows and columns up to which a slice is shown whole
MOST_EXPECTED = 20_000  # characters of a right answer
LONG_ROW = 12  # values of a long 1-D array around the first difference
OF_THE_SCRIPT = ("np", "submission", "sys", "tried")  # no key of a dictionary replaces these
FIXED = (1e-3, 1e4)  # a largest value between these needs no exponent


def call(
    function: str,
    parameters: Sequence[str],
    arguments: Sequence[Any],
    named: Mapping[str, Any],
    expected: Expected | None = None,
) -> Call:
    """Return a call in NumPy syntax; arrays that are too long for it stand above it."""
    shown = _call(function, parameters, arguments, named)
    if expected is None:
        return shown
    if expected.raises is not None:
        return shown._replace(raises=expected.raises)
    right = source(_own(expected.value))
    return shown._replace(expected=right if len(right) <= MOST_EXPECTED else "")


def _own(value: Any) -> Any:
    """Return a value whose arrays lie in memory as usual."""
    if isinstance(value, np.ndarray):
        return np.array(value, order="C")
    if isinstance(value, list | tuple):
        return type(value)(map(_own, value))
    if isinstance(value, dict):
        return {key: _own(item) for key, item in value.items()}
    return value


def _call(
    function: str,
    parameters: Sequence[str],
    arguments: Sequence[Any],
    named: Mapping[str, Any],
) -> Call:
    inline = [_inline(argument) for argument in arguments]
    tail = [f"{key}={source(value)}" for key, value in named.items()]
    text = f"{function}({', '.join([*inline, *tail])})"
    if len(text) <= INLINE and "\n" not in text:
        return Call(function, text)
    given: list[Given] = []

    def above(name: str, value: Any) -> str:
        """Return what stands in the call for a value; arrays, and those in it, above it."""
        if isinstance(value, dict):
            taken = {*OF_THE_SCRIPT, function, *parameters, *(one.name for one in given)}
            items: list[str] = []
            for key, item in value.items():
                free = key.isidentifier() and not iskeyword(key) and key not in taken
                items.append(f"{key!r}: {above(key if free else f'{name}_{len(items)}', item)}")
            text = "{" + ", ".join(items) + "}"
            if len(text) <= LINE:
                return text
            given.append(Given(name, _on_lines(items, "{}", len(f"{name} = ")), "dict", ()))
            return name
        if isinstance(value, Made):
            what = "Generator" if value.kind == "generator" else "function"
            given.append(Given(name, source(value), what, ()))
            return name
        if not isinstance(value, np.ndarray):
            text = _inline(value)
            if not isinstance(value, list | tuple):
                return text
            if len(text) <= LINE and not any(isinstance(item, dict) for item in value):
                return text
            given.append(Given(name, _list_source(value, len(f"{name} = ")), "list", ()))
            return name
        given.append(Given(name, _array_source(value, len(f"{name} = ")), *_about(value)))
        return name

    names = [*parameters, *(f"x{index}" for index in range(len(parameters), len(arguments)))]
    words = [above(name, value) for name, value in zip(names, arguments, strict=False)]
    return Call(function, f"{function}({', '.join([*words, *tail])})", tuple(given))


def _inline(argument: Any) -> str:
    return argument.text if isinstance(argument, Named) else source(argument)


def source(value: Any) -> str:
    """Return a Python expression for a plain value, with `np` as NumPy."""
    if isinstance(value, Named):
        return value.text
    if isinstance(value, Made):
        return WRITTEN[value.kind](*value.parameters)
    if isinstance(value, np.ndarray):
        return _array_source(value)
    if isinstance(value, list):
        return f"[{', '.join(map(source, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(source, value))}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        items = (f"{key!r}: {source(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, float):
        return re.sub(r"\b(nan|inf)\b", r"np.\1", repr(value))
    return f"<{value.type_name}>" if isinstance(value, Other) else repr(value)


def _array_source(array: Array, lead: int = 0) -> str:
    """Return the expression; `lead` characters stand before it on its first line."""
    if array.size == 0:
        return f"np.zeros({array.shape}, dtype={str(array.dtype)!r})"
    usual = array.dtype.name in ("float64", "int64", "bool") or array.dtype.kind == "U"
    head, tail = "np.array(", ")" if usual else f", dtype={array.dtype.name!r})"
    if array.flags.f_contiguous and not array.flags.c_contiguous:
        head, tail = f"np.asfortranarray({head}", f"{tail})"
    elif not array.flags.c_contiguous:
        head, tail = f"np.repeat({head}", f"{tail}, 2, axis=-1)[..., ::2]"
    if not array.flags.writeable:
        head, tail = f"np.broadcast_to({head}", f"{tail}, {array.shape})"
    text = np.array2string(
        array, separator=", ", threshold=array.size, max_line_width=72,
        floatmode="unique", prefix=" " * (lead + len(head)), suffix=tail,
    )  # fmt: skip
    if array.dtype.kind in "fc":
        text = re.sub(r"\b(nan|inf)\b", r"np.\1", text)
    return head + text + tail


def _list_source(value: list[Any] | tuple[Any, ...], lead: int) -> str:
    """Return a list on as many lines as it takes; `lead` characters stand before the first."""
    items = [_item_source(item, lead + 1) for item in value]
    if isinstance(value, list):
        return _on_lines(items, "[]", lead)
    return _on_lines(items if len(items) > 1 else [f"{items[0]},"], "()", lead)


def _item_source(item: Any, lead: int) -> str:
    """Return an item of a list; a dictionary that is too long for a line on several."""
    text = source(item)
    if not isinstance(item, dict) or lead + len(text) <= LINE:
        return text
    return _on_lines([f"{key!r}: {source(value)}" for key, value in item.items()], "{}", lead)


def _on_lines(items: Sequence[str], around: str, lead: int) -> str:
    """Return items in brackets on as many lines as it takes."""
    words = [*(f"{item}," for item in items[:-1]), items[-1]]
    lines = [""]
    for word in words:
        if lines[-1] and lead + len(lines[-1]) + len(word) > LINE:
            lines.append("")
        lines[-1] += f"{' ' * bool(lines[-1])}{word}"
    return around[0] + f"\n{' ' * (lead + 1)}".join(lines) + around[1]


def _generator_source(bits: str, seed: int, *_said: str) -> str:
    return f"np.random.Generator(np.random.{bits}({seed}))"


def _polynomial_source(*terms: tuple[Any, ...]) -> str:
    """Return a polynomial in brackets, where one line does not hold it."""
    lines = [""]
    for number, (coefficient, *factors) in enumerate(terms):
        sign = "-" if coefficient < 0 else "+" * (number > 0)
        sign += " " * (number > 0)
        word = " * ".join([repr(abs(coefficient)), *starmap(_factor_source, factors)])
        if lines[-1] and len(lines[-1]) + len(word) > LINE:
            lines.append("")
        lines[-1] += f"{' ' * bool(lines[-1])}{sign}{word}"
    text = "\n    ".join(lines)
    return f"lambda x: (\n    {text}\n)" if len(lines) > 1 else f"lambda x: {text}"


def _factor_source(power: int, *index: int) -> str:
    element = f"x[{', '.join(map(str, index))}]"
    return element if power == 1 else f"{element} ** {power}"


def _network_source(activation: str, x: Any, t: Any) -> str:
    one, two = f"x={_rows_source(x)}", f"t={_rows_source(t)}"
    value = f"((t - {ACTIVATIONS[activation]}) ** 2).sum() / 2"
    text = f"lambda w, {one}, {two}: {value}"
    if max(map(len, text.split("\n"))) <= LINE:
        return text
    return f"(\n    lambda w, {one},\n    {two}:\n    {value}\n)"


def _rows_source(rows: Any) -> str:
    """Return a matrix whose rows stand below each other, wherever it begins."""
    text = _array_source(np.array(rows, "float64"), -len("np.array("))
    if "\n" not in text:
        return text
    inner = text.removeprefix("np.array([").removesuffix("])").replace("\n ", "\n    ")
    return f"np.array([\n    {inner},\n])"


ACTIVATIONS = {
    "identity": "x @ w.T",
    "relu": "np.maximum(x @ w.T, 0)",
    "sigmoid": "1 / (1 + np.exp(-(x @ w.T)))",
    "tanh": "np.tanh(x @ w.T)",
}
# What is made in the worker, as it would be made by hand.
WRITTEN: dict[str, Callable[..., str]] = {
    "generator": _generator_source,
    "polynomial": _polynomial_source,
    "network": _network_source,
}


def _about(array: Array) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Return dtype, shape and layout of an array."""
    layout = []
    if not (array.flags.c_contiguous or array.flags.f_contiguous):
        layout.append("strided")
    if not array.flags.writeable:
        layout.append("read_only")
    return array.dtype.name, array.shape, tuple(layout)


def comparison(
    yours: Any,
    expected: Any,
    where: Array | None,
    part: str = "",
    arguments: Sequence[tuple[str, Any]] = (),
) -> Comparison:
    """Return the two answers as grids around their first difference.

    Beside images (N, C, H, W) stands the argument that they were made from.

    Args:
        yours, expected: the values that differ.
        where: True where two arrays of equal shape differ, somewhere; or None.
        part: which part of the result they are, such as `result[0]`.
        arguments: names and values of what the function was given.
    """
    image = isinstance(expected, np.ndarray) and expected.ndim == 4 and expected.size > 0
    first = () if where is None else tuple(np.argwhere(where)[0].tolist())
    parts = [Part("yours", part, yours, first), Part("expected", part, expected, first)]
    if image:
        parts += _input(arguments, first or (0, 0, 0, 0), expected.shape)
    mine, right, *given = _panels(parts, where)
    compared = Comparison(mine, right, input=given[0] if given else None, image=image)
    return compared if where is None else _how_far(compared, yours, expected, where)


class Part(NamedTuple):
    """A value of which a part is shown: the cells around `at`, or its beginning.

    Attributes:
        owner: `yours`, `expected` or `input`.
        name: which part of the result it is, or the parameter's name.
        value: the whole value.
        at: the index of a cell, or nothing.
    """

    owner: str
    name: str
    value: Any
    at: tuple[int, ...]

    @property
    def drawn(self) -> bool:
        """Whether there are cells to draw."""
        return isinstance(self.value, np.ndarray) and self.value.size > 0

    @property
    def window(self) -> tuple[Any, ...]:
        """The index of the cells that are shown."""
        return _window(self.value.shape, self.at or (0,) * self.value.ndim)


def _input(
    arguments: Sequence[tuple[str, Any]], first: tuple[int, ...], shape: tuple[int, ...]
) -> list[Part]:
    """Return the slice of an argument that a slice of the result was made from, if any.

    The argument is one of the result's shape, else the first image. The slice is that of
    the same image and channel where there are as many, and the part in the same place.
    """
    images = [
        (name, value)
        for name, value in arguments
        if isinstance(value, np.ndarray) and value.ndim == len(shape) and value.size
    ]
    if not images:
        return []
    name, array = next((one for one in images if one[1].shape == shape), images[0])
    at = tuple(
        place if mine == theirs else place * mine // theirs if axis > 1 else 0
        for axis, (place, mine, theirs) in enumerate(
            zip(first, array.shape, shape, strict=True)
        )
    )
    return [Part("input", name, array, at)]


def _panels(parts: Sequence[Part], where: Array | None) -> list[Panel]:
    """Return parts as panels whose numbers have the same form."""
    drawn = [part for part in parts if part.drawn]
    cells = [np.atleast_1d(part.value[part.window]) for part in drawn]
    marks = None if where is None else np.atleast_1d(where[drawn[0].window])
    marked = () if marks is None else np.argwhere(np.atleast_2d(marks))
    differing = tuple((int(row), int(column)) for row, column in marked)
    texts = iter(_texts(cells, marks))
    panels: list[Panel] = []
    for part in parts:
        panel = Panel(part.owner, part.name, numeric=_is_numeric(part.value))
        if not part.drawn:
            panels.append(_undrawn(panel, part.value))
            continue
        window, (dtype, shape, layout) = part.window, _about(part.value)
        panels.append(
            panel._replace(
                dtype=dtype,
                shape=shape,
                layout=layout,
                window=_index(window, shape),
                rows=tuple(map(tuple, np.atleast_2d(next(texts)).tolist())),
                marks=differing if part.owner != "input" else (),
                cut=_edges(window, shape),
            )
        )
    return panels


def _undrawn(panel: Panel, value: Any) -> Panel:
    """Return a value in one cell, or as what it is."""
    panel = panel._replace(dtype=type(value).__name__)
    if isinstance(value, Other):
        return panel._replace(dtype=value.type_name, what=kind_of(value))
    if isinstance(value, np.ndarray):  # without cells
        dtype, shape, layout = _about(value)
        return panel._replace(dtype=dtype, shape=shape, layout=layout)
    words = _short(value)
    words = words if len(words) <= 400 else f"{words[:400]} ..."
    return panel._replace(rows=((words,),))


def _is_numeric(value: Any) -> bool:
    """Whether a value is made of numbers alone, also deep inside."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "biufc"
    if isinstance(value, (list, tuple)):
        return all(map(_is_numeric, value))
    return value is None or type(value) in (bool, int, float, complex)


def _short(value: Any) -> str:
    """Return a value in few words: long arrays by dtype and shape, long lists cut."""
    if isinstance(value, np.ndarray) and not 0 < value.size <= LONG_ROW:
        return f"<{value.dtype.name} {value.shape}>"
    if isinstance(value, (list, tuple)):
        words = [_short(item) for item in value[:LONG_ROW]]
        words += ["..."] * (len(value) > LONG_ROW)
        text = ", ".join(words) + "," * (isinstance(value, tuple) and len(value) == 1)
        return f"[{text}]" if isinstance(value, list) else f"({text})"
    if isinstance(value, dict):
        items = [f"{key[:100]!r}: {_short(item)}" for key, item in [*value.items()][:LONG_ROW]]
        return "{" + ", ".join(items) + "}"
    if isinstance(value, (int, str)) and value not in (True, False):
        text = repr(value) if isinstance(value, str) else str(value)
        return text if len(text) <= 200 else f"{text[:200]}..."
    return source(value)


def _window(shape: tuple[int, ...], first: tuple[int, ...]) -> tuple[Any, ...]:
    """Return the index of the part that is shown: at most two axes, around `first`."""
    if len(shape) == 1:
        return (_cut(shape[0], first[0], LONG_ROW, LONG_ROW),)
    lead = tuple(first[:-2])
    return (*lead, *(
        _cut(length, at, WHOLE, WINDOW)
        for length, at in zip(shape[-2:], first[-2:], strict=True)
    ))  # fmt: skip


def _cut(length: int, at: int, whole: int, size: int) -> slice:
    if length <= whole:
        return slice(0, length)
    start = min(max(at - size // 2, 0), length - size)
    return slice(start, start + size)


def _index(window: tuple[Any, ...], shape: tuple[int, ...]) -> tuple[str, ...]:
    """Return `1`, `0`, `2:10` where less than the whole array is shown, else nothing."""
    words = []
    for key, length in zip(window, shape, strict=True):
        if isinstance(key, slice):
            whole = key.start == 0 and key.stop == length
            words.append(":" if whole else f"{key.start}:{key.stop}")
        else:
            words.append(str(key))
    shown_whole = all(
        word == ":" or (word == "0" and length == 1)
        for word, length in zip(words, shape, strict=True)
    )
    while words and words[-1] == ":":
        words.pop()
    return () if shown_whole else tuple(words)


def _edges(window: tuple[Any, ...], shape: tuple[int, ...]) -> tuple[str, ...]:
    """Return the edges of a shown slice behind which it goes on."""
    axes = list(zip(window, shape, strict=True))[-2:]
    names = (("above", "below"), ("left", "right"))[2 - len(axes) :]
    edges = []
    for (before, after), (key, length) in zip(names, axes, strict=True):
        edges += [before] * (key.start > 0) + [after] * (key.stop < length)
    return tuple(edges)


def _texts(arrays: list[Array], where: Array | None) -> list[Array]:
    """Return the cells as texts with as few digits as tell the differing ones apart.

    Where `where` is True, the first two arrays differ.
    """
    texts: list[Array] = []
    for form in _forms([array for array in arrays if array.dtype.kind in "fc"]):
        texts = [_formed(array, form) for array in arrays]
        if where is None or not (where & (texts[0] == texts[1])).any():
            break
    return texts


def _formed(array: Array, form: str) -> Array:
    """Return each number as a text; those of no floating kind as they are."""
    floating = array.dtype.kind in "fc"
    words = [
        str(cell) if not floating else f"{cell:{form}}" if cell else "0"
        for cell in array.ravel().tolist()
    ]
    return np.array(words, dtype=object).reshape(array.shape)


def _forms(arrays: list[Array]) -> list[str]:
    """Return formats for some numbers, from the shortest on.

    All get the same decimals, so that their points stand below each other: two, or as
    many as leave three digits of the largest. 0 is drawn as 0, what is nearly 0 as 0.00.
    """
    general = [f".{digits}g" for digits in (3, 5, 7, 9, 12, 17)]
    if any(array.dtype.kind == "c" for array in arrays):
        return general
    sizes = np.abs(np.concatenate([[], *(one.astype("float64").ravel() for one in arrays)]))
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    if not sizes.size or not FIXED[0] <= sizes.max() < FIXED[1]:
        return general
    if (sizes % 1 == 0).all():
        return [".0f"]
    fewest = max(2, 2 - int(np.floor(np.log10(sizes.max()))))
    return [*(f".{decimals}f" for decimals in range(fewest, 10)), *general[-2:]]


def _how_far(compared: Comparison, yours: Array, expected: Array, where: Array) -> Comparison:
    """Return a comparison with how many values differ, and the worst of them."""
    compared = compared._replace(differing=int(np.count_nonzero(where)), size=expected.size)
    if expected.dtype.kind not in "iuf" or yours.dtype.kind not in "iuf":
        return compared
    with np.errstate(all="ignore"):
        apart = np.abs(yours.astype("float64") - expected.astype("float64"))[where]
        relative = apart / np.abs(expected.astype("float64")[where])
    if not np.isfinite(apart).all():
        return compared
    finite = relative[np.isfinite(relative)]
    return compared._replace(
        worst=float(apart.max()), relative=float(finite.max()) if finite.size else None
    )
