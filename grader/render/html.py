"""Draws a report as a piece of HTML for the output of a notebook's cell.

It stands alone: its style is inside, it has no script, and it asks for no other file. Each
text of a report passes `_text`, for a student may have written it. Signs and words say
everything; colour and tables only make it quicker to see.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grader.render import shade
from grader.render.score import EXAMPLES_ONLY, points, score
from grader.render.text import clean, count
from grader.report import Call, Check, Comparison, Outcome, Panel, Problem, Report

MARKS = {Outcome.PASSED: "pass", Outcome.MISSING: "----", Outcome.NOT_RUN: "----",
         Outcome.INTERNAL: "----"}  # fmt: skip
KINDS = {"pass": "pass", "FAIL": "fail", "----": "none"}
DATA_SETS = ("digits", "gates", "iris")
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


def _in_file(line: int) -> str:
    return f"line {line}"


@dataclass(frozen=True)
class Setting:
    """What a report does not know about where it is shown.

    Attributes:
        heading: the exercise, `ex05 padding`.
        next_step: the last sentence, which says what to do now.
        command: what to run then, or empty.
        place: returns where a line of the submission is, `cell 3, line 4`.
        left_out: sentences about what could not be judged.
        hints: for the function that failed first, from a nudge to nearly the answer.
    """

    heading: str
    next_step: str = ""
    command: str = ""
    place: Callable[[int], str] = _in_file
    left_out: Sequence[str] = ()
    hints: Sequence[str] = ()


def fragment(report: Report, setting: Setting) -> str:
    """Return a report as one `div`, with the same content as the screen of a terminal."""
    if report.problem is not None:
        parts = [_problem(report.problem, setting)]
    elif report.untouched:
        parts = [_untouched(report, setting)]
    elif report.passed:
        parts = [_full_marks(report)]
    else:
        parts = [_checks(report), *_failures(report, setting)]
    head = f"<b>{_text(setting.heading)}</b> &nbsp; {_text(report.submission.path)}"
    body = "\n".join(
        [
            _paragraph(head),
            _left_out(setting.left_out),
            *parts,
            *_last_lines(report, setting),
        ]
    )
    # Two classes keep every kind of MathJax from reading $...$ in what a student wrote.
    return (
        '<div class="grade-report tex2jax_ignore mathjax_ignore" lang="en">\n'
        f"<style>{STYLE}</style>\n{body}\n</div>"
    )


def _text(text: str) -> str:
    """Return a text that no browser takes for anything else."""
    return html.escape(clean(text), quote=True)


def _paragraph(inner: str, kind: str = "") -> str:
    named = f' class="grade-{kind}"' if kind else ""
    return f"<p{named}>{inner}</p>"


def _mark(mark: str) -> str:
    return f'<span class="grade-mark grade-{KINDS[mark]}">{mark}</span>'


def _mark_of(check: Check) -> str:
    return MARKS.get(check.outcome, "FAIL")


def _left_out(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{_text(sentence)}</li>" for sentence in sentences)
    return f"{_paragraph('Not taken from the notebook:')}<ul>{items}</ul>" if items else ""


def _problem(problem: Problem, setting: Setting) -> str:
    parts = [_paragraph(f"{_mark('FAIL')} &nbsp; The code cannot be judged.")]
    if problem.line is not None:
        parts.append(_line(problem.line, problem.source, setting))
    parts.append(_message(problem.message))
    if problem.hint:
        parts.append(_paragraph(f"<i>hint</i> &nbsp; {_text(problem.hint)}"))
    if problem.printed:
        parts.append(_printed(problem.printed))
    return "\n".join(parts)


def _untouched(report: Report, setting: Setting) -> str:
    told = {check.function: check.message for check in report.checks}
    rows = []
    for function in report.functions:
        where = setting.place(function.line) if function.line else ""
        why = "not written yet" if where else told.get(function.name, "")
        name = f"<code>{_text(function.name)}</code>"
        rows.append((_mark("----"), name, _text(where), _text(why)))
    return _table(("result", "function to write", "where", "why"), rows)


def _full_marks(report: Report) -> str:
    told = f"Same answers as PyTorch on {count(report.calls, 'call')}."
    if not report.max_score:
        told = EXAMPLES_ONLY
    return _paragraph(f"{_mark('pass')} &nbsp; {score(report)} {told}")


def _checks(report: Report) -> str:
    rows = []
    for check in report.checks:
        title = _text(check.title)
        if check.outcome is Outcome.NOT_RUN:
            title += f" (not run: {_text(check.message)})"
        elif check.outcome is Outcome.MISSING:
            unwritten = "not written yet" in check.message
            title += " (not written yet)" if unwritten else " (no such function)"
        elif check.outcome is Outcome.INTERNAL:
            title += " (not judged)"
        worth = f'<span class="grade-points">{points(check)}</span>'
        rows.append((_mark(_mark_of(check)), worth, title))
    return _table(("result", "points", "check"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _failures(report: Report, setting: Setting) -> Iterable[str]:
    """Yield the first failing check of each function, explained."""
    told: set[str] = set()
    for check in report.checks:
        if check.outcome in (Outcome.PASSED, Outcome.NOT_RUN) or check.function in told:
            continue
        told.add(check.function)
        yield _failure(check, setting)


def _failure(check: Check, setting: Setting) -> str:
    title = f"{_mark(_mark_of(check))} &nbsp; {_text(check.title)}"
    parts = [_paragraph(title, "title")]
    if check.call is not None:
        parts.append(_call(check.call))
    shown = check.comparison
    if shown is None or not shown.difference or not check.message.endswith(shown.difference):
        parts.append(_message(check.message))
    if check.line is not None:
        parts.append(_line(check.line, check.source, setting))
    if shown is not None:
        parts.append(_comparison(shown))
    if check.diagnosis is not None:
        word = "why" if check.diagnosis.kind == "mistake" else "note"
        parts.append(_paragraph(f"<b>{word}</b> &nbsp; {_text(check.diagnosis.text)}"))
    if check.printed:
        parts.append(_printed(check.printed))
    return '<div class="grade-failure">\n' + "\n".join(parts) + "\n</div>"


def _call(call: Call) -> str:
    lines = [f"{given.name} = {given.source}" for given in call.given] + [call.text]
    used = [name for name in DATA_SETS if re.search(rf"\b{name}\.", "\n".join(lines))]
    if used:
        lines.insert(0, f"from grader.datasets import {', '.join(used)}")
    return f'<pre class="grade-call">{_text(chr(10).join(lines))}</pre>'


def _message(message: str) -> str:
    short = message if len(message) <= LONG_TEXT else f"{message[:LONG_TEXT]} ..."
    return _paragraph(_text(short))


def _line(number: int, source: str, setting: Setting) -> str:
    return _paragraph(f"{_text(setting.place(number))} &nbsp; <code>{_text(source)}</code>")


def _comparison(shown: Comparison) -> str:
    panels = [("yours", shown.yours), ("expected", shown.expected)]
    if shown.input is not None:
        panels.insert(0, ("", shown.input))
    # A wild value of the student's must not take the light from all others.
    ours = [panel for name, panel in panels if name != "yours"]
    cells = (cell for panel in ours for row in panel.rows for cell in row)
    limits = shade.limits(cells) if shown.image else None
    drawn = "\n".join(_panel(name, panel, limits) for name, panel in panels)
    told = _paragraph(_text(shown.difference)) if shown.difference else ""
    return f'<div class="grade-panels">\n{drawn}\n</div>\n{told}'


def _panel(name: str, panel: Panel, limits: shade.Limits | None) -> str:
    """Return a panel as a table; a row or column of dots stands for what is cut off."""
    marks = set(panel.marks) if name == "yours" else set()
    dots = "<td>\u2026</td>"
    left, right = (dots * (edge in panel.cut) for edge in ("left", "right"))
    rows = []
    for i, row in enumerate(panel.rows):
        cells = [
            _cell(cell, (i, j) in marks, bool(marks), limits) for j, cell in enumerate(row)
        ]
        rows.append("<tr>" + left + "".join(cells) + right + "</tr>")
    width = max(map(len, panel.rows), default=0) + bool(left) + bool(right)
    more = "<tr>" + "<td>\u22ee</td>" * width + "</tr>"
    rows = [more] * ("above" in panel.cut) + rows + [more] * ("below" in panel.cut)
    caption = f"<b>{name}</b> &nbsp; {_text(panel.title)}" if name else _text(panel.title)
    body = "\n".join(rows)
    return f'<table class="grade-grid">\n<caption>{caption}</caption>\n{body}\n</table>'


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


def _printed(text: str) -> str:
    lines = clean(text).rstrip("\n").split("\n")
    shown = [line[:LONG_LINE] for line in lines[:LONG_PRINT]]
    if len(lines) > LONG_PRINT:
        shown.append(f"... and {count(len(lines) - LONG_PRINT, 'line')} more")
    body = _text("\n".join(shown))
    return f'{_paragraph("printed by your code:")}\n<pre class="grade-printed">{body}</pre>'


def _last_lines(report: Report, setting: Setting) -> Iterable[str]:
    if report.status == "internal":
        yield _paragraph(
            "Some checks could not be judged: the fault is the grader's, not yours. "
            "Nothing was marked. Try once more."
        )
        return
    if report.problem is not None:
        yield _paragraph("Nothing was judged.")
    elif not report.passed:
        told = score(report) if report.max_score else f"{score(report)} {EXAMPLES_ONLY}"
        yield f'<div class="grade-failure">\n{_paragraph(told)}\n</div>'
        yield _hints(setting.hints)
    command = f" &nbsp; <code>{_text(setting.command)}</code>" if setting.command else ""
    yield _paragraph(_text(setting.next_step) + command)


def _hints(hints: Sequence[str]) -> str:
    """Return hints of which each opens only from the one before it."""
    inner = ""
    for index in reversed(range(len(hints))):
        ask = "Stuck? A hint" if index == 0 else "Still stuck? The next hint"
        inner = (
            f"<details><summary>{ask} ({index + 1} of {len(hints)})</summary>"
            f"{_paragraph(_text(hints[index]))}{inner}</details>"
        )
    return inner
