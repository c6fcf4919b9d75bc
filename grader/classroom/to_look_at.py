"""What a batch takes of a class and what a person should look at, as lines and as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grader.classroom.intake.look import STOPS, Left, Look
from grader.errors import UsageError
from grader.render.text import wrap
from grader.words.text import Text, _, listed, literal, plural

STUDENTS = 8  # that are named
MOST = 20  # of one kind, where a batch stops
FEW = 5  # of one kind, where it goes on
OPTION = "--as-shown"

NAMED = 3  # files in a folder that is taken for a student

WHY = {
    "placed": _("it is in the student's folder itself or in exercises/"),
    "named": _("its name has the id"),
    "newest": _("it is newer"),
    "tie": _("it is as new, and has the higher number or the later name"),
    "begun": _("the rest is the untouched stub"),
}

HEADS = {
    "several_people": _("Taken for one student, but it holds the files of several people:"),
    "exercise_folder": _("Taken for a student, but its name is an exercise's:"),
    "near": _(
        "Not taken, but the name is near that of an exercise its student has no file for:"
    ),
    "nothing_taken": _("Taken for a student, but nothing in it has the name of an exercise:"),
    "not_read": _(
        "Taken for a student, but the folder is a link or holds too much to be read:"
    ),
    "beside": _("Not taken, because it lies in no student's folder:"),
    "leads_out": _("Not taken, because its path leads out of the zip:"),
    "several": _("Several different files for one exercise; the first named is judged:"),
    "same": _("Not taken, because it is the same as the file that is judged:"),
    "spare": _("Not taken, because there is a better file for the same exercise:"),
    "set_aside": _("Not taken, because it is a solution, a test or an old copy by its name:"),
    "helper": _("Not taken, because the name is no exercise's:"),
    "not_searched": _("Not looked through, because it is too deep, too large or not readable:"),
}


def shown(look: Look) -> list[str]:
    """Return what is taken for what, and all that was left, as lines."""
    lines = [*wrap(_students(look), 2), *wrap(_files(look), 2)]
    for taken in look.renamed[:FEW]:
        name = f"{taken.student}/{taken.path}"
        text = _("{path} is taken for {exercise}", path=name, exercise=_id(taken.exercise))
        lines += wrap(text, 4)
    if len(look.renamed) > FEW:
        lines += wrap(_and_more(len(look.renamed) - FEW), 4)
    parts = [_part(look, code, MOST if code in STOPS else FEW) for code in HEADS]
    return [*lines, *_headed([_gone(look, _would_become), *parts, _nobody(look)])]


def told(look: Look, departed: Sequence[str]) -> list[str]:
    """Return what a person should look at although the batch went on, as lines."""
    parts = [_part(look, code, FEW) for code in HEADS if code in (*STOPS, "several")]
    parts.append(_nobody(look))
    parts.insert(0, _gone(look, _became))
    if departed:
        left = plural(
            "{count:,} student of an earlier batch is not in this class nor counted: {names}",
            "{count:,} students of earlier batches are not in this class nor counted: {names}",
            len(departed),
            names=_some(departed, FEW),
        )
        parts.append(["", *wrap(left, 2)])
    return _headed(parts)


def refusal(look: Look, path: Path) -> UsageError:
    """Return why a batch stops before it judges, and how to say otherwise."""
    if look.counts["gone"]:
        return UsageError(
            _("files that were judged before are not in {path}, so nothing was judged",
              path=path),
            _(
                "give the folder that holds all files, or another {out} for another folder; "
                "if all is meant as it is shown, add {option}",
                out="--out", option=OPTION,
            ),
        )  # fmt: skip
    return UsageError(
        _("not everything in {path} is plain, so nothing was judged", path=path),
        _(
            "rename or move what is named above, or give the folder that holds the students' "
            "folders; if all is meant as it is shown, add {option}",
            option=OPTION,
        ),
    )


def values(look: Look, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Return what was left as plain values, for JSON."""
    return [left._asdict() for code in codes for left in look.of(code)]


def summary(look: Look, stopping: Sequence[Left]) -> dict[str, Any]:
    """Return what `--dry-run --format json` prints."""
    return {
        "schema": 1,
        "stops": bool(stopping),
        "students": [*look.students],
        "files": look.taken,
        "renamed": [taken._asdict() for taken in look.renamed],
        "to_look_at": values(look, ["gone", *HEADS, "nobody"]),
    }


def _students(look: Look) -> Text:
    return plural(
        "{count:,} student: {names}",
        "{count:,} students: {names}",
        len(look.students),
        names=_some(look.students, STUDENTS),
    )


def _files(look: Look) -> Text:
    each = [
        _("{count:,} for {exercise}", count=count, exercise=_id(exercise))
        for exercise, count in look.taken.items()
    ]
    return plural(
        "{count:,} file: {each}",
        "{count:,} files: {each}",
        sum(look.taken.values()),
        each=listed(each),
    )


def _headed(parts: Sequence[Sequence[str]]) -> list[str]:
    lines = [line for part in parts for line in part]
    return ["", *wrap(_("To look at:"), 0), *lines] if lines else []


def _gone(look: Look, say: Callable[[int, str, Text], Text]) -> list[str]:
    """Return a line for each exercise of which files have gone, with the students.

    Args:
        say: what becomes of the marks of so many students, who are named last.
    """
    students: dict[str, list[str]] = {}
    for left in look.of("gone"):
        students.setdefault(left.exercises[0], []).append(left.student)
    lines = []
    for exercise, those in sorted(students.items()):
        lines += ["", *wrap(say(len(those), _id(exercise), _some(those, STUDENTS)), 2)]
    return lines


def _nobody(look: Look) -> list[str]:
    those = [_id(left.exercises[0]) for left in look.of("nobody")]
    if not those:
        return []
    return ["", *wrap(_("Nobody handed in {exercises}.", exercises=listed(those)), 2)]


def _would_become(count: int, exercise: str, names: Text) -> Text:
    return plural(
        "{count:,} student had a file for {exercise} before and has none now; the mark would "
        "become 0.00: {names}",
        "{count:,} students had a file for {exercise} before and have none now; their marks "
        "would become 0.00: {names}",
        count,
        exercise=exercise,
        names=names,
    )


def _became(count: int, exercise: str, names: Text) -> Text:
    return plural(
        "{count:,} student had a file for {exercise} before and has none now; the mark is "
        "0.00: {names}",
        "{count:,} students had a file for {exercise} before and have none now; their marks "
        "are 0.00: {names}",
        count,
        exercise=exercise,
        names=names,
    )


def _part(look: Look, code: str, most: int) -> list[str]:
    """Return what was left for one reason: a head, and a line for each."""
    count = look.counts[code]
    if not count:
        return []
    lines = ["", *wrap(HEADS[code], 2)]
    for left in look.of(code)[:most]:
        lines += wrap(_item(left), 4)
    return [*lines, *(wrap(_and_more(count - most), 4) if count > most else [])]


def _item(left: Left) -> Text:
    if left.code == "near":
        return _(
            "{path} ({exercises})",
            path=left.path,
            exercises=listed(map(_id, left.exercises)),
        )
    if left.others and left.code == "several":
        others = _some(left.others, FEW)
        if left.why in WHY:
            return _(
                "{path}, not {others} ({why})", path=left.path, others=others, why=WHY[left.why]
            )
        return _("{path}, not {others}", path=left.path, others=others)
    if left.others and left.code == "same":
        return _("{path} (the same as {other})", path=left.path, other=left.others[0])
    if len(left.others) > NAMED:
        first = listed(left.others[:NAMED])
        return _("{path} (it holds {names} and others)", path=left.path, names=first)
    if left.others:
        return _("{path} (it holds {names})", path=left.path, names=listed(left.others))
    return literal(left.path)


def _some(names: Sequence[str], most: int) -> Text:
    if len(names) <= most:
        return listed(names)
    return plural(
        "{names} and {count:,} more",
        "{names} and {count:,} more",
        len(names) - most,
        names=listed(names[:most]),
    )


def _and_more(count: int) -> Text:
    return plural("and {count:,} more", "and {count:,} more", count)


def _id(exercise: str) -> str:
    return exercise.partition("_")[0]
