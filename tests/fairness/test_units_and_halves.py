"""What of work counts the same in another unit, and written as two halves."""

import pytest
from moving import formula, policy, row

from asn_appraisal.fairness.measuring import units
from asn_appraisal.fairness.splitting import broken_aggregates
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
