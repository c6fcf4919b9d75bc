"""The magic `%grade`: collects cells, has them judged, shows the report."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from IPython.core.error import UsageError as MagicError

from grader.console import fault
from grader.course import Course, here
from grader.errors import GradeError, KitFault, UsageError
from grader.notebook.cells import Cell, collect, parsed, whole
from grader.notebook.judging import judge
from grader.notebook.shown import bundle
from grader.words import catalogs
from grader.words.text import Text, _, draw, use

MAGIC = "grade"
# Cell magics that run the cell in the notebook; others make something else of its text.
RUN_HERE = {"%%capture", f"%%{MAGIC}", "%%prun", "%%time"}


def register(shell: Any) -> None:
    """Give a notebook `%grade` and `%%grade`."""
    notebook = Notebook(shell)

    def magic(line: str, cell: str | None = None) -> None:
        """Judge the functions of an exercise.

        %grade ex05    as the notebook defines them
        %%grade ex05   as this cell defines them; then the cell runs
        %grade         the exercise of the last time again
        """
        try:
            readable = notebook.grade(line, cell)
        except GradeError as error:
            raise MagicError(_in_lines(error)) from None
        except Exception as error:
            raise MagicError(_in_lines(fault(error))) from None
        if cell is not None and readable:
            shell.run_cell(cell)

    shell.events.register("post_run_cell", notebook.note_end)
    shell.register_magic_function(magic, "line_cell", MAGIC)


class Notebook:
    """The cells that ran, as IPython keeps them.

    Args:
        shell: IPython's.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._ended: dict[int, int] = {}  # for cells that an error ended, the line
        self._last = ""  # the exercise that was judged last

    def note_end(self, result: Any) -> None:
        """Keep in which line an error ended a cell: what follows it never ran."""
        error = result.error_before_exec or result.error_in_exec
        raw = self._shell.history_manager.input_hist_raw
        if error is None or not raw[-1].rstrip().endswith(result.info.raw_cell.rstrip()):
            return
        line = getattr(error, "lineno", None) or 1
        trace = error.__traceback__
        while trace is not None:
            frame = trace.tb_frame
            if frame.f_globals is self._shell.user_ns and frame.f_code.co_name == "<module>":
                line = trace.tb_lineno
            trace = trace.tb_next
        self._ended[len(raw) - 1] = line

    def grade(self, line: str, body: str | None) -> bool:
        """Judge and show.

        Args:
            line: the name of an exercise; nothing stands for that of the last time.
            body: the cell below the magic, which has not run yet, or None.

        Returns:
            Whether Python can read the cell.

        Raises:
            GradeError: nothing could be judged.
        """
        words = line.split() or [self._last] * bool(self._last)
        if len(words) != 1:
            raise UsageError(_("name one exercise"), _("such as   %{magic} ex05", magic=MAGIC))
        course = _course()
        use(catalogs.chosen(course=course.settings.language))
        exercise = course.find(words[0])
        self._last = exercise.name
        if not exercise.hints:
            raise KitFault(_("{exercise} does not tell its functions", exercise=exercise.id))
        cells = list(self._cells(body))
        readable = body is None or not isinstance(parsed(cells[-1]), SyntaxError)
        if readable:
            names, flags = tuple(exercise.hints), self._shell.compile.flags
            collected = collect(names, cells, self._shell.user_ns, flags)
        else:
            collected = whole(cells[-1])
        report = judge(exercise, collected.source)
        again = f"%{MAGIC} {exercise.id}" if body is None else ""
        # Shown, not returned: nothing of it becomes a name of the notebook.
        self._shell.display_pub.publish(bundle(exercise, report, collected, again))
        return readable

    def _cells(self, body: str | None) -> Iterator[Cell]:
        """Yield the cells that ran; at last the one whose body has not run yet, if any."""
        raw = list(self._shell.history_manager.input_hist_raw)
        running = None
        if body is not None:
            kept = bool(raw) and raw[-1].rstrip().endswith(body.rstrip())
            running = raw.pop() if kept else f"%%{MAGIC}\n{body}"
        for number, text in enumerate(raw):
            yield replace(self._cell(number, text), ended=self._ended.get(number))
        if running is not None:
            yield replace(self._cell(len(raw), running), ran=False)

    def _cell(self, number: int, raw: str) -> Cell:
        """Return a cell as Python, without the magics above it that run it."""
        text, above = raw, 0
        while text.lstrip().startswith("%%"):
            above += _blank_lines(text) + 1
            head, _newline, rest = text.lstrip().partition("\n")
            text = rest if head.split()[0] in RUN_HERE else ""
        blank = _blank_lines(text)
        with contextlib.suppress(SyntaxError):  # Python says the same of the text as it is
            text = self._shell.transform_cell(text)
        return Cell(number, text, above + blank - _blank_lines(text))


def _in_lines(error: GradeError) -> str:
    """Return an error as a magic tells it: IPython puts the kind of error before it."""
    lines: list[Text] = [error.message]
    if error.hint is not None:
        lines.append(_("hint:  {hint}", hint=error.hint))
    return "\n".join(map(draw, lines))


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def _course() -> Course:
    try:
        return here()
    except UsageError as error:
        hint = _("keep the notebook in the folder that holds exercises/, or below it")
        raise UsageError(error.message, hint) from error
