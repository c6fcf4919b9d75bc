"""Takes a class in: whose files, for which exercise, and what is wrong with them.

Nothing that was handed in is trusted: no link is followed, nothing waited for, nothing
unpacked, and nothing read beyond a bound.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from grader.classroom.intake.archive import Archive
from grader.classroom.intake.disk import Disk
from grader.classroom.intake.layouts.folders import Folders
from grader.classroom.intake.look import Look
from grader.classroom.intake.matching import Names
from grader.classroom.intake.tree import Tree
from grader.course import Exercise
from grader.errors import UsageError
from grader.judge.submission import Submission
from grader.words.text import Text, _


class Intake(Protocol):
    """A class as one layout sees it.

    Attributes:
        notes: what the instructor must know: what was ignored, say.
        wrapper: the name of the one folder around the class that was entered, or empty.
    """

    notes: list[Text]
    wrapper: str

    def students(self) -> Sequence[str]:
        """Return the students' names: sorted, printable, no two alike."""

    def submissions(self, student: str, exercises: Sequence[Exercise]) -> list[Submission]:
        """Return what a student handed in, one for each exercise in order.

        Read afresh at each call, so that a class of thousands needs no memory.

        Raises:
            KeyError: there is no such student.
        """

    def look(
        self,
        counted: Sequence[Exercise],
        only: Collection[str] = (),
        judged: Collection[tuple[str, str]] = (),
        seen: Collection[str] | None = None,
        everything: bool = False,
    ) -> Look:
        """Return what is taken of the class and what is not.

        Args:
            counted: the exercises that count.
            only: the students that are judged; all where it is empty.
            judged: students and exercises whose mark comes from a file.
            seen: keys of what somebody has looked at; None before the first batch.
            everything: whether all is kept, however much it is.
        """


def open_intake(
    path: Path,
    exercises: Sequence[Exercise],
    students: Collection[str] = (),
    wrappers: Collection[str] = (),
) -> Intake:
    """Return the class in a folder or a zip.

    Args:
        path: the folder or the zip; this one may be a link.
        exercises: all exercises of the course, also those that do not count: only so a
            file's name says which of them is meant.
        students: names of students from earlier batches.
        wrappers: names of folders around the class that earlier batches entered.

    Raises:
        UsageError: it is neither, it is damaged, or it holds no student.
    """
    tree: Tree
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        raise UsageError(
            _(
                "{path} cannot be read: {system}",
                path=path, system=error.strerror or error,
            ),
            _("check its name"),
        ) from error  # fmt: skip
    if stat.S_ISDIR(mode):
        tree = Disk(path)
    elif stat.S_ISREG(mode):
        tree = Archive(path)
    else:
        raise UsageError(
            _("{path} is neither a folder nor a zip", path=path), _("give one of them")
        )
    return Folders(tree, str(path), Names(exercises), students, wrappers)
