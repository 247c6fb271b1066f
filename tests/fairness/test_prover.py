"""What the prover says of small formulas: which way they go, and how far they jump."""

from fractions import Fraction
from typing import Any

import pytest
import yaml
from moving import ACTUAL, FRAME, LOWER, WITHIN, bands, curve, formula, move, row

from asn_appraisal import parse_policy
from asn_appraisal.fairness.inputs import inputs_of
from asn_appraisal.fairness.prover import Prover

#: formula over facts -> direction in x
OVER_FACTS = {
    "x": "up",
    "-x": "down",
    "10 - x": "down",
    "x - x": "still",
    "x - 0.5 * x": "up",
    "min(x, 5)": "up",
    "clip(10 - x, 0, 5)": "down",
    "abs(x)": "up",
    "abs(x - 10)": "mixed",
    "abs(x + 1)": "up",
    "x * 2": "up",
    "x * -2": "down",
    "x * y": "mixed",
    "x * x": "up",
    "x / 4": "up",
    "1 / (x + 1)": "down",
    "-1 / (x + 1)": "up",
    "y / (x + 1)": "mixed",
    "x / (x + 1)": "mixed",
    "1 if x > 10 else 0": "up",
    "0 if x > 10 else 1": "down",
    "x if flag else 20 - x": "mixed",
    "x if flag else 2 * x": "up",
    "5 if x == 10 else 0": "mixed",
    "5 if x == 20 else 0": "up",
    "5 if x == 0 else 0": "down",
    "5 if x != 0 else 0": "up",
    "5 if x > 5 and x > 7 else 0": "up",
    "5 if x > 5 and x < 7 else 0": "mixed",
    "5 if not x > 5 else 0": "down",
    "30 if x >= 10 else x": "up",
    "5 if x >= 10 else x": "mixed",
    "x if x > 5 else 4": "up",
    "x if x > 5 else 6": "mixed",
    "8 if x > 5 else x": "up",
    "4 if x > 5 else x": "mixed",
    "x if not x > 5 else 8": "up",
    "5 if 3 < x else 0": "up",
    "5 if 10 > x else 0": "down",
    "5 if 20 == x else 0": "up",
    "5 if 20 != x else 0": "down",
    "5 if x > 2 * x else 0": "mixed",
    "abs(x - 20)": "down",
    "abs(x - 19)": "mixed",
}


@pytest.mark.parametrize("text", OVER_FACTS)
def test_the_direction_of_a_formula_over_a_fact(text: str) -> None:
    assert OVER_FACTS[text] == move("facts.x", looked_at=formula(text)).name


#: formula of a row -> directions as a higher, a lower and a within actual gets better
OVER_RATIO = {
    "100 * actual / target": ("up", "down", "mixed"),
    "min(120, 100 * actual / target)": ("up", "down", "mixed"),
    "200 - 100 * actual / target": ("down", "up", "mixed"),
    "100 - 50 * abs(1 - actual / target)": ("mixed", "mixed", "up"),
    "100 if actual < target else 50": ("down", "up", "down"),
    "100 if actual >= target else 50": ("up", "down", "up"),
    "100 if actual == target else 50": ("mixed", "mixed", "up"),
    "100 * actual / target - 100 * actual / target": ("still", "still", "still"),
    "100 * actual / target - 50 * actual / target": ("up", "down", "mixed"),
}


@pytest.mark.parametrize("text", OVER_RATIO)
def test_the_direction_of_a_formula_over_actual_and_target(text: str) -> None:
    found = tuple(move(one, looked_at=row(text)).name for one in (ACTUAL, LOWER, WITHIN))

    assert OVER_RATIO[text] == found


#: formula of a row -> directions as a higher and a lower actual gets better
BY_WORD = {
    "actual / target if polarity == 'higher' else 2 - actual / target": ("up", "up"),
    "actual / target if polarity != 'lower' else 2 - actual / target": ("up", "up"),
    "2 - actual / target if not polarity == 'higher' else actual / target": ("up", "up"),
    "actual / target if polarity != 'higher' else 2 - actual / target": ("down", "down"),
    "5 if polarity == 'higher' and weight > 1 else actual / target": ("up", "down"),
}


@pytest.mark.parametrize("text", BY_WORD)
def test_the_polarity_of_a_row_settles_a_condition(text: str) -> None:
    found = tuple(move(one, looked_at=row(text)).name for one in (ACTUAL, LOWER))

    assert BY_WORD[text] == found


#: formula of a row whose target may be zero -> directions as a higher and a within actual goes
OF_ZERO = {
    "1 if target == 0 else actual / target": ("up", "mixed"),
    "actual / target if target != 0 else 1": ("up", "mixed"),
    "actual / target if not target == 0 else 5 - actual": ("mixed", "mixed"),
    "actual / target if target > 0 else actual": ("up", "mixed"),
    "5 - actual if target <= 0 else 1": ("down", "up"),
    "5 + actual if target <= 0 else 1": ("up", "down"),
    "5 - actual if target >= 0 else 1": ("down", "mixed"),
}


@pytest.mark.parametrize("text", OF_ZERO)
def test_a_target_of_zero_settles_a_condition(text: str) -> None:
    rules = {"polarity": ["higher", "within"], "target": {"from": "0"}, "actual": {"from": "0"}}
    sections = {"evidence": {"indicators": rules}}
    found = tuple(move(one, sections, looked_at=row(text)).name for one in (ACTUAL, WITHIN))

    assert OF_ZERO[text] == found


#: what is made of a value that rises below the target, and stands still above it
NOT_STRAIGHT = {
    "{}": "up",
    "-({})": "down",
    "min(12, {})": "up",
    "3 - max(0, {})": "down",
    "abs({})": "up",
    "round({})": "up",
    "({}) * (1 + {})": "up",
    "({}) / 3": "up",
    "1 / (1 + {})": "down",
    "{} + abs({})": "up",
    "(5 if {} > 7 else 2)": "up",
    "(5 if 7 > {} else 2)": "down",
    "(5 if not {} > 7 else 2)": "down",
    "(5 if {} > 7 and {} > 3 else 2)": "up",
    "({} if {} > 7 else 2)": "up",
    "(20 if {} > 7 else {})": "up",
}


@pytest.mark.parametrize("text", NOT_STRAIGHT)
def test_towards_a_target_what_is_not_straight_goes_one_way_on_each_side(text: str) -> None:
    # Two pieces of evidence make one line: the fact decides how steep it is.
    line = "min(15, x * actual / target)"
    below, above = text.replace("{}", f"({line})"), text.replace("{}", "20")
    found = move(WITHIN, looked_at=row(f"{below} if actual < target else {above}"))

    assert NOT_STRAIGHT[text] == found.name


def test_a_range_is_read_on_each_side_of_it() -> None:
    text = (
        "100 if target_from <= actual and actual <= target_to"
        " else 100 * actual / target_from if actual < target_from"
        " else max(0, 100 * (2 - actual / target_to))"
    )
    found = move(WITHIN, looked_at=row(text))

    assert found.name == "up"
    assert found.jump == 0
    assert move(ACTUAL, looked_at=row(text)).name == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "100 * actual / target if actual <= target else 200 - 100 * actual / target",
        "100 * actual / target if actual < target else 200 - 100 * actual / target",
        "200 - 100 * actual / target if actual > target else 100 * actual / target",
        "200 - 100 * actual / target if actual >= target else 100 * actual / target",
        "100 if actual == target else 100 - 100 * abs(1 - actual / target)",
        "100 - 100 * abs(1 - actual / target) if actual != target else 100",
    ],
)
def test_a_peak_at_the_target_is_smooth_however_it_is_written(text: str) -> None:
    found = move(WITHIN, looked_at=row(text))

    assert found.name == "up"
    assert found.jump == 0


@pytest.mark.parametrize(
    ("level", "name"), [("below", "down"), ("meets", "mixed"), ("above", "up")]
)
def test_being_a_level_goes_one_way_only_at_the_ends_of_its_scale(level: str, name: str) -> None:
    body = {"per": "behaviours", "formula": f"5 if rating == '{level}' else 0"}

    assert name == move("behaviours.rating", looked_at=body).name


#: aggregate over rows -> direction as a higher actual gets better
OVER_ROWS = {
    "mean(value)": "up",
    "sum(value)": "up",
    "median(value)": "up",
    "trimmed_mean(value)": "up",
    "lowest(value)": "up",
    "highest(value)": "up",
    "mean(value, weight=weight)": "up",
    "mean(value, weight=1 - weight)": "mixed",
    "sum(value, weight=-1)": "down",
    "sum(value, weight=1 - weight)": "mixed",
    "mean(1, weight=value)": "mixed",
    "mean(value, where=value > 50)": "mixed",
    "sum(value, where=value > 50, default=0)": "up",
    "count(indicators, where=value > 50)": "up",
    "share(value > 50)": "up",
    "share(value < 50)": "down",
    "5 if any(value > 50) else 0": "up",
    "5 if all(value < 50) else 0": "down",
    "5 if any(weight > 1, where=value > 50, default=false) else 0": "up",
    "5 if all(weight > 1, where=value > 50, default=true) else 0": "down",
    "5 if any(weight > 1, where=value > 50, default=true) else 0": "mixed",
    "mean(weight)": "still",
}


@pytest.mark.parametrize("text", OVER_ROWS)
def test_the_direction_of_an_aggregate(text: str) -> None:
    value = row("min(120, 100 * actual / target)")

    assert OVER_ROWS[text] == move(ACTUAL, value=value, looked_at=formula(text)).name


#: formula where an actual can be less than nothing -> direction as a higher actual gets better
BELOW_NOTHING = {
    "actual / target": "up",
    "abs(actual / target)": "mixed",
    "max(actual / target, 0)": "up",
    "max(actual / target, 0 - actual / target)": "mixed",
}


@pytest.mark.parametrize("text", BELOW_NOTHING)
def test_an_actual_may_be_less_than_nothing(text: str) -> None:
    evidence = {"indicators": {"polarity": ["higher"], "target": {"above": "0"}, "actual": {}}}

    found = move(ACTUAL, {"evidence": evidence}, looked_at=row(text))
    assert BELOW_NOTHING[text] == found.name


def test_the_words_of_a_row_choose_its_case() -> None:
    cases = {
        "higher": "actual / target",
        "lower": "2 - actual / target",
        "within": "1 - abs(1 - actual / target)",
    }
    fits = {"per": "indicators", "by": "polarity", "cases": cases}
    other = {**fits, "cases": {**cases, "higher": cases["lower"], "lower": cases["higher"]}}

    assert ["up"] * 3 == [move(key, looked_at=fits).name for key in (ACTUAL, LOWER, WITHIN)]
    assert ["down"] * 2 == [move(key, looked_at=other).name for key in (ACTUAL, LOWER)]


def test_what_stands_for_no_rows_moves_as_well() -> None:
    falls = {
        "inner": formula("10 - x"),
        "looked_at": formula("mean(behaviours.value, default=inner)"),
    }

    assert "down" == move("facts.x", **falls).name


def test_bands_in_order_rise_and_bands_out_of_order_do_not() -> None:
    rising = bands({"level": "a", "from": "10"}, {"level": "b", "from": "5"}, {"level": "c"})
    falling = bands({"level": "c", "from": "10"}, {"level": "b", "from": "5"}, {"level": "a"})
    broken = bands({"level": "b", "from": "10"}, {"level": "a", "from": "5"}, {"level": "c"})

    assert ["up", "down", "mixed"] == [
        move("facts.x", looked_at=each).name for each in (rising, falling, broken)
    ]


def test_a_band_that_is_skipped_is_a_jump_of_two_levels() -> None:
    whole = bands({"level": "a", "from": "10"}, {"level": "b", "from": "5"}, {"level": "c"})
    skipped = bands({"level": "a", "from": "10"}, {"level": "c"})

    assert move("facts.x", looked_at=whole).jump == 1
    assert move("facts.x", looked_at=skipped).jump == 2


def test_a_condition_of_a_band_that_ceases_to_hold_lowers_the_level() -> None:
    sure = formula("x <= 10")
    falls = bands({"level": "a", "from": "1", "when": "sure"}, {"level": "b"})
    rises = bands({"level": "a", "from": "1", "when": "not sure"}, {"level": "b"})

    assert move("facts.x", sure=sure, looked_at=falls).name == "mixed"
    assert move("facts.x", sure=sure, looked_at=rises).name == "up"


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [("a", "b", "up"), ("b", "c", "mixed"), ("c", "c", "down"), ("b", "b", "up")],
)
def test_each_condition_of_bands_is_looked_at_with_the_other_held_and_not(
    first: str, second: str, name: str
) -> None:
    flags = {"one": formula("x > 3"), "two": formula("x > 7")}
    body = bands({"level": first, "when": "one"}, {"level": second, "when": "two"}, {"level": "b"})
    last = body["bands"]["levels"][-1]
    last["level"] = "b" if name != "up" else "c"
    body["bands"]["of"] = "y"

    assert name == move("facts.x", **flags, looked_at=body).name


def test_a_level_is_skipped_where_a_condition_that_stays_does_not_hold() -> None:
    held = bands(
        {"level": "a", "from": "10"}, {"level": "b", "from": "5", "when": "flag"}, {"level": "c"}
    )
    assert move("facts.x", looked_at=held).jump == 2


#: condition of the upper curve -> direction as the fact rises
BETWEEN_CURVES = {"x > 3": "up", "x < 3": "down", "x == 3": "mixed"}


@pytest.mark.parametrize("condition", BETWEEN_CURVES)
def test_a_condition_of_a_curve_moves_from_one_curve_to_the_other(condition: str) -> None:
    upper = {"from": "-1", "to": "1", "value": ["20", "30"], "when": "sure"}
    lower = {"from": "-1", "to": "1", "value": ["10", "20"]}
    curves = {"curve": {"of": "y", "pieces": [upper, lower]}}

    measures = {"sure": formula(condition), "looked_at": curves}
    assert BETWEEN_CURVES[condition] == move("facts.x", **measures).name


#: values at the two ends of the curve that is taken while `x > 3` -> direction as the fact rises
BESIDE_TEN_TO_TWENTY = {
    ("20", "30"): "up",
    ("10", "20"): "still",
    ("0", "10"): "down",
    ("0", "30"): "mixed",
    ("10", "30"): "up",
    ("10", "10"): "down",
}


@pytest.mark.parametrize("values", BESIDE_TEN_TO_TWENTY)
def test_two_curves_are_held_against_each_other_at_both_ends(values: tuple[str, str]) -> None:
    taken = {"from": "-1", "to": "1", "value": list(values), "when": "sure"}
    other = {"from": "-1", "to": "1", "value": ["10", "20"]}
    curves = {"curve": {"of": "y", "pieces": [taken, other]}}

    measures = {"sure": formula("x > 3"), "looked_at": curves}
    assert BESIDE_TEN_TO_TWENTY[values] == move("facts.x", **measures).name


def test_a_condition_that_stays_as_it_is_makes_no_jump() -> None:
    held = bands(
        {"level": "a", "from": "10", "when": "flag"},
        {"level": "b", "from": "5", "when": "flag"},
        {"level": "c"},
    )
    assert move("facts.x", looked_at=held).jump == 1


def matrix(columns: str, *rows: dict[str, str]) -> dict[str, Any]:
    cells = dict(zip("cba", rows, strict=True))
    return {"scale": "grade", "matrix": {"rows": "inner", "columns": columns, "cells": cells}}


def test_a_matrix_jumps_as_far_as_its_rows_do() -> None:
    columns = {name: {"red": name, "green": name} for name in "cba"}
    skipped = bands({"level": "a", "from": "10"}, {"level": "c"})
    whole = bands({"level": "a", "from": "10"}, {"level": "b", "from": "5"}, {"level": "c"})
    body = matrix("word", *columns.values())

    assert move("facts.x", inner=whole, looked_at=body).jump == 1
    assert move("facts.x", inner=skipped, looked_at=body).jump == 2


def test_words_that_choose_the_column_of_a_matrix_have_no_order() -> None:
    whole = bands({"level": "a", "from": "10"}, {"level": "b", "from": "5"}, {"level": "c"})
    body = matrix("word", *({"red": "c", "green": name} for name in "cba"))

    assert move("facts.word", inner=whole, looked_at=body).name == "mixed"


def test_a_jump_is_measured_from_one_value_on_the_grid_to_the_next() -> None:
    pieces = [
        {"from": "0", "to": "10", "value": ["0", "10"]},
        {"above": "10", "to": "20", "value": ["12", "22"]},
    ]
    found = move(
        "facts.x",
        whole=formula("x", round="0"),
        looked_at={"curve": {"of": "whole", "pieces": pieces}},
    )
    assert found.jump == 3


def test_a_curve_goes_as_its_pieces_and_its_joints_go() -> None:
    smooth = curve(("0", "10", "0", "50"), ("10", "20", "50", "60"))
    stepped = curve(("0", "10", "0", "50"), ("10", "20", "55", "60"))
    dropped = curve(("0", "10", "0", "50"), ("10", "20", "45", "60"))
    falling = curve(("0", "10", "0", "50"), ("10", "20", "50", "49"))
    found = [move("facts.x", looked_at=each) for each in (smooth, stepped, dropped, falling)]

    assert ["up", "up", "mixed", "mixed"] == [each.name for each in found]
    assert [0, 5, 5, 0] == [each.jump for each in found]


def test_a_lookup_goes_as_its_values_go_and_words_have_no_order() -> None:
    def of(field: str, **values: str) -> dict[str, Any]:
        return {"lookup": {"of": field, "values": values}}

    points = {"per": "behaviours", **of("rating", below="1", meets="2", above="3")}
    turned = {"per": "behaviours", **of("rating", below="1", meets="3", above="2")}

    assert move("behaviours.rating", looked_at=points).name == "up"
    assert move("behaviours.rating", looked_at=turned).name == "mixed"
    assert move("facts.word", looked_at=of("word", red="1", green="2")).name == "mixed"


def test_two_jumps_in_one_place_add_up_and_a_weight_makes_one_smaller() -> None:
    one = formula("50 if x >= 10 else 0")
    two = formula("30 if x >= 10 else 0")
    both = move("facts.x", one=one, two=two, looked_at=formula("one + two"))
    part = move("facts.x", one=one, two=two, looked_at=formula("0.1 * one + 0.1 * two"))

    assert both.jump == 80
    assert part.jump == 8


def test_rounding_is_a_grain_and_no_jump() -> None:
    found = move("facts.x", looked_at=formula("x / 3", round="1"))

    assert found.jump == 0
    assert found.grain == Fraction(1, 10)


def test_what_goes_wrong_is_blamed_on_its_place_in_the_document() -> None:
    falls = curve(("0", "10", "0", "50"), ("10", "20", "50", "49"))
    found = move("facts.x", inner=falls, looked_at=formula("2 * inner"))

    assert ["measures.inner.curve.pieces[1]"] == [each.path for each in found.ways[-1]]


#: formula -> direction as `fact` gets better, where less is better
OVER_LESS = {
    "fact": "down",
    "10 - fact": "up",
    "5 if fact > 3 else 0": "down",
    "grade if fact > 3 else 'a'": "up",
}


@pytest.mark.parametrize("text", OVER_LESS)
def test_what_is_better_the_less_there_is_of_it_moves_the_other_way(text: str) -> None:
    facts = {
        "fact": {"type": "number", "from": "0", "to": "10", "better": "lower"},
        "grade": {"type": "level", "scale": "grade"},
    }

    assert (
        OVER_LESS[text]
        == move(
            "facts.fact",
            {"evidence": {"facts": facts}},
            looked_at=formula(text),
        ).name
    )


#: formula of the branch beside `square if not flag` -> direction as the flag becomes true
BESIDE_A_MATRIX = {
    "'c'": "down",
    "'b' if grade == 'a' else 'c'": "down",
    "'b' if grade >= 'b' else 'c'": "mixed",
    "'a'": "up",
    "square": "still",
    "least if other == 'a' else 'c'": "down",
    "least if other == 'b' else 'c'": "down",
    "least if flag else 'a'": "mixed",
    "other": "mixed",
}


@pytest.mark.parametrize("text", BESIDE_A_MATRIX)
def test_two_branches_are_read_in_one_state_of_what_both_read(text: str) -> None:
    facts = {
        "flag": {"type": "flag"},
        "grade": {"type": "level", "scale": "grade"},
        "other": {"type": "level", "scale": "grade"},
    }
    cells = {
        "a": {"a": "a", "b": "a", "c": "b"},
        "b": {"a": "a", "b": "c", "c": "b"},
        "c": {"a": "b", "b": "c", "c": "c"},
    }
    matrix = {"rows": "grade", "columns": "other", "cells": cells}
    measures = {
        "least": {
            "scale": "grade",
            "lookup": {"of": "grade", "values": {"a": "b", "b": "c", "c": "c"}},
        },
        "square": {"scale": "grade", "matrix": matrix},
        "looked_at": {"scale": "grade", "formula": f"square if not flag else {text}"},
    }

    assert (
        BESIDE_A_MATRIX[text]
        == move(
            "facts.flag",
            {"evidence": {"facts": facts}},
            **measures,
        ).name
    )


@pytest.mark.parametrize(("level", "name"), [("a", "up"), ("b", "still")])
def test_a_branch_counts_only_in_the_states_in_which_it_is_taken(level: str, name: str) -> None:
    facts = {"flag": {"type": "flag"}, "grade": {"type": "level", "scale": "grade"}}
    lower = {"of": "grade", "values": {"a": "b", "b": "c", "c": "c"}}
    measures = {
        "lower": {"scale": "grade", "lookup": lower},
        "looked_at": formula(f"lower if flag and grade == '{level}' else 'c'", scale="grade"),
    }

    assert name == move("facts.flag", {"evidence": {"facts": facts}}, **measures).name


def test_a_fact_that_decides_which_rows_count_is_read_though_no_formula_names_it() -> None:
    document = yaml.load(FRAME, yaml.BaseLoader)  # noqa: S506 - text of this file
    document["evidence"]["behaviours"] = {
        "aspects": ["kerja_sama", "kepemimpinan"],
        "only_when": {"kepemimpinan": "flag"},
        "value": {"from": "0", "to": "100"},
    }
    measures = {"total": {"formula": "mean(behaviours.value) + (1 if flag else 0)"}}
    made = parse_policy({**document, "measures": measures, "result": "total"})
    one = next(each for each in inputs_of(made) if each.key == "facts.flag")

    assert Prover(made).measure("total", one).name == "mixed"
