"""Reads a worker's replies: every field has exactly the type that is due, or all is refused.

Numbers are kept where they can be true, and texts and lists no longer than an honest worker
makes them, so that nothing behind this has to ask how large they are.
"""

from __future__ import annotations

import builtins
from typing import Any

from grader.sandbox.answer import Answer, Loaded, Parameter, Raised
from grader.sandbox.inside.wire import MAX_AXES, Other

BUILTIN_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
)


MAX_LIST = 1000  # items of any list
MAX_NAMES = 300  # of these, names of a file
MAX_ARGUMENTS = 100  # positions of arguments
MAX_WARNINGS = 5
MAX_LINE = 1 << 20  # a source file has no more bytes than that
MAX_NAME = 200  # characters of a name, or of a warning
MAX_MESSAGE = 2 << 10  # characters of an exception's text
MAX_PRINTED = 64 << 10  # characters
MAX_PARAMETERS = 50
MAX_ARRAYS = 20
MAX_LENGTH = 1 << 63  # of an axis


class Malformed(ValueError):
    """A reply that is not of the agreed form."""


def loaded(reply: Any) -> Loaded:
    """Return what a submission defines.

    Raises:
        Malformed: the reply is not one to a load request.
    """
    raised, lines, dead, names, printed, calls = _fields(reply, "L", 6)
    return Loaded(
        lines=dict(_lines(lines)),
        not_callable=tuple(_text(name) for name in _list(dead)[:MAX_NAMES]),
        names=tuple(_lines(names)),
        raised=_raised(raised),
        printed=_text(printed, MAX_PRINTED),
        calls={
            _text(name): tuple(_text(one) for one in _list(reached)[:MAX_NAMES])
            for name, reached in (_tuple(pair, 2) for pair in _list(calls)[:MAX_NAMES])
        },
    )


def answer(reply: Any) -> Answer:
    """Return what a call answered.

    Raises:
        Malformed: the reply is not one to a call.
    """
    raised, value, changed, shared, printed, warned = _fields(reply, "C", 6)
    return Answer(
        value=value,
        raised=_raised(raised),
        changed=_positions(changed, 0),
        shared=_positions(shared, -1),
        printed=_text(printed, MAX_PRINTED),
        warnings=tuple(
            (_text(kind), _text(text))
            for kind, text in (_tuple(pair, 2) for pair in _list(warned)[:MAX_WARNINGS])
        ),
    )


def signature(reply: Any) -> tuple[Parameter, ...] | None:
    """Return a function's parameters, or None where any number of them will do.

    Raises:
        Malformed: the reply is not one to a question for them.
    """
    (parameters,) = _fields(reply, "S", 1)
    if parameters is None:
        return None
    return tuple(
        Parameter(_text(name), _exactly(has, bool), _default(default))
        for name, has, default in (_tuple(one, 3) for one in _list(parameters)[:MAX_PARAMETERS])
    )


def _default(value: Any) -> Any:
    if value is None or type(value) in (bool, float):
        return value
    if type(value) is int:
        return value if abs(value) < 1 << 63 else Other("int", "bits")
    if type(value) is Other:
        return Other(_text(value.type_name))
    return _text(value)


def _fields(reply: Any, kind: str, count: int) -> tuple[Any, ...]:
    fields = _tuple(reply, count + 1)
    if _exactly(fields[0], str) != kind:
        raise Malformed("a reply of another kind")
    return fields[1:]


def _tuple(value: Any, size: int) -> tuple[Any, ...]:
    if type(value) is not tuple or len(value) != size:
        raise Malformed(f"not {size} fields")
    return value


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise Malformed(f"{type(value).__name__} where {kind.__name__} is due")
    return value


def _list(value: Any) -> list[Any]:
    items: list[Any] = _exactly(value, list)
    if len(items) > MAX_LIST:
        raise Malformed(f"a list of {len(items)}")
    return items


def _text(value: Any, most: int = MAX_NAME) -> str:
    text: str = _exactly(value, str)
    return text[:most]


def _positions(value: Any, least: int) -> tuple[int, ...]:
    """Return positions of arguments, each once."""
    places = [_exactly(index, int) for index in _list(value)]
    if len({*places}) < len(places) or not all(
        least <= place < MAX_ARGUMENTS for place in places
    ):
        raise Malformed("positions that no call has")
    return tuple(places)


def _line(value: Any) -> int | None:
    """Return a line; a number that no line has, which code can choose, is none."""
    if value is None:
        return None
    line: int = _exactly(value, int)
    return line if 1 <= line <= MAX_LINE else None


def _lines(value: Any) -> list[tuple[str, int | None]]:
    return [
        (_text(name), _line(line))
        for name, line in (_tuple(pair, 2) for pair in _list(value)[:MAX_NAMES])
    ]


def _raised(value: Any) -> Raised | None:
    if value is None:
        return None
    type_name, names, message, line, function, wrong_arity, module, arrays, file, calls = (
        _tuple(value, 10)
    )
    named = dict.fromkeys(_exactly(name, str) for name in _list(names))
    return Raised(
        type_name=_text(type_name),
        builtins=tuple(name for name in named if name in BUILTIN_EXCEPTIONS),
        message=_text(message, MAX_MESSAGE),
        line=_line(line),
        function=_text(function),
        wrong_arity=_exactly(wrong_arity, bool),
        module=_text(module),
        arrays=tuple(
            (_text(name), _shape(shape))
            for name, shape in (_tuple(one, 2) for one in _list(arrays)[:MAX_ARRAYS])
        ),
        file=_text(file),
        calls=_line(calls),
    )


def _shape(value: Any) -> tuple[int, ...]:
    lengths: tuple[Any, ...] = _exactly(value, tuple)
    if len(lengths) > MAX_AXES or not all(
        type(length) is int and 0 <= length < MAX_LENGTH for length in lengths
    ):
        raise Malformed("a shape that no array has")
    return lengths
