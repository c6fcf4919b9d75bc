"""Writes the two test files that a course would have without the kit.

Both ask exactly the calls that the hidden suite asks, one parametrised test per check.
`test_stored.py` holds the right answers; `test_torch.py` asks the PyTorch reference for
them while it runs. The first is written as fast as pytest allows: neither a file of data
nor one test per call was faster.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np

from grader.course import Exercise
from grader.judge import show, submission
from grader.judge.grade import examine
from grader.judge.inquiry import Evidence
from grader.sandbox.inside.wire import Made

STORED, TORCH = "test_stored.py", "test_torch.py"


def write(exercise: Exercise, folder: Path) -> None:
    """Write both files, with the solution and the reference that they import."""
    write_stored(exercise, folder)
    shutil.copy(exercise.solution, folder / exercise.solution.name)
    shutil.copy(exercise.reference, folder / "reference.py")
    _write(exercise, folder / TORCH, TORCH_HEAD, TORCH_TEST, stored=False)


def write_stored(exercise: Exercise, folder: Path, limit: float | None = None) -> None:
    """Write `test_stored.py` alone into a new folder; it imports whatever is on the path.

    Args:
        limit: seconds for a call; a test has those of all its calls together. None leaves
            the limit of a test to pytest's options.
    """
    folder.mkdir(parents=True)
    checks = "CALLS" if limit is None else LIMITED.format(limit=limit)
    _write(exercise, folder / STORED, "", STORED_TEST.format(checks=checks), stored=True)


def _write(exercise: Exercise, path: Path, head: str, test: str, stored: bool) -> None:
    solution = submission.read(exercise.solution, exercise)
    asked = examine(exercise, solution).evidence
    given = {"module": exercise.name, "torch": head, "calls": _calls(asked, stored)}
    path.write_text(HEAD.format(**given) + test, encoding="utf-8")


def _calls(asked: tuple[Evidence, ...], stored: bool) -> str:
    """Return the dictionary of calls as source: check -> (function, arguments, ...)."""
    by_check: dict[str, list[str]] = {}
    for call in asked:
        expected = call.question.expected
        raises = expected.raises
        assert stored or raises is None, f"{TORCH} cannot expect errors yet"
        parts = [
            repr(call.function),
            _source(call.arguments),
            _source(dict(call.question.named)),
        ]
        if stored:
            # An error is expected by its name, which is a class in the file.
            parts.append(raises or _source(expected.value))
        by_check.setdefault(call.key[0], []).append(f"        ({', '.join(parts)}),\n")
    return "".join(
        f"    {check!r}: [\n{''.join(rows)}    ],\n" for check, rows in by_check.items()
    )


def _source(value: Any) -> str:
    """Return an expression for a plain value, in which `inf` and `nan` are names."""
    if isinstance(value, tuple):
        return f"({''.join(_source(item) + ', ' for item in value)})"
    if isinstance(value, list):
        return f"[{', '.join(map(_source, value))}]"
    if isinstance(value, dict):
        items = (f"{key!r}: {_source(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, Made):
        return f"({show.source(value)})"
    if not isinstance(value, np.ndarray):
        return repr(value)
    layout = "strided"
    if value.flags.c_contiguous:
        layout = "C"
    elif value.flags.f_contiguous:
        layout = "F"
    rest = f", {layout!r}, {value.flags.writeable}"
    plain = rest == ", 'C', True"
    return f"array({value.tolist()!r}, {value.dtype.name!r}{'' if plain else rest})"


HEAD = '''"""Tests of {module}, made at home."""

import numpy as np
import pytest
{torch}
import {module} as submission

inf, nan = np.inf, np.nan


def array(values, dtype, layout="C", writeable=True):
    made = np.array(values, dtype, order="F" if layout == "F" else "C")
    if layout == "strided":
        wide = np.zeros((*made.shape[:-1], 2 * made.shape[-1]), dtype)
        wide[..., ::2] = made
        made = wide[..., ::2]
    made.flags.writeable = writeable
    return made


def agree(yours, expected):
    if isinstance(expected, np.ndarray):
        rtol, atol = (1e-5, 1e-6) if expected.dtype == "float32" else (1e-7, 1e-9)
        np.testing.assert_allclose(yours, expected, rtol=rtol, atol=atol, strict=True)
    elif isinstance(expected, tuple):
        assert len(yours) == len(expected)
        for one, right in zip(yours, expected):
            agree(one, right)
    elif isinstance(expected, float):
        assert yours == pytest.approx(expected, rel=1e-6, abs=1e-6, nan_ok=True)
    else:
        assert yours == expected


CALLS = {{
{calls}}}
'''

LIMITED = """[
    pytest.param(check, marks=pytest.mark.timeout({limit:g} * len(calls)))
    for check, calls in CALLS.items()
]"""

STORED_TEST = """

@pytest.mark.parametrize("check", {checks})
def test_answers(check):
    for function, arguments, named, expected in CALLS[check]:
        ask = getattr(submission, function)
        if isinstance(expected, type):
            with pytest.raises(expected):
                ask(*arguments, **named)
        else:
            agree(ask(*arguments, **named), expected)
"""

TORCH_HEAD = """import torch

import reference
"""

TORCH_TEST = """

def tensor(value):
    return torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("check", CALLS)
def test_answers(check):
    for function, arguments, named in CALLS[check]:
        expected = getattr(reference, function)(*map(tensor, arguments), **named)
        if isinstance(expected, torch.Tensor):
            expected = expected.numpy()
        agree(getattr(submission, function)(*arguments, **named), expected)
"""
