"""Asks PyTorch: turns a suite's arguments into tensors and the answers back into arrays."""

from __future__ import annotations

import importlib.util
import inspect
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from grader.course import Exercise
from grader.errors import KitFault, UsageError
from grader.judge import sources
from grader.judge.compare import Tolerance, differ
from grader.judge.inputs import by_chance, reseeded
from grader.judge.references import Asked, Expected, Key, form_of
from grader.report import Oracle
from grader.sandbox.inside.making import make
from grader.sandbox.inside.wire import Made
from grader.words.text import Text, _, unbroken

EXACT = Tolerance(rtol=0.0, atol=0.0, equal_nan=True)
INSTALL = unbroken("pip install torch==2.13.0")


def has_torch() -> bool:
    """Whether PyTorch is installed."""
    return importlib.util.find_spec("torch") is not None


def require_installed(purpose: Text) -> None:
    """Refuse to go on without PyTorch, which is not imported for that.

    Args:
        purpose: what needs it: a command, or `judging with seed 1`.

    Raises:
        UsageError: it is not installed.
    """
    if not has_torch():
        raise UsageError(
            _("{purpose} needs PyTorch, which is not installed", purpose=purpose), INSTALL
        )


def require_torch(purpose: Text) -> Any:
    """Return the torch module; see `require_installed`."""
    require_installed(purpose)
    import torch

    # Two threads would add the terms of a sum in another order.
    torch.set_num_threads(1)
    return torch


def functions_of(module: types.ModuleType) -> dict[str, str]:
    """Return the public functions that a loaded source defines, with their parameters."""
    return {
        name: plain_signature(value)
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def plain_signature(function: Any) -> str:
    """Return parameters and defaults without annotations, `(x, pad, value=0.0)`."""
    signature = inspect.signature(function)
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    return str(inspect.Signature(bare))


class Answering(Protocol):
    """Knows the right answers of an exercise: PyTorch, or what stands in for it.

    Attributes:
        functions: the exercise's functions and their parameters, in order.
        oracle: what reports say of it.
    """

    functions: dict[str, str]
    oracle: Oracle

    def ask(
        self, function: str, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> Expected: ...


class Reference:
    """An exercise's reference in PyTorch, asked with NumPy arguments.

    Attributes:
        functions: its functions and their parameters, in order.
        oracle: PyTorch, in the version that answers.

    Raises:
        UsageError: PyTorch is not installed.
        KitFault: the reference's source cannot be loaded.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._torch = require_torch(_("asking the reference"))
        self._module = sources.load("reference.py", sources.read(exercise.reference))
        self.functions = functions_of(self._module)
        self.oracle = Oracle(version=str(self._torch.__version__).partition("+")[0])

    def ask(
        self, function: str, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> Expected:
        """Return the right answer.

        float32 arguments are asked twice: as they are, for the dtypes of the answer, and
        as float64, for its values, which are then rounded.

        Raises:
            KitFault: the reference raises anything but ValueError.
        """

        def call(arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
            return self._call(function, arguments, named)

        try:
            return Expected(in_double(call, tuple(arguments), named))
        except ValueError:
            return Expected(raises="ValueError")
        except Exception as error:
            raise KitFault(
                _("the reference of {function} raised {type}: {error}",
                  function=function, type=type(error).__name__, error=error)
            ) from error  # fmt: skip

    def _call(self, function: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Any:
        tensors = [self._tensor(argument) for argument in arguments]
        others = {key: self._tensor(value) for key, value in named.items()}
        with warnings.catch_warnings():
            # PyTorch's remarks on how it computes are no business of ours.
            warnings.simplefilter("ignore")
            return self._array(getattr(self._module, function)(*tensors, **others))

    def _tensor(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return self._torch.from_numpy(np.array(value, order="C"))
        if type(value) is Made:
            return make(value, self._torch)
        if isinstance(value, (list, tuple)):
            return type(value)(map(self._tensor, value))
        if isinstance(value, dict):
            return {key: self._tensor(item) for key, item in value.items()}
        return value

    def _array(self, value: Any) -> Any:
        if isinstance(value, self._torch.Tensor):
            array = value.detach().numpy().copy()
            return array.item() if array.ndim == 0 else array
        if isinstance(value, list):
            return [self._array(item) for item in value]
        if isinstance(value, tuple):  # also torch.Size
            return tuple(self._array(item) for item in value)
        if isinstance(value, dict):
            return {key: self._array(item) for key, item in value.items()}
        return value


def in_double(
    call: Callable[[tuple[Any, ...], Mapping[str, Any]], Any],
    arguments: tuple[Any, ...],
    named: Mapping[str, Any],
) -> Any:
    """Return the answer of a function that is called with some arguments.

    Where one of them is float32 it is called twice: as they are, for the dtypes of the
    answer, and with float64, for its values.
    """
    answer = call(arguments, named)
    if any(map(_is_single, arguments)):
        return _rounded(call(_doubled(arguments), _doubled(named)), answer)
    return answer


def _doubled(value: Any) -> Any:
    """Return a value with float64 for every shorter float."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(_doubled, value))
    if isinstance(value, Mapping):
        return {key: _doubled(item) for key, item in value.items()}
    return value.astype("float64") if _is_single(value) else value


def _is_single(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return any(_is_single(item) for item in value)
    return (
        isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.dtype.itemsize < 8
    )


def _rounded(exact: Any, like: Any) -> Any:
    """Return `exact` with the dtypes of `like`."""
    if isinstance(like, np.ndarray):
        return exact.astype(like.dtype)
    if isinstance(like, (list, tuple)):
        pairs = zip(exact, like, strict=True)
        return type(like)(_rounded(item, other) for item, other in pairs)
    if isinstance(like, dict):
        return {key: _rounded(exact[key], other) for key, other in like.items()}
    return exact


@dataclass(frozen=True)
class Question:
    """A call as the suite asked it, with the right answer.

    Attributes:
        tolerance: by which the suite compares it, once that is known.
    """

    asked: Asked
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]
    tolerance: Tolerance | None = None


class Live:
    """An oracle that asks the reference itself and remembers every question."""

    def __init__(self, reference: Answering) -> None:
        self._reference = reference
        self.questions: list[Question] = []

    def expect(
        self,
        key: Key,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        digest: str,
    ) -> Expected:
        """Return the reference's answer."""
        if function not in self._reference.functions:
            raise KitFault(
                _("the suite asks {function}, which the reference lacks", function=function)
            )
        expected = self._reference.ask(function, arguments, named)
        if by_chance(arguments):  # no record holds what a generator gave
            expected = expected._replace(value=form_of(expected.value))
        else:
            self._refuse_chance(function, arguments, named, expected)
        asked = Asked(key, function, digest, expected)
        self.questions.append(Question(asked, tuple(arguments), dict(named)))
        return expected

    def _refuse_chance(
        self,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        expected: Expected,
    ) -> None:
        """Ask a call again with generators of other seeds, if it has some."""
        others = reseeded(arguments)
        if others == tuple(arguments):
            return
        again = self._reference.ask(function, others, named)
        if again.raises != expected.raises or differ(again.value, expected.value, EXACT):
            raise KitFault(
                _("the answer of {function} depends on a generator that is said to be certain",
                  function=function),
                _("leave that out, and claim what is true of any numbers"),
            )  # fmt: skip

    def function_of(self, check: str) -> str:
        """Return the function that a check asked first, once it did."""
        for question in self.questions:
            if question.asked.key[0] == check:
                return question.asked.function
        return ""
