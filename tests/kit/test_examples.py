"""The examples that people read are true: in statements, in solutions, in the kit."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import grader
from grader.author import verify
from grader.course import find_course

COURSE = find_course(Path(__file__))
MODULES = [
    module.name
    for module in pkgutil.walk_packages(grader.__path__, "grader.")
    if not module.name.endswith(".worker")
]


@pytest.mark.parametrize("name", COURSE.names)
def test_examples_of_the_statement_are_true(name):
    """Every >>> example of a stub holds for the solution, and every function has one."""
    verify._statement(COURSE.find(name))


@pytest.mark.parametrize("name", COURSE.names)
def test_signatures_and_hints_are_complete(name):
    """Stub, solution and reference agree, and every function has three hints."""
    verify._signatures(COURSE.find(name))
    verify._hints(COURSE.find(name))


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_kit_are_true(name):
    """Every >>> example in a docstring of the kit holds, and every module says its purpose."""
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0
