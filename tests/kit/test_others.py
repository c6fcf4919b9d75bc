"""What leaves a student's report for other eyes: nothing that student code can have written."""

import inspect
import json
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import report as records
from grader.classroom.book import others
from grader.classroom.book.others import for_others, handed_out
from grader.judge import submission
from grader.judge.grade import grade
from grader.report import (
    Aspect,
    Call,
    Check,
    Comparison,
    Diagnosis,
    Function,
    Outcome,
    Panel,
    Problem,
    Reason,
    Report,
    Source,
)
from grader.words import notes, reasons
from grader.words.catalogs import MadeUp
from grader.words.reading import with_sentences
from grader.words.text import English, draw, use
from tests.kit.workshop import course_of

SECRET = "sh0625x"


# --- the list is whole ---

RECORDS = [
    kind
    for kind in vars(records).values()
    if inspect.isclass(kind) and hasattr(kind, "_fields") and kind is not Reason
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_is_listed_or_withheld(kind):
    """A field that comes new into a report must be thought about: it stands in the list."""
    assert set(others.FIELDS[kind]) == set(kind._fields)


@pytest.mark.parametrize(
    ("listed", "known"),
    [(others.FACTS, reasons.SENTENCES), (others.NOTES, notes.NOTES)],
    ids=["reasons", "notes"],
)
def test_every_fact_is_listed_or_withheld(listed, known):
    """A code or a fact that comes new must be thought about, and none is there that is gone."""
    wanted = {code: set(inspect.signature(say).parameters) for code, say in known.items()}
    assert {code: set(facts) for code, facts in listed.items()} == {
        code: facts for code, facts in wanted.items() if facts
    }


def test_what_is_not_listed_is_withheld(monkeypatch):
    """Without its line in the list a field, a fact and a code give nothing."""
    monkeypatch.delitem(others.FIELDS[Check], "title")
    monkeypatch.delitem(others.FACTS["wrong_value"], "function")
    kept = for_others(of_checks(failed(Reason("wrong_value", {"function": "f"}))))
    assert kept.checks[0].title is None
    assert kept.checks[0].reason == Reason("wrong_value", {})
    new = for_others(of_checks(failed(Reason("of_a_newer_kit", {"text": SECRET}))))
    assert new.checks[0].reason == Reason("of_a_newer_kit", {})


# --- no secret passes ---

# Facts that student code can influence, by the code of their reason or note.
INFLUENCED = {
    "raised": {"type", "builtin", "message"},
    "raised_another": {"type", "builtin"},
    "failed_second_load": {"type", "builtin"},
    "wrong_arity": {"takes"},
    "unwritten": {"function"},
    "absent": {"near", "near_line"},
    "wrong_type": {"yours"},
    "wrong_keys": {"yours"},
    "wrong_dtype": {"yours"},
    "not_a_finite_number": {"value"},
    "claim": {"text"},
    "unpacked_shape": {"name", "shape"},
    "product_needs_transpose": {"one", "first", "two", "second"},
    "product_does_not_fit": {"one", "first", "two", "second"},
    "array_for_a_shape": {"name", "shape"},
    "argument_missing": {"function"},
    "parameters_renamed": {"yours"},
    "parameters_extra": {"names"},
}
INFLUENCED_IN_NOTES = {
    "not_finite": {"warning"},
    "warning": {"warning"},
    "default": {"yours"},
}

# Facts of the kit's own, as they are usually; of some codes they are of another kind.
USUAL = {
    "activation": "tanh", "after": True, "amount": 0.5, "argument": "x", "arguments": ("x",),
    "axis": 1, "bits": 9000, "byte": 255, "bytes": 9, "called": "(x)", "count": 3,
    "exercise": "ex05_padding", "factor": 2.0, "file": "ex05_padding.py", "function": "f",
    "module": "torch", "more": 1, "most": 8, "name": "N", "names": ("x", "y"), "near_line": 3,
    "numbers": 4, "order": (1, 0), "part": "result[0]", "path": "a/b.py", "place": "a.py:3",
    "row": 0, "seconds": 2.0, "shape": (2, 1), "signal": "SIGSEGV", "size": 4,
    "system": "Input/output error", "text": "the record is old", "tie": False, "times": 2,
    "parts": ("dw1",), "right": ("dw1",), "wrong": ("db1",), "by": "x.size", "negated": False,
    "parameter": "stride", "different": 4, "wanted": 2, "got": 4, "first": (2, 3),
    "second": (4, 3), "whole": (2, 3), "rows": (2,), "pairs": 2, "axes": 4, "index": 3,
    "given": 3, "due": "ValueError",
    "type": "tuple", "what": "nan", "written": True, "yours": 3, "expected": "ValueError",
}  # fmt: skip
OF_CODES = {
    "none_returned": {"expected": {"kind": "array", "shape": (2,)}},
    "wrong_type": {"expected": {"kind": "number"}},
    "one_array": {"expected": 2},
    "wrong_length": {"expected": 2},
    "wrong_keys": {"expected": ("a", "b")},
    "wrong_shape": {"yours": (2,), "expected": (3,)},
    "row_sums": {"yours": 0.5, "expected": 1.0},
    "parts_exchanged": {"yours": ("b", "a"), "expected": ("a", "b")},
    "order": {"yours": ("b", "a"), "expected": ("a", "b")},
    "default": {"expected": "1"},
    "parameters_renamed": {"expected": ("dilation",)},
}

texts = st.builds("{}{}{}".format, st.text(max_size=3), st.just(SECRET), st.text(max_size=3))
kinds = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["other", "other", "array", SECRET]),
        "type": texts,
        "detail": texts,
        "shape": st.just((2,)) | st.tuples(texts),
        "length": texts,
        "why": st.sampled_from(["class", "subclass", "dtype", "large", "scalar", SECRET]),
        SECRET: texts,
    }
)
written = st.one_of(texts, st.tuples(texts), kinds, st.none())


def facts_of(draw, code, say, influenced):
    """Draw facts of a code: what student code can influence holds the secret."""
    names = inspect.signature(say).parameters
    facts = {name: OF_CODES.get(code, {}).get(name, USUAL.get(name)) for name in names}
    facts |= {name: draw(written) for name in influenced.get(code, ())}
    return facts | draw(st.dictionaries(st.just("new_fact") | texts, written, max_size=1))


@st.composite
def reasons_of_any_kind(draw):
    """Draw a reason, sometimes one of a newer kit."""
    code = draw(st.sampled_from([*reasons.SENTENCES, "of_a_newer_kit"]))
    if code not in reasons.SENTENCES:
        return Reason(code, draw(st.dictionaries(texts, written, max_size=2)))
    return Reason(code, facts_of(draw, code, reasons.SENTENCES[code], INFLUENCED))


@st.composite
def diagnoses(draw):
    """Draw a note; its text should be empty, and holds the secret."""
    code = draw(st.sampled_from([*notes.NOTES, "did_you_mean", "remove_exit"]))
    say = notes.NOTES.get(code) or reasons.SENTENCES[code]
    facts = facts_of(draw, code, say, INFLUENCED_IN_NOTES)
    return Diagnosis(draw(st.sampled_from(["why", "also"])), "note", code, facts, draw(texts))


def some_of(kind, **fields):
    """Return a strategy for records; fields that are not named have their default."""
    return st.fixed_dictionaries(fields).map(lambda held: kind(**held))


panels = some_of(
    Panel,
    owner=st.just("yours"),
    name=st.just("result[0]"),
    dtype=texts | st.just("float64"),
    shape=st.none() | st.just((2, 2)),
    rows=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    numeric=st.just(False),
    what=st.none() | kinds,
)
comparisons = some_of(
    Comparison, yours=panels, expected=st.just(Panel("expected", rows=(("'same'",),)))
)
checks = some_of(
    Check,
    name=st.just("test_f"),
    title=st.just("f is right"),
    function=st.just("f"),
    points=st.just(3),
    earned=st.just(0),
    outcome=st.sampled_from(Outcome),
    aspect=st.sampled_from(Aspect),
    reason=st.none() | reasons_of_any_kind(),
    call=st.none() | st.just(Call("f", "f(1)")),
    comparison=st.none() | comparisons,
    diagnoses=st.lists(diagnoses(), max_size=2).map(tuple),
    line=st.none() | st.just(3),
    source=texts,
    printed=texts,
    seconds=st.just(0.1),
)
problems = some_of(
    Problem,
    reason=reasons_of_any_kind(),
    line=st.none() | st.just(3),
    source=texts,
    hint=st.none() | reasons_of_any_kind(),
    printed=texts,
)


def of_checks(*checks, problem=None):
    """Return a report."""
    return Report(
        "ex05_padding", "Padding", Source("kim", "a.py", "0" * 64), "failed", 0, 3, 0,
        {"kit": "0"}, 0.1, checks, functions=(Function("f", 1),), problem=problem,
    )  # fmt: skip


def failed(reason, **more):
    """Return a check that failed."""
    return Check("test_f", "f is right", "f", 3, 0, Outcome.FAILED, reason=reason, **more)


def nothing_passes(whole):
    """Fail where facts or sentences, in any language, hold the secret for others."""
    assert SECRET in json.dumps(whole.to_dict())
    kept = for_others(whole)
    assert SECRET not in json.dumps(kept.to_dict())
    assert Report.from_dict(json.loads(json.dumps(kept.to_dict()))) == kept
    try:
        for language in (English(), MadeUp()):
            use(language)
            assert SECRET not in json.dumps(with_sentences(kept))
    finally:
        use(English())


@settings(max_examples=100)
@given(st.lists(checks, min_size=1, max_size=2), st.none() | problems)
def test_no_text_of_student_code_passes(some, problem):
    """Whatever a report holds of texts of student code, nothing of them passes."""
    nothing_passes(of_checks(*some, problem=problem))


@settings(max_examples=300)
@given(reasons_of_any_kind(), diagnoses())
def test_no_fact_of_student_code_passes(reason, diagnosis):
    """No reason, hint, note or diagnosis lets a text of student code pass."""
    why = failed(reason, diagnoses=(diagnosis,))
    nothing_passes(of_checks(why, problem=Problem(reason, hint=reason)))


@settings(max_examples=200)
@given(comparisons)
def test_no_answer_of_student_code_passes(comparison):
    """No answer lets a text of student code pass, nor the name of its class."""
    nothing_passes(of_checks(failed(None, comparison=comparison, printed=SECRET)))


# --- what passes ---


def the(check):
    """Return a check as others see it."""
    return for_others(of_checks(check)).checks[0]


@pytest.mark.parametrize(
    ("reason", "facts"),
    [
        (Reason("raised", {"type": "ValueError", "builtin": "ValueError", "message": "no"}),
         {"type": "ValueError", "builtin": "ValueError", "message": None}),
        (Reason("raised", {"type": "Mine", "builtin": "KeyError", "message": "no"}),
         {"type": None, "builtin": "KeyError", "message": None}),
        (Reason("unwritten", {"function": "f"}), {"function": "f"}),
        (Reason("unwritten", {"function": "helper"}), {"function": None}),
        (Reason("wrong_dtype", {"part": "", "yours": "int64", "expected": "float64"}),
         {"part": "", "yours": "int64", "expected": "float64"}),
        (Reason("not_a_finite_number", {"part": "", "value": "(nan+infj)"}),
         {"part": "", "value": "(nan+infj)"}),
        (Reason("newest_of", {"path": "a\u202e/b.py"}), {"path": "a\\u202e/b.py"}),
    ],
    ids=lambda one: "",
)  # fmt: skip
def test_facts_that_pass(reason, facts):
    """Names that everybody has, numbers and paths pass, and say what the instructor needs."""
    assert the(failed(reason)).reason == Reason(reason.code, facts)


def test_an_exception_keeps_its_line():
    """Of an exception the type and the line are there, and a sentence can be made."""
    raised = Reason("raised", {"type": "Mine", "builtin": "KeyError", "message": SECRET})
    check = the(failed(raised, line=7, source=SECRET))
    assert (check.line, check.source) == (7, "")
    assert draw(reasons.sentence(check.reason)) == "KeyError"


def test_answers_that_are_numbers_stay():
    """The instructor sees the student's numbers beside the expected ones."""
    yours = Panel("yours", dtype="float64", shape=(1,), rows=(("-1e-07",),), numeric=True)
    told = Comparison(yours, yours._replace(owner="expected"), input=yours._replace(name="x"))
    assert the(failed(None, comparison=told)).comparison == told


def test_answers_that_are_text_are_said_to_be_so():
    """In the place of a text the instructor reads that there is one; the right one stays."""
    yours = Panel("yours", dtype="str", rows=(("'abc'",),))
    right = Panel("expected", dtype="str", rows=(("'same'",),))
    kept = the(failed(None, comparison=Comparison(yours, right))).comparison
    assert (kept.yours.rows, kept.yours.dtype, kept.expected) == ((), "str", right)
    assert draw(reasons.kind(kept.yours.what)) == "a text, shown only to its author"


def test_a_known_mistake_stays_whole():
    """The sentence about a known mistake is its author's, the same for whoever makes it."""
    known = Diagnosis("why", "mistake", "mean", {}, "Sum, not mean.")
    assert the(failed(None, diagnoses=(known,))).diagnoses == (known,)


@pytest.mark.parametrize(
    ("warned", "passes"),
    [
        ("invalid value encountered in log", True),
        ("overflow encountered in scalar multiply", True),
        ("overflow encountered in 0_0625_3_1875", False),
        (f"overflow encountered in exp {SECRET}", False),
    ],
)
def test_only_warnings_of_numpy_pass(warned, passes):
    """A warning passes where it is one of NumPy's to the letter."""
    note = Diagnosis("why", "note", "warning", {"warning": warned})
    (kept,) = the(failed(None, diagnoses=(note,))).diagnoses
    assert kept.facts == {"warning": warned if passes else None}


# --- what is handed out ---

DIGITS = 123456789
SAID = {
    "wrong_shape": {"part": "", "yours": (DIGITS, 2), "expected": (3,)},
    "too_many_bits": {"part": "", "bits": DIGITS},
    "not_a_finite_number": {"part": "", "value": f"(0.{DIGITS}+infj)"},
    "wrong_type": {
        "part": "", "expected": {"kind": "number"},
        "yours": {"kind": "other", "type": None, "why": "large", "detail": f"({DIGITS},)"},
    },
}  # fmt: skip


def carrying():
    """Return reports whose answer holds digits of the inputs, each in another place."""
    grid = Panel("yours", dtype="int64", shape=(1,), rows=((f"{DIGITS}",),), numeric=True)
    long = grid._replace(rows=(), shape=(DIGITS, 0))
    marked = grid._replace(rows=(), marks=((12, 34), (56, 78), (90, 12)), window=(f"{DIGITS}",))
    right = Panel("expected", dtype="int64", shape=(1,), rows=(("5",),), numeric=True)
    for panel in (grid, long, marked):
        yield failed(None, comparison=Comparison(panel, right))
    numbers = {"differing": DIGITS, "worst": DIGITS / 7, "relative": DIGITS / 1e9}
    for name, number in numbers.items():
        panel = grid._replace(rows=())
        yield failed(None, comparison=Comparison(panel, right)._replace(**{name: number}))
    for code, facts in SAID.items():
        yield failed(Reason(code, facts))
    note = Diagnosis("why", "note", "factor", {"factor": DIGITS / 1e9, "name": "N"})
    yield failed(None, diagnoses=(note,))
    yield failed(Reason("raised", {"type": "ValueError"}))._replace(line=DIGITS % 10**6)
    yield failed(None)._replace(seconds=DIGITS / 1e8)


@pytest.mark.parametrize("check", [*carrying()], ids=lambda check: "")
def test_no_answer_carries_the_inputs_out(check):
    """With a secret seed no number, line or time that code decides has more than few digits."""
    whole = for_others(of_checks(check))._replace(seconds=DIGITS / 1e8, idle=DIGITS / 1e7)
    assert handed_out(whole) is whole  # seed 0: everybody has the inputs
    out = handed_out(whole._replace(seed=None))
    plain = json.dumps(with_sentences(out))
    numbers = re.findall(r"\d+", plain)
    assert max(len(number.strip("0")) for number in numbers) <= 4
    told = out.checks[0].comparison
    assert told is None or (told.yours.marks, told.expected.marks) == ((), ())
    assert out.checks[0].outcome is check.outcome


# --- real files ---

SUITE = '''
"""Hidden suite of a trial."""

from grader.judge.suite import points


@points(1)
def test_double(agree, rng):
    """Every number is doubled."""
    agree("double", rng.array((3,)))


@points(1)
def test_name(student):
    """The name is short."""
    answer = student.name(1)
    assert answer == "", f"its name is {answer}"
'''
RIGHT = "def double(x):\n    return 2 * x\n\n\ndef name(x):\n    return ''\n"

# Ways to get a text out; each replaces the body of `double`, or is the whole file.
BODIES = {
    "prints": "print(S)",
    "raises": "raise ValueError(S)",
    "class_of_an_exception": "raise type(S, (ValueError,), {})(1)",
    "not_written_inside": "def f(): raise NotImplementedError\n"
    "    f.__code__ = f.__code__.replace(co_name=S)\n    f()",
    "text": "return S",
    "texts": "return [S, S]",
    "array_of_texts": "import numpy as np\n    return np.array([S])",
    "class": "return type(S, (), {})()",
    "class_of_an_array": "import numpy as np\n    return x.view(type(S, (np.ndarray,), {}))",
    "dtype": "import numpy as np\n    return np.zeros(3, [(S, 'f8')])",
    "warns": "import warnings\n    warnings.warn(S, RuntimeWarning)\n"
    "    return x * float('nan')",
}
FILES = {
    "name": RIGHT.replace("return ''", f"return {SECRET!r}"),
    "near": RIGHT.replace("double", f"double{SECRET}"),
    "parameters": RIGHT.replace("double(x)", f"double({SECRET}, more)"),
    "print_on_top": f"print({SECRET!r})\nraise ValueError\n",
    "raise_on_top": f"raise ValueError({SECRET!r})\n",
    "syntax": f"{SECRET} = = 1\n",
    "module": f"import {SECRET}\n",
} | {
    name: RIGHT.replace("return 2 * x", f"S = {SECRET!r}\n    {body}\n    return x")
    for name, body in BODIES.items()
}


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    """Return an exercise of two functions."""
    root = tmp_path_factory.mktemp("course")
    return course_of(root, SUITE, RIGHT, {"double": "(x)", "name": "(x)"})


@pytest.mark.parametrize("name", FILES)
def test_each_way_out_is_one(exercise, name, tmp_path):
    """Alone, for their author's eyes, each of these files gets the secret into its report."""
    path = tmp_path / "submission.py"
    path.write_text(FILES[name], encoding="utf-8")
    made = grade(exercise, submission.read(path, exercise._replace(root=tmp_path)))
    assert made.status == "failed"
    assert SECRET in json.dumps(made.to_dict())
    assert SECRET not in json.dumps(for_others(made).to_dict())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="grade batch runs on Linux and macOS")
def test_no_file_of_a_batch_holds_a_text_of_student_code(exercise, tmp_path, monkeypatch):
    """Whichever way a student tries, the secret is in no file of OUT and not on the screen."""
    from tests.kit.test_batch import run

    for name, text in FILES.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        path = tmp_path / "class" / name / f"{exercise.name}.py"
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(exercise.root)
    out = tmp_path / "out"
    words = ["batch", str(tmp_path / "class"), "--out", str(out), "--seed", "0"]
    words += ["--sandbox", "process"]
    for more in ([], ["--format", "json"]):
        done = run([*words, *more])
        assert done.exit_code == 0
        assert SECRET not in done.output + done.stderr
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) >= len(FILES) + 2
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
