"""A report becomes JSON and comes back whole, and keeps to its contract."""

import json
from collections.abc import Mapping
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import report
from grader.report import (
    Aspect,
    Call,
    Candidate,
    Check,
    Comparison,
    Outcome,
    Panel,
    Reason,
    Report,
)
from grader.words.reading import with_sentences

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
    "aspect",
    "reason",
    "call",
    "diagnoses",
    "seconds",
]

TEXT = st.text(max_size=12)
COUNT = st.integers(0, 10**6)
PLAIN = st.recursive(
    st.none() | st.booleans() | COUNT | TEXT | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=6,
)
FACTS = st.dictionaries(TEXT, PLAIN, max_size=3)
NUMBERS = st.floats(0, 1e6)
LEAVES = {
    str: TEXT,
    int: COUNT,
    float: NUMBERS,
    bool: st.booleans(),
    Outcome: st.sampled_from(Outcome),
    Aspect: st.sampled_from(Aspect),
    Mapping[str, str]: st.dictionaries(TEXT, TEXT, max_size=3),
    Mapping[str, Any]: FACTS,
    tuple[int, int]: st.tuples(COUNT, COUNT),
}


def of(kind, **fixed):
    """Draw a record of a kind, each field by its annotation."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{name: fixed.get(name, by_type(hints[name])) for name in kind._fields}
    )


def by_type(hint):
    """Draw a value of an annotated type."""
    if hint in LEAVES:
        return LEAVES[hint]
    arguments = get_args(hint)
    if type(None) in arguments:
        return st.none() | by_type(next(a for a in arguments if a is not type(None)))
    if get_origin(hint) is tuple:
        return st.lists(by_type(arguments[0]), max_size=3).map(tuple)
    return of(hint)


REPORTS = of(Report, schema=st.just(report.SCHEMA))


@settings(max_examples=80)
@given(REPORTS)
def test_every_report_comes_back_from_json(made):
    """Written as JSON and read again, any report is equal to itself."""
    assert Report.from_dict(json.loads(json.dumps(made.to_dict()))) == made


def without_messages(plain):
    """Return plain values without any key `message`, but inside of facts."""
    if isinstance(plain, list):
        return [without_messages(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    return {
        key: value if key in ("versions", "facts", "what") else without_messages(value)
        for key, value in plain.items()
        if key != "message"
    }


@settings(max_examples=40)
@given(REPORTS)
def test_sentences_add_only_messages(made):
    """With its sentences a report holds the same facts, and comes back as it was."""
    plain = json.loads(json.dumps(with_sentences(made)))
    assert without_messages(plain) == json.loads(json.dumps(made.to_dict()))
    assert Report.from_dict(plain) == made


@settings(max_examples=40)
@given(REPORTS)
def test_contract_keys_are_all_there(made):
    """Every key of the contract is present, at the top, in checks and below."""
    plain = json.loads(json.dumps(made.to_dict()))
    assert set(TOP) <= set(plain)
    assert {"student", "path", "sha256"} <= set(plain["submission"])
    for check in plain["checks"]:
        assert set(CHECK) <= set(check)
        for one in check["diagnoses"]:
            assert set(one) >= {"role", "kind", "id", "facts", "text"}


def with_strangers(plain):
    """Return plain values with an unknown key in every dictionary but those of any keys."""
    if isinstance(plain, list):
        return [with_strangers(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    known = {
        key: value if key in ("versions", "facts", "what") else with_strangers(value)
        for key, value in plain.items()
    }
    return {**known, "a_key_of_later": {"x": [1]}}


@settings(max_examples=40)
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


@pytest.mark.parametrize("schema", [0, 1, 3, "2", None, 2.5])
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
    for key in ("calls", "functions", "problem", "oracle", "unjudged"):
        del plain[key]
    for check in plain["checks"]:
        for key in ("aspect", "reason", "comparison", "diagnoses", "line", "source", "printed"):
            del check[key]
    assert Report.from_dict(plain) == SMALL


def test_a_comparison_of_other_kits_is_read():
    """A comparison with nothing but rows comes back, the rest as where nothing is known."""
    panel = Panel("yours", rows=(("1",),))
    check = CHECKED._replace(comparison=Comparison(panel, panel))
    made = SMALL._replace(checks=(check,))
    plain = json.loads(json.dumps(made.to_dict()))
    bare = {"owner": "yours", "rows": [["1"]]}
    plain["checks"][0]["comparison"] = {"yours": bare, "expected": bare}
    assert Report.from_dict(plain) == made


def test_candidates_of_earlier_gradebooks_are_read():
    """Where only the paths of other files were told, they come back as files not judged."""
    plain = SMALL.to_dict()
    plain["submission"]["candidates"] = [
        "a.py",
        {"path": "b.py", "sha256": "0", "counts": True},
    ]
    read = Report.from_dict(plain).submission.candidates
    assert read == (Candidate("a.py"), Candidate("b.py", "0", counts=True))


def test_reports_cannot_be_changed():
    """A report and everything in it is frozen."""
    for record in (SMALL, CHECKED, CHECKED.call, Panel("yours")):
        with pytest.raises(AttributeError):
            setattr(record, record._fields[0], "other")


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
    missing = CHECKED._replace(outcome=Outcome.MISSING)
    assert SMALL._replace(checks=(missing, missing)).untouched
    assert not SMALL.untouched
    assert not SMALL._replace(checks=(missing, CHECKED)).untouched
    assert not SMALL._replace(checks=()).untouched
    problem = report.Problem(Reason("no_file"))
    assert not SMALL._replace(checks=(missing,), problem=problem).untouched
