"""One turn of a student: judge a file, remember how far that is, say what comes next."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.console import look_of_command, print_json
from grader.course import Course, Exercise, command, here, refuse_foreign
from grader.errors import KitFault
from grader.judge.grade import DEFAULT_SEED, grade
from grader.report import Report
from grader.sandbox.launch import IDLE, Sandbox
from grader.words import catalogs, reading
from grader.words.names import typed
from grader.words.text import _, unbroken, use

if TYPE_CHECKING:
    from grader.judge.submission import Submission


def take(
    name: str,
    file: Path | None,
    *,
    seed: int = DEFAULT_SEED,
    form: str = "text",
    sandbox: str | Sandbox = "process",
    language: str | None = None,
    prepare: Callable[[Exercise], None] = lambda exercise: None,
) -> int:
    """Judge one exercise and print what was found: the command `grade ex05`.

    Args:
        name: what the student calls the exercise.
        file: another file than the course's own, or None.
        seed, sandbox: see `judge.grade.grade`.
        form: `text` or `json`.
        language: what was typed after `--language`, or None.
        prepare: is called before an exercise is judged.

    Returns:
        The exit code: 0 all passed, 1 something failed, 3 a fault of the kit.

    Raises:
        GradeError: nothing could be judged.
    """
    course = here()
    use(catalogs.chosen(language, course.settings.language))
    exercise = course.find(name)
    confined = isinstance(sandbox, str) and sandbox != "process"
    # Whoever copies a command must not run a stranger's file with all rights.
    options = ["--sandbox", str(sandbox)] if confined else []
    options += ["--seed", str(seed)] if seed != DEFAULT_SEED else []
    if file is not None:
        words = ("grade", exercise.id, _word(file), *options, "--course", str(course.root))
        anyway = typed(*words)
        hint = _(
            "to have it judged by the course here, type   {command}", command=unbroken(anyway)
        )
        refuse_foreign(course, file, hint)
    prepare(exercise)
    from grader.judge import submission

    target = file or exercise.stub
    handed_in = submission.read(target, course.root)
    if form == "text":
        from grader.render.terminal import heading

        print(heading(exercise.called, handed_in.path), flush=True)
    report = judge(course, exercise, target, handed_in, seed=seed, sandbox=sandbox)
    if form == "json":
        print_json(reading.with_sentences(report))
    else:
        from grader.learn import failing_call
        from grader.render import terminal

        script = failing_call.write(course.root, report, target, confined=confined)
        following = what_next(course, exercise, file, script, options)
        print(terminal.body(reading.read(report, following), look_of_command()))
    return exit_code(report)


def exit_code(report: Report) -> int:
    """Return what a process ends with after a report: 0, 1, or 3."""
    return {"passed": 0, "failed": 1}.get(report.status, 3)


def judge(
    course: Course,
    exercise: Exercise,
    file: Path,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str | Sandbox = "process",
    idle: float = IDLE,
) -> Report:
    """Judge a file, and keep the result as progress where it is the course's own.

    Args:
        file: where the submission was read from.
        submission: what was read.
        seed, sandbox, idle: see `judge.grade.grade`.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox does not work here.
    """
    report = grade(exercise, submission, seed=seed, sandbox=sandbox, idle=idle)
    remember(course, exercise, file, report, seed)
    return report


def remember(
    course: Course, exercise: Exercise, file: Path, report: Report, seed: int = DEFAULT_SEED
) -> None:
    """Keep a report as progress, where it is about the course's own file."""
    if file.resolve() == exercise.stub.resolve() and seed == DEFAULT_SEED:
        from grader.learn import progress

        made_from, standard = _basis(exercise, report)
        progress.update(course.root, lambda held: held.with_report(report, made_from, standard))


def _basis(exercise: Exercise, report: Report) -> tuple[str, Callable[[], str]]:
    """Return a digest of the files that a grading rests on, and what works out that of a mark.

    The second is for other files: what differs in them can be words alone. Where the files
    have gone meanwhile it is empty.
    """
    from grader.judge import references, sources

    path = references.path_for(exercise, DEFAULT_SEED)

    def standard() -> str:
        try:
            answers = references.read(path, exercise.id).standard
            return sources.rests_on(sources.suite_of(exercise), answers, exercise.limits)
        except KitFault:
            return ""

    try:
        record = references.checksum(path)
    except OSError:
        return "", str
    return sources.digest(report.versions["suite"], record, repr(exercise.limits)), standard


def _word(file: Path) -> str:
    """Return a file as it is typed behind a command: never what looks like an option."""
    return os.path.join(os.curdir, file) if str(file).startswith("-") else str(file)


def what_next(
    course: Course,
    exercise: Exercise,
    file: Path | None,
    script: str,
    options: Sequence[str] = (),
) -> reading.Next:
    """Return what the last lines of the screen say.

    Args:
        file: the judged file where one was named, else None.
        script: where the failing call was written, or empty.
        options: how it was judged, where that is to be so again.
    """
    from grader.learn import progress

    held = progress.load(course.root)
    following = course.next_after(exercise)
    step = None
    if following is not None:
        title = _("Next: {exercise}", exercise=following.called)
        step = reading.Step(title, command("show", following.id))
    return reading.Next(
        command=command(exercise.id, *([_word(file)] if file else []), *options),
        hint=command("hint", exercise.id),
        show=command("show", exercise.id),
        script=typed("python", script) if script else "",
        done=sum(held.of(name).done for name in course.names),
        total=0 if file else len(course.names),
        following=step,
    )
