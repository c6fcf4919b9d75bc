"""Makes what tests ask with: workers that hold a text, and courses recorded from NumPy."""

import atexit
import contextlib
import functools
import os
import shutil
import textwrap
from pathlib import Path

import click

from grader.cli import main
from grader.course import Course, Limits
from grader.judge import references, sources, suite
from grader.judge.diagnosis import Facts, diagnose
from grader.judge.inputs import Data
from grader.judge.inquiry import Inquiry
from grader.judge.references import Asked, Expected
from grader.judge.submission import MAIN, Submission
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.forks import Forks
from grader.sandbox.inside.making import make
from grader.sandbox.inside.plain import flatten
from grader.sandbox.process import launch_process
from grader.sandbox.student import Student

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def asked(text, limits=None, launch=launch_process, functions=("f",), **siblings):
    """Hold a submission in a real worker; give the student and what loading found."""
    files = {MAIN: textwrap.dedent(text).encode()}
    files |= {f"{name}.py": textwrap.dedent(other).encode() for name, other in siblings.items()}
    student = Student(launch(), launch, limits or Limits())
    try:
        yield student, student.load(MAIN, files, functions)
    finally:
        student.close()


@functools.cache
def forks():
    """Return what starts workers for many tests of this process, as `grade verify` does."""
    held = Forks()
    atexit.register(held.close)
    return held


def submission_of(text):
    """Return a submission of one text."""
    return Submission(f"exercises/{MAIN}", {MAIN: textwrap.dedent(text).encode()})


def answering(text):
    """Return a function that answers calls as a worker would, in this process."""
    module = sources.load("answering.py", textwrap.dedent(text))

    def ask(function, arguments, named):
        try:
            return Answer(flatten(vars(module)[function](*map(make, arguments), **named)))
        except Exception as error:
            names = tuple(kind.__name__ for kind in type(error).__mro__)
            return Answer(raised=Raised(type(error).__name__, names, str(error)))

    return ask


def solution_answering(exercise):
    """Return a function that answers calls as an exercise's solution does, in this process."""
    with sources.importable(sources.solutions_for(exercise)):
        return answering(sources.read(exercise.solution))


class NumpyOracle:
    """Knows the right answers because it has a solution, and keeps every question."""

    def __init__(self, solution):
        self._ask = answering(solution)
        self.calls = []

    def expect(self, key, function, arguments, named, digest):
        """Return the solution's answer."""
        answer = self._ask(function, arguments, named)
        raises = None if answer.raised is None else "ValueError"
        expected = Expected(answer.value, raises)
        self.calls.append(Asked(key, function, digest, expected))
        return expected

    def function_of(self, check):
        """Return the function that a check asked first."""
        return next((one.function for one in self.calls if one.key[0] == check), "")


def course_of(root, suite_text, solution, functions, name="ex01_trial", mistakes=()):
    """Write a course of one exercise, recorded from its solution; return the exercise."""
    suite_text, solution = textwrap.dedent(suite_text), textwrap.dedent(solution)
    texts = {
        "pyproject.toml": '[project]\nname = "a"\n\n[tool.grade]\ntitle = "Trial"\n',
        f"exercises/{name}.py": solution,
        f"solutions/{name}.py": solution,
        f"tests/hidden/{name}/test_{name}.py": suite_text,
        f"tests/hidden/{name}/exercise.toml": 'title = "Trial"\n',
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    exercise = Course(root).find(name)
    oracle = NumpyOracle(solution)
    inquiry = Inquiry(answering(solution), oracle)
    for check in suite.declared(sources.load(exercise.suite.name, suite_text)):
        suite.run(check, inquiry, 0, Data(root / "datasets"))
    about = {
        "exercise": name,
        "seed": 0,
        "versions": {"torch": "none", "numpy": "2"},
        "sources": {},
        "functions": functions,
    }
    references.write(exercise.record, about, oracle.calls, mistakes)
    return exercise


def copy_of(root, *names):
    """Copy some exercises of this course into a folder; return them as a course."""
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "datasets" / "references").mkdir(parents=True)
    for array in (ROOT / "datasets").glob("*.npy"):
        shutil.copy(array, root / "datasets")
    for name in names:
        exercise = Course(ROOT).find(name)
        for path in (exercise.stub, exercise.solution, exercise.hidden, exercise.record,
                     exercise.probe_record):  # fmt: skip
            if not path.exists():
                continue
            target = root / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, target)
    return Course(root)


def commands():
    """Return every command of `grade` by its name; each is imported for it."""
    context = click.Context(main)
    return {name: main.get_command(context, name) for name in main.list_commands(context)}


def written_to(terminal):
    """Return all that is written to a pseudo-terminal until its other end is closed."""
    told = b""
    with contextlib.suppress(OSError):  # Linux says so at the end
        while part := os.read(terminal, 65536):
            told += part
    os.close(terminal)
    return told


@contextlib.contextmanager
def wrong_function(text, right, calls, signature, statement="", mistakes=()):
    """Ask a real worker's f some calls; give what is known of it, and the worker to go on.

    Args:
        text: the submission.
        right: a text with the right f.
        calls: arguments of each call; a dictionary at the end of them are named ones.
    """
    with asked(text) as (student, _):
        oracle = NumpyOracle(textwrap.dedent(right))
        inquiry = Inquiry(student.call, oracle)
        inquiry.begin_case("test_f", 0)
        for call in calls:
            named = call[-1] if call and isinstance(call[-1], dict) else {}
            inquiry.agree("f", *(call[:-1] if named else call), **named)
        yield Facts(
            "f",
            signature,
            tuple(inquiry.evidence),
            mistakes=mistakes,
            ask=functools.partial(student.aside, "f"),
            takes=student.takes("f"),
            statement=statement,
        )


def told_of(facts, call=0, text=""):
    """Return what is told of a call of a wrong function: (role, id, facts) of each."""
    shown = facts.evidence[call]
    raised = shown.answer.raised
    source = submission_of(text).line(raised.line) if raised else ""
    found = diagnose(facts).of(shown, shown.difference.aspect, source)
    return [(one.role, one.id, dict(one.facts)) for one in found]
