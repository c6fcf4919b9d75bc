"""What a batch takes of a class, and what a person should look at before it judges.

A file that is not taken, or that cannot be its student's own, would become a zero that a
person would not give. So would a file that was judged before and has gone; one that was
never there is nobody's concern here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from grader.classroom.intake import handed_in, names
from grader.classroom.intake.handed_in import Found, Handed
from grader.classroom.intake.matching import (
    Names,
    can_be_read,
    can_hold_answers,
    is_python,
    is_set_aside,
    undated,
)
from grader.classroom.intake.tree import Entry, Path, Refused, Tree
from grader.course import Exercise
from grader.report import Outcome

SEVERAL_PEOPLE = 3  # names in one folder that are never one person's
SAMPLE = 4  # files that are kept as an example: one more than is shown
FOLDERFUL = 100  # files for one exercise whose numbers are compared, each with each
NUMBER = re.compile(r"[0-9]{6,}")  # a student's, in the name of a file
DEFINED = re.compile(rb"\bdef[ \t]+([A-Za-z_][0-9A-Za-z_]*)[ \t]*\(")
KEPT = 1000  # of each code: a class of thousands needs no memory

# What stops a batch before it judges.
STOPS = (
    "gone",
    "several_people",
    "exercise_folder",
    "near",
    "holds",
    "nothing_taken",
    "not_read",
    "beside",
    "leads_out",
)
# What is only told.
TOLD = ("nobody", "several", "same", "spare", "set_aside", "helper", "not_searched")
# Why one of several counts, by the reason that its report gives.
WHY = {
    "best_placed_of": "placed",
    "best_named_of": "named",
    "newest_of": "newest",
    "begun_of": "begun",
}
# What is about all that lies in a folder.
OF_FOLDERS = ("several_people", "nothing_taken")
# What belongs to exercises that do not count.
OTHER = "other_exercise"

ABOUT = (
    "readme",
    "license",
    "licence",
    "requirements",
    "timestamp",
    "comments",
    "feedbacktext",
)


class Left(NamedTuple):
    """Something that was not taken, or not as plainly as a person would expect.

    Attributes:
        code: one of `STOPS`, of `TOLD`, or `OTHER`.
        path: where it lies, from the top of the class, as it is shown.
        student: whose folder it lies in, or empty.
        exercises: what it could be for.
        others: paths beside it that say more.
        why: of several files, why this one counts: `placed`, `named`, `newest`, `tie` (as
            new as another) or `begun` (every other one is the untouched stub).
    """

    code: str
    path: str
    student: str = ""
    exercises: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    why: str = ""

    @property
    def key(self) -> str:
        """What is remembered of it once somebody has seen it.

        Of a folder what lay in it, so that something new there is seen again.
        """
        inside = hashlib.sha256("\0".join(self.others).encode()).hexdigest()[:12]
        return f"{self.code} {self.path}" + (f" {inside}" if self.code in OF_FOLDERS else "")


class Taken(NamedTuple):
    """A file that is judged: whose, for which exercise, and its path in that folder."""

    student: str
    exercise: str
    path: str


@dataclass
class Look:
    """A class as a batch takes it.

    Attributes:
        students: all students, in order.
        taken: how many files are judged for each exercise that counts.
        renamed: files whose name is not the exercise's, the first few.
        left: what was left, the first of each code.
        counts: how much of each code there is.
        courses: folders that hold a copy of the course, as they are shown.
        seen: keys of what somebody has looked at; None before the first batch.
        everything: whether all is kept, for somebody who wants to read it.
    """

    students: Sequence[str]
    taken: dict[str, int]
    renamed: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    courses: set[str] = field(default_factory=set)
    seen: Collection[str] | None = None
    everything: bool = False

    def add(self, left: Left) -> None:
        """Count something, and keep it where there is room or it would stop a batch."""
        self.counts[left.code] += 1
        if self.everything or self.counts[left.code] <= KEPT or self.is_new(left):
            self.left.append(left)

    def is_new(self, left: Left) -> bool:
        """Whether it stops a batch, and nobody has looked at it."""
        return left.code in STOPS and left.key not in (self.seen or ())

    def of(self, code: str) -> list[Left]:
        """Return what is kept of a code."""
        return [each for each in self.left if each.code == code]

    @property
    def stopping(self) -> list[Left]:
        """What stops the batch."""
        return [each for each in self.left if self.is_new(each)]

    @property
    def back(self) -> set[str]:
        """The keys of files that had gone, as somebody saw, and have not any more."""
        still = {each.key for each in self.of("gone")}
        return {key for key in self.seen or () if key[:5] == "gone " and key not in still}


@dataclass
class Own:
    """What lies in one student's folder.

    Attributes:
        taken: what is judged.
        lacking: exercises that count and that there is no file for.
        left: what is not; every Python file is in one of both.
        people: how many people's names the files for one exercise bear.
        copies: how many files there are for one exercise, in equally good places.
        numbered: some files for one exercise in one folder whose names hold the numbers of
            several students.
        dated: the same, where all numbers can be dates: versions of one person's, or the
            numbers of several.
        dates: these numbers.
        sample: some of these files.
        inside: by name the folders that files were taken from.
        courses: folders that hold a copy of the course, as they are shown.
    """

    taken: list[Taken] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    people: int = 0
    copies: int = 0
    sample: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    dates: set[str] = field(default_factory=set)
    inside: dict[str, Path] = field(default_factory=dict)
    courses: set[str] = field(default_factory=set)


def look(
    tree: Tree,
    folders: Mapping[str, Entry],
    beside: Sequence[Entry],
    counted: Sequence[Exercise],
    known: Names,
    students: Collection[str],
    only: Collection[str],
    judged: Collection[tuple[str, str]],
    seen: Collection[str] | None,
    everything: bool,
) -> Look:
    """Return what is taken of a class and what is not.

    Args:
        folders: each student's folder, in order.
        beside: files that lie beside those folders.
        counted: the exercises that count.
        known: what names mean, of all exercises of the course.
        students: who is known from earlier batches.
        only: the students that are judged; all where it is empty.
        judged: students and exercises whose mark comes from a file.
        seen: keys of what somebody has looked at; None before the first batch.
        everything: whether all is kept, however much it is.
    """
    none_yet = {exercise.name: 0 for exercise in counted}
    found = Look([*folders], none_yet, seen=seen, everything=everything)
    owned = {}
    for name, folder in folders.items():
        owned[name] = each = own(name, tree, folder, counted, known)
        for left in each.left if not only or name in only else ():
            found.add(left)
        each.left.clear()
        found.courses |= each.courses
        for exercise in each.lacking if not only or name in only else ():
            if (name, exercise) in judged:
                path = f"{names.shown(folder.path)}/{exercise}.py"
                found.add(Left("gone", path, name, (exercise,)))
        for taken in each.taken if not only or name in only else ():
            found.taken[taken.exercise] += 1
            if taken.path != f"{taken.exercise}.py" and len(found.renamed) < KEPT:
                found.renamed.append(taken)
    busy = [each for each in owned.values() if each.taken]
    everywhere = sum(each.people > 1 for each in busy) * 2 > len(busy)
    dates = sum(bool(each.dated) for each in busy) * 2 > len(busy)
    people = {*folders, *students}
    numbers = {number: name for name in sorted(people) for number in NUMBER.findall(name)}
    for name in only or owned:
        each, path = owned[name], names.shown(folders[name].path)
        others = sorted(inner for inner in each.inside if inner in people - {name})
        copies = len(owned) == 1 and each.copies >= SEVERAL_PEOPLE
        if others:
            inside = tuple(names.shown(each.inside[inner]) for inner in others[:SAMPLE])
            found.add(Left("several_people", path, name, others=inside))
        elif each.numbered:
            found.add(Left("several_people", path, name, others=each.numbered))
        elif each.dated and (
            dates or any(numbers.get(one, name) != name for one in each.dates)
        ):
            found.add(Left("several_people", path, name, others=each.dated))
        elif each.people >= SEVERAL_PEOPLE or (each.people > 1 and everywhere) or copies:
            found.add(Left("several_people", path, name, others=each.sample))
        elif each.taken and known.called(folders[name].name):
            found.add(Left("exercise_folder", path, name))
    for exercise, count in found.taken.items() if not only else ():
        if not count:
            found.add(Left("nobody", "", exercises=(exercise,)))
    for left in _at_the_top(tree, beside, known):
        found.add(left)
    return found


def own(
    student: str, tree: Tree, folder: Entry, counted: Sequence[Exercise], known: Names
) -> Own:
    """Return what is taken of one student, and what is not."""
    result = Own()
    try:
        handed = handed_in.search(tree, folder, known)
    except Refused as refused:
        if refused.outcome is not Outcome.INTERNAL:
            result.left.append(Left("not_read", names.shown(folder.path), student))
        return result  # each exercise's report says why
    missed = handed_in.look_deeper(tree, folder, handed, known)

    def put(
        code: str, below: Path, exercises: tuple[str, ...] = (), *others: str, why: str = ""
    ) -> None:
        path = names.shown((*folder.path, *below))
        result.left.append(Left(code, path, student, exercises, others, why))

    wanted = {exercise.name for exercise in counted}
    result.courses = {names.shown((*folder.path, *course)) for course in handed.courses}
    if any(below[0].lower() == handed_in.KIT for below in handed.others):
        result.courses.add(names.shown(folder.path))
    unsettled = []
    for exercise in counted:
        files = handed_in.candidates(tree, folder, exercise, handed, known)
        those = {id(each) for each in files}
        deep = [each for each in handed.deep[exercise.name] if id(each) not in those]
        if not files or handed_in.all_untouched(tree, exercise, files):
            unsettled += [(each, exercise.name) for each in deep]
        else:
            for each in deep:
                put("spare", each.below, (exercise.name,))
        if not files:
            result.lacking.append(exercise.name)
            continue
        best, *spare = files
        result.taken.append(Taken(student, exercise.name, names.shown(best.below)))
        submission = handed_in.chosen(tree, folder, exercise, handed, known)
        if spare and handed_in.differ(submission):
            shown = [names.shown(each.entry.path) for each in spare]
            note = submission.note
            why = WHY[note.code] if note else ""
            why = "tie" if note and note.facts.get("tie") else why
            put("several", best.below, (exercise.name,), *shown, why=why)
        else:
            for each in spare:
                put("same", each.below, (exercise.name,), names.shown(best.entry.path))
        _put_numbered(handed.files[exercise.name], result)
        alike = [each for each in [best, *spare] if each.standing[0] == best.standing[0]]
        for each in alike:
            if each.course or not each.standing[0]:
                for depth, inner in enumerate(each.below[:-1], len(folder.path) + 1):
                    result.inside[names.readable(inner)] = each.entry.path[:depth]
        people = {_person(each, known) for each in alike} - {""}
        if (len(people), len(alike)) > (result.people, result.copies):
            result.sample = tuple(sorted(names.shown(each.below) for each in alike))[:SAMPLE]
        result.people = max(result.people, len(people))
        result.copies = max(result.copies, len(alike))
    for each, name in unsettled:
        put("near", each.below, (name,))
    lacking = [exercise for exercise in counted if exercise.name in result.lacking]
    holding = _holding(tree, handed, lacking, known) if lacking else {}
    for below, meant in holding.items():
        put("holds", below, meant)
    for name in {*handed.files, *handed.deep} - wanted:
        for each in (*handed.files[name], *handed.deep[name]):
            put(OTHER, each.below, (name,))
    rest = sorted(handed.left.keys() - holding)
    _put_left(rest, wanted, result.lacking, known, put)
    if missed or handed.left:
        nothing = not any((*handed.files.values(), *handed.deep.values())) and not any(
            known.near(below[-1]) for below in handed.left
        )
        telling = [below for below in [*handed.left, *missed] if not _about(below[-1])]
        if nothing and telling and not holding:
            shown = [names.shown(below) for below in sorted(telling)]
            put("nothing_taken", (), (), *shown)
    for below in missed:
        put("not_searched", below)
    return result


def _put_left(
    left: Sequence[Path],
    wanted: Collection[str],
    lacking: Collection[str],
    known: Names,
    put: Callable[..., None],
) -> None:
    """Tell of each file that cannot be judged what it could have been."""
    for below in left:
        near = known.near(below[-1])
        mine = tuple(name for name in near if name in wanted)
        if without := tuple(name for name in mine if name in lacking):
            put("near", below, without)
        elif mine:
            put("set_aside" if is_set_aside(below) else "spare", below, mine)
        elif near:
            put(OTHER, below, near)
        elif can_hold_answers(below[-1]):
            put("helper", below)


def _put_numbered(files: Sequence[Found], result: Own) -> None:
    """Tell of files in one folder whose names hold different students' numbers, if any do.

    Numbers that can be dates are told apart from others: within one student's folder they
    are versions.
    """
    folders: dict[Path, list[Found]] = defaultdict(list)
    for each in files:
        folders[each.below[:-1]].append(each)
    for those in folders.values():
        sample = tuple(sorted(names.shown(each.below) for each in those))[:SAMPLE]
        every = [NUMBER.findall(each.below[-1]) for each in those]
        sure = [NUMBER.findall(undated(each.below[-1])) for each in those]
        if not _differ(one or other for one, other in zip(sure, every, strict=True)):
            continue
        if any(sure):
            result.numbered = result.numbered or sample
        else:
            result.dated = result.dated or sample
            result.dates.update(*every)


def _differ(numbers: Iterable[Sequence[str]]) -> bool:
    """Whether two of the names hold numbers, and none in common."""
    held = [*({frozenset(each) for each in numbers} - {frozenset()})][:FOLDERFUL]
    return any(one.isdisjoint(other) for one in held for other in held)


def _holding(
    tree: Tree, handed: Handed, lacking: Sequence[Exercise], known: Names
) -> dict[Path, tuple[str, ...]]:
    """Return files that define functions of exercises which their student has no file for.

    Whatever such a file is called, a person who opened it would not give zero. One that is
    judged for another exercise must define all of them: helpers are often called alike.
    """
    wanted = {one.name: handed_in.functions_of(one.name, one.root) for one in lacking}
    taken = {each.below: each.entry for files in handed.files.values() for each in files}
    found = {}
    for below, entry in (handed.left | taken).items():
        if is_set_aside(below) or not can_be_read(below[-1]):
            continue
        try:
            defined = {name.decode() for name in DEFINED.findall(tree.read(entry))}
        except Refused:
            continue
        near = known.near(below[-1])
        held = tuple(
            name
            for name, functions in wanted.items()
            if (functions & defined if below in handed.left else functions <= defined)
            and functions
            and name not in near
        )
        if held:
            found[below] = held
    return found


def _person(found: Found, known: Names) -> str:
    """Return what a file's folder, or else its name, says about whose it is."""
    folder = "" if found.standing[0] else known.rest(found.below[0])
    return folder or known.rest(undated(found.below[-1]))


def _at_the_top(tree: Tree, beside: Sequence[Entry], known: Names) -> Iterator[Left]:
    for entry in beside:
        path, near = names.shown(entry.path), known.near(entry.name)
        if is_python(entry.name) and not near:
            yield Left("helper", path)
        elif can_hold_answers(entry.name):
            yield Left("beside", path, exercises=near)
    for outside in tree.outside:
        if near := known.near(outside.replace("\\", "/").rpartition("/")[2]):
            yield Left("leads_out", names.readable(outside), exercises=near)


def _about(name: str) -> bool:
    """Whether a file only tells about others."""
    return name.lower().startswith(ABOUT)
