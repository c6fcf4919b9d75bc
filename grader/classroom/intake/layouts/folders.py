"""The layout of one folder per student: `kim/ex05_padding.py`, or one level deeper."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.classroom.intake import handed_in, names
from grader.classroom.intake.handed_in import OURS
from grader.classroom.intake.look import Look, look
from grader.classroom.intake.matching import (
    Names,
    can_hold_answers,
    is_python,
    never_counts,
)
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
    It wraps, and is entered, if it holds folders alone, two or more, that could be people.
    Whoever names the folder inside says the same for certain. So a name that an earlier
    batch took for a student ends the guessing: otherwise a folder in the one folder of a
    student who is late would be taken for somebody else.

    Attributes:
        notes: what the instructor must know.
        wrapper: the name of the folder that was entered, or empty.
    """

    def __init__(
        self,
        tree: Tree,
        title: str,
        known: Names,
        students: Collection[str],
        wrappers: Collection[str],
    ) -> None:
        """Find the students.

        Args:
            tree: the folder or zip.
            title: what the instructor calls it.
            known: what names mean, of all exercises of the course.
            students: names of earlier batches.
            wrappers: names of folders that earlier batches entered.

        Raises:
            UsageError: there is none, or the top cannot be read.
        """
        self._tree = tree
        self._title = title
        self._known = known
        self._before = students
        self.wrapper = ""
        self.notes = list(tree.notes)
        entries = self._list(())
        self._beside = self._note_others(entries)
        if path := self._wrapper(entries, wrappers):
            self.wrapper = names.shown(path)
            self.notes.append(
                _(
                    "{folder} holds everything: the folders in it are the students",
                    folder=self.wrapper,
                )
            )
            entries = self._list(path)
            self._beside += self._note_others(entries)
        # A zip may hold a link and a folder of one name: then the folder counts.
        belonging = sorted(_belonging(entries), key=lambda entry: entry.kind is Kind.FOLDER)
        self._entries = {entry.name: entry for entry in belonging}
        self._folders = names.tell_apart(self._entries)
        if not self._folders:
            if any(can_hold_answers(entry.name) for entry in self._beside):
                raise UsageError(
                    _(
                        "the files in {path} lie side by side, in no student's folder",
                        path=title,
                    ),
                    _(
                        "download a folder for each student where the platform offers that, or "
                        "put each student's into a folder of their own, such as {example}",
                        example="kim/ex05_padding.py",
                    ),
                )
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
        return handed_in.by(student, self._tree, folder, exercises, self._known)

    def look(
        self,
        counted: Sequence[Exercise],
        only: Collection[str] = (),
        judged: Collection[tuple[str, str]] = (),
        seen: Collection[str] | None = None,
        everything: bool = False,
    ) -> Look:
        """Return what is taken of the class and what is not; see `Intake`."""
        folders = {name: self._entries[self._folders[name]] for name in self.students()}
        return look(
            self._tree,
            folders,
            self._beside,
            counted,
            self._known,
            self._before,
            only,
            judged,
            seen,
            everything,
        )

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

    def _wrapper(self, entries: Sequence[Entry], before: Collection[str]) -> Path:
        """Return the path of the folder that only wraps the class, or ()."""
        folders = _belonging(entries)
        if len(folders) != 1:
            return ()
        try:
            inner = self._tree.entries(folders[0].path, MAX_STUDENTS)
        except Refused:
            return ()  # it becomes a student, whose row says why
        name, inside = names.readable(folders[0].name), _belonging(inner)
        if len(inside) == 1:
            self.notes.append(
                _(
                    "{folder} is taken for a student; if {inside} is one, give {folder} itself",
                    folder=name, inside=names.shown(inside[0].path),
                )
            )  # fmt: skip
        if len(inside) < 2 or any(
            is_python(entry.name) or self._known.near(entry.name)
            for entry in inner
            if entry.kind is not Kind.FOLDER
        ):
            return ()
        if not all(self._could_be_a_person(entry.name) for entry in inside):
            return ()
        heard = {name, *(names.readable(entry.name) for entry in (*inner, *entries))}
        if name in self._before or (name not in before and heard & {*self._before}):
            return ()
        return folders[0].path

    def _could_be_a_person(self, folder: str) -> bool:
        if folder.lower() == OURS or never_counts(folder):
            return False
        return bool(self._known.rest(folder))

    def _note_others(self, entries: Sequence[Entry]) -> list[Entry]:
        """Tell of what is in no student's folder; return the files among it."""
        beside = [each for each in entries if each.kind not in BELONGS and counts(each)]
        if beside:
            named = _some([each.name for each in beside])
            self.notes.append(
                _("not in a student's folder, so not judged: {names}", names=named)
            )
        hidden = [each.name for each in entries if each.kind in BELONGS and each.name[0] == "."]
        if hidden:
            self.notes.append(
                _("hidden, so not taken for students: {names}", names=_some(hidden))
            )
        return beside


def _belonging(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind in BELONGS and counts(entry)]


def _some(those: Sequence[str]) -> Text:
    return names.some([(name,) for name in sorted(those)])
