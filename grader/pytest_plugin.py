"""Lets pytest judge the exercises of a course: every check of a hidden suite is an item.

A course loads it in its own settings, `addopts = "-p grader.pytest_plugin"`: as an entry
point it would slow down everybody's pytest. The first item of a file judges it as
`grade ex05` does, in a worker, and the others read the report.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader import hidden, settings
from grader.course import FULL_NAME, Course, find_course, refuse_foreign
from grader.errors import GradeError, KitFault, UsageError
from grader.render.text import clean
from grader.words import catalogs
from grader.words.text import Language, Text, _, draw, in_use, listed, literal, of_exercise, use

if TYPE_CHECKING:
    from grader.course import Exercise
    from grader.judge.submission import Submission
    from grader.render.look import Look
    from grader.report import Check, Report

# What is judged lies in these; `testpaths` says which of them a bare `pytest` takes.
FOLDERS = ("exercises", "solutions")


@dataclass(frozen=True)
class Named:
    """What `--submission` names.

    Attributes:
        file: the file that is judged.
        course: the course that it is judged by.
        exercise: full name of the exercise that it answers.
        items: names of the items that are asked for, or none for all.
    """

    file: Path
    course: Course
    exercise: str
    items: frozenset[str]


SUBMISSION = pytest.StashKey[Named]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a student or an instructor can ask for."""
    parser.getgroup("grade", "judging exercises").addoption(
        "--submission",
        metavar="FILE",
        help="Judge FILE for the exercise that its name begins with, or for the one whose "
        "file is named too: exercises/ex05_padding.py --submission=FILE",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Find out what `--submission` means before anything is collected."""
    word = config.getoption("submission")
    if word is not None:
        try:
            file = Path(os.path.abspath(config.invocation_params.dir / word))
            config.stash[SUBMISSION] = _named(config, file)
        except GradeError as error:
            raise pytest.UsageError(in_words(error)) from None


def _named(config: pytest.Config, file: Path) -> Named:
    """Return what a submission answers, and which items of it are asked for.

    Raises:
        UsageError: there is no course, no such exercise, or several are named.
    """
    here = config.invocation_params.dir
    course = _course_of_run(config, file)
    exercises, items = set(), set()
    for argument in config.option.file_or_dir:
        path, *names = argument.split("::")
        named = Path(os.path.abspath(here / path))
        if named != file and named.stem in course.names:
            exercises.add(named.stem)
        items.update(names)
    if len(exercises) > 1:
        raise UsageError(
            _("{file} cannot answer several exercises: {exercises}",
              file=file.name, exercises=listed(sorted(exercises))),
            _("name one of them"),
        )  # fmt: skip
    begins = re.match(r"ex\d\d(?!\d)", file.stem)
    word = next(iter(exercises), begins[0] if begins else file.stem)
    return Named(file, course, course.find(word).name, frozenset(items))


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Collect a submission in its exercise's place, wherever the file lies.

    So no conftest.py beside it is imported.
    """
    named = session.config.stash.get(SUBMISSION, None)
    if named is not None:
        session.config.args = [str(named.course.root / FOLDERS[0])]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave hidden suites to the judge: they are no modules."""
    is_hidden = collection_path.as_posix().endswith(f"/{hidden.FOLDER}")
    return True if is_hidden and _is_course(collection_path.parents[1]) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> Exercises | None:
    """Take the folders of a course in which exercises lie."""
    if path.name in FOLDERS and _is_course(path.parent):
        return Exercises.from_parent(parent, path=path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: Any) -> ExerciseFile | None:
    """Judge a file that is named like an exercise, where it is named from elsewhere."""
    name = module_path.stem
    if FULL_NAME.fullmatch(name) and any(map(_is_course, module_path.parents)):
        return ExerciseFile.from_parent(parent, path=module_path, exercise=name)
    return None


def _is_course(folder: Path) -> bool:
    try:
        return settings.read(folder) is not None
    except KitFault:
        return True  # what is wrong with it is told when its exercises are collected


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Collect a course in the language that `grade` speaks in it."""
    with _spoken(_language_of(collector)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Judge in the language that `grade` speaks; other tests go on in theirs."""
    with _spoken(_language_of(item)):
        return (yield)


def _language_of(node: pytest.Item | pytest.Collector) -> Language:
    if not isinstance(node, Exercises | ExerciseFile | CheckItem):
        return in_use()
    try:
        return catalogs.chosen(course=_course_of(node).settings.language)
    except GradeError:
        return catalogs.chosen()


def _course_of(node: pytest.Item | pytest.Collector) -> Course:
    """Return the course that a file is judged by.

    Raises:
        GradeError: its settings are not as they should be.
    """
    named = node.config.stash.get(SUBMISSION, None)
    return _course_of_run(node.config, node.path) if named is None else named.course


def _course_of_run(config: pytest.Config, path: Path) -> Course:
    """Return the course that judges in a run of pytest: never for what lies beside a file.

    It is the one in which pytest was started, or else that whose settings it took.

    Raises:
        GradeError: there is none, its settings are not as they should be, or what is to be
            judged lies in another one.
    """
    hint = _("run pytest in the folder of the course that is to judge it")
    try:
        course = find_course(config.invocation_params.dir, config.rootpath)
    except UsageError as error:
        raise UsageError(error.message, hint) from error
    refuse_foreign(course, path, hint)
    return course


@contextlib.contextmanager
def _spoken(language: Language) -> Iterator[None]:
    """Draw texts in a language for a while."""
    before = in_use()
    use(language)
    try:
        yield
    finally:
        use(before)


class Exercises(pytest.Directory):
    """A folder in which the exercises of a course lie, and nothing else is collected."""

    def collect(self) -> Iterator[ExerciseFile]:
        """Yield a file for each exercise, also where it is missing: that is no full mark."""
        named = self.config.stash.get(SUBMISSION, None)
        if named is not None:
            yield ExerciseFile.from_parent(self, path=named.file, exercise=named.exercise)
            return
        for exercise in _course_of(self).exercises:
            path = self.path / f"{exercise.name}.py"
            if not self.ihook.pytest_ignore_collect(collection_path=path, config=self.config):
                yield ExerciseFile.from_parent(self, path=path, exercise=exercise.name)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return why nothing can be collected."""
        known = isinstance(excinfo.value, GradeError)
        return in_words(excinfo.value) if known else super().repr_failure(excinfo)


class ExerciseFile(pytest.File):
    """A file that is judged for an exercise, and the report that its items read."""

    def __init__(self, *, exercise: str, **rest: Any) -> None:
        super().__init__(**rest)
        self._name = exercise
        self._exercise: Exercise | None = None  # once it is collected
        self._submission: Submission | None = None  # likewise
        self._report: Report | None = None
        self._fault: str | None = None

    def collect(self) -> Iterator[CheckItem]:
        """Yield an item for each check of the suite.

        Raises:
            GradeError: there is no such exercise, or its suite cannot be read.
        """
        # They import NumPy, which a pytest that judges nothing does not need.
        from grader.judge import references, sources, submission, suite

        self._exercise = exercise = _course_of(self).find(self._name)
        text = sources.suite_of(exercise)
        checks = suite.declared(sources.load(exercise.suite.name, text))
        functions = {}
        with contextlib.suppress(GradeError):  # told when it is judged
            record = references.find(exercise, 0)
            functions = {check.name: record.function_of(check.name) for check in checks}
        self._submission = read = submission.read(self.path, exercise)
        lines = submission.text_of(read.files.get(read.main, b"")).splitlines()
        named = self.config.stash.get(SUBMISSION, None)
        for name, check in zip(names_of(check.title for check in checks), checks, strict=True):
            if named is None or not named.items or name in named.items:
                function = functions.get(check.name, "")
                yield CheckItem.from_parent(
                    self,
                    name=name,
                    claim=of_exercise(exercise.name, f"claim.{check.name}", check.title),
                    check=check.name,
                    function=function,
                    line=line_of(function, lines),
                )

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return why nothing can be collected."""
        return in_words(excinfo.value)

    def report(self) -> Report:
        """Return the report of this file, which is judged once.

        Raises:
            pytest.fail.Exception: the kit cannot judge it; says why, now and later.
        """
        if self._report is None and self._fault is None:
            from grader.judge.grade import grade

            exercise, read = self._exercise, self._submission
            assert exercise is not None
            assert read is not None
            try:
                with _endable():
                    self._report = grade(exercise, read)
            except Ended as ended:
                text = _("The grading was ended, and nothing was marked: {reason}",
                         reason=literal(str(ended)))  # fmt: skip
                self._fault = draw(text)
            except Exception as error:
                self._fault = in_words(error)
        if self._report is None:
            pytest.fail(self._fault or "", pytrace=False)
        return self._report


class CheckItem(pytest.Item):
    """A check of a hidden suite, which reads what the grading of its file found."""

    def __init__(
        self, *, check: str, claim: Text, function: str, line: int, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self._name = check
        self._claim = " ".join(draw(claim).split())
        self._line = line
        if function:
            self.extra_keyword_matches.add(function)  # pytest -k pad2d

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the function is written, and the claim as what is shown."""
        return self.path, self._line, self._claim

    def setup(self) -> None:
        """Judge the file if no other item has; what the kit is to blame for is an error."""
        assert isinstance(self.parent, ExerciseFile)
        self._report = self.parent.report()
        self._check = next(c for c in self._report.checks if c.name == self._name)
        self.user_properties[:] = [
            ("outcome", str(self._check.outcome)),
            ("points", self._check.points),
        ]
        if self._report.score is not None:
            self.user_properties.append(("earned", self._check.earned))
        if self._check.outcome == "internal":
            pytest.fail(reason_of(self._check), pytrace=False)

    def runtest(self) -> None:
        """Fail where the check did not pass."""
        if self._check.outcome != "passed":
            # Editors call this kind a failed test, and any other an error.
            raise AssertionError(reason_of(self._check))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return what the student may see, whatever traceback was asked for."""
        if isinstance(excinfo.value, AssertionError):
            return Told(self._report, self._check, self.location[0], self._line + 1)
        return str(excinfo.value)


class Told:
    """A failed check as pytest prints it, keeps it and sends it.

    Attributes:
        reprcrash: the place and the reason for pytest's lines and files of one sentence.
    """

    def __init__(self, report: Report, check: Check, path: str, line: int) -> None:
        self._report = report
        self._check = check
        self._language = in_use()  # it is drawn later
        self.reprcrash = Reason(path, check.line or line, reason_of(check))

    def toterminal(self, tw: Any) -> None:
        """Write it in the width and the colour that pytest has."""
        from grader.render.look import NARROWEST, WIDEST, Look

        width = min(max(tw.fullwidth, NARROWEST), WIDEST)
        for line in self._lines(Look(width, tw.hasmarkup)):
            tw.line(line)

    def __str__(self) -> str:
        from grader.render.look import Look

        return "\n".join(self._lines(Look()))

    def _lines(self, look: Look) -> list[str]:
        with _spoken(self._language):
            return explained(self._report, self._check, look)


@dataclass(frozen=True)
class Reason:
    """Why a check failed, in one sentence, and where."""

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}"


def explained(report: Report, check: Check, look: Look) -> list[str]:
    """Return what the screen of `grade ex05` says of a failed check, as lines."""
    from grader.render import terminal
    from grader.words import reading

    if report.problem is not None:
        return terminal.drawn(reading.unjudged(report), look)
    return terminal.drawn(reading.failure(report, check), look)


def reason_of(check: Check) -> str:
    """Return why a check failed, or what it waits for, in one line."""
    from grader.words import reasons

    far = reasons.how_far(check.comparison) if check.comparison else None
    if check.reason is None:
        return ""
    text = reasons.sentence(check.reason)
    if far is not None and check.reason.code == "wrong_value":
        text = _("{function}: {difference}", function=check.function, difference=far)
    return " ".join(clean(draw(text)).split())


def in_words(error: BaseException) -> str:
    """Return what a person reads of an error; of one of the kit's own, only who can use it."""
    if not isinstance(error, GradeError):
        if not isinstance(error, Exception):
            return str(error)
        from grader.console import fault

        error = fault(error)
    message = clean(draw(error.message))
    if error.hint is None:
        return message
    hint = _("hint: {hint}", hint=error.hint)
    return f"{message}\n{clean(draw(hint))}"


def names_of(titles: Iterable[str]) -> Iterator[str]:
    """Yield a name for each claim of a file: words, no two the same."""
    taken: set[str] = set()
    for title in titles:
        first = re.sub(r"\W+", "_", title).strip("_")
        name, number = first, 2
        while not name or name in taken:
            name, number = f"{first}_{number}", number + 1
        taken.add(name)
        yield name


def line_of(function: str, lines: Iterable[str]) -> int:
    """Return where a function is written, from 0, or 0: the text is searched, not parsed."""
    begins = re.compile(rf"(async\s+)?def\s+{function}\b")
    found = [number for number, line in enumerate(lines) if begins.match(line)]
    return found[-1] if function and found else 0


class Ended(KeyboardInterrupt):
    """A time limit of pytest's has ended a grading.

    A KeyboardInterrupt, since a trial takes everything else for a fault of its suite.
    """


@contextlib.contextmanager
def _endable() -> Iterator[None]:
    """Let pytest-timeout end a grading, and tell its reason without a traceback.

    Raises:
        Ended: it was ended.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if sys.platform == "win32" or not in_main:
        yield
        return
    theirs = signal.getsignal(signal.SIGALRM)
    if not callable(theirs):
        yield
        return

    def end(number: int, frame: Any) -> None:
        try:
            theirs(number, frame)  # comes back while somebody debugs
        except BaseException as error:
            raise Ended(str(error)) from None

    signal.signal(signal.SIGALRM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, theirs)
