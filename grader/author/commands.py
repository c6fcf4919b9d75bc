"""The commands of authors: prove, record, begin an exercise, make the students' edition."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.completion import exercise_names
from grader.course import Exercise, find_course
from grader.errors import GradeError
from grader.hidden import require_sources


@click.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=exercise_names)
def verify(names: tuple[str, ...]) -> None:
    """Prove exercises: the suite catches and names every known mistake.

    For authors; needs PyTorch. All exercises unless some are named.
    """
    from grader.author.oracle import require_torch
    from grader.author.verify import NotProved
    from grader.author.verify import verify as prove
    from grader.render.overview import proof_line

    chosen = _chosen(names, "grade verify")
    require_torch("grade verify")
    failed = 0
    for exercise in chosen:
        try:
            click.echo(proof_line(exercise.called, vars(prove(exercise))))
        except GradeError as error:
            failed = max(failed, 1 if isinstance(error, NotProved) else error.exit_code)
            click.echo(f"FAIL  {exercise.heading}: {error.message}")
            if error.hint:
                click.echo(f"      hint: {error.hint}")
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE]...", shell_complete=exercise_names)
@click.option("--check", is_flag=True, help="Only compare; report what would change.")
def record(names: tuple[str, ...], check: bool) -> None:
    """Record the answers of PyTorch and of the known mistakes.

    For authors; needs PyTorch. All exercises unless some are named.
    """
    from grader.author import record as recording

    drifted = False
    for exercise in _chosen(names, "grade record"):
        if check:
            changes = recording.drift(exercise)
            drifted |= bool(changes)
            click.echo(f"{'FAIL' if changes else 'ok  '}  {exercise.heading}")
            for change in changes:
                click.echo(f"      {change}")
        else:
            done = recording.record(exercise)
            click.echo(
                f"ok    {exercise.heading}: {done.calls} calls, {done.mistakes} mistakes, "
                f"{done.size:,} bytes in {done.path.relative_to(exercise.root).as_posix()}"
            )
    sys.exit(1 if drifted else 0)


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a new exercise:  grade new ex08_perceptron

    For authors. Writes all its files; `grade verify` then says what is missing.
    """
    from grader.author.scaffold import scaffold

    course = find_course(Path.cwd())
    require_sources(course.root, "grade new")
    for path in scaffold(course, name):
        click.echo(f"wrote {path.relative_to(course.root).as_posix()}")
    click.echo(f"Write the statement first, then run   grade verify {name[:4]}")


@click.command()
@click.argument("out", metavar="OUT.zip", type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help="Leave the hidden suites out.")
@click.option("--no-try", is_flag=True, help="Do not install and use it first.")
def release(out: Path, public: bool, no_try: bool) -> None:
    """Make the edition for students:  grade release OUT.zip

    For authors. It is made from the last commit, looked through for solutions, then
    installed and used as a student would; that needs the network.
    """
    from grader.author import release as edition

    course = find_course(Path.cwd())
    for line in edition.release(course, out, public=public, trial=not no_try):
        click.echo(line)


def _chosen(names: tuple[str, ...], purpose: str) -> list[Exercise]:
    course = find_course(Path.cwd())
    require_sources(course.root, purpose)
    return [course.find(name) for name in names] or list(course.exercises)
