"""The magic `%grade`: collects cells, has them judged, shows the report."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError as MagicError

from grader.course import Course, Exercise, find_course
from grader.errors import GradeError, KitFault, UsageError
from grader.learn import fault
from grader.notebook.cells import Cell, Collected, collect, parsed, whole
from grader.notebook.judging import judge
from grader.notebook.shown import html_of, in_cells, text_of
from grader.report import Report

MAGIC = "grade"
# Cell magics that run the cell in the notebook; others make something else of its text.
RUN_HERE = {"%%capture", f"%%{MAGIC}", "%%prun", "%%time"}


def register(shell: Any) -> None:
    """Give a notebook `%grade` and `%%grade`."""

    def magic(line: str, cell: str | None = None) -> None:
        """Judge the functions of an exercise.

        %grade ex05    as the notebook defines them
        %%grade ex05   as this cell defines them; then the cell runs
        """
        try:
            run = _grade(shell, line, cell)
        except GradeError as error:
            hint = f"\nhint:  {error.hint}" if error.hint else ""
            raise MagicError(error.message + hint) from None
        except Exception as error:
            raise MagicError(
                "the grader failed, not your code; nothing was marked\n"
                f"hint:  try once more, or send {fault.keep(error)} to your instructor"
            ) from None
        if cell is not None and run:
            shell.run_cell(cell)

    shell.register_magic_function(magic, "line_cell", MAGIC)


def _grade(shell: Any, line: str, body: str | None) -> bool:
    """Judge and show; return whether Python can read the cell."""
    words = line.split()
    if len(words) != 1:
        raise UsageError("name one exercise", f"such as   %{MAGIC} ex05")
    exercise = _course().find(words[0])
    cells = list(_cells(shell, body))
    readable = body is None or not isinstance(parsed(cells[-1]), SyntaxError)
    collected = _collected(exercise, cells, shell) if readable else whole(cells[-1])
    report = in_cells(judge(exercise, collected.source), collected)
    _show(shell, exercise, report, collected, f"%{MAGIC} {exercise.id}" if body is None else "")
    return readable


def _course() -> Course:
    try:
        return find_course(Path.cwd())
    except UsageError as error:
        hint = "keep the notebook in the folder that holds exercises/, or below it"
        raise UsageError(error.message, hint) from error


def _collected(exercise: Exercise, cells: list[Cell], shell: Any) -> Collected:
    if not exercise.hints:
        raise KitFault(f"{exercise.id} does not tell its functions")
    return collect(tuple(exercise.hints), cells, shell.user_ns, shell.compile.flags)


def _cells(shell: Any, body: str | None) -> Iterator[Cell]:
    """Yield the cells that ran; at last the one whose body has not run yet, if one is given."""
    raw = list(shell.history_manager.input_hist_raw)
    running = None
    if body is not None:
        kept = bool(raw) and raw[-1].rstrip().endswith(body.rstrip())
        running = raw.pop() if kept else f"%%{MAGIC}\n{body}"
    for number, text in enumerate(raw):
        yield _cell(shell, number, text)
    if running is not None:
        yield replace(_cell(shell, len(raw), running), ran=False)


def _cell(shell: Any, number: int, raw: str) -> Cell:
    """Return a cell as Python, without the magics above it that run it."""
    text, above = raw, 0
    while text.lstrip().startswith("%%"):
        above += _blank_lines(text) + 1
        head, _, rest = text.lstrip().partition("\n")
        text = rest if head.split()[0] in RUN_HERE else ""
    blank = _blank_lines(text)
    with contextlib.suppress(SyntaxError):  # Python says the same of the text as it is
        text = shell.transform_cell(text)
    return Cell(number, text, above + blank - _blank_lines(text))


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def _show(
    shell: Any, exercise: Exercise, report: Report, collected: Collected, command: str
) -> None:
    """Show a report; nothing of it becomes a name of the notebook."""
    bundle = {
        "text/html": html_of(exercise, report, collected, command),
        "text/plain": text_of(exercise, report, collected, command),
    }
    shell.display_pub.publish(bundle)
