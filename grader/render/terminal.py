"""Draws a report for a student: readable in 80 columns, without colour too, next step last."""

from __future__ import annotations

from dataclasses import dataclass

from grader.render import panels
from grader.render.look import Look
from grader.render.score import EXAMPLES_ONLY, points, score
from grader.render.text import bar, clean, columns_of, count, cut, wrap
from grader.report import Check, Diagnosis, Outcome, Report

MARKS = {
    Outcome.PASSED: "pass",
    Outcome.FAILED: "FAIL",
    Outcome.ERROR: "FAIL",
    Outcome.TIMEOUT: "FAIL",
    Outcome.CRASHED: "FAIL",
}
NOTHING = "----"
LONG_SOURCE = 12  # lines of an argument that are shown
LONG_PRINT = 12  # lines of printed output that are shown
FULL_PRINT = 65_000  # bytes; such an output was probably cut
LONG_MESSAGE = 400  # characters


NOT_A_STUB = (
    "The file has none of them. If they were deleted by mistake, take a fresh copy of the "
    "exercise's file and begin again."
)


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


def body(report: Report, what_next: Next, look: Look) -> str:
    """Return the screen below the heading.

    Args:
        report: what was found.
        what_next: what the last lines say.
        look: how to draw; `Look.of(stream, no_color)` for a stream, `Look()` for plain text.
    """
    if report.problem is not None:
        lines = unjudged(report, look)
    elif report.untouched:
        lines = _untouched(report, look)
    elif report.passed:
        return "\n".join(_full_marks(report, what_next, look))
    else:
        lines = _failed(report, look)
    return "\n".join([*lines, *_last_lines(report, what_next, look)])


def unjudged(report: Report, look: Look) -> list[str]:
    """Return why a whole file cannot be judged, as lines."""
    problem = report.problem
    assert problem is not None
    lines = ["", "  The file cannot be judged.", ""]
    if problem.line is not None:
        lines.append(_source_line(problem.line, problem.source, "    ", look))
    lines += wrap(_few(problem.message), 4, width=look.width)
    if problem.hint:
        lines += wrap(problem.hint, 8, "  hint:", look.width)
    if problem.printed:
        lines += ["", *_printed(problem.printed, "  ", look)]
    return [*lines, ""]


def _untouched(report: Report, look: Look) -> list[str]:
    count_words = {1: "One function", 2: "Two functions", 3: "Three functions"}
    number = len(report.functions)
    lines = ["", f"  {count_words.get(number, f'{number} functions')} to write:"]
    width = max(len(function.name) for function in report.functions)
    told = {check.function: check.message for check in report.checks}
    for index, function in enumerate(report.functions):
        where = (
            f"line {function.line}   not written yet" if function.line else "not in your file"
        )
        start = "     start here" if index == 0 else ""
        mark = look.paint(NOTHING, NOTHING)
        lines.append(f"  {mark}  {function.name:<{width}}   {where}{start}")
        if function.line is None:
            lines += wrap(told.get(function.name, ""), 8, width=look.width)
    if all(text.startswith("your file has no function") for text in told.values()):
        lines += ["", *wrap(NOT_A_STUB, 2, width=look.width)]
    return [*lines, ""]


def _full_marks(report: Report, what_next: Next, look: Look) -> list[str]:
    mark = look.paint("pass", "pass")
    lines = [
        "",
        f"  {mark}  {score(report)}   Same answers as PyTorch on "
        f"{count(report.calls, 'call')}.",
    ]
    if not report.max_score:
        lines = ["", f"  {mark}  {score(report)}", *wrap(EXAMPLES_ONLY, 8, width=look.width)]
    if what_next.total:
        progress = look.paint(bar(what_next.done, what_next.total), "pass")
        line = f"  {progress}  {what_next.done} of {count(what_next.total, 'exercise')}."
        lines += ["", line]
        if what_next.following:
            first = what_next.following.partition(" ")[0]
            lines.append(f"  Next: {what_next.following}   grade show {first}")
        elif what_next.done == what_next.total:
            lines.append("  That was the last one. All exercises are done.")
    return lines


def _failed(report: Report, look: Look) -> list[str]:
    lines = [""]
    for check in report.checks:
        lines += _line(check, look)
    told: set[str] = set()
    for check in report.checks:
        if check.outcome in (Outcome.PASSED, Outcome.NOT_RUN) or check.function in told:
            continue
        told.add(check.function)
        lines += ["", *explained(check, look)]
    return [*lines, ""]


def _line(check: Check, look: Look) -> list[str]:
    mark = MARKS.get(check.outcome, NOTHING)
    title = check.title
    if check.outcome is Outcome.NOT_RUN:
        title += f" (not run: {check.message})"
    elif check.outcome is Outcome.MISSING:
        written = "not written yet" not in check.message
        title += " (no such function)" if written else " (not written yet)"
    elif check.outcome is Outcome.INTERNAL:
        title += " (not judged)"
    lines = wrap(title, 13, f"  {mark}  {points(check):>3}", look.width)
    lines[0] = lines[0].replace(mark, look.paint(mark, mark), 1)
    return lines


def explained(check: Check, look: Look) -> list[str]:
    """Return what went wrong in a check, and why, as lines."""
    mark = MARKS.get(check.outcome, NOTHING)
    lines = wrap(check.title, 6, mark, look.width)
    lines[0] = lines[0].replace(mark, look.paint(mark, mark), 1)
    if check.call is not None:
        lines.append("")
        for given in check.call.given:
            source = f"{given.name} = {given.source}".splitlines()
            if len(source) > LONG_SOURCE:
                first = f"      {given.name} = ...   "
                words = f"# {given.title}, whole in the script below"
                lines += wrap(words, len(first), first, look.width)
            else:
                lines += [f"      {line}".rstrip() for line in source]
        lines += [f"      {check.call.text}", ""]
    told = check.comparison
    if told is None or not told.difference or not check.message.endswith(told.difference):
        lines += wrap(_few(check.message), 6, width=look.width)
    if check.line is not None:
        lines.append(_source_line(check.line, check.source, "      ", look))
    if told is not None:
        lines += [""] * bool(lines[-1]) + panels.comparison(told, look)
        lines += [""] * bool(told.difference or check.diagnosis)
        lines += wrap(told.difference, 6, width=look.width) if told.difference else []
    if check.diagnosis is not None:
        lines += _why(check.diagnosis, look)
    if check.printed:
        lines += ["", *_printed(check.printed, "      ", look)]
    return lines


def _why(diagnosis: Diagnosis, look: Look) -> list[str]:
    word = "why" if diagnosis.kind == "mistake" else "note"
    lines = wrap(diagnosis.text, 12, f"      {word}", look.width)
    return [lines[0].replace(word, look.paint(word, "why"), 1), *lines[1:]]


def _few(message: str) -> str:
    return message if len(message) <= LONG_MESSAGE else f"{message[:LONG_MESSAGE]} ..."


def _source_line(number: int, source: str, indent: str, look: Look) -> str:
    return cut(f"{indent}line {number}   {clean(source)}".rstrip(), look.width)


def _printed(text: str, indent: str, look: Look) -> list[str]:
    shown = clean(text).rstrip("\n").split("\n")
    lines = [indent + look.paint("printed by your code:", "strong")]
    lines += [
        f"{indent}| {cut(line, look.width - 2 - len(indent))}".rstrip()
        for line in shown[:LONG_PRINT]
    ]
    if len(shown) > LONG_PRINT:
        more = count(len(shown) - LONG_PRINT, "line")
        whole = len(text.encode()) < FULL_PRINT
        lines.append(f"{indent}| ... and {more if whole else 'much'} more")
    return lines


def _last_lines(report: Report, what_next: Next, look: Look) -> list[str]:
    if report.status == "internal":
        return [
            "Some checks could not be judged: the fault is the grader's, not yours.",
            f"Nothing was marked. Try   {what_next.command}   once more.",
        ]
    lines = [score(report) if report.problem is None else "Nothing was judged."]
    if what_next.script:
        lines = _beside(lines[0], f"try it yourself: python {what_next.script}", look)
    if not report.max_score and report.problem is None:
        lines += wrap(EXAMPLES_ONLY, 0, width=look.width)
    if all(check.outcome is Outcome.MISSING for check in report.checks) and report.problem:
        return [*lines, f"Then run   {what_next.command}"]
    edit = f"Edit {clean(report.submission.path)}, then run   {what_next.command}"
    if columns_of(edit) > look.width:
        lines.append(f"Edit {clean(report.submission.path)}, then run")
        edit = f"  {what_next.command}"
    if report.untouched:
        return [*lines, *_beside(edit, f"read it:  {what_next.show}", look)]
    if report.problem is None and what_next.hint:
        return [*lines, *_beside(edit, f"stuck?  {what_next.hint}", look)]
    return [*lines, edit]


def _beside(text: str, other: str, look: Look) -> list[str]:
    """Return two short texts on one line where there is room, else on two."""
    line = f"{text}    {other}"
    return [line] if columns_of(line) <= look.width else [text, other[0].upper() + other[1:]]
