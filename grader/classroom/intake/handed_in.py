"""What lies in one student's folder, and which of several files is judged."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path as Folder

from grader.classroom.intake import names
from grader.classroom.intake.matching import Meant, Names, never_counts
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, check_kind, counts
from grader.course import Exercise
from grader.errors import KitFault
from grader.judge.sources import stub_of
from grader.judge.submission import Submission, broken, of_bytes, text_of, with_imported
from grader.report import Candidate, Outcome, Reason

MAX_ENTRIES = 10_000  # of one student, before the search is given up
MAX_CANDIDATES = 20  # that a report names
DEEPEST = 8  # folders below a student's, of those that are only looked through
OURS = "exercises"  # the folder of a course in which students write
WRITTEN = re.compile(r"def (\w+)\(")
KIT = "grader"  # the folder of the whole course that holds the kit


@dataclass(frozen=True)
class Found:
    """A file whose name and place mean an exercise.

    Attributes:
        below: its path in the student's folder.
        course: how many names of that lead to a copy of the course, which stands for the
            student's folder.
    """

    entry: Entry
    below: Path
    meant: Meant
    course: int = 0

    @property
    def standing(self) -> tuple[bool, tuple[bool, bool]]:
        """What counts before any time: the better place, then the better name.

        A name that says nothing but the exercise is better than one that could be that of
        a helper beside it, `ex05_plot.py`.
        """
        below = self.below[self.course :]
        placed = len(below) == 1 or below[0].lower() == OURS
        return placed, (self.meant.alone, self.meant.by_id)

    @property
    def age(self) -> float:
        """When it was changed; long ago where nobody knows."""
        modified = self.entry.modified
        return float("-inf") if modified is None else modified

    @property
    def rank(self) -> tuple[object, ...]:
        """Of several, the highest is judged."""
        alone = len(self.below) == self.course + 1
        number = self.meant.number
        return *self.standing, self.age, number, alone, self.below, self.entry.position


@dataclass
class Handed:
    """What a search came upon; paths begin in the student's folder.

    Attributes:
        files: those that can be judged, by exercise.
        deep: those that lie deeper, by exercise; see `candidates`.
        folders: folders that are named as an exercise's file.
        left: files that cannot be judged.
        deeper: folders that were not searched.
        others: what a student is told of when a file is missing.
        courses: folders that hold one named `exercises`, as the course does.
        missed: what was not looked through: too deep, too many, or not readable; None
            where nothing deeper was looked at yet.
    """

    files: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    deep: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    folders: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    left: dict[Path, Entry] = field(default_factory=dict)
    deeper: list[Entry] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    courses: set[Path] = field(default_factory=set)
    missed: list[Path] | None = None

    def plain(self, known: Names) -> bool:
        """Whether all that lies deeper lies in folders of one person, as far as they say."""
        deep = [each for files in self.deep.values() for each in files]
        beside = [each for files in self.files.values() for each in files]
        people = {
            tuple(filter(None, map(known.rest, each.below[:-1])))
            for each in (*deep, *(each for each in beside if not each.standing[0]))
        }
        return len(people - {()}) <= 1


def by(
    student: str, tree: Tree, folder: Entry, exercises: Sequence[Exercise], known: Names
) -> list[Submission]:
    """Return what a student handed in, one submission for each exercise in order.

    Files count in the student's folder and one level deeper, but never in folders that are
    hidden, or hold solutions, tests, checkpoints or backups. Of several files for one
    exercise those in the student's folder itself and in `exercises/` come first, then those
    whose name says nothing else, then those whose name says the exercise's id; of those the
    newest is judged; of those equally new,
    the one with the highest number appended, then the last by name. One that is still the
    course's stub never counts where another one is not. Where there is no file but stubs,
    one that lies deeper counts: in a copy of the course as if that were the student's
    folder, elsewhere if it is the only one.

    Args:
        student: the student's name.
        tree: where the folder lies.
        folder: the student's folder.
        exercises: what could be handed in.
        known: what names mean, of all exercises of the course.
    """
    try:
        handed = search(tree, folder, known)
    except Refused as refused:
        those = [_refused(f"{exercise.name}.py", refused) for exercise in exercises]
    else:
        those = [_with_earlier(tree, folder, each, handed, known) for each in exercises]
    return [
        submission._replace(student=student, exercise=exercise.name)
        for submission, exercise in zip(those, exercises, strict=True)
    ]


def search(tree: Tree, folder: Entry, known: Names) -> Handed:
    """Return what lies where files of a student count.

    Raises:
        Refused: the folder cannot be read, or holds too much.
    """
    check_kind(folder, "folder")
    handed = Handed()
    left = MAX_ENTRIES
    waiting = [folder.path]
    while waiting:
        entries = tree.entries(waiting.pop(), left + 1)
        left -= len(entries)
        if left < 0:
            reason = Reason("too_many_entries", {"most": MAX_ENTRIES})
            raise Refused(reason, Reason("hand_in_fewer"))
        for entry in filter(counts, entries):
            below = entry.path[len(folder.path) :]
            never = any(map(never_counts, below[:-1]))
            meant = None if never else known.meaning(entry.name)
            if entry.kind is Kind.FOLDER:
                if meant:
                    handed.folders[meant.exercise].append(below)
                if len(below) == 1:
                    waiting.append(entry.path)
                    continue
                handed.deeper.append(entry)
            elif meant:
                handed.files[meant.exercise].append(Found(entry, below, meant))
            else:
                handed.left[below] = entry
            if not meant:
                handed.others.append(below)
    handed.others.sort()
    return handed


def look_deeper(tree: Tree, folder: Entry, handed: Handed, known: Names) -> list[Path]:
    """Add to `handed` the files that lie deeper, once.

    Returns:
        The folders that were not looked through: too deep, too many, or not readable.
    """
    if handed.missed is not None:
        return handed.missed
    left = MAX_ENTRIES
    files: list[Entry] = []
    waiting = handed.deeper[:]
    missed: list[Path] = []
    handed.missed = missed
    while waiting:
        inner = waiting.pop()
        below = inner.path[len(folder.path) :]
        if below[-1].lower() == OURS and not any(map(never_counts, below)):
            handed.courses.add(below[:-1])
        if left <= 0 or len(below) > DEEPEST:
            missed.append(below)
            continue
        try:
            entries = tree.entries(inner.path, left)
        except Refused:
            missed.append(below)
            continue
        left -= len(entries)
        if left <= 0:
            missed.append(below)
        for entry in filter(counts, entries):
            (waiting if entry.kind is Kind.FOLDER else files).append(entry)
    for entry in files:
        below = entry.path[len(folder.path) :]
        meant = known.meaning(entry.name)
        course = next(
            (depth for depth in range(1, len(below)) if below[:depth] in handed.courses), 0
        )
        lost = bool(course) and len(below) > course + 2
        if meant is None or lost or any(map(never_counts, below[:-1])):
            handed.left[below] = entry
        else:
            handed.deep[meant.exercise].append(Found(entry, below, meant, course))
    return missed


def candidates(
    tree: Tree, folder: Entry, exercise: Exercise, handed: Handed, known: Names
) -> list[Found]:
    """Return the files for an exercise, the one that is judged first."""

    def ranked(files: Sequence[Found]) -> list[Found]:
        return sorted(files, key=lambda each: each.rank, reverse=True)

    usual = ranked(handed.files[exercise.name])
    if len(usual) == 1 and not handed.deeper:
        return usual
    if first := _begun(tree, exercise, usual):
        return [first, *(each for each in usual if each is not first)]
    look_deeper(tree, folder, handed, known)
    deep = ranked(handed.deep[exercise.name])
    if not deep or not handed.plain(known):
        return usual
    courses = {each.below[: each.course] for each in deep}
    if len(courses) > 1 or (len(deep) > 1 and not deep[0].course):
        return usual
    if not usual:
        first = _begun(tree, exercise, deep) or deep[0]
    elif not (first := _begun(tree, exercise, deep)):
        return usual
    return [first, *(each for each in (*deep, *usual) if each is not first)]


def all_untouched(tree: Tree, exercise: Exercise, files: Sequence[Found]) -> bool:
    """Whether every file is still the course's stub."""
    return _begun(tree, exercise, files) is None


def _begun(tree: Tree, exercise: Exercise, files: Sequence[Found]) -> Found | None:
    """Return the first file that is not the course's stub; None where there is none."""
    for each in files[:MAX_CANDIDATES]:
        if not _untouched(tree, exercise, each):
            return each
    return None


def _untouched(tree: Tree, exercise: Exercise, found: Found) -> bool:
    stub = _stub(exercise.root, exercise.name)
    try:
        return stub is not None and text_of(tree.read(found.entry)).splitlines() == stub
    except (Refused, UnicodeDecodeError):
        return False


@lru_cache(64)
def functions_of(exercise: str, root: Folder) -> frozenset[str]:
    """Return the names of the functions that an exercise's stub leaves to write."""
    lines = _stub(root, exercise) or ()
    return frozenset(match[1] for match in map(WRITTEN.match, lines) if match)


@lru_cache(64)
def _stub(root: Folder, exercise: str) -> list[str] | None:
    """Return the lines of a stub, or None where the course has no copy of it."""
    try:
        return stub_of(Exercise(exercise, "", root)).splitlines()
    except KitFault:
        return None


def chosen(
    tree: Tree, folder: Entry, exercise: Exercise, handed: Handed, known: Names
) -> Submission:
    """Return the best file for an exercise as a submission, or why there is none."""
    files = candidates(tree, folder, exercise, handed, known)
    if not files:
        return _missing(exercise, handed, known)
    best = files[0]
    path = names.shown(best.below)
    data = None
    try:
        data = tree.read(best.entry)
        submission = of_bytes(path, data)
    except Refused as refused:
        submission = _refused(path, refused)
    told = [Candidate(path, _digest(data), counts=True)]
    told += [_candidate(tree, each) for each in files[1:MAX_CANDIDATES]]
    submission = submission._replace(
        received_at=best.entry.modified,
        candidates=tuple(told) if len(files) > 1 else (),
    )
    if differ(submission):
        return submission._replace(note=_why(tree, exercise, files, path))
    if best.entry.name != f"{exercise.name}.py":
        note = Reason("judged_as", {"path": path, "file": f"{exercise.name}.py"})
        return submission._replace(note=note)
    return submission


def _with_earlier(
    tree: Tree, folder: Entry, exercise: Exercise, handed: Handed, known: Names
) -> Submission:
    """Return the best file for an exercise, with the best of each that it imports."""

    def earlier(name: str) -> Submission:
        return chosen(tree, folder, Exercise(name, "", exercise.root), handed, known)

    main = chosen(tree, folder, exercise, handed, known)
    return with_imported(main, exercise.imports, earlier)


def differ(submission: Submission) -> bool:
    """Whether there were several files for the exercise that do not hold the same."""
    return len({each.sha256 for each in submission.candidates}) > 1


def _why(tree: Tree, exercise: Exercise, files: Sequence[Found], path: str) -> Reason:
    """Return why the first of several different files is judged."""
    facts = {"count": len(files), "exercise": exercise.name, "path": path}
    best, *rest = files
    second = _begun(tree, exercise, rest)
    if second is None:
        return Reason("begun_of", facts)
    if best.standing[0] != second.standing[0]:
        return Reason("best_placed_of", facts)
    if best.standing[1] != second.standing[1]:
        return Reason("best_named_of", facts)
    return Reason("newest_of", {**facts, "tie": best.age == second.age})


def _candidate(tree: Tree, found: Found) -> Candidate:
    try:
        data = tree.read(found.entry)
    except Refused:
        data = None
    return Candidate(names.shown(found.below), _digest(data), counts=False)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _missing(exercise: Exercise, handed: Handed, known: Names) -> Submission:
    if folders := handed.folders[exercise.name]:
        path = names.shown(folders[0])
        return broken(path, Reason("is_a_folder"), Reason("hand_in_the_file"), Outcome.MISSING)
    near = [path for path in handed.left if exercise.name in known.near(path[-1])]
    near = sorted([*near, *(each.below for each in handed.deep[exercise.name])])
    strange = [path for path in handed.others if not known.near(path[-1])]
    file = f"{exercise.name}.py"
    hint = None
    if others := near or strange:
        first, more = names.few(others, 3)
        hint = Reason("folder_holds", {"names": first, "more": more})
    submission = broken(file, Reason("not_handed_in", {"file": file}), hint, Outcome.MISSING)
    return submission._replace(
        candidates=tuple(
            Candidate(names.shown(path), "", counts=False) for path in near[:MAX_CANDIDATES]
        ),
    )


def _refused(path: str, refused: Refused) -> Submission:
    return broken(path, refused.reason, refused.hint, refused.outcome)
