"""The layout of one folder per student: `kim/ex05_padding.py`, or one level deeper."""

from __future__ import annotations

from collections.abc import Sequence

from grader.classroom.intake import handed_in, names
from grader.classroom.intake.matching import looks_handed_in
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, counts
from grader.course import Exercise
from grader.errors import UsageError
from grader.judge.submission import Submission
from grader.words.reasons import sentence
from grader.words.text import Text, _

MAX_STUDENTS = 100_000
BELONGS = (Kind.FOLDER, Kind.LINK)  # a link in a student's place is their row, refused


class Folders:
    """A class with one folder per student.

    Where the top holds a single folder, that one may be a student or only wrap the class.
    It wraps, and is entered, if it holds folders and no file named as an exercise. So a
    class of one whose files lie a level deeper (`kim/week1/ex05_padding.py`) needs one more
    folder around it. Only one wrapper is entered, and `notes` says so.

    Attributes:
        notes: what the instructor must know.
    """

    def __init__(self, tree: Tree, title: str) -> None:
        """Find the students.

        Args:
            tree: the folder or zip.
            title: what the instructor calls it.

        Raises:
            UsageError: there is none, or the top cannot be read.
        """
        self._tree = tree
        self._title = title
        self.notes = list(tree.notes)
        entries = self._list(())
        if wrapper := self._wrapper(entries):
            self.notes.append(
                _(
                    "{folder} holds everything: the folders in it are the students",
                    folder=names.shown(wrapper),
                )
            )
            self._note_others(entries)
            entries = self._list(wrapper)
        self._note_others(entries)
        # A zip may hold a link and a folder of one name: then the folder counts.
        belonging = sorted(_belonging(entries), key=lambda entry: entry.kind is Kind.FOLDER)
        self._entries = {entry.name: entry for entry in belonging}
        self._folders = names.tell_apart(self._entries)
        if not self._folders:
            raise UsageError(
                _("there is no student's folder in {path}", path=title),
                _(
                    "it must hold one folder per student, such as {example}",
                    example="kim/ex05_padding.py",
                ),
            )
        alike = [raw for name, raw in self._folders.items() if name != names.readable(raw)]
        if alike:
            self.notes.append(
                _(
                    "another folder has the same name, so a digest tells them apart: {names}",
                    names=_some(alike),
                )
            )

    def students(self) -> Sequence[str]:
        """Return the students' names, sorted."""
        return sorted(self._folders)

    def submissions(self, student: str, exercises: Sequence[Exercise]) -> list[Submission]:
        """Return what a student handed in, one for each exercise in order.

        Whatever is wrong with a file or with the folder becomes a submission's problem.

        Raises:
            KeyError: there is no such student.
        """
        folder = self._entries[self._folders[student]]
        return handed_in.by(student, self._tree, folder, exercises)

    def _list(self, folder: Path) -> list[Entry]:
        try:
            entries = self._tree.entries(folder, MAX_STUDENTS + 1)
        except Refused as refused:
            raise UsageError(
                _("{path}: {reason}", path=self._title, reason=sentence(refused.reason)),
                None if refused.hint is None else sentence(refused.hint),
            ) from refused
        if len(entries) > MAX_STUDENTS:
            raise UsageError(
                _(
                    "{path} holds more than {most:,} entries",
                    path=self._title, most=MAX_STUDENTS,
                ),
                _("give the folder that holds the students' folders"),
            )  # fmt: skip
        return entries

    def _wrapper(self, entries: Sequence[Entry]) -> Path:
        """Return the path of the folder that only wraps the class, or ()."""
        folders = _belonging(entries)
        if len(folders) != 1:
            return ()
        try:
            inner = self._tree.entries(folders[0].path, MAX_STUDENTS)
        except Refused:
            return ()  # it becomes a student, whose row says why
        holds_folders = any(entry.kind is Kind.FOLDER for entry in _belonging(inner))
        holds_answers = any(
            looks_handed_in(entry.name) for entry in inner if entry.kind is not Kind.FOLDER
        )
        return folders[0].path if holds_folders and not holds_answers else ()

    def _note_others(self, entries: Sequence[Entry]) -> None:
        beside = [each.name for each in entries if each.kind not in BELONGS and counts(each)]
        if beside:
            self.notes.append(
                _("not in a student's folder, so not judged: {names}", names=_some(beside))
            )
        hidden = [each.name for each in entries if each.kind in BELONGS and each.name[0] == "."]
        if hidden:
            self.notes.append(
                _("hidden, so not taken for students: {names}", names=_some(hidden))
            )


def _belonging(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind in BELONGS and counts(entry)]


def _some(those: Sequence[str]) -> Text:
    return names.some([(name,) for name in sorted(those)])
