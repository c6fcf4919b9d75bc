"""Says what a submission raised, lacks or imports, and what to try where one is sure."""

from __future__ import annotations

import difflib
import sys

from grader.judge.submission import Submission
from grader.report import Outcome, Problem, Reason
from grader.sandbox.answer import Loaded, Raised

SHORTCUTS = {"torch", "scipy", "tensorflow", "keras", "sklearn", "jax", "autograd"}
PLOTS = {"matplotlib", "seaborn", "plotly", "cv2", "PIL"}

# What a reason of a call is called where it was the loading of the file.
WHILE_LOADING = {
    "cpu_time": "load_cpu_time",
    "clock_time": "load_clock_time",
    "ended_itself": "load_ended",
    "died": "load_died",
}


def fault_of(error: BaseException) -> Reason:
    """Return that the kit or a suite failed: which exception, and where it was raised."""
    return Reason("kit_failed", _where(error))


def not_handled(error: Exception) -> Reason:
    """Return that something failed over what the submission answered: that is its own doing.

    What the kit does with an answer is tried with right ones before anybody is judged.
    """
    return Reason("not_handled", _where(error))


def _where(error: BaseException) -> dict[str, str | None]:
    trace = error.__traceback__
    place = None
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return {"type": type(error).__name__, "place": place}


def problem_of(submission: Submission, loaded: Loaded) -> tuple[Problem, Outcome]:
    """Return why a file could not be loaded, and what its checks become.

    Args:
        loaded: what the loading came to: an exception, or no answer.
    """
    if loaded.stopped is not None:
        outcome, (code, facts) = loaded.stopped.outcome, loaded.stopped.reason
        late = outcome is Outcome.TIMEOUT
        reason = Reason(WHILE_LOADING.get(code, code), facts)
        return Problem(reason, hint=Reason("end_the_loop_outside") if late else None), outcome
    raised = loaded.raised
    assert raised is not None
    return (
        Problem(
            Reason("raised", raised.facts),
            line=raised.line,
            source=submission.line(raised.line),
            hint=hint_for(raised),
            printed=loaded.printed,
        ),
        Outcome.MISSING if raised.is_a("NotImplementedError") else Outcome.ERROR,
    )


def hint_for(raised: Raised) -> Reason | None:
    """Return what to try after an exception, or None where nothing is sure."""
    if raised.module:
        return _hint_for_module(raised.module)
    code = _hint_code(raised)
    return Reason(code) if code else None


def _hint_code(raised: Raised) -> str:
    # What is looked at is Python's own text, never a sentence of the kit.
    name, text = raised.type_name, raised.message
    if name == "NameError" and any(f"'{word}'" in text for word in ("exit", "quit")):
        return "remove_exit"
    if name == "NameError" and "'plt'" in text:
        return "remove_plots"
    if name == "BdbQuit" or "breakpoint() was called" in text:
        return "remove_breakpoint"
    if "read-only" in text:
        return "copy_before_writing"
    if name in ("SyntaxError", "IndentationError", "TabError"):
        return "put_a_colon" if text == "expected ':'" else "look_at_the_line_before"
    return {
        "EOFError": "remove_input",
        "SystemExit": "remove_exit",
        "RecursionError": "ends_in_itself",
        "MemoryError": "look_at_the_shapes",
        "UnboundLocalError": "assigned_in_some_branches",
    }.get(name, "")


def _hint_for_module(module: str) -> Reason:
    top = module.partition(".")[0]
    if top == "numpy":
        return Reason("misspelt_part_of_numpy")
    if top in SHORTCUTS:
        return Reason("shortcut", {"module": top})
    if top in PLOTS:
        return Reason("remove_plot_module", {"module": top})
    if top[:2] == "ex" and top[2:4].isdigit():
        return Reason("judged_alone")
    known = sorted({"numpy", *sys.stdlib_module_names})
    near = difflib.get_close_matches(top, known, n=3, cutoff=0.75)
    if near and top not in near:
        return Reason("did_you_mean", {"name": "numpy" if "numpy" in near else near[0]})
    return Reason("only_numpy")


def missing(function: str, loaded: Loaded) -> Reason:
    """Return that a file lacks a function, and the name that may be meant."""
    if function in loaded.not_callable:
        return Reason("not_callable", {"function": function})
    lines = dict(loaded.names)
    near = difflib.get_close_matches(function, lines, n=1, cutoff=0.6)
    if not near:
        low = {name.lower().replace("_", ""): name for name in lines}
        alike = low.get(function.lower().replace("_", ""))
        near = [alike] if alike else []
    name = near[0] if near else None
    facts = {"function": function, "near": name, "near_line": lines[name] if name else None}
    return Reason("absent", facts)
