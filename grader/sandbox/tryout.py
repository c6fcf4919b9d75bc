"""Tries a sandbox out before strangers' files are judged in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from grader.course import Limits
from grader.errors import GradeError, KitFault, UsageError
from grader.sandbox.answer import Answer, Stopped
from grader.sandbox.modes import begin_joining, end_joining, is_joined, open_sandbox
from grader.sandbox.student import Student
from grader.words.text import _, literal, sentences, unbroken

# A part of NumPy that is imported when it is first used.
IMPORTS = b"import numpy.random\ndef tried(): return []"
HONEST = Path(__file__).with_name("confined") / "honest.py"
# Where a Python was built without these, it has them at home as little as here.
OPTIONAL = ("_bz2", "_ctypes", "_lzma", "_sqlite3", "_uuid", "zlib")

CPU_SECONDS = 20.0  # for a slow machine that reads all of it for the first time


def try_out(mode: str) -> bool:
    """Have a worker in a sandbox of some mode use what right answers may use.

    Returns:
        Whether sandboxes are joined from now on, see `keep_warm`.

    Raises:
        GradeError: it does not work on this system, and what to do about it.
    """
    if keep_warm(mode):
        return True
    _use_all(mode)
    return False


_cold: set[str] = set()  # modes in which no sandbox can be joined here


def keep_warm(mode: str, works: bool | None = None) -> bool:
    """Have NumPy started once for all sandboxes of this process and its forks, if that works.

    A batch does so, see `modes.lend_joining`. Right answers are tried in it first.

    Args:
        works: whether it does, where that was tried on this machine.

    Returns:
        Whether it works: else each sandbox starts NumPy for itself.
    """
    if works is False:
        end_joining(mode)
        return False
    if is_joined(mode):
        return True
    if mode in _cold:
        return False
    try:
        if begin_joining(mode):
            if works is None:
                _use_all(mode)
            return True
    except GradeError:
        end_joining(mode)
    _cold.add(mode)
    return False


def _use_all(mode: str) -> None:
    """Have a worker use what right answers may use; see `try_out`."""
    sandbox = open_sandbox(mode)
    text = IMPORTS if mode == "process" else HONEST.read_bytes()
    student = Student(sandbox.launch(), sandbox.launch, Limits(cpu_seconds=CPU_SECONDS))
    try:
        loaded = student.load("submission.py", {"submission.py": text}, ("tried",))
        works = loaded.raised is None and loaded.stopped is None
        answer = student.call("tried", (), {}) if works else Answer()
    finally:
        student.close()
        sandbox.close()
    if loaded.raised is not None:
        raise UsageError(
            _("in the sandbox {mode} NumPy cannot be read: {error}",
              mode=mode, error=loaded.raised.message),
            _("the files of Python and NumPy must be readable for other users: "
              "chmod -R o+rX"),
        )  # fmt: skip
    stopped = loaded.stopped or answer.stopped
    failed = [("numpy", *_why(stopped))] if stopped else answer.value
    for module, error, what in failed:
        if not _was_left_out(error, what):
            raise _hurts(mode, module, f"{error}: {what}")


def _why(stopped: Stopped) -> tuple[str, str]:
    facts = " ".join(map(str, stopped.reason.facts.values()))
    return stopped.reason.code, facts


def _was_left_out(error: str, module: Any) -> bool:
    """Whether it is a part that this Python does not have at all."""
    missing = error == "ModuleNotFoundError" and module in OPTIONAL
    return missing and importlib.util.find_spec(module) is None


def _hurts(mode: str, module: str, error: str) -> KitFault:
    """Return the error for a sandbox that would make zeros of right answers."""
    return KitFault(
        _("in the sandbox {mode} right answers could fail, for {module} does not work: {error}",
          mode=mode, module=module, error=literal(error[:300])),
        sentences(
            _("this is a fault of the kit: please report it, with your Linux and what "
              "{command} says.", command=unbroken("`python --version`")),
            _("Or, for files that you trust: {option}", option=unbroken("--sandbox process")),
        ),
    )  # fmt: skip
