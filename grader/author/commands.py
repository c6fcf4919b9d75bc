"""The commands of authors: prove, record, begin an exercise, make the students' edition."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from grader.command import Argument, Command, Option, exercise_names
from grader.console import say, say_behind
from grader.course import Exercise, command, here
from grader.errors import GradeError
from grader.hidden import require_sources
from grader.words.reading import Mark
from grader.words.text import N_, Text, _, literal, plural, unbroken

if TYPE_CHECKING:
    from grader.author.record import Recorded
    from grader.author.verify import Proof

R = TypeVar("R")

_names = click.argument(
    "names",
    cls=Argument,
    nargs=-1,
    metavar=N_("[EXERCISE]..."),
    shell_complete=exercise_names,
)


@click.command(
    cls=Command,
    help=N_("Prove exercises: the suite catches and names every known mistake."),
    more=N_("For authors; needs PyTorch. All exercises unless some are named."),
)
@_names
def verify(names: tuple[str, ...]) -> None:
    """Prove exercises."""
    from grader.author.oracle import require_installed
    from grader.author.side_by_side import side_by_side
    from grader.author.verify import NotProved
    from grader.author.verify import verify as prove

    chosen = _chosen(names, "grade verify")
    require_installed(literal("grade verify"))
    failed = False
    with contextlib.closing(side_by_side(prove, chosen)) as outcomes:
        for exercise, outcome in zip(chosen, outcomes, strict=True):
            if not isinstance(outcome, GradeError):
                say(_proved(exercise, outcome))
                continue
            failed = True
            failed_at = _("{exercise}: {message}",
                          exercise=exercise.called, message=outcome.message)  # fmt: skip
            say_behind(Mark.FAIL.text, failed_at, 6, err=False)
            if outcome.hint is not None:
                say_behind(literal(""), _("hint: {hint}", hint=outcome.hint), 6, err=False)
    sys.exit(NotProved.exit_code if failed else 0)


def _proved(exercise: Exercise, proof: Proof) -> Text:
    return _(
        "ok    {exercise}: {checks}, {points}, {calls}, {mistakes}, {seeds}",
        exercise=exercise.called,
        checks=plural("{count} check", "{count} checks", proof.checks),
        points=plural("{count} point", "{count} points", proof.points),
        calls=plural("{count} call", "{count} calls", proof.calls),
        mistakes=plural("{count} mistake caught and named",
                        "{count} mistakes caught and named", proof.mistakes),
        seeds=plural("full marks for {count} seed",
                     "full marks for {count} seeds", proof.seeds),
    )  # fmt: skip


@click.command(
    cls=Command,
    help=N_("Record the answers of PyTorch and of the known mistakes."),
    more=N_("For authors; needs PyTorch. All exercises unless some are named."),
)
@_names
@click.option(
    "--check", cls=Option, is_flag=True, help=N_("Only compare; report what would change.")
)
def record(names: tuple[str, ...], check: bool) -> None:
    """Record exercises, or compare them with their records."""
    from grader.author import record as recording
    from grader.author.oracle import require_installed
    from grader.author.side_by_side import side_by_side

    chosen = _chosen(names, "grade record")
    require_installed(_("checking a record") if check else _("recording"))
    drifted = False
    if not check:
        with contextlib.closing(side_by_side(recording.record, chosen)) as made:
            for exercise, one in zip(chosen, made, strict=True):
                say(_recorded(exercise, _or_raised(one)))
        return
    with contextlib.closing(side_by_side(recording.drift, chosen)) as found:
        for exercise, outcome in zip(chosen, found, strict=True):
            changes = _or_raised(outcome)
            drifted |= bool(changes)
            say(
                _("FAIL  {exercise}", exercise=exercise.called) if changes
                else _("ok    {exercise}", exercise=exercise.called)
            )  # fmt: skip
            for change in changes:
                say(_("      {change}", change=change))
    sys.exit(1 if drifted else 0)


def _or_raised(outcome: R | GradeError) -> R:
    if isinstance(outcome, GradeError):
        raise outcome
    return outcome


def _recorded(exercise: Exercise, done: Recorded) -> Text:
    return _(
        "ok    {exercise}: {calls}, {probes}, {mistakes}, {bytes:,} bytes in {file}",
        exercise=exercise.called,
        calls=plural("{count} call", "{count} calls", done.calls),
        probes=plural("{count} probe", "{count} probes", done.probes),
        mistakes=plural("{count} mistake", "{count} mistakes", done.mistakes),
        bytes=done.size,
        file=done.path.parent.relative_to(exercise.root).as_posix() + "/",
    )


@click.command(
    cls=Command,
    help=N_("Begin a new exercise:  grade new ex08_perceptron"),
    more=N_("For authors. Writes all its files; `grade verify` then says what is missing."),
)
@click.argument("name", cls=Argument, metavar=N_("NAME"))
def new(name: str) -> None:
    """Begin a new exercise."""
    from grader.author.scaffold import scaffold

    course = here()
    require_sources(course.root, "grade new")
    for path in scaffold(course, name):
        say(_("wrote {file}", file=path.relative_to(course.root).as_posix()))
    say(
        _(
            "Write the statement first, then run   {command}",
            command=unbroken(command("verify", name[:4])),
        )
    )


@click.command(
    cls=Command,
    help=N_("Make the edition for students:  grade release OUT.zip"),
    more=N_(
        "For authors. It is made from the last commit, looked through for solutions, then "
        "installed and used as a student would; that needs the network."
    ),
)
@click.argument("out", cls=Argument, metavar=N_("OUT.zip"), type=click.Path(path_type=Path))
@click.option("--public", cls=Option, is_flag=True, help=N_("Leave the hidden suites out."))
@click.option("--no-try", cls=Option, is_flag=True, help=N_("Do not install and use it first."))
def release(out: Path, public: bool, no_try: bool) -> None:
    """Make the edition for students."""
    from grader.author.edition import release as edition

    course = here()
    for line in edition.release(course, out, public=public, trial=not no_try):
        say(line)


def _chosen(names: tuple[str, ...], purpose: str) -> list[Exercise]:
    course = here()
    require_sources(course.root, purpose)
    return [course.find(name) for name in names] or list(course.exercises)
