"""Restores the stub of an exercise, and keeps what the student wrote beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from grader import files
from grader.course import Exercise, command
from grader.errors import KitFault, UsageError
from grader.judge import sources
from grader.learn import progress
from grader.learn.progress import Progress, Standing
from grader.words.text import _, unbroken

MOST = 1 << 30  # bytes that are kept of a file, however it came to have them


@dataclass(frozen=True)
class Reset:
    """What a reset would do.

    Attributes:
        exercise: whose stub is restored.
        stub: its content.
        there: whether the student has a file.
        needed: whether that file is another than the stub.
    """

    exercise: Exercise
    stub: bytes
    there: bool
    needed: bool


def plan(exercise: Exercise) -> Reset:
    """Look at the student's file and at the copy of the stub that the course carries.

    Raises:
        UsageError: the course has no such copy, or one of the two cannot be read.
    """
    try:
        stub = sources.stub_of(exercise).encode()
    except KitFault as error:
        raise UsageError(
            _("this copy of the course has no copy of the stub of {exercise}",
              exercise=exercise.id),
            _("take exercises/{file} from a fresh copy of the course; authors run   {command}",
              file=exercise.stub.name, command=unbroken(command("record", exercise.id))),
        ) from error  # fmt: skip
    try:
        held = files.read(exercise.stub, most=MOST)
    except FileNotFoundError:
        return Reset(exercise, stub, there=False, needed=True)
    except files.Stray as error:
        raise UsageError(
            _("exercises/{file} is a link that leads out of its folder",
              file=exercise.stub.name),
            _("nothing was changed: put the file itself there, or remove the link"),
        ) from error  # fmt: skip
    except OSError as error:
        raise UsageError(
            _("exercises/{file} cannot be read: {error}",
              file=exercise.stub.name, error=error.strerror or error),
            _("nothing was changed"),
        ) from error  # fmt: skip
    # An editor or git may have written other line ends.
    return Reset(exercise, stub, there=True, needed=held.splitlines() != stub.splitlines())


def carry_out(reset: Reset, now: datetime) -> Path | None:
    """Restore the stub; return where the student's file was kept, if there was one.

    The best score stays. The hints that were shown are forgotten.

    Args:
        reset: what was planned.
        now: local time, for the name of the kept file.

    Raises:
        UsageError: something cannot be written; the student's file is as it was.
    """
    exercise = reset.exercise
    try:
        kept = _keep(exercise.stub, now) if reset.there else None
        try:
            files.replace(exercise.stub, reset.stub)
        except OSError:
            if kept is not None:
                kept.unlink()
            raise
    except OSError as error:
        raise UsageError(
            _("exercises/{file} was not reset: {error}",
              file=exercise.stub.name, error=error.strerror or error),
            _("your file is as it was"),
        ) from error  # fmt: skip
    progress.update(exercise.root, lambda held: _begun_anew(held, exercise.name))
    return kept


def _keep(file: Path, now: datetime) -> Path:
    """Copy a file to a name beside it that is free; a copy that is not whole is removed."""
    for path in _names(file, now):
        try:
            with open(path, "xb") as copy:
                try:
                    copy.write(files.read(file, most=MOST))
                    copy.flush()
                    os.fsync(copy.fileno())
                except BaseException:
                    copy.close()
                    path.unlink(missing_ok=True)
                    raise
        except FileExistsError:
            continue
        shutil.copystat(file, path)
        return path
    raise AssertionError("there is always another number")


def _names(file: Path, now: datetime) -> Iterator[Path]:
    """Names that no exercise has: `ex05_padding.2026-11-21-1405.py`, then with a number."""
    stem = f"{file.stem}.{now:%Y-%m-%d-%H%M}"
    yield file.with_name(f"{stem}.py")
    for number in count(2):
        yield file.with_name(f"{stem}-{number}.py")


def _begun_anew(held: Progress, name: str) -> Progress:
    """The last run was about a file that is gone; what was reached stays."""
    at = held.of(name)
    fresh = Standing(
        best=at.best,
        suite=at.suite,
        full=at.full,
        max_score=at.max_score,
        checks=at.checks,
        when=at.when,
    )
    return held if at == fresh else held.with_standing(name, fresh)
