"""What lies in one student's folder, and which of several files is judged."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.classroom.intake import names
from grader.classroom.intake.matching import Meant, Names, never_counts
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, check_kind, counts
from grader.course import Exercise
from grader.judge.submission import Submission, broken, of_bytes
from grader.report import Candidate, Outcome, Reason

MAX_ENTRIES = 10_000  # of one student, before the search is given up
MAX_CANDIDATES = 20  # that a report names
DEEPEST = 8  # folders below a student's, of those that are only looked through
OURS = "exercises"  # the folder of a course in which students write


@dataclass(frozen=True)
class Found:
    """A file whose name and place mean an exercise.

    Attributes:
        below: its path in the student's folder.
    """

    entry: Entry
    below: Path
    meant: Meant

    @property
    def standing(self) -> tuple[bool, bool]:
        """What counts before any time: the better place, then the better name."""
        placed = len(self.below) == 1 or self.below[0].lower() == OURS
        return placed, self.meant.by_id

    @property
    def age(self) -> float:
        """When it was changed; long ago where nobody knows."""
        modified = self.entry.modified
        return float("-inf") if modified is None else modified

    @property
    def rank(self) -> tuple[object, ...]:
        """Of several, the highest is judged."""
        alone = len(self.below) == 1
        number = self.meant.number
        return *self.standing, self.age, number, alone, self.below, self.entry.position


@dataclass
class Handed:
    """What a search came upon; paths begin in the student's folder.

    Attributes:
        files: those that can be judged, by exercise.
        folders: folders that are named as an exercise's file.
        left: files that cannot be judged.
        deeper: folders that were not searched.
        others: what a student is told of when a file is missing.
    """

    files: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    folders: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    left: list[Path] = field(default_factory=list)
    deeper: list[Entry] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)

    def best(self, exercise: str) -> Found | None:
        """Return the file that is judged for an exercise."""
        return max(self.files[exercise], key=lambda each: each.rank, default=None)


def by(
    student: str, tree: Tree, folder: Entry, exercises: Sequence[Exercise], known: Names
) -> list[Submission]:
    """Return what a student handed in, one submission for each exercise in order.

    Files count in the student's folder and one level deeper, but never in folders that are
    hidden, or hold solutions, tests, checkpoints or backups. Of several files for one
    exercise those in the student's folder itself and in `exercises/` come first, then those
    whose name says the exercise's id; of those the newest is judged; of those equally new,
    the one with the highest number appended, then the last by name.

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
        those = [chosen(tree, exercise, handed, known) for exercise in exercises]
    return [
        replace(submission, student=student, exercise=exercise.name)
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
                handed.left.append(below)
            if not meant:
                handed.others.append(below)
    handed.others.sort()
    return handed


def look_deeper(tree: Tree, folder: Entry, handed: Handed) -> list[Path]:
    """Add to `handed.left` the files that lie too deep to be judged.

    Returns:
        The folders that were not looked through: too deep, too many, or not readable.
    """
    left = MAX_ENTRIES
    waiting, missed = handed.deeper[:], []
    while waiting:
        inner = waiting.pop()
        below = inner.path[len(folder.path) :]
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
            if entry.kind is Kind.FOLDER:
                waiting.append(entry)
            else:
                handed.left.append(entry.path[len(folder.path) :])
    return missed


def chosen(tree: Tree, exercise: Exercise, handed: Handed, known: Names) -> Submission:
    """Return the best file for an exercise as a submission, or why there is none."""
    best = handed.best(exercise.name)
    if best is None:
        return _missing(exercise, handed, known)
    path = names.shown(best.below)
    data = None
    try:
        data = tree.read(best.entry)
        submission = of_bytes(path, data)
    except Refused as refused:
        submission = _refused(path, refused)
    files = sorted(handed.files[exercise.name], key=lambda each: each.rank, reverse=True)
    told = [Candidate(path, _digest(data), counts=True)]
    told += [_candidate(tree, each) for each in files[1:MAX_CANDIDATES]]
    submission = replace(
        submission,
        received_at=best.entry.modified,
        candidates=tuple(told) if len(files) > 1 else (),
    )
    if differ(submission):
        return replace(submission, note=_why(exercise, files, path))
    if best.entry.name != f"{exercise.name}.py":
        note = Reason("judged_as", {"path": path, "file": f"{exercise.name}.py"})
        return replace(submission, note=note)
    return submission


def differ(submission: Submission) -> bool:
    """Whether there were several files for the exercise that do not hold the same."""
    return len({each.sha256 for each in submission.candidates}) > 1


def _why(exercise: Exercise, files: Sequence[Found], path: str) -> Reason:
    """Return why the first of several different files is judged."""
    best, second = files[:2]
    facts = {"count": len(files), "exercise": exercise.name, "path": path}
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
    near = sorted(path for path in handed.left if exercise.name in known.near(path[-1]))
    strange = [path for path in handed.others if not known.near(path[-1])]
    file = f"{exercise.name}.py"
    hint = None
    if others := near or strange:
        first, more = names.few(others, 3)
        hint = Reason("folder_holds", {"names": first, "more": more})
    submission = broken(file, Reason("not_handed_in", {"file": file}), hint, Outcome.MISSING)
    return replace(
        submission,
        candidates=tuple(
            Candidate(names.shown(path), "", counts=False) for path in near[:MAX_CANDIDATES]
        ),
    )


def _refused(path: str, refused: Refused) -> Submission:
    return broken(path, refused.reason, refused.hint, refused.outcome)
