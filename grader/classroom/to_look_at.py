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

OF_A_FOLDER = 3  # lines about files in one folder
# What is about files, of which a folder can hold many.
FILES = ("near", "holds", "several", "same", "spare", "set_aside", "helper", "not_searched")
NAMED = 3  # files in a folder that is taken for a student

WHY = {
    "placed": _("it is in the student's folder itself or in exercises/"),
    "named": _("its name is closest to the exercise's"),
    "newest": _("it is newer"),
    "tie": _("it is as new, and has the later date, the higher number or the later name"),
    "begun": _("the rest is the untouched stub"),
}

HEADS = {
    "several_people": _("Taken for one student, but it holds the files of several people:"),
    "exercise_folder": _("Taken for a student, but its name is an exercise's:"),
    "near": _(
        "Not taken, but the name is near that of an exercise its student has no file for:"
    ),
    "holds": _(
        "Not judged for it, but it has functions of an exercise its student has no file for:"
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
    """Return what is taken for what, and what was left, as lines.

    Of what stops a batch that is what nobody has looked at, unless everything is wanted.
    """
    lines = [*wrap(_students(look), 2), *wrap(_files(look), 2)]
    renamed = len(look.renamed) if look.everything else FEW
    for taken in look.renamed[:renamed]:
        name = f"{taken.student}/{taken.path}"
        text = _("{path} is taken for {exercise}", path=name, exercise=_id(taken.exercise))
        lines += wrap(text, 4)
    if len(look.renamed) > renamed:
        lines += wrap(and_more(len(look.renamed) - renamed), 4)
    parts = [_part(look, code, _unread(look, code)) for code in HEADS]
    return [*lines, *_headed([_gone(look, _would_become), *parts, _nobody(look)])]


def told(
    look: Look | None, departed: Sequence[str], judged: Sequence[Sequence[str]] = ()
) -> list[str]:
    """Return what a person should look at although the batch went on, as lines.

    Args:
        look: what was left of the class, where that is known.
        departed: students of earlier batches who are not in it.
        judged: what was found only by judging: parts, drawn already.
    """
    parts: list[list[str]] = []
    if look is not None:
        codes = [code for code in HEADS if code in (*STOPS, "several")]
        parts = [_gone(look, _became)]
        parts += [_part(look, code, look.of(code)) for code in codes]
        parts.append(_nobody(look))
    parts += map(list, judged)
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
    codes = {left.code for left in look.stopping}
    if codes == {"gone"}:
        return UsageError(
            _("files that were judged before are not in {path}, so nothing was judged",
              path=path),
            _(
                "give the folder that holds all files, or another {out} for another folder; "
                "if all is meant as it is shown, add {option}",
                out="--out", option=OPTION,
            ),
        )  # fmt: skip
    if "gone" in codes:
        return UsageError(
            _("not everything in {path} is plain, and files that were judged before are not "
              "in it, so nothing was judged", path=path),
            _(
                "rename or move what is named above, and give the folder that holds all files, "
                "or another {out} for another folder; if all is meant as it is shown, add "
                "{option}",
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


def verdict(look: Look, command: str) -> Text:
    """Return whether a batch would stop, and what to type next.

    Args:
        command: what starts the batch.
    """
    if not look.stopping:
        return _("a batch would not stop:   {command}", command=command)
    return _(
        "a batch would stop; if all is meant as it is shown:   {command} {option}",
        command=command,
        option=OPTION,
    )


def values(look: Look, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Return what was left as plain values, for JSON."""
    return [left._asdict() for code in codes for left in look.of(code)]


def summary(look: Look) -> dict[str, Any]:
    """Return what `--dry-run --format json` prints."""
    return {
        "schema": 1,
        "stops": bool(look.stopping),
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


def _unread(look: Look, code: str) -> list[Left]:
    """Return what is to be read of a code before a batch: not what somebody has looked at."""
    if look.everything or code not in STOPS:
        return look.of(code)
    return [left for left in look.of(code) if look.is_new(left)]


def _part(look: Look, code: str, those: Sequence[Left]) -> list[str]:
    """Return what was left for one reason: a head, and lines, what is new first."""
    if not those:
        return []
    new = [left for left in those if look.is_new(left)]
    old = [left for left in those if not look.is_new(left)]
    if look.everything:
        items = [(1, _item(left)) for left in (*new, *old)]
        most = len(items)
    else:
        items = [*_by_folder(look, code, new), *_by_folder(look, code, old)]
        most = FEW if old else MOST
        if look.seen is not None:  # new since the last batch: never cut away
            most = max(most, len(new))
    lines = ["", *wrap(HEADS[code], 2)]
    for _number, text in items[:most]:
        lines += wrap(text, 4)
    count = look.counts[code] - (len(look.of(code)) - len(those))  # with what is not kept
    more = count - sum(number for number, _text in items[:most])
    return [*lines, *(wrap(and_more(more), 4) if more > 0 else [])]


def _by_folder(look: Look, code: str, those: Sequence[Left]) -> list[tuple[int, Text]]:
    """Return lines, each with how many files it tells of: a few for each folder."""
    folders: dict[str, list[Left]] = {}
    for left in those:
        above = left.path.rpartition("/")[0] if code in FILES else left.path
        if code in FILES and code not in STOPS:
            parts = left.path.split("/")
            inside = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
            above = next((each for each in inside if each in look.courses), above)
        folders.setdefault(above, []).append(left)
    lines: list[tuple[int, Text]] = []
    for folder, files in folders.items():
        copy = code != "several" and code not in STOPS and folder in look.courses
        if copy and len(files) > 1:
            lines.append((len(files), _copy(folder, len(files))))
            continue
        # A line that stands for one more would be no shorter.
        named = len(files) if len(files) <= OF_A_FOLDER + 1 else OF_A_FOLDER
        lines += [(1, _item(left)) for left in files[:named]]
        if more := len(files) - named:
            lines.append((more, _more_files(folder, more)))
    return lines


def _copy(folder: str, count: int) -> Text:
    return plural(
        "{folder}: {count:,} file of a copy of the course",
        "{folder}: {count:,} files of a copy of the course",
        count,
        folder=folder,
    )


def _more_files(folder: str, count: int) -> Text:
    return plural(
        "{folder}: {count:,} more file", "{folder}: {count:,} more files", count, folder=folder
    )


def _item(left: Left) -> Text:
    if left.code in ("near", "holds"):
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


def and_more(count: int) -> Text:
    return plural("and {count:,} more", "and {count:,} more", count)


def _id(exercise: str) -> str:
    return exercise.partition("_")[0]
