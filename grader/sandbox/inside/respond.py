"""Loads one submission and answers calls about it, whatever its code does.

Runs inside the sandbox; imports only the standard library, NumPy and its neighbours.
"""

from __future__ import annotations

import builtins
import codecs
import sys
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.machinery import ModuleSpec
from typing import Any

import numpy as np

from grader.sandbox.inside import wire
from grader.sandbox.inside.making import make
from grader.sandbox.inside.plain import arrays_in, encoded_or_none, flatten, overlap

MAX_MESSAGE = 2 << 10  # characters
MAX_WARNINGS = 5
KEPT_RESULTS = 4  # earlier results of a function that a new one is compared with
MAX_NAMES = 300
MAX_ARRAYS = 20  # arrays of a function that raised
MAX_PARAMETERS = 50
MAX_DEFAULT = 50  # characters of a default
PLAIN = (types.BuiltinFunctionType, np.ufunc, type(np.sum))  # callable, and call nothing else
# Code that uses these may call what it does not name.
UNCERTAIN = {"globals", "vars", "getattr", "eval", "exec", "__import__", "partial"}

Fields = tuple[Any, ...]


class Submission:
    """The loaded module, and what is remembered between calls.

    Args:
        take_printed: returns what was printed since it was last asked.
    """

    def __init__(self, take_printed: Callable[[], str]) -> None:
        self._module = types.ModuleType("submission")
        self._take_printed = take_printed
        self._results: dict[str, list[list[Any]]] = {}
        self._files: dict[str, bytes] = {}
        self._main = ""
        self._siblings = False
        self.warnings: list[tuple[str, str]] = []

    def load(self, main: str, files: Mapping[str, bytes], functions: Sequence[str]) -> Fields:
        """Execute the main file; return the reply's fields."""
        for file in self._files:  # loaded again, nothing of the first time is left
            sys.modules.pop(file.removesuffix(".py"), None)
        self._files, self._main = dict(files), main
        if len(files) > 1:
            self._make_importable()
        self._results.clear()
        module = types.ModuleType(main.removesuffix(".py"))
        module.__file__ = main
        # Dataclasses and pickles look their module up.
        sys.modules[module.__name__] = module
        self._module = module
        raised = None
        try:
            exec(_compiled(main, files[main]), vars(module))
        except BaseException as error:
            raised = self._describe(error)
        have = vars(module)
        found = {name: have[name] for name in functions if name in have}
        return (
            raised,
            [(name, _line_of(value)) for name, value in found.items()],
            [name for name, value in found.items() if not callable(value)],
            [
                (name, _line_of(value))
                for name, value in list(have.items())[:MAX_NAMES]
                if callable(value)
                and not issubclass(type(value), type)  # a proxy runs code if it is asked
                and not name.startswith("_")
                and name not in found
                and getattr(value, "__module__", None) == module.__name__
            ],
            self._take_printed(),
            [
                (name, reached)
                for name, value in found.items()
                if (reached := self._reached(value, found)) is not None
            ],
        )

    def call(self, name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Fields:
        """Call a function; return the reply's fields."""
        # What is made here has no bytes: to use it, or to use it up, changes no argument.
        before = [encoded_or_none(argument) for argument in arguments]
        self.warnings.clear()
        function = value = raised = None
        try:
            function = vars(self._module)[name]
            value = function(*map(make, arguments), **named)
        except BaseException as error:
            raised = self._describe(error, function, arguments, named)
        changed = [
            index
            for index, argument in enumerate(arguments)
            if encoded_or_none(argument) != before[index]
        ]
        return (
            raised,
            None if raised else flatten(value),
            changed,
            [] if raised else self._sharing(name, value, arguments),
            self._take_printed(),
            self.warnings[:MAX_WARNINGS],
        )

    def signature(self, name: str) -> Fields:
        """Return what a function takes, as the reply's fields: None where that is open.

        Each parameter is its name, whether it has a default, and the default.
        """
        try:
            return (_parameters(vars(self._module)[name]),)
        except BaseException:
            return (None,)

    def _sharing(self, name: str, value: Any, arguments: Sequence[Any]) -> list[int]:
        """Return what the result shares memory with: arguments, -1 for earlier results."""
        mine = arrays_in(value)
        shared = [
            index
            for index, argument in enumerate(arguments)
            if any(overlap(a, b) for a in mine for b in arrays_in(argument))
        ]
        earlier = self._results.setdefault(name, [])
        if any(overlap(a, b) for a in mine for old in earlier for b in old):
            shared.append(-1)
        earlier.append(mine)
        del earlier[:-KEPT_RESULTS]
        return shared

    def _make_importable(self) -> None:
        """Make the other files importable by their names."""
        if self._siblings:
            return
        self._siblings = True
        held = self

        # No subclass of importlib.abc's: that imports thirty modules, in each worker.
        class Siblings:
            def find_spec(self: Any, name: str, path: Any, target: Any = None) -> Any:
                if f"{name}.py" not in held._files or f"{name}.py" == held._main:
                    return None
                return ModuleSpec(name, self, origin=f"{name}.py")

            def create_module(self, spec: ModuleSpec) -> None:
                """Return None: a usual module."""

            def exec_module(self, module: types.ModuleType) -> None:
                file = f"{module.__name__}.py"
                exec(_compiled(file, held._files[file]), vars(module))

        sys.meta_path.append(Siblings())

    def _reached(self, function: Any, names: Collection[str]) -> list[str] | None:
        """Return which functions of `names` a function calls, directly or through others.

        Those of other files are `file.function`, or `file` where it can be any of them. None
        where it may call one that its code does not name, or where that cannot be told:
        asking an object for its type runs code of a file.
        """
        try:
            return self._followed(function, names)
        except BaseException:
            return None

    def _followed(self, function: Any, names: Collection[str]) -> list[str] | None:
        module = vars(self._module)
        known = {id(module[name]): name for name in names if name in module}
        waiting: list[tuple[Any, Mapping[str, Any]]] = [(function, module)]
        seen: set[types.CodeType] = set()
        reached: set[str] = set()
        while waiting:
            one, around = waiting.pop()
            if isinstance(one, types.FunctionType):
                if one.__closure__ or any(map(callable, one.__defaults__ or ())):
                    return None
                one = one.__code__
            if not isinstance(one, types.CodeType) or len(seen) > MAX_NAMES:
                return None
            if one in seen:
                continue
            seen.add(one)
            waiting += [
                (const, around) for const in one.co_consts if isinstance(const, types.CodeType)
            ]
            # An import inside a function; its names are not those of a module.
            reached.update(name for name in one.co_names if f"{name}.py" in self._files)
            for value in (around[name] for name in one.co_names if name in around):
                if id(value) in known:
                    reached.add(known[id(value)])
                if isinstance(value, types.FunctionType):
                    home = value.__globals__
                    file = home.get("__name__")
                    if home is not module and f"{file}.py" in self._files:
                        reached.add(f"{file}.{value.__name__}")
                    if home is module or f"{file}.py" in self._files:
                        waiting.append((value, home))
                elif isinstance(value, types.ModuleType):
                    if f"{value.__name__}.py" in self._files:
                        reached.add(value.__name__)
                elif isinstance(value, type | dict | list | tuple | set) or (
                    callable(value) and not isinstance(value, PLAIN)
                ):
                    return None
            if not UNCERTAIN.isdisjoint(one.co_names):
                return None
        return sorted(reached)

    def _describe(
        self,
        error: BaseException,
        function: Any = None,
        arguments: Sequence[Any] = (),
        named: Mapping[str, Any] = types.MappingProxyType({}),
    ) -> Fields:
        """Return an exception as plain values: the fields of `answer.Raised`."""
        file, line, inside, deep, arrays = _place(error, self._files)
        try:
            message = str(error)[:MAX_MESSAGE]
        except BaseException:
            message = "(its text could not be made)"
        if isinstance(error, SyntaxError) and error.filename in self._files:
            file, line, message = error.filename, error.lineno, str(error.msg)
        calls = None if file == self._main else _place(error, {self._main})[1]
        # The call itself failed: no frame of the function was entered.
        wrong_arity = (
            isinstance(error, TypeError)
            and not deep
            and function is not None
            and not _fits(function, arguments, named)
        )
        if wrong_arity:
            message = _signature(function)
        module = getattr(error, "name", None) if isinstance(error, ImportError) else None
        return (
            str(type(error).__name__)[:MAX_MESSAGE],
            [
                kind.__name__
                for kind in type(error).__mro__
                if getattr(builtins, kind.__name__, None) is kind
            ],
            message,
            line if type(line) is int else None,
            inside,
            wrong_arity,
            module if type(module) is str else "",
            arrays,
            "" if file == self._main else file,
            calls,
        )


def _compiled(file: str, data: bytes) -> types.CodeType:
    """Return a file's code."""
    # Python's own codec for a mark in front would be imported by each worker.
    text = data.removeprefix(codecs.BOM_UTF8).decode()
    code: types.CodeType = compile(text, file, "exec", dont_inherit=True)
    return code


def _line_of(value: Any) -> int | None:
    """Return the line where a function begins, or None."""
    code = getattr(getattr(value, "__wrapped__", value), "__code__", None)
    line = getattr(code, "co_firstlineno", None)
    return line if type(line) is int else None


def _parameters(function: Any) -> list[Fields] | None:
    """Return the parameters of a function; what takes any number of them has none."""
    function = getattr(function, "__wrapped__", function)
    code = function.__code__
    takes_all = 0x04 | 0x08  # *args, **named
    count = code.co_argcount + code.co_kwonlyargcount
    if code.co_flags & takes_all or count > MAX_PARAMETERS:
        return None
    last = code.co_varnames[: code.co_argcount][-len(function.__defaults__ or ()) :]
    defaults = dict(zip(last, function.__defaults__ or (), strict=False))
    defaults.update(function.__kwdefaults__ or {})
    return [
        (str(name), name in defaults, _short(defaults.get(name)))
        for name in code.co_varnames[:count]
    ]


def _short(value: Any) -> Any:
    if type(value) in (type(None), bool, float):
        return value
    if (type(value) is int and abs(value) < 1 << 63) or (
        type(value) is str and len(value) <= MAX_DEFAULT
    ):
        return value
    return wire.Other(str(type(value).__name__)[:MAX_DEFAULT])


def _place(
    error: BaseException, files: Collection[str]
) -> tuple[str, int | None, str, bool, list[Fields]]:
    """Return the last file, line and function of the submission, whether it was entered,
    and its arrays.
    """
    file, line, inside, names = "", None, "", {}
    trace = error.__traceback__
    deep = trace is not None and trace.tb_next is not None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            file, line, inside = code.co_filename, trace.tb_lineno, code.co_name
            names = trace.tb_frame.f_locals
        trace = trace.tb_next
    arrays = [
        (str(name), array.shape)
        for name, array in ([] if inside == "<module>" else list(names.items()))
        if type(array) is np.ndarray and array.ndim <= wire.MAX_AXES
    ]
    return file, line, inside, deep, arrays[:MAX_ARRAYS]


def _fits(function: Any, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Whether the function's parameters take these arguments; True where unknown."""
    import inspect

    try:
        inspect.signature(function).bind(*arguments, **named)
    except TypeError:
        return False
    except BaseException:
        return True
    return True


def _signature(function: Any) -> str:
    """Return the parameters as the student wrote them, such as `(x, pad)`."""
    import inspect

    return str(inspect.signature(function))[:MAX_MESSAGE]
