"""Real first tries get a true cause, each aspect of an answer is explained by itself."""

import ast
from functools import cache

import numpy as np
import pytest

from grader.course import Course
from grader.judge import sources
from grader.judge.diagnosis import Facts, diagnose
from grader.judge.grade import grade
from grader.judge.references import Expected
from grader.judge.submission import MAIN, Submission, with_solutions
from grader.report import Aspect
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.inside.wire import Other
from tests.kit.test_diagnosis import X, asked, mistake
from tests.kit.workshop import ROOT, forks, told_of, wrong_function

COURSE = Course(ROOT)
MESSY = ROOT / "tests" / "kit" / "messy"

# What is told of each file of tests/kit/messy where it first fails, by its role.
VERDICTS = {
    "ex00/a_second_name_for_x": {"why": "bias_added_in_place"},
    "ex00/columns_standardised": {"why": "standardised_with_a_guard"},
    "ex00/labels_as_places": {"why": "labels_made_places_in_one_long_row"},
    "ex00/mean_of_each_row": {"why": "means_of_rows_along_the_columns"},
    "ex00/mean_with_the_row_number": {"why": "mean_of_column_n_in_row_n"},
    "ex00/one_hot_times_the_table": {"why": "columns_picked_for_every_row"},
    "ex00/rows_side_by_side": {"why": "multiplied_by_element_and_summed"},
    "ex00/variance_of_samples_in_place": {
        "why": "divided_by_one_row_less",
        "also": "x_changed_as_well",
    },
    "ex01/averaged_over_the_inputs": {"why": "divided_by_inputs"},
    "ex01/star_for_the_matrix_product": {"why": "change_by_element"},
    "ex01/targets_for_errors": {"why": "target_for_the_error"},
    "ex02/biases_summed_over_units": {"why": "bias_gradients_summed_over_units"},
    "ex02/error_at_the_hidden_layer": {"why": "error_without_w2"},
    "ex02/outputs_kept_off_the_ends": {"why": "held_1e_7_off_0_and_1"},
    "ex02/sums_cut_at_twenty": {"why": "z_held_within_20"},
    "ex02/weights_lie_as_in_out": {"why": "weights_in_out"},
    "ex03/gradient_of_the_square": {"why": "twice_the_gradient"},
    "ex03/maxima_without_their_axis": {"why": "maxima_lie_along_the_columns"},
    "ex03/other_classes_too": {"why": "wrong_classes_counted_and_clipped"},
    "ex03/probability_kept_above_1e_7": {"why": "probability_clipped_at_both_ends"},
    "ex03/sum_without_exp": {"why": "no_exp_below"},
    "ex04/dilation_of_zeros_between": {"why": "dilation_counts_gaps"},
    "ex04/one_with_the_wrong_sign": {"why": "plus_one_in_the_floor"},
    "ex04/padding_at_one_end": {"why": "padding_counted_once_unchecked"},
    "ex04/stride_must_divide": {"why": "assert_that_the_stride_divides"},
    "ex05/dilation_on_top_of_the_halves": {"why": "dilation_added_on_each_side"},
    "ex05/half_of_the_half": {"why": "after_halved_from_before"},
    "ex05/one_pair_for_every_axis": {"why": "one_pair_for_every_axis"},
    "ex05/pairs_for_two_axes": {"why": "pairs_of_padding"},
    "ex06/close_cells_all_get_it": {"why": "gradient_to_every_cell_that_is_close"},
    "ex06/first_cell_that_is_close": {"why": "first_cell_that_is_close"},
    "ex06/frame_of_minus_a_thousand": {"why": "padded_with_minus_1000"},
    "ex06/largest_of_all_channels": {"why": "maximum_over_channels_in_each"},
    "ex06/size_without_the_padding": {"when": "is_zero"},
    "ex06/ties_share_and_overwrite": {"why": "every_tie_set_instead_of_added"},
    "ex06/windows_over_the_edge": {"why": "windows_beyond_the_edge_are_minus_infinity"},
    "ex06/windows_side_by_side_by_one": {"why": "windows_moved_by_one"},
    "ex07/branch_twice_and_no_skip": {"why": "branch_added_to_itself"},
    "ex07/gradient_cut_in_place": {"why": "shut_where_the_gradient_is_negative"},
    "ex07/relu_before_the_layer": {"why": "relu_of_the_input_as_well"},
    "ex07/shut_by_the_gradient": {"why": "shut_where_the_gradient_is_negative"},
    "ex07/zeros_of_an_array": {"why": "array_for_a_shape"},
    "ex09/examples_overwrite_each_other": {"why": "dweight_of_the_last_example"},
    "ex09/mean_over_the_batch": {"why": "parameters_averaged"},
    "ex09/bias_within_the_innermost_loop": {"why": "bias_for_every_input"},
    "ex09/bias_behind_and_ones_before": {"why": "one_before_the_inputs_bias_behind"},
    "ex09/sum_never_set_back": {"why": "sums_run_on_along_the_units"},
    "ex09/weights_as_in_the_book": {"why": "weight_in_out"},
    "ex08/bias_added_whole_into_w": {
        "why": "bias_without_rate",
        "also": "weights_written_over",
    },
    "ex08/else_of_the_second_if": {"why": "and_is_nand"},
    "ex09/ones_before_biases_behind": {"why": "one_before_the_inputs_dbias_behind"},
    "ex09/row_and_bias_are_one_array": {"why": "every_row_is_the_bias"},
    "ex08/hidden_gates_as_rows": {"why": "product_does_not_fit"},
    "ex08/nand_on_the_boundary": {"why": "nand_answers_like_nor"},
    "ex08/one_row_at_a_time": {"why": "one_example_after_the_other"},
    "ex08/sum_for_the_answer": {"why": "error_of_the_sum", "also": "weights_in_float64"},
    "ex08/weights_for_at_least_zero": {"why": "and_and_or_on_the_boundary"},
    "ex10/leak_is_the_larger_line": {"why": "larger_of_two_lines"},
    "ex10/largest_taken_out_as_in_softmax": {"why": "one_not_scaled_by_the_largest"},
    "ex10/log_of_one_plus_exp": {"why": "logarithm_of_infinity"},
    "ex10/one_sigmoid_for_the_array": {"why": "silu_overflows_beside_negative_numbers"},
    "ex10/sigmoid_by_the_first_number": {"why": "silu_overflows_behind_a_negative_first"},
    "ex10/gradients_sign_opens_both_relus": {"why": "both_relus_look_at_the_gradient"},
    "ex10/slopes_of_the_outputs": {"why": "square_of_x"},
    "ex10/swish_without_its_second_term": {"why": "only_the_first_term"},
    "ex11/as_many_columns_as_the_largest": {"why": "classes_counted_from_the_labels"},
    "ex11/logits_cut_off_before_the_sigmoid": {"why": "sigmoid_of_clipped_logits"},
    "ex11/mean_called_half_sum": {
        "why": "half_sum_over_the_rows",
        "also": "half_sse_asserts_the_shapes",
    },
    "ex11/numbers_in_order_of_appearance": {"why": "classes_in_order_of_appearance"},
    "ex11/one_row_filled_on_and_on": {"why": "ones_left_from_the_rows_before"},
    "ex11/only_the_ones": {"why": "targets_of_zero_forgotten_and_vanished"},
    "ex11/same_number_of_entries": {"why": "mse_compares_the_sizes"},
    "ex11/stable_but_no_abs": {"why": "absolute_value_forgotten_and_overflow"},
    "ex23/both_sides_must_be_too_short": {
        "why": "refused_if_no_side_fits",
        "also": "result_in_float64",
    },
    "ex23/break_at_the_first_zero_window": {
        "why": "row_ends_at_a_window_of_zeros",
        "also": "drawn_in_float64",
    },
    "ex23/chances_before_sorting": {
        "why": "cell_after_the_drawn_one",
        "also": "drawn_in_float64",
    },
    "ex23/fours_and_x_squared_in_place": {
        "why": "divided_by_the_cells_too",
        "also": "eval_squares_x",
    },
    "ex23/half_is_too_much": {
        "why": "half_the_window_refused",
        "also": "result_in_float64",
    },
    "ex23/one_draw_serves_all_channels": {
        "why": "one_place_for_all_channels",
        "also": "drawn_in_float64",
    },
    "ex23/size_of_the_map_before_padding": {"when": "is_zero"},
    "ex23/square_of_the_height": {
        "why": "divided_by_the_height_squared",
        "also": "global_mean_in_float64",
    },
    "ex26/corners_by_linspace": {"why": "corners_meet_rounded"},
    "ex26/left_and_right_of_numpy": {"why": "channels_reversed", "also": "view_of_x"},
    "ex26/shape_read_backwards": {"why": "height_and_width_of_x_exchanged"},
    "ex26/steps_of_a_float": {
        "why": "step_is_a_rounded_float",
        "also": "resized_in_float64",
    },
    "ex26/top_or_left_negative": {
        "why": "top_or_left_as_one_number",
        "also": "view_of_the_window",
    },
    "ex26/turned_in_a_loop": {
        "why": "negative_turns_ignored_with_the_clock",
        "also": "turn_is_a_view",
    },
    "ex26/values_of_a_byte": {"why": "divided_by_256", "also": "grey_values_in_float64"},
    "ex26/window_by_its_ends": {"why": "ends_for_sizes", "also": "negative_starts_pass"},
    "ex27/box_as_in_detection": {"why": "box_as_corners_columns_first"},
    "ex27/last_row_of_the_box_as_its_end": {
        "why": "last_row_and_column_of_the_clipped_box_left",
        "also": "everything_in_float64",
    },
    "ex27/cells_before_the_first_not_skipped": {
        "why": "goes_on_at_the_far_end",
        "also": "square_in_float64",
    },
    "ex27/first_and_last_row_counted": {
        "why": "share_of_a_smaller_box",
        "also": "everything_in_float64",
    },
    "ex27/labels_for_two_losses": {"why": "both_labels_and_lam"},
    "ex27/mixed_where_it_lies": {"why": "partner_weighed_twice"},
    "ex27/ratio_of_the_planned_box": {
        "why": "share_of_the_whole_box",
        "also": "images_pasted_on_as_well",
    },
    "ex27/square_never_clipped": {
        "why": "even_squares_too_large_from_behind",
        "also": "square_in_float64",
    },
    "ex27/square_of_the_papers_code": {"why": "odd_squares_too_small"},
    "ex28/best_counted_back_from_the_stop": {"why": "best_epoch_after_the_best"},
    "ex28/counter_is_never_reset": {"why": "wait_never_begins_again"},
    "ex28/mean_then_softmax": {"why": "logits_averaged"},
    "ex28/no_progress_since_patience_epochs": {
        "why": "compared_with_the_epoch_patience_before"
    },
    "ex28/only_clear_rises_are_counted": {"why": "only_clear_rises_wait"},
    "ex28/rest_for_the_last_fold": {"why": "rest_in_the_last_block"},
    "ex12/change_reshaped_until_it_fits": {"why": "changes_reshaped"},
    "ex12/copy_of_the_dictionary": {"why": "arrays_changed_in_place"},
    "ex12/first_weights_twice_as_far": {"why": "change_times", "also": "parts_right"},
    "ex12/last_layer_first_in_a_copy": {
        "why": "last_layer_moves_first",
        "also": "params_changed_as_well",
    },
    "ex12/loss_summed_along_one_axis": {"why": "loss_in_an_array"},
    "ex12/moves_after_each_example": {"why": "one_example_after_the_other"},
    "ex12/stops_when_good_enough": {"why": "stops_below_a_tenth"},
    "ex14/bias_of_the_start": {"why": "gradients_at_the_first_bias"},
    "ex14/column_of_answers": {"why": "column_minus_row_summed"},
    "ex14/divided_by_the_size_in_place": {"why": "divided_by_batch_size"},
    "ex14/drawn_by_itself": {"why": "chance"},
    "ex14/first_column_of_all_pairs": {"why": "every_answer_meets_the_first_target"},
    "ex14/iterations_of_the_book": {"why": "loop_of_the_book_in_order"},
    "ex14/one_example_after_the_other": {"why": "step_after_each_example"},
    "ex15/first_velocity_from_the_slope": {
        "why": "first_velocity_is_the_gradient",
        "also": "path_in_float64",
    },
    "ex15/form_of_the_notes_inside": {"why": "form_of_the_notes"},
    "ex15/gradient_taken_once": {"why": "gradient_of_the_start", "also": "path_in_float64"},
    "ex15/moving_average": {"why": "average_for_the_sum"},
    "ex15/param_before_the_velocity": {"why": "step_along_the_old_velocity_in_both_forms"},
    "ex15/velocity_of_the_book": {"why": "form_of_keras"},
    "ex16/brackets_forgotten": {"why": "eps_outside_the_division"},
    "ex16/decay_on_the_square": {"why": "weights_exchanged", "also": "rms_in_float64"},
    "ex16/eps_under_the_root_in_place": {"why": "rms_eps_under_the_root"},
    "ex16/nothing_to_divide_by_yet": {"why": "plain_first_step"},
    "ex16/sum_for_the_gradient": {"why": "sum_above_the_line", "also": "step_in_float64"},
    "ex16/weights_of_the_blog": {
        "why": "weights_fixed_and_eps_under_the_root",
        "also": "rms_in_float64",
    },
    "ex17/as_in_the_book": {"why": "eps_as_in_keras", "also": "only_param_in_float64"},
    "ex17/bias_correction_forgotten_in_place": {"why": "nothing_corrected"},
    "ex17/brackets_of_the_power": {"why": "power_of_the_difference"},
    "ex17/hats_go_on": {"why": "corrected_ones_returned", "also": "step_in_float64"},
    "ex17/word_for_word_from_the_book": {
        "why": "as_in_the_book",
        "also": "only_param_in_float64",
    },
    "ex18/as_the_book_starts": {
        "why": "xavier_of_fan_in_alone",
        "also": "a_number_for_other_kinds",
    },
    "ex18/by_hand_with_one_less": {"why": "divided_by_one_less"},
    "ex18/examples_one_by_one": {"why": "averaged_over_the_examples"},
    "ex18/gradient_by_the_weights": {"why": "by_the_weights"},
    "ex18/limit_for_the_deviation_and_none": {
        "why": "limit_of_xavier_alone",
        "also": "nothing_for_other_kinds",
    },
    "ex18/no_sum_on_the_way_back": {"why": "skip_forward_only"},
    "ex18/one_transpose_forgotten": {"why": "forward_in_out_alone"},
    "ex18/outputs_counted_and_asserted": {
        "why": "he_of_fan_out",
        "also": "other_kinds_asserted",
    },
    "ex18/slopes_after_the_sum": {"why": "slopes_of_two_from_the_sum"},
    "ex19/a_minus_lost_in_float64": {
        "why": "way_through_the_variance_added",
        "also": "dx_in_float64",
    },
    "ex19/backward_of_the_book": {"why": "images_as_tables_behind"},
    "ex19/deviation_plus_eps_behind": {
        "why": "eps_inside_in_dvar_alone",
        "also": "dx_in_float64",
    },
    "ex19/images_by_a_call_of_itself": {
        "why": "usual_momentum_and_eps_for_images",
        "also": "running_statistics_handed_back",
    },
    "ex19/rows_are_counted": {
        "why": "examples_counted_for_pixels",
        "also": "running_statistics_handed_back",
    },
    "ex19/channels_last_by_reshape": {"why": "reshaped_with_channels_last_behind"},
    "ex19/collected_before_it_normalises": {"why": "new_running_statistics_in_training"},
    "ex19/sample_variance_in_place": {"why": "variance_of_a_sample"},
    "ex21/bias_left_to_broadcasting": {
        "why": "kernel_flipped_and_bias_along_the_columns",
        "also": "output_in_float64",
    },
    "ex21/below_the_first_index": {
        "why": "frame_from_the_other_end",
        "also": "channels_counted_in_weight_and_no_size",
    },
    "ex21/columns_and_the_wrong_transpose": {
        "why": "rows_and_columns_exchanged",
        "also": "output_in_float64",
    },
    "ex21/first_image_and_int": {
        "why": "first_image_for_all",
        "also": "output_in_float64",
    },
    "ex21/lists_that_end_early": {
        "why": "last_window_lost_in_lists",
        "also": "empty_maps_for_all_that_is_too_large",
    },
    "ex21/steps_in_the_output": {
        "why": "only_every_stride_th_output_made",
        "also": "nothing_is_looked_at_and_cut_towards_zero",
    },
    "ex24/bias_read_before_the_loop": {"why": "biases_left_out_from_there_on"},
    "ex24/list_written_into_after_it_was_appended": {"why": "one_list_until_flatten"},
    "ex24/pool_moves_by_one_as_conv": {"why": "pool_steps_by_one"},
    "ex24/pools_forgotten_in_the_count": {"why": "linear_before_the_pools"},
    "ex24/refuses_what_it_cannot_unpack": {
        "why": "conv_padded_once",
        "also": "nothing_refused_on_purpose",
    },
    "ex24/same_list_appended": {"why": "one_list_for_all"},
    "ex24/shapes_behind_the_layers": {"why": "inputs_after_the_layer"},
    "ex24/sizes_in_variables_of_their_own": {
        "why": "relu_cannot_be_first",
        "also": "maps_kept_after_flatten",
    },
    "ex24/wrong_order_not_noticed": {"why": "linear_flattens"},
    "ex22/cells_above_wrap_round": {
        "why": "frame_added_at_the_other_end",
        "also": "image_in_float64",
    },
    "ex22/columns_of_cs231n": {"why": "windows_in_columns_images_fastest"},
    "ex22/cut_at_minus_padding": {"why": "cropped_to_nothing"},
    "ex22/filters_in_rows_at_once": {"why": "grad_out_reshaped_to_rows_but_not_for_dbias"},
    "ex22/lists_that_end_at_the_edge": {"why": "last_window_lost_in_lists"},
    "ex22/padding_cut_too_early": {"why": "dx_cropped_too_short", "also": "dbias_in_float64"},
    "ex22/stride_and_padding_kept_back": {"why": "fails_with_either"},
    "ex22/unfold_reshaped_at_once": {"why": "windows_of_images_beside_each_other"},
    "ex22/written_over_and_in_float64": {
        "why": "earlier_windows_overwrite",
        "also": "image_in_float64",
    },
    "ex29/a_plain_zero_and_zeros": {"why": "kept_in_double_after_the_sum"},
    "ex29/averages_handed_over_in_the_wrong_order": {"why": "mean_and_variance_exchanged"},
    "ex29/batch_norm_of_the_training": {"why": "averages_of_the_batch"},
    "ex29/channels_by_reshape_alone": {"why": "reshaped_to_columns"},
    "ex29/dictionary_copied_arrays_not": {"why": "frozen_not_copied"},
    "ex29/frozen_by_the_word": {"why": "parts_of_names_move"},
    "ex29/head_by_part_of_its_name": {"why": "names_that_begin_alike"},
    "ex29/loop_over_a_half_total": {"why": "cast_after_the_sum"},
    "ex29/sum_first_then_float32": {"why": "sum_rounded_and_cast"},
    "ex29/trainable_word_in_the_name": {"why": "names_with_a_trainable_one_inside"},
    "ex25/frame_of_zeros_for_the_pool": {
        "why": "pool_padded_with_zeros",
        "also": "block_in_float64",
    },
    "ex25/pool_without_its_stride": {"why": "pool_moves_by_more_than_one"},
    "ex25/arrays_unpacked_in_order": {
        "why": "params_by_their_place",
        "also": "block_in_float64",
    },
    "ex25/squeezed_weight_in_float64": {"why": "weight_squeezed_and_indexed"},
    "ex25/rows_of_channels_by_reshape": {"why": "cells_reshaped_before_and_after"},
    "ex25/batch_by_reshape": {"why": "batch_reshaped_to_channels"},
    "ex25/pool_by_rolling": {"why": "pool_around_the_edge", "also": "block_in_float64"},
    "ex25/weights_as_the_notes_count": {"why": "biases_of_the_1x1_forgotten"},
    "ex25/x_overwritten_on_the_way": {"why": "one_after_the_other"},
    "ex20/all_true_means_evaluation": {
        "why": "not_divided_where_all_passes",
        "also": "dx_in_float64_with_p_1",
    },
    "ex20/as_the_book_has_it": {"why": "as_in_the_book"},
    "ex20/gradient_scaled_the_wrong_way": {"why": "gradient_multiplied_by_the_share"},
    "ex20/keep_probability": {
        "why": "y_in_float64_in_training",
        "also": "p_as_the_probability_to_keep",
    },
    "ex20/keep_probability_both_ways": {"why": "gradient_divided_by_p_or_0"},
    "ex20/keras_penalty_as_array": {
        "why": "half_forgotten_in_both",
        "also": "gradients_in_float64",
    },
    "ex20/loop_that_returns_at_once": {"why": "ended_after_the_first_array"},
    "ex20/mask_of_floats_and_no_p_1": {"why": "divided_by_zero"},
    "ex20/norms_of_the_layers": {"why": "roots_of_each_array"},
    "ex13/a_sum_and_a_small_number": {"why": "divided_by_the_sum_or_1e_8"},
    "ex13/answers_kept_in_float32": {"why": "gradient_in_float32"},
    "ex13/as_the_book_has_it": {"why": "own_step_of_1e_4"},
    "ex13/as_long_as_x": {"why": "as_many_slopes_as_rows"},
    "ex13/brackets_around_2h": {"why": "divided_by_two_times_h_without_brackets"},
    "ex13/largest_of_each_first": {"why": "largest_over_largest_or_1e_12"},
    "ex13/larger_one_with_its_sign": {"why": "signs_below_the_line_kept_unguarded"},
    "ex13/twice_too_large_in_float32": {"why": "divided_by_h", "also": "gradient_in_float32"},
    "ex13/whole_rows_moved": {"why": "first_axis_only"},
}


def completed(exercise, wrong):
    """Return a whole submission: the solution, but for the wrong functions of a text."""
    solution = sources.read(exercise.solution)
    names = [
        node.name for node in ast.parse(solution).body if isinstance(node, ast.FunctionDef)
    ]
    kept = "\n".join(f"right_{name} = {name}" for name in names)
    text = f"import numpy as np\n{solution}\n\n{kept}\n\n\n{wrong}"
    main = Submission(f"exercises/{MAIN}", {MAIN: text.encode()})
    return with_solutions(main, exercise)


@cache
def judged(name):
    """Return the report about a file of tests/kit/messy."""
    exercise = COURSE.find(name.partition("/")[0])
    given = completed(exercise, (MESSY / f"{name}.py").read_text("utf-8"))
    return grade(exercise, given, sandbox=forks())


def test_every_messy_file_has_its_verdict():
    """No file of the folder is forgotten."""
    files = {
        path.relative_to(MESSY).with_suffix("").as_posix() for path in MESSY.glob("*/*.py")
    }
    assert files == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_real_first_try_gets_its_verdict(name):
    """Each mistake that real people made loses points, and is told as it stands above."""
    report = judged(name)
    assert report.status == "failed"
    told = [check.diagnoses for check in report.checks if check.diagnoses]
    assert {one.role: one.id for one in told[0]} == VERDICTS[name]


# --- aspects ---

DUE = Expected(None, "ValueError")
REFUSED = Answer(raised=Raised("ValueError", ("ValueError", "Exception")))


def told(evidence, mistakes, call, aspect):
    """Return the roles and names of what is told of a call."""
    found = diagnose(Facts("f", "(x)", evidence, mistakes=mistakes))
    return [(one.role, one.id) for one in found.of(evidence[call], aspect)]


def test_a_value_mistake_in_another_dtype_is_named():
    """The values name the mistake, whatever dtype they have."""
    evidence = [asked(n, (k * X).astype("float32")) for n, k in enumerate((2.0, 2.0, 2.0))]
    assert told(evidence, [mistake("twice", *[2 * X] * 3)], 0, Aspect.DTYPE)[-1][1] == "twice"


def test_a_mistake_that_is_also_wrong_elsewhere_is_not_named_for_its_values():
    """A mistake that answers a call otherwise than the student is not named in any dtype."""
    evidence = [asked(n, (2 * X).astype("float32")) for n in range(3)]
    known = [mistake("twice", 2 * X, 2 * X, 3 * X), mistake("once", 2 * X, 2 * X)]
    assert not {name for _, name in told(evidence, known, 0, Aspect.DTYPE)} & {"twice", "once"}
    right_once = [*evidence, asked(3, X.astype("float32"))]
    known = [mistake("twice", *[2 * X] * 4)]
    assert "twice" not in {name for _, name in told(right_once, known, 0, Aspect.DTYPE)}


def test_value_and_exception_are_two_causes():
    """A mistake in the values and one in the refusals are told beside each other."""
    evidence = [asked(0, 2 * X), asked(1, 3 * X), asked(2, 0 * X, DUE), asked(3, REFUSED, DUE)]
    known = [mistake("values", 2 * X, 3 * X), mistake("lets pass", None, None, X)]
    assert told(evidence, known, 0, Aspect.VALUE) == [("why", "values"), ("also", "lets pass")]
    assert told(evidence, known, 2, Aspect.EXCEPTION) == [
        ("why", "lets pass"), ("also", "values"),
    ]  # fmt: skip


def test_what_returns_nothing_has_calculated_nothing():
    """A mistake that returns a value where a refusal is due is not named for None."""
    evidence = [asked(0, 2 * X), asked(1, 3 * X), asked(2, None, DUE)]
    known = [mistake("values", 2 * X, 3 * X), mistake("broadcasts", None, None, X)]
    assert told(evidence, known, 2, Aspect.EXCEPTION) == []
    known[1] = mistake("returns", None, None, Answer(None))
    assert told(evidence, known, 2, Aspect.EXCEPTION)[0] == ("why", "returns")


def test_an_exception_is_not_explained_while_the_values_are_a_riddle():
    """Where nobody knows what is wrong with the values, no mistake of refusals is named."""
    evidence = [asked(0, X * X + 0.3), asked(1, X - 7), asked(2, 0 * X, DUE)]
    known = [mistake("lets pass", None, None, X)]
    assert told(evidence, known, 2, Aspect.EXCEPTION) == []


def test_two_mistakes_of_one_aspect_are_silent():
    """Two mistakes that let the same calls pass are none, nor one that returns otherwise."""
    evidence = [asked(0, X), asked(1, 0 * X, DUE)]
    known = [mistake("a", None, 0 * X), mistake("b", None, 0 * X)]
    assert told(evidence, [mistake("c", None, 2 * X)], 1, Aspect.EXCEPTION) == []
    assert told(evidence, known, 1, Aspect.EXCEPTION) == []
    assert told(evidence, known[:1], 1, Aspect.EXCEPTION) == [("why", "a")]


def test_beside_known_values_the_refusal_that_returns_alike_is_named():
    """Of several mistakes that let the same calls pass, what is returned there tells one."""
    evidence = [asked(0, 2 * X), asked(1, 3 * X), asked(2, 0 * X, DUE)]
    values = mistake("values", 2 * X, 3 * X)
    zero, same, twice = (mistake(f"k {k}", None, None, k * X) for k in (0, 1, 2))
    known = [values, zero, same]
    assert told(evidence, known, 0, Aspect.VALUE) == [("why", "values"), ("also", "k 0")]
    assert told(evidence, [values, same, twice], 0, Aspect.VALUE) == [("why", "values")]


def test_a_changed_argument_is_named_beside_a_right_value():
    """A mistake that only changes its argument is named, also in another dtype."""
    single = X.astype("float32")
    evidence = [asked(n, Answer(single, changed=(0,))) for n in range(2)]
    known = [mistake("writes", *[Answer(X, changed=(0,))] * 2)]
    assert ("why", "writes") in told(evidence, known, 0, Aspect.ARGUMENTS)
    known = [mistake("writes", *[Answer(X, changed=(1,))] * 2)]
    assert ("why", "writes") not in told(evidence, known, 0, Aspect.ARGUMENTS)


def test_another_part_in_another_dtype_is_another_deviation():
    """A mistake in the dtype of one part of a result is not told of another part's."""
    single, pair = X.astype("float32"), (X.astype("float32"), 2 * X.astype("float32"))
    known = [mistake("second", *[(single, 2 * X)] * 2)]
    for answer, named in (((single, 2 * X), ["second"]), ((X, pair[1]), [])):
        evidence = [asked(n, answer, pair) for n in range(2)]
        found = told(evidence, known, 0, Aspect.DTYPE)
        assert [name for role, name in found if name == "second"] == named


def test_nothing_is_cast_that_has_another_shape():
    """An answer of another shape is no right value in any dtype."""
    evidence = [asked(n, X[:2].astype("float32")) for n in range(3)]
    found = diagnose(Facts("f", "(x)", evidence))
    assert [one.right for one in found.failing] == [False] * 3


def test_what_was_not_kept_is_no_riddle():
    """An answer that was not kept is right where it was; else nothing is told."""
    lost = Other("ndarray", "bytes", "300,000")
    negated = [asked(n, -k * X, k * X) for n, k in enumerate((1.0, 2.0, 3.0, 4.0))]
    right = asked(4, X)
    right = right._replace(answer=right.answer._replace(value=lost))
    wrong = asked(5, -X)
    wrong = wrong._replace(answer=wrong.answer._replace(value=lost))
    for last, count in ((right, 4), (wrong, 5)):
        found = diagnose(Facts("f", "(x)", [*negated, last]))
        assert len(found.failing) == count
        assert found.causes == {}
    assert diagnose(Facts("f", "(x)", negated)).causes[Aspect.VALUE][0].id == "part_negated"


# --- notes ---

HEAD = "import numpy as np\n"
CALLS = [
    (np.arange(1.0, n * d + 1).reshape(n, d),) for n, d in [(2, 3), (3, 2), (4, 3), (3, 4)]
]


@pytest.mark.parametrize(("least", "noted"), [(2, ["negated"]), (3, [])])
def test_a_note_holds_in_three_quarters_of_the_wrong_calls(least, noted):
    """What is true of half of the wrong calls may be a coincidence, and is not told."""
    text = (
        HEAD
        + f"""
def f(x):
    return -x if len(x) >= {least} and x.shape != (4, 3) else x * x + 0.3
"""
    )
    with wrong_function(text, HEAD + "def f(x): return x + 0.0", CALLS, "(x)") as facts:
        found = told_of(facts._replace(ask=None), 1)
    assert [one[1] for one in found] == noted


# Wrong files, and what is not true of them though it is near: an exception of another kind
# is no refusal that is missing, a comment multiplies nothing, and so on.
NOT_TOLD = {
    "another exception than ValueError": (
        "ex06", "large_window_accepted", """
def max_pool2d(x, kernel_size, stride=None, padding=0):
    if kernel_size > min(x.shape[2:]) + 2 * padding:
        raise TypeError("too large")
    return right_max_pool2d(x, kernel_size, stride, padding)
"""),
    "another padding is refused otherwise": (
        "ex06", "large_padding_accepted", """
def max_pool2d(x, kernel_size, stride=None, padding=0):
    if padding > kernel_size // 2:
        raise IndexError("padding")
    return right_max_pool2d(x, kernel_size, stride, padding)
"""),
    "right for some batches": (
        "ex03", "rows", """
def softmax(logits):
    p = right_softmax(logits)
    return p[::-1] if len(p) == 3 else p
"""),
    "a star in a comment": (
        "ex03", "star_for_product", """
def cross_entropy_backward(logits, labels):
    p = right_softmax(logits)
    hot = np.eye(p.shape[1])[labels]
    return p - hot.T  # not p * hot
"""),
    "a message of one's own": (
        "ex05", "float_for_an_integer", """
def same_padding(kernel_size, dilation=1):
    if dilation > 1:
        raise TypeError("'float' object cannot be interpreted as an integer")
    return right_same_padding(kernel_size)
"""),
    "names in another order": (
        "ex01", "inputs_and_weights_exchanged", """
def linear_unit(w, x, b):
    return x @ w.T + b
"""),
}  # fmt: skip


@pytest.mark.parametrize("situation", NOT_TOLD)
def test_what_is_near_is_not_told(situation):
    """What is not true of a file is not told of it, though other calls would have it so."""
    name, untrue, wrong = NOT_TOLD[situation]
    exercise = COURSE.find(name)
    report = grade(exercise, completed(exercise, wrong))
    failed = [check for check in report.checks if check.aspect is not Aspect.NONE]
    assert failed
    for check in failed:
        assert untrue not in [one.id for one in check.diagnoses]


def test_who_asks_another_function_waits_for_that_one():
    """In a check of two functions, the one that fails waits for whom it calls itself."""
    exercise = COURSE.find("ex03")
    wrong = """
def softmax(logits):
    return right_softmax(logits) ** 2


def cross_entropy_backward(logits, labels):
    p = softmax(logits)
    p[np.arange(len(p)), labels] -= 1
    return p / len(p)
"""
    report = grade(exercise, completed(exercise, wrong))
    digits = next(one for one in report.checks if "digits" in one.name)
    assert (digits.waits, digits.reason.facts["function"]) == (True, "softmax")
