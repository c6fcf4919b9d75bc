"""Says a report in the words of a notebook, as HTML and as text: cells, not files."""

from __future__ import annotations

from dataclasses import replace

from grader.course import Exercise
from grader.notebook.cells import Collected
from grader.render import html, terminal
from grader.render.look import Look
from grader.render.text import wrap
from grader.report import Check, Outcome, Report


def in_cells(report: Report, collected: Collected) -> Report:
    """Return a report of collected cells that names them, and says what was not taken."""
    return replace(
        report,
        submission=replace(report.submission, path=collected.cells),
        checks=tuple(_in_cells(check, collected) for check in report.checks),
    )


def _in_cells(check: Check, collected: Collected) -> Check:
    why = collected.left_out.get(check.function)
    absent = check.outcome is Outcome.MISSING and why is not None
    return replace(check, message=str(why)) if absent else check


def html_of(exercise: Exercise, report: Report, collected: Collected, command: str) -> str:
    """Return the HTML of a report of collected cells.

    Args:
        command: what judges again, `%grade ex05`; empty where running the cell does.
    """
    failing = next((c.function for c in report.checks if c.outcome is not Outcome.PASSED), "")
    if report.passed:
        file = f"exercises/{exercise.name}.py"
        step = f"What you hand in is {file}: copy the functions there, then run"
        command = f"!grade {exercise.id}"
    elif command:
        step = f"Edit {collected.cells}, run what you changed, then run"
    else:
        step = "Edit this cell and run it again."
    setting = html.Setting(
        heading=exercise.heading,
        next_step=step,
        command=command,
        place=collected.place,
        left_out=_others(report, collected),
        hints=exercise.hints.get(failing, ()),
    )
    return html.fragment(report, setting)


def text_of(exercise: Exercise, report: Report, collected: Collected, command: str) -> str:
    """Return the same as the screen of a terminal, for consoles."""
    problem = report.problem
    if problem is not None:
        told = _with_place(problem.message, problem.line, problem.source, collected)
        problem = replace(problem, message=told, line=None)
    placed = replace(
        report,
        checks=tuple(_placed(check, collected) for check in report.checks),
        functions=tuple(
            replace(function, line=function.line and collected.lines[function.line - 1][1])
            for function in report.functions
        ),
        problem=problem,
    )
    what_next = terminal.Next(
        command=command or "the cell again", show=f"!grade show {exercise.id}"
    )
    lines = [terminal.heading(exercise.heading, report.submission.path)]
    for why in _others(report, collected):
        lines += wrap(f"not taken: {why}", 4, "  -")
    return "\n".join([*lines, terminal.body(placed, what_next, Look())])


def _placed(check: Check, collected: Collected) -> Check:
    told = _with_place(check.message, check.line, check.source, collected)
    return replace(check, message=told, line=None)


def _with_place(message: str, line: int | None, source: str, collected: Collected) -> str:
    return message if line is None else f"{message} ({collected.place(line)}: {source})"


def _others(report: Report, collected: Collected) -> tuple[str, ...]:
    """Return why things were left out that no check tells."""
    told = {check.function for check in report.checks if check.outcome is Outcome.MISSING}
    return tuple(why for name, why in collected.left_out.items() if name not in told)
