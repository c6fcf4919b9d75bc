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
from grader.sandbox.answer import Answer
from grader.sandbox.plain import flatten

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "tests" / "kit" / "right"
COURSE = find_course(ROOT)
STYLES = sorted(RIGHT.glob("*/*.py"))
DRAWS = 200

# Sizes and shapes are whole numbers: nothing there is rounded.
WITHOUT_FLOATS = {"ex04_conv_output_size"}
WITH_FLOATS = sorted(set(COURSE.names) - WITHOUT_FLOATS)


def named(path):
    """Return `ex05_padding/loops` for the file of a style."""
    return f"{path.parent.name}/{path.stem}"


@cache
def reference_of(name):
    """Return an exercise's reference in PyTorch."""
    return Reference(COURSE.find(name))


@cache
def styles_of(name):
    """Return the loaded styles of an exercise, which students' workers never share."""
    loaded = []
    for path in sorted((RIGHT / name).glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"{name}_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        loaded.append(module)
    return loaded


def answer(style, function, arguments, named_arguments):
    """Return what a style answers, as a worker would send it."""
    try:
        value = vars(style)[function](*arguments, **named_arguments)
    except ValueError:
        return None
    return Answer(value=flatten(value))


def run_suite(name, seed, ask):
    """Ask all that a suite asks, with PyTorch as the oracle.

    Returns:
        the questions with their right answers, and what each check found.
    """
    exercise = COURSE.find(name)
    live = Live(reference_of(name))
    inquiry = Inquiry(ask, live)
    data = Data(ROOT / "datasets")
    loaded = sources.load(exercise.suite.name, sources.read(exercise.suite))
    judged = [suite.run(check, inquiry, seed, data) for check in suite.declared(loaded)]
    return live.questions, judged
