"""Draws a report for a student: 80 columns, readable without colour, next step last."""

from __future__ import annotations

from dataclasses import dataclass

from grader.render import panels
from grader.render.text import Paint, bar, clean, count, plain, wrap
from grader.report import Check, Outcome, Report

MARKS = {
    Outcome.PASSED: "pass",
    Outcome.FAILED: "FAIL",
    Outcome.ERROR: "FAIL",
    Outcome.TIMEOUT: "FAIL",
    Outcome.CRASHED: "FAIL",
}
NOTHING = "----"
COLOURS = {"pass": "green", "FAIL": "red", NOTHING: "yellow"}
LONG_SOURCE = 12  # lines of an argument that are shown
LONG_PRINT = 12  # lines of printed output that are shown


@dataclass(frozen=True)
class Next:
    """What the last lines of a screen tell the student to do.

    Attributes:
        command: the command that judges this file again.
        hint: the command for a hint.
        show: the command that prints the statement.
        script: where the failing call was written, or empty.
        done, total: exercises with full marks, and all.
        following: heading of the next exercise, `ex06 max pooling`, or empty.
    """

    command: str
    hint: str = ""
    show: str = ""
    script: str = ""
    done: int = 0
    total: int = 0
    following: str = ""


def heading(title: str, path: str) -> str:
    """Return the line that is printed before judging begins."""
    return f"{title}   {clean(path)}"


def body(report: Report, what_next: Next, paint: Paint = plain) -> str:
    """Return the screen below the heading."""
    if report.problem is not None:
        lines = _problem(report)
    elif report.untouched:
        lines = _untouched(report, paint)
    elif report.passed:
        return "\n".join(_full_marks(report, what_next, paint))
    else:
        lines = _failed(report, what_next, paint)
    return "\n".join([*lines, *_last_lines(report, what_next)])


def _problem(report: Report) -> list[str]:
    problem = report.problem
    assert problem is not None
    lines = ["", "  The file cannot be judged.", ""]
    if problem.line is not None:
        lines.append(f"    line {problem.line}   {clean(problem.source)}".rstrip())
    lines += wrap(problem.message, 4)
    if problem.hint:
        lines += wrap(problem.hint, 8, "  hint:")
    if problem.printed:
        lines += ["", *_printed(problem.printed, "  ")]
    return [*lines, ""]


def _untouched(report: Report, paint: Paint) -> list[str]:
    count_words = {1: "One function", 2: "Two functions", 3: "Three functions"}
    number = len(report.functions)
    lines = ["", f"  {count_words.get(number, f'{number} functions')} to write:"]
    width = max(len(function.name) for function in report.functions)
    for index, function in enumerate(report.functions):
        where = f"line {function.line}" if function.line else "not in the file"
        told = "not written yet" if function.line else "write it anew"
        start = "     start here" if index == 0 else ""
        mark = paint(NOTHING, COLOURS[NOTHING])
        lines.append(f"  {mark}  {function.name:<{width}}   {where:<8}   {told}{start}")
    return [*lines, ""]


def _full_marks(report: Report, what_next: Next, paint: Paint) -> list[str]:
    number = len(report.checks)
    mark = paint("pass", COLOURS["pass"])
    lines = [
        "",
        f"  {mark}  {number} of {count(number, 'check')}, {report.score} of "
        f"{count(report.max_score, 'point')}.   Same answers as PyTorch on "
        f"{count(report.calls, 'call')}.",
    ]
    if what_next.total:
        progress = bar(what_next.done, what_next.total)
        line = f"  {progress}  {what_next.done} of {count(what_next.total, 'exercise')}."
        lines += ["", line]
        if what_next.following:
            first = what_next.following.partition(" ")[0]
            lines.append(f"  Next: {what_next.following}   grade show {first}")
        elif what_next.done == what_next.total:
            lines.append("  That was the last one. All exercises are done.")
    return lines


def _failed(report: Report, what_next: Next, paint: Paint) -> list[str]:
    lines = [""]
    for check in report.checks:
        lines += _line(check, paint)
    told: set[str] = set()
    for check in report.checks:
        if check.outcome in (Outcome.PASSED, Outcome.NOT_RUN) or check.function in told:
            continue
        told.add(check.function)
        lines += ["", *_explained(check, paint)]
    return [*lines, ""]


def _line(check: Check, paint: Paint) -> list[str]:
    mark = MARKS.get(check.outcome, NOTHING)
    title = check.title
    if check.outcome is Outcome.NOT_RUN:
        title += f" (not run: {check.message})"
    elif check.outcome is Outcome.MISSING:
        title += " (not written yet)"
    elif check.outcome is Outcome.INTERNAL:
        title += " (not judged)"
    points = f"{check.earned}/{check.points}"
    lines = wrap(title, 13, f"  {mark}  {points:>3}")
    lines[0] = lines[0].replace(mark, paint(mark, COLOURS[mark]), 1)
    return lines


def _explained(check: Check, paint: Paint) -> list[str]:
    mark = MARKS.get(check.outcome, NOTHING)
    lines = wrap(check.title, 6, mark)
    lines[0] = lines[0].replace(mark, paint(mark, COLOURS[mark]), 1)
    if check.call is not None:
        lines.append("")
        for given in check.call.given:
            source = f"{given.name} = {given.source}".splitlines()
            if len(source) > LONG_SOURCE:
                source = [f"{given.name} = ...   # {given.title}, whole in the script below"]
            lines += [f"      {line}".rstrip() for line in source]
        lines += [f"      {check.call.text}", ""]
    told = check.comparison
    if told is None or not told.difference:
        lines += wrap(check.message, 6)
    if check.line is not None:
        lines.append(f"      line {check.line}   {clean(check.source)}".rstrip())
    if told is not None:
        lines += panels.comparison(told, paint)
        if told.difference:
            lines += wrap(told.difference, 6)
    if check.diagnosis is not None:
        word = "why" if check.diagnosis.kind == "mistake" else "note"
        lines += wrap(check.diagnosis.text, 12, f"      {word}")
    if check.printed:
        lines += ["", *_printed(check.printed, "      ")]
    return lines


def _printed(text: str, indent: str) -> list[str]:
    shown = clean(text).rstrip("\n").split("\n")
    lines = [f"{indent}printed by your code:"]
    lines += [f"{indent}| {line[: 74 - len(indent)]}".rstrip() for line in shown[:LONG_PRINT]]
    if len(shown) > LONG_PRINT:
        lines.append(f"{indent}| ... and {count(len(shown) - LONG_PRINT, 'line')} more")
    return lines


def _last_lines(report: Report, what_next: Next) -> list[str]:
    if report.status == "internal":
        return [
            "Some checks could not be judged: the fault is the grader's, not yours.",
            f"Nothing was marked. Try   {what_next.command}   once more.",
        ]
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    score = (
        f"{passed} of {count(len(report.checks), 'check')}, "
        f"{report.score} of {count(report.max_score, 'point')}."
    )
    lines = [score if report.problem is None else "Nothing was judged, so nothing is lost."]
    if what_next.script:
        lines[0] += f"      to try it yourself: python {what_next.script}"
    edit = f"Edit {clean(report.submission.path)}, then run   {what_next.command}"
    tail = f"read it:  {what_next.show}" if report.untouched else ""
    if not report.untouched and report.problem is None and what_next.hint:
        tail = f"stuck?  {what_next.hint}"
    if not tail:
        return [*lines, edit]
    if len(edit) + len(tail) + 6 <= 80:
        return [*lines, f"{edit}      {tail}"]
    return [*lines, edit, tail[0].upper() + tail[1:]]
