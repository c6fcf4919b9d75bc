"""Right answers in unusual styles get full marks, and no rounding error costs a point."""

import importlib.util
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from grader.author.oracle import Live, Reference
from grader.course import find_course
from grader.judge import sources, submission, suite
from grader.judge.compare import compare, tolerance_for
from grader.judge.grade import grade
from grader.judge.inputs import Data
from grader.judge.inquiry import Inquiry
from grader.judge.references import Expected
from grader.report import Outcome
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.inside.making import make
from grader.sandbox.inside.plain import flatten
from grader.sandbox.inside.wire import Made
from grader.sandbox.modes import open_sandbox
from tests.kit.workshop import forks

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "tests" / "kit" / "right"
COURSE = find_course(ROOT)
STYLES = sorted(RIGHT.glob("*/*.py"))
DRAWS = 200

# Sizes and shapes are whole numbers: nothing there is rounded.
ROUNDED = sorted(set(COURSE.names) - {"ex04_conv_output_size", "ex24_network_shapes"})

REFUSED = Answer(raised=Raised("ValueError", ("ValueError", "Exception")))


@cache
def reference_of(name):
    """Return the reference of an exercise, in PyTorch."""
    return Reference(COURSE.find(name))


# The mean of squares less the square of the mean, of a few normal values: where these lie near
# each other float32 has not digits enough. The suite's own values leave it room.
CANCELLING = {("ex19_batch_norm_one_pass", "float32")}


@cache
def styles_of(name):
    """Return the styles of an exercise, loaded into this process."""
    loaded = []
    with sources.importable(sources.solutions_for(COURSE.find(name))):
        for path in sorted((RIGHT / name).glob("*.py")):
            spec = importlib.util.spec_from_file_location(f"{name}_{path.stem}", path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[spec.name] = module  # dataclasses look their module up
            spec.loader.exec_module(module)
            loaded.append(module)
    return loaded


def answer(style, function, arguments, named):
    """Return what a style answers, in the form in which a worker sends it."""
    try:
        with np.errstate(all="ignore"):  # a warning costs nothing
            return Answer(value=flatten(vars(style)[function](*map(make, arguments), **named)))
    except ValueError:
        return REFUSED


def ask_suite(name, seed, style):
    """Ask a style all that a suite asks; return the questions and what each check found."""
    exercise = COURSE.find(name)
    live = Live(reference_of(name))
    inquiry = Inquiry(lambda *question: answer(style, *question), live)
    loaded = sources.load(exercise.suite.name, sources.read(exercise.suite))
    data = Data(ROOT / "datasets")
    judged = [suite.run(check, inquiry, seed, data) for check in suite.declared(loaded)]
    return live.questions, judged


def is_float(value):
    """Whether a value is an array of floats."""
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def has_floats(value):
    """Whether a value is an array of floats, or a list or a dictionary with one."""
    if isinstance(value, dict):
        value = [*value.values()]
    return any(map(has_floats, value)) if isinstance(value, list) else is_float(value)


def redrawn(value, dtype, random):
    """Return a value with other floats in its arrays: the same shapes, normal values.

    Arrays of zeros and ones are targets, and stay; what is nowhere negative stays so, for it
    may be a sum of squares.
    """
    if isinstance(value, dict):
        return {key: redrawn(item, dtype, random) for key, item in value.items()}
    if isinstance(value, list):
        return [redrawn(item, dtype, random) for item in value]
    if not is_float(value):
        return value
    if np.isin(value, (0, 1)).all():
        return value.astype(dtype)
    drawn = random.normal(size=value.shape).astype(dtype)
    return drawn if (value < 0).any() else abs(drawn)


def zeroed(value, like):
    """Return a value that is 0 where another one is."""
    return np.where(like == 0, 0, value).astype(value.dtype) if is_float(value) else value


@pytest.mark.parametrize("name", COURSE.names)
def test_four_styles_at_least(name):
    """Every exercise has right answers in at least four styles."""
    assert len(list((RIGHT / name).glob("*.py"))) >= 4


@pytest.mark.parametrize("path", STYLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_full_marks_in_every_style(path):
    """A right answer passes every check, in whatever style it is written."""
    judged = COURSE.find(path.parent.name)
    given = submission.read(path, judged, judged.imports)
    report = grade(judged, given, sandbox=forks())
    lost = {
        check.name: check.reason
        for check in report.checks
        if check.outcome is not Outcome.PASSED
    }
    assert (report.problem, lost) == (None, {})
    assert report.score == report.max_score > 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap runs on Linux only")
@pytest.mark.parametrize("name", COURSE.names)
def test_full_marks_in_the_sandbox(name):
    """No style loses a point where strangers' files are judged."""
    sandbox = open_sandbox("bubblewrap")
    try:
        for path in sorted((RIGHT / name).glob("*.py")):
            judged = COURSE.find(name)
            given = submission.read(path, judged, judged.imports)
            report = grade(judged, given, sandbox=sandbox)
            assert report.score == report.max_score > 0, path
    finally:
        sandbox.close()


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", COURSE.names)
def test_no_style_is_refused_whatever_the_suite_draws(name):
    """With 200 seeds, the styles taking turns, no check refuses a right answer."""
    styles = styles_of(name)
    for seed in range(DRAWS):
        style = styles[seed % len(styles)]
        for found in ask_suite(name, seed, style)[1]:
            assert found.failure is None, (seed, style.__name__, found.failure)
            assert found.beside == (), (seed, style.__name__, found.beside)


@pytest.mark.slow
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ROUNDED)
def test_no_style_is_refused_on_normal_values(name, dtype):
    """With 200 draws of normal values in the suite's shapes, no right answer is refused."""
    reference = reference_of(name)
    questions = [
        question
        for question in ask_suite(name, 0, styles_of(name)[0])[0]
        if any(map(has_floats, question.arguments))
    ]
    for draw in range(DRAWS):
        question = questions[draw % len(questions)]
        function = question.asked.function
        random = np.random.default_rng(draw)
        arguments = tuple(redrawn(value, dtype, random) for value in question.arguments)
        if any(isinstance(value, Made) for value in arguments):
            # What leaves a generator no choice is where the zeros are.
            arguments = tuple(map(zeroed, arguments, question.arguments))
        right = reference.ask(function, arguments, question.named)
        tolerance = tolerance_for(arguments, right.value)
        for style in styles_of(name):
            if (style.__name__, dtype) in CANCELLING:
                continue
            given = answer(style, function, arguments, question.named)
            found = compare(right, given, tolerance, function)
            assert found is None, (draw, function, style.__name__, found)


def term_by_term(patches, weights):
    """Return the sums of products in float32, one term after the other."""
    sums = np.zeros((len(patches), weights.shape[1]), "float32")
    for patch, weight in zip(patches.T, weights, strict=True):
        sums += patch[:, None] * weight
    return sums


SUMS = {
    "matrix product": lambda patches, weights: patches @ weights,
    "einsum": lambda patches, weights: np.einsum("nt,to->no", patches, weights),
    "term by term": term_by_term,
    "backwards": lambda patches, weights: term_by_term(patches[:, ::-1], weights[::-1]),
    "pairwise": lambda patches, weights: (patches[:, :, None] * weights).sum(axis=1),
}


def test_long_sums_in_float32():
    """Sums of 45 to 500 products pass in any order; one wrong by a thousandth never does."""
    for draw in range(DRAWS):
        random = np.random.default_rng(draw)
        terms = int(random.integers(45, 501))
        patches = random.normal(size=(6, terms)).astype("float32")
        weights = random.normal(size=(terms, 4)).astype("float32")
        exact = patches.astype("float64") @ weights.astype("float64")
        right = Expected(exact.astype("float32"))
        tolerance = tolerance_for((patches, weights), right.value)
        for order, add in SUMS.items():
            found = compare(right, Answer(add(patches, weights)), tolerance, "conv2d")
            assert found is None, (draw, terms, order, found)
        wrong = (1.001 * exact).astype("float32")
        assert compare(right, Answer(wrong), tolerance, "conv2d") is not None, (draw, terms)
