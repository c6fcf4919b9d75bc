"""What is made in the worker crosses as a name and parameters, and nothing else does."""

import copy
import os
import pickle
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.author import examples
from grader.author import record as recording
from grader.author.oracle import require_torch
from grader.course import find_course
from grader.errors import KitFault
from grader.judge import references, show, sources, submission
from grader.judge.compare import differ, tolerance_for
from grader.judge.diagnosis import matching
from grader.judge.grade import grade
from grader.judge.inputs import generator, network, polynomial
from grader.judge.inquiry import Drawing, Evidence, Inquiry
from grader.judge.references import Expected, Mistake, digest
from grader.judge.suite import declared
from grader.render import terminal
from grader.render.look import Look
from grader.report import Aspect, Outcome
from grader.sandbox.answer import Answer
from grader.sandbox.inside import wire
from grader.sandbox.inside.making import ACTIVATIONS, MAKERS, make
from grader.sandbox.inside.wire import Made
from grader.sandbox.modes import open_sandbox
from grader.words.reading import read
from grader.words.text import draw, literal
from tests.kit.test_failing_call import script_of
from tests.kit.workshop import ROOT, NumpyOracle, answering, asked

MANY = settings(max_examples=100)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.one_of(
    st.integers(1 - (1 << 64), (1 << 64) - 1),
    NUMBERS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
ROWS = st.lists(LEAVES, max_size=3).map(tuple)
PARAMETERS = st.one_of(LEAVES, ROWS, st.lists(ROWS, max_size=3).map(tuple))
MADE = st.builds(
    Made, st.sampled_from(wire.KINDS), st.lists(PARAMETERS, max_size=3).map(lambda x: (*x,))
)
SANDBOXES = [
    "process",
    pytest.param(
        "bubblewrap",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's"),
    ),
]


def call_of(*arguments):
    """Return a request for a call, as the worker is sent it."""
    return "C", "f", arguments, {}


def decoded(data):
    """Return what a worker makes of a request's bytes."""
    return wire.decode(data, made=True)


@MANY
@given(MADE)
def test_what_is_made_comes_back(made):
    """As an argument of a call it crosses, and arrives equal in kind and parameters."""
    back = decoded(wire.encode(call_of(made, 1)))[2][0]
    assert type(back) is Made
    assert (back, hash(back), repr(back)) == (made, hash(made), repr(made))


@MANY
@given(MADE, MADE)
def test_equal_content_has_an_equal_digest(one, two):
    """The digest of a call is that of its content, and another content has another one."""
    again = pickle.loads(pickle.dumps(copy.deepcopy(one)))
    assert digest("f", (one,), {})[0] == digest("f", (again,), {})[0]
    if one != two:
        assert digest("f", (one,), {})[0] != digest("f", (two,), {})[0]


def test_it_never_changes():
    """Neither kind nor parameters can be set, and nothing else either."""
    made = generator(7)
    for name in ("kind", "parameters", "more"):
        with pytest.raises(AttributeError):
            setattr(made, name, "network")
    assert made == generator(7) != generator(8)


DEEP = 1
for _ in range(wire.MAX_NESTED):
    DEEP = (DEEP,)
FITTING = {
    "as many as may be": (1,) * (wire.MAX_PARAMETERS - 1),
    "as deep as may be": DEEP,
    "a long word": ("a" * wire.MAX_WORD,),
    "a large number": ((1 << 64) - 1, -(1 << 64) + 1),
}
WRONG = {
    "too many": (1,) * wire.MAX_PARAMETERS,
    "too many tuples": ((),) * wire.MAX_PARAMETERS,
    "too deep": (DEEP,),
    "a longer word": ("a" * (wire.MAX_WORD + 1),),
    "a larger number": (1 << 64,),
    "a smaller number": (-(1 << 64),),
    "infinity": (float("inf"),),
    "nan": (1.0, float("nan")),
    "nothing": (None,),
    "a truth": (True,),
    "an array": (np.ones(2),),
    "a complex number": (1j,),
    "bytes": (b"a",),
    "a list": ([1],),
    "a dictionary": ({"a": 1},),
    "no tuple": [1],
    "another value": (wire.Other("a"),),
}


def forged(kind, parameters):
    """Return the bytes of a request whose argument nobody could have made."""
    whole = wire.encode(call_of(None))
    before, found, after = whole.rpartition(b"N")
    assert found
    name = kind.encode()
    inner = wire.encode(parameters)
    return before + b"G" + struct.pack("!I", len(name)) + name + inner + after


@pytest.mark.parametrize("name", FITTING)
def test_up_to_its_bounds_it_crosses(name):
    """What is exactly as large as may be crosses."""
    made = Made("polynomial", FITTING[name])
    assert decoded(wire.encode(call_of(made)))[2] == (made,)


@pytest.mark.parametrize("name", WRONG)
def test_beyond_its_bounds_it_is_refused_on_both_sides(name):
    """Other parameters cannot be described, and bytes that claim them are refused."""
    with pytest.raises(wire.WireError):
        Made("polynomial", WRONG[name])
    with pytest.raises(wire.WireError):
        decoded(forged("polynomial", WRONG[name]))


@pytest.mark.parametrize("kind", ["", "Generator", "lambda", "os.system", "network\0"])
def test_other_kinds_are_refused_on_both_sides(kind):
    """Only the kinds of a fixed table have a maker."""
    with pytest.raises(wire.WireError):
        Made(kind, ())
    with pytest.raises(wire.WireError):
        decoded(forged(kind, ()))


def test_each_kind_has_its_maker_and_its_text():
    """What may cross can be made and shown."""
    assert set(MAKERS) == set(show.WRITTEN) == set(wire.KINDS)
    assert set(ACTIVATIONS) == set(show.ACTIVATIONS)


@pytest.mark.parametrize(
    "place",
    [
        lambda made: made,
        lambda made: [made],
        lambda made: call_of([made]),
        lambda made: call_of({"g": made}),
        lambda made: ("C", made, (), {}),
        lambda made: (((made,),),),
    ],
)
def test_it_stands_among_the_arguments_of_a_call_only(place):
    """Anywhere else it is refused, on both sides."""
    with pytest.raises(wire.WireError):
        wire.encode(place(generator(1)))
    whole = wire.encode(place(None))
    before, _, after = whole.rpartition(b"N")
    data = before + wire.encode(call_of(generator(1)))[len(wire.encode(call_of())) - 5 :]
    with pytest.raises(wire.WireError):
        decoded(data[: -len(wire.encode({}))] + after)


@MANY
@given(MADE, st.data())
def test_the_trusted_side_takes_none(made, data):
    """Whatever a worker sends of it, whole or damaged, is no value there."""
    whole = bytearray(wire.encode(call_of(made)))
    with pytest.raises(wire.WireError):
        wire.decode(bytes(whole))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        value = wire.decode(bytes(whole))
    except wire.WireError:
        return
    assert "Made(" not in repr(value)


@MANY
@given(MADE, st.data())
def test_every_truncation_is_refused(made, data):
    """A request that ends early is refused, wherever it ends."""
    whole = wire.encode(call_of(made))
    with pytest.raises(wire.WireError):
        decoded(whole[: data.draw(st.integers(0, len(whole) - 1))])


@MANY
@given(MADE, st.data())
def test_damage_is_a_value_or_a_wire_error(made, data):
    """A damaged request decodes to what may cross, or raises WireError, no other."""
    whole = bytearray(wire.encode(call_of(made)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded(bytes(whole))
    except wire.WireError:
        return


USES = """
import pickle
import sys

import numpy as np

kept = []


def value(g, x):
    return g(x)


def often(g, x):
    return [g(x + k) for k in range(2000)][-1]


def drawn(rng):
    return rng.random(3)


def imported():
    return "numpy.random" in sys.modules


def kind(g):
    return type(g).__name__


def handed_back(g):
    kept.append(g)
    return g


def spoiled(g, x):
    kept.append(g)
    g.more = 1
    try:
        pickle.dumps(g)
    except Exception as error:
        print(error)
    try:
        g.__closure__[0].cell_contents = ()
    except Exception as error:
        print(error)
    return len(kept)


def changes(g, x):
    x += 1
    return g(x)
"""
FUNCTIONS = (
    "value", "often", "drawn", "imported", "kind", "handed_back", "spoiled", "changes",
)  # fmt: skip
SQUARE = polynomial([3.0, -1.0], [[2, 0], [1, 1]])  # 3 a a - a b
LAYER = network("tanh", np.array([[0.5, -1.0]]), np.array([[0.25]]))


@pytest.fixture(scope="module", params=SANDBOXES)
def using(request):
    """Hold a worker of each sandbox."""
    sandbox = open_sandbox(request.param)
    with asked(USES, launch=sandbox.launch, functions=FUNCTIONS) as (student, loaded):
        assert loaded.raised is None
        yield student
    sandbox.close()


def test_no_generator_no_import(using):
    """The worker imports numpy.random with the first generator, and not before."""
    assert using.call("value", (SQUARE, np.array([2.0, 1.0])), {}).value == 10.0
    assert using.call("imported", (), {}).value is False
    assert using.call("kind", (generator(1),), {}).value == "Generator"
    assert using.call("imported", (), {}).value is True


def test_each_call_gets_a_generator_of_its_own(using):
    """The same seed gives the same numbers in each call, and is no changed argument."""
    answers = [using.call("drawn", (generator(seed),), {}) for seed in (7, 7, 8)]
    values = [answer.value.tolist() for answer in answers]
    assert values[0] == values[1] != values[2]
    assert values[0] == np.random.Generator(np.random.PCG64(7)).random(3).tolist()
    assert [answer.changed for answer in answers] == [()] * 3


def test_a_function_is_called_as_often_as_one_likes(using):
    """Thousands of calls fit into one, and each gives an ordinary number."""
    answer = using.call("often", (LAYER, np.array([[1.0, 2.0]])), {})
    assert answer.value == pytest.approx(float(make(LAYER)(np.array([[2000.0, 2001.0]]))))


def test_arguments_beside_it_are_watched_as_ever(using):
    """An array that is changed beside it is told, by its position."""
    answer = using.call("changes", (SQUARE, np.array([1.0, 0.0])), {})
    assert (answer.value, answer.changed) == (10.0, (1,))


def test_what_is_done_to_it_harms_nothing(using):
    """Returned, kept, written to or emptied, it is made anew for the next call."""
    x = np.array([2.0, 1.0])
    assert using.call("handed_back", (SQUARE,), {}).value == wire.Other("function")
    assert using.call("spoiled", (SQUARE, x), {}).raised is None
    assert using.call("value", (SQUARE, x), {}).value == 10.0


def test_a_wrong_shape_raises_in_the_students_line(using):
    """A function that is given what it cannot take raises what NumPy says, at that line."""
    for made, x in ((SQUARE, np.zeros((2, 2, 2))), (SQUARE, np.zeros(1)), (LAYER, np.ones(3))):
        raised = using.call("value", (made, x), {}).raised
        if x.ndim == 3:  # 3 a a - a b of the first axis: an array, as by hand
            assert raised is None
            continue
        assert raised.type_name in ("IndexError", "ValueError")
        assert (raised.line, raised.function) == (11, "value")


FORGES = """
import sys

frame = sys._getframe()
while frame is not None:
    if "answers" in frame.f_locals:
        wire = frame.f_locals["wire"]
        made = wire.Made("generator", ("PCG64", 1))
        frame.f_locals["answers"]["C"] = lambda *_: (None, made, [], [], "", [])
        plain = wire.encode
        wire.CALL_DEPTH = 1
    frame = frame.f_back


def f(): ...
"""


def test_a_worker_that_sends_one_has_crashed():
    """A reply that holds one breaks the protocol: it is no answer."""
    with asked(FORGES) as (student, _):
        stopped = student.call("f", (), {}).stopped
        assert (stopped.outcome, stopped.reason.code) == (Outcome.CRASHED, "broke_protocol")


# As a student reads it.

POLYNOMIALS = {
    "one variable": (polynomial([2.0], [[3]]), (1,)),
    "a mixed term": (SQUARE, (2,)),
    "negative first": (polynomial([-0.25, 1.0], [[1, 1], [2, 0]]), (2,)),
    "many terms": (polynomial(np.arange(9) - 4.5, np.eye(9).reshape(9, 3, 3) * 2), (3, 3)),
    "a constant beside": (polynomial([1.5, 2.0], [[0, 0], [0, 1]]), (2,)),
}
NETWORKS = {
    name: (network(name, np.arange(12.0).reshape(4, 3) / 8, np.ones((4, 2)) / 2), (2, 3))
    for name in ACTIVATIONS
}
SHOWN = POLYNOMIALS | NETWORKS


@pytest.mark.parametrize("name", SHOWN)
def test_the_text_is_the_function(name):
    """The source that is shown is the function that the worker makes, and PyTorch's."""
    torch = require_torch(literal("a test"))
    made, shape = SHOWN[name]
    f, text = make(made), show.source(made)
    written = eval(text, {"np": np})
    for seed in range(5):
        x = np.random.default_rng(seed).normal(size=shape)
        assert f(x) == written(x)
        assert float(make(made, torch)(torch.from_numpy(x))) == pytest.approx(f(x), rel=1e-12)
    assert max(map(len, text.splitlines())) < 110


@pytest.mark.parametrize("name", SHOWN)
def test_autograd_goes_through_it(name):
    """Made of PyTorch's operations, it has the gradient that small steps find."""
    torch = require_torch(literal("a test"))
    made, shape = SHOWN[name]
    x = np.random.default_rng(1).normal(size=shape)
    leaf = torch.from_numpy(x).requires_grad_()
    make(made, torch)(leaf).backward()
    f, steps = make(made), 1e-6 * np.eye(x.size).reshape(-1, *shape)
    central = [(f(x + step) - f(x - step)) / 2e-6 for step in steps]
    assert np.allclose(leaf.grad.numpy().ravel(), central, atol=1e-6)


def test_a_generator_is_shown_as_it_is_made():
    """The source of a generator makes the same one."""
    written = eval(show.source(generator(5)), {"np": np})
    assert written.random() == make(generator(5)).random()


TELLS = """
import numpy as np


def f(x, w=1, value=0.5):
    return float(x(w)) if callable(x) else float(x.random()), type(x).__name__
"""


@pytest.mark.parametrize("name", [*SHOWN, "generator"])
def test_the_script_of_a_failing_call_runs(tmp_path, name):
    """In a fresh process the pasted call gives the function the same thing."""
    made, shape = SHOWN.get(name, (generator(3), (1,)))
    x = np.arange(float(np.prod(shape))).reshape(shape) / 4
    script = script_of(tmp_path, tmp_path / "a.py", (made, x), {}, text=TELLS)
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    right = make(made).random() if name == "generator" else float(make(made)(x))
    kind = "Generator" if name == "generator" else "function"
    assert done.stdout.strip() == repr((right, kind))


def test_an_example_with_a_function_is_not_asked_at_home():
    """A suite made of a statement's examples has those calls whose arguments cross."""
    exercise = find_course(ROOT).find("ex13")
    made = examples.public(
        exercise.name,
        sources.read(exercise.stub),
        sources.read(exercise.solution),
        references.find(exercise, 0),
    )
    checks = declared(sources.load("suite.py", made.suite))
    assert [check.name for check in checks] == ["test_relative_error"]
    calls = references.parse(made.record, "a.record", "ex13").calls
    assert {asked.function for asked in calls} == {"relative_error"}


# What the judge keeps, and does not.

SUITE = '''

@points(1)
@asks("arguments", "memory")
def test_noise_leaves_x_alone(keeps, student, rng):
    """noise leaves x as it was."""
    keeps("noise", rng.array((2, 3)), generator(3))
    value = student.noise(rng.array((2, 3)), generator(4))
    assert value.any()


@points(2)
def test_noise(student, rng):
    """noise moves x by less than 1."""
    x = rng.array((4, 5))
    value = student.noise(x, generator(4))
    assert (abs(value - x) < 1).all(), "it moves x by 1 or more"
'''
REFERENCE = """

def noise(x, rng):
    import torch

    return x + torch.from_numpy(rng.random(tuple(x.shape))).to(x.dtype)
"""
NOISE = "\n\ndef noise(x, rng):\n    return x + rng.random(x.shape)\n"
TOO_MUCH = "\n\ndef noise(x, rng):\n    return x + 2 * rng.random(x.shape) + 1\n"


@pytest.fixture
def noisy(small_course):
    """Return a course whose third function is given a generator."""
    added = {"suite": SUITE, "reference": REFERENCE, "solution": NOISE, "stub": (
        '\n\ndef noise(x, rng):\n    """Move x by chance."""\n'
        '    raise NotImplementedError("noise")\n'
    )}  # fmt: skip
    exercise = small_course.exercise
    paths = {
        "suite": exercise.suite,
        "reference": exercise.reference,
        "solution": exercise.solution,
        "stub": exercise.stub,
    }
    for name, text in added.items():
        with open(paths[name], "a", encoding="utf-8") as stream:
            stream.write(text)
    small_course.edit("suite", "import asks,", "import asks, generator,")
    recording.record(small_course.exercise)
    return small_course


def graded(course, text):
    """Return the report on the solution with another text for noise."""
    whole = course.exercise.solution.read_text(encoding="utf-8").replace(NOISE, text)
    file = course.root / "mine.py"
    file.write_text(whole, encoding="utf-8")
    return grade(course.exercise, submission.read(file, course.exercise))


def test_no_record_holds_what_a_generator_gave(noisy):
    """Of a call with a generator the form of the answer is kept, and no drift is seen."""
    kept = references.find(noisy.exercise, 0)
    values = [asked.expected.value for asked in kept.calls if asked.function == "noise"]
    assert [value.shape for value in values] == [(2, 3), (2, 3), (2, 3), (4, 5)]
    assert not any(value.any() for value in values)
    noisy.edit("reference", "rng.random(tuple(x.shape))", "rng.normal(size=tuple(x.shape))")
    drift = [draw(one) for one in recording.drift(noisy.exercise)]
    assert {*drift} == {
        "the reference is newer than the record", "the probes are newer than their record",
    }  # fmt: skip


def test_claims_decide_in_a_call_with_a_generator(noisy):
    """Any numbers of the right form pass what claims do not refuse, and no others do."""
    report = graded(noisy, NOISE)
    assert report.score == report.max_score
    report = graded(noisy, TOO_MUCH)
    lost = [check for check in report.checks if check.outcome is not Outcome.PASSED]
    assert [check.name for check in lost] == ["test_noise"]
    assert lost[0].reason.facts == {"text": "it moves x by 1 or more"}
    assert (lost[0].comparison, lost[0].call.expected) == (None, "")
    text = terminal.body(read(report), Look())
    assert "rng = np.random.Generator(np.random.PCG64(4))" in text
    form = graded(noisy, NOISE.replace("x + rng.random(x.shape)", "rng.random(2)"))
    assert form.score < form.max_score


def test_the_form_is_compared_and_nothing_else():
    """With a generator among the arguments a shape or a dtype is wrong, a number never."""
    loose = tolerance_for((np.ones(2), generator(1)), np.zeros((2, 3)))
    right = (np.zeros((2, 3)), np.zeros(2, "bool"), 0.0, 0, "")
    mine = (np.full((2, 3), 7.5), np.ones(2, "bool"), 2.5, 3, "a")
    assert differ(mine, right, loose) is None
    for index, other in enumerate((np.ones((3, 2)), np.ones(2), "text", 1.5, 0)):
        wrong = (*mine[:index], other, *mine[index + 1 :])
        assert differ(wrong, right, loose) is not None, index


def test_a_call_with_a_generator_is_never_to_agree():
    """A suite that compares its numbers is refused, with what to do instead."""
    drawing = Drawing(NumpyOracle("def f(x, rng): return x + rng.random(2)"))
    with pytest.raises(KitFault) as refused:
        drawing.agree("f", np.ones(2), generator(1))
    assert "student.f(...)" in draw(refused.value.hint)
    drawing.keeps("f", np.ones(2), generator(1))
    with pytest.raises(KitFault) as named:
        drawing.value("f", np.ones(2), rng=generator(1))
    assert "by its position" in draw(named.value.hint)


@pytest.mark.parametrize("drawn", ["np.random.random(x.shape)", "np.full(x.shape, next(own))"])
def test_all_numbers_come_from_the_generator(noisy, drawn):
    """Who draws elsewhere gives another answer to the same call, which costs its check."""
    text = "import numpy as np\n\nown = iter(range(99))\n\n\ndef noise(x, rng):\n"
    report = graded(noisy, f"\n\n{text}    return x + {drawn} / 99\n")
    lost = [check for check in report.checks if check.outcome is not Outcome.PASSED]
    assert [check.name for check in lost] == ["test_noise_leaves_x_alone"]
    assert lost[0].reason.code == "drew_otherwise"
    assert lost[0].diagnoses == ()
    assert "must come from it" in terminal.body(read(report), Look())


CERTAIN = '''

@points(1)
def test_no_noise(agree, rng):
    """noise of strength 0 moves nothing."""
    agree("noise", rng.array((2, 3)) * 0.5, generator(5, certain=True), strength=0)
'''


@pytest.fixture
def certain(noisy):
    """Return a course one of whose calls with a generator has one right answer."""
    for name in ("reference", "solution", "stub"):
        noisy.edit(name, "noise(x, rng)", "noise(x, rng, strength=1)")
    noisy.edit("solution", "x + rng", "x + strength * rng")
    noisy.edit("reference", "x + torch.from", "x + strength * torch.from")
    with open(noisy.exercise.suite, "a", encoding="utf-8") as stream:
        stream.write(CERTAIN)
    return noisy


def test_a_certain_answer_is_recorded_and_compared(certain):
    """Where no draw matters the values are kept, and a wrong one costs its check."""
    recording.record(certain.exercise)
    kept = references.find(certain.exercise, 0)
    values = {asked.key[0]: asked.expected.value for asked in kept.calls}
    assert (values["test_no_noise"].any(), values["test_noise"].any()) == (True, False)
    whole = certain.exercise.solution.read_text(encoding="utf-8")
    file = certain.root / "mine.py"
    file.write_text(whole.replace("strength * rng", "rng"), encoding="utf-8")
    report = grade(certain.exercise, submission.read(file, certain.exercise))
    lost = [check for check in report.checks if check.outcome is not Outcome.PASSED]
    assert [check.name for check in lost] == ["test_no_noise"]
    assert lost[0].comparison is not None
    assert "np.random.Generator(np.random.PCG64(5))" in terminal.body(read(report), Look())
    file.write_text(whole, encoding="utf-8")
    report = grade(certain.exercise, submission.read(file, certain.exercise))
    assert report.score == report.max_score


def test_an_answer_that_only_seems_certain_is_not_recorded(certain):
    """A call whose answer is another one with another seed is refused, with what to do."""
    certain.edit("suite", "strength=0", "strength=2")
    with pytest.raises(KitFault) as refused:
        recording.record(certain.exercise)
    assert "depends on a generator" in draw(refused.value.message)


def test_a_certain_generator_is_the_same_one():
    """That it is certain changes neither what is drawn nor what is shown."""
    one, other = generator(5), generator(5, certain=True)
    assert one != other
    assert make(one).random() == make(other).random()
    assert show.source(one) == show.source(other)


def test_a_claim_that_fails_names_no_mistake():
    """Where every call has the right form, nothing tells one known mistake from another."""
    inquiry = Inquiry(answering("def f(rng): return rng.random(2)"),
                      NumpyOracle("def f(rng): return rng.random(2)"))  # fmt: skip
    inquiry.begin_case("test_f", 0)
    inquiry.value("f", generator(1))
    assert isinstance(inquiry.evidence[0], Evidence)
    assert matching(inquiry.evidence, [Mistake("wrong", "f", "Wrong.", {})]) == []


def test_a_form_is_no_right_value():
    """In a check of memory an answer that is only of the right form earns nothing."""
    right = NumpyOracle("def f(x, rng): return x * 2")
    for text, earned in (("x * 2", True), ("x * 0", False)):
        inquiry = Inquiry(answering(f"def f(x, rng): return {text}"), right)
        inquiry.begin_check(frozenset({Aspect.MEMORY}))
        inquiry.begin_case("test_f", 0)
        inquiry.keeps("f", np.ones(2), generator(1))
        assert (inquiry.failure, inquiry.never_right) == (None, None)
        inquiry.agree("f", np.ones(2), generator(1, certain=True))
        assert (inquiry.never_right is None) is earned


def test_a_form_has_no_number():
    """Zeros take the place of every value, whatever holds it."""
    value = (np.ones((2, 1), "float32"), [1, 2.5, True], {"a": "text"}, None, 1j)
    zeros = references.form_of(value)
    assert zeros[0].dtype == np.float32
    assert zeros[0].shape == (2, 1)
    assert (zeros[0].any(), zeros[1:]) == (False, ([0, 0.0, False], {"a": ""}, None, 0j))
    other = wire.Other("thing")
    assert references.form_of(other) is other
    assert Expected(zeros[1]) == Expected(references.form_of(Answer(zeros[1]).value))
