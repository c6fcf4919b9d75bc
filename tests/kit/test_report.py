"""A report becomes JSON and comes back whole, and keeps to its contract."""

import dataclasses
import json
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import report
from grader.report import Call, Check, Comparison, Outcome, Panel, Report

TOP = [
    "schema",
    "exercise",
    "title",
    "submission",
    "status",
    "score",
    "max_score",
    "seed",
    "versions",
    "seconds",
    "checks",
]
CHECK = [
    "name",
    "title",
    "points",
    "earned",
    "outcome",
    "message",
    "call",
    "diagnosis",
    "seconds",
]

TEXT = st.text(max_size=12)
COUNT = st.integers(0, 10**6)


def of(kind, **fixed):
    """Draw a record of a kind, each field by its annotation."""
    hints = get_type_hints(kind)
    fields = {
        field.name: fixed.get(field.name, by_type(hints[field.name]))
        for field in dataclasses.fields(kind)
    }
    return st.builds(kind, **fields)


def by_type(hint):
    """Draw a value of an annotated type."""
    words = str(hint)
    plain = {
        str: TEXT,
        int: COUNT,
        float: st.floats(0, 1e6),
        bool: st.booleans(),
        Outcome: st.sampled_from(Outcome),
        "int | None": st.none() | COUNT,
        "str | None": st.none() | TEXT,
        "dict[str, str]": st.dictionaries(TEXT, TEXT, max_size=3),
    }
    if hint in plain:
        return plain[hint]
    if words in plain:
        return plain[words]
    if hint == tuple[str, ...]:
        return st.lists(TEXT, max_size=3).map(tuple)
    if hint == tuple[tuple[str, ...], ...]:
        row = st.lists(TEXT, max_size=3).map(tuple)
        return st.lists(row, max_size=3).map(tuple)
    if hint == tuple[tuple[int, int], ...]:
        return st.lists(st.tuples(COUNT, COUNT), max_size=3).map(tuple)
    arguments = getattr(hint, "__args__", ())
    if words.startswith("tuple["):
        return st.lists(of(arguments[0]), max_size=3).map(tuple)
    if type(None) in arguments:
        return st.none() | of(next(part for part in arguments if part is not type(None)))
    return of(hint)


REPORTS = of(Report, schema=st.just(report.SCHEMA))


@settings(max_examples=80, deadline=None)
@given(REPORTS)
def test_every_report_comes_back_from_json(made):
    """Written as JSON and read again, any report is equal to itself."""
    assert Report.from_dict(json.loads(json.dumps(made.to_dict()))) == made


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_contract_keys_are_all_there(made):
    """Every key of the contract is present, at the top, in checks and below."""
    plain = json.loads(json.dumps(made.to_dict()))
    assert set(TOP) <= set(plain)
    assert {"student", "path", "sha256"} <= set(plain["submission"])
    for check in plain["checks"]:
        assert set(CHECK) <= set(check)
        if check["diagnosis"] is not None:
            assert set(check["diagnosis"]) >= {"id", "text", "kind"}


def with_strangers(plain):
    """Return plain values with an unknown key in every dictionary but `versions`."""
    if isinstance(plain, list):
        return [with_strangers(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    known = {
        key: value if key == "versions" else with_strangers(value)
        for key, value in plain.items()
    }
    return {**known, "a_key_of_later": {"x": [1]}}


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_unknown_keys_are_ignored(made):
    """A reader ignores keys that it does not know, at every level."""
    plain = with_strangers(json.loads(json.dumps(made.to_dict())))
    assert Report.from_dict(plain) == made


CHECKED = Check("test_a", "a is b", "f", 2, 0, Outcome.FAILED, call=Call("f", "f(1)"))
SMALL = Report(
    exercise="ex01_trial",
    title="Trial",
    submission=report.Source(None, "exercises/ex01_trial.py", "0" * 64),
    status="failed",
    score=0,
    max_score=2,
    seed=0,
    versions={"kit": "0", "suite": "a", "numpy": "2", "torch": "2", "python": "3"},
    seconds=0.25,
    checks=(CHECKED,),
)


@pytest.mark.parametrize("schema", [0, 2, "1", None, 1.5])
def test_another_schema_is_refused(schema):
    """A report of another schema number is refused, not guessed at."""
    with pytest.raises(ValueError, match="schema"):
        Report.from_dict({**SMALL.to_dict(), "schema": schema})


def test_a_report_without_a_schema_is_refused():
    """A report that does not say its schema is refused."""
    plain = SMALL.to_dict()
    del plain["schema"]
    with pytest.raises(ValueError, match="schema"):
        Report.from_dict(plain)


def test_optional_parts_may_be_absent():
    """The parts beyond the contract may be missing in a report from elsewhere."""
    plain = json.loads(json.dumps(SMALL.to_dict()))
    for key in ("calls", "functions", "problem"):
        del plain[key]
    for check in plain["checks"]:
        for key in ("comparison", "line", "source", "printed"):
            del check[key]
    assert Report.from_dict(plain) == SMALL


def test_a_comparison_of_earlier_kits_is_read():
    """A comparison without input, without cut edges and without marks comes back."""
    panel = Panel("float64 (1,)", (("1",),))
    check = dataclasses.replace(CHECKED, comparison=Comparison(panel, panel, "1 value"))
    made = dataclasses.replace(SMALL, checks=(check,))
    plain = json.loads(json.dumps(made.to_dict()))
    old = plain["checks"][0]["comparison"]
    del old["input"], old["image"]
    for name in ("yours", "expected"):
        del old[name]["cut"], old[name]["marks"]
    assert Report.from_dict(plain) == made


def test_reports_cannot_be_changed():
    """A report and everything in it is frozen."""
    panel = Panel("float64 (1,)", (("1",),))
    for record in (SMALL, CHECKED, CHECKED.call, panel):
        name = dataclasses.fields(record)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, "other")


def test_outcomes_are_those_of_the_contract():
    """The outcomes of a check are the eight of the contract, and plain texts in JSON."""
    assert [str(outcome) for outcome in Outcome] == [
        "passed", "failed", "error", "timeout", "crashed", "missing", "not_run", "internal",
    ]  # fmt: skip
    assert json.loads(json.dumps(SMALL.to_dict()))["checks"][0]["outcome"] == "failed"


def test_an_unknown_outcome_is_refused():
    """An outcome that is none is refused."""
    plain = SMALL.to_dict()
    plain["checks"][0]["outcome"] = "fine"
    with pytest.raises(ValueError, match="fine"):
        Report.from_dict(plain)


def test_untouched_means_that_every_check_is_missing():
    """A file is untouched where all checks are missing and nothing else is wrong."""
    missing = dataclasses.replace(CHECKED, outcome=Outcome.MISSING)
    assert dataclasses.replace(SMALL, checks=(missing, missing)).untouched
    assert not SMALL.untouched
    assert not dataclasses.replace(SMALL, checks=(missing, CHECKED)).untouched
    assert not dataclasses.replace(SMALL, checks=()).untouched
    problem = report.Problem("gone")
    assert not dataclasses.replace(SMALL, checks=(missing,), problem=problem).untouched
