import pickle
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.comparison import Trend, trend
from asn_appraisal.errors import AppraisalError, RecordError
from asn_appraisal.policy import Policy, parse_policy
from asn_appraisal.record import Appraisal, Behaviour, Period
from asn_appraisal.scoring import Scorecard, UnknownMeasureError, score

LEVELS = ("kurang", "baik", "sangat_baik")


def policy(levels: tuple[str, ...] = LEVELS, version: str = "1") -> Policy:
    edges: list[Mapping[str, Any]] = [
        {"level": name, "from": 50 + 20 * at} for at, name in enumerate(levels[1:])
    ]
    return parse_policy(
        {
            "asn_appraisal": "policy/1",
            "id": "p",
            "version": version,
            "scales": {"predicate": {name: name.title() for name in levels}},
            "evidence": {"behaviours": {"value": {"from": 0, "to": 100}}},
            "measures": {
                "marks": {"per": "behaviours", "formula": "value"},
                "total": {
                    "label": {"id": "Nilai", "en": "Score"},
                    "formula": "mean(behaviours.value)",
                },
                "passes": {"formula": "total >= 50"},
                "predicate": {
                    "label": {"id": "Predikat", "en": "Predicate"},
                    "scale": "predicate",
                    "bands": {"of": "total", "levels": [*edges[::-1], {"level": levels[0]}]},
                },
            },
            "result": "predicate",
        }
    )


POLICY = policy()


def year(number: int) -> Period:
    return Period("annual", date(number, 1, 1), date(number, 12, 31))


def card(name: str, period: Period | None, mark: Any, rules: Policy = POLICY) -> Scorecard:
    appraisal = Appraisal(name, period=period, behaviours=[Behaviour("a", value=mark)])
    return score(rules, appraisal)


CARDS = [card("c", year(2025), 75), card("a", year(2023), 40), card("b", year(2024), 80)]


# One employee -------------------------------------------------------------------------------


def test_values_stand_in_the_order_of_their_periods() -> None:
    assert [str(value) for value in trend(CARDS).values] == ["kurang", "sangat_baik", "sangat_baik"]


def test_levels_have_steps_and_numbers_have_exact_differences() -> None:
    assert [each.difference for each in trend(CARDS).intervals] == [2, 0]
    assert [each.difference for each in trend(CARDS, measure="total").intervals] == [40, -5]
    assert [each.difference for each in trend(CARDS, measure="passes").intervals] == [1, 0]


def test_a_gap_between_periods_is_named_with_its_days() -> None:
    found = trend([CARDS[0], CARDS[1]])

    assert found.gaps == ((date(2024, 1, 1), date(2024, 12, 31)),)
    assert found.intervals[0].difference == 2
    assert trend(CARDS).gaps == ()


def test_periods_that_overlap_have_no_difference() -> None:
    half = Period("semester", date(2024, 7, 1), date(2024, 12, 31))
    found = trend([*CARDS, card("d", half, 60)])

    assert [each.overlaps for each in found.intervals] == [False, True, False]
    assert [each.difference for each in found.intervals] == [2, None, 1]


def test_a_long_period_covers_what_a_shorter_one_within_it_leaves() -> None:
    quarter = Period("quarterly", date(2024, 4, 1), date(2024, 6, 30))
    found = trend([*CARDS, card("d", quarter, 60)])

    assert found.gaps == ()


def test_an_incomplete_result_stays_missing_and_has_no_difference() -> None:
    found = trend([CARDS[1], card("b", year(2024), None)])

    assert found.values[1] is None
    assert found.points[1].incomplete == ("b",)
    assert found.intervals[0].difference is None


def test_levels_of_other_scales_have_no_difference_and_the_change_of_rules_is_said() -> None:
    found = trend([CARDS[1], card("b", year(2024), 80, policy(("kurang", "cukup", "baik")))])

    assert found.intervals[0].difference is None
    assert found.intervals[0].rules_changed


def test_the_same_scale_under_other_rules_has_a_difference_and_the_change_is_said() -> None:
    found = trend([CARDS[1], card("b", year(2024), 80, policy(version="2"))])

    assert found.intervals[0].difference == 2
    assert found.intervals[0].rules_changed
    assert "the rules changed" in found.text("en")


def test_an_employee_with_two_results_for_a_period_is_refused_with_both() -> None:
    with pytest.raises(RecordError) as caught:
        trend([*CARDS, card("d", year(2024), 60)])

    [problem] = caught.value.problems
    assert problem.code == "ASN-G102"
    assert "b, d" in problem.text("en")


def test_cards_without_a_period_or_twice_are_refused() -> None:
    with pytest.raises(RecordError) as caught:
        trend([card("a", None, 1), card("b", year(2024), 1), card("b", year(2025), 1)])

    assert {problem.code for problem in caught.value.problems} == {"ASN-R001", "ASN-G101"}


def test_a_measure_that_is_not_there_or_has_rows_is_refused() -> None:
    with pytest.raises(UnknownMeasureError):
        trend(CARDS, measure="totl")
    with pytest.raises(AppraisalError) as caught:
        trend(CARDS, measure="marks")

    assert [problem.code for problem in caught.value.problems] == ["ASN-G103"]


TWO_MORE = "+2 levels from the period before"
NO_2024 = "there is no result for 2024-01-01 to 2024-12-31"


def test_the_text_of_one_employee_goes_period_by_period() -> None:
    quarter = Period("quarterly", date(2025, 10, 1), date(2025, 12, 31))
    cards = [*CARDS[:2], card("d", quarter, None)]

    assert trend(cards).text("en").splitlines() == [
        "Trend of Predicate:",
        "  - 2023-01-01 to 2023-12-31: Kurang",
        f"  - 2025-01-01 to 2025-12-31: Sangat_Baik; {TWO_MORE}; {NO_2024}",
        "  - 2025-10-01 to 2025-12-31: incomplete; overlaps the period before; no difference",
    ]
    assert trend(CARDS, measure="total").text().splitlines()[2] == (
        "  - 2024-01-01 sampai 2024-12-31: 80; +40 dari periode sebelumnya"
    )


def test_no_cards_make_an_empty_trend() -> None:
    assert trend([]).points == ()
    assert trend([]).text("en") == "Trend of :"


# One unit -----------------------------------------------------------------------------------

UNIT = [
    card("a-23", year(2023), 40),
    card("b-23", year(2023), 60),
    card("c-23", year(2023), 65),
    card("a-24", year(2024), 80),
    card("b-24", year(2024), None),
    card("c-24", year(2024), 61),
]


def test_the_levels_of_a_unit_are_counted_and_never_averaged() -> None:
    found = trend(UNIT, of="unit")

    assert list(found.points[0].counts.items()) == [("kurang", 1), ("baik", 2)]
    assert found.points[1].counts == {"baik": 1, "sangat_baik": 1}
    assert found.points[0].mean is None
    assert found.points[0].value is None
    assert found.intervals[0].difference is None
    assert found.intervals[0].shifts == {"kurang": -1, "baik": -1, "sangat_baik": 1}


def test_the_numbers_of_a_unit_have_an_exact_mean_over_complete_cards() -> None:
    found = trend(UNIT, of="unit", measure="total")

    assert [point.mean for point in found.points] == [55, Fraction(141, 2)]
    assert found.points[1].incomplete == ("b-24",)
    assert found.intervals[0].difference == Fraction(31, 2)
    assert found.intervals[0].shifts == {}
    assert found.points[0].counts == {}


def test_flags_of_a_unit_are_counted_as_policies_write_them() -> None:
    found = trend(UNIT, of="unit", measure="passes")

    assert found.points[0].counts == {"false": 1, "true": 2}


def test_a_unit_under_two_policies_in_one_period_has_counts_and_no_shifts() -> None:
    other = card("d-24", year(2024), 90, policy(("kurang", "cukup", "baik")))
    found = trend([*UNIT, other], of="unit")

    assert found.points[1].counts == {"baik": 2, "sangat_baik": 1}
    assert found.intervals[0].shifts == {}


def test_the_text_of_a_unit_counts_and_names_what_is_incomplete() -> None:
    assert trend(UNIT, of="unit").text("en").splitlines() == [
        "Trend of Predicate:",
        "  - 2023-01-01 to 2023-12-31: Kurang 1, Baik 2",
        "  - 2024-01-01 to 2024-12-31: Baik 1, Sangat_Baik 1, 1 incomplete",
    ]
    assert trend(UNIT, of="unit", measure="total").text("en").splitlines()[1:] == [
        "  - 2023-01-01 to 2023-12-31: mean 55 of 3",
        "  - 2024-01-01 to 2024-12-31: mean 70.5 of 2, 1 incomplete; +15.5 from the period before",
    ]


# Whatever the cards -------------------------------------------------------------------------


def test_a_trend_pickles() -> None:
    assert pickle.loads(pickle.dumps(trend(CARDS))) == trend(CARDS)


marks = st.one_of(st.none(), st.integers(0, 100))
histories = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 12), marks), max_size=6)


def cards_of(history: list[tuple[int, int, Any]]) -> list[Scorecard]:
    start = date(2020, 1, 1)
    periods = [
        Period(
            "other", start + timedelta(days=30 * at), start + timedelta(days=30 * (at + long) - 1)
        )
        for at, long, _ in history
    ]
    return [
        card(f"c{at}", period, mark)
        for at, (period, (_, _, mark)) in enumerate(zip(periods, history, strict=True))
    ]


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_cards_changes_nothing(history: list[Any], random: Any) -> None:
    cards = cards_of(history)
    shuffled = list(cards)
    random.shuffle(shuffled)

    assert trend(cards, of="unit") == trend(shuffled, of="unit")


@given(histories)
def test_gaps_are_just_the_days_between_that_no_period_covers(history: list[Any]) -> None:
    found = trend(cards_of(history), of="unit", measure="total")

    assert _days_of(found.gaps) == _uncovered(found)


def _days_of(spans: tuple[tuple[date, date], ...]) -> set[date]:
    return {
        first + timedelta(days=at) for first, last in spans for at in range((last - first).days + 1)
    }


def _uncovered(found: Trend) -> set[date]:
    spans = tuple((point.period.from_, point.period.until) for point in found.points)
    if not spans:
        return set()
    whole = ((min(first for first, _ in spans), max(last for _, last in spans)),)
    return _days_of(whole) - _days_of(spans)
