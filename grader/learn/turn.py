"""One turn of a student: judge a file, remember how far that is, say what comes next."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.console import look_of_command, print_json, say_behind
from grader.course import Course, Exercise, command, here, refuse_foreign
from grader.errors import KitFault, UsageError
from grader.judge.grade import DEFAULT_SEED, grade
from grader.report import Report
from grader.sandbox.launch import IDLE, Sandbox
from grader.words import catalogs, reading
from grader.words.names import typed
from grader.words.text import Text, _, listed, of_exercise, unbroken, use

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from grader.judge.submission import Submission
    from grader.sandbox.student import Student

NOTE = _("note:")
UNKEPT = _("progress is not kept: .grade/progress.json cannot be written here")


def take(
    name: str,
    file: Path | None,
    *,
    seed: int = DEFAULT_SEED,
    form: str = "text",
    sandbox: str | Sandbox = "process",
    language: str | None = None,
    prepare: Callable[[Exercise], None] = lambda exercise: None,
    with_solutions: Sequence[str] = (),
) -> int:
    """Judge one exercise and print what was found: the command `grade ex05`.

    Args:
        name: what the student calls the exercise, or a path of its file.
        file: another file than the course's own, or None.
        seed, sandbox: see `judge.grade.grade`.
        form: `text` or `json`.
        language: what was typed after `--language`, or None.
        prepare: is called before an exercise is judged.
        with_solutions: what the student calls the earlier exercises whose solutions stand
            for the files that are imported.

    Returns:
        The exit code: 0 all passed, 1 something failed, 3 a fault of the kit.

    Raises:
        GradeError: nothing could be judged.
    """
    course = here()
    use(catalogs.chosen(language, course.settings.language))
    exercise, file = meant(course, name, file)
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
    theirs = _solutions(course, exercise, with_solutions) if with_solutions else ()
    for name in theirs:
        options += ["--with-solutions", name[:4]]
    prepare(exercise)
    from grader.judge import submission

    target = file or exercise.stub
    handed_in = submission.read(target, exercise, theirs)
    for name in theirs:
        if handed_in.problem is None and name not in handed_in.solutions:
            option = unbroken(f"--with-solutions {name[:4]}")
            raise UsageError(
                _("{file} does not import {exercise}", file=handed_in.path, exercise=name),
                _("leave {option} away", option=option),
            )
    if form == "text":
        from grader.render.terminal import heading

        print(heading(exercise.called, handed_in.path, theirs), flush=True)
    with Patience() as patience:
        report = grade(exercise, handed_in, seed=seed, sandbox=sandbox, follow=patience.follow)
    written, first = remember(course, exercise, target, report, seed)
    if form == "json":
        print_json(reading.with_sentences(report))
    else:
        from grader.learn import failing_call
        from grader.render import terminal

        script = failing_call.write(course.root, report, target, confined=confined)
        following = what_next(course, exercise, file, script, options, passed=report.passed)
        if report.passed and file is None:
            following = following._replace(lesson=lesson(exercise, first))
        print(terminal.body(reading.read(report, following), look_of_command()))
    if not written:
        say_behind(NOTE, UNKEPT)
    return exit_code(report)


def _solutions(course: Course, exercise: Exercise, words: Sequence[str]) -> tuple[str, ...]:
    """Return the full names of exercises whose solutions are to stand for a student's files.

    Raises:
        UsageError: one is not imported by the exercise, or has no solution here.
    """
    meant = [course.find(word) for word in words]
    for one in meant:
        if one.name not in exercise.imports:
            raise UsageError(
                _("{exercise} imports nothing of {other}", exercise=exercise.id, other=one.id),
                _("it may import {names}", names=listed(exercise.imports)) if exercise.imports
                else _("leave {option} away", option=unbroken("--with-solutions")),
            )  # fmt: skip
        if not one.solution.is_file():
            option = unbroken(f"--with-solutions {one.id}")
            raise UsageError(
                _("this course has no solution of {exercise}", exercise=one.id),
                _("your own file is judged without {option}", option=option),
            )
    return tuple(one.name for one in meant)


ID = re.compile(r"ex[0-9]{2}(?![0-9])")


def meant(course: Course, word: str, file: Path | None) -> tuple[Exercise, Path | None]:
    """Return the exercise and the file that are meant; no file stands for the course's own.

    Args:
        word: what names the exercise: also the path of a file that begins with its name.
        file: another file, or None.

    Raises:
        UsageError: no exercise is meant, or several.
        KitFault: the course has none.
    """
    path = Path(word)
    is_path = path.name != word or path.suffix == ".py"
    if file is None and is_path and (path.name != word or path.exists()):
        begins = ID.match(path.stem)
        try:
            exercise, file = course.find(begins[0] if begins else path.stem), path
        except UsageError:
            raise UsageError(
                _("the name of {file} does not begin with an exercise", file=path.name),
                _("say which one it is for:   {command}",
                  command=unbroken(command("ex05", _word(path)))),
            ) from None  # fmt: skip
    else:
        exercise = course.find(word)
    if file is not None and file.resolve() == exercise.stub.resolve():
        file = None
    return exercise, file


def remember(
    course: Course, exercise: Exercise, file: Path, report: Report, seed: int = DEFAULT_SEED
) -> tuple[bool, bool]:
    """Keep a report as progress, where it is about the course's own file.

    Returns:
        Whether what there is to keep was written, and whether it is the first report with
        full marks.
    """
    own = file.resolve() == exercise.stub.resolve() and not report.submission.solutions
    if not own or seed != DEFAULT_SEED:
        return True, False
    from grader.learn import progress

    made_from, standard = _basis(exercise, report)
    before = progress.load(course.root)
    after = before.with_report(report, made_from, standard)
    first = after.of(exercise.name).done and not before.of(exercise.name).done
    return progress.save(course.root, after), first


def lesson(exercise: Exercise, first: bool) -> reading.Lesson:
    """Return what there is to read after full marks: the first time all, later where it is."""
    text = of_exercise(exercise.name, "after", " ".join(exercise.after.split()))
    solved = command("show", exercise.id, "--solution") if exercise.solution.is_file() else ""
    shown = command("show", exercise.id)
    return reading.Lesson(text if exercise.after else None, first, solved, shown)


class Patience:
    """What is known of a grading that runs, and the line about it on a terminal.

    The line comes after half a second and is gone before the report: what is quick pays for
    one timer.

    Args:
        called: which exercise it is, where the screen does not say so.

    Attributes:
        since: when the grading began, by the monotonic clock.
        student: whom the questions are asked, once there is one.
    """

    SOON = 0.5  # seconds in which nothing is said

    def __init__(self, called: Text | None = None) -> None:
        self.called = called
        self.since = time.monotonic()
        self.student: Student | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()
        self._over = False
        self._wide = 0  # columns of the line on the screen

    def follow(self, student: Student) -> None:
        """Look at whom the questions are asked."""
        self.student = student

    def __enter__(self) -> Patience:
        """Begin to wait, where there is a terminal to write to."""
        if sys.stdout.isatty():
            self._timer = threading.Timer(self.SOON, self._tell)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line; say where it was if the student did not want to wait."""
        if self._timer is None:
            return
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._wide:
                # Spaces, since not every console knows the sequence that clears a line.
                sys.stdout.write(f"\r{' ' * self._wide}\r")
                sys.stdout.flush()
        if kind is KeyboardInterrupt and self._wide:
            from grader.console import say
            from grader.learn.meanwhile import stopped

            say(stopped(self), err=True)

    def write(self, stream: TextIO, line: str, wide: int) -> bool:
        """Write a line over the one before it; return whether the grading goes on.

        Args:
            wide: columns of the line.
        """
        with self._lock:
            if self._over:
                return False
            stream.write(f"\r{line}{' ' * (self._wide - wide)}")
            stream.flush()
            self._wide = max(self._wide, wide)
            return True

    def _tell(self) -> None:
        from grader.console import look_of_command
        from grader.learn.meanwhile import tell

        try:
            tell(self, sys.stdout, look_of_command())
        except (OSError, ValueError):  # nobody reads, or the stream is closed
            return


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
    follow: Callable[[Student], None] | None = None,
) -> Report:
    """Judge a file, and keep the result as progress where it is the course's own.

    Args:
        file: where the submission was read from.
        submission: what was read.
        seed, sandbox, idle, follow: see `judge.grade.grade`.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox does not work here.
    """
    report = grade(exercise, submission, seed=seed, sandbox=sandbox, idle=idle, follow=follow)
    remember(course, exercise, file, report, seed)
    return report


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
    *,
    passed: bool = False,
) -> reading.Next:
    """Return what the last lines of the screen say.

    Args:
        file: the judged file where one was named, else None.
        script: where the failing call was written, or empty.
        options: how it was judged, where that is to be so again.
        passed: whether it has full marks, so that another exercise follows.
    """
    from grader.learn import progress

    held = progress.load(course.root)
    done = [name for name in course.names if held.of(name).done]
    # To know what follows takes a look at every exercise: only who will read it waits.
    following = None
    if passed and not file:
        following = course.next_to_do({*done, exercise.name}, exercise.name)
    step = None
    if following is not None:
        title = _("Next: {exercise}", exercise=following.called)
        step = reading.Step(title, command("show", following.id))
    return reading.Next(
        command=command(exercise.id, *([_word(file)] if file else []), *options),
        hint=command("hint", exercise.id),
        show=command("show", exercise.id),
        script=typed("python", script) if script else "",
        reset="" if file else command("reset", exercise.id),
        done=len(done),
        total=0 if file else len(course.names),
        following=step,
    )
