"""docs/lecture-notes.md says which exercise teaches each statement of the lecture notes.

It is written from docs/lecture-notes.toml and the exercises that there are:

    python -m tests.kit.test_lecture_notes --write
"""

import re
import sys
import tomllib

import pytest

from grader.course import Course
from tests.kit.workshop import ROOT

TABLE = ROOT / "docs" / "lecture-notes.toml"
PAGE = TABLE.with_suffix(".md")
CURRICULUM = {f"ex{number:02}" for number in range(33)}  # all that are planned
KNOWN = tomllib.loads(TABLE.read_text(encoding="utf-8"))
EXERCISES = {exercise.id: exercise for exercise in Course(ROOT).exercises}

HEAD = """\
# The lecture notes, statement by statement

The exercises follow five Korean lecture notes.
This page says which exercise grades each of their statements, or tells it in a sentence.
It is made from [lecture-notes.toml](lecture-notes.toml), see there.

| called here | the notes |
|---|---|
"""

BEYOND = """
## Beyond the notes

These exercises are here although no note asks for them, or not for all that they do.

| exercise | what for |
|---|---|
"""


def rows(known):
    """Return the rows of all parts."""
    return [row for part in known["part"] for row in part["rows"]]


def page(known, exercises):
    """Return the page."""
    text = HEAD + "".join(f"| {name} | {what} |\n" for name, what in known["notes"].items())
    for part in known["part"]:
        text += f"\n## {part['title']}\n\n| what is said | where | exercise |\n|---|---|---|\n"
        for row in part["rows"]:
            where = [*called(row.get("by", ()), exercises)]
            where += [f"told in {one}" for one in called(row.get("told", ()), exercises)]
            text += f"| {row['says']} | {', '.join(row['notes'])} | {'; '.join(where)} |\n"
    text += BEYOND
    for name, what in known["beyond"].items():
        text += f"| {next(called([name], exercises))} | {what} |\n"
    return text


def called(names, exercises):
    """Yield exercises as the page calls them."""
    for name in names:
        yield f"{name} {exercises[name].title if name in exercises else '(to come)'}"


def faults(known, exercises):
    """Return what is wrong with the table, a line each."""
    found, used = [], set()
    for row in rows(known):
        here = {*row.get("by", ()), *row.get("told", ())}
        used |= {*row.get("by", ())}
        found += [f"{row['says']}: no exercise"] * (not here)
        found += [f"{row['says']}: {name} is not planned" for name in sorted(here - CURRICULUM)]
        strange = {*row["notes"]} - known["notes"].keys()
        found += [f"{row['says']}: no notes are called {name}" for name in sorted(strange)]
        found += [f"{row['says']}: no notes"] * (not row["notes"])
    beyond = known["beyond"].keys()
    found += [f"beyond: {name} is not planned" for name in sorted(beyond - CURRICULUM)]
    idle = sorted(exercises.keys() - used - beyond)
    return found + [f"{name} teaches nothing, and is not under [beyond]" for name in idle]


def test_the_table_is_sound():
    """Every statement has its notes and a planned exercise, and every exercise a statement."""
    assert not faults(KNOWN, EXERCISES)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda known: rows(known)[0].update(by=["ex33"]), "ex33 is not planned"),
        (lambda known: rows(known)[0].update(by=[]), "no exercise"),
        (lambda known: rows(known)[0].update(notes=["S1"]), "no notes are called S1"),
        (lambda known: rows(known)[0].update(notes=[]), "no notes"),
        (lambda known: known["beyond"].update(ex40="x"), "ex40 is not planned"),
        (
            lambda known: [row.update(by=["ex08"]) for row in rows(known)],
            "ex05 teaches nothing",
        ),
    ],
)
def test_a_fault_of_the_table_is_named(change, told):
    """A row without an exercise, with one of another course, or an idle exercise is refused."""
    known = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    change(known)
    assert told in "\n".join(faults(known, EXERCISES))


def test_the_page_is_of_this_table_and_these_exercises():
    """The page was written anew after a change of the table, or when an exercise landed."""
    cure = "run   python -m tests.kit.test_lecture_notes --write"
    assert PAGE.read_text(encoding="utf-8") == page(KNOWN, EXERCISES), cure


def test_an_exercise_that_lands_makes_the_page_stale():
    """An exercise stands there with its title once it exists, and as one to come before."""
    assert "ex05 Padding" in page(KNOWN, EXERCISES)
    fewer = {name: one for name, one in EXERCISES.items() if name != "ex05"}
    assert "ex05 (to come)" in page(KNOWN, fewer)
    assert page(KNOWN, fewer) != page(KNOWN, EXERCISES)


def test_no_statement_stands_there_twice():
    """Two rows that say the same would be taught by two answers."""
    said = [row["says"] for row in rows(KNOWN)]
    assert len(said) == len({*said})
    assert not [text for text in said if re.search(r"[|\n]|\.$", text)]


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    PAGE.write_text(page(KNOWN, EXERCISES), encoding="utf-8")
