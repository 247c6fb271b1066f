"""Numbers that appraisal software is known to get wrong, worked out by hand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, parse_policy, score
from asn_appraisal.record import Behaviour, Indicator, NotApplicable, WorkResult


def policy_of(evidence: str, measures: str, *, result: str = "total") -> Policy:
    """Make a policy with a scale of three predicates."""
    return parse_policy(
        f"""
asn_appraisal: policy/1
id: known
scales: {{predicate: {{kurang: Kurang, cukup: Cukup, baik: Baik}}}}
evidence: {evidence}
measures: {measures}
result: {result}
"""
    )


def ratings(*values: Any, aspect: str = "komitmen") -> list[Behaviour]:
    """Make one mark a rater."""
    return [Behaviour(aspect, "peer", value, by=f"p{at}") for at, value in enumerate(values)]


def work(*indicators: Mapping[str, Any]) -> list[WorkResult]:
    """Make one work result with these indicators."""
    rows = [Indicator(f"i{at}", **each) for at, each in enumerate(indicators)]
    return [WorkResult("work", indicators=rows)]


def shown(card: Scorecard, name: str = "total") -> str:
    """Return a value as it stands on paper."""
    return str(card[name])


def given(number: str) -> Appraisal:
    """Make an appraisal whose only evidence is one number."""
    return Appraisal("a", facts={"number": number})


def test_a_quotient_by_a_negative_number_has_the_sign_that_it_has() -> None:
    rules = policy_of(
        "{facts: {number: {type: number, from: -8, to: -1}}}",
        "{total: {formula: 10 / number + 100 / (number * number), round: 2}}",
    )
    assert "3.75" == shown(score(rules, given("-4")))
    assert "90.00" == shown(score(rules, given("-1")))


#: marks -> what is in their middle, and their mean without the first and the last
MIDDLES = {
    (70,): ("70.00", None),
    (60, 90): ("75.00", None),
    (90, 60, 70): ("70.00", "70.00"),
    (90, 60, 70, 85): ("77.50", "77.50"),
    (100, 0, 80, 81, 85): ("81.00", "82.00"),
}


@pytest.mark.parametrize("marks", MIDDLES)
def test_the_middle_of_an_even_number_of_marks_lies_halfway(marks: tuple[int, ...]) -> None:
    evidence = "{behaviours: {value: {from: 0, to: 100}}}"
    for function, expected in zip(("median", "trimmed_mean"), MIDDLES[marks], strict=True):
        total = f"{{total: {{formula: {function}(behaviours.value), round: 2}}}}"
        card = score(policy_of(evidence, total), Appraisal("a", behaviours=ratings(*marks)))

        assert expected == (shown(card) if card.status == "complete" else None)


# Exactly 90 -----------------------------------------------------------------------------

NINETY = policy_of(
    "{behaviours: {value: {from: 1, to: 5}}, facts: {work: {type: number}}}",
    """
  average: {formula: mean(behaviours.value)}
  total: {formula: "0.3 * work + 0.7 * ((average - 1) / 4 * 120)"}
  level: {scale: predicate, bands: {of: total, levels: [
    {level: baik, from: 90}, {level: cukup, from: 70}, {level: kurang}]}}""",
    result="level",
)


@pytest.mark.parametrize("seven", [(5, 5, 5, 5, 5, 5, 4), (4, 5, 5, 5, 5, 5, 5)])
def test_seven_ratings_that_bring_a_total_to_exactly_90_give_the_level_from_90(
    seven: tuple[int, ...],
) -> None:
    card = score(NINETY, Appraisal("a", behaviours=ratings(*seven), facts={"work": "30"}))

    assert Fraction(34, 7) == card["average"]
    assert Decimal(90) == card["total"]
    assert "baik" == str(card.result)


def test_just_under_90_is_under_90() -> None:
    short = {"work": "29.99999999999999999999999999"}
    card = score(NINETY, Appraisal("a", behaviours=ratings(5, 5, 5, 5, 5, 5, 4), facts=short))

    assert "89.999999999999999999999999997" == shown(card)
    assert "cukup" == str(card.result)


# Rounding -------------------------------------------------------------------------------


def rounded(number: str, places: int, mode: str) -> str:
    """Round a number that is written down, as a measure of a policy does."""
    rounding = f"{{places: {places}, mode: {mode}}}"
    facts = "{facts: {number: {type: number}}}"
    made = policy_of(facts, f"{{total: {{formula: number, round: {rounding}}}}}")
    same = policy_of(facts, f"{{total: {{formula: number * 7 / 7, round: {rounding}}}}}")
    assert shown(score(made, given(number))) == shown(score(same, given(number)))
    return shown(score(made, given(number)))


@pytest.mark.parametrize(
    ("number", "half_up", "half_even", "up", "down"),
    [
        ("89.995", "90.00", "90.00", "90.00", "89.99"),
        ("89.985", "89.99", "89.98", "89.99", "89.98"),
        ("89.9949999999999999", "89.99", "89.99", "90.00", "89.99"),
        ("-2.675", "-2.68", "-2.68", "-2.68", "-2.67"),
        ("-2.665", "-2.67", "-2.66", "-2.67", "-2.66"),
        ("-0.005", "-0.01", "0.00", "-0.01", "0.00"),
        ("-0.004", "0.00", "0.00", "-0.01", "0.00"),
        ("0.005", "0.01", "0.00", "0.01", "0.00"),
        ("1/3", "0.33", "0.33", "0.34", "0.33"),
        ("-2/3", "-0.67", "-0.67", "-0.67", "-0.66"),
        ("75.5", "75.50", "75.50", "75.50", "75.50"),
        ("0", "0.00", "0.00", "0.00", "0.00"),
    ],
)
def test_a_tie_and_its_neighbours_round_as_the_policy_says(
    number: str, half_up: str, half_even: str, up: str, down: str
) -> None:
    assert half_up == rounded(number, 2, "half_up")
    assert half_even == rounded(number, 2, "half_even")
    assert up == rounded(number, 2, "up")
    assert down == rounded(number, 2, "down")


@pytest.mark.parametrize(
    ("number", "expected"),
    [("2.5", "3"), ("-2.5", "-3"), ("3.5", "4"), ("0.5", "1"), ("-0.5", "-1")],
)
def test_a_half_is_rounded_away_from_zero_to_whole_numbers(number: str, expected: str) -> None:
    assert expected == rounded(number, 0, "half_up")


def test_what_is_shown_is_what_decided() -> None:
    """89.46 becomes 89.5 and that becomes 90 only where the policy rounds twice, and says so."""
    facts = "{facts: {number: {type: number, from: 0, to: 100}}}"
    levels = "[{level: baik, from: 90}, {level: kurang}]"
    twice = policy_of(
        facts,
        f"""
  once: {{formula: number, round: 1}}
  total: {{formula: once, round: 0}}
  level: {{scale: predicate, bands: {{of: total, levels: {levels}}}}}""",
        result="level",
    )
    once = policy_of(
        facts,
        f"""
  total: {{formula: number, round: 0}}
  level: {{scale: predicate, bands: {{of: total, levels: {levels}}}}}""",
        result="level",
    )

    assert ("90", "baik") == (
        shown(score(twice, given("89.46"))),
        str(score(twice, given("89.46")).result),
    )
    assert ("89", "kurang") == (
        shown(score(once, given("89.46"))),
        str(score(once, given("89.46")).result),
    )


@pytest.mark.parametrize("places", [0, 1, 2])
@pytest.mark.parametrize("edge", ["75.5", "89.5", "90", "89.995", "90.0000000001"])
def test_a_band_edge_off_the_grid_of_its_number_is_reached_by_the_next_number_on_it(
    edge: str, places: int
) -> None:
    rule = f"""
  total: {{formula: number, round: {places}}}
  level: {{scale: predicate, bands: {{of: total, levels: [{{level: baik, from: {edge}}}, {{level: kurang}}]}}}}"""
    made = policy_of("{facts: {number: {type: number, from: 0, to: 100}}}", rule, result="level")
    for number in (
        "75.4",
        "75.44",
        "75.5",
        "89.4",
        "89.49",
        "89.5",
        "89.99",
        "89.995",
        "90",
        "90.01",
    ):
        card = score(made, given(number))
        expected = "baik" if Fraction(card["total"]) >= Fraction(edge) else "kurang"

        assert expected == str(card.result)


# Long numbers ---------------------------------------------------------------------------

PERCENT = policy_of(
    "{indicators: {target: {above: 0}, actual: {from: 0}}}",
    """
  each: {per: indicators, formula: 100 * actual / target, round: 2}
  raw: {per: indicators, formula: 100 * actual / target}
  total: {formula: mean(each), round: 2}""",
)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("1234567890123456789012345.1", "1234567890123456789012345.1", "100.00"),
        ("10000000000000000000000000", "8999500000000000000000000", "90.00"),
        ("10000000000000000000000000", "8999499999999999999999999", "89.99"),
        ("12345678901234567890123456", "1", "0.00"),
        ("0.0000000000000000000000001", "0.0000000000000000000000002", "200.00"),
        ("1000000000000.0001", "899950000000.00009", "90.00"),
        ("1000000000000.0001", "899950000000.00008", "89.99"),
        ("1/7", "1/3", "233.33"),
    ],
)
def test_targets_of_25_digits_and_more_lose_nothing(
    target: str, actual: str, expected: str
) -> None:
    card = score(PERCENT, Appraisal("a", results=work({"target": target, "actual": actual})))

    assert expected == shown(card)
    assert 100 * parsed(actual) / parsed(target) == Fraction(card["raw"]["work", "i0"])


def parsed(text: str) -> Fraction:
    """Read a number or a ratio."""
    return Fraction(text)


def test_a_number_that_never_ends_is_given_as_a_fraction() -> None:
    card = score(PERCENT, Appraisal("a", results=work({"target": 3, "actual": 1})))

    assert Fraction(100, 3) == card["raw"]["work", "i0"]
    assert isinstance(card["raw"]["work", "i0"], Fraction)
    assert Decimal("33.33") == card["each"]["work", "i0"]


# Weights --------------------------------------------------------------------------------


def test_seven_weights_of_a_seventh_sum_to_exactly_one() -> None:
    made = policy_of(
        "{indicators: {target: {above: 0}, actual: {from: 0}, weight: {total: 1}}}",
        '{total: {formula: "sum(indicators.actual, weight=weight)"}}',
    )
    rows = [{"target": 1, "actual": 90, "weight": "1/7"}] * 7

    assert Decimal(90) == score(made, Appraisal("a", results=work(*rows))).result


@pytest.mark.parametrize("weights", [("33.33",) * 3, ("33.34", "33.33", "33.34"), ("0.1",) * 10])
def test_weights_that_miss_their_sum_by_any_amount_are_refused_with_the_difference(
    weights: Sequence[str],
) -> None:
    made = policy_of(
        "{indicators: {target: {above: 0}, actual: {from: 0}, weight: {total: 100}}}",
        '{total: {formula: "mean(indicators.actual, weight=weight)"}}',
    )
    rows = [{"target": 1, "actual": 1, "weight": each} for each in weights]

    with pytest.raises(RecordError) as caught:
        score(made, Appraisal("a", results=work(*rows)))

    assert ["ASN-E004"] == [problem.code for problem in caught.value.problems]


def test_relative_weights_need_no_particular_sum() -> None:
    made = policy_of(
        "{indicators: {target: {above: 0}, actual: {from: 0}}}",
        '{total: {formula: "mean(indicators.actual, weight=weight)"}}',
    )
    rows = [{"target": 1, "actual": actual, "weight": "33.33"} for actual in (80, 90, 100)]

    assert Decimal(90) == score(made, Appraisal("a", results=work(*rows))).result


# Missing, zero, not applicable ----------------------------------------------------------

MARKS = "{{behaviours: {{value: {{from: 0, to: 5}}{rule}}}}}"


def mean_of(rule: str, *values: Any) -> Scorecard:
    """Score the plain mean of marks under a rule for what is missing."""
    made = policy_of(
        MARKS.format(rule=rule), "{total: {formula: mean(behaviours.value), round: 2}}"
    )
    return score(made, Appraisal("a", behaviours=ratings(*values)))


def test_five_five_and_missing_is_incomplete_five_or_a_declared_value() -> None:
    assert "incomplete" == mean_of("", 5, 5, None).status
    assert "5.00" == shown(mean_of(", missing: leave_out", 5, 5, None))
    assert "3.33" == shown(mean_of(", missing: {count_as: 0}", 5, 5, None))


def test_a_reported_zero_is_a_value() -> None:
    assert "3.33" == shown(mean_of(", missing: leave_out", 5, 5, 0))


def test_what_is_not_applicable_leaves_the_mean_and_what_is_missing_does_not() -> None:
    assert "5.00" == shown(mean_of("", 5, NotApplicable("cuti"), 5))
    assert "incomplete" == mean_of("", 5, NotApplicable("cuti"), None).status


def test_an_empty_group_has_no_mean_and_gives_no_result() -> None:
    card = mean_of(", missing: leave_out", None, None)

    assert ("incomplete", None) == (card.status, card.result)
    assert ["ASN-S003"] == [problem.code for problem in card.problems]


def test_an_incomplete_card_has_no_result_even_where_a_default_would_give_one() -> None:
    made = policy_of(
        MARKS.format(rule=""), '{total: {formula: "mean(behaviours.value, default=5)"}}'
    )
    card = score(made, Appraisal("a", behaviours=ratings(None)))

    assert ("incomplete", None) == (card.status, card.result)


# Zero targets ---------------------------------------------------------------------------

ZERO = policy_of(
    "{indicators: {polarity: [higher, lower], target: {from: 0}, actual: {from: 0}}}",
    """
  each:
    per: indicators
    by: polarity
    cases:
      higher: (100 if actual >= target else 0) if target == 0 else min(120, 100 * actual / target)
      lower: (100 if actual == 0 else 0) if target == 0 else clip(100 * (2 - actual / target), 0, 120)
    round: 2
  total: {formula: mean(each), round: 2}""",
)


@pytest.mark.parametrize(
    ("polarity", "target", "actual", "expected"),
    [
        ("higher", 0, 0, "100.00"),
        ("higher", 0, 3, "100.00"),
        ("higher", 3, 0, "0.00"),
        ("lower", 0, 0, "100.00"),
        ("lower", 0, 3, "0.00"),
        ("lower", 3, 0, "120.00"),
        ("lower", 3, 6, "0.00"),
        ("lower", "0.0000000001", 1, "0.00"),
    ],
)
def test_zero_of_zero_and_three_of_zero_give_what_the_policy_says_for_each_polarity(
    polarity: str, target: Any, actual: Any, expected: str
) -> None:
    rows = work({"polarity": polarity, "target": target, "actual": actual})

    assert expected == shown(score(ZERO, Appraisal("a", results=rows)))


# The 24 per cent cliff ------------------------------------------------------------------

SAVING = policy_of(
    "{indicators: {target: {above: 0}, actual: {from: 0}}}",
    """
  saving: {per: indicators, formula: 100 - 100 * actual / target}
  each:
    per: indicators
    formula: >-
      (1.76 * target - actual) / target * 100 if saving <= 24
      else 76 - ((1.76 * target - actual) / target * 100 - 100)
    round: 2
  whole:
    per: indicators
    formula: >-
      (1.76 * target - actual) / target * 100 if 100 - 100 * actual / target <= 24
      else 76 - ((1.76 * target - actual) / target * 100 - 100)
    round: 2
  total: {formula: mean(each), round: 2}""",
)


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        ("0", "76.00"),
        ("24.0", "100.00"),
        ("24.1", "75.90"),
        ("24.0000000001", "76.00"),
        ("100", "0.00"),
    ],
)
def test_saving_more_than_24_per_cent_takes_the_second_formula_and_exactly_24_the_first(
    saved: str, expected: str
) -> None:
    """Perka BKN 1/2013: efficiency of time and cost; exactly 24 per cent still takes 1,76."""
    rows = work({"target": 100, "actual": 100 - Fraction(saved)})
    card = score(SAVING, Appraisal("a", results=rows))

    assert expected == shown(card)
    assert card["each"] == card["whole"]


def test_an_actual_beyond_its_target_can_bring_the_score_below_zero() -> None:
    rows = work({"target": 100, "actual": 200}, {"target": "200", "actual": "352.01"})
    card = score(SAVING, Appraisal("a", results=rows))

    assert {"i0": Decimal("-24.00"), "i1": Decimal("-0.01")} == {
        key: value for (_, key), value in card["each"].items()
    }


# Rounding each month and then adding ----------------------------------------------------


def test_twelve_months_are_added_exactly_unless_each_is_rounded() -> None:
    rows = work(*[{"target": 12, "actual": 5}] * 12)
    made = policy_of(
        "{indicators: {target: {above: 0}, actual: {from: 0}}}",
        """
  month: {per: indicators, formula: actual / target, round: 2}
  by_month: {formula: sum(month)}
  total: {formula: sum(indicators.actual / target), round: 2}""",
    )
    card = score(made, Appraisal("a", results=rows))

    assert ("5.04", "5.00") == (shown(card, "by_month"), shown(card))


def test_three_thirds_are_one_in_every_order() -> None:
    made = policy_of(
        "{behaviours: {value: {from: 0, to: 100}}}",
        "{total: {formula: sum(behaviours.value)}}",
    )
    for order in product(("1/3", "2/3", "100/3"), repeat=3):
        card = score(made, Appraisal("a", behaviours=ratings(*order)))

        assert sum(map(parsed, order)) == Fraction(card.result)
