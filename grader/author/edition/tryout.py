"""Tries an edition as a student would: unpacked, installed without PyTorch, every command."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.author.mistakes import Known
from grader.errors import KitFault, UsageError
from grader.report import Outcome, Report
from grader.words.text import Text, _, listed, literal, unbroken

BIN = "Scripts" if sys.platform == "win32" else "bin"
NOTHING: Mapping[str, str] = {}
WATCHED = 60  # seconds until watch mode must have judged

# A mistake as one file: the solution, with one of its functions replaced.
WRONG = """{solution}

import types as _types
_original, _mistakes = _types.ModuleType("original"), _types.ModuleType("mistakes")
exec({solution!r}, vars(_original))
vars(_mistakes).update(solution=_original, mistake=lambda function: lambda wrong: wrong)
exec({mistakes!r}, vars(_mistakes))
{function} = _mistakes.{id}
"""


@dataclass(frozen=True)
class Answers:
    """What is laid into an edition in place of a stub, to try one of its exercises.

    Attributes:
        name: the exercise.
        solution: the right answer.
        wrong: a file with a known mistake, or empty where mistakes are not named.
        mistake: the id of that mistake.
        earlier: solutions of the earlier exercises that may be imported, by their names.
    """

    name: str
    solution: str
    wrong: str = ""
    mistake: str = ""
    earlier: Mapping[str, str] = field(default_factory=dict)


def with_mistake(known: Known, solution: str, mistakes: str) -> str:
    """Return a known mistake as one file."""
    return WRONG.format(
        solution=solution, mistakes=mistakes, function=known.function, id=known.id
    )


def attempt(archive: bytes, tried: Sequence[Answers], folder: Path) -> Iterator[Text]:
    """Unpack, install and use an edition.

    Args:
        tried: one for each exercise.
        folder: where to do it; it is empty.

    Yields:
        What was tried and held, one line each.

    Raises:
        UsageError: this machine cannot install it.
        KitFault: the edition is not as it should be; says which step failed, and why.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(folder)
    (root,) = folder.iterdir()
    student = Student(root, folder / "venv")
    student.install()
    yield _("installed in a fresh environment, without PyTorch")
    for answers in tried:
        student.fails_untouched(answers.name)
    yield _("every stub fails, and says what to write")
    for answers in tried:
        student.passes(answers)
    yield _("every solution laid in place passes")
    for answers in tried:
        if answers.wrong:
            student.is_named(answers)
    if all(answers.wrong for answers in tried):
        yield _("a known mistake of every exercise is named")
    else:
        yield _("mistakes are not named: the examples are too few to tell them apart")
    yield _("{commands} answer", commands=listed(student.commands(tried[0].name)))


class Student:
    """A student's machine.

    Attributes:
        root: the unpacked edition.

    Every method tries one thing.

    Raises:
        KitFault: it is not as it should be.
    """

    def __init__(self, root: Path, venv: Path) -> None:
        self.root = root
        self._venv = venv
        hidden = ("PYTHON", "VIRTUAL_ENV", "NO_COLOR", "PYTEST")
        self._env = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
        self._env.update(PYTHONIOENCODING="utf-8", GRADE_LANGUAGE="en", GRADE_ERRORS="json")

    def install(self) -> None:
        """Do what the guide says."""
        for words in (
            [sys.executable, "-m", "venv", str(self._venv)],
            [self._program("python"), "-m", "pip", "install", "-q", "-e", "."],
        ):
            done = self._run(words)
            if done.returncode:
                reason = _reason(done.stderr or done.stdout)
                raise UsageError(
                    _("the edition could not be installed: {reason}", reason=reason),
                    _("connect to the network, or leave the trial out with --no-try"),
                )
        look = "import importlib.util as u; print(u.find_spec('torch'))"
        if self._run([self._program("python"), "-c", look]).stdout.strip() != "None":
            raise KitFault(_("the edition brings PyTorch along, or its name"))

    def fails_untouched(self, name: str) -> None:
        """Judge the stub: nothing is right, and every check says why."""
        report = self._judge(name, _("the stub"), 1)
        if not all(
            check.outcome is Outcome.MISSING and check.reason is not None
            for check in report.checks
        ):
            raise KitFault(
                _("{exercise}: the stub is not untouched", exercise=name),
                _("look at its functions"),
            )

    def passes(self, answers: Answers) -> None:
        """Judge the solution in place of the stub."""
        laid = {**answers.earlier, answers.name: answers.solution}
        self._judge(answers.name, _("the solution"), 0, laid)

    def is_named(self, answers: Answers) -> None:
        """Judge a mistake in place of the stub, and look for its name in the report."""
        laid = {**answers.earlier, answers.name: answers.wrong}
        report = self._judge(answers.name, _("a known mistake"), 1, laid)
        named = {
            diagnosis.id
            for check in report.checks
            for diagnosis in check.diagnoses
            if diagnosis.kind == "mistake"
        }
        if answers.mistake not in named:
            record = f"grade record {answers.name[:4]}"
            raise KitFault(
                _("{exercise}: the known mistake {mistake} is not named",
                  exercise=answers.name, mistake=answers.mistake),
                _("run   {command}", command=unbroken(record)),
            )  # fmt: skip

    def commands(self, name: str) -> list[str]:
        """Run the small commands; return what was run."""
        words = ["", "list", f"show {name}", f"hint {name}"]
        for word in words:
            done = self._grade(*word.split())
            if done.returncode or not done.stdout.strip():
                tried, reason = unbroken(f"grade {word}".strip()), _said(done)
                raise KitFault(_("{command} fails: {reason}", command=tried, reason=reason))
        self._watch(name)
        words.append(f"watch {name}")
        return [f"grade {word.partition(' ')[0]}".strip() for word in words]

    def _watch(self, name: str) -> None:
        """Watch mode judges by itself, and goes on until it is ended."""
        asked = self._judge(name, _("the stub"), 1).functions[0].name
        output = self._venv / "watched.txt"
        with output.open("wb") as stream:
            watching = subprocess.Popen(
                [self._program("grade"), "watch", name],
                cwd=self.root,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        try:
            end = time.monotonic() + WATCHED
            while asked not in output.read_text(encoding="utf-8", errors="replace"):
                if watching.poll() is not None or time.monotonic() > end:
                    said = output.read_text(encoding="utf-8", errors="replace")
                    tried = unbroken(f"grade watch {name}")
                    raise KitFault(
                        _("{command} does not judge: {reason}",
                          command=tried, reason=_last(said))
                    )  # fmt: skip
                time.sleep(0.05)
        finally:
            watching.terminate()
            watching.wait()

    def _judge(
        self, name: str, what: Text, code: int, laid: Mapping[str, str] = NOTHING
    ) -> Report:
        """Judge an exercise, with other texts in place of stubs as long as that takes."""
        stubs = {one: self.root / "exercises" / f"{one}.py" for one in laid}
        untouched = {one: stub.read_bytes() for one, stub in stubs.items()}
        try:
            for one, stub in stubs.items():
                stub.write_text(laid[one], encoding="utf-8")
            done = self._grade(name, "--format", "json")
        finally:
            for one, stub in stubs.items():
                stub.write_bytes(untouched[one])
        if done.returncode != code:
            raise KitFault(
                _("{exercise}: judging {what} ended with exit code {code} instead of {due}: "
                  "{reason}", exercise=name, what=what, code=done.returncode, due=code,
                  reason=_said(done))
            )  # fmt: skip
        return Report.from_dict(json.loads(done.stdout))

    def _program(self, name: str) -> str:
        return str(self._venv / BIN / name)

    def _grade(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run([self._program("grade"), *words])

    def _run(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.root,
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )


def _said(done: subprocess.CompletedProcess[str]) -> Text:
    """Return what `grade` says went wrong: as facts on its output, where it could say it."""
    try:
        return literal(json.loads(done.stdout)["error"]["message"])
    except (ValueError, TypeError, KeyError):
        return _last(done.stderr)


def _reason(text: str) -> Text:
    """Return what pip says went wrong; below that it says whose fault it is not."""
    errors = [line for line in text.splitlines() if line.strip().startswith("ERROR: ")]
    return _last(errors[-1].replace("ERROR: ", "") if errors else text)


def _last(text: str) -> Text:
    """Return what a program says went wrong: its last line."""
    lines = text.strip().splitlines()
    if not lines:
        return _("it said nothing")
    return literal(lines[-1].strip())
