"""Tries a sandbox out before strangers' files are judged in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from grader.course import Limits
from grader.errors import KitFault, UsageError
from grader.sandbox.answer import Answer, Stopped
from grader.sandbox.modes import open_sandbox
from grader.sandbox.student import Student
from grader.words.text import _, literal, sentences, unbroken

# A part of NumPy that is imported when it is first used.
IMPORTS = b"import numpy.random\ndef tried(): return []"
HONEST = Path(__file__).with_name("confined") / "honest.py"
# Where a Python was built without these, it has them at home as little as here.
OPTIONAL = ("_bz2", "_ctypes", "_lzma", "_sqlite3", "_uuid", "zlib")

CPU_SECONDS = 20.0  # for a slow machine that reads all of it for the first time


def try_out(mode: str) -> None:
    """Have a worker in a sandbox of some mode use what right answers may use.

    Raises:
        GradeError: it does not work on this system, and what to do about it.
    """
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
