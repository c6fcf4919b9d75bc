"""Asks PyTorch: turns a suite's arguments into tensors and the answers back into arrays."""

from __future__ import annotations

import importlib.util
import inspect
import types
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.course import Exercise
from grader.errors import KitFault, UsageError
from grader.judge import sources
from grader.judge.references import Asked, Expected, Key
from grader.words.text import Text, _, literal

INSTALL = literal("pip install torch==2.13.0")


def require_torch(purpose: Text) -> Any:
    """Return the torch module.

    Args:
        purpose: what needs it: a command, or `judging with seed 1`.

    Raises:
        UsageError: it is not installed.
    """
    if importlib.util.find_spec("torch") is None:
        raise UsageError(
            _("{purpose} needs PyTorch, which is not installed", purpose=purpose), INSTALL
        )
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


class Reference:
    """An exercise's reference in PyTorch, asked with NumPy arguments.

    Attributes:
        functions: its functions and their parameters, in order.
        torch_version: the version that answers.

    Raises:
        UsageError: PyTorch is not installed.
        KitFault: the reference's source cannot be loaded.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._torch = require_torch(_("asking the reference"))
        self._module = sources.load("reference.py", sources.read(exercise.reference))
        self.functions = functions_of(self._module)
        self.torch_version = str(self._torch.__version__).partition("+")[0]

    def ask(
        self, function: str, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> Expected:
        """Return the right answer.

        float32 arguments are asked twice: as they are, for the dtypes of the answer, and
        as float64, for its values, which are then rounded.

        Raises:
            KitFault: the reference raises anything but ValueError.
        """
        try:
            answer = self._call(function, arguments, named, upcast=False)
            if any(_is_single(argument) for argument in arguments):
                exact = self._call(function, arguments, named, upcast=True)
                answer = _rounded(exact, answer)
        except ValueError:
            return Expected(raises="ValueError")
        except Exception as error:
            raise KitFault(
                _("the reference of {function} raised {type}: {error}",
                  function=function, type=type(error).__name__, error=error)
            ) from error  # fmt: skip
        return Expected(answer)

    def _call(
        self,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        upcast: bool,
    ) -> Any:
        tensors = [self._tensor(argument, upcast) for argument in arguments]
        others = {key: self._tensor(value, upcast) for key, value in named.items()}
        with warnings.catch_warnings():
            # PyTorch's remarks on how it computes are no business of ours.
            warnings.simplefilter("ignore")
            return self._array(getattr(self._module, function)(*tensors, **others))

    def _tensor(self, value: Any, upcast: bool) -> Any:
        if isinstance(value, np.ndarray):
            copy = np.array(value, order="C")
            if upcast and copy.dtype.kind == "f":
                copy = copy.astype("float64")
            return self._torch.from_numpy(copy)
        if isinstance(value, (list, tuple)):
            return type(value)(self._tensor(item, upcast) for item in value)
        if isinstance(value, dict):
            return {key: self._tensor(item, upcast) for key, item in value.items()}
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
    """A call as the suite asked it, with the right answer."""

    asked: Asked
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


class Live:
    """An oracle that asks the reference itself and remembers every question."""

    def __init__(self, reference: Reference) -> None:
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
        """Return PyTorch's answer."""
        if function not in self._reference.functions:
            raise KitFault(
                _("the suite asks {function}, which the reference lacks", function=function)
            )
        expected = self._reference.ask(function, arguments, named)
        asked = Asked(key, function, digest, expected)
        self.questions.append(Question(asked, tuple(arguments), dict(named)))
        return expected

    def function_of(self, check: str) -> str:
        """Return the function that a check asked first, once it did."""
        for question in self.questions:
            if question.asked.key[0] == check:
                return question.asked.function
        return ""
