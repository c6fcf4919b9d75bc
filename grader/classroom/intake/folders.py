"""The layout of one folder per student: `kim/ex05_padding.py`, or one level deeper."""

from __future__ import annotations

from collections.abc import Sequence

from grader.classroom.intake import handed_in, names
from grader.classroom.intake.matching import looks_handed_in
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, counts
from grader.course import Exercise
from grader.errors import UsageError
from grader.judge.submission import Submission

MAX_STUDENTS = 100_000
BELONGS = (Kind.FOLDER, Kind.LINK)  # a link in a student's place is their row, refused


class Folders:
    """A class with one folder per student.

    Where the top holds a single folder, that one may be a student or only wrap the class.
    It wraps, and is entered, if it holds folders and no file named as an exercise. So a
    class of one whose files lie a level deeper (`kim/week1/ex05_padding.py`) needs one more
    folder around it. Only one wrapper is entered, and `notes` says so.

    Attributes:
        notes: what the instructor must know, one line each.
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
        found = self._list(())
        if wrapper := self._wrapper(found):
            name = names.shown(wrapper)
            self.notes.append(f"{name} holds everything: the folders in it are the students")
            self._note_others(found)
            found = self._list(wrapper)
        self._note_others(found)
        # A zip may hold a link and a folder of one name: then the folder counts.
        belonging = sorted(_belonging(found), key=lambda entry: entry.kind is Kind.FOLDER)
        self._entries = {entry.name: entry for entry in belonging}
        self._folders = names.tell_apart(self._entries)
        if not self._folders:
            raise UsageError(
                f"there is no student's folder in {title}",
                "it must hold one folder per student, such as kim/ex05_padding.py",
            )
        alike = [raw for name, raw in self._folders.items() if name != names.readable(raw)]
        self._note("another folder has the same name, so a digest tells them apart", alike)

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
            found = self._tree.entries(folder, MAX_STUDENTS + 1)
        except Refused as refused:
            raise UsageError(f"{self._title}: {refused.message}", refused.hint) from refused
        if len(found) > MAX_STUDENTS:
            raise UsageError(
                f"{self._title} holds more than {MAX_STUDENTS:,} entries",
                "give the folder that holds the students' folders",
            )
        return found

    def _wrapper(self, found: Sequence[Entry]) -> Path:
        """Return the path of the folder that only wraps the class, or ()."""
        folders = _belonging(found)
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

    def _note_others(self, found: Sequence[Entry]) -> None:
        beside = [each.name for each in found if each.kind not in BELONGS and counts(each)]
        self._note("not in a student's folder, so not judged", beside)
        hidden = [each for each in found if each.kind in BELONGS and each.name[0] == "."]
        self._note("hidden, so not taken for students", [each.name for each in hidden])

    def _note(self, what: str, those: Sequence[str]) -> None:
        if those:
            self.notes.append(f"{what}: {names.some([(name,) for name in sorted(those)])}")


def _belonging(found: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in found if entry.kind in BELONGS and counts(entry)]
