"""The normal form: one table of integers gives what the formula gives, at every ratio."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from asn_appraisal import parse_policy
from asn_appraisal.formula import leaf_pieces, ratio_lines, ratio_table, round_to
from asn_appraisal.formula.nodes import Node

F = Fraction
Reading = Callable[[Fraction, Fraction], Fraction]


def body(formula: str, key: str = "formula") -> Node:
    """Return the tree of a measure of each indicator."""
    written = formula if key == "curve" else f'"{formula}"'
    policy = parse_policy(f"""
asn_appraisal: policy/1
id: rasio
evidence:
  indicators: {{target: {{above: 0, to: 1000}}, actual: {{from: 0, to: 3000}}}}
  facts: {{helped: {{type: flag}}}}
measures:
  score: {{per: indicators, {key}: {written}}}
  total: {{formula: mean(score)}}
result: total
""")
    return policy.measures["score"].body


FORMULAS: list[tuple[str, Reading]] = [
    ("100 * actual / target", lambda a, t: 100 * a / t),
    ("-actual / target", lambda a, t: -a / t),
    ("(2 * -actual + target * 3) / (target * 2)", lambda a, t: (3 * t - 2 * a) / (2 * t)),
    ("(target - actual) * 5 / target / 2", lambda a, t: F(5, 2) * (t - a) / t),
    ("abs(100 - 100 * actual / target)", lambda a, t: abs(100 - 100 * a / t)),
    ("clip(100 * actual / target, 25, 120)", lambda a, t: min(max(100 * a / t, F(25)), F(120))),
    ("min(90, 60 + actual / target, 100 * actual / target)",
     lambda a, t: min(F(90), 60 + a / t, 100 * a / t)),
    ("max(10, 100 * actual / target)", lambda a, t: max(F(10), 100 * a / t)),
    ("100 if actual >= target else 50", lambda a, t: F(100) if a >= t else F(50)),
    ("100 if 3 * actual - target > 0 else 50", lambda a, t: F(100) if 3 * a > t else F(50)),
    ("100 if -actual < -target else 50", lambda a, t: F(100) if a > t else F(50)),
    ("100 if not actual < target else 50", lambda a, t: F(100) if a >= t else F(50)),
    ("1 if actual > target or actual / target < 0.5 else 2",
     lambda a, t: F(1) if a > t or 2 * a < t else F(2)),
    ("1 if actual > target and 2 * actual <= 3 * target else 2",
     lambda a, t: F(1) if t < a <= F(3, 2) * t else F(2)),
    ("1 if actual * 2 == target else 2", lambda a, t: F(1) if 2 * a == t else F(2)),
    ("1 if actual * 2 != target else 2", lambda a, t: F(1) if 2 * a != t else F(2)),
]  # fmt: skip

NUMBERS = [F(0), F(1, 2), F(1), F(5, 2), F(7), F(49), F(50), F(51), F(90), F(100), F(101), F(250)]


def check(node: Node, reading: Reading) -> None:
    for places in (0, 2):
        table = ratio_table(node, places, "half_up")
        assert table is not None
        for actual, target in product(NUMBERS, [each for each in NUMBERS if each]):
            expected = round_to(reading(actual, target), places, "half_up")
            found = table.score(int(actual * 2), int(target * 2))
            assert Fraction(found, 10**places) == expected, (actual, target)


@pytest.mark.parametrize(("formula", "reading"), FORMULAS, ids=[text for text, _ in FORMULAS])
def test_a_formula_of_the_ratio_has_a_table_that_agrees_at_every_edge(
    formula: str, reading: Reading
) -> None:
    check(body(formula), reading)


@pytest.mark.parametrize(("formula", "reading"), FORMULAS, ids=[text for text, _ in FORMULAS])
def test_the_lines_of_a_formula_agree_within_their_pieces(formula: str, reading: Reading) -> None:
    lines = ratio_lines(body(formula))
    assert lines is not None
    for begin, end, slope, start in lines:
        low = begin if begin is not None else F(0)
        ratio = low + 1 if end is None else (low + end) / 2
        assert slope * ratio + start == reading(ratio, F(1))


def test_a_curve_of_the_ratio_has_a_table_too() -> None:
    def reading(actual: Fraction, target: Fraction) -> Fraction:
        ratio = actual / target
        if ratio < F(1, 2):
            return F(0)
        if ratio < 1:
            return 50 + 100 * (ratio - F(1, 2))
        return F(100) if ratio == 1 else F(110)

    pieces = [
        "{below: 0.5, value: 0}",
        "{from: 0.5, below: 1, value: [50, 100]}",
        "{at: 1, value: 100}",
        "{above: 1, value: 110}",
    ]
    for order in (pieces, pieces[::-1]):
        check(body(f"{{of: actual / target, pieces: [{', '.join(order)}]}}", "curve"), reading)


@pytest.mark.parametrize(
    "formula",
    [
        "actual + target",  # not of the ratio alone
        "actual / target * (actual / target)",  # not a straight line
        "target / max(1, actual)",  # the other way round
        "100 / (1 + actual / target)",
        "actual / target if actual + 1 > target else 0",  # the edge is no ratio
        "actual / target if weight == 1 else 0",  # reads more
        "actual / target if (actual > 5 and target > 2) else 0",
        "min(actual, target) / target + actual",
        "actual * target / target",
        "weight",  # reads neither
        "actual / target if helped else 0",
        "actual / target if actual > target and helped else 0",
    ],
)
def test_what_is_no_function_of_the_ratio_has_no_table(formula: str) -> None:
    node = body(formula)
    assert ratio_table(node, 2, "half_up") is None
    assert ratio_lines(node) is None


def test_a_lower_limit_on_the_actual_is_none_on_the_ratio() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: rasio
evidence: {indicators: {target: {above: 0}, actual: {from: 50}}}
measures:
  score: {per: indicators, formula: "clip(100 * actual / target, 25, 120)"}
  total: {formula: mean(score)}
result: total
""")
    table = ratio_table(policy.measures["score"].body, 2, "half_up")
    lines = ratio_lines(policy.measures["score"].body)

    assert table is not None
    assert lines is not None
    assert [2500, 5000, 12000] == [table.score(50, target) for target in (1000, 100, 5)]
    assert (F(0), F(1, 4), F(0), F(25)) == lines[0]


def test_a_curve_of_more_than_the_ratio_has_no_table() -> None:
    pieces = "{below: 1, value: 0}, {from: 1, value: 2}"
    assert ratio_lines(body(f"{{of: actual + target, pieces: [{pieces}]}}", "curve")) is None


def test_a_curve_with_a_condition_has_no_table() -> None:
    pieces = "{below: 1, value: 0, when: weight > 1}, {below: 1, value: 1}, {from: 1, value: 2}"
    assert ratio_lines(body(f"{{of: actual / target, pieces: [{pieces}]}}", "curve")) is None


def test_another_way_of_rounding_has_no_table() -> None:
    assert ratio_table(body("actual / target"), 2, "half_even") is None


# One leaf -------------------------------------------------------------------------------


def actual_in(node: Node) -> Node:
    """Return the leaf `actual` of a formula."""
    return next(each for each in node.walk() if getattr(each, "name", "") == "actual")


@pytest.mark.parametrize(
    ("formula", "reading"),
    [
        ("actual", lambda x: x),
        ("clip(2 * actual - 10, 0, 100)", lambda x: min(max(2 * x - 10, F(0)), F(100))),
        ("(3 - actual) / 4", lambda x: (3 - x) / 4),
        ("abs(actual - 5) + max(actual, 7)", lambda x: abs(x - 5) + max(x, F(7))),
    ],
)
def test_a_formula_of_one_leaf_is_straight_in_pieces(
    formula: str, reading: Callable[[Fraction], Fraction]
) -> None:
    node = body(formula)
    pieces = leaf_pieces(node, actual_in(node))
    assert pieces is not None

    for value in [F(0), F(3), F(5), F(11, 2), F(7), F(55), F(56), F(3000)]:
        slope, start = pieces.at((value, False))
        assert slope * value + start == reading(value)


def test_a_formula_that_reads_something_else_as_well_is_none_of_one_leaf() -> None:
    node = body("actual + target")
    assert leaf_pieces(node, actual_in(node)) is None
