"""Draws a report as a piece of HTML for the output of a notebook's cell.

It stands alone: its style is inside, it has no script, and it asks for no other file. Each
text of a report passes `_text`, for a student may have written it. Signs and words say
everything; colour and tables only make it quicker to see.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from grader.render import shade
from grader.render.text import clean
from grader.words import reading
from grader.words.reading import (
    Block,
    Checks,
    Compared,
    Failure,
    FullMarks,
    Mark,
    Onward,
    Printed,
    Score,
    Shown,
    Shows,
    Step,
    Steps,
    ToWrite,
    Unjudged,
    Why,
)
from grader.words.text import Text, _, draw, in_use

KINDS = {Mark.PASS: "pass", Mark.FAIL: "fail", Mark.OPEN: "none"}
LONG_PRINT = 40  # lines of printed output that are shown
LONG_LINE = 400  # characters of such a line
LONG_TEXT = 1000  # characters of a message

# Chosen to be read on white and on black; what a theme gives comes first.
LIGHT = "--pass:#1a7032;--fail:#b3261e;--none:#6d5a00;--wrong:#ffd9d6;--line:#8888"
DARK = "--pass:#7ad694;--fail:#ff9d94;--none:#e0c860;--wrong:#7a2620;--line:#8888"

# Twice the same class: Jupyter's own rules for tables must not win.
STYLE = """
.grade-report{%LIGHT%}
@media (prefers-color-scheme:dark){.grade-report{%DARK%}}
[data-jp-theme-light="true"] .grade-report,.vscode-light .grade-report{%LIGHT%}
[data-jp-theme-light="false"] .grade-report,.vscode-dark .grade-report{%DARK%}
.grade-report{max-width:60em;line-height:1.45;padding:.4em 0;
 color:var(--jp-content-font-color1,var(--vscode-foreground,inherit));
 font-family:var(--jp-content-font-family,var(--vscode-font-family,system-ui,sans-serif))}
.grade-report.grade-report :is(p,pre,table,details,ul){margin:.4em 0}
.grade-report.grade-report :is(pre,code,.grade-grid td,.grade-points){
 font-family:var(--jp-code-font-family,var(--vscode-editor-font-family,monospace));
 font-size:var(--jp-code-font-size,.92em);color:inherit;background:none;padding:0}
.grade-report.grade-report pre{overflow:auto;max-height:22em;white-space:pre}
.grade-report.grade-report pre.grade-call,.grade-report.grade-report pre.grade-printed{
 border-left:3px solid var(--line);padding:.1em 0 .1em .8em}
.grade-report.grade-report :is(table,tr,th,td){border:none;background:none}
.grade-report.grade-report tbody tr:nth-child(n){background:none}
.grade-report.grade-report table{border-collapse:collapse;table-layout:auto;margin-left:0;
 font-size:inherit}
.grade-report.grade-report :is(th,td){text-align:left;padding:.1em 1em .1em 0;
 vertical-align:baseline;white-space:normal;max-width:none}
.grade-report.grade-report th{font-weight:normal;opacity:.75}
.grade-report.grade-report .grade-points{text-align:right;white-space:nowrap}
.grade-report .grade-mark{font-family:var(--jp-code-font-family,monospace);font-weight:bold}
.grade-report .grade-pass{color:var(--pass)}
.grade-report .grade-fail{color:var(--fail)}
.grade-report .grade-none{color:var(--none)}
.grade-report .grade-faint{opacity:.6}
.grade-report .grade-failure{border-top:1px solid var(--line);margin-top:.9em;
 padding-top:.5em}
.grade-report .grade-title{font-weight:bold}
.grade-report .grade-panels{display:flex;flex-wrap:wrap;align-items:flex-start;
 gap:.2em 2.5em;overflow-x:auto}
.grade-report.grade-report .grade-grid caption{caption-side:top;text-align:left;padding:0;
 color:inherit;opacity:.85;white-space:nowrap}
.grade-report.grade-report .grade-grid td{text-align:right;padding:.1em .5em;
 white-space:pre;border:1px solid var(--line)}
.grade-report.grade-report td.grade-differs{background:var(--wrong);font-weight:bold;
 outline:2px solid var(--fail);outline-offset:-2px}
.grade-report.grade-report mark{background:var(--wrong);color:inherit}
.grade-report.grade-report td[style] mark{background:#b3261e;color:#fff}
.grade-report summary{cursor:pointer}
.grade-report details details{margin-left:0}
""".replace("%LIGHT%", LIGHT).replace("%DARK%", DARK).strip()  # fmt: skip


def fragment(
    title: Text,
    path: str,
    blocks: Sequence[Block],
    left_out: Sequence[Text] = (),
    hints: Sequence[Text] = (),
) -> str:
    """Return a report as one `div`, with the same content as the screen of a terminal.

    Args:
        title: the exercise, `ex05 padding`.
        path: what was judged.
        blocks: of the report, as `words.reading` makes them.
        left_out: sentences about what could not be judged.
        hints: for the function that failed first, from a nudge to nearly the answer.
    """
    parts = [_paragraph(f"<b>{_said(title)}</b> &nbsp; {_text(path)}")]
    if left_out:
        items = "".join(f"<li>{_said(sentence)}</li>" for sentence in left_out)
        parts.append(f"{_paragraph(_said(reading.LEFT_OUT))}<ul>{items}</ul>")
    for block in blocks:
        parts.append(_drawn(block))
        if isinstance(block, Score) and hints:
            parts.append(_hints(hints))
    # Two classes keep every kind of MathJax from reading $...$ in what a student wrote.
    return (
        f'<div class="grade-report tex2jax_ignore mathjax_ignore" lang="{in_use().code}">\n'
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</div>"
    )


def _drawn(block: Block) -> str:
    """Return the HTML of one block."""
    match block:
        case Unjudged():
            return _unjudged(block)
        case ToWrite():
            return _to_write(block)
        case FullMarks():
            parts = (_mark(Mark.PASS), "&nbsp;", _said(block.score), _said(block.message))
            return _paragraph(" ".join(parts))
        case Shows():
            shown = [] if block.text is None else [_said(block.text)]
            shown += [] if block.step is None else [_step(block.step)]
            return "\n".join(map(_paragraph, shown))
        case Checks():
            return _checks(block)
        case Failure():
            return _failure(block)
        case Score():
            return _score(block)
        case Steps():
            steps = [block.main, *([block.beside] if block.beside else [])]
            return "\n".join(_paragraph(_step(step)) for step in steps)
        case Onward():
            rest = [block.following] if block.following else []
            lines = [_said(block.text), *(_step(step) for step in rest)]
            return "\n".join(map(_paragraph, lines))


def _text(text: str) -> str:
    """Return a text that no browser takes for anything else."""
    return html.escape(clean(text), quote=True)


def _said(text: Text) -> str:
    """Return a sentence that no browser takes for anything else."""
    return _text(draw(text))


def _paragraph(inner: str, kind: str = "") -> str:
    named = f' class="grade-{kind}"' if kind else ""
    return f"<p{named}>{inner}</p>"


def _mark(mark: Mark) -> str:
    return f'<span class="grade-mark grade-{KINDS[mark]}">{_said(mark.text)}</span>'


def _step(step: Step) -> str:
    command = f" &nbsp; <code>{_text(step.command)}</code>" if step.command else ""
    return _said(step.text) + command


def _unjudged(problem: Unjudged) -> str:
    parts = [_paragraph(f"{_mark(Mark.FAIL)} &nbsp; {_said(problem.title)}")]
    if problem.place is not None:
        parts.append(_line(problem.place, problem.source))
    parts.append(_message(problem.message))
    if problem.hint:
        label = _said(_("hint"))
        parts.append(_paragraph(f"<i>{label}</i> &nbsp; {_said(problem.hint)}"))
    if problem.printed:
        parts.append(_printed(problem.printed))
    return "\n".join(parts)


def _to_write(block: ToWrite) -> str:
    rows = []
    for function in block.functions:
        place = _said(function.place) if function.place else ""
        why = _said(function.message or function.state)
        rows.append((_mark(Mark.OPEN), f"<code>{_text(function.name)}</code>", place, why))
    heads = (_("result"), _("function to write"), _("where"), _("why"))
    note = [_paragraph(_said(block.note))] if block.note else []
    return "\n".join([_table(heads, rows), *note])


def _checks(block: Checks) -> str:
    rows = []
    for claim in block.claims:
        text = _said(claim.text)
        if claim.state is not None:
            text = f"{text} ({_said(claim.state)})"
        if claim.faint:
            text = f'<span class="grade-faint">{text}</span>'
        if claim.message is not None:
            text += f"<div>{_said(claim.message)}</div>"
        points = f'<span class="grade-points">{claim.points}</span>'
        rows.append((_mark(claim.mark), points, text))
    return _table((_("result"), _("points"), _("check")), rows)


def _table(heads: Sequence[Text], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{_said(name)}</th>' for name in heads)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _failure(block: Failure) -> str:
    parts = [_paragraph(f"{_mark(block.mark)} &nbsp; {_said(block.title)}", "title")]
    parts += map(_why, block.causes)
    if block.call is not None:
        lines = [f"{given.name} = {given.source}" for given in block.call.given]
        if block.data_sets:
            lines.insert(0, f"from grader.datasets import {', '.join(block.data_sets)}")
        source = "\n".join([*lines, block.call.text])
        parts.append(f'<pre class="grade-call">{_text(source)}</pre>')
    if block.message is not None:
        parts.append(_message(block.message))
    parts += [_line(place, source) for place, source in block.raised_at]
    if block.comparison is not None:
        parts.append(_comparison(block.comparison))
    if block.difference is not None:
        parts.append(_paragraph(_said(block.difference)))
    parts += map(_why, block.notes)
    if block.printed:
        parts.append(_printed(block.printed))
    return '<div class="grade-failure">\n' + "\n".join(parts) + "\n</div>"


def _why(why: Why) -> str:
    return _paragraph(f"<b>{_said(why.label)}</b> &nbsp; {_said(why.text)}")


def _message(message: Text) -> str:
    words = draw(message)
    return _paragraph(_text(words if len(words) <= LONG_TEXT else f"{words[:LONG_TEXT]} ..."))


def _line(place: Text, source: str) -> str:
    return _paragraph(f"{_said(place)} &nbsp; <code>{_text(source)}</code>")


def _comparison(shown: Compared) -> str:
    panels = [shown.input, shown.yours, shown.expected]
    # A wild value of the student's must not take the light from all others.
    ours = [one.panel for one in (shown.input, shown.expected) if one is not None]
    cells = (cell for panel in ours for row in panel.rows for cell in row)
    limits = shade.limits(cells) if shown.image else None
    drawn = "\n".join(_panel(one, limits) for one in panels if one is not None)
    return f'<div class="grade-panels">\n{drawn}\n</div>'


def _panel(shown: Shown, limits: shade.Limits | None) -> str:
    """Return a panel as a table; a row or column of dots stands for what is cut off."""
    panel = shown.panel
    marks = set(panel.marks) if panel.owner == "yours" else set()
    dots = "<td>\u2026</td>"
    left, right = (dots * (edge in panel.cut) for edge in ("left", "right"))
    rows = []
    for i, row in enumerate(panel.rows):
        cells = [
            _cell(cell, (i, j) in marks, bool(marks), limits) for j, cell in enumerate(row)
        ]
        rows.append("<tr>" + left + "".join(cells) + right + "</tr>")
    if not rows and shown.value is not None:
        rows.append(f"<tr><td>{_said(shown.value)}</td></tr>")
    width = max(map(len, panel.rows), default=0) + bool(left) + bool(right)
    more = "<tr>" + "<td>\u22ee</td>" * width + "</tr>"
    rows = [more] * ("above" in panel.cut) + rows + [more] * ("below" in panel.cut)
    body = "\n".join(rows)
    return f'<table class="grade-grid">\n<caption>{_caption(shown)}</caption>\n{body}\n</table>'


def _caption(shown: Shown) -> str:
    """Return whose values a panel holds, which of them, and what they are."""
    panel = shown.panel
    name = f" {_text(panel.name)}" if panel.name and panel.owner != "input" else ""
    window = f"[{_text(', '.join(panel.window))}]" if panel.window else ""
    kind = f" &nbsp; {_said(shown.kind)}" if shown.kind is not None else ""
    return f"<b>{_said(shown.label)}{name}{window}</b>{kind}"


def _cell(text: str, differs: bool, beside_marks: bool, limits: shade.Limits | None) -> str:
    shaded = _shade(text, limits)
    if differs:
        return f'<td class="grade-differs"{shaded}>{_text(text)}<mark>*</mark></td>'
    return f"<td{shaded}>{_text(text)}{' ' * beside_marks}</td>"


def _shade(text: str, limits: shade.Limits | None) -> str:
    """Return the attribute that shades a cell of an image by its value, or nothing."""
    light = shade.lightness(text, limits)
    if light is None:
        return ""
    grey = round(255 * light)
    paper, ink = (f"rgb({one},{one},{one})" for one in (grey, 0 if grey > 117 else 255))
    return f' style="background:{paper};color:{ink}"'


def _printed(printed: Printed) -> str:
    lines = clean(printed.text).rstrip("\n").split("\n")
    shown = [_short(line) for line in lines[:LONG_PRINT]]
    if len(lines) > LONG_PRINT:
        shown.append(draw(reading.more_printed(len(lines) - LONG_PRINT, printed)))
    body = _text("\n".join(shown))
    return f'{_paragraph(_said(reading.PRINTED))}\n<pre class="grade-printed">{body}</pre>'


def _short(line: str) -> str:
    return line if len(line) <= LONG_LINE else f"{line[:LONG_LINE]}\u2026"


def _score(block: Score) -> str:
    note = f" {_said(block.note)}" if block.note is not None else ""
    parts = [_paragraph(_said(block.text) + note)]
    if block.script is not None:
        parts.append(_paragraph(_step(block.script)))
    return '<div class="grade-failure">\n' + "\n".join(parts) + "\n</div>"


def _hints(hints: Sequence[Text]) -> str:
    """Return hints of which each opens only from the one before it."""
    inner = ""
    for index in reversed(range(len(hints))):
        places = {"number": index + 1, "total": len(hints)}
        ask = _("Still stuck? The next hint ({number} of {total})", **places)
        if index == 0:
            ask = _("Stuck? A hint ({number} of {total})", **places)
        inner = (
            f"<details><summary>{_said(ask)}</summary>"
            f"{_paragraph(_said(hints[index]))}{inner}</details>"
        )
    return inner
