"""An order for learning, and what a student is told to do next in it."""

import itertools
import json
import os
import re

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.author.scaffold import scaffold
from grader.author.verify import NotProved, verify
from grader.cli import main
from grader.course import Course, Place, find_course, first_of, in_learning_order
from grader.learn.progress import Progress, Standing, save
from grader.render.text import columns_of
from grader.words.text import English, draw, use
from tests.kit.workshop import course_of

TRACKS = ("foundations", "convolution", "networks")
HEAD = '[project]\nname = "a"\n\n[tool.grade]\n'
# A course whose numbers have gaps, begin with 0, and are not the order for learning.
EXERCISES = {
    "ex00_arrays": ("foundations", ()),
    "ex01_delta_rule": ("foundations", ("ex08",)),
    "ex04_sizes": ("convolution", ()),
    "ex08_perceptron": ("foundations", ("ex00",)),
    "ex18_vanishing_gradients_and_where_to_start": ("extra", ("ex01",)),
    "ex21_loose": ("", ()),
    "ex28_validation_tools": ("networks", ("ex04", "ex77")),
}
ORDER = [
    "ex00_arrays", "ex08_perceptron", "ex01_delta_rule", "ex04_sizes",
    "ex28_validation_tools", "ex18_vanishing_gradients_and_where_to_start", "ex21_loose",
]  # fmt: skip
STUB = '"""{title}.\n\nDo it.\n"""\n\n\ndef f(x):\n    raise NotImplementedError("f")\n'


def course_in(root, exercises=EXERCISES, tracks=TRACKS):
    """Write a course of exercises that have stubs and descriptions, and are never judged."""
    (root / "exercises").mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(f"{HEAD}tracks = {json.dumps(tracks)}\n")
    for name, (track, builds_on) in exercises.items():
        folder = root / "tests" / "hidden" / name
        folder.mkdir(parents=True)
        (folder / "exercise.toml").write_text(
            f'track = "{track}"\nbuilds_on = {json.dumps(builds_on)}\n'
        )
        stub = STUB.format(title=name)
        (root / "exercises" / f"{name}.py").write_text(stub)
        (folder / "stub.py").write_text(stub)
        (folder / f"test_{name}.py").write_text('def test_f(agree):\n    """f is right."""\n')
    return find_course(root)


def finish(course, *names, begun=None):
    """Write progress in which some exercises are done, and one was judged last."""
    held = Progress()
    when = "2026-11-21T05:04:00+00:00"
    for name in names:
        held = held.with_standing(name, Standing(best=4, max_score=4, when=when))
    last = begun or (names[-1] if names else "")
    save(course.root, Progress({**held.document, "last": last}))


def run(*words, **variables):
    """Run a command in this process."""
    return CliRunner(env=variables).invoke(main, list(words), prog_name="grade")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The course of above, and the working directory."""
    monkeypatch.chdir(tmp_path)
    return course_in(tmp_path)


IDS = [f"ex{number:02d}" for number in range(12)]
PLACES = st.lists(
    st.builds(
        Place,
        st.sampled_from([f"{one}_f" for one in IDS]),
        st.sampled_from(["", *TRACKS, "extra"]),
        st.lists(st.sampled_from([*IDS, "ex77"]), max_size=4).map(tuple),
    ),
    unique_by=lambda place: place.name,
)


@st.composite
def without_rings(draw_from):
    """Exercises that build on others in some order, which need not be the numbers'."""
    rank = {one: at for at, one in enumerate(draw_from(st.permutations(IDS)))}

    def earlier(place):
        at = rank[place.name[:4]]
        return tuple(one for one in place.builds_on if rank.get(one, -1) < at)

    return [place._replace(builds_on=earlier(place)) for place in draw_from(PLACES)]


@settings(max_examples=300)
@given(PLACES)
def test_any_course_has_an_order(places):
    """Every exercise comes once, and a track's stand together, with rings and strangers too."""
    order = in_learning_order(places, TRACKS)
    assert sorted(order) == sorted(places)
    runs = [track for track, _ in itertools.groupby(place.track for place in order)]
    assert len(runs) == len({*runs})
    listed = [track for track in TRACKS if track in runs]
    assert runs[: len(listed)] == listed
    assert "" not in runs[:-1]


@settings(max_examples=300)
@given(without_rings())
def test_nothing_comes_before_what_it_builds_on(places):
    """Inside a track each exercise stands behind all that it builds on."""
    order = in_learning_order(places, TRACKS)
    for at, place in enumerate(order):
        behind = {one.name[:4] for one in order[at:] if one.track == place.track}
        assert behind.isdisjoint(place.builds_on)


@settings(max_examples=200)
@given(PLACES)
def test_exercises_without_ties_come_by_number(places):
    """Where nothing is built on, the number decides inside a track."""
    free = [place._replace(builds_on=()) for place in places]
    for track in (*TRACKS, "extra", ""):
        names = [one.name for one in in_learning_order(free, TRACKS) if one.track == track]
        assert names == sorted(names)


@settings(max_examples=200)
@given(PLACES.filter(bool))
def test_doing_what_is_next_does_everything(places):
    """Whoever follows the suggestions does each exercise once, rings and strangers or not."""
    left = in_learning_order(places, TRACKS)
    while left:
        then = first_of(left)
        open_ids = {one.name[:4] for one in left}
        ready = [one for one in left if open_ids.isdisjoint(one.builds_on)]
        assert then is (ready or left)[0]
        left.remove(then)


def test_the_order_of_a_course(course):
    """Listed tracks come first, in their order; then other tracks; at the end what has none."""
    assert list(course.order) == ORDER
    assert [one.name for one in course.exercises] == sorted(ORDER)
    assert course_in(course.root / "other", tracks=()).order == (
        *ORDER[:4], ORDER[5], ORDER[4], ORDER[6]
    )  # fmt: skip


def test_what_is_next_is_ready(course):
    """What builds on something open waits, wherever it stands; what is absent holds nobody."""
    for number, name in enumerate(ORDER):
        assert course.next_to_do(ORDER[:number]).name == name
    assert course.next_to_do(ORDER) is None
    assert course.next_to_do(ORDER[:1] + ORDER[2:]).id == "ex08"
    assert course.next_to_do(["ex08_perceptron", "ex00_arrays"]).id == "ex01"


@pytest.mark.parametrize(
    ("done", "last", "then"),
    [
        ("ex00", "ex00", "ex08"),  # the next of its track
        ("ex00 ex08", "ex08", "ex01"),
        ("ex08", "ex08", "ex01"),  # what was jumped over comes later
        ("ex08 ex01", "ex01", "ex00"),
        ("ex28", "ex28", "ex00"),  # its track is done: what comes first of all others
        ("", "ex01", "ex00"),
        ("ex00 ex08 ex01", "ex01", "ex04"),
        ("", "ex55", "ex00"),
    ],
)
def test_who_begins_a_track_stays_in_it(course, done, last, then):
    """After full marks the next one of the same track comes first, where it is ready."""
    full = {name[:4]: name for name in ORDER}
    following = course.next_to_do([full[one] for one in done.split()], full.get(last, last))
    assert following.id == then


@pytest.mark.parametrize(
    "text",
    [
        "title = ", "track = 5", 'builds_on = ["padding"]', "\x00", "track = [\n[]", "[limits",
    ],
)  # fmt: skip
def test_a_damaged_description_moves_nobody_else(course, text):
    """The order never fails: an exercise whose description is damaged has no track."""
    file = course.root / "tests" / "hidden" / "ex28_validation_tools" / "exercise.toml"
    file.write_text(text)
    order = [name for name in find_course(course.root).order if name != file.parent.name]
    assert order == [name for name in ORDER if name != file.parent.name]
    file.unlink()
    assert find_course(course.root).order[-1] == file.parent.name


def test_a_track_is_read_from_below_no_table_and_above_any_text(course):
    """A line of a text that looks like a table ends nothing."""
    file = course.root / "tests" / "hidden" / "ex21_loose" / "exercise.toml"
    file.write_text('after = """\n[no table]\n"""\ntrack = "networks"\nbuilds_on = ["ex28"]\n')
    assert find_course(course.root).order[4:6] == ("ex28_validation_tools", "ex21_loose")


def test_the_list_is_grouped(course):
    """`grade list` has a heading for each track, and none above what has none."""
    finish(course, "ex00_arrays")
    assert re.sub(r"2026-11-2\d \d\d:\d\d", "TIME", run("list").stdout) == (
        "exercise                                   state       best   last run\n"
        "Foundations\n"
        "  ex00 arrays                              done        4/4    TIME\n"
        "  ex08 perceptron                          not begun   -      -\n"
        "  ex01 delta rule                          not begun   -      -\n"
        "Convolution\n"
        "  ex04 sizes                               not begun   -      -\n"
        "Networks\n"
        "  ex28 validation tools                    not begun   -      -\n"
        "Extra\n"
        "  ex18 vanishing gradients and where ...   not begun   -      -\n"
        "ex21 loose                                 not begun   -      -\n"
        "\n"
        "1/7 checks, 1/7 exercises done\n"
    )


@pytest.mark.parametrize("columns", [40, 47, 60, 80, 120])
def test_the_list_fits_the_screen(course, columns):
    """On a narrow screen columns are left out, then titles cut; every exercise is there."""
    finish(course, "ex00_arrays")
    lines = run("list", COLUMNS=str(columns)).stdout.split("\n")
    assert max(map(columns_of, lines)) <= columns
    assert [line.split()[0] for line in lines if re.match(" *ex[0-9]", line)] == [
        name[:4] for name in ORDER
    ]
    assert "4/4" in lines[2]


def test_bare_grade_begins_where_learning_does(course):
    """A newcomer begins with the first of the first track; then comes what is ready."""
    assert "Begin with ex00 arrays\n" in run().stdout
    finish(course, "ex00_arrays")
    assert "Next: ex08 perceptron\n" in run().stdout
    assert "ex08_perceptron" in run("show").stdout
    finish(course, *ORDER)
    assert "All exercises are done." in run().stdout
    assert "grade show ex00" in run("show").stderr


def test_show_names_what_is_not_done_before(course):
    """One line above the last tells what an exercise builds on, until that is done."""
    last = run("show", "ex01").stdout.rstrip().split("\n")[-3:]
    assert last[0] == ""
    assert last[1] == "ex01 builds on ex08 perceptron, which is not done yet."
    finish(course, "ex08_perceptron")
    assert "builds on" not in run("show", "1").stdout
    assert "builds on" not in run("show", "0").stdout
    assert "ex28 builds on ex04 sizes, which is not done yet." in run("show", "28").stdout


def test_several_that_are_not_done_stand_in_one_sentence(tmp_path, monkeypatch):
    """What an exercise builds on comes by number, each with its title."""
    exercises = {**EXERCISES, "ex03_both": ("foundations", ("ex08", "ex00"))}
    monkeypatch.chdir(tmp_path)
    course_in(tmp_path, exercises)
    told = "ex03 builds on ex00 arrays, ex08 perceptron, which are not done yet.\n"
    assert told in run("show", "ex03").stdout


@pytest.mark.parametrize(
    ("word", "name"),
    [("0", "ex00_arrays"), ("00", "ex00_arrays"), ("ex0", "ex00_arrays"), ("ex00", ORDER[0]),
     ("ex000", ORDER[0]), ("arr", ORDER[0]), ("exercises/ex00_arrays.py", ORDER[0]),
     ("28", ORDER[4]), ("ex28", ORDER[4]), ("1", "ex01_delta_rule"), ("18", ORDER[5])],
)  # fmt: skip
def test_numbers_begin_with_0_and_have_gaps(course, word, name):
    """ex00 is found by its number as any other, and so is what comes behind a gap."""
    assert course.find(word).name == name


def test_completion_knows_the_first_and_the_last(course):
    """A shell completes ex00 and ex28."""
    for word, name in (("ex0", ORDER[0]), ("ex2", ORDER[4]), ("valid", "validation_tools")):
        complete = BashComplete(main, {}, "grade", "_GRADE_COMPLETE")
        found = [item.value for item in complete.get_completions(["show"], word)]
        assert name in found


@pytest.fixture
def small(recorded_course):
    """The small course with tracks, two more exercises, and its own in one of the tracks."""
    settings_file = recorded_course.root / "pyproject.toml"
    text = settings_file.read_text(encoding="utf-8")
    tracks = f"[tool.grade]\ntracks = {json.dumps(TRACKS)}\n"
    settings_file.write_text(text.replace("[tool.grade]\n", tracks), encoding="utf-8")
    for name, builds_on in (("ex02_more", '["ex03"]'), ("ex03_most", '["ex01"]')):
        folder = recorded_course.root / "tests" / "hidden" / name
        folder.mkdir()
        (folder / "exercise.toml").write_text(f"builds_on = {builds_on}\n")
    return recorded_course


def placed(small, lines):
    """Return the exercise of the small course with some more lines above its description."""
    file = small.exercise.hidden / "exercise.toml"
    file.write_text(lines + file.read_text(encoding="utf-8"), encoding="utf-8")
    return Course(small.root).find("ex01")


@pytest.mark.parametrize(
    ("lines", "told", "hint"),
    [
        ("", "has no text track", "foundations, convolution, networks"),
        ('track = "fundations"\n', "names the track fundations", "did you mean foundations?"),
        ('track = "xyz"\n', "names the track xyz", "foundations, convolution, networks"),
        ('track = "networks"\nbuilds_on = ["ex77"]\n', "names ex77, which is no exercise",
         "ex01, ex02, ex03"),
        ('track = "networks"\nbuilds_on = ["ex01"]\n', "itself: ex01 > ex01", "builds_on"),
        ('track = "networks"\nbuilds_on = ["ex02"]\n', "itself: ex01 > ex02 > ex03 > ex01",
         "builds_on"),
    ],
)  # fmt: skip
def test_verify_refuses_a_place_that_is_none(small, lines, told, hint):
    """A track that is missing or not listed, an unknown exercise and a ring have words."""
    with pytest.raises(NotProved) as refused:
        verify(placed(small, lines))
    assert told in str(refused.value)
    assert hint in draw(refused.value.hint)


def test_verify_proves_what_has_its_place(small):
    """An exercise in a listed track that builds on another one is proved."""
    (small.root / "tests" / "hidden" / "ex03_most" / "exercise.toml").write_text("")
    assert verify(placed(small, 'track = "networks"\nbuilds_on = ["ex03"]\n')).checks == 6


def test_a_ring_stops_nobody(small, monkeypatch):
    """With exercises that build on each other, all screens come, and name something to do."""
    placed(small, 'builds_on = ["ex02"]\n')
    monkeypatch.chdir(small.root)
    assert "Begin with ex01" in run().stdout
    assert run("list").exit_code == 0
    stub = small.exercise.stub
    stub.write_text(small.exercise.solution.read_text(encoding="utf-8"), encoding="utf-8")
    judged = run("ex01")
    assert judged.exit_code == 0
    assert "Next: ex03 most" in judged.stdout
    assert os.path.exists(small.root / ".grade" / "progress.json")


SUITE = """
from grader.judge.suite import points


@points(4)
def test_f(agree, rng):
    '''f doubles x.'''
    agree("f", rng.array((2,)))
"""
RIGHT = "def f(x):\n    return 2 * x\n"
FIRST, LAST = "ex00_arrays", "ex28_validation_tools"


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """A recorded course of ex00 and ex28, and nothing between; the working directory."""
    root = tmp_path / "course"
    for name in (FIRST, LAST):
        exercise = course_of(root, SUITE, RIGHT, {"f": "(x)"}, name=name)
        (exercise.hidden / "exercise.toml").write_text('track = "foundations"\n')
    monkeypatch.chdir(root)
    return Course(root)


def test_the_first_and_the_last_are_judged_as_any_other(apart):
    """Full marks in ex00 lead on to ex28 over the gap, and those in ex28 to the end."""
    assert re.search(r"1 of 2 exercises\.\s+Next: ex28 validation tools", run("0").stdout)
    judged = run("exercises/ex28_validation_tools.py")
    assert judged.exit_code == 0
    assert "2 of 2 exercises" in judged.stdout
    assert [line[6:10] for line in run("all").stdout.split("\n") if line] == ["ex00", "ex28"]


def test_a_class_hands_in_the_first_and_the_last(apart):
    """Whatever a file is called, its number 0 or 28 counts, and both have their columns."""
    handed_in = apart.root.parent / "class"
    names = {"ann": ("ex00.py", "ex28.py"), "bob": ("ex0_bob.py", "validation tools (2).py")}
    for student, files in names.items():
        (handed_in / student).mkdir(parents=True)
        for file in files:
            (handed_in / student / file).write_text(RIGHT)
    out = apart.root.parent / "out"
    words = ("--out", str(out), "--seed", "0", "--sandbox", "process")
    batch = run("batch", str(handed_in), *words)
    assert batch.exit_code == 0, batch.output
    assert (out / "grades.csv").read_text(encoding="utf-8").splitlines() == [
        "student,ex00,ex28,total,max", "ann,4.00,4.00,8.00,8.00", "bob,4.00,4.00,8.00,8.00",
    ]  # fmt: skip


def test_a_new_exercise_asks_its_author_for_track_and_place(course):
    """`grade new` names the course's tracks, and leaves both keys to do."""
    text = scaffold(course, "ex05_next")[-1].read_text(encoding="utf-8")
    assert 'track = "TODO"  # one of foundations, convolution, networks\n' in text
    assert "builds_on = []  # TODO" in text
    assert find_course(course.root).find("5").track == "TODO"


def test_tracks_are_translated_with_their_exercises(course):
    """A heading is a text of the exercise below it, as a title is."""
    lines = run("list", GRADE_LANGUAGE="en-XA").stdout.split("\n")
    use(English())
    assert "\u27eaFoundations\u27eb" in lines
