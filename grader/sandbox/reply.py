"""Reads a worker's replies: every field has exactly the type that is due, or all is refused."""

from __future__ import annotations

import builtins
from typing import Any

from grader.sandbox.answer import Answer, Loaded, Raised

BUILTIN_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
)


MAX_LIST = 1000  # names, arguments, warnings
MAX_MESSAGE = 2 << 10  # characters


class Malformed(ValueError):
    """A reply that is not of the agreed form."""


def loaded(reply: Any) -> Loaded:
    """Return what a submission defines.

    Raises:
        Malformed: the reply is not one to a load request.
    """
    raised, lines, dead, names, printed = _fields(reply, "L", 5)
    return Loaded(
        lines=dict(_lines(lines)),
        not_callable=tuple(_exactly(name, str) for name in _exactly(dead, list)),
        names=tuple(_lines(names)),
        raised=_raised(raised),
        printed=_exactly(printed, str),
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
        changed=tuple(_exactly(index, int) for index in _exactly(changed, list)),
        shared=tuple(_exactly(index, int) for index in _exactly(shared, list)),
        printed=_exactly(printed, str),
        warnings=tuple(
            (_short(kind), _short(text))
            for kind, text in (_tuple(pair, 2) for pair in _exactly(warned, list))
        ),
    )


def _fields(reply: Any, kind: str, count: int) -> tuple[Any, ...]:
    fields = _tuple(reply, count + 1)
    if fields[0] != kind:
        raise Malformed(f"a reply of kind {fields[0]!r}")
    return fields[1:]


def _tuple(value: Any, size: int) -> tuple[Any, ...]:
    if type(value) is not tuple or len(value) != size:
        raise Malformed(f"not {size} fields")
    return value


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise Malformed(f"{type(value).__name__} where {kind.__name__} is due")
    if isinstance(value, list) and len(value) > MAX_LIST:
        raise Malformed(f"a list of {len(value)}")
    return value


def _short(value: Any) -> str:
    text: str = _exactly(value, str)
    return text[:MAX_MESSAGE]


def _lines(value: Any) -> list[tuple[str, int | None]]:
    return [
        (_exactly(name, str), None if line is None else _exactly(line, int))
        for name, line in (_tuple(pair, 2) for pair in _exactly(value, list))
    ]


def _raised(value: Any) -> Raised | None:
    if value is None:
        return None
    type_name, names, message, line, function, wrong_arity, module = _tuple(value, 7)
    named = [_exactly(name, str) for name in _exactly(names, list)]
    return Raised(
        type_name=_short(type_name),
        builtins=tuple(name for name in named if name in BUILTIN_EXCEPTIONS),
        message=_short(message),
        line=None if line is None else _exactly(line, int),
        function=_short(function),
        wrong_arity=_exactly(wrong_arity, bool),
        module=_short(module),
    )
