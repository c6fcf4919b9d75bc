"""What an instructor sees of a batch: before, meanwhile and at the end, in eighty columns.

On a terminal a bar, in a log a line now and then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click

from grader.classroom import to_look_at
from grader.classroom.book.gradebook import Unread
from grader.classroom.book.others import everybodys
from grader.classroom.book.plan import Opening, Seed
from grader.classroom.handout.results import Broken, Common, ExerciseTally, Result
from grader.classroom.intake.look import STOPS, Look
from grader.classroom.judging.task import Task
from grader.console import look_of_command, print_json
from grader.render import overview
from grader.render.text import WIDTH, bar, clean, columns_of, cut, line_of, shortened, wrap
from grader.report import Check, Diagnosis, Outcome, Reason, Report
from grader.words import notes, reasons
from grader.words.names import typed
from grader.words.reading import answering
from grader.words.text import (
    Text,
    _,
    draw,
    listed,
    literal,
    of_exercise,
    plural,
    sentences,
    unbroken,
)

EVERY = 10.0  # seconds between two lines of a log
OFTEN = 0.1  # seconds between two pictures of the bar
SETTLED = 1.0  # seconds after which a rate means something
NAMED = 3  # students that a line of faults names
WHYS = 3  # causes that a student's exercise names
FOLLOWS = (Outcome.PASSED, Outcome.NOT_RUN)  # another check says why

Unjudged = tuple[str, str]  # student, full name of the exercise

WITHOUT_A_MARK = _("without a mark: the cell is empty")
HEADING = (
    _("exercise"), _("judged"), _("full"), _("mean"), _("missing"), _("broken"), _("timeout"),
    _("crash"), _("ours"),
)  # fmt: skip


class Screen:
    """What the instructor sees.

    Args:
        json: whether only one JSON object is printed, at the end.
    """

    def __init__(self, json: bool) -> None:
        self._total = 0
        self._unjudged: list[tuple[str, str]] = []
        self._json = json
        self._done = 0
        self._started = time.monotonic()
        self._drawn = self._started
        self._bar = not json and sys.stdout.isatty()
        self._look: Look | None = None
        self._based = False
        self._joined: bool | None = None

    def show(self, notes: Sequence[Text], look: Look, command: str) -> None:
        """Show what is taken for what, whether a batch would stop, and what to type next."""
        if self._json:
            print_json(to_look_at.summary(look))
            return
        self._show(notes, look, err=False)
        click.echo()
        click.echo(draw(to_look_at.verdict(look, command)))

    def refuse(self, notes: Sequence[Text], look: Look, submissions: Path) -> NoReturn:
        """Show the same, and stop.

        Raises:
            UsageError: always.
        """
        self._show(notes, look, err=self._json)
        click.echo(err=self._json)
        raise to_look_at.refusal(look, submissions)

    def looked(self, look: Look) -> None:
        """Keep what is to be looked at until the end."""
        self._look = look

    def _show(self, notes: Sequence[Text], look: Look, err: bool) -> None:
        for note in notes:
            click.echo(noted(note), err=err)
        click.echo("\n".join(to_look_at.shown(look)), err=err)

    def asks(self, oracle: str, records: int, seed: Seed) -> None:
        """Say what marks rest on, and that right answers are made now, which takes a while.

        Args:
            oracle: who is asked, a name of `report.Oracle`.
            records: for how many exercises.
            seed: which arguments were drawn.
        """
        if not self._json:
            self._base(oracle, seed)
            click.echo(asked(oracle, records))

    def _base(self, oracle: str, seed: Seed) -> None:
        """Say what all marks rest on, once, before all else."""
        if not self._based:
            click.echo(based(oracle, seed))
        self._based = True

    def open(self, notes: Sequence[Text], opening: Opening, oracle: str, seed: Seed) -> None:
        """Say what marks rest on and what is about to be done; the time counts from here."""
        self._total = opening.left
        self._drawn = self._started = time.monotonic()
        if self._json:
            return
        self._base(oracle, seed)
        for note in notes:
            click.echo(noted(note))
        click.echo(opened(opening))
        if self._total:
            self._draw()

    def starts(self, joined: bool | None, sandbox: str) -> None:
        """Say where judging takes longer than it could.

        Args:
            joined: whether NumPy starts once for many sandboxes, where that is known.
        """
        self._joined = joined if sandbox == "bubblewrap" else None
        if self._joined is False and not self._json:
            self._end_bar()
            click.echo(started_anew())

    def kept(self, task: Task, reports: list[Report]) -> None:
        """Count gradings that were kept, and those that were not made."""
        idle = [report.exercise for report in reports if report.status == "unjudged"]
        self._unjudged += [(task.student, exercise) for exercise in idle]
        self._done += len(reports) - len(idle)
        now = time.monotonic()
        pause = OFTEN if self._bar else EVERY
        if not self._json and (now - self._drawn >= pause or self._ended):
            self._draw()

    def counted(self, done: int) -> None:
        """Take over how many gradings were kept, as the gradebook counts them.

        One that is being kept when somebody stops a batch is not told to `kept`.
        """
        self._done = done

    def stopped(self, command: str) -> None:
        """Say what is kept, and how to go on."""
        self._end_bar()
        click.echo(stopped(self._done, self._total, command), err=self._json)

    def close(
        self,
        tallies: Sequence[ExerciseTally],
        files: Sequence[str],
        command: str,
        seed: int,
        oracle: str,
        students: int,
        results: Mapping[str, Sequence[Result]] | None = None,
        unread: Sequence[Unread] = (),
        departed: Sequence[str] = (),
        grouped: bool | None = None,
    ) -> None:
        """Show what is to be looked at, the marks, the files and what to do next.

        Args:
            results: of each student who was asked for by name, what there is.
            unread: what of the gradebook cannot be read.
            departed: students of earlier batches who are not in the class.
            grouped: whether the memory of each sandbox was bounded as a whole, if known.
        """
        seconds = time.monotonic() - self._started
        if self._json:
            left = (
                to_look_at.values(self._look, (*STOPS, "several", "nobody"))
                if self._look
                else []
            )
            how = grouped, self._joined
            facts = seconds, results, unread, self._unjudged, departed, left, *how
            print_json(summary(tallies, students, seed, oracle, self._done, *facts))
        else:
            self._end_bar()
            titles = {tally.exercise: _heading(tally) for tally in tallies}
            for student, held in (results or {}).items():
                idle = {exercise for name, exercise in self._unjudged if name == student}
                click.echo(of_student(student, held, titles, idle))
            last = self._unjudged, self._look, departed
            width = max(WIDTH, look_of_command().width)
            click.echo(table(tallies, files, command, *last, width))

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        seconds = self._drawn - self._started
        facts = self._done, self._total, seconds, len(self._unjudged)
        if self._bar:
            line = progress(*facts)
            # To the left edge, the line, and nothing of the old one behind it.
            click.echo(f"\r{line}\x1b[K", nl=False)
            sys.stdout.flush()
        elif self._done or self._ended:
            click.echo(progress_in_a_log(*facts))

    @property
    def _ended(self) -> bool:
        return self._done + len(self._unjudged) == self._total

    def _end_bar(self) -> None:
        if self._bar and self._total:
            click.echo()


def based(oracle: str, seed: Seed) -> str:
    """Return what all marks rest on, as a paragraph, before all else that is found."""
    name, option = answering(oracle), unbroken("--seed new")
    if everybodys(seed.number) is not None:
        rests = _(
            "The right answers come from {oracle}, for inputs that everybody can have (seed "
            "0): recited answers can earn marks. {option} draws others.",
            oracle=name, option=option,
        )  # fmt: skip
    elif seed.drawn:
        rests = _(
            "The right answers come from {oracle}, for inputs drawn for this gradebook only",
            oracle=name,
        )
    else:
        rests = _(
            "The right answers come from {oracle}, for the inputs of a seed that was named: "
            "whoever knows or guesses it can recite answers. {option} draws a secret one.",
            oracle=name, option=option,
        )  # fmt: skip
    return "\n".join(wrap(rests, 2))


def asked(oracle: str, records: int) -> str:
    """Return that the right answers are being made, which is done once."""
    asks = plural(
        "asking {oracle} for the right answers of {count} exercise, once",
        "asking {oracle} for the right answers of {count} exercises, once",
        records,
        oracle=answering(oracle),
    )
    return "\n".join(wrap(asks, 2))


def noted(note: Text) -> str:
    """Return what an instructor must know of a class, as a paragraph."""
    return "\n".join(wrap(_("note: {note}", note=note), 2))


def cannot_be_read(unread: Unread) -> Text:
    """Return that a grading of the gradebook cannot be read, and what becomes of it."""
    return _(
        "grading {id} of the gradebook cannot be read: {what}. It was the mark of {student} "
        "for {exercise}; it stays as it is, counts no more, and the file is judged again.",
        id=unread.grading, what=UNREAD[unread.what], student=unread.student,
        exercise=unread.exercise,
    )  # fmt: skip


UNREAD = {
    "outcomes": _("its column outcomes has a word that this kit does not know"),
    "score": _("its column score or max_score has no number"),
    "report": _("its column report is not what this kit writes"),
    "facts": _("its rows of the table diagnosis have facts that are not JSON"),
}


def of_student(
    student: str,
    results: Iterable[Result],
    titles: Mapping[str, Text],
    idle: Collection[str] = (),
) -> str:
    """Return what one student has: a line an exercise, and why.

    Args:
        titles: what the screen calls each exercise.
        idle: exercises that were not judged now, because the student's others were idle.
    """
    lines = ["", f"  {shortened(student, WIDTH - 2)}"]
    for result in results:
        heading, report = titles[result.exercise], result.report
        if report is None:
            lines += wrap(_("{exercise}: not judged yet", exercise=heading), 8)
        else:
            lines.append(cut(f"  {overview.standing(heading, report)}", WIDTH))
            for text in _why(report):
                lines += wrap(text, 8)
        if result.exercise in idle:
            lines += wrap(reasons.idle_elsewhere(), 8)
    return "\n".join(lines)


def _why(report: Report) -> list[Text]:
    """Return what there is to say of a student's grading: the file, and each cause once."""
    named = []
    path, problem = report.submission.path, report.problem
    if path != f"{report.exercise}.py":
        named.append(_("The file that was judged: {path}", path=path))
    if problem is not None:
        why = _because(problem.reason)
        if problem.line is not None:
            why = _("line {line}: {why}", line=problem.line, why=why)
        return [*named, why]
    if report.untouched:
        return [*named, _("Nothing is written yet.")]
    whys = [why for check in report.checks for why in _causes(check, report.exercise)]
    return [*named, *list(dict.fromkeys(whys))[:WHYS]]


def _causes(check: Check, exercise: str) -> list[Text]:
    """Return why a check did not pass: what explains it, else how it ended."""
    explained = [_said(one, exercise) for one in check.diagnoses if one.role != "when"]
    if explained or check.reason is None or check.outcome in FOLLOWS or check.waits:
        return explained
    return [_because(check.reason)]


def opened(opening: Opening) -> str:
    """Return the lines above the progress bar."""
    what = _amount(opening)
    how = _("{sandbox}, {where}", sandbox=opening.sandbox, where=opening.where)
    whole = draw(_("{amount}, {how}", amount=what, how=how))
    lines = [f"  {whole}"]
    if columns_of(lines[0]) > WIDTH:
        first = _("{part},", part=what)
        lines = [f"  {draw(first)}", *wrap(how, 2)]
    if opening.kept:
        lines += wrap(_kept_and_left(opening.kept, opening.left), 2)
    return "\n".join(lines)


def started_anew() -> str:
    """Return the lines that say why judging takes longer than elsewhere."""
    why = _(
        "NumPy starts anew in each sandbox here, which takes longer: see {page}",
        page="docs/capacity.md",
    )
    return "\n".join(wrap(why, 2))


def _amount(opening: Opening) -> Text:
    """Return how many students, exercises and files there are."""
    places: dict[str, Any] = {
        "students": plural("{count:,} student", "{count:,} students", opening.students),
        "exercises": plural("{count:,} exercise", "{count:,} exercises", opening.exercises),
        "files": plural("{count:,} file", "{count:,} files", opening.files),
        "missing": opening.missing,
    }
    if opening.kept:
        if opening.missing:
            return _("{students}, {exercises}, {files} ({missing:,} missing)", **places)
        return _("{students}, {exercises}, {files}", **places)
    if opening.missing:
        return _("{students}, {exercises}, {files} to judge ({missing:,} missing)", **places)
    return _("{students}, {exercises}, {files} to judge", **places)


def _kept_and_left(kept: int, left: int) -> Text:
    if left:
        return plural(
            "{count:,} was judged before and kept; {left:,} to judge now",
            "{count:,} were judged before and kept; {left:,} to judge now",
            kept,
            left=left,
        )
    return plural(
        "{count:,} was judged before and kept; nothing is left to judge",
        "{count:,} were judged before and kept; nothing is left to judge",
        kept,
    )


def progress(done: int, total: int, seconds: float, idle: int = 0) -> str:
    """Return the line of a terminal that is drawn over itself.

    Args:
        idle: how many of the total are not judged, because the student's others were idle.
    """
    words = [bar(done, total), f"{done:,}/{total:,}"]
    words += map(draw, _pace(done, total - idle, seconds))
    if idle:
        words.append(draw(_("{count:,} not judged", count=idle)))
    return cut("  " + "   ".join(words), WIDTH - 1)  # a full line would break


def progress_in_a_log(done: int, total: int, seconds: float, idle: int = 0) -> str:
    """Return the same as a line of its own, for a file or a pipe."""
    judged = _("{done:,} of {total:,} judged", done=done, total=total)
    line = listed([judged, *_pace(done, total - idle, seconds)])
    if not idle:
        return draw(line)
    return draw(
        plural(
            "{line}; {count:,} was not, see below",
            "{line}; {count:,} were not, see below",
            idle,
            line=line,
        )
    )


def _pace(done: int, total: int, seconds: float) -> list[Text]:
    """Return the rate and the time left; nothing while they would be guesses."""
    if done >= total:
        return [_("in {time}", time=duration(seconds))]
    if seconds < SETTLED or not done:
        return []
    left = (total - done) * seconds / done
    return [_rate(done / seconds), _("{time} left", time=duration(left))]


def _rate(each_second: float) -> Text:
    if each_second >= 10:
        return _("{rate:,.0f}/s", rate=each_second)
    if each_second >= 1:
        return _("{rate:.1f}/s", rate=each_second)
    return _("{rate:.0f}/min", rate=60 * each_second)


def duration(seconds: float) -> Text:
    """Return `15 s`, `4 min` or `1 h 20 min`: never more exact than it is worth."""
    if seconds < 90:
        return _("{seconds:.0f} s", seconds=max(seconds, 0))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("{minutes} min", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if not minutes:
        return _("{hours:,} h", hours=hours)
    return _("{hours:,} h {minutes} min", hours=hours, minutes=minutes)


def table(
    tallies: Sequence[ExerciseTally],
    files: Sequence[str],
    command: str,
    unjudged: Sequence[Unjudged] = (),
    look: Look | None = None,
    departed: Sequence[str] = (),
    width: int = WIDTH,
) -> str:
    """Return the screen at the end: marks, files, what to look at, and what to do next.

    Args:
        tallies: the exercises that count.
        files: what was written, as the user would type it.
        command: the batch's own command, to be run again.
        unjudged: what was not judged, because the student's other files were idle.
        look: what was left of the class, where that is known.
        departed: students of earlier batches who are not in it.
        width: columns that the table may take.
    """
    rows = [tuple(map(draw, HEADING)), *map(_cells, tallies)]
    title, *widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    widths = [min(title, width - 2 - sum(width + 2 for width in widths)), *widths]
    lines = ["", _line(rows[0], widths)]
    for tally, row in zip(tallies, rows[1:], strict=True):
        lines.append(_line(row, widths))
        if empty := _empty(tally):
            lines.append(f"  {empty:>7,} {draw(WITHOUT_A_MARK)}")
        lines += [_common(common, tally.exercise) for common in tally.diagnoses]
    parts = [_not_loaded(tallies), _not_judged(unjudged, command)]
    lines += ["", *_side_by_side(files), *to_look_at.told(look, departed, parts)]
    lines += _next(tallies, command, len(unjudged))
    return "\n".join(lines)


def stopped(done: int, total: int, command: str) -> str:
    """Return what is said when somebody stopped a batch."""
    message = plural(
        "Stopped. {count:,} of {total:,} was judged and is kept. To go on:",
        "Stopped. {count:,} of {total:,} were judged and are kept. To go on:",
        done,
        total=total,
    )
    return "\n".join([*wrap(message, 0), f"  {clean(command)}"])


def summary(
    tallies: Sequence[ExerciseTally],
    students: int,
    seed: int,
    oracle: str,
    judged: int,
    seconds: float,
    results: Mapping[str, Sequence[Result]] | None = None,
    unread: Sequence[Unread] = (),
    unjudged: Sequence[Unjudged] = (),
    departed: Sequence[str] = (),
    left: Sequence[dict[str, Any]] = (),
    grouped: bool | None = None,
    joined: bool | None = None,
) -> dict[str, Any]:
    """Return a batch as plain values, as `--format json` prints them.

    Args:
        tallies: the exercises that count.
        students: how many there are.
        seed: which arguments were drawn.
        oracle: whose answers were the right ones.
        judged: gradings that this run made.
        seconds: how long it took.
        results: of each student who was asked for by name, what there is.
        unread: what of the gradebook cannot be read.
        unjudged: what was not judged, because the student's other files were idle.
        departed: students of earlier batches who are not in the class.
        left: what is to be looked at.
        grouped: whether the memory of each sandbox was bounded as a whole, if known.
        joined: whether NumPy started once for many sandboxes, if anything was judged and that
            is known.
    """
    return {
        "schema": 1,
        "complete": not any(tally.internal or tally.waiting for tally in tallies),
        "students": students,
        "seed": everybodys(seed),
        "oracle": oracle,
        "memory_group": grouped,
        "sandboxes_joined": joined,
        "judged": judged,
        "seconds": round(seconds, 3),
        "internal": sum(tally.internal for tally in tallies),
        "waiting": sum(tally.waiting for tally in tallies),
        "unjudged": [
            {"student": student, "exercise": exercise} for student, exercise in unjudged
        ],
        "exercises": [
            {
                **asdict(tally),
                "title": draw(_heading(tally)),
                "diagnoses": [_explained(one, tally.exercise) for one in tally.diagnoses],
                "not_loaded": [*map(_why_broken, tally.not_loaded)],
            }
            for tally in tallies
        ],
        "marks": [
            _marked(student, result)
            for student, held in (results or {}).items()
            for result in held
        ],
        "unread": [one._asdict() for one in unread],
        "departed": [*departed],
        "to_look_at": [*left],
    }


def _marked(student: str, result: Result) -> dict[str, Any]:
    report = result.report
    return {
        "student": student,
        "exercise": result.exercise,
        "status": None if report is None else report.status,
        "score": None if report is None else report.score,
        "max_score": None if report is None else report.max_score,
    }


def _explained(common: Common, exercise: str) -> dict[str, Any]:
    return {
        "students": common.students,
        "function": common.function,
        "kind": common.diagnosis.kind,
        "id": common.diagnosis.id,
        "facts": dict(common.diagnosis.facts),
        "text": draw(_said(common.diagnosis, exercise)),
    }


def _why_broken(broken: Broken) -> dict[str, Any]:
    problem = broken.problem
    return {
        "student": broken.student,
        "path": broken.path,
        "line": problem and problem.line,
        "code": problem and problem.reason.code,
        "facts": dict(problem.reason.facts) if problem else {},
        "text": problem and draw(_because(problem.reason)),
    }


def _because(reason: Reason) -> Text:
    """Return what a reason says."""
    return _told(reason.code, lambda: reasons.sentence(reason))


def _said(diagnosis: Diagnosis, exercise: str) -> Text:
    """Return what a diagnosis says."""
    return _told(diagnosis.id, lambda: notes.sentence(diagnosis, exercise))


def _told(code: str, say: Callable[[], Text]) -> Text:
    """Return a sentence; a code whose facts do not fit stands for itself."""
    try:
        text = say()
        draw(text)
    except (TypeError, ValueError, LookupError, AttributeError):
        return literal(code)  # a newer kit's, or changed by hand
    return text


def _heading(tally: ExerciseTally) -> Text:
    """Return what the screen calls an exercise: `ex01 delta rule`."""
    title = of_exercise(tally.exercise, "title", tally.title[:1].lower() + tally.title[1:])
    return _("{id} {title}", id=tally.exercise.partition("_")[0], title=title)


def _empty(tally: ExerciseTally) -> int:
    """Return how many students are neither judged nor without a file: their cell is empty."""
    return tally.unmarked + tally.waiting


def _cells(tally: ExerciseTally) -> tuple[str, ...]:
    mean = "-" if tally.mean is None else f"{tally.mean:.1f}/{tally.most:g}"
    numbers = (
        tally.missing, tally.broken, tally.timeouts, tally.crashes, tally.internal,
    )  # fmt: skip
    title = line_of(_heading(tally))
    return (title, f"{tally.judged:,}", f"{tally.full:,}", mean, *map("{:,}".format, numbers))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    title = shortened(cells[0], widths[0])
    words = [title + " " * (widths[0] - columns_of(title))]
    words += [
        " " * (width - columns_of(cell)) + cell
        for cell, width in zip(cells[1:], widths[1:], strict=True)
    ]
    return "  ".join(["", *words])


def _common(common: Common, exercise: str) -> str:
    text = draw(_said(common.diagnosis, exercise))
    return shortened(f"  {common.students:>7,} {text}", WIDTH)


def _side_by_side(files: Sequence[str]) -> list[str]:
    """Return the names of the files on one line where there is room, else on several."""
    names = [clean(name) for name in files]
    line = "  " + "   ".join(names)
    return [line] if columns_of(line) <= WIDTH else [f"  {name}" for name in names]


def _next(tallies: Sequence[ExerciseTally], command: str, idle: int) -> list[str]:
    """Return the last lines: what is left to do.

    Args:
        idle: how much of what waits is to be looked at first.
    """
    lines = []
    waiting = sum(tally.waiting for tally in tallies) - idle
    internal = sum(tally.internal for tally in tallies)
    if internal:
        kept = internal - sum(tally.unmarked for tally in tallies)
        lines += ["", *wrap(_fault(tallies, internal, kept), 0)]
        lines.append(draw(_("To judge these again:")))
        lines.append(f"  {clean(command)} --regrade-outcome internal")
    if waiting > 0:
        left = plural(
            "{count:,} grading still to make. To go on:",
            "{count:,} gradings still to make. To go on:",
            waiting,
        )
        lines += ["", *wrap(left, 0), f"  {clean(command)}"]
    return lines


def _not_loaded(tallies: Sequence[ExerciseTally]) -> list[str]:
    """Return whose files could not be loaded, and why: of each exercise by the cause."""
    causes: dict[tuple[str, str], list[Broken]] = {}
    for tally in tallies:
        for broken in tally.not_loaded:
            cause = broken.problem.reason.code if broken.problem else ""
            causes.setdefault((tally.exercise, cause), []).append(broken)
    lines = []
    for (exercise, _cause), group in causes.items():
        for broken in group[: to_look_at.FEW]:
            lines += wrap(_whose(broken, exercise), 4)
        if len(group) > to_look_at.FEW:
            lines += wrap(to_look_at.and_more(len(group) - to_look_at.FEW), 4)
    head = _("The file could not be loaded, and has 0 points:")
    return ["", *wrap(head, 2), *lines] if lines else []


def _whose(broken: Broken, exercise: str) -> Text:
    """Return whose file that is, its name where it is not the usual one, line and cause."""
    whose = _("{student} {exercise}", student=shortened(broken.student, 30),
              exercise=exercise.partition("_")[0])  # fmt: skip
    if broken.path != f"{exercise}.py":
        whose = _("{whose} ({path})", whose=whose, path=broken.path)
    if broken.problem is None:
        return whose
    why = _because(broken.problem.reason)
    if broken.problem.line is None:
        return _("{whose}: {why}", whose=whose, why=why)
    return _("{whose}, line {line}: {why}", whose=whose, line=broken.problem.line, why=why)


def _not_judged(unjudged: Sequence[Unjudged], command: str) -> list[str]:
    """Return what was not judged for want of time, and how to judge it alone."""
    if not unjudged:
        return []
    places = [f"{shortened(name, 30)} {called.partition('_')[0]}" for name, called in unjudged]
    text = plural(
        "{count:,} file was not judged, because others of the same student waited too long "
        "and computed nothing ({names}). Its cell is empty. To judge it alone:",
        "{count:,} files were not judged, because others of the same student waited too long "
        "and computed nothing ({names}). Their cells are empty. To judge one alone:",
        len(places),
        names=_few(places),
    )
    student, exercise = unjudged[0]
    alone = typed(f"--student={student}", "--regrade", exercise.partition("_")[0])
    return ["", *wrap(text, 2), f"    {clean(command)} {alone}"]


def _few(names: Sequence[str], whole: bool = True) -> Text:
    """Return the first of some names, and whether there are others; `whole` are all."""
    few = listed(names[:NAMED])
    return few if whole and len(names) <= NAMED else _("{names} and others", names=few)


def _fault(tallies: Sequence[ExerciseTally], internal: int, kept: int) -> Text:
    named = list(dict.fromkeys(name for tally in tallies for name in tally.affected))
    whole = all(tally.internal <= len(tally.affected) for tally in tallies)
    failed = plural(
        "{count:,} grading failed for a fault of the kit, not of the student ({names}).",
        "{count:,} gradings failed for a fault of the kit, not of the student ({names}).",
        internal,
        names=_few([shortened(name, 30) for name in named], whole),
    )
    if not kept:
        cost = _("It costs no mark: the cell is empty, and so is the total.")
    elif kept == internal:
        cost = _("It costs no mark: the earlier mark of the same file stays.")
    else:
        cost = plural(
            "It costs no mark: the cell is empty; {count:,} still has the earlier mark of the "
            "same file.",
            "It costs no mark: the cell is empty; {count:,} still have the earlier mark of the "
            "same file.",
            kept,
        )
    return sentences(failed, cost)
