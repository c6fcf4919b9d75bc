"""Draws what concerns several exercises: lists, progress, proofs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from grader.render.look import Look
from grader.render.terminal import beside, step, steps
from grader.render.text import WIDTH, bar, columns_of, fitted, line_of, padded, shortened, wrap
from grader.report import Outcome, Reason, Report
from grader.words import reasons
from grader.words.reading import Mark, Step
from grader.words.text import Text, _, draw, of_exercise, plural

if TYPE_CHECKING:
    from grader.course import Exercise
    from grader.learn.standings import Listed

STATES = {"done": _("done"), "begun": _("begun"), "not_begun": _("not begun")}
STYLES = {"done": "pass", "begun": "----"}
HEADING = 32  # columns of an exercise's heading
LEAST = HEADING  # columns of it in a list; where there are fewer, another column is left out
BETWEEN = "   "  # columns of a list


class Row(NamedTuple):
    """A line of a list; it has no exercise where it is the heading of a track."""

    line: str
    exercise: Exercise | None = None


def listing(exercises: Sequence[Listed], now: datetime, look: Look) -> str:
    """Return a table of all exercises, and a line of totals.

    Args:
        exercises: in the order for learning, so that a track's stand together.
        now: local time; without a zone it is that of this machine.
        look: how to draw.
    """
    lines = [row.line for row in table(exercises, now, look)]
    totals = wrap(_("{totals} done", totals=_totals(exercises)), 0, width=look.width)
    return "\n".join([*lines, "", *totals])


def table(exercises: Sequence[Listed], now: datetime, look: Look) -> list[Row]:
    """Return a line for each exercise, and one for each track above those that it has.

    The first line names the columns. Where the screen is narrow, the last run is left out,
    then the state, which the best score tells as well; then titles are cut.
    """
    head = [line_of(name) for name in (_("exercise"), _("state"), _("best"), _("last run"))]
    cells = [head, *(_cells(item, now, look) for item in exercises)]
    widest = [max(columns_of(row[at]) for row in cells) for at in range(len(head))]
    for kept in ((1, 2, 3), (1, 2), (2,)):
        room = look.width - sum(widest[at] + len(BETWEEN) for at in kept)
        if room >= min(widest[0], LEAST):
            break
    shown = [[shortened(row[0], room), *(row[at] for at in kept)] for row in cells]
    widths = [max(map(columns_of, column)) for column in zip(*shown, strict=True)]
    lines = [BETWEEN.join(map(padded, row, widths)) for row in shown]
    rows, track = [Row(lines[0].rstrip())], ""
    for item, line in zip(exercises, lines[1:], strict=True):
        if item.exercise.track not in ("", track):
            heading = shortened(line_of(item.exercise.track_called), look.width)
            rows.append(Row(look.paint(heading, "strong")))
        track = item.exercise.track
        rows.append(Row(line.rstrip(), item.exercise))
    return rows


def _cells(item: Listed, now: datetime, look: Look) -> list[str]:
    title = line_of(item.exercise.called)
    state = line_of(STATES[item.state])
    if item.state in STYLES:
        state = look.paint(state, STYLES[item.state])
    best = f"{item.at.best}/{item.at.max_score}" if item.at.max_score else "-"
    indent = "  " if item.exercise.track else ""
    return [f"{indent}{title}", state, best, last_run(item.at.when, now)]


def last_run(when: str, now: datetime) -> str:
    """Return a time as a person says it: `today 14:05`, `yesterday 9:30`, `2026-11-21 14:05`.

    Args:
        when: ISO 8601, or anything else, which is no time.
        now: local time; without a zone it is that of this machine.
    """
    try:
        at = datetime.fromisoformat(when).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return "-"
    time = f"{at:%H:%M}"
    if at.date() == now.date():
        return draw(_("today {time}", time=time))
    if at.date() == now.date() - timedelta(days=1):
        return draw(_("yesterday {time}", time=time))
    return f"{at.date()} {time}"


def overview(exercises: Sequence[Listed], last: str, then: Exercise | None, look: Look) -> str:
    """Return where a student is and what to do next.

    Args:
        exercises: all exercises of the course.
        last: name of the exercise that was judged last, or empty.
        then: what is best done next, or None where all are done.
        look: how to draw.
    """
    passed = sum(item.passed for item in exercises)
    progress = bar(passed, sum(item.checks for item in exercises))
    totals = draw(_totals(exercises))
    fits = columns_of(progress) + 2 + columns_of(totals) <= look.width
    lines = [f"{progress}  {totals}", ""] if fits else [progress, totals, ""]
    at = next((one for one in exercises if one.exercise.name == last and not one.at.done), None)
    if at is not None:
        lines += _at(at, look)
    elif then is not None:
        begun = any(item.at.when for item in exercises)
        title = _("Begin with {exercise}", exercise=then.called)
        if begun:
            title = _("Next: {exercise}", exercise=then.called)
        lines += [*wrap(title, 0, width=look.width), ""]
        lines += steps(
            Step(_("Read it:"), f"grade show {then.id}"),
            Step(_("Write it:"), f"exercises/{then.name}.py"),
            Step(_("Judge it:"), f"grade {then.id}"),
        )
    else:
        lines += wrap(_("All exercises are done."), 0, width=look.width)
    return "\n".join(lines)


def _at(item: Listed, look: Look) -> list[str]:
    exercise, at = item.exercise, item.at
    places = {"exercise": exercise.called, "passed": min(item.at.passed, item.checks)}
    title = plural("You are at {exercise}: {passed} of {count} check passed.",
                   "You are at {exercise}: {passed} of {count} checks passed.",
                   item.checks, **places)  # fmt: skip
    if at.failing and not at.claim:
        title = _("You are at {exercise}: the file itself could not be judged.",
                  exercise=exercise.called)  # fmt: skip
    lines = wrap(title, 0, width=look.width)
    if at.claim and item.missing:
        text = reasons.sentence(Reason("unwritten", {"function": at.failing}))
        lines += ["", *wrap(text, 6, look.mark(Mark.OPEN), look.width)]
    elif at.claim:
        text = of_exercise(exercise.name, f"claim.{at.check}", at.claim)
        lines += ["", *wrap(text, 6, look.mark(Mark.FAIL), look.width)]
    edit = _("Edit {path}, then run", path=exercise.stub.relative_to(exercise.root).as_posix())
    stuck = Step(_("Stuck?"), f"grade hint {exercise.id}")
    return [
        *lines,
        "",
        step(Step(edit, f"grade {exercise.id}")),
        *beside(
            step(Step(_("Read it:"), f"grade show {exercise.id}"), "  "),
            step(stuck, "  "),
            look,
        ),
    ]


def _totals(exercises: Sequence[Listed]) -> Text:
    checks = sum(item.checks for item in exercises)
    return _(
        "{checks}, {exercises}",
        checks=plural("{passed}/{count} check", "{passed}/{count} checks",
                      checks, passed=sum(item.passed for item in exercises)),
        exercises=plural("{done}/{count} exercise", "{done}/{count} exercises",
                         len(exercises), done=sum(item.at.done for item in exercises)),
    )  # fmt: skip


def row(heading: Text, report: Report) -> str:
    """Return one line about one exercise: what it has, and why as far as there is room."""
    line, remark = standing(heading, report), _remark(report)
    if not remark:
        return line
    return fitted(f"{line}  {shortened(remark, WIDTH - 2 - columns_of(line))}", WIDTH)


def standing(heading: Text, report: Report) -> str:
    """Return one line about what one exercise has."""
    mark = Mark.PASS if report.passed else Mark.OPEN if report.untouched else Mark.FAIL
    if report.status == "internal":
        mark = Mark.OPEN
        said = line_of(_("not judged: the grader failed"))
    else:
        said = line_of(_score(report))
    return fitted(f"{draw(mark.text)}  {padded(line_of(heading), HEADING)} {said}", WIDTH)


def _score(report: Report) -> Text:
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    checks = plural("{passed}/{count} check", "{passed}/{count} checks",
                    len(report.checks), passed=passed)  # fmt: skip
    if not report.max_score:
        return checks
    points = plural("{earned}/{count} point", "{earned}/{count} points",
                    report.max_score, earned=report.score)  # fmt: skip
    return _("{points}, {checks}", points=points, checks=checks)


def _remark(report: Report) -> str:
    if report.status == "internal":
        return ""
    if report.untouched:
        return line_of(_("not written yet"))
    return line_of(reasons.sentence(report.problem.reason)) if report.problem else ""
