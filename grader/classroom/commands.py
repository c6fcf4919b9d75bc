"""The command of instructors: grade batch."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.command import Argument, Command, Option, exercise_names
from grader.console import INTERRUPTED, confirm
from grader.course import Course, Exercise, here, is_named, root_above
from grader.errors import UsageError
from grader.hidden import require_sources
from grader.judge.grade import collect_again
from grader.report import Outcome
from grader.sandbox.modes import MODES
from grader.words.names import typed
from grader.words.text import N_, Text, _, listed, literal, plural

if TYPE_CHECKING:
    from grader.classroom.book.gradebook import Gradebook
    from grader.classroom.book.plan import Plan, Planner
    from grader.classroom.intake import Intake
    from grader.classroom.intake.look import Look
    from grader.classroom.judging.engine import Keep
    from grader.classroom.judging.task import Task
    from grader.classroom.judging.workforce import Workforce
    from grader.classroom.screen import Screen
    from grader.report import Report

ALL = "all"
NEW = "new"


def _outcomes(
    context: click.Context, parameter: click.Parameter, value: str
) -> frozenset[Outcome]:
    """Return the outcomes that are separated by commas.

    Raises:
        UsageError: one of them is none.
    """
    try:
        return frozenset(Outcome(word.strip()) for word in value.split(",") if word)
    except ValueError as error:
        raise UsageError(
            _("{option} does not know {value!r}", option=parameter.opts[0], value=value),
            _("choose from {outcomes}", outcomes=listed(Outcome)),
        ) from error


def _seed(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Return the seed that is asked for, one that is drawn, or None.

    Raises:
        UsageError: it is neither a number that can be kept, nor `new`.
    """
    from grader.classroom.book.plan import MOST_SEED, new_seed

    if value is None:
        return None
    if value == NEW:
        return new_seed()
    if value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= MOST_SEED:
        return int(value)
    option, new = parameter.opts[0], f"--seed {NEW}"
    raise UsageError(
        _("{option} does not know {value!r}", option=option, value=value),
        _("{option}, or a number up to {most}", option=new, most=MOST_SEED),
    )


@click.command(
    cls=Command,
    help=N_("Judge a class: a folder or a zip with one folder for each student."),
    more=N_(
        "What was judged is kept in OUT and not judged again: run the same command to go on."
    ),
)
@click.argument(
    "submissions", cls=Argument, metavar=N_("SUBMISSIONS"), type=click.Path(path_type=Path)
)
@click.argument(
    "names",
    cls=Argument,
    nargs=-1,
    metavar=N_("[EXERCISE]..."),
    shell_complete=exercise_names,
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    cls=Option,
    help=N_("Folder of the results."),
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    cls=Option,
    help=N_("Students at once; default: the cores."),
)
@click.option(
    "--cluster",
    metavar=N_("ADDRESS"),
    cls=Option,
    help=N_("A Dask scheduler, tcp://host:8786."),
)
@click.option(
    "--sandbox",
    type=click.Choice(MODES),
    default="bubblewrap",
    show_default=True,
    cls=Option,
    help=N_("How student code is confined; process only for files that you trust."),
)
@click.option(
    "--seed",
    callback=_seed,
    metavar=N_("NUMBER"),
    cls=Option,
    help=N_("Inputs of this seed, or `new` ones; else those that OUT keeps to itself."),
)
@click.option(
    "--regrade",
    multiple=True,
    is_flag=False,
    flag_value=ALL,
    metavar=N_("[EXERCISE]"),
    cls=Option,
    help=N_("Judge again what was judged: everything, or one exercise."),
)
@click.option(
    "--regrade-outcome",
    callback=_outcomes,
    default="",
    metavar=N_("OUTCOME,..."),
    cls=Option,
    help=N_("Judge again where a check ended so: timeout,internal,crashed."),
)
@click.option(
    "--student", multiple=True, metavar=N_("NAME"), cls=Option, help=N_("Judge only this one.")
)
@click.option(
    "--dry-run",
    is_flag=True,
    cls=Option,
    help=N_("Show what is taken for what, judge nothing."),
)
@click.option(
    "--as-shown", is_flag=True, cls=Option, help=N_("Go on where a batch stopped to show that.")
)
@click.option(
    "--yes", is_flag=True, cls=Option, help=N_("Let other exercises or another seed count.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    cls=Option,
    help=N_("A screen to read, or one JSON object."),
)
def batch(
    submissions: Path,
    names: tuple[str, ...],
    out: Path,
    jobs: int | None,
    cluster: str | None,
    sandbox: str,
    seed: int | None,
    regrade: tuple[str, ...],
    regrade_outcome: frozenset[Outcome],
    student: tuple[str, ...],
    dry_run: bool,
    as_shown: bool,
    yes: bool,
    form: str,
) -> None:
    """Judge a class."""
    if sys.platform == "win32":
        raise UsageError(
            _("{command} runs on Linux and macOS", command="grade batch"), _("use it in WSL")
        )
    from grader.classroom.book.gradebook import Gradebook
    from grader.classroom.book.plan import Again, Planner
    from grader.classroom.book.store import kept_in
    from grader.classroom.handout import results
    from grader.classroom.judging.workforce import cores, stopped_by_signals
    from grader.classroom.screen import Screen, cannot_be_read

    collect_again()  # a class of thousands leaves much behind
    course = here()
    _refuse_handed_in(course, submissions)
    require_sources(course.root, "grade batch")
    _refuse_inside(submissions, out)
    _refuse_a_file(out)
    jobs = jobs or cores()
    screen = Screen(json=form == "json")
    agreed = False
    try:
        with stopped_by_signals(), contextlib.ExitStack() as held:
            open_book = Gradebook.read if dry_run else Gradebook.open
            before = held.enter_context(open_book(out)) if kept_in(out) else None
            intake, look = _take_in(course, before, submissions, names, student, dry_run)
            if dry_run:
                screen.show(intake.notes, look, _command(whole=True, agreed=False))
                return
            if look.stopping and not as_shown:
                screen.refuse(intake.notes, look, submissions)
            gradebook = before or held.enter_context(Gradebook.open(out))
            exercises, seed = _agreed(course, gradebook, names, seed, yes)
            regraded = _regraded(course, exercises, regrade, regrade_outcome)
            references = out / "references"
            size = None
            everything = ALL in regrade and not (student or regrade_outcome)
            try:
                oracle = _answered(gradebook, exercises, seed, references, everything, screen)
                planner = Planner(course, intake, exercises, seed, references, sandbox)
                _refuse_a_mixture(gradebook, planner, intake.students(), student)
                gradebook.remember(
                    [exercise.name for exercise in exercises],
                    seed,
                    oracle=oracle,
                    course=str(course.root),
                    bases=planner.bases,
                )
                keys = [left.key for left in look.stopping]
                gradebook.accept(keys, intake.wrapper, look.back)
                agreed = True
                gradebook.enrol(intake.students())
                # First, for it finds what cannot be read: that is judged again.
                results.write_reports(gradebook, out)
                again = Again(regraded, regrade_outcome, bool(regrade) and ALL not in regrade)
                plan = planner.plan(gradebook, again, frozenset(student))
                for name in sorted(gradebook.reinstate(plan.judged)):
                    results.write_reports(gradebook, out, name)
                where = literal(cluster) if cluster else _at_once(jobs)
                screen.looked(look)
                noted = [*intake.notes, *map(cannot_be_read, gradebook.unread.values())]
                opening = plan.opening(len(exercises), sandbox, where)
                screen.open(noted, opening, oracle, seed)
                size = gradebook.size
                if plan.size:
                    with _workforce(cluster, jobs, sandbox) as workforce:
                        _judge(planner, plan, gradebook, out, workforce, screen.kept)
            except KeyboardInterrupt:
                if size is not None:
                    screen.counted(gradebook.size - size)
                if gradebook.exercises is not None:
                    results.write_grades(gradebook, out)
                raise
            results.write_grades(gradebook, out)
            titles = {exercise.name: exercise.title for exercise in exercises}
            tallies = results.tallies(gradebook, titles, plan.students)
            screen.close(
                tallies,
                [f"{out / name}" for name in ("grades.csv", "gradebook.sqlite", "reports/")],
                _command(),
                seed,
                oracle,
                len(plan.students),
                {name: results.of_student(gradebook, name, titles) for name in student},
                list(gradebook.unread.values()),
                sorted(gradebook.folders().keys() - {*plan.students}),
            )
    except KeyboardInterrupt:  # also while the gradebook is being opened
        screen.stopped(_command(whole=True, agreed=agreed))
        sys.exit(INTERRUPTED)
    sys.exit(3 if any(tally.internal for tally in tallies) else 0)


def _take_in(
    course: Course,
    before: Gradebook | None,
    submissions: Path,
    names: tuple[str, ...],
    students: tuple[str, ...],
    everything: bool,
) -> tuple[Intake, Look]:
    """Return what was handed in, and what of it is taken for what.

    Args:
        before: the gradebook, where there is one already.
        names: exercises that were named.
        students: students who were named.
        everything: whether all that is left is wanted, however much it is.

    Raises:
        UsageError: one of them is not in the class.
    """
    from grader.classroom.intake import open_intake

    intake = open_intake(
        submissions,
        course.exercises,
        before.folders() if before else (),
        before.wrappers if before else (),
    )
    unknown = sorted({*students} - {*intake.students()})
    if unknown:
        raise UsageError(
            _("{folder} has no student {name!r}", folder=submissions, name=unknown[0]),
            _("name the folder as it is shown there"),
        )
    remembered = before.exercises if before else None
    counted = {course.find(word).name for word in names or remembered or course.names}
    exercises = [course.find(name) for name in sorted(counted)]
    if before is None:
        return intake, intake.look(exercises, students, everything=everything)
    judged = before.handed_in()
    return intake, intake.look(exercises, students, judged, before.seen, everything)


def _answered(
    gradebook: Gradebook,
    exercises: list[Exercise],
    seed: int,
    references: Path,
    everything: bool,
    screen: Screen,
) -> str:
    """Have the right answers for a seed made where they are not there; return whose they are.

    Args:
        references: where they are kept.
        everything: whether everything is judged anew, so that they may be another's.

    Raises:
        GradeError: nobody can answer.
    """
    from grader.classroom.book.plan import missing, oracle_for
    from grader.classroom.judging.records import make

    anew = everything or seed != gradebook.seed
    oracle = oracle_for(exercises, seed, references, gradebook.oracle, anew)
    orders = missing(exercises, seed, references, oracle)
    if orders:
        screen.asks(oracle, len(orders), seed)
        make(orders)
    return oracle


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


def _refuse_handed_in(course: Course, submissions: Path) -> None:
    """Go on only with a course that nobody can have handed in, unless it was named.

    Raises:
        UsageError: it lies inside the submissions, or below another course.
    """
    if is_named():
        return
    name_it = _("say which course judges:   --course FOLDER")
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


def _at_once(jobs: int) -> Text:
    return plural("{count} at a time", "{count} at a time", jobs)


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


def _judge(
    planner: Planner,
    plan: Plan,
    gradebook: Gradebook,
    folder: Path,
    workforce: Workforce,
    kept: Keep,
) -> None:
    """Judge all that a plan names; every result is in the gradebook before the next.

    Args:
        folder: where the gradebook's reports go.
        kept: is called as soon as results are in the gradebook.

    Raises:
        GradeError: a machine cannot judge, or the results cannot be written.
        KeyboardInterrupt: somebody stopped it; all that `kept` was called for stays.
    """

    from grader.classroom.handout import results
    from grader.classroom.judging.engine import Engine

    def keep(task: Task, reports: list[Report]) -> None:
        handed_in = {planner.key(item): item for item in task.submissions}
        keys = {key.exercise: key for key in handed_in}
        judged = [
            (keys[report.exercise], report)
            for report in reports
            if report.status != "unjudged"  # the cell stays empty
        ]
        counting = gradebook.add(judged, handed_in)
        kept(task, reports)
        results.write_judged(gradebook, folder, counting)

    engine = Engine(workforce.executor, workforce.at_once, workforce.alone, keep)
    engine.run(planner.tasks(plan))


def _workforce(
    cluster: str | None, jobs: int, sandbox: str
) -> AbstractContextManager[Workforce]:
    if cluster is not None:
        from grader.classroom.judging.cluster import on_cluster

        return on_cluster(cluster)
    from grader.classroom.judging.workforce import on_this_machine

    return on_this_machine(jobs, sandbox)


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


def _regraded(
    course: Course,
    exercises: list[Exercise],
    regrade: tuple[str, ...],
    outcomes: frozenset[Outcome],
) -> frozenset[str]:
    """Return the full names of the exercises that are judged again.

    Raises:
        UsageError: one of them does not count.
    """
    counted = frozenset(exercise.name for exercise in exercises)
    if ALL in regrade or (outcomes and not regrade):
        return counted
    wanted = frozenset(course.find(word).name for word in regrade)
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
    return wanted


def _agreed(
    course: Course, gradebook: Gradebook, names: tuple[str, ...], seed: int | None, yes: bool
) -> tuple[list[Exercise], int]:
    """Return which exercises count and the seed: those remembered, or others if agreed.

    A gradebook without a seed gets one of its own.

    Raises:
        UsageError: others were named, and nobody is there to agree.
    """
    from grader.classroom.book.plan import new_seed

    counted, drawn = gradebook.exercises, gradebook.seed
    wanted = tuple(sorted({course.find(word).name for word in names}))
    wanted = wanted or counted or course.names
    if seed is None:
        seed = new_seed() if drawn is None else drawn
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
    if drawn is not None and seed != drawn:
        changes.append(
            _(
                "the marks in this gradebook are for other inputs; with the new ones all are "
                "judged again"
            )
        )
    if changes and not yes:
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
    return [course.find(name) for name in wanted], seed


def _ids(names: Sequence[str]) -> Text:
    return listed(name.partition("_")[0] for name in names)
