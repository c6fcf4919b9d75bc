"""What a batch takes of a class and what a person should look at, as lines and as values."""

from __future__ import annotations

from collections.abc import Sequence
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
    "spare": _("Not taken, because there is a better file for the same exercise:"),
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
        lines += wrap(and_more(len(look.renamed) - FEW), 4)
    parts = [_part(look, code, MOST if code in STOPS else FEW) for code in HEADS]
    return [*lines, *_headed(parts)]


def told(
    look: Look | None, departed: Sequence[str], judged: Sequence[Sequence[str]] = ()
) -> list[str]:
    """Return what a person should look at although the batch went on, as lines.

    Args:
        look: what was left of the class, where that is known.
        departed: students of earlier batches who are not in it.
        judged: what was found only by judging: parts, drawn already.
    """
    parts = [_part(look, code, FEW) for code in (*STOPS, "several")] if look else []
    parts += map(list, judged)
    if departed:
        gone = plural(
            "{count:,} student of an earlier batch is not in this class nor counted: {names}",
            "{count:,} students of earlier batches are not in this class nor counted: {names}",
            len(departed),
            names=_some(departed, FEW),
        )
        parts.append(["", *wrap(gone, 2)])
    return _headed(parts)


def refusal(path: Path) -> UsageError:
    """Return why a batch stops before it judges, and how to say otherwise."""
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
        "to_look_at": values(look, [*HEADS]),
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


def _part(look: Look, code: str, most: int) -> list[str]:
    """Return what was left for one reason: a head, and a line for each."""
    count = look.counts[code]
    if not count:
        return []
    lines = ["", *wrap(HEADS[code], 2)]
    for left in look.of(code)[:most]:
        lines += wrap(_item(left), 4)
    return [*lines, *(wrap(and_more(count - most), 4) if count > most else [])]


def _item(left: Left) -> Text:
    if left.code == "near":
        return _(
            "{path} ({exercises})",
            path=left.path,
            exercises=listed(map(_id, left.exercises)),
        )
    if left.others and left.code == "several":
        return _("{path}, not {others}", path=left.path, others=_some(left.others, FEW))
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


def and_more(count: int) -> Text:
    return plural("and {count:,} more", "and {count:,} more", count)


def _id(exercise: str) -> str:
    return exercise.partition("_")[0]
