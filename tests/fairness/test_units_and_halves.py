"""What of work counts the same in another unit, and written as two halves."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from moving import formula, policy, row

from asn_appraisal.fairness.measuring import units
from asn_appraisal.fairness.splitting import broken_aggregates, splitting
from asn_appraisal.fairness.study import Study

#: Formulas of a row in which targets and actuals are read in relation to each other only.
WITHOUT_UNIT = [
    "100 * actual / target",
    "(actual - target) / target",
    "-actual / target",
    "min(actual, target) / target",
    "abs(actual - target) / (actual + target)",
    "actual * actual / (target * target)",
    "1 if actual >= target else 0",
    "actual / target if actual > 0 and not target == 0 else 0",
    "(actual if actual > target else target) / target",
    "round(actual / target)",
    "weight * actual / target",
]
WITH_UNIT = [
    "actual",
    "1 / target",
    "min(120, actual)",
    "actual / target + actual",
    "actual * target",
    "1 if actual > 50 else 0",
    "1 if not (actual > 50) else 0",
    "round(actual) / target",
    "(actual if actual > target else 1) / target",
]


@pytest.mark.parametrize("text", [*WITHOUT_UNIT, *WITH_UNIT])
def test_units_are_proved_not_to_matter_where_they_cancel(text: str) -> None:
    made = policy({"result": "total"}, value=row(text), total=formula("mean(value)"))
    status = units(Study(made, examples=100)).status

    assert (status == "proved") == (text in WITHOUT_UNIT), status


BANDS = {"of": "ratio", "levels": [{"level": "a", "from": "1"}, {"level": "c"}]}
PIECES = [
    {"below": "1", "value": "0"},
    {"from": "1", "to": "9", "value": ["0", "9"]},
    {"above": "9", "value": "9"},
]
LEVELS = [{"level": "a", "from": "1", "when": "WHEN"}, {"level": "c"}]
#: body of a measure of a row -> whether a unit shows through it
BODIES: list[tuple[dict[str, Any], bool]] = [
    ({"scale": "grade", "bands": BANDS}, False),
    ({"scale": "grade", "bands": {**BANDS, "of": "actual"}}, True),
    (
        {
            "scale": "grade",
            "bands": {"of": "ratio", "levels": [{**LEVELS[0], "when": "actual > 1"}, LEVELS[1]]},
        },
        True,
    ),
    (
        {
            "scale": "grade",
            "bands": {
                "of": "ratio",
                "levels": [{**LEVELS[0], "when": "actual > target"}, LEVELS[1]],
            },
        },
        False,
    ),
    ({"curve": {"of": "ratio", "pieces": PIECES}}, False),
    ({"curve": {"of": "actual", "pieces": PIECES}}, True),
    (
        {"by": "polarity", "cases": {"higher": "ratio", "lower": "1", "within": "actual / target"}},
        False,
    ),
    ({"by": "polarity", "cases": {"higher": "ratio", "lower": "1", "within": "actual"}}, True),
    ({"by": "polarity", "cases": {"higher": "ratio", "lower": "actual", "within": "target"}}, True),
]


@pytest.mark.parametrize(("body", "shows"), BODIES)
def test_a_unit_shows_through_tables_and_cases(body: dict[str, Any], *, shows: bool) -> None:
    made = policy(
        {"result": "total"},
        ratio=row("actual / target"),
        looked_at={"per": "indicators", **body},
        total=formula(
            "count(indicators, where=looked_at >= 'c')" if "scale" in body else "mean(looked_at)"
        ),
    )
    assert shows == (units(Study(made, examples=50)).status != "proved")


#: aggregate -> the functions that count two halves otherwise than one whole
HALVED = {
    "mean(value, weight=weight)": [],
    "sum(value, weight=weight)": [],
    "sum(value, weight=weight * x)": [],
    "sum(value, weight=x * weight)": [],
    "sum(value, weight=2 * weight * x)": [],
    "sum(value, weight=weight * weight)": ["sum"],
    "sum(value, weight=weight * heavy)": ["sum"],
    "sum(value, weight=weight / 2)": ["sum"],
    "sum(value, weight=x + weight)": ["sum"],
    "sum(value, weight=x)": ["sum"],
    "sum(value)": ["sum"],
    "mean(value)": ["mean"],
    "median(value)": ["median"],
    "count(indicators)": ["count"],
    "share(value > 1)": ["share"],
    "highest(value)": [],
    "lowest(value)": [],
    "1 if any(value > 1) else 0": [],
    "1 if all(value > 1) else 0": [],
    "highest(heavy)": ["highest"],
    "mean(heavy, weight=weight)": ["mean"],
    "mean(heavier, weight=weight)": ["mean"],
    "mean(value, where=weight > 1, weight=weight)": ["mean"],
    "mean(behaviours.value)": [],
    "mean(value, weight=weight) + median(value)": ["median"],
}


@pytest.mark.parametrize("text", HALVED)
def test_what_counts_two_halves_otherwise_than_one_whole_is_named(text: str) -> None:
    rows = {
        "value": row("actual / target"),
        "heavy": row("value * weight"),
        "heavier": row("heavy"),
    }
    made = policy(**rows, total=formula(text))

    assert HALVED[text] == list(broken_aggregates(made, "total", "indicators"))


@pytest.mark.parametrize("function", ["highest", "lowest", "median"])
def test_a_row_of_no_weight_counts_where_rows_are_compared(function: str) -> None:
    made = policy(value=row("actual / target"), total=formula(f"{function}(value)"))

    assert [function] == list(broken_aggregates(made, "total", "indicators", weightless=True))


def one_with(text: str, rows: str = "indicators", **total: str) -> Study:
    """Return the study of a policy whose result is `total`, a formula over `value` of each row."""
    value = {"per": rows, "formula": text}
    return Study(policy({"result": "total"}, value=value, total=total), examples=100)


def test_an_example_of_another_unit_is_the_same_work_with_other_numbers() -> None:
    study = one_with("actual / 7", formula="mean(value)")
    found = units(study)

    assert found.status == "violated"
    (witness,) = found.witnesses
    one, two = (each.results[0].indicators[0] for each in witness.appraisals)
    assert one.target is not None
    assert two.target is not None
    assert isinstance(one.actual, Fraction)
    assert isinstance(two.actual, Fraction)
    factor = two.target.from_ / one.target.from_
    assert factor not in (0, 1)
    assert (two.actual, two.target.to) == (one.actual * factor, one.target.to * factor)
    others = [evolve(each, id="", results=()) for each in witness.appraisals]
    assert others[0] == others[1]
    assert witness.measure == "value"
    assert "`value`" in witness.because.en
    assert witness.people[0].values != witness.people[1].values
    assert witness.replay(study.policy)
    assert 0 < found.examples <= 300


def test_what_reads_no_work_has_no_unit_and_no_halves() -> None:
    made = policy({"result": "total"}, total=formula("mean(behaviours.value)"))

    assert units(Study(made)).status == "not_applicable"
    assert splitting(Study(made)).status == "not_applicable"


@pytest.mark.parametrize(("value", "status"), [("5", "not_found"), ("0", "proved")])
def test_what_is_missing_and_counted_as_a_number_has_a_unit(value: str, status: str) -> None:
    rules = {"target": {"above": "0"}, "actual": {"from": "0"}, "missing": {"count_as": value}}
    ratio = {"value": row("actual / target"), "total": formula("mean(value)")}
    counted = policy({"result": "total", "evidence": {"indicators": rules}}, **ratio)

    assert status == units(Study(counted, examples=100)).status


#: formula of the result -> whether an example of two halves is found, and the function it names
IN_TWO = {
    "mean(value, weight=weight)": ("proved", ""),
    "highest(value)": ("proved", ""),
    "mean(value)": ("violated", "mean"),
    "sum(value)": ("violated", "sum"),
    "count(indicators)": ("violated", "count"),
    "median(value)": ("violated", "median"),
}


@pytest.mark.parametrize("text", IN_TWO)
def test_an_example_of_two_halves_is_the_same_work_in_one_row_more(text: str) -> None:
    study = one_with("actual / target", formula=text)
    found = splitting(study)

    assert IN_TWO[text][0] == found.status
    for witness in found.witnesses:
        whole, halves = (each.results[0].indicators for each in witness.appraisals)
        assert len(halves) == len(whole) + 1
        assert halves[2:] == whole[1:]
        for half in halves[:2]:
            assert half == evolve(whole[0], id=half.id, weight=half.weight)
        assert sum(each.weight or 0 for each in halves[:2]) == (whole[0].weight or 0)
        assert f"`{IN_TWO[text][1]}`" in witness.because.en
        assert witness.replay(study.policy)
    assert bool(found.witnesses) == bool(IN_TWO[text][1])


def test_results_are_halved_where_no_indicator_is_read() -> None:
    evidence = {"results": {"rating": ["below", "meets", "above"]}}
    total = formula("sum(1, where=results.rating >= 'meets')")
    study = Study(policy({"result": "total", "evidence": evidence}, total=total), examples=100)
    found = splitting(study)

    assert found.status == "violated"
    one, two = found.witnesses[0].appraisals
    assert len(two.results) == len(one.results) + 1
