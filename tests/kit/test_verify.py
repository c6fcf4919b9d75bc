"""`grade verify` proves a right exercise, and names what is wrong with a broken one."""

import ast

import pytest

from grader.author.mistakes import known_mistakes
from grader.author.record import record
from grader.author.verify import NotProved, verify
from grader.errors import GradeError
from grader.words.text import draw


def record_and_verify(exercise):
    """Do what an author does: record, then prove."""
    record(exercise)
    return verify(exercise)


def test_a_right_exercise_is_proved(recorded_course):
    """The small course passes every step, and the proof counts what it holds."""
    proof = verify(recorded_course.exercise)
    assert (proof.checks, proof.points, proof.mistakes, proof.seeds) == (6, 8, 16, 3)
    assert proof.calls == 10


def test_a_mistake_brings_no_others_but_those_it_uses(small_course):
    """Its file has its function in its own line, and of the others what that reaches."""
    small_course.edit("mistakes", "return x / 2", "return helped(x)")
    small_course.edit(
        "mistakes",
        "def halved(x)",
        "def quartered(x):\n"
        '    """You halved twice."""\n'
        "    return halved(halved(x))\n\n\n"
        "def helped(x):\n"
        "    return x / 2\n\n\n"
        '@mistake("double")\n'
        "def halved(x)",
    )
    whole = ast.parse(small_course.exercise.mistakes.read_text(encoding="utf-8"))
    lines = {node.name: node.lineno for node in whole.body if isinstance(node, ast.FunctionDef)}
    functions = {
        known.id: {
            node.name: node.lineno
            for node in ast.parse(known.submission.files["mistakes.py"]).body
            if isinstance(node, ast.FunctionDef)
        }
        for known in known_mistakes(small_course.exercise)
    }
    assert functions["squared"] == {"squared": lines["squared"]}
    needed = ("quartered", "helped", "halved")
    assert functions["quartered"] == {name: lines[name] for name in needed}


BROKEN = {
    "no hints": ("toml", "mean_square = [", "other = [", "mean_square has 0 hints"),
    "two hints": ("toml", '"Multiply x by 2."', "", "double has 2 hints"),
    "nothing after": ("toml", "after =", "# after =", "exercise.toml has no text after"),
    "hint about nothing": (
        "toml", '"Multiply x by 2."', '{ text = "Twice.", checks = ["test_duoble"] }',
        "hint 3 of double in exercise.toml names test_duoble, which is no check of the suite",
    ),
    "hint about a near one": (
        "toml", '"Multiply x by 2."', '{ text = "Twice.", checks = ["test_duoble"] }',
        "did you mean test_double?",
    ),
    "example untrue": ("stub", "array([2., 5.])", "array([2., 4.])", "is not true"),
    "example absent": ("stub", ">>> double", ">> double", "no >>> example"),
    "stub parameter": ("stub", "def double(x)", "def double(y)", "in the solution"),
    "solution lacks": ("solution", "def double", "def twice", "lacks the function"),
    "reference default": ("reference", "double(x)", "double(x, a=1)", "in the reference"),
    "reference extra": ("reference", "def double", "def more(x): ...\n\n\ndef double",
                        "also defines more"),
    "mistake parameter": ("mistakes", "def squared(x)", "def squared(x, n=2)", "takes"),
    "mistake of nothing": ("mistakes", '@mistake("double")\ndef squared',
                           '@mistake("triple")\ndef squared', "triple"),
    "mistake untold": ("mistakes", '"""You squared the values; doubling adds each value '
                       'to itself."""', "pass", "no docstring"),
    "few mistakes of one": ("mistakes", '@mistake("mean_square")', '@mistake("double")',
                            "mean_square has 0 mistakes; at least 6 are needed"),
    "few mistakes in all": ("mistakes", '@mistake("double")\ndef halved', "def halved",
                            "there are 15 mistakes; at least 16 are needed"),
    "to do left": ("solution", '"""Return 2 x."""', '"""TODO."""', "line 5, still has"),
    "no docstring": ("suite", '    """double doubles every value."""\n', "",
                     "no docstring"),
    "no points": ("suite", "@points(2)\n@cases(\"shape\", [(1, 2), (3, 4)])\n",
                  '@cases("shape", [(1, 2), (3, 4)])\n', "no points"),
    "unknown argument": ("suite", "def test_one_value(agree, rng)",
                         "def test_one_value(agree, rng, dice)", "asks for 'dice'"),
    "import of pytest": ("suite", "from grader.judge", "import pytest\nfrom grader.judge",
                         "uses pytest, line 3"),
    "marks of pytest": ("suite", "\n\n@points(2)\n@cases(\"shape\", [(1, 2)",
                        "\npytestmark = []\n\n\n@points(2)\n@cases(\"shape\", [(1, 2)",
                        "uses pytestmark, line 5"),
    "fixture": ("suite", "from grader.judge",
                "from pytest import fixture\nfrom grader.judge", "@cases, @points and @needs"),
    "stub answered": ("stub", 'raise NotImplementedError("double")', "return 2 * x",
                      "double is written in exercises/ex01_scaling.py"),
    "stub raises otherwise": ("stub", 'raise NotImplementedError("double")',
                              "raise ValueError(x)", "not missing"),
    "solution is wrong": ("solution", "return (x * x).mean()",
                          "return (x * x).mean() + (len(x) > 4)", "does not pass"),
    "mistake is right": ("mistakes", "return x * x", "return x + x", "gets full marks"),
    "mistakes alike": ("mistakes", "return 2 * x.astype(\"float64\")", "return x * x",
                       "is taken for"),
    "idle check": ("mistakes", "return -solution.mean_square(x)",
                   "return 3 * solution.mean_square(x)",
                   "no known mistake fails test_not_negative"),
    "recited refusal": ("suite", '    agree("mean_square", rng.array((1, 2)))\n', "",
                        "test_one_value asks mean_square for no value"),
    "recited claim": ("suite", "value > 0", "value >= 0",
                      "earns the points of test_not_negative under another seed"),
    "recited arguments": ("suite", 'agree("double", rng.array(shape))',
                          'agree("double", [[3.0] * 2] * shape[0])',
                          "earns the points of test_double under another seed"),
    "refusal beside values": ("suite", '@asks("exception")\n', "",
                              "test_one_value asks a call that is refused"),
    "keeps beside values": ("suite", '@asks("arguments", "memory")\n', "",
                            "test_double_memory uses keeps, but asks for values"),
    "asks for no aspect": ("suite", '@asks("dtype")', '@asks("colour")',
                           "test_double_layout asks for 'colour'"),
    "whole domains": ("suite", 'points, strided\n\n\n@points(2)',
                      "points, whole_domain, strided\n\n\n@whole_domain\n@points(3)",
                      "are worth 3 points; at most 2"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("situation", BROKEN)
def test_a_broken_exercise_is_refused(small_course, situation):
    """Each fault an author can make is named, whether by record or by verify."""
    file, old, new, told = BROKEN[situation]
    small_course.edit(file, old, new)
    with pytest.raises(GradeError) as refused:
        record_and_verify(small_course.exercise)
    hint = refused.value.hint
    assert told in f"{refused.value} {'' if hint is None else draw(hint)}"


def test_a_question_made_from_an_answer_is_refused(small_course):
    """A suite whose arguments come from the student asks others otherwise."""
    small_course.edit(
        "suite",
        '    """mean_square is positive where a value is not zero."""\n',
        '    """mean_square is positive where a value is not zero."""\n'
        "    import numpy as np\n\n"
        "    seen = student.double(np.ones((1, 2)))\n"
        '    student.double(np.asarray(seen, dtype="float64"))\n',
    )
    record(small_course.exercise)
    with pytest.raises(NotProved, match="are not asked the same"):
        verify(small_course.exercise)


@pytest.mark.slow
def test_a_mistake_is_not_told_as_one_of_its_caller(small_course):
    """A check of a calling function needs `@needs`, else its author looks at the wrong one."""
    small_course.edit("solution", "(x * x).mean()", "(double(x) * double(x)).mean() / 4")
    small_course.edit("mistakes", "return x * x", "return 3 * x")
    small_course.edit("mistakes", "return -solution", "return 2.25 * solution")
    record(small_course.exercise)
    with pytest.raises(NotProved, match="squared is told: negative, squared"):
        verify(small_course.exercise)
    small_course.edit(
        "suite",
        '@points(2)\n@cases("shape", [(1, 3), (5, 2)])',
        '@points(2)\n@needs("double")\n@cases("shape", [(1, 3), (5, 2)])',
    )
    small_course.edit("suite", '@needs("mean_square")', '@needs("double", "mean_square")')
    record(small_course.exercise)
    with pytest.raises(NotProved, match="no known mistake fails test_not_negative"):
        verify(small_course.exercise)


def test_a_hint_may_be_about_a_check(recorded_course):
    """A hint that names a check of the suite is proved; it is no part of the record."""
    recorded_course.edit(
        "toml", '"Multiply x by 2."', '{ text = "Twice.", checks = ["test_double"] }'
    )
    assert verify(recorded_course.exercise).checks == 6


def test_a_newer_source_makes_the_record_stale(recorded_course):
    """A reworded mistake is not proved before it is recorded."""
    recorded_course.edit("mistakes", "You squared the values", "The values were squared")
    with pytest.raises(NotProved, match="the mistakes are newer than the record"):
        verify(recorded_course.exercise)


def test_a_reworded_statement_is_recorded_before_it_is_proved(recorded_course):
    """The stub is proved to be what `grade reset` restores, and recording makes it so."""
    assert (
        recorded_course.exercise.pristine.read_bytes()
        == recorded_course.exercise.stub.read_bytes()
    )
    recorded_course.edit("stub", "Double every value", "Twice every value")
    with pytest.raises(NotProved, match="not what grade reset restores"):
        verify(recorded_course.exercise)
    record(recorded_course.exercise)
    assert verify(recorded_course.exercise).checks == 6


@pytest.mark.parametrize("part", ["stub", "solution", "suite", "reference", "mistakes"])
def test_a_missing_file_is_named(small_course, part):
    """Each file of an exercise is asked for by its path."""
    path = getattr(small_course.exercise, part)
    path.unlink()
    with pytest.raises(NotProved, match=f"{path.name} is missing"):
        verify(small_course.exercise)
