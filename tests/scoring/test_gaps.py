"""Rows that lack something: what they belong to, and what rests on them."""

from fractions import Fraction
from typing import Any

import pytest

from asn_appraisal import Appraisal, RecordError, parse_policy, score
from asn_appraisal.record import Behaviour, Indicator, WorkResult
from asn_appraisal.scoring import Inspection, program_of
from asn_appraisal.scoring.score import general

HEAD = """
asn_appraisal: policy/1
id: celah
evidence:
  indicators:
    polarity: [higher, lower]
    target: {above: 0}
    actual: {from: 0}
    missing: {polarity: {higher: incomplete, lower: leave_out}}
  behaviours: {value: {from: 0, to: 100}}
"""


def indicators(*rows: dict[str, Any]) -> Appraisal:
    made = [Indicator(f"i{at}", **row) for at, row in enumerate(rows)]
    return Appraisal("a", results=[WorkResult("w", weight=4, indicators=made)])


WHOLE: dict[str, Any] = {
    "polarity": "higher",
    "target": 10,
    "actual": 9,
    "weight": 2,
    "aspect": "time",
}


def test_a_row_in_no_group_is_refused_where_groups_are_read() -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  by_aspect: {{per: indicators.aspect, formula: mean(100 * indicators.actual / indicators.target)}}
  total: {{formula: mean(by_aspect)}}
result: total
""")
    with pytest.raises(RecordError) as caught:
        score(policy, indicators(WHOLE, {**WHOLE, "aspect": None, "actual": 1}))

    assert ["ASN-E003"] == [each.code for each in caught.value.problems]
    assert {"time": 90} == score(policy, indicators(WHOLE))["by_aspect"]


def test_a_case_that_reads_more_than_the_ratio_has_a_gap_of_its_own() -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  each:
    per: indicators
    by: polarity
    cases: {{higher: 100 * actual / target, lower: 50 + weight}}
    round: 2
  total: {{formula: mean(each)}}
result: total
""")
    lacking = indicators(WHOLE, {**WHOLE, "polarity": "lower", "weight": None})
    left_out = score(policy, lacking)
    weighted = indicators(WHOLE, {**WHOLE, "polarity": "lower"})

    assert ("complete", 90) == (left_out.status, left_out.result)
    assert 71 == score(policy, weighted).result
    stopped = score(policy, indicators({**WHOLE, "actual": None}, {**WHOLE, "polarity": "lower"}))
    assert ("incomplete", None) == (stopped.status, stopped.result)
    assert [None, 52] == list(stopped["each"].values())
    turned = parse_policy(f"""{HEAD}
measures:
  each:
    per: indicators
    by: polarity
    cases: {{higher: 50 + weight, lower: 200 - 100 * actual / target}}
    round: 2
  total: {{formula: mean(each)}}
result: total
""")
    card = score(turned, indicators({**WHOLE, "weight": None}, {**WHOLE, "polarity": "lower"}))
    assert [None, 110] == list(card["each"].values())
    assert ["ASN-S001"] == [each.code for each in card.problems]


def test_a_ratio_without_its_target_is_no_number() -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  each: {{per: indicators, formula: 100 * actual / target, round: 0}}
  rows: {{formula: count(indicators)}}
  total: {{formula: mean(each)}}
result: total
""")
    card = score(policy, indicators({**WHOLE, "target": None}, {**WHOLE, "actual": None}))

    assert [None, None] == list(card["each"].values())
    assert 2 == card["rows"]
    assert ["ASN-S001", "ASN-S001"] == [each.code for each in card.problems]


def test_a_row_knows_the_row_it_belongs_to() -> None:
    policy = parse_policy(f"""{HEAD}  results: {{}}
measures:
  each: {{per: indicators, formula: results.weight * actual}}
  total: {{formula: sum(each)}}
result: total
""")
    card = score(policy, indicators(WHOLE))
    inspection = Inspection.of(policy, card.appraisal)

    assert 36 == card.result
    assert 0 == inspection.parent("results", 0)


def test_a_result_that_the_straight_way_cannot_give_is_given_by_the_general_one() -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  heavy: {{formula: "mean(behaviours.value, weight=behaviours.value)"}}
  total: {{formula: heavy / 7, round: 2}}
result: total
""")
    marks = [Behaviour("a", value=0), Behaviour("b", value=0)]
    card = score(policy, Appraisal("a", behaviours=marks))

    assert ("incomplete", None) == (card.status, card.result)
    assert ["ASN-S003"] == [each.code for each in card.problems]
    assert (
        general(program_of(policy), policy, Appraisal("a", behaviours=marks)).problems
        == card.problems
    )
    better = score(policy, Appraisal("a", behaviours=[*marks, Behaviour("c", value="70.7")]))
    assert Fraction("10.1") == better.result


def test_a_range_where_one_number_is_asked_is_refused_even_where_no_target_is_read() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: celah
evidence: {indicators: {single_target: [higher]}}
measures: {total: {formula: sum(indicators.actual)}}
result: total
""")
    ranged = {**WHOLE, "target": (2, 8)}

    assert 9 == score(policy, indicators({**ranged, "polarity": "within"})).result
    assert 9 == score(policy, indicators(WHOLE)).result
    for polarity in ("higher", None):
        with pytest.raises(RecordError) as caught:
            score(policy, indicators({**ranged, "polarity": polarity}))
        assert ["ASN-E005"] == [each.code for each in caught.value.problems]


def test_a_word_that_is_no_word_of_its_field_is_refused_even_where_nothing_reads_it() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: celah
evidence: {indicators: {actual: {from: 0}}}
measures: {total: {formula: sum(indicators.actual)}}
result: total
""")
    assert 9 == score(policy, indicators({**WHOLE, "polarity": None, "aspect": None})).result
    for field in ("polarity", "aspect"):
        with pytest.raises(RecordError) as caught:
            score(policy, indicators({**WHOLE, field: "naik"}))
        assert ["ASN-E002"] == [each.code for each in caught.value.problems]


@pytest.mark.parametrize("name", ["total", "each"])
def test_every_value_stands_under_its_name(name: str) -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  each: {{per: indicators, formula: actual}}
  total: {{formula: sum(each)}}
result: total
""")
    card = score(policy, indicators(WHOLE))

    assert card[name] == card.values_by_name[name]
    assert ["each", "total"] == list(card.values_by_name)


def test_an_indicator_may_read_the_measure_of_its_result() -> None:
    policy = parse_policy(f"""{HEAD}  results: {{}}
measures:
  heavy: {{per: results, formula: weight * 10}}
  each: {{per: indicators, formula: heavy + actual}}
  total: {{formula: sum(each)}}
result: total
""")
    assert 49 == score(policy, indicators(WHOLE)).result


def test_a_result_that_is_left_out_takes_its_indicators_along() -> None:
    policy = parse_policy(f"""{HEAD}  results: {{missing: leave_out}}
measures:
  heavy: {{per: results, formula: weight * 10}}
  each: {{per: indicators, formula: heavy + actual}}
  total: {{formula: sum(each)}}
result: total
""")
    rows = [Indicator("i", **WHOLE)]
    results = [WorkResult("a", weight=4, indicators=rows), WorkResult("b", indicators=rows)]
    card = score(policy, Appraisal("a", results=results))

    assert 49 == card.result
    assert [("a", "i")] == list(card["each"])


def test_a_mean_of_ratios_with_weights_that_are_ratios_is_exact() -> None:
    policy = parse_policy(f"""{HEAD}
measures:
  each: {{per: indicators, formula: actual / target}}
  part: {{per: indicators, formula: weight / target}}
  total: {{formula: "mean(each, weight=part)"}}
result: total
""")
    light = {**WHOLE, "target": 7, "actual": 3, "weight": 0}

    assert Fraction(9, 10) == score(policy, indicators(WHOLE, light)).result
    weightless = score(policy, indicators(light))
    assert ("incomplete", None) == (weightless.status, weightless.result)
