"""What lies in one student's folder, and which of several files is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.classroom.intake import names
from grader.classroom.intake.matching import Names, looks_handed_in
from grader.classroom.intake.tree import Entry, Kind, Path, Refused, Tree, check_kind, counts
from grader.course import Exercise
from grader.judge.submission import Submission, broken, of_bytes
from grader.report import Outcome, Reason

MAX_ENTRIES = 10_000  # of one student, before the search is given up
MAX_CANDIDATES = 20  # that a report names


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
class _Handed:
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
        handed = _search(tree, folder, Names(exercises))
    except Refused as refused:
        those = [_refused(f"{exercise.name}.py", refused) for exercise in exercises]
    else:
        those = [_chosen(tree, exercise, handed) for exercise in exercises]
    return [
        replace(submission, student=student, exercise=exercise.name)
        for submission, exercise in zip(those, exercises, strict=True)
    ]


def _search(tree: Tree, folder: Entry, known: Names) -> _Handed:
    check_kind(folder, "folder")
    handed = _Handed()
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
            if meant := known.meaning(entry.name):
                candidate = _Candidate(entry, below, meant.number)
                handed.candidates[meant.exercise].append(candidate)
            if entry.kind is Kind.FOLDER and len(below) == 1:
                waiting.append(entry.path)
            elif not meant:
                handed.others.append(below)
    handed.others.sort()
    handed.strange = [below for below in handed.others if not looks_handed_in(below[-1])]
    return handed


def _chosen(tree: Tree, exercise: Exercise, handed: _Handed) -> Submission:
    """Return the newest file for an exercise as a submission, or why there is none."""
    candidates = handed.candidates[exercise.name]
    files = [each for each in candidates if each.entry.kind is not Kind.FOLDER]
    if not files:
        return _missing(exercise, candidates, handed)
    newest = max(files, key=lambda each: each.rank)
    path = names.shown(newest.below)
    try:
        submission = of_bytes(path, tree.read(newest.entry))
    except Refused as refused:
        submission = _refused(path, refused)
    note = None
    if len(files) > 1:
        tie = sum(each.age == newest.age for each in files) > 1
        facts = {"count": len(files), "exercise": exercise.name, "path": path, "tie": tie}
        note = Reason("newest_of", facts)
    elif newest.entry.name != f"{exercise.name}.py":
        note = Reason("judged_as", {"path": path, "file": f"{exercise.name}.py"})
    return replace(
        submission,
        received_at=newest.entry.modified,
        note=note,
        candidates=_shown([each.below for each in files if each is not newest]),
    )


def _missing(exercise: Exercise, folders: Sequence[_Candidate], handed: _Handed) -> Submission:
    if folders:
        path = names.shown(folders[0].below)
        return broken(path, Reason("is_a_folder"), Reason("hand_in_the_file"), Outcome.MISSING)
    near = [path for path in handed.others if path[-1].lower().startswith(exercise.id)]
    file = f"{exercise.name}.py"
    hint = None
    if others := near or handed.strange:
        first, more = names.few(others, 3)
        hint = Reason("folder_holds", {"names": first, "more": more})
    submission = broken(file, Reason("not_handed_in", {"file": file}), hint, Outcome.MISSING)
    return replace(submission, candidates=_shown(near))


def _shown(paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(map(names.shown, sorted(paths)[:MAX_CANDIDATES]))


def _refused(path: str, refused: Refused) -> Submission:
    return broken(path, refused.reason, refused.hint, refused.outcome)
