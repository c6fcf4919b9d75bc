"""What a worker said to one call, as the trusted side keeps it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from grader.report import Outcome, Reason


class Raised(NamedTuple):
    """An exception of the submission, as plain facts.

    Attributes:
        type_name: the class's own name.
        builtins: names of the built-in exceptions among its bases, nearest first.
        message: its text, at most 2 KiB.
        line: line of the submission that was being executed, or None.
        function: the submission's function that was being executed, or empty.
        wrong_arity: whether the call itself did not fit the function's parameters.
        module: for a failed import, the module's name.
        arrays: names and shapes of the arrays of the submission's function, where it raised.
        file: the file of that line, where it is another one than the main file; else empty.
        calls: the line of the main file that was being executed then, which called it.
    """

    type_name: str
    builtins: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None
    function: str = ""
    wrong_arity: bool = False
    module: str = ""
    arrays: tuple[tuple[str, tuple[int, ...]], ...] = ()
    file: str = ""
    calls: int | None = None

    @property
    def builtin(self) -> str:
        """The built-in exception that it is, or that it is derived from."""
        return self.builtins[0] if self.builtins else "Exception"

    @property
    def facts(self) -> dict[str, str]:
        """What a reason says of it."""
        return {
            "type": self.type_name,
            "builtin": self.builtin,
            "message": self.message,
        }

    def is_a(self, name: str) -> bool:
        """Whether it is the built-in exception `name` or a subclass of it."""
        return name in self.builtins


class Stopped(NamedTuple):
    """The worker gave no answer: it ran out of time or died, or was not asked."""

    outcome: Outcome
    reason: Reason


class Answer(NamedTuple):
    """A value, an exception, or no answer at all.

    Attributes:
        value: what was returned; meaningless where `raised` or `stopped` is set.
        changed: positions of the arguments that the call changed.
        shared: positions of the arguments that the result shares memory with; -1 stands
            for an earlier result of the same function.
        printed: what the call printed, at most 64 KiB.
        warnings: (category, text) of the warnings it raised, at most five.
    """

    value: Any = None
    raised: Raised | None = None
    stopped: Stopped | None = None
    changed: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()
    printed: str = ""
    warnings: tuple[tuple[str, str], ...] = ()


class Parameter(NamedTuple):
    """What a function takes: a name, and perhaps a default."""

    name: str
    has_default: bool = False
    default: Any = None


class Loaded(NamedTuple):
    """What a submission defines.

    Attributes:
        lines: for each asked function that is there, its line number or None.
        not_callable: names that are there but cannot be called.
        names: other public callables with their line, for `did you mean`.
        raised: the exception that ended the loading, or None.
        stopped: why there was no answer, or None.
        printed: what the file printed while it was loaded.
        calls: for an asked function, which other ones it calls, those of other files as
            `ex21_convolution_forward.conv2d`; not there where it may call any.
            The worker says so: it decides what is asked, never what is earned.
    """

    lines: dict[str, int | None]
    not_callable: tuple[str, ...] = ()
    names: tuple[tuple[str, int | None], ...] = ()
    raised: Raised | None = None
    stopped: Stopped | None = None
    printed: str = ""
    calls: Mapping[str, tuple[str, ...]] = {}
