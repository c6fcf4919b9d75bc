"""Puts into words what a submission raised, lacks or imports, with a hint where one is sure."""

from __future__ import annotations

import difflib
import sys

from grader.judge.submission import Submission
from grader.report import Outcome, Problem
from grader.sandbox.answer import Loaded, Raised

SHORTCUTS = {"torch", "scipy", "tensorflow", "keras", "sklearn", "jax", "autograd"}
PLOTS = {"matplotlib", "seaborn", "plotly", "cv2", "PIL"}


def problem_of(
    submission: Submission, loaded: Loaded
) -> tuple[Problem, Outcome] | tuple[None, None]:
    """Return why a file could not be loaded and what its checks become, or two None."""
    if loaded.stopped is not None:
        late = loaded.stopped.outcome is Outcome.TIMEOUT
        text = (
            f"The file did not finish loading: {loaded.stopped.message}."
            if late
            else f"The file ended the judging process while it was loaded: "
            f"{loaded.stopped.message}."
        )
        hint = "look for a loop outside of every function" if late else ""
        return Problem(text, hint=hint), loaded.stopped.outcome
    raised = loaded.raised
    if raised is None:
        return None, None
    text = in_words(raised)
    return (
        Problem(
            text,
            line=raised.line,
            source=submission.line(raised.line),
            hint=hint_for(raised),
            printed=loaded.printed,
        ),
        Outcome.MISSING if raised.is_a("NotImplementedError") else Outcome.ERROR,
    )


def in_words(raised: Raised) -> str:
    """Return `ValueError: its message`, as Python would print it."""
    return raised.type_name + (f": {raised.message}" if raised.message else "")


def hint_for(raised: Raised) -> str:
    """Return what to try after an exception, or an empty string where nothing is sure."""
    name = raised.type_name
    if raised.module:
        return _hint_for_module(raised.module)
    if name == "NameError" and any(f"'{word}'" in raised.message for word in ("exit", "quit")):
        return "remove exit() or quit(): a function returns its answer"
    if name == "NameError" and "'plt'" in raised.message:
        return "remove what draws: a function returns its answer"
    if name == "EOFError":
        return "remove input(): the judge calls your functions with arguments"
    if name == "BdbQuit" or "breakpoint() was called" in raised.message:
        return "remove breakpoint() or pdb, or debug with .grade/failing_call.py"
    if name == "SystemExit":
        return "remove exit() or sys.exit(): a function returns its answer"
    if name == "RecursionError":
        return "a function calls itself without an end"
    if name == "MemoryError":
        return "the arguments are small: look at the shapes that you make"
    if name == "UnboundLocalError":
        return "the name is assigned in only some of the branches before it is used"
    if "read-only" in raised.message:
        return "an argument is yours to read only: write into a copy of it"
    if name in ("SyntaxError", "IndentationError", "TabError"):
        return "Python could not read this line; the line before may be the cause"
    return ""


def _hint_for_module(module: str) -> str:
    top = module.partition(".")[0]
    if top == "numpy":
        return "NumPy has no such part; look for a misspelling"
    if top in SHORTCUTS:
        return (
            f"{top} does what the exercise asks for: write it with NumPy. Only NumPy and "
            "the standard library can be imported"
        )
    if top in PLOTS:
        return f"remove {top} and what draws: only NumPy and the standard library are there"
    if top[:2] == "ex" and top[2:4].isdigit():
        return "each exercise is judged alone: copy what you need into this file"
    known = sorted({"numpy", *sys.stdlib_module_names})
    near = difflib.get_close_matches(top, known, n=3, cutoff=0.75)
    if near and top not in near:
        return f"did you mean {'numpy' if 'numpy' in near else near[0]}?"
    return "only NumPy and the standard library can be imported"


def missing(function: str, loaded: Loaded) -> str:
    """Return that a file lacks a function, and the name that may be meant."""
    if function in loaded.not_callable:
        return f"{function} is not a function in your file: something is assigned to it"
    lines = dict(loaded.names)
    near = difflib.get_close_matches(function, lines, n=1, cutoff=0.6)
    if not near:
        low = {name.lower().replace("_", ""): name for name in lines}
        alike = low.get(function.lower().replace("_", ""))
        near = [alike] if alike else []
    if near:
        where = f" (line {lines[near[0]]})" if lines[near[0]] else ""
        return f"your file has no {function}; did you mean {near[0]}{where}?"
    return f"your file has no function {function}"


def wrong_arity(function: str, theirs: str, due: str) -> str:
    """Return that a function takes other parameters than it is called with."""
    return f"{function} takes {theirs}, but is called as {function}{due}"
