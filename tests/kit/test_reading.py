"""A report is read once: every situation has its blocks, every code its sentence."""

import ast
import inspect
import re
import symtable

import pytest

from grader.report import (
    Call,
    Check,
    Comparison,
    Diagnosis,
    Function,
    Given,
    Outcome,
    Panel,
    Problem,
    Reason,
    Report,
    Source,
)
from grader.words import reading, text
from grader.words.notes import NOTES
from grader.words.notes import sentence as note_sentence
from grader.words.reading import (
    Checks,
    Failure,
    FullMarks,
    Mark,
    Next,
    Onward,
    Score,
    Step,
    Steps,
    ToWrite,
    Unjudged,
)
from grader.words.reasons import SENTENCES, sentence
from grader.words.text import draw, literal
from tests.kit.workshop import ROOT

FAILED = Check(
    "test_cells", "pad2d pads each side", "pad2d", 3, 0, Outcome.FAILED,
    reason=Reason("wrong_value", {"function": "pad2d"}),
)  # fmt: skip
PASSED = FAILED._replace(name="test_b", outcome=Outcome.PASSED, earned=3, reason=None)
UNWRITTEN = FAILED._replace(
    outcome=Outcome.MISSING, reason=Reason("unwritten", {"function": "pad2d"})
)
ABSENT = FAILED._replace(
    outcome=Outcome.MISSING, reason=Reason("absent", {"function": "pad2d", "near": None})
)
INTERNAL = FAILED._replace(
    outcome=Outcome.INTERNAL, reason=Reason("kit_failed", {"type": "KeyError"})
)
CRASHED = FAILED._replace(outcome=Outcome.CRASHED, reason=Reason("ended_itself"))
PROBLEM = Problem(Reason("load_ended"), 3, "exit()", Reason("remove_exit"), "hello\n")
NEXT = Next(
    command="grade ex05",
    hint="grade hint ex05",
    show="grade show ex05",
    script="python .grade/failing_call.py",
    done=4,
    total=7,
    following=Step(literal("Next: ex06"), "grade show ex06"),
)


def report(*checks, **fields):
    """Return a report of some checks."""
    plain = Report(
        exercise="ex05_padding",
        title="Padding",
        submission=Source(None, "exercises/ex05_padding.py", "0" * 64),
        status="failed",
        score=sum(check.earned for check in checks),
        max_score=sum(check.points for check in checks),
        seed=0,
        versions={},
        seconds=0.1,
        checks=checks,
        calls=61,
        functions=(Function("pad2d", 63),),
    )
    return plain._replace(**fields)


def waiting(code, **facts):
    """Return a check that was not asked, and why."""
    return FAILED._replace(outcome=Outcome.NOT_RUN, reason=Reason(code, facts))


SITUATIONS = {
    "full marks": (report(PASSED, status="passed"), [FullMarks, Onward]),
    "a wrong answer": (report(PASSED, FAILED), [Checks, Failure, Score, Steps]),
    "two functions": (
        report(FAILED, FAILED._replace(function="other")),
        [Checks, Failure, Failure, Score, Steps],
    ),
    "one function, three failures": (
        report(FAILED, FAILED, CRASHED),
        [Checks, Failure, Score, Steps],
    ),
    "a check that waits": (
        report(FAILED, waiting("waits", function="pad2d", written=True)),
        [Checks, Failure, Score, Steps],
    ),
    "one of two written": (report(PASSED, UNWRITTEN), [Checks, Score, Steps]),
    "nothing written": (report(UNWRITTEN, UNWRITTEN), [ToWrite, Score, Steps]),
    "no function": (report(ABSENT, functions=(Function("pad2d"),)), [ToWrite, Score, Steps]),
    "a file that does not load": (
        report(CRASHED, problem=PROBLEM),
        [Unjudged, Score, Steps],
    ),
    "a fault of the kit": (
        report(INTERNAL, PASSED, status="internal", score=None),
        [Checks, Failure, Score, Steps],
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_its_blocks(situation):
    """What happened decides which blocks there are, and in which order."""
    made, due = SITUATIONS[situation]
    assert [type(block) for block in reading.read(made, NEXT)] == due


@pytest.mark.parametrize("situation", SITUATIONS)
def test_without_a_next_step_nothing_is_told_to_do(situation):
    """Whoever says nothing of what comes next gets no steps, and all other blocks."""
    made, due = SITUATIONS[situation]
    blocks = [type(block) for block in reading.read(made)]
    assert blocks == [kind for kind in due if kind not in (Steps, Onward)]


def block_of(kind, made, **settings):
    """Return the first block of some kind."""
    blocks = reading.read(made, NEXT, **settings)
    return next(block for block in blocks if isinstance(block, kind))


LATE = FAILED._replace(reason=Reason("waits", {"function": "f", "written": True}))


@pytest.mark.parametrize(
    ("check", "mark", "state"),
    [
        (PASSED, Mark.PASS, None),
        (FAILED, Mark.FAIL, None),
        (CRASHED, Mark.FAIL, None),
        (INTERNAL, Mark.OPEN, "not judged"),
        (LATE, Mark.OPEN, "waits for f"),
        (waiting("waits", function="f"), Mark.OPEN, "waits for f"),
        (waiting("stopped_twice", function="f"), Mark.OPEN, "not asked: f was stopped twice"),
        (
            waiting("died_too_often"),
            Mark.OPEN,
            "not asked: your code's process died too often",
        ),
        (
            waiting("idle_used_up"),
            Mark.OPEN,
            "not asked: your code had waited for too long",
        ),
        (waiting("time_used_up"), Mark.OPEN, "not asked: no time was left"),
        (waiting("of_a_newer_kit"), Mark.OPEN, "not asked"),
    ],
)
def test_the_list_of_checks_says_why_one_is_open(check, mark, state):
    """A check that was not judged says why in the list; nothing that was asked is not run."""
    claim = block_of(Checks, report(FAILED, check)).claims[1]
    assert (claim.mark, draw(claim.text)) == (mark, "pad2d pads each side")
    assert claim.state is None if state is None else draw(claim.state) == state
    assert claim.faint is check.waits


def test_what_waits_is_explained_by_what_it_waits_for():
    """A check that failed behind another function has no explanation of its own."""
    later = LATE._replace(function="g", outcome=Outcome.ERROR)
    blocks = reading.read(report(FAILED, later), NEXT)
    assert [block.function for block in blocks if isinstance(block, Failure)] == ["pad2d"]


@pytest.mark.parametrize(
    ("check", "text", "message"),
    [
        (UNWRITTEN, "pad2d, line 63, is not written yet (2 checks)", None),
        (ABSENT, "pad2d is not there (2 checks)", "Your file has no function pad2d."),
        (
            UNWRITTEN._replace(reason=Reason("unwritten", {"function": None})),
            "A function is not written yet (2 checks)",
            None,
        ),
    ],
)
def test_a_function_that_is_not_there_takes_one_line(check, text, message):
    """All checks of a function that is not written are one line, with their points."""
    passed, line, other = block_of(Checks, report(PASSED, check, FAILED, check)).claims
    assert (line.mark, line.points, draw(line.text)) == (Mark.OPEN, "0/6", text)
    assert line.message is None if message is None else draw(line.message) == message
    assert (passed.mark, other.mark) == (Mark.PASS, Mark.FAIL)
    one = block_of(Checks, report(PASSED, check)).claims[1]
    assert draw(one.text) == text.replace("2 checks", "1 check")


def array(owner, shape=(2,), **fields):
    """Return a panel of an array."""
    return Panel(owner, dtype="float64", shape=shape, rows=(("1", "2"),), **fields)


COMPARED = Comparison(array("yours"), array("expected"), 1, 2, 0.5)


def failure(**fields):
    """Return the block of a failed check with some fields."""
    return reading.failure(report(), FAILED._replace(**fields))


def test_a_message_is_left_out_where_the_answers_say_it():
    """That another value came is said once: by the answers where they are shown."""
    assert failure().message is not None
    assert failure(comparison=COMPARED).message is None
    assert draw(failure(comparison=COMPARED).difference) == "1 of 2 values differs, by 0.5"
    shapes = Reason("wrong_shape", {"part": "", "yours": (2,), "expected": (3,)})
    assert failure(comparison=COMPARED, reason=shapes).message is not None


def test_a_value_without_cells_is_said():
    """A panel says in words what has no cells, and a single plain value as it is."""
    other = Panel("yours", what={"kind": "other", "type": "Image", "why": "class"})
    empty = Panel("expected", dtype="float64", shape=(0, 3))
    block = failure(comparison=Comparison(other, empty))
    assert draw(block.comparison.yours.value) == "a value of type Image"
    assert draw(block.comparison.expected.value) == "float64 (0, 3)"
    plain = failure(
        comparison=Comparison(Panel("yours", rows=(("(2, 1)",),)), array("expected"))
    )
    assert draw(plain.comparison.yours.value) == "(2, 1)"
    assert plain.comparison.expected.value is None


def test_a_layout_is_said_in_words():
    """What is unusual about an array's memory stands behind dtype and shape."""
    layouts = {
        (): "float64 (2,)",
        ("strided",): "float64 (2,), strided",
        ("read_only",): "float64 (2,), read-only",
        ("strided", "read_only"): "float64 (2,), strided, read-only",
    }
    for layout, words in layouts.items():
        shown = array("yours", layout=layout)
        block = failure(comparison=COMPARED._replace(yours=shown))
        assert draw(block.comparison.yours.kind) == words


def test_each_diagnosis_has_its_label():
    """A cause has the word of its role before it; a note is called one, and is no cause."""
    diagnoses = (
        Diagnosis("why", "mistake", "a", text="A."),
        Diagnosis("also", "mistake", "b", text="B."),
        Diagnosis("why", "note", "zero"),
    )
    block = failure(diagnoses=diagnoses)
    causes = [(draw(why.label), draw(why.text)) for why in block.causes]
    assert causes == [("why", "A."), ("also", "B.")]
    said = [(draw(why.label), draw(why.text)) for why in block.notes]
    assert said == [("note", "Every value of yours is 0.")]


def test_a_call_knows_its_data_sets():
    """The data sets that a call or its arguments use are named, and no other."""
    given = (Given("x", "iris.x[:3]", "float64", (3, 4)),)
    assert failure(call=Call("f", "f(x, gates.y)", given)).data_sets == ("gates", "iris")
    assert failure(call=Call("f", "f(my_iris.x)")).data_sets == ()


def test_whoever_calls_knows_places_and_what_is_lacking():
    """A line stands where the caller says, and a missing function has the caller's reason."""
    cell = lambda line: literal(f"cell 3, line {line}")  # noqa: E731
    placed = block_of(Failure, report(FAILED._replace(line=7, source="x @ x")), place=cell)
    assert [(draw(place), text) for place, text in placed.raised_at] == [
        ("cell 3, line 7", "x @ x")
    ]
    lacking = {"pad2d": literal("no cell defines it")}
    _passed, absent = block_of(Checks, report(PASSED, ABSENT), lacking=lacking).claims
    assert draw(absent.message) == "no cell defines it"
    assert draw(reading.failure(report(), ABSENT, lacking=lacking).message) == (
        "no cell defines it"
    )
    gone = report(ABSENT, functions=(Function("pad2d"),))
    block = block_of(ToWrite, gone, lacking=lacking)
    assert draw(block.functions[0].message) == "no cell defines it"
    assert block.note is None


def test_a_file_without_any_of_the_functions_is_no_stub():
    """Only where nothing is near to a name may the file be another one."""
    functions = (Function("pad2d"),)
    near = ABSENT._replace(reason=Reason("absent", {"function": "pad2d", "near": "pad"}))
    number = ABSENT._replace(reason=Reason("not_callable", {"function": "pad2d"}))
    assert block_of(ToWrite, report(ABSENT, functions=functions)).note is not None
    assert block_of(ToWrite, report(near, functions=functions)).note is None
    block = block_of(ToWrite, report(number, functions=functions))
    assert (block.note, draw(block.functions[0].state)) == (None, "not a function")
    assert block_of(ToWrite, report(UNWRITTEN)).note is None


def test_an_edition_without_points_says_so():
    """Where only the examples are judged there are no points, and why is said."""
    passed, failed = PASSED._replace(points=0, earned=0), FAILED._replace(points=0)
    block = block_of(Score, report(passed, failed))
    assert draw(block.text) == "1 of 2 checks."
    assert block.note == reading.EXAMPLES_ONLY
    full = block_of(FullMarks, report(passed, status="passed"))
    assert full.message == reading.EXAMPLES_ONLY
    assert block_of(Score, report(PASSED, FAILED)).note is None


@pytest.mark.parametrize(
    ("made", "main", "beside"),
    [
        (report(FAILED), ("Edit exercises/ex05_padding.py, then run", "grade ex05"), "Stuck?"),
        (report(UNWRITTEN), ("Edit exercises/ex05_padding.py, then run", "grade ex05"),
         "Read it:"),
        (report(CRASHED, problem=PROBLEM),
         ("Edit exercises/ex05_padding.py, then run", "grade ex05"), None),
        (report(UNWRITTEN, problem=PROBLEM), ("Then run", "grade ex05"), None),
        (report(INTERNAL, status="internal"), ("Try once more:", "grade ex05"), None),
    ],
)  # fmt: skip
def test_the_last_step_fits_the_situation(made, main, beside):
    """What to do next depends on what was found."""
    block = block_of(Steps, made)
    assert (draw(block.main.text), block.main.command) == main
    assert (block.beside and draw(block.beside.text)) == beside


def test_the_end_of_the_course_has_no_next_exercise():
    """After the last full marks nothing follows, and that is said."""
    full = report(PASSED, status="passed")
    assert block_of(Onward, full).following == NEXT.following
    end = NEXT._replace(done=7, following=None)
    (last,) = [one for one in reading.read(full, end) if isinstance(one, Onward)]
    assert last.following == Step(reading.ALL_DONE)
    after = NEXT._replace(after=Step(literal("Copy it"), "!grade ex05"))
    assert reading.read(full, after)[-1] == Steps(after.after)


def test_only_a_whole_output_tells_its_lines():
    """An output as long as the limit was probably cut: nobody knows how much more there is."""
    whole, cut = failure(printed="a\n"), failure(printed="a" * reading.FULL_PRINT)
    assert whole.printed.whole
    assert not cut.printed.whole
    assert draw(reading.more_printed(3, whole.printed)) == "... and 3 lines more"
    assert draw(reading.more_printed(3, cut.printed)) == "... and much more"


# Every code and every note that the kit makes.


def constants_given_to(name):
    """Return the texts that are written out as first argument of calls of a name."""
    found = set()
    for path in sorted((ROOT / "grader").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_code_that_is_made_has_a_sentence():
    """No reason is made whose code no sentence knows."""
    made = constants_given_to("Reason")
    assert len(made) > 30
    assert made <= set(SENTENCES)


def words_in(path):
    """Return all texts that are written out in a module."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_every_note_that_is_made_has_a_sentence():
    """The notes that are found are those that can be said, each by its name."""
    rules = ("notes", "reasking", "transforms", "conditions")
    made = [f"grader/judge/{name}.py" for name in rules]
    assert set(NOTES) <= set().union(*(words_in(one) for one in made if (ROOT / one).exists()))
    tree = ast.parse((ROOT / "grader/judge/notes.py").read_text(encoding="utf-8"))
    names = {
        node.elts[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        and len(node.elts) == 2
        and isinstance(node.elts[0], ast.Constant)
        and isinstance(node.elts[1], ast.Dict)
    }
    assert names <= set(NOTES)


def test_hints_and_late_stops_have_sentences():
    """Codes that are chosen from tables are known too."""
    from grader.judge import mishaps

    source = inspect.getsource(mishaps._hint_code)
    chosen = set(re.findall(r'"([a-z]+_[a-z_]+)"', source))
    assert len(chosen) > 8
    assert chosen <= set(SENTENCES)
    assert set(mishaps.WHILE_LOADING) | set(mishaps.WHILE_LOADING.values()) <= set(SENTENCES)


NUMBERS = {"worst", "relative", "seconds", "factor", "amount", "yours", "expected"}
EXAMPLES = {
    "activation": "relu", "after": True, "arguments": ("x", "w"), "bits": 90, "byte": 199,
    "bytes": 1 << 21, "count": 2, "expected": {"kind": "array", "shape": (2,)}, "more": 2,
    "most": 9, "names": ("a", "b"), "near_line": 4, "numbers": 2, "order": (1, 0), "row": 0,
    "seconds": 2.0, "shape": (1,), "size": 4, "tie": True, "times": 2, "written": True,
    "parts": ("dw1", "db1"), "right": ("dw2",), "negated": False, "different": 5, "wanted": 2,
    "first": (2, 3), "second": (4, 3), "whole": (2, 3), "rows": (2,),
    "factor": 2.0, "amount": 0.5, "axis": 0, "yours": {"kind": "list"},
}  # fmt: skip
OWN = {
    "not_raised": {"expected": "ValueError"},
    "exception_returned": {"expected": "ValueError"},
    "raised_another": {"expected": "ValueError"},
    "one_array": {"expected": 2},
    "wrong_length": {"yours": 3, "expected": 2},
    "wrong_keys": {"yours": ("a",), "expected": ("b",)},
    "wrong_shape": {"yours": (3,), "expected": (2,)},
    "wrong_dtype": {"yours": "float32", "expected": "float64"},
    "row_sums": {"yours": 1.6, "expected": 1.0},
    "parts_exchanged": {"yours": ("b", "a"), "expected": ("a", "b")},
    "order": {"yours": ("b", "a"), "expected": ("a", "b")},
    "default": {"yours": "0", "expected": "1"},
    "some_parts_right": {"wrong": ("b",)},
    "parameters_renamed": {"yours": ("d",), "expected": ("dilation",)},
    "array_for_a_shape": {"shape": (2, 3)},
    "other_number_of_cells": {"size": 6},
    "index_beyond_the_end": {"index": 3, "axis": 0, "size": 3},
    "no_such_axis": {"axis": 2, "axes": 2},
    "too_many_indices": {"axes": 2, "given": 3},
    "pairs_of_padding": {"pairs": 2, "axes": 4},
}


def facts_for(code, say):
    """Return facts of every kind that a sentence takes."""
    names = inspect.signature(say).parameters
    return {name: OWN.get(code, {}).get(name, EXAMPLES.get(name, "word")) for name in names}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_reason_can_be_said(code):
    """Each code becomes one sentence, with its facts, and with none that may be withheld."""
    say = SENTENCES[code]
    facts = facts_for(code, say)
    told = draw(sentence(Reason(code, facts)))
    assert told
    assert "{" not in told
    optional = {
        name: None
        for name, parameter in inspect.signature(say).parameters.items()
        if "None" in str(parameter.annotation)
    }
    assert draw(sentence(Reason(code, {**facts, **optional})))


@pytest.mark.parametrize("name", NOTES)
def test_every_note_can_be_said(name):
    """Each note becomes a sentence that names no template's place."""
    facts = facts_for(name, NOTES[name])
    told = draw(note_sentence(Diagnosis("why", "note", name, facts), "ex01_trial"))
    assert told.endswith(".")
    assert "{" not in told


def test_a_code_of_a_newer_kit_stands_for_itself():
    """What this kit does not know is shown by its code, never as an error."""
    assert draw(sentence(Reason("of_tomorrow", {"x": 1}))) == "of_tomorrow"


class Brackets(text.English):
    """A made-up language that brackets each message."""

    def one(self, english):
        return f"[{english}]"

    def plural(self, one, many, count):
        return f"[{super().plural(one, many, count)}]"

    def of_exercise(self, exercise, key, english):
        return f"<{key}>"


@pytest.fixture
def brackets():
    """Everything is drawn in brackets."""
    text.use(Brackets())
    yield
    text.use(text.English())


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_block_can_be_translated(brackets, situation):
    """Whatever stands in a block as a text is a message, or the exercise's own, or code."""
    from grader.render import terminal
    from grader.render.look import Look

    made, _ = SITUATIONS[situation]
    screen = terminal.body(reading.read(made, NEXT), Look())
    outside = screen
    while outside != (inner := re.sub(r"\[[^\[\]]*\]|<[^<>]*>", "", outside)):
        outside = inner
    for known in (
        "exit()", "hello", "pad2d", "grade show ex05", "grade show ex06", "grade hint ex05",
        "grade ex05", "python .grade/failing_call.py", "Next: ex06",
    ):  # fmt: skip
        outside = outside.replace(known, "")
    assert not re.search(r"[A-Za-z]", outside), screen


def test_a_function_that_marks_texts_leaves_the_marker_alone():
    """A function that calls `_` never gives that name to something else: it would fail."""
    for path in sorted((ROOT / "grader").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            table = symtable.symtable(ast.unparse(function), path.name, "exec")
            scope = next(c for c in table.get_children() if c.get_name() == function.name)
            uses = "_" in scope.get_identifiers() and scope.lookup("_")
            calls = any(
                isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
                for node in ast.walk(function)
            )
            assert not (calls and uses and uses.is_local()), f"{path.name}: {function.name}"
