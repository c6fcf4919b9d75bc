"""Shows a report in a notebook, as HTML and as text: it comes from cells, not from a file."""

from __future__ import annotations

from grader.course import Exercise
from grader.notebook.cells import Collected
from grader.render import html, terminal
from grader.render.look import Look
from grader.render.text import wrap
from grader.report import Outcome, Report
from grader.words import reading
from grader.words.reading import Block, Next, Step, Unjudged
from grader.words.text import Text, _, draw


def bundle(
    exercise: Exercise, report: Report, collected: Collected, again: str
) -> dict[str, str]:
    """Return a report of collected cells in each form that a front end may show.

    Args:
        again: what judges again, `%grade ex05`; empty where running the cell does.
    """
    blocks = _blocks(exercise, report, collected, again)
    left_out = _others(report, collected)
    cells = draw(collected.cells)
    page = html.fragment(exercise.called, cells, blocks, left_out, _hints(exercise, report))
    lines = [terminal.heading(exercise.called, cells)]
    for why in left_out:
        lines += wrap(_("not taken: {reason}", reason=why), 4, "  -")
    lines.append(terminal.body(blocks, Look()))
    return {"text/html": page, "text/plain": "\n".join(lines)}


def _blocks(
    exercise: Exercise, report: Report, collected: Collected, again: str
) -> tuple[Block, ...]:
    """Return the blocks of a report in the words of a notebook."""
    edit = _("Edit this cell and run it again.")
    if again:
        cells = collected.cells_of(_wrong_lines(report))
        edit = _("Write the function in a cell and run it, then run")
        if cells is not None:
            edit = _("Edit and run {cells}, then run", cells=cells)
    path = f"exercises/{exercise.name}.py"
    what_next = Next(
        command=again,
        edit=edit,
        after=Step(
            _("What you hand in is {path}: copy the functions there, then run", path=path),
            f"!grade {exercise.id}",
        ),
    )
    blocks = reading.read(report, what_next, collected.place, collected.left_out)
    return tuple(
        block._replace(title=_("The code cannot be judged."))
        if isinstance(block, Unjudged)
        else block
        for block in blocks
    )


def _wrong_lines(report: Report) -> list[int]:
    """Return the lines of a file that are to be looked at: of what failed, and nothing else."""
    if report.problem is not None:
        return [report.problem.line or 1]
    lines = {one.name: one.line for one in report.functions}
    explained = list(reading.explained(report))
    # An exception has a line of its own, perhaps in the cell of a helper.
    wrong = [check.line or lines.get(check.function) for check in explained]
    if not wrong:  # what is there is right, or not written yet
        wrong = [one.line for one in report.functions if _unwritten(one.name, report)]
    return [line for line in wrong if line is not None]


def _unwritten(function: str, report: Report) -> bool:
    return any(
        check.function == function and check.outcome is Outcome.MISSING
        for check in report.checks
    )


def _hints(exercise: Exercise, report: Report) -> tuple[Text, ...]:
    """Return the hints for the function that failed first, where something failed."""
    if report.problem is not None or report.status != "failed":
        return ()
    failed = next(c for c in report.checks if c.outcome is not Outcome.PASSED)
    hints = exercise.hints.get(failed.function, ())
    about = "" if failed.outcome is Outcome.MISSING else failed.name
    return tuple(
        reading.hint(exercise.name, failed.function, place, hints[place].text)
        for place in exercise.hints_in_order(failed.function, about)
    )


def _others(report: Report, collected: Collected) -> tuple[Text, ...]:
    """Return why things were left out that no check tells."""
    told = {check.function for check in report.checks if check.outcome is Outcome.MISSING}
    return tuple(why for name, why in collected.left_out.items() if name not in told)
