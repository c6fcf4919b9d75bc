"""Reads a report as ordered blocks of texts and facts: every drawer chooses among them.

What is explained, what is missing, what repeats another text and what comes next is decided
here, once, for terminal, HTML, watch mode, notebooks and scripts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from grader.report import (
    SOLUTIONS,
    Call,
    Check,
    Comparison,
    Diagnosis,
    Outcome,
    Panel,
    Problem,
    Reason,
    Report,
)
from grader.words import notes, reasons
from grader.words.text import Text, _, draw, literal, of_exercise, plural

DATA_SETS = ("digits", "gates", "iris")
FULL_PRINT = 65_000  # bytes; an output as long as that was probably cut

Place = Callable[[int], Text]  # where a line of the submission is


class Mark(StrEnum):
    """The first thing to see of a check: right, wrong, or open."""

    PASS = "pass"
    FAIL = "FAIL"
    OPEN = "----"

    @property
    def text(self) -> Text:
        """What stands for it on a screen."""
        return MARKS[self]


MARKS = {Mark.PASS: _("pass"), Mark.FAIL: _("FAIL"), Mark.OPEN: literal("----")}

OPEN = (Outcome.MISSING, Outcome.NOT_RUN, Outcome.INTERNAL)


def mark_of(check: Check) -> Mark:
    """Return the mark of a check."""
    if check.outcome is Outcome.PASSED:
        return Mark.PASS
    return Mark.OPEN if check.outcome in OPEN or check.waits else Mark.FAIL


# What a caller knows and a report does not.


class Step(NamedTuple):
    """Something to do: a few words, and the command behind them, which may be empty."""

    text: Text
    command: str = ""


class Lesson(NamedTuple):
    """What there is to read after full marks.

    Attributes:
        text: what the solution shows and where it leads.
        first: whether it was not read before.
        solution: prints the solution; empty where the course has none.
        show: prints the statement, and the text.
    """

    text: Text | None
    first: bool
    solution: str
    show: str


class Next(NamedTuple):
    """What a student can do next, as the caller knows it; commands may be empty.

    Attributes:
        command: judges this file again.
        edit: what to do before that; by default, to edit the file.
        hint: gives a hint.
        show: prints the statement.
        script: runs the failing call.
        reset: begins the file anew.
        lesson: what there is to read after full marks, or None.
        done, total: exercises with full marks, and all; no total says nothing of them.
        following: the next exercise that is not done, with the command that shows it.
        after: what to do after full marks, where it is not the next exercise.
    """

    command: str = ""
    edit: Text | None = None
    hint: str = ""
    show: str = ""
    script: str = ""
    reset: str = ""
    lesson: Lesson | None = None
    done: int = 0
    total: int = 0
    following: Step | None = None
    after: Step | None = None


# The blocks.


class Printed(NamedTuple):
    """What the submission printed; `whole` unless some of it was cut off."""

    text: str
    whole: bool


class Unjudged(NamedTuple):
    """Why the whole file could not be judged.

    Attributes:
        place: where the line is, or None.
        source: the text of that line.
    """

    title: Text
    place: Text | None
    source: str
    message: Text
    hint: Text | None
    printed: Printed | None


class Unwritten(NamedTuple):
    """A function to write.

    Attributes:
        place: where it begins, or None where the file lacks it.
        state: `not written yet` and the like.
        message: what there is to say of a function that the file lacks, or None.
    """

    name: str
    place: Text | None
    state: Text
    message: Text | None


class ToWrite(NamedTuple):
    """The functions of a file in which none is written; the first is where to start.

    Attributes:
        note: what may have gone wrong, or None.
    """

    title: Text
    functions: tuple[Unwritten, ...]
    note: Text | None


class FullMarks(NamedTuple):
    """Everything is right."""

    score: Text
    message: Text


class Shows(NamedTuple):
    """What the solution of an exercise shows, and how to see it."""

    text: Text | None
    step: Step | None


class Claim(NamedTuple):
    """A line in the list of all checks: one of them, or all that ask an absent function.

    Attributes:
        points: `2/3`, or empty where there are none.
        text: what it claims.
        state: why nothing is known of it, a few words, or None.
        message: what else there is to say of a function that cannot be asked, or None.
        faint: whether there is nothing to do about it before another function is right.
    """

    mark: Mark
    points: str
    text: Text
    state: Text | None = None
    message: Text | None = None
    faint: bool = False


class Checks(NamedTuple):
    """The list of all checks."""

    claims: tuple[Claim, ...]


class Shown(NamedTuple):
    """A panel with its words.

    Attributes:
        label: whose it is: yours, expected, or the name of an argument.
        kind: dtype, shape and layout; None for a plain value.
        value: of a value that needs no grid, what it is; else None.
    """

    panel: Panel
    label: Text
    kind: Text | None
    value: Text | None


class Compared(NamedTuple):
    """Two answers, and for images what they were made from."""

    yours: Shown
    expected: Shown
    input: Shown | None
    image: bool


class Why(NamedTuple):
    """A diagnosis and the word before it."""

    label: Text
    text: Text


class Line(NamedTuple):
    """A line of a file, its place and its text."""

    place: Text
    source: str


class Failure(NamedTuple):
    """The first failing check of a function, explained.

    Attributes:
        causes: why it failed, as far as that is certain.
        call: the failing call; None where none was asked.
        data_sets: names of the data sets that the call uses.
        message: what went wrong; None where the comparison says it.
        raised_at: where an exception was raised, the line of another file behind the line
            that called it.
        difference: how far the two answers are apart, or None.
        notes: facts about the shown call, which claim no cause.
    """

    mark: Mark
    title: Text
    function: str
    causes: tuple[Why, ...]
    call: Call | None
    data_sets: tuple[str, ...]
    message: Text | None
    raised_at: tuple[Line, ...]
    comparison: Compared | None
    difference: Text | None
    notes: tuple[Why, ...]
    printed: Printed | None


class Score(NamedTuple):
    """How much is right.

    Attributes:
        note: what the score does not cover, or None.
        script: how to run the failing call, or None.
    """

    text: Text
    note: Text | None = None
    script: Step | None = None


class Steps(NamedTuple):
    """What to do next: the main thing, and what else helps."""

    main: Step
    beside: Step | None = None


class Onward(NamedTuple):
    """How many exercises are done, and the next one.

    Attributes:
        text: the same in words.
        following: the next step, which may have no command; None where there is none.
    """

    done: int
    total: int
    text: Text
    following: Step | None


Block = Unjudged | ToWrite | FullMarks | Shows | Checks | Failure | Score | Steps | Onward
LAST = (Score, Steps, Onward)  # below what was found


def in_file(line: int) -> Text:
    """Return where a line of a file is."""
    return _("line {line}", line=line)


NOTHING_LACKS: Mapping[str, Text] = {}


def read(
    report: Report,
    what_next: Next | None = None,
    place: Place = in_file,
    lacking: Mapping[str, Text] = NOTHING_LACKS,
) -> tuple[Block, ...]:
    """Return the blocks of a report, in the order in which they are read.

    Args:
        what_next: what the last lines say; without it there are none.
        place: returns where a line of the submission is.
        lacking: for functions that the submission lacks, why, where the caller knows better.
    """
    blocks: list[Block] = []
    what_next = what_next or Next()
    if report.problem is not None:
        block = unjudged(report, place)
        if report.problem.reason.code == "no_file" and what_next.reset:
            block = block._replace(hint=None)  # the last line has a better one
        blocks.append(block)
    elif report.untouched:
        blocks.append(_to_write(report, place, lacking))
    elif report.passed:
        blocks.append(_full_marks(report))
        if what_next.lesson is not None:
            blocks += _shows(what_next.lesson)
    else:
        blocks.append(_checks(report, place, lacking))
        blocks += [failure(report, check, place, lacking) for check in explained(report)]
    if not report.passed:
        blocks.append(_score(report, what_next.script))
    blocks += _last(report, what_next)
    return tuple(blocks)


def unjudged(report: Report, place: Place = in_file) -> Unjudged:
    """Return why a whole file could not be judged; its report has a problem."""
    problem = report.problem
    assert problem is not None
    return Unjudged(
        _("The file cannot be judged."),
        _placed(problem, place),
        problem.source,
        reasons.sentence(problem.reason),
        reasons.sentence(problem.hint) if problem.hint else None,
        _printed(problem.printed),
    )


def failure(
    report: Report,
    check: Check,
    place: Place = in_file,
    lacking: Mapping[str, Text] = NOTHING_LACKS,
) -> Failure:
    """Return one check of a report, explained; see `read`."""
    found, reason = check.comparison, check.reason
    message = reasons.sentence(reason) if reason else None
    if reason is not None and reason.code == "wrong_value" and found is not None:
        message = None  # the two answers say more
    elif check.outcome is Outcome.MISSING:
        message = lacking.get(check.function, message)
    return Failure(
        mark=mark_of(check),
        title=claim(report.exercise, check),
        function=check.function,
        causes=tuple(_why(one, report) for one in check.diagnoses if one.kind != "note"),
        call=check.call,
        data_sets=data_sets_of(check.call) if check.call else (),
        message=message,
        raised_at=_raised_at(check, place),
        comparison=compared(found) if found else None,
        difference=reasons.how_far(found) if found else None,
        notes=tuple(_why(one, report) for one in check.diagnoses if one.kind == "note"),
        printed=_printed(check.printed),
    )


def _raised_at(check: Check, place: Place) -> tuple[Line, ...]:
    calling, placed = check.calling_line, _placed(check, place)
    lines = [] if calling is None else [Line(place(calling), check.calling_source)]
    return (*lines, *([] if placed is None else [Line(placed, check.source)]))


def _placed(one: Check | Problem, place: Place) -> Text | None:
    """Return where an exception was raised, or None where nobody knows."""
    if one.file and one.line is not None:
        return _("{file}, line {line}", file=one.file, line=one.line)
    if one.file:
        return literal(one.file)
    return None if one.line is None else place(one.line)


def _why(diagnosis: Diagnosis, report: Report) -> Why:
    return Why(notes.label(diagnosis), notes.sentence(diagnosis, report.exercise))


def claim(exercise: str, check: Check) -> Text:
    """Return what a check claims."""
    return of_exercise(exercise, f"claim.{check.name}", check.title)


def explained(report: Report) -> Iterator[Check]:
    """Yield the first failing check of each function that was asked: others would repeat it."""
    seen = set()
    for check in report.checks:
        if mark_of(check) is not Mark.FAIL and check.outcome is not Outcome.INTERNAL:
            continue
        if check.function in seen:
            continue
        seen.add(check.function)
        yield check


def data_sets_of(call: Call) -> tuple[str, ...]:
    """Return the names of the data sets that a shown call uses."""
    source = "\n".join([call.text, *(given.source for given in call.given)])
    return tuple(name for name in DATA_SETS if re.search(rf"\b{name}\.", source))


# Parts of screens that show more than one report.

PRINTED = _("printed by your code:")
START_HERE = _("start here")
LEFT_OUT = _("Not taken from the notebook:")


def more_printed(lines: int, printed: Printed) -> Text:
    """Return that printed lines are left out."""
    if not printed.whole:
        return _("... and much more")
    return plural("... and {count} line more", "... and {count} lines more", lines)


def hint_title(exercise: str, function: str, number: int, total: int) -> Text:
    """Return what stands above a hint."""
    return _(
        "{exercise} {function}, hint {number} of {total}",
        exercise=exercise.partition("_")[0], function=function, number=number, total=total,
    )  # fmt: skip


def hint(exercise: str, function: str, index: int, english: str) -> Text:
    """Return a hint of an exercise; `index` counts from 0."""
    return of_exercise(exercise, f"hint.{function}.{index}", english)


def exercises_done(done: int, total: int) -> Text:
    """Return how many exercises have full marks."""
    return plural("{done} of {count} exercise.", "{done} of {count} exercises.",
                  total, done=done)  # fmt: skip


ALL_DONE = _("That was the last one. All exercises are done.")

EXAMPLES_ONLY = _(
    "Only the examples of the statement were judged, without points. Your instructor judges "
    "the rest."
)


def score_of(report: Report) -> Text:
    """Return how much is right; an edition without hidden suites has no points to tell."""
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    checks = plural("{passed} of {count} check", "{passed} of {count} checks",
                    len(report.checks), passed=passed)  # fmt: skip
    if not report.max_score:
        return _("{checks}.", checks=checks)
    points = plural("{earned} of {count} point", "{earned} of {count} points",
                    report.max_score, earned=report.score)  # fmt: skip
    return _("{checks}, {points}.", checks=checks, points=points)


# How each block is made.


def _printed(text: str) -> Printed | None:
    return Printed(text, len(text.encode("utf-8", "replace")) < FULL_PRINT) if text else None


def _to_write(report: Report, place: Place, lacking: Mapping[str, Text]) -> ToWrite:
    reason_of = {check.function: check.reason for check in report.checks if check.reason}
    functions = []
    for function in report.functions:
        reason = reason_of.get(function.name)
        if function.line is not None:
            where, state = place(function.line), _("not written yet")
            functions.append(Unwritten(function.name, where, state, None))
            continue
        state = _("not in your file")
        if reason is not None and reason.code == "not_callable":
            state = _("not a function")
        message = lacking.get(function.name) or (reason and reasons.sentence(reason))
        functions.append(Unwritten(function.name, None, state, message))
    titles = {
        1: _("One function to write:"),
        2: _("Two functions to write:"),
        3: _("Three functions to write:"),
    }
    count = len(functions)
    title = titles.get(count) or plural(
        "{count} function to write:", "{count} functions to write:", count
    )
    unlike = not lacking and all(
        reason.code == "absent" and reason.facts.get("near") is None
        for reason in reason_of.values()
    )
    return ToWrite(title, tuple(functions), NOT_A_STUB if unlike and reason_of else None)


NOT_A_STUB = _("The file has none of them. If they were deleted by mistake, begin anew.")


def answering(oracle: str) -> Text:
    """Return who answered, for a name of `report.Oracle`."""
    return _("the solutions of the course") if oracle == SOLUTIONS else literal(oracle)


def _full_marks(report: Report) -> FullMarks:
    same = plural(
        "Same answers as {oracle} on {count} call.",
        "Same answers as {oracle} on {count} calls.",
        report.calls,
        oracle=answering(report.oracle.name),
    )
    return FullMarks(score_of(report), same if report.max_score else EXAMPLES_ONLY)


def _shows(lesson: Lesson) -> list[Block]:
    """Return what there is to read: all of it once, later where it is."""
    step = None
    if lesson.first:
        if lesson.solution:
            step = Step(_("The solution:"), lesson.solution)
        return [Shows(lesson.text, step)] if step or lesson.text is not None else []
    if lesson.solution:
        step = Step(_("The solution, and what it shows:"), lesson.solution)
    elif lesson.text is not None:
        step = Step(_("What it shows:"), lesson.show)
    return [Shows(None, step)] if step else []


def _checks(report: Report, place: Place, lacking: Mapping[str, Text]) -> Checks:
    """Return a line for each check, and one for all that ask a function that is not there."""
    claims = []
    groups: dict[object, list[Check]] = {}
    for number, check in enumerate(report.checks):
        absent = check.outcome is Outcome.MISSING and check.reason is not None
        groups.setdefault(repr(check.reason) if absent else number, []).append(check)
    for checks in groups.values():
        first = checks[0]
        if first.outcome is Outcome.MISSING and first.reason is not None:
            claims.append(_absent(report, first.reason, checks, place, lacking))
            continue
        text, state = claim(report.exercise, first), _state(first)
        claims.append(Claim(mark_of(first), _points(first), text, state, faint=first.waits))
    return Checks(tuple(claims))


def _points(*checks: Check) -> str:
    points = sum(check.points for check in checks)
    return f"{sum(check.earned for check in checks)}/{points}" if points else ""


def _absent(
    report: Report,
    reason: Reason,
    checks: Sequence[Check],
    place: Place,
    lacking: Mapping[str, Text],
) -> Claim:
    """Return the line of a function that is not there to be asked."""
    name, count, points = reason.facts.get("function"), len(checks), _points(*checks)
    line = next((one.line for one in report.functions if one.name == name), None)
    message = None
    if reason.code != "unwritten":
        message = lacking.get(str(name), reasons.sentence(reason))
        text = plural("{function} is not there ({count} check)",
                      "{function} is not there ({count} checks)",
                      count, function=name)  # fmt: skip
    elif name is None:
        text = plural("A function is not written yet ({count} check)",
                      "A function is not written yet ({count} checks)", count)  # fmt: skip
    elif line is None:
        text = plural("{function} is not written yet ({count} check)",
                      "{function} is not written yet ({count} checks)",
                      count, function=name)  # fmt: skip
    else:
        text = plural("{function}, {place}, is not written yet ({count} check)",
                      "{function}, {place}, is not written yet ({count} checks)",
                      count, function=name, place=place(line))  # fmt: skip
    return Claim(Mark.OPEN, points, text, message=message)


def _state(check: Check) -> Text | None:
    """Return why nothing is known of what a check claims, or None."""
    code = check.reason.code if check.reason else ""
    function = check.reason.facts.get("function") if check.reason else None
    function = function or check.function
    if check.outcome is Outcome.INTERNAL:
        return _("not judged")
    if check.waits:
        return _("waits for {function}", function=function)
    if check.outcome is not Outcome.NOT_RUN:
        return None
    if code == "stopped_twice":
        return _("not asked: {function} was stopped twice", function=function)
    if code == "died_too_often":
        return _("not asked: your code's process died too often")
    if code in ("idle_used_up", "idle_elsewhere"):
        return _("not asked: your code had waited for too long")
    if code == "time_used_up":
        return _("not asked: no time was left")
    return _("not asked")


def compared(found: Comparison) -> Compared:
    """Return a comparison with its words."""
    return Compared(
        _shown(found.yours, found.image),
        _shown(found.expected, found.image),
        _shown(found.input, found.image) if found.input else None,
        found.image,
    )


def _shown(panel: Panel, image: bool) -> Shown:
    """Return a panel with its words; a single cell needs no grid unless it is a pixel."""
    kind = None if panel.shape is None else _kind(panel)
    label = {"yours": _("yours"), "expected": _("expected")}.get(panel.owner)
    value = None
    if panel.what is not None:
        value = reasons.kind(panel.what)
    elif not panel.rows:
        value, kind = kind, None
    elif len(panel.rows) == 1 and len(panel.rows[0]) == 1 and not (image and kind):
        value = literal(" ".join(panel.rows[0][0].split()) or '""')
    return Shown(panel, label or literal(panel.name), kind, value)


def _kind(panel: Panel) -> Text:
    array = literal(f"{panel.dtype} {panel.shape}")
    strided, read_only = "strided" in panel.layout, "read_only" in panel.layout
    return array_words(array, strided=strided, read_only=read_only)


def array_words(array: Text, *, strided: bool, read_only: bool) -> Text:
    """Return what an array is with how it lies in memory, where that is unusual."""
    if strided and read_only:
        return _("{array}, strided, read-only", array=array)
    if strided:
        return _("{array}, strided", array=array)
    if read_only:
        return _("{array}, read-only", array=array)
    return array


def _score(report: Report, script: str) -> Score:
    if report.status == "internal":
        return Score(
            _(
                "Some checks could not be judged: the fault is the grader's, not yours. "
                "Nothing was marked."
            )  # fmt: skip
        )
    if report.problem is not None:
        return Score(_("Nothing was judged."))
    return Score(
        score_of(report),
        None if report.max_score else EXAMPLES_ONLY,
        Step(_("Try it yourself:"), script) if script else None,
    )


def _last(report: Report, what_next: Next) -> list[Block]:
    if report.passed:
        return _after_full_marks(what_next)
    command, edit = what_next.command, what_next.edit
    problem = report.problem
    if problem is not None and problem.reason.code == "no_file" and what_next.reset:
        return [Steps(Step(_("Put the course's file there:"), what_next.reset))]
    if report.status == "internal":
        again = _("Try once more:") if command else _("Try once more.")
        return [Steps(Step(again, command))] if command or edit else []
    if edit is None and not command:
        return []
    if edit is None:
        edit = _("Edit {path}, then run", path=literal(_to_edit(report)))
        lacks_file = all(check.outcome is Outcome.MISSING for check in report.checks)
        if report.problem is not None and lacks_file:
            edit = _("Then run")
    beside = None
    if report.untouched and what_next.show:
        beside = Step(_("Read it:"), what_next.show)
        lines = [function.line for function in report.functions]
        if what_next.reset and not any(lines):
            beside = Step(_("Begin anew:"), what_next.reset)
    elif report.problem is None and what_next.hint and not report.untouched:
        beside = Step(_("Stuck?"), what_next.hint)
    return [Steps(Step(edit, command), beside)]


def _to_edit(report: Report) -> str:
    """Return the path of the file that is wrong first: an earlier one is so by itself."""
    check = next(iter(explained(report)), None)
    file = report.problem.file if report.problem is not None else ""
    if check is not None and report.problem is None:
        wrong = (one.facts["exercise"] for one in check.diagnoses if one.kind == "earlier")
        # An earlier function that is right itself may well refuse what it is given.
        unwritten = check.reason is not None and check.reason.code == "earlier_unwritten"
        file = next((f"{exercise}.py" for exercise in wrong), check.file if unwritten else "")
    folder, slash, _main = report.submission.path.rpartition("/")
    return f"{folder}{slash}{file}" if file else report.submission.path


def _after_full_marks(what_next: Next) -> list[Block]:
    if what_next.after is not None:
        return [Steps(what_next.after)]
    done, total, following = what_next.done, what_next.total, what_next.following
    if not total:
        return []
    if following is None and done == total:
        following = Step(ALL_DONE)
    return [Onward(done, total, exercises_done(done, total), following)]


# The report as JSON.


def with_sentences(report: Report) -> dict[str, Any]:
    """Return a report's facts as plain values, with what they say in `message`.

    Every reason and every diagnosis has its sentence, a comparison how far the answers are
    apart (None where they were not compared by value), a panel of a value that could not be
    shown what that is. They are drawn in the language of this process, for whoever reads
    the JSON without the kit; `Report.from_dict` ignores them.
    """
    plain: dict[str, Any] = _with_sentences(report, report.exercise)
    return plain


def _with_sentences(value: Any, exercise: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_sentences(item, exercise) for key, item in value.items()}
    if not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", None)
    if names is None:
        return [_with_sentences(item, exercise) for item in value]
    plain = {
        name: _with_sentences(item, exercise) for name, item in zip(names, value, strict=True)
    }
    message: Text | None = None
    if isinstance(value, Reason):
        message = reasons.sentence(value)
    elif isinstance(value, Diagnosis):
        message = notes.sentence(value, exercise)
    elif isinstance(value, Comparison):
        message = reasons.how_far(value)
    elif isinstance(value, Panel):
        message = None if value.what is None else reasons.kind(value.what)
    else:
        return plain
    return {**plain, "message": None if message is None else draw(message)}
