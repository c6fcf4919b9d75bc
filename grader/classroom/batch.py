"""Judges a class, step by step: takes it in, agrees, prepares, judges, shows what came out."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.book.gradebook import Gradebook
from grader.classroom.book.plan import (
    NEW_SEEDS,
    Again,
    Plan,
    Planner,
    Seed,
    missing,
    new_seed,
    oracle_for,
)
from grader.classroom.book.store import kept_in
from grader.classroom.handout import results
from grader.classroom.handout.results import ExerciseTally
from grader.classroom.intake import Intake, open_intake
from grader.classroom.intake.look import Look
from grader.classroom.judging.engine import Engine
from grader.classroom.judging.task import Task
from grader.classroom.judging.workforce import (
    Workforce,
    on_this_machine,
    stopped_by_signals,
)
from grader.classroom.screen import Screen, cannot_be_read
from grader.console import INTERRUPTED, confirm
from grader.course import Course, Exercise, here, is_named, root_above
from grader.errors import UsageError
from grader.hidden import require_sources
from grader.judge.grade import collect_again
from grader.processes import cores
from grader.report import Outcome, Report
from grader.sandbox.modes import is_grouped
from grader.words.names import typed
from grader.words.text import Text, _, listed, literal, plural, unbroken

ALL = "all"  # what `--regrade` means without an exercise


@dataclass(frozen=True)
class Asked:
    """What was typed behind `grade batch`.

    Attributes:
        submissions: the class, a folder or a zip.
        names: exercises that are to count; none for those that count already.
        out: the folder of the results.
        jobs: students at once, or None for as many as there are cores.
        cluster: address of a scheduler, or None for this machine.
        sandbox: how student code is confined.
        seed: another one, or None for that of the gradebook.
        regrade: exercises to judge again, or `ALL`.
        outcomes: those with which a grading must have ended to be judged again.
        students: who alone is judged; none for all.
        dry_run: whether the class is only looked at.
        as_shown: whether a batch goes on with what would stop it.
        yes: whether what is asked is agreed to.
        form: `text` or `json`.
    """

    submissions: Path
    names: tuple[str, ...]
    out: Path
    jobs: int | None
    cluster: str | None
    sandbox: str
    seed: Seed | None
    regrade: tuple[str, ...]
    outcomes: frozenset[Outcome]
    students: tuple[str, ...]
    dry_run: bool
    as_shown: bool
    yes: bool
    form: str

    @property
    def references(self) -> Path:
        """Where the right answers are kept."""
        return self.out / "references"


def run(asked: Asked) -> int:
    """Judge a class; return the exit code: 0, 3 after a fault of the kit, or 130.

    Raises:
        GradeError: it cannot be judged so.
    """
    collect_again()  # a class of thousands leaves much behind
    course = here()
    _refuse_handed_in(course, asked.submissions)
    require_sources(course.root, "grade batch")
    _refuse_inside(asked.submissions, asked.out)
    _refuse_a_file(asked.out)
    batch = Batch(course, asked)
    try:
        with stopped_by_signals(), ExitStack() as held:
            tallies = batch.run(held)
    except KeyboardInterrupt:  # also while the gradebook is being opened
        batch.screen.stopped(_command(whole=True, agreed=batch.agreed))
        return INTERRUPTED
    return 3 if any(tally.internal for tally in tallies) else 0


class Batch:
    """One run over a class.

    Attributes:
        agreed: whether what counts is remembered, so that it need not be typed again.
    """

    def __init__(self, course: Course, asked: Asked) -> None:
        self.screen = Screen(json=asked.form == "json")
        self.agreed = False
        self._course = course
        self._asked = asked

    def run(self, held: ExitStack) -> Sequence[ExerciseTally]:
        """Take the class in, judge what is left of it, and show what came out.

        Args:
            held: closes what was opened.

        Returns:
            How the class did in each exercise; nothing of a dry run.
        """
        asked, screen = self._asked, self.screen
        open_book = Gradebook.read if asked.dry_run else Gradebook.open
        before = held.enter_context(open_book(asked.out)) if kept_in(asked.out) else None
        exercises = _counting(self._course, before, asked.names)
        intake, look = _take_in(self._course, before, exercises, asked)
        if asked.dry_run:
            screen.show(intake.notes, look, _command(whole=True, agreed=False))
            return ()
        if look.stopping and not asked.as_shown:
            screen.refuse(intake.notes, look, asked.submissions)
        gradebook = before or held.enter_context(Gradebook.open(asked.out))
        seed = _agreed(self._course, gradebook, exercises, asked)
        again = _again(self._course, exercises, asked)
        held.enter_context(self._marks_written(gradebook))
        oracle = self._answered(gradebook, exercises, seed)
        planner = self._planner(gradebook, intake, exercises, seed)
        self._remember(gradebook, planner, intake, look, seed, oracle)
        plan = self._planned(gradebook, planner, again)
        screen.looked(look)
        noted = [*intake.notes, *map(cannot_be_read, gradebook.unread.values())]
        opening = plan.opening(len(exercises), asked.sandbox, _where(asked))
        screen.open(noted, opening, oracle, seed)
        if plan.size:
            self._judge(gradebook, planner, plan)
        return self._close(gradebook, exercises, plan, oracle, seed)

    @contextlib.contextmanager
    def _marks_written(self, gradebook: Gradebook) -> Iterator[None]:
        """Leave whoever stops it the marks that were made, and their number."""
        before = gradebook.size
        try:
            yield
        except KeyboardInterrupt:
            self.screen.counted(gradebook.size - before)
            if gradebook.exercises is not None:
                results.write_grades(gradebook, self._asked.out)
            raise

    def _answered(self, gradebook: Gradebook, exercises: Sequence[Exercise], seed: Seed) -> str:
        """Have right answers made where they are not there; return whose they are.

        Raises:
            GradeError: nobody can answer.
        """
        asked, references = self._asked, self._asked.references
        everything = ALL in asked.regrade and not (asked.students or asked.outcomes)
        anew = everything or seed.number != gradebook.seed
        oracle = oracle_for(exercises, seed.number, references, gradebook.oracle, anew)
        unrecorded = missing(exercises, seed.number, references, oracle)
        if unrecorded:
            from grader.author.record import ensure_all

            self.screen.asks(oracle, len(unrecorded), seed)
            ensure_all(unrecorded, seed.number, references, oracle, asked.jobs)
        return oracle

    def _planner(
        self, gradebook: Gradebook, intake: Intake, exercises: Sequence[Exercise], seed: Seed
    ) -> Planner:
        """Return who knows what marks rest on now.

        Raises:
            UsageError: those of some students would rest on something else.
        """
        asked = self._asked
        planner = Planner(
            self._course, intake, exercises, seed.number, asked.references, asked.sandbox
        )
        _refuse_a_mixture(gradebook, planner, intake.students(), asked.students)
        return planner

    def _remember(
        self,
        gradebook: Gradebook,
        planner: Planner,
        intake: Intake,
        look: Look,
        seed: Seed,
        oracle: str,
    ) -> None:
        """Keep what counts from now on, who is in the class, and what was gone on with."""
        gradebook.remember(
            [*planner.standards],
            seed.number,
            drawn=seed.drawn,
            oracle=oracle,
            course=str(self._course.root),
            bases=planner.bases,
        )
        gradebook.accept([left.key for left in look.stopping], intake.wrapper, look.back)
        self.agreed = True
        gradebook.enrol(intake.students())

    def _planned(self, gradebook: Gradebook, planner: Planner, again: Again) -> Plan:
        """Return what is left to judge; what was judged before counts, and has its reports."""
        out = self._asked.out
        # First, for it finds what cannot be read: that is judged again.
        results.write_reports(gradebook, out)
        plan = planner.plan(gradebook, again, frozenset(self._asked.students))
        for name in sorted(gradebook.reinstate(plan.judged)):
            results.write_reports(gradebook, out, name)
        return plan

    def _judge(self, gradebook: Gradebook, planner: Planner, plan: Plan) -> None:
        """Judge all that a plan names; every result is in the gradebook before the next.

        Raises:
            GradeError: a machine cannot judge, or the results cannot be written.
            KeyboardInterrupt: somebody stopped it; all that the screen counted stays.
        """

        def keep(task: Task, reports: list[Report]) -> None:
            handed_in = {planner.key(item): item for item in task.submissions}
            keys = {key.exercise: key for key in handed_in}
            judged = [
                (keys[report.exercise], report)
                for report in reports
                if report.status != "unjudged"  # the cell stays empty
            ]
            counting = gradebook.add(judged, handed_in)
            self.screen.kept(task, reports)
            results.write_judged(gradebook, self._asked.out, counting)

        with _workforce(self._asked) as workforce:
            self.screen.starts(workforce.joined, self._asked.sandbox)
            engine = Engine(workforce.executor, workforce.at_once, workforce.alone, keep)
            engine.run(planner.tasks(plan, workforce.joined))

    def _close(
        self,
        gradebook: Gradebook,
        exercises: Sequence[Exercise],
        plan: Plan,
        oracle: str,
        seed: Seed,
    ) -> Sequence[ExerciseTally]:
        """Write the marks, and show what came out; return how the class did."""
        asked, out = self._asked, self._asked.out
        results.write_grades(gradebook, out)
        titles = {exercise.name: exercise.title for exercise in exercises}
        tallies = results.tallies(gradebook, titles, plan.students)
        self.screen.close(
            tallies,
            [f"{out / name}" for name in ("grades.csv", "gradebook.sqlite", "reports/")],
            _command(),
            seed.number,
            oracle,
            len(plan.students),
            {name: results.of_student(gradebook, name, titles) for name in asked.students},
            [*gradebook.unread.values()],
            sorted(gradebook.folders().keys() - {*plan.students}),
            None if asked.cluster else is_grouped(asked.sandbox),
        )
        return tallies


def _counting(course: Course, before: Gradebook | None, names: Sequence[str]) -> list[Exercise]:
    """Return the exercises that are to count: those named, remembered, or all; in order.

    Raises:
        UsageError: there is no such exercise.
    """
    remembered = before.exercises if before else None
    counted = {course.find(word).name for word in names or remembered or course.names}
    return [course.find(name) for name in sorted(counted)]


def _take_in(
    course: Course, before: Gradebook | None, exercises: Sequence[Exercise], asked: Asked
) -> tuple[Intake, Look]:
    """Return what was handed in, and what of it is taken for what.

    Args:
        before: the gradebook, where there is one already.
        exercises: those that are to count.

    Raises:
        UsageError: it is no class, or a student who was named is not in it.
    """
    intake = open_intake(
        asked.submissions,
        course.exercises,
        before.folders() if before else (),
        before.wrappers if before else (),
    )
    unknown = sorted({*asked.students} - {*intake.students()})
    if unknown:
        raise UsageError(
            _("{folder} has no student {name!r}", folder=asked.submissions, name=unknown[0]),
            _("name the folder as it is shown there"),
        )
    judged, seen = (before.handed_in(), before.seen) if before else ((), None)
    return intake, intake.look(exercises, asked.students, judged, seen, asked.dry_run)


def _agreed(
    course: Course, gradebook: Gradebook, exercises: Sequence[Exercise], asked: Asked
) -> Seed:
    """Return the seed once it is agreed what counts: what is remembered, or something else.

    A gradebook without a seed gets one of its own.

    Args:
        exercises: those that are to count.

    Raises:
        UsageError: something else was named, and nobody is there to agree.
    """
    counted, before = gradebook.exercises, gradebook.seed
    wanted = tuple(exercise.name for exercise in exercises)
    if before is None:
        seed = asked.seed or Seed(new_seed(), drawn=True)
    elif asked.seed is None or asked.seed.number == before:
        drawn = gradebook.drawn
        # A kit that did not keep it drew numbers that nobody types.
        seed = Seed(before, before > NEW_SEEDS >> 16 if drawn is None else drawn)
    else:
        seed = asked.seed
    changes = []
    if gradebook.course not in (None, str(course.root)):
        changes.append(
            _(
                "this gradebook was made with the course in {before}, and that in {now} would "
                "judge from now on",
                before=gradebook.course, now=course.root,
            )
        )  # fmt: skip
    if counted is not None and wanted != counted:
        changes.append(
            plural(
                "{before} counts in this gradebook, and from now on these would: {now}",
                "{before} count in this gradebook, and from now on these would: {now}",
                len(counted),
                before=_ids(counted), now=_ids(wanted),
            )
        )  # fmt: skip
    if before is not None and seed.number != before:
        changes.append(
            _(
                "the marks in this gradebook are for other inputs; with the new ones all are "
                "judged again"
            )
        )
    if changes and not asked.yes:
        both = changes[0]
        for change in changes[1:]:
            both = _("{first}; {second}", first=both, second=change)
        if not sys.stdin.isatty():
            raise UsageError(
                both,
                _(
                    "add {option} if that is meant; nothing that was judged is lost",
                    option="--yes",
                ),
            )
        confirm(_("{changes}. Is that meant?", changes=both))
    return seed


def _again(course: Course, exercises: Sequence[Exercise], asked: Asked) -> Again:
    """Return what is judged although it was judged before.

    Raises:
        UsageError: an exercise is named that does not count.
    """
    counted = frozenset(exercise.name for exercise in exercises)
    if ALL in asked.regrade or (asked.outcomes and not asked.regrade):
        return Again(counted, asked.outcomes)
    wanted = frozenset(course.find(word).name for word in asked.regrade)
    if wanted - counted:
        others = sorted(wanted - counted)
        raise UsageError(
            plural(
                "{exercises} does not count in this gradebook",
                "{exercises} do not count in this gradebook",
                len(others),
                exercises=_ids(others),
            ),
            _("these do: {exercises}", exercises=_ids(sorted(counted))),
        )
    return Again(wanted, asked.outcomes, named=bool(asked.regrade))


def _refuse_a_mixture(
    gradebook: Gradebook, planner: Planner, class_: Sequence[str], chosen: Sequence[str]
) -> None:
    """Refuse to judge some students anew where the others' marks would rest on something else.

    Raises:
        UsageError: they would.
    """
    others = (gradebook.made_otherwise(planner.bases) & {*class_}) - {*chosen}
    if chosen and others:
        raise UsageError(
            plural(
                "{count:,} other student has marks that were made by another suite, record, "
                "seed or kit, and these would stand beside new ones",
                "{count:,} other students have marks that were made by another suite, record, "
                "seed or kit, and these would stand beside new ones",
                len(others),
            ),
            _(
                "run it without {option}: all are judged anew, and no grading is lost",
                option="--student",
            ),
        )


def _refuse_handed_in(course: Course, submissions: Path) -> None:
    """Go on only with a course that nobody can have handed in, unless it was named.

    Raises:
        UsageError: it lies inside the submissions, or below another course.
    """
    if is_named():
        return
    name_it = _("say which course judges:   {option}", option=unbroken("--course FOLDER"))
    with contextlib.suppress(OSError):  # to open them says what is wrong
        if any(place.samefile(submissions) for place in (course.root, *course.root.parents)):
            raise UsageError(
                _("the course {course} lies in {submissions}, so it may have been handed in",
                  course=course.root, submissions=submissions),
                name_it,
            )  # fmt: skip
    above = root_above(course.root.parent)
    if above is not None:
        raise UsageError(
            _("the course {course} lies in another one, {above}, so it may have been handed in",
              course=course.root, above=above),
            name_it,
        )  # fmt: skip


def _refuse_inside(submissions: Path, out: Path) -> None:
    """Refuse a folder of results among the students' folders.

    Raises:
        UsageError: it lies there.
    """
    if out.resolve().is_relative_to(submissions.resolve()):
        raise UsageError(
            _("{out} lies in {folder}, among the students", out=out, folder=submissions),
            _(
                "name a folder beside it, such as {example}; a gradebook can be moved there",
                example=submissions.resolve().with_name("marks"),
            ),
        )


def _refuse_a_file(out: Path) -> None:
    """Refuse a file in place of the folder of results, or of one around it.

    Raises:
        UsageError: there is one.
    """
    for place in (out, *out.parents):
        if place.exists() and not place.is_dir():
            raise UsageError(
                _("{path} is a file", path=place),
                _("name another folder with {option}", option="--out"),
            )


def _where(asked: Asked) -> Text:
    """Return who judges: a cluster, or so many at a time on this machine."""
    return literal(asked.cluster) if asked.cluster else at_once(asked.jobs or cores())


def at_once(jobs: int) -> Text:
    """Return how many students are judged at a time."""
    return plural("{count} at a time", "{count} at a time", jobs)


def _workforce(asked: Asked) -> AbstractContextManager[Workforce]:
    """Return who judges; see `_where`."""
    if asked.cluster is not None:
        from grader.classroom.judging.cluster import on_cluster

        return on_cluster(asked.cluster)
    return on_this_machine(asked.jobs or cores(), asked.sandbox)


def _command(whole: bool = False, agreed: bool = True) -> str:
    """Return the command line to go on with: as it was typed, but for what was agreed.

    Args:
        whole: with what judges again and whom, where that is not done yet.
        agreed: whether the seed is remembered, so that it is not named again.
    """
    words, kept = sys.argv[1:], ["grade"]
    while words:
        word, *words = words
        if word.startswith(("--regrade", "--student")) and not whole:
            optional = word == "--regrade" and bool(words) and not words[0].startswith("-")
            if optional or word in ("--regrade-outcome", "--student"):
                words = words[1:]
        elif word == "--seed" and agreed:
            words = words[1:]
        elif word.startswith("--seed=") and agreed:
            continue
        elif word not in ("--yes", "--as-shown", "--dry-run"):
            kept.append(typed(word))
    return " ".join(kept)


def _ids(names: Sequence[str]) -> Text:
    return listed(name.partition("_")[0] for name in names)
