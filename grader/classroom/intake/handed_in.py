"""What lies in one student's folder, and which of several files is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.classroom.intake import names
from grader.classroom.intake.matching import Names, looks_handed_in
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, check_kind, counts
from grader.course import Exercise
from grader.judge.submission import Submission, of_bytes
from grader.report import Outcome, Problem

MAX_ENTRIES = 10_000  # of one student, before the search is given up


@dataclass(frozen=True)
class _Candidate:
    """A file, or a folder, whose name means an exercise."""

    entry: Entry
    below: Path  # its path in the student's folder
    number: int

    @property
    def age(self) -> float:
        modified = self.entry.modified
        return float("-inf") if modified is None else modified

    @property
    def rank(self) -> tuple[float, int, Path, int]:
        """Of several, the highest is judged."""
        return self.age, self.number, self.below, self.entry.position


@dataclass
class _Found:
    """What a search came upon; paths begin in the student's folder."""

    candidates: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    others: list[Path] = field(default_factory=list)
    strange: list[Path] = field(default_factory=list)  # those of no exercise at all


def by(
    student: str, tree: Tree, folder: Entry, exercises: Sequence[Exercise]
) -> list[Submission]:
    """Return what a student handed in, one submission for each exercise in order.

    Files count in the student's folder and one level deeper, where folders whose names
    begin with a dot are left out. Of several files for one exercise the newest is judged;
    of those equally new, the one with the highest number appended, then the last by name.

    Args:
        student: the student's name.
        tree: where the folder lies.
        folder: the student's folder.
        exercises: what could be handed in.
    """
    try:
        found = _search(tree, folder, Names(exercises))
    except Refused as refused:
        those = [_refused(f"{exercise.name}.py", refused) for exercise in exercises]
    else:
        those = [_chosen(tree, exercise, found) for exercise in exercises]
    return [
        replace(submission, student=student, exercise=exercise.name)
        for submission, exercise in zip(those, exercises, strict=True)
    ]


def _search(tree: Tree, folder: Entry, known: Names) -> _Found:
    check_kind(folder, "the student's folder")
    found = _Found()
    left = MAX_ENTRIES
    waiting = [folder.path]
    while waiting:
        entries = tree.entries(waiting.pop(), left + 1)
        left -= len(entries)
        if left < 0:
            reason = f"it holds more than {MAX_ENTRIES:,} entries"
            hint = "hand in only the files of the exercises"
            raise Refused(reason, hint, "the student's folder")
        for entry in filter(counts, entries):
            below = entry.path[len(folder.path) :]
            if meant := known.meaning(entry.name):
                candidate = _Candidate(entry, below, meant.number)
                found.candidates[meant.exercise].append(candidate)
            if entry.kind is Kind.FOLDER and len(below) == 1:
                waiting.append(entry.path)
            elif not meant:
                found.others.append(below)
    found.others.sort()
    found.strange = [below for below in found.others if not looks_handed_in(below[-1])]
    return found


def _chosen(tree: Tree, exercise: Exercise, found: _Found) -> Submission:
    """Return the newest file for an exercise as a submission, or why there is none."""
    candidates = found.candidates[exercise.name]
    files = [each for each in candidates if each.entry.kind is not Kind.FOLDER]
    if not files:
        return _missing(exercise, candidates, found)
    newest = max(files, key=lambda each: each.rank)
    path = names.shown(newest.below)
    try:
        submission = of_bytes(path, tree.read(newest.entry))
    except Refused as refused:
        submission = _refused(path, refused)
    note = ""
    if len(files) > 1:
        tie = sum(each.age == newest.age for each in files) > 1
        which = f"{path}, as new as another," if tie else f"the newest, {path},"
        note = f"{len(files)} files for {exercise.name}: {which} was judged"
    elif newest.entry.name != f"{exercise.name}.py":
        note = f"{path} was judged as {exercise.name}.py"
    return replace(submission, received_at=newest.entry.modified, note=note)


def _missing(exercise: Exercise, folders: Sequence[_Candidate], found: _Found) -> Submission:
    if folders:
        problem = Problem("this is a folder, not a file", hint="hand in the file itself")
        return Submission(names.shown(folders[0].below), problem=problem)
    near = [path for path in found.others if path[-1].lower().startswith(exercise.id)]
    others = near or found.strange
    problem = Problem(
        f"no file {exercise.name}.py was handed in",
        hint=f"the folder holds {names.some(others, 3)}" if others else "",
    )
    return Submission(f"{exercise.name}.py", problem=problem, outcome=Outcome.MISSING)


def _refused(path: str, refused: Refused) -> Submission:
    problem = Problem(refused.message, hint=refused.hint)
    return Submission(path, problem=problem, outcome=refused.outcome)
