"""Twenty messy first tries, two to four faults each, and what the screen says of them.

Each folder of first_tries/ holds one: the file, its faults (written down before anybody saw
what the rules say), and the screen of `grade exNN` in 80 columns. After a change that is
meant, write the screens anew, and read each that changed beside its faults:

    python -m tests.kit.test_first_tries --write [TRY]...
"""

import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from grader.course import Course
from grader.judge.grade import grade
from grader.judge.submission import MAIN, Submission
from tests.kit.test_situations import ROOT, copy_course, run, settled
from tests.kit.workshop import forks

TRIES = ROOT / "tests" / "kit" / "first_tries"
NAMES = sorted(path.parent.name for path in TRIES.glob("*/faults.txt"))
COURSE = Course(ROOT)

# The causes that are told of each try, in the order of its checks: names of mistakes and
# codes of rules. Somebody has compared each with the faults, and found it true.
TOLD: dict[str, list[str]] = {
    "bias_added_in_the_inner_loop_and_x_before_grad": ["order"],
    "bias_averaged_and_answers_only_printed": ["bias_averaged"],
    "bias_step_uphill_from_the_new_answer": ["some_parts_right"],
    "clipped_probability_all_rows_minus_one_and_logits_shifted": [
        "probability_clipped_at_1e_12",
        "logits_shifted_in_place",
        "one_subtracted_in_every_row",
        "maximum_subtracted_in_place",
    ],
    "float_after_double_frame_and_no_default": [
        "whole_cells_as_floats",
        "default",
        "type_only",
    ],
    "float_size_assert_and_a_list_for_a_shape": ["assert_instead_of_an_error", "type_only"],
    "hidden_slope_missing_doubles_and_z_overwritten": [
        "hidden_derivative_left_out",
        "gradients_in_float64",
    ],
    "last_of_equals_wins_and_gradient_in_double": [
        "gradient_to_the_last_tie",
        "gradient_in_float64",
    ],
    "nan_for_large_z_and_bias_gradients_averaged": ["infinity_over_infinity"],
    "odd_cell_before_and_no_copy_without_padding": [
        "extra_cell_before",
        "x_itself_if_nothing_to_pad",
    ],
    "one_max_for_all_rows_and_return_inside_the_loop": ["maximum_of_the_whole_batch", "is_one"],
    "pad_unpacked_top_first_and_frame_always_zero": [],
    "reach_one_too_long_width_for_height_and_depth_unchecked": [
        "dilation_times_the_whole_kernel"
    ],
    "relu_after_the_sum_and_backward_not_written": ["relu_after_the_sum"],
    "sigmoid_taken_twice_and_target_minus_output": [
        "sigmoid_applied_again",
        "minus_the_gradient",
    ],
    "skip_share_forgotten_and_x_added_to": ["gradient_of_the_skip_forgotten", "added_into_x"],
    "softmax_down_the_columns_and_gradient_without_mean": [
        "columns_sum_to_one",
        "not_divided_by_batch",
    ],
    "stride_none_divides_and_overlap_overwritten": [
        "none_used",
        "overlapping_windows_overwrite",
    ],
    "transpose_forgotten_and_gradients_in_double": [
        "weights_not_transposed",
        "update_in_float64",
    ],
    "zeros_as_padding_and_any_padding_accepted": ["zero_padding", "large_padding_accepted"],
}


def parts(name):
    """Return the full name of a try's exercise, its text, and its faults."""
    exercise, *faults = (TRIES / name / "faults.txt").read_text(encoding="utf-8").splitlines()
    return exercise, (TRIES / name / f"{exercise}.py").read_text(encoding="utf-8"), faults


@cache
def judged(name):
    """Return the report about a try."""
    exercise, text, _ = parts(name)
    submission = Submission(f"exercises/{MAIN}", {MAIN: text.encode()})
    return grade(COURSE.find(exercise), submission, sandbox=forks())


def told_of(report):
    """Return the causes in a report, each once."""
    told = [one.id for check in report.checks for one in check.diagnoses]
    return list(dict.fromkeys(told))


def screen(course, name):
    """Return what `grade exNN` writes about a try."""
    exercise, text, _ = parts(name)
    (course / "exercises" / f"{exercise}.py").write_text(text, encoding="utf-8")
    code, output, errors = run(course, exercise[:4])
    assert (code, errors) == (1, "")
    return settled(output)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course."""
    return copy_course(tmp_path_factory.mktemp("tries"))


def test_there_are_twenty():
    """Twenty tries have two to four faults each, over the seven exercises from ex01 on."""
    assert len(NAMES) == 20
    ids = {parts(name)[0][:4] for name in NAMES}
    assert ids == {f"ex{number:02d}" for number in range(1, 8)}
    assert all(2 <= len(parts(name)[2]) <= 4 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_causes(name):
    """What is told of a try is what somebody has found true; nothing else is told."""
    assert told_of(judged(name)) == TOLD[name]


def test_nearly_all_get_a_true_cause():
    """At least 17 of 20 are told a cause, and at most one try is told nothing at all."""
    assert sum(bool(causes) for causes in TOLD.values()) >= 19


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_screen(course, name):
    """The screen is as it was read, and says why under the title of the failure."""
    shown = screen(course, name)
    assert shown == (TRIES / name / "expected.txt").read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= 80


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        copied = copy_course(Path(folder))
        for each in sys.argv[2:] or NAMES:
            (TRIES / each / "expected.txt").write_text(screen(copied, each), encoding="utf-8")
            print(f'    "{each}": {told_of(judged(each))},')
