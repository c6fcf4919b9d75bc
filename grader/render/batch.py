"""What `grade batch` shows: before, meanwhile, and at the end, in eighty columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from grader.render.text import WIDTH, bar, clean, columns_of, count, cut, wrap

HEADING = ("exercise", "judged", "full", "mean", "missing", "timeout", "crash", "ours")
SETTLED = 1.0  # seconds after which a rate means something


@dataclass(frozen=True)
class Common:
    """A diagnosis that several students got, and how many."""

    students: int
    text: str


@dataclass(frozen=True)
class ExerciseTally:
    """How a class did in one exercise. Every student is in one of the first four counts.

    Attributes:
        exercise: full name.
        title: what the screen calls it, `ex01 delta rule`.
        judged: students whose file has a mark.
        missing: students without a file: their mark is 0.
        unmarked: students without a mark, because the kit failed.
        waiting: students who are not judged yet.
        full: students with all points.
        mean: of the files that have a mark; None where there are none.
        most: points that there are; None where nobody was judged.
        timeouts: students with a check that ran out of time.
        crashes: students whose code ended its process in a check.
        internal: students for whom the kit failed the last time; of these, those who are
            not `unmarked` keep an earlier mark of the same file.
        diagnoses: the most common ones, most first.
        affected: the first few students of `internal`.
    """

    exercise: str
    title: str
    judged: int = 0
    missing: int = 0
    unmarked: int = 0
    waiting: int = 0
    full: int = 0
    mean: float | None = None
    most: float | None = None
    timeouts: int = 0
    crashes: int = 0
    internal: int = 0
    diagnoses: tuple[Common, ...] = ()
    affected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """What a batch is about to do.

    Attributes:
        students: how many there are.
        exercises: how many count.
        files: how many were handed in.
        missing: how many were not.
        kept: gradings that an earlier batch made and that stay.
        left: gradings to make now, those of missing files among them.
        sandbox: how student code is confined.
        where: who judges, `2 at a time`.
    """

    students: int
    exercises: int
    files: int
    missing: int
    kept: int
    left: int
    sandbox: str
    where: str


def opening(told: Opening) -> str:
    """Return the lines above the progress bar."""
    who = f"{_number(told.students, 'student')}, {count(told.exercises, 'exercise')}"
    files = _number(told.files, "file")
    missing = f" ({told.missing:,} missing)" if told.missing else ""
    verb = "" if told.kept else " to judge"
    what, how = f"  {who}, {files}{verb}{missing},", f"{told.sandbox}, {told.where}"
    fits = columns_of(f"{what} {how}") <= WIDTH
    lines = [f"{what} {how}"] if fits else [what, *wrap(how, 2)]
    if told.kept:
        kept = f"{told.kept:,} {'was' if told.kept == 1 else 'were'} judged before and kept"
        left = f"{told.left:,} to judge now" if told.left else "nothing is left to judge"
        lines += wrap(f"{kept}; {left}", 2)
    return "\n".join(lines)


def progress(done: int, total: int, seconds: float) -> str:
    """Return the line of a terminal that is drawn over itself."""
    words = [bar(done, total), f"{done:,}/{total:,}", *_pace(done, total, seconds)]
    return cut("  " + "   ".join(words), WIDTH - 1)  # a full line would break


def progress_in_a_log(done: int, total: int, seconds: float) -> str:
    """Return the same as a line of its own, for a file or a pipe."""
    return ", ".join([f"{done:,} of {total:,} judged", *_pace(done, total, seconds)])


def _pace(done: int, total: int, seconds: float) -> list[str]:
    """Return the rate and the time left; nothing while they would be guesses."""
    if done >= total:
        return [f"in {duration(seconds)}"]
    if seconds < SETTLED or not done:
        return []
    left = (total - done) * seconds / done
    return [_rate(done / seconds), f"{duration(left)} left"]


def _rate(each_second: float) -> str:
    if each_second >= 10:
        return f"{each_second:,.0f}/s"
    return f"{each_second:.1f}/s" if each_second >= 1 else f"{60 * each_second:.0f}/min"


def duration(seconds: float) -> str:
    """Return `15 s`, `4 min` or `1 h 20 min`: never more exact than it is worth."""
    if seconds < 90:
        return f"{max(seconds, 0):.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h" + (f" {minutes} min" if minutes else "")


def table(tallies: Sequence[ExerciseTally], files: Sequence[str], command: str) -> str:
    """Return the screen at the end: the marks, the files, and what to do next.

    Args:
        tallies: the exercises that count.
        files: what was written, as the user would type it.
        command: the batch's own command, to be run again.
    """
    rows = [HEADING, *map(_cells, tallies)]
    title, *widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    widths = [min(title, WIDTH - 2 - sum(width + 2 for width in widths)), *widths]
    lines = ["", _line(HEADING, widths)]
    for tally, row in zip(tallies, rows[1:], strict=True):
        lines.append(_line(row, widths))
        lines += [_common(common) for common in tally.diagnoses]
    lines += ["", *_side_by_side(files), *_next(tallies, command)]
    return "\n".join(lines)


def stopped(done: int, total: int, command: str) -> str:
    """Return what is said when somebody stopped a batch."""
    lines = wrap(f"Stopped. {done:,} of {total:,} were judged and are kept. To go on:", 0)
    return "\n".join([*lines, f"  {clean(command)}"])


def summary(
    tallies: Sequence[ExerciseTally], students: int, seed: int, judged: int, seconds: float
) -> dict[str, Any]:
    """Return a batch as plain values, as `--format json` prints them.

    Args:
        tallies: the exercises that count.
        students: how many there are.
        seed: which arguments were drawn.
        judged: gradings that this run made.
        seconds: how long it took.
    """
    return {
        "schema": 1,
        "complete": not any(tally.internal or tally.waiting for tally in tallies),
        "students": students,
        "seed": seed,
        "judged": judged,
        "seconds": round(seconds, 3),
        "internal": sum(tally.internal for tally in tallies),
        "waiting": sum(tally.waiting for tally in tallies),
        "exercises": [asdict(tally) for tally in tallies],
    }


def _cells(tally: ExerciseTally) -> tuple[str, ...]:
    mean = "-" if tally.mean is None else f"{tally.mean:.1f}/{tally.most:g}"
    numbers = (tally.missing, tally.timeouts, tally.crashes, tally.internal)
    title = " ".join(clean(tally.title).split())
    return (title, f"{tally.judged:,}", f"{tally.full:,}", mean, *map("{:,}".format, numbers))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    title = _shortened(cells[0], widths[0])
    words = [title + " " * (widths[0] - columns_of(title))]
    words += [f"{cell:>{width}}" for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "  ".join(["", *words])


def _common(common: Common) -> str:
    return _shortened(f"  {common.students:>7,} {common.text}", WIDTH)


def _shortened(text: str, width: int) -> str:
    """Return a text on one line; where it is too long, whole words and dots."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    line = indent + " ".join(clean(text).split())
    if columns_of(line) <= width:
        return line
    short = cut(line, width - 4)
    whole = short.rpartition(" ")[0] if line[len(short)] != " " else short
    return f"{whole if whole.strip() else short} ..."


def _side_by_side(files: Sequence[str]) -> list[str]:
    """Return the names of the files on one line where there is room, else on several."""
    names = [clean(name) for name in files]
    line = "  " + "   ".join(names)
    return [line] if columns_of(line) <= WIDTH else [f"  {name}" for name in names]


def _next(tallies: Sequence[ExerciseTally], command: str) -> list[str]:
    """Return the last lines: what is left to do."""
    lines = []
    waiting = sum(tally.waiting for tally in tallies)
    internal = sum(tally.internal for tally in tallies)
    if internal:
        kept = internal - sum(tally.unmarked for tally in tallies)
        lines += ["", *wrap(_fault(tallies, internal, kept), 0), "To judge these again:"]
        lines.append(f"  {clean(command)} --regrade-outcome internal")
    if waiting:
        lines += ["", f"{_number(waiting, 'grading')} still to make. To go on:"]
        lines.append(f"  {clean(command)}")
    return lines


def _fault(tallies: Sequence[ExerciseTally], internal: int, kept: int) -> str:
    named = list(dict.fromkeys(name for tally in tallies for name in tally.affected))
    few = [_shortened(name, 30) for name in named[:3]]
    more = " and others" if len(named) > len(few) or internal > len(named) else ""
    text = (
        f"{_number(internal, 'grading')} failed for a fault of the kit, not of the student "
        f"({', '.join(few)}{more}). It costs no mark: "
    )
    if not kept:
        return f"{text}the cell is empty, and so is the total."
    if kept == internal:
        return f"{text}the earlier mark of the same file stays."
    have = "has" if kept == 1 else "have"
    return f"{text}the cell is empty; {kept:,} still {have} the earlier mark of the same file."


def _number(number: int, noun: str) -> str:
    return f"{number:,} " + count(number, noun).partition(" ")[2]
