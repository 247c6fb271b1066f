"""How far the prover says that a value jumps: never less than it can, and where it is known, no more."""

from fractions import Fraction
from typing import Any

import pytest
from moving import ACTUAL, WITHIN, bands, formula, move, policy, row

from asn_appraisal.fairness import verify
from asn_appraisal.fairness.moves import Move

STEP = formula("50 if x >= 10 else 0")
HALF = formula("1 + (2 if x >= 10 else 0)")
TENTHS = formula("x / 3", round="1")
FLAGGED = formula("1 if flag else 0")
TENTH = Fraction(1, 10)
CLIFFS = "no-undeclared-cliff"


def said(move: Move) -> tuple[str, Any, Any]:
    return move.name, move.jump, move.grain


#: formula over facts -> direction in x, largest jump, steps of rounding
OVER_FACTS: dict[str, tuple[str, Any, Any]] = {
    "step * 3": ("up", 150, 0),
    "step * y": ("mixed", 50, 0),
    "step * (y + 3)": ("up", 200, 0),
    "step * (0 - flagged)": ("down", 50, 0),
    "step * far": ("mixed", None, 0),
    "step / 4": ("up", Fraction(25, 2), 0),
    "step / (y + 2)": ("up", 50, 0),
    "step / (0 - y - 2)": ("down", 50, 0),
    "step * x": ("up", 1000, 0),
    "step * half": ("up", 250, 0),
    "100 / half": ("down", 200, 0),
    "-100 / half": ("up", 200, 0),
    "y / half": ("mixed", 2, 0),
    "100 / (0 - half)": ("mixed", 200, 0),
    "far / half": ("mixed", None, 0),
    "step / half": ("mixed", 150, 0),
    "step - half": ("mixed", 52, 0),
    "min(step, half)": ("up", 50, 0),
    "clip(step, 10, 30)": ("up", 50, 0),
    "abs(step - 10)": ("mixed", 50, 0),
    "abs(0 - step)": ("up", 50, 0),
    "step if flag else half": ("up", 50, 0),
    "7 if step == 50 else 2": ("up", 5, 0),
    "2 if step == 50 else 7": ("down", 5, 0),
    "7 if tenths > 2 else 4": ("up", 3, 0),
    "1 / (x + 1)": ("down", 0, 0),
    "tenths * 2": ("up", 0, 2 * TENTH),
    "tenths - x": ("mixed", 0, TENTH),
    "step + tenths": ("up", 50, TENTH),
    "tenths * (y + 3)": ("up", 0, 4 * TENTH),
    "tenths * far": ("mixed", None, TENTH),
    "10 / (1 + tenths)": ("down", 0, 1),
    "x / (1 + tenths)": ("mixed", 0, 2),
    "-2 / (1 - y + tenths) if y < 1 else 0": ("up", None, TENTH),
    "round(tenths)": ("up", 0, 1 + TENTH),
    "round(x / 3, 1)": ("up", 0, TENTH),
    "3 * tenths + step": ("up", 50, 3 * TENTH),
    "step - 2 * tenths": ("mixed", 50, 2 * TENTH),
    "100 / (half + 1)": ("down", 50, 0),
    "max(tenths, x)": ("up", 0, TENTH),
}


@pytest.mark.parametrize("text", OVER_FACTS)
def test_how_far_a_formula_over_a_fact_jumps(text: str) -> None:
    inner = {"step": STEP, "half": HALF, "tenths": TENTHS, "flagged": FLAGGED}
    found = move("facts.x", **inner, looked_at=formula(text))

    assert OVER_FACTS[text] == said(found)


#: aggregate -> direction as a higher actual gets better, largest jump, steps of rounding
OVER_ROWS: dict[str, tuple[str, Any, Any]] = {
    "sum(smooth)": ("up", 0, 0),
    "sum(met)": ("up", 100, 0),
    "sum(met, weight=weight)": ("up", 200, 0),
    "sum(met, weight=-3)": ("down", 300, 0),
    "sum(met, weight=1 - weight)": ("mixed", 100, 0),
    "sum(met, weight=smooth)": ("mixed", None, 0),
    "sum(tenths)": ("up", 0, TENTH),
    "sum(tenths, weight=weight)": ("up", 0, 2 * TENTH),
    "sum(tenths, weight=smooth)": ("mixed", None, TENTH),
    "mean(met, weight=weight)": ("up", 100, 0),
    "mean(met, weight=1 - weight)": ("mixed", None, 0),
    "mean(tenths, weight=weight)": ("up", 0, TENTH),
    "median(met)": ("up", 100, 0),
    "trimmed_mean(met)": ("up", 100, 0),
    "lowest(met)": ("up", 100, 0),
    "highest(met)": ("up", 100, 0),
    "count(indicators, where=met > 50)": ("up", 1, 0),
    "count(indicators, where=met < 50)": ("down", 1, 0),
    "share(met > 50)": ("up", 1, 0),
    "sum(5, where=met > 50, default=0)": ("up", 5, 0),
    "sum(weight, where=met > 50, default=0)": ("up", 2, 0),
    "sum(smooth, where=met > 50, default=0)": ("up", None, 0),
    "sum(met - 100, where=met > 50, default=0)": ("mixed", None, 0),
    "mean(5, where=met > 50, default=0)": ("mixed", None, 0),
    "mean(weight, weight=smooth)": ("mixed", None, 0),
    "mean(weight, weight=met + 1)": ("mixed", None, 0),
    "7 if any(met > 50) else 2": ("up", 5, 0),
    "7 if all(met > 50) else 2": ("up", 5, 0),
}


@pytest.mark.parametrize("text", OVER_ROWS)
def test_how_far_an_aggregate_jumps_as_one_row_gets_better(text: str) -> None:
    rows = {
        "met": row("100 if actual >= target else 0"),
        "smooth": row("actual / target"),
        "tenths": row("actual / target", round="1"),
    }
    assert OVER_ROWS[text] == said(move(ACTUAL, **rows, looked_at=formula(text)))


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("sum(met)", None),
        ("sum(met, weight=weight)", None),
        ("sum(5, where=met > 50, default=0)", None),
        ("count(indicators, where=met > 50)", None),
        ("mean(met)", 100),
        ("highest(met)", 100),
        ("share(met > 50)", 1),
    ],
)
def test_a_fact_moves_every_row_at_once(text: str, jump: int | None) -> None:
    met = row("100 if x > 10 else 0")

    assert jump == move("facts.x", met=met, looked_at=formula(text)).jump


def test_a_cliff_of_every_row_at_once_is_no_cliff_of_one_row() -> None:
    met = row("100 if x > 10 else 0")
    said = {"result": "looked_at", "fairness": {"limits": {"cliff_points": "100"}}}
    found = verify(policy(said, met=met, looked_at=formula("sum(met)")), properties=[CLIFFS])

    assert found[CLIFFS].status == "violated"


#: formula that gives a level -> direction in x, largest jump
OF_LEVELS: dict[str, tuple[str, Any]] = {
    "'a' if x > 5 else 'c'": ("up", 2),
    "'a' if x > 5 else 'b'": ("up", 1),
    "'b' if x > 5 else 'a'": ("down", 1),
    "'b' if x > 5 else 'b'": ("still", 0),
    "('a' if flag else 'b') if x > 5 else 'b'": ("up", 1),
    "('b' if flag else 'c') if x > 5 else 'b'": ("down", 1),
    "('a' if flag else 'c') if x > 5 else 'b'": ("mixed", 1),
    "inner if x > 5 else 'c'": ("up", 2),
}


@pytest.mark.parametrize("text", OF_LEVELS)
def test_how_far_a_choice_between_levels_jumps(text: str) -> None:
    inner = bands({"level": "a", "from": "10"}, {"level": "b"})
    found = move("facts.x", inner=inner, looked_at={"scale": "grade", "formula": text})

    assert OF_LEVELS[text] == (found.name, found.jump)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("true if x > 5 else false", "up"),
        ("false if x > 5 else true", "down"),
        ("x > 3 if x > 5 else false", "up"),
        ("flag if x > 5 else not flag", "mixed"),
    ],
)
def test_which_way_a_choice_between_conditions_goes(text: str, name: str) -> None:
    assert name == move("facts.x", looked_at=formula(text)).name


# Tables ---------------------------------------------------------------------------------


def curve(of: str, *pieces: dict[str, Any]) -> dict[str, Any]:
    return {"curve": {"of": of, "pieces": list(pieces)}}


TWO_STEPS = (
    {"to": "5", "value": "10"},
    {"above": "5", "to": "6", "value": "20"},
    {"above": "6", "value": "30"},
)


def leap(size: str) -> dict[str, Any]:
    """Return a measure that goes as x goes, with one jump at 5."""
    most = str(20 + Fraction(size))
    low, high = {"from": "0", "to": "5"}, {"above": "5", "to": "20"}
    first = str(5 + Fraction(size))
    return curve("x", {**low, "value": ["0", "5"]}, {**high, "value": [first, most]})


@pytest.mark.parametrize(("at", "jump"), [("20", 20), ("10", 10), ("30", 20), ("5", 25)])
def test_a_value_of_one_place_alone_is_passed_in_one_jump(at: str, jump: int) -> None:
    # 10 up to 5, `at` at 5 itself, 30 above it; or back to 10.
    last = "30" if at != "10" else "20"
    pieces = ({"below": "5", "value": "10"}, {"from": "5", "to": "5", "value": at})
    found = move("facts.x", looked_at=curve("x", *pieces, {"above": "5", "value": last}))

    assert jump == found.jump


def test_steps_of_a_curve_add_up_only_as_far_as_what_it_reads_jumps() -> None:
    def jump(size: str) -> Fraction | None:
        return move("facts.x", leap=leap(size), looked_at=curve("leap", *TWO_STEPS)).jump

    assert [jump("0.5"), jump("1.5")] == [10, 20]


def test_a_jump_of_what_a_slope_reads_is_as_much_larger_as_the_slope_is_steep() -> None:
    sloped = {"from": "0", "to": "22", "value": ["0", "44"]}
    found = move("facts.x", leap=leap("1.5"), looked_at=curve("leap", sloped))

    assert said(found) == ("up", 3, 0)


def test_what_a_slope_makes_of_rounding_is_as_much_larger_as_the_slope_is_steep() -> None:
    sloped = {"from": "0", "to": "20", "value": ["0", "40"]}
    found = move("facts.x", tenths=TENTHS, looked_at=curve("tenths", sloped))

    assert said(found) == ("up", 0, 2 * TENTH)


def test_two_roundings_in_one_place_can_pass_a_whole_band() -> None:
    # x = 11.25: a third goes from 3.7 to 3.8, a ninth from 1.2 to 1.3, their sum from 4.9 to 5.1.
    third, ninth = formula("x / 3", round="1"), formula("x / 9", round="1")
    levels = {"level": "a", "from": "5.1"}, {"level": "b", "from": "5"}, {"level": "c"}
    body = {"scale": "grade", "bands": {"of": "both", "levels": list(levels)}}
    found = move("facts.x", third=third, ninth=ninth, both=formula("third + ninth"), looked_at=body)

    assert found.jump == 2


WHOLE = bands({"level": "a", "from": "10"}, {"level": "b", "from": "5"}, {"level": "c"})
SKIPS = bands({"level": "a", "from": "10"}, {"level": "c"})
WORDED = {"scale": "grade", "by": "word", "cases": {"red": "'a'", "green": "'c'"}}


def lookup(**values: str) -> dict[str, Any]:
    return {"lookup": {"of": "inner", "values": values}}


@pytest.mark.parametrize(
    ("key", "inner", "values", "name", "jump"),
    [
        ("facts.x", WHOLE, {"c": "0", "b": "10", "a": "100"}, "up", 90),
        ("facts.x", WHOLE, {"c": "0", "b": "0", "a": "0"}, "still", 0),
        ("facts.x", WHOLE, {"a": "-5", "c": "5", "b": "2"}, "down", 7),
        ("facts.x", SKIPS, {"c": "0", "b": "10", "a": "100"}, "up", 100),
        ("facts.x", formula("x > 5"), {"true": "8", "false": "3"}, "up", 5),
        ("facts.x", formula("x < 5"), {"true": "8", "false": "3"}, "down", 5),
        ("facts.word", WORDED, {"c": "-10", "b": "0", "a": "100"}, "mixed", 110),
    ],
)
def test_how_far_a_lookup_jumps(
    key: str, inner: dict[str, Any], values: dict[str, str], name: str, jump: int
) -> None:
    found = move(key, inner=inner, looked_at=lookup(**values))

    assert said(found) == (name, jump, 0)


def test_a_lookup_of_levels_jumps_in_levels() -> None:
    body = {"scale": "grade", **lookup(c="b", b="c", a="a")}

    assert said(move("facts.x", inner=WHOLE, looked_at=body)) == ("mixed", 2, 0)


def test_what_nobody_decided_goes_as_the_policy_suggests() -> None:
    body = {"scale": "grade", "judgement": {"suggest": "inner", "override": ["reason"]}}

    assert said(move("facts.x", inner=SKIPS, looked_at=body)) == ("up", 2, 0)


def test_nothing_is_said_of_a_table_with_too_many_conditions() -> None:
    flags = {f"over_{at}": formula(f"x > {at}") for at in range(7)}
    rows = [{"level": "a", "when": name} for name in flags]
    table = bands(*rows, {"level": "c"})
    line = curve("x", *({"to": "20", "value": "9", "when": name} for name in flags), *TWO_STEPS)
    found = [move("facts.x", **flags, looked_at=body) for body in (table, line)]

    assert [("mixed", None)] * 2 == [(each.name, each.jump) for each in found]


def matrix(columns: str, **rows: dict[str, str]) -> dict[str, Any]:
    return {"scale": "grade", "matrix": {"rows": "inner", "columns": columns, "cells": rows}}


def test_a_matrix_jumps_along_what_moves_and_not_across_what_stays() -> None:
    apart = {"c": "c", "b": "b", "a": "a"}
    cells = {name: {"red": level, "green": "a"} for name, level in apart.items()}
    one_step = move("facts.x", inner=WHOLE, looked_at=matrix("word", **cells))
    two_steps = move("facts.x", inner=SKIPS, looked_at=matrix("word", **cells))

    assert [said(one_step), said(two_steps)] == [("up", 1, 0), ("up", 2, 0)]


def test_rows_and_columns_of_a_matrix_that_move_together_jump_together() -> None:
    cells = {
        "c": {"c": "c", "b": "c", "a": "c"},
        "b": {"c": "c", "b": "a", "a": "a"},
        "a": {"c": "c", "b": "a", "a": "a"},
    }
    found = move("facts.x", inner=WHOLE, other=WHOLE, looked_at=matrix("other", **cells))

    assert said(found) == ("up", 2, 0)


#: sum -> direction in x: what stands twice is put together, however its factors are written
TWICE = {
    "tenths * 2 - 2 * tenths": "still",
    "tenths / 4 - 0.25 * tenths": "still",
    "-tenths + tenths": "still",
    "tenths - (tenths - 3)": "still",
    "tenths - (3 - tenths)": "up",
    "tenths / 2 - tenths * 0.25": "up",
    "tenths / 2 - tenths * 2": "down",
    "x + tenths - x": "up",
    "abs(x - 5) + x": "up",
    "abs(x - 5) + 0.5 * x": "mixed",
    "abs(x - 5) - x + tenths": "mixed",
}


@pytest.mark.parametrize("text", TWICE)
def test_what_stands_twice_in_a_sum_is_put_together(text: str) -> None:
    assert TWICE[text] == move("facts.x", tenths=TENTHS, looked_at=formula(text)).name


BLAMED: dict[str, tuple[dict[str, Any], str]] = {
    "row of a lookup": (lookup(c="1", b="3", a="2"), "lookup.values.a"),
    "cell of a matrix": (
        matrix(
            "word",
            c={"red": "c", "green": "c"},
            b=dict.fromkeys(("red", "green"), "a"),
            a={"red": "a", "green": "b"},
        ),
        "matrix.cells.a.green",
    ),
    "band": (
        bands({"level": "b", "from": "10"}, {"level": "a", "from": "5"}, {"level": "c"}),
        "bands.levels[0]",
    ),
    "piece of a curve": (
        curve("x", {"to": "5", "value": "10"}, {"above": "5", "value": "9"}),
        "curve.pieces[1]",
    ),
    "formula": (formula("abs(x - 5)"), "formula"),
}


@pytest.mark.parametrize("what", BLAMED)
def test_what_falls_is_blamed_on_its_own_line(what: str) -> None:
    body, path = BLAMED[what]
    found = move("facts.x", inner=WHOLE, looked_at=body)

    assert [f"measures.looked_at.{path}"] == [each.path for each in found.ways[-1]]


# The edges of a target ------------------------------------------------------------------

#: formula of a row -> the jump as an actual comes nearer to its range; None: it has no limit
PAST_A_TARGET: dict[str, int | None] = {
    "100 if actual < target_from else 90 if actual <= target_to else 80": 10,
    "1 if target_from <= actual and actual <= target_to else actual / target_to": 1,
    "1 if target_from <= actual and actual <= target_to else actual / target_from": None,
    "actual if actual > target_to else 1": None,
    "min(actual, 2) if actual <= target_to else 3": 3,
    "actual / target_from if actual < target_from else 1": 0,
    "5 * actual / target_from if actual < target_from else 1": 4,
    "actual / target_to if actual <= target_to else 4": 3,
}


@pytest.mark.parametrize("text", PAST_A_TARGET)
def test_how_far_a_formula_jumps_where_the_actual_passes_its_range(text: str) -> None:
    assert PAST_A_TARGET[text] == move(WITHIN, looked_at=row(text)).jump


def test_below_a_target_of_zero_the_actual_is_negative() -> None:
    any_number = {"polarity": ["higher", "within"], "target": {"from": "0"}, "actual": {}}
    body = row("abs(actual) if target == 0 else 0")
    found = move(WITHIN, {"evidence": {"indicators": any_number}}, looked_at=body)

    assert found.name == "down"
