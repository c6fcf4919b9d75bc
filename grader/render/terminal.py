"""Draws a report for a student: readable in 80 columns, without colour too, next step last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grader.render.look import NARROWEST, Look
from grader.render.text import (
    bar,
    clean,
    columns_of,
    fitted,
    line_of,
    padded,
    shortened,
    wrap,
)
from grader.report import Call
from grader.words import reading
from grader.words.names import plain
from grader.words.notes import ROLES
from grader.words.reading import (
    Block,
    Checks,
    Failure,
    FullMarks,
    Mark,
    Onward,
    Printed,
    Score,
    Shows,
    Step,
    Steps,
    ToWrite,
    Unjudged,
    Why,
)
from grader.words.text import Text, _, draw, listed, literal

INDENT = 6  # columns before what explains a failure
GAP = "    "  # between two things on one line
LONG_SOURCE = 12  # lines of an argument that are shown
LONG_PRINT = 12  # lines of printed output that are shown
LONG_MESSAGE = 400  # characters


def heading(title: Text, path: str, solutions: Sequence[str] = ()) -> str:
    """Return the line that is printed before judging begins.

    Args:
        path: of the file that is judged.
        solutions: exercises whose solutions stand for the student's own files.
    """
    line = f"{line_of(title)}   {plain(path)}"
    if not solutions:
        return line
    ids = listed([name[:4] for name in solutions])
    stands_in = _("with the solution of {exercises}", exercises=ids)
    return f"{line}   {line_of(stands_in)}"


def body(blocks: Sequence[Block], look: Look) -> str:
    """Return the screen below the heading.

    Args:
        blocks: of a report, as `words.reading` makes them.
        look: how to draw; `Look.of(stream, no_color)` for a stream, `Look()` for plain text.
    """
    lines = [""] if blocks else []
    for block, following in pairwise([*blocks, None]):
        lines += drawn(block, look)
        ends = following is None or isinstance(block, Score) and isinstance(following, Steps)
        lines += [] if ends else [""]
    return "\n".join(lines)


def drawn(block: Block | None, look: Look) -> list[str]:
    """Return the lines of one block."""
    match block:
        case Unjudged():
            return _unjudged(block, look)
        case ToWrite():
            return _to_write(block, look)
        case FullMarks():
            return _full_marks(block, look)
        case Shows():
            return _shows(block, look)
        case Checks():
            return _checks(block, look)
        case Failure():
            return _failure(block, look)
        case Score():
            return _score(block, look)
        case Steps():
            return _steps(block, look)
        case Onward():
            return _onward(block, look)
    return []


def step(one: Step, gap: str = "   ") -> str:
    """Return a step on one line."""
    return f"{line_of(one.text)}{gap}{clean(one.command)}" if one.command else line_of(one.text)


def steps(*several: Step) -> list[str]:
    """Return steps below each other, their commands too."""
    texts = [line_of(one.text) for one in several]
    wide = max((columns_of(text) for text, one in zip(texts, several, strict=True)
                if one.command), default=0)  # fmt: skip
    return [
        f"{padded(text, wide)}   {clean(one.command)}" if one.command else text
        for text, one in zip(texts, several, strict=True)
    ]


def beside(text: str, other: str, look: Look) -> list[str]:
    """Return two short texts on one line where there is room, else on two."""
    line = f"{text}{GAP}{other}"
    return [line] if columns_of(line) <= look.width else [text, other]


def _unjudged(problem: Unjudged, look: Look) -> list[str]:
    lines = [*wrap(problem.title, 2, width=look.width), ""]
    if problem.place is not None:
        lines.append(_source_line(problem.place, problem.source, "    ", look))
    lines += wrap(problem.message, 4, width=look.width, longest=LONG_MESSAGE)
    if problem.hint:
        word = "  " + draw(_("hint:"))
        lines += wrap(problem.hint, columns_of(word) + 1, word, look.width)
    if problem.printed:
        lines += ["", *_printed(problem.printed, "  ", look)]
    return lines


def _to_write(block: ToWrite, look: Look) -> list[str]:
    lines = wrap(block.title, 2, width=look.width)
    width = max(columns_of(function.name) for function in block.functions)
    for index, function in enumerate(block.functions):
        line = f"  {look.mark(Mark.OPEN)}  {padded(function.name, width)}"
        if function.place is not None:
            line += f"   {line_of(function.place)}"
        line += f"   {line_of(function.state)}"
        start = f"     {draw(reading.START_HERE)}" if index == 0 else ""
        lines.append(line + start if columns_of(line + start) <= look.width else line)
        if function.message is not None:
            lines += wrap(function.message, 8, width=look.width)
    if block.note is not None:
        lines += ["", *wrap(block.note, 2, width=look.width)]
    return lines


def _full_marks(block: FullMarks, look: Look) -> list[str]:
    first = f"  {look.mark(Mark.PASS)}  {line_of(block.score)}"
    line = f"{first}   {line_of(block.message)}"
    if columns_of(line) <= look.width:
        return [line]
    return [first, *wrap(block.message, _widest_mark() + 4, width=look.width)]


def _shows(block: Shows, look: Look) -> list[str]:
    lines = [] if block.text is None else wrap(block.text, 2, width=look.width)
    if block.step is not None:
        lines += [""] * bool(lines) + [f"  {step(block.step)}"]
    return lines


def _checks(block: Checks, look: Look) -> list[str]:
    marks = _widest_mark()
    points = max(3, *(len(claim.points) for claim in block.claims))
    indent = 2 + marks + 2 + points + 2
    lines = []
    for claim in block.claims:
        mark = draw(claim.mark.text) if claim.faint else look.mark(claim.mark)
        first = f"  {padded(mark, marks)}  {claim.points:>{points}}"
        words, state = line_of(claim.text), claim.state
        said = "" if state is None else f" ({line_of(state)})"
        room = look.width - indent - columns_of(said)
        if claim.faint and room >= NARROWEST // 2:
            # Nothing can be done about it now: one line is enough.
            lead = padded(first, indent)
            lines.append(look.paint(f"{lead}{shortened(words, room)}{said}", "faint"))
            continue
        lines += wrap(literal(words + said), indent, first, look.width)
        if claim.message is not None:
            lines += wrap(claim.message, indent, width=look.width)
    return lines


def _widest_mark() -> int:
    return max(columns_of(draw(mark.text)) for mark in Mark)


def _failure(block: Failure, look: Look) -> list[str]:
    lines = wrap(block.title, INDENT, look.mark(block.mark), look.width)
    for cause in block.causes:
        lines += _why(cause, look)
    if block.call is not None:
        lines += ["", *_call(block.call, look), ""]
    if block.message is not None:
        lines += wrap(block.message, INDENT, width=look.width, longest=LONG_MESSAGE)
    for place, source in block.raised_at:
        lines.append(_source_line(place, source, " " * INDENT, look))
    if block.comparison is not None:
        from grader.render import panels  # it imports what draws cells

        lines += [""] * bool(lines[-1]) + panels.comparison(block.comparison, look)
        lines += [""] * bool(block.difference or block.notes)
    if block.difference is not None:
        lines += wrap(block.difference, INDENT, width=look.width)
    for note in block.notes:
        lines += _why(note, look)
    if block.printed:
        lines += ["", *_printed(block.printed, " " * INDENT, look)]
    return lines


def _call(call: Call, look: Look) -> list[str]:
    """Return a call, below the arguments that are too long for it."""
    indent = " " * INDENT
    lines = []
    for given in call.given:
        source = f"{given.name} = {given.source}".splitlines()
        if len(source) > LONG_SOURCE:
            first = f"{indent}{given.name} = ...   #"
            array = reading.array_words(
                literal(f"{given.dtype} {given.shape}" if given.shape else given.dtype),
                strided="strided" in given.layout,
                read_only="read_only" in given.layout,
            )
            words = _("{array}, whole in the script below", array=array)
            lines += wrap(words, columns_of(first) + 1, first, look.width)
        else:
            lines += [f"{indent}{line}".rstrip() for line in source]
    return [*lines, f"{indent}{call.text}"]


def _why(diagnosis: Why, look: Look) -> list[str]:
    wide = max(columns_of(draw(word)) for word in ROLES.values())
    first = " " * INDENT + look.paint(draw(diagnosis.label), "why")
    return wrap(diagnosis.text, INDENT + wide + 2, first, look.width)


def _source_line(place: Text, source: str, indent: str, look: Look) -> str:
    line = f"{indent}{line_of(place)}   {clean(source)}".rstrip()
    return fitted(line, look.width, look.signs.beside)


def _printed(printed: Printed, indent: str, look: Look) -> list[str]:
    shown = clean(printed.text).rstrip("\n").split("\n")
    lines = [indent + look.paint(draw(reading.PRINTED), "strong")]
    room = look.width - 2 - len(indent)
    sign = look.signs.beside
    lines += [f"{indent}| {fitted(line, room, sign)}".rstrip() for line in shown[:LONG_PRINT]]
    if len(shown) > LONG_PRINT:
        more = reading.more_printed(len(shown) - LONG_PRINT, printed)
        lines.append(f"{indent}| {line_of(more)}")
    return lines


def _score(block: Score, look: Look) -> list[str]:
    lines = wrap(block.text, 0, width=look.width)
    if block.script is not None:
        lines[-1:] = beside(lines[-1], step(block.script, " "), look)
    if block.note is not None:
        lines += wrap(block.note, 0, width=look.width)
    return lines


def _steps(block: Steps, look: Look) -> list[str]:
    line = step(block.main)
    lines = []
    if columns_of(line) > look.width:
        lines, line = [line_of(block.main.text)], f"  {clean(block.main.command)}"
    if block.beside is None:
        return [*lines, line]
    return [*lines, *beside(line, step(block.beside, "  "), look)]


def _onward(block: Onward, look: Look) -> list[str]:
    progress = look.paint(bar(block.done, block.total), "pass")
    lines = [f"  {progress}  {line_of(block.text)}"]
    if block.following is not None:
        lines.append(f"  {step(block.following)}")
    return lines
