"""Each aspect of an answer costs the check that asks for it, and no other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.judge.aspects import cast
from grader.judge.compare import By, Tolerance, differ, tolerance_for
from grader.judge.grade import examine
from grader.report import Aspect, Outcome
from tests.kit.workshop import course_of, submission_of

SUITE = '''
from grader.judge.suite import asks, cases, needs, points, read_only


@points(8)
@cases("size", [5, 6, 9])
def test_places(agree, size):
    """places counts."""
    agree("places", size, 2)


@points(4)
@asks("exception")
def test_too_large(agree, rng):
    """places refuses a kernel that is too large."""
    agree("places", 2, 3)
    agree("places", 3, 3)
    agree("places", 7, 3)


@points(2)
@asks("type")
def test_places_are_int(agree):
    """places is an int."""
    agree("places", 5, 2)
    agree("places", 8, 3)


@points(16)
@needs("places")
@cases("shape", [(2, 3), (4, 3)])
def test_both(agree, rng, shape):
    """both gives the sum and the difference."""
    agree("both", rng.array(shape), rng.array(shape))
    agree("both", rng.array(shape, "float32"), rng.array(shape, "float32"))


@points(32)
@asks("dtype")
def test_both_float32(agree, rng):
    """both keeps float32."""
    agree("both", rng.array((2, 3), "float32"), rng.array((2, 3), "float32"))
    agree("both", rng.array((4, 1), "float32"), rng.array((4, 1), "float32"))


@points(64)
@asks("arguments", "memory")
def test_both_alone(agree, keeps, rng):
    """both leaves its arguments alone."""
    keeps("both", rng.array((2, 3)), rng.array((2, 3)))
    agree("both", read_only(rng.array((2, 3))), rng.array((2, 3)))
'''

PLACES = """
    if kernel > size:
        raise ValueError("too large")
    return size - kernel + 1
"""
BOTH = """
    return a + b, a - b
"""
EVERYTHING = 8 + 4 + 2 + 16 + 32 + 64


def written(places=PLACES, both=BOTH):
    """Return a submission's text."""
    return f"import numpy as np\n\ndef places(size, kernel):{places}\ndef both(a, b):{both}"


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    """A course of one exercise with a check for each aspect, worth a power of two each."""
    functions = {"places": "(size, kernel)", "both": "(a, b)"}
    return course_of(tmp_path_factory.mktemp("aspects"), SUITE, written(), functions)


def checks_of(exercise, text):
    """Return the checks of a judged text, by name."""
    report = examine(exercise, submission_of(text)).report
    return {check.name: check for check in report.checks}


def lost(exercise, text):
    """Return the points that a text does not earn."""
    checks = checks_of(exercise, text).values()
    return sum(check.points - check.earned for check in checks)


PLACES_AS = {
    "right": ("return size - kernel + 1", 0),
    "a float": ("return float(size - kernel + 1)", 2),
    "NumPy's float": ("return np.float64(size - kernel + 1)", 2),
    "NumPy's int": ("return np.int64(size - kernel + 1)", 0),
    "an array": ("return np.array([size - kernel + 1])", 8 + 4 + 2),
    "a bool": ("return bool(size - kernel + 1)", 8 + 4 + 2),
    "complex": ("return complex(size - kernel + 1)", 8 + 4 + 2),
    "a text": ("return str(size - kernel + 1)", 8 + 4 + 2),
    "half too much": ("return size - kernel + 1.5", 8 + 4 + 2),
    "a little too much": ("return size - kernel + 1 + 1e-9", 8 + 4 + 2),
}


@pytest.mark.parametrize("answer", PLACES_AS)
def test_the_type_of_a_size_costs_its_own_check(exercise, answer):
    """A float that equals the int costs the check of types; what is not it costs the value."""
    line, points = PLACES_AS[answer]
    text = written(places=PLACES.replace("return size - kernel + 1", line))
    assert lost(exercise, text) == points


REFUSALS = {
    "none": ("", 4),
    "an assertion": ("assert kernel <= size", 4),
    "a TypeError": ("if kernel > size: raise TypeError", 4),
    "everything": ("raise ValueError", 8 + 4 + 2),
    "what just fits": ("if kernel >= size: raise ValueError", 4),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_costs_its_own_check(exercise, refusal):
    """A missing, wrong or too eager ValueError costs the check of refusals, and no value."""
    guard, points = REFUSALS[refusal]
    text = written(places=f"\n    {guard}\n    return size - kernel + 1\n")
    assert lost(exercise, text) == points


BOTH_AS = {
    "float64 always": ("return a + b.astype('float64'), a - b.astype('float64')", 32),
    "float64 in the second part": ("return a + b, a - b.astype('float64')", 32),
    "float32 always": ("return tuple(p.astype('float32') for p in (a + b, a - b))", 16 + 64),
    "lists": ("return (a + b).tolist(), (a - b).tolist()", 16 + 32 + 64),
    "transposed": ("return (a + b).T, (a - b).T", 16 + 32 + 64),
    "whole numbers": ("return (a + b).astype(int), (a - b).astype(int)", 16 + 32 + 64),
    "complex": ("return a + b + 0j, a - b", 16 + 32 + 64),
    "a is changed": ("a += b\n    return a.copy(), a - b", 16 + 32 + 64),
    "a is changed and right": ("c = a + 0\n    a += b\n    return a + 0, c - b", 64),
    "a is returned": ("c = a - b\n    a += b\n    return a, c", 64),
    "nothing": ("return None", 16 + 32 + 64),
}  # fmt: skip


@pytest.mark.parametrize("answer", BOTH_AS)
def test_dtype_and_arguments_cost_their_own_checks(exercise, answer):
    """A dtype without loss and a changed argument cost one check; every loss costs values."""
    line, points = BOTH_AS[answer]
    assert lost(exercise, written(both=f"\n    {line}\n")) == points


def test_a_dtype_is_seen_behind_a_wrong_value(exercise):
    """A part of the wrong dtype fails the check of dtypes though another part is wrong."""
    body = """
    wrong = a.shape == (2, 3)
    return a + b + wrong, a - b.astype("float64")
"""
    checks = checks_of(
        exercise, written(both=body.replace("b + wrong", "b + a.dtype.type(wrong)"))
    )
    assert checks["test_both_float32"].aspect is Aspect.DTYPE
    assert checks["test_both_float32"].reason.facts["part"] == "result[1]"


def test_who_is_never_right_earns_no_check_of_another_aspect(exercise):
    """Right dtypes and untouched arguments earn nothing where every value is wrong."""
    checks = checks_of(exercise, written(both="\n    return a - b, a + b\n"))
    for name in ("test_both_float32", "test_both_alone"):
        assert checks[name].earned == 0
        assert (checks[name].outcome, checks[name].waits) == (Outcome.FAILED, True)
        assert checks[name].reason.facts == {"function": "both", "written": True}


def test_an_answer_that_changes_costs_the_check_that_asks_twice(exercise):
    """A call that is right at first and wrong when it is asked again is told, and charged."""
    both = """
    global a_before
    again = globals().get("a_before") == a.tobytes()
    a_before = a.tobytes()
    return a + b + again, a - b
"""
    checks = checks_of(exercise, written(both=both))
    assert checks["test_both_alone"].reason.code == "unstable"
    assert sum(check.points - check.earned for check in checks.values()) == 64


def test_a_copy_of_an_argument_is_no_right_value(tmp_path):
    """Where a copy of x is right for one call, who always copies does not earn the check."""
    suite = '''
from grader.judge.suite import asks, points

@points(1)
@asks("arguments", "memory")
def test_alone(agree, keeps, rng):
    """scaled leaves x alone."""
    keeps("scaled", rng.array((2, 3)), 1)
    agree("scaled", rng.array((2, 3)), 3)
'''
    solution = "def scaled(x, by):\n    return x * by\n"
    exercise = course_of(tmp_path, suite, solution, {"scaled": "(x, by)"})
    assert lost(exercise, solution) == 0
    assert lost(exercise, "def scaled(x, by):\n    return x.copy()\n") == 1


def test_one_right_value_is_enough_for_another_aspect(exercise):
    """Who is wrong for some arguments keeps the points for dtype and arguments."""
    body = "\n    return a + b + a.dtype.type(a.shape == (4, 3)), a - b\n"
    assert lost(exercise, written(both=body)) == 16


def test_a_wrong_value_that_no_other_check_asks_is_counted_once(exercise):
    """Who is wrong only where another aspect is asked loses the first check that saw it."""
    body = "\n    return a + b + a.dtype.type({wrong}), a - b\n"
    seen = "a.shape == (4, 1)"
    checks = checks_of(exercise, written(both=body.format(wrong=seen)))
    failed = {name: check for name, check in checks.items() if check.earned < check.points}
    assert failed.keys() == {"test_both_float32"}
    assert failed["test_both_float32"].reason.code == "wrong_beside"
    assert failed["test_both_float32"].comparison is not None
    assert lost(exercise, written(both=body.format(wrong=f"{seen} or len(a) == 4"))) == 16
    places = PLACES.replace("size - kernel + 1", "(size - kernel + 1) * (1 + (size == 8))")
    assert lost(exercise, written(places=places, both=body.format(wrong=seen))) == 2 + 32


def test_a_failure_in_another_aspect_lets_nobody_wait(exercise):
    """A size as a float, or a missing ValueError, does not hide what else is wrong."""
    places = "\n    return float(size - kernel + 1)\n"
    checks = checks_of(exercise, written(places, "\n    return a, b\n"))
    assert (checks["test_places_are_int"].outcome, checks["test_places"].earned) == (
        "failed",
        8,
    )
    assert checks["test_too_large"].outcome is Outcome.FAILED
    assert checks["test_both"].waits is False
    assert checks["test_both"].comparison is not None


def test_a_wrong_value_is_waited_for(exercise):
    """What was asked and needs a wrong function failed, and waits; it is never not run."""
    both = "\n    return places(4, 2) * a, b\n"
    checks = checks_of(exercise, written("\n    return 0\n", both))
    assert (checks["test_both"].outcome, checks["test_both"].waits) == ("failed", True)
    # Its own other checks wait for the function that is to be fixed first.
    assert checks["test_both_float32"].reason.facts["function"] == "places"


CALLS = {
    "by its name": ("", "return places(4, 2) * a + b, a - b", True),
    "through another": ("def other():\n    return places(4, 2)\n",
                        "return other() * a + b, a - b", True),
    "by another name": ("counted = places\n", "return counted(4, 2) * a + b, a - b", True),
    "in an inner function": ("", "return (lambda: places(4, 2))() * a + b, a - b", True),
    "from a table": ("TABLE = {'p': places}\n", "return TABLE['p'](4, 2) * a + b, a - b", True),
    "by a text": ("", "return globals()['places'](4, 2) * a + b, a - b", True),
    "not at all": ("", "return a, b", False),
}  # fmt: skip


@pytest.mark.parametrize("how", CALLS)
def test_only_who_calls_a_wrong_function_waits_for_it(exercise, how):
    """A function that is wrong by itself is explained, though another one is wrong too."""
    before, line, waits = CALLS[how]
    both = f"\n    {line}\n"
    text = f"{written(chr(10) + '    return 0' + chr(10))}".replace(
        "def both", f"{before}def both"
    )
    text = text.replace(BOTH, both)
    checks = checks_of(exercise, text)
    assert (checks["test_both"].earned, checks["test_both"].waits) == (0, waits)


@pytest.mark.slow
def test_who_does_not_call_what_hangs_is_asked(exercise):
    """A function that loops costs its own points, and those of whoever calls it."""
    loops = "\n    while True:\n        pass\n"
    assert lost(exercise, written(loops)) == 8 + 4 + 2
    text = written(loops, "\n    return places(4, 2) - 3 + a + b, a - b\n")
    assert lost(exercise, text) == EVERYTHING


def test_an_exception_in_each_call_is_told_once(exercise):
    """A function that always raises fails its values; checks of other aspects wait for it."""
    checks = checks_of(exercise, written(both="\n    return a @ b, a - b\n"))
    assert checks["test_both"].outcome is Outcome.ERROR
    for name in ("test_both_float32", "test_both_alone"):
        assert (checks[name].outcome, checks[name].waits) == (Outcome.ERROR, True)


def test_writing_to_a_read_only_argument_is_shown(exercise):
    """An exception that only one aspect brings about is shown where it costs points."""
    checks = checks_of(
        exercise, written(both="\n    a[0, 0] = a[0, 0]\n    return a + b, a - b\n")
    )
    alone = checks["test_both_alone"]
    assert (alone.outcome, alone.waits, alone.earned) == (Outcome.ERROR, False, 0)
    assert checks["test_both"].earned == 16


DTYPES = st.sampled_from(["bool", "int8", "int64", "uint8", "float16", "float32", "float64",
                          "complex128"])  # fmt: skip


@given(DTYPES, DTYPES, st.data())
def test_only_what_is_lossless_is_forgiven(mine, due, data):
    """Another dtype agrees by value only where it holds what is right exactly."""
    elements = {"allow_nan": False} if due[0] in "fc" else None
    expected = data.draw(arrays.arrays(due, (3,), elements=elements))
    with np.errstate(all="ignore"):
        yours = expected.astype(mine)
    exact = Tolerance(0.0, 0.0)
    agrees = differ(yours, expected, exact, by=By.VALUE) is None
    if mine == due:
        assert agrees
    elif agrees:
        assert "complex128" not in (mine, due)
        assert [int(y) if due[0] in "iu" else float(y) for y in yours] == [
            int(e) if due[0] in "iu" else float(e) for e in expected
        ]


@pytest.mark.parametrize("mine", ["bool", "int64", "uint8", "float32"])
def test_whole_numbers_count_in_any_dtype(mine):
    """Ones and zeros count by value in any dtype that holds them, a fraction in none."""
    exact = Tolerance(0.0, 0.0)
    hot = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert differ(hot.astype(mine), hot, exact, by=By.VALUE) is None
    assert differ(hot.astype(mine), hot, exact).aspect is Aspect.DTYPE
    finer = hot + 0.5
    assert differ(finer.astype(mine), finer, Tolerance(), by=By.VALUE).aspect is Aspect.DTYPE


@pytest.mark.parametrize("mine", ["int64", "uint8", "float32", "float64"])
def test_ones_and_zeros_count_for_truths(mine):
    """1 counts by value for True and 0 for False, and no other number does."""
    due = np.array([True, False])
    assert differ(due.astype(mine), due, Tolerance(), by=By.VALUE) is None
    assert differ(due.astype(mine), due, Tolerance()).aspect is Aspect.DTYPE
    for other in ([2, 0], [1, 1]):
        found = differ(np.array(other, mine), due, Tolerance(), by=By.VALUE)
        assert found.aspect is Aspect.VALUE


@given(st.integers(-(2**70), 2**70), st.floats(allow_nan=True))
def test_a_float_counts_for_an_int_only_where_it_is_that_int(expected, yours):
    """Python compares an int and a float exactly, and nothing is rounded."""
    agrees = differ(yours, expected, Tolerance(), by=By.VALUE) is None
    assert agrees == (yours == expected)
    assert differ(float(expected), expected, Tolerance()).aspect is Aspect.TYPE


def test_the_tolerance_follows_what_is_due():
    """float32 in an argument or in the right answer widens it; float64 for it does not."""
    wide, x = tolerance_for([np.ones(2, "float32")], np.ones(2, "float32")), np.ones(2)
    assert tolerance_for([x], np.ones(2, "float32")) == wide
    assert tolerance_for([x], x) == Tolerance()
    yours = np.ones(2) + 3e-6
    assert differ(yours, np.ones(2, "float32"), wide, by=By.VALUE) is None
    assert differ(yours, x, tolerance_for([x], x), by=By.VALUE).aspect is Aspect.VALUE


def test_an_answer_is_cast_inside_a_dictionary():
    """Naming sees the values of a dictionary in the dtypes that are due."""
    due = {"w": np.ones(2, "float32"), "loss": 1.0}
    forms = []
    seen = cast({"loss": 1, "w": np.ones(2)}, due, forms)
    assert seen["w"].dtype == np.float32
    assert forms == ["w float64"]
    other = {"w": np.ones(2)}
    assert cast(other, due, []) is other
