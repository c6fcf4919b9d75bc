"""One turn of a student: judge a file, remember how far that is, say what comes next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from grader.console import look_of_command, print_json
from grader.course import Course, Exercise, find_course
from grader.judge.grade import DEFAULT_SEED, grade
from grader.report import Report
from grader.sandbox.launch import IDLE, Sandbox
from grader.words import catalogs, reading
from grader.words.text import _, use

if TYPE_CHECKING:
    from grader.judge.references import Record
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
    course = find_course(*([Path.cwd()] if file is None else [file.parent, Path.cwd()]))
    use(catalogs.chosen(language, course.settings.language))
    exercise = course.find(name)
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

        script = failing_call.write(course.root, report, target)
        following = what_next(course, exercise, file, script)
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
    record: Record | None = None,
    idle: float = IDLE,
) -> Report:
    """Judge a file, and keep the result as progress where it is the course's own.

    Args:
        file: where the submission was read from.
        submission: what was read.
        seed, sandbox, record, idle: see `judge.grade.grade`.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox does not work here.
    """
    report = grade(exercise, submission, seed=seed, sandbox=sandbox, record=record, idle=idle)
    if file.resolve() == exercise.stub.resolve() and seed == DEFAULT_SEED:
        from grader.learn import progress

        progress.update(course.root, lambda held: held.with_report(report))
    return report


def what_next(
    course: Course, exercise: Exercise, file: Path | None, script: str
) -> reading.Next:
    """Return what the last lines of the screen say.

    Args:
        file: the judged file where one was named, else None.
        script: where the failing call was written, or empty.
    """
    from grader.learn import progress

    held = progress.load(course.root)
    following = course.next_after(exercise)
    step = None
    if following is not None:
        title = _("Next: {exercise}", exercise=following.called)
        step = reading.Step(title, f"grade show {following.id}")
    return reading.Next(
        command=f"grade {exercise.id}" + (f" {file}" if file else ""),
        hint=f"grade hint {exercise.id}",
        show=f"grade show {exercise.id}",
        script=f"python {script}" if script else "",
        done=sum(held.of(name).done for name in course.names),
        total=0 if file else len(course.names),
        following=step,
    )
