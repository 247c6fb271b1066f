"""Why there is no result, and what a reader should know of one: each reason by its code."""

from datetime import date
from typing import Any

import pytest

from asn_appraisal import Appraisal, RecordError, parse_policy, score
from asn_appraisal.errors import AppraisalError
from asn_appraisal.record import (
    Behaviour,
    Indicator,
    Judgement,
    NotApplicable,
    Period,
    PeriodResult,
    WorkResult,
)

POLICY = parse_policy("""
asn_appraisal: policy/1
id: alasan
in_force: {from: 2025-01-01, until: 2025-12-31}
scales: {predicate: {kurang: Kurang, baik: Baik}, grade: {c: C, b: B}}
evidence:
  indicators:
    required: [unit]
    polarity: [higher, lower]
    target: {above: 0}
    actual: {from: 0}
    missing: {polarity: {higher: incomplete, lower: {count_as: 0}}}
    not_applicable: incomplete
  behaviours:
    aspects: [komitmen, loyal, memimpin, teladan]
    only_when: {memimpin: leads_people}
    value: {from: 0, to: 100}
    missing: {aspect: {komitmen: incomplete, loyal: leave_out, teladan: {count_as: 50}}}
  periods: {measures: {mark: {type: number, from: 0, to: 100}, grade: {type: level, scale: grade}}}
  facts: {leads_people: {type: flag, default: false}, idea: {type: flag, default: true}}
measures:
  achievement:
    per: indicators
    by: polarity
    cases: {higher: 100 * actual / target, lower: 200 - 100 * actual / target}
  work: {formula: mean(achievement)}
  marks: {formula: mean(behaviours.value)}
  earlier: {formula: "mean(periods.mark, default=50)"}
  aside: {formula: "mean(periods.mark, where=grade == 'b')"}
  total: {formula: 0.5 * work + 0.3 * marks + 0.2 * earlier + (1 if idea else 0), round: 2}
  decided:
    scale: predicate
    judgement:
      suggest: "'baik' if total >= 60 else 'kurang'"
      override: [reason, evidence]
result: decided
""")


def appraisal(**changes: Any) -> Appraisal:
    given: dict[str, Any] = {
        "results": [WorkResult("w", indicators=[indicator()])],
        "behaviours": [Behaviour(aspect, value=80) for aspect in ("komitmen", "loyal", "teladan")],
        "facts": {"leads_people": False, "idea": True},
        "judgements": {"decided": Judgement("baik")},
        "period": Period("annual", date(2025, 1, 1), date(2025, 12, 31)),
    }
    return Appraisal("a", **{**given, **changes})


def indicator(**changes: Any) -> Indicator:
    given: dict[str, Any] = {"polarity": "higher", "unit": "izin", "target": 10, "actual": 9}
    return Indicator("i", **{**given, **changes})


def work(**changes: Any) -> list[WorkResult]:
    return [WorkResult("w", indicators=[indicator(**changes)])]


def marks(**values: Any) -> list[Behaviour]:
    given: dict[str, Any] = {"komitmen": 80, "loyal": 80, "teladan": 80, **values}
    return [Behaviour(name, value=value) for name, value in given.items() if value is not None]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"results": work(actual=None)}, ["ASN-S001"]),
        ({"results": work(actual=NotApplicable("dibiayai provinsi"))}, ["ASN-S007"]),
        ({"results": []}, ["ASN-S003"]),
        ({"behaviours": marks(komitmen=None)}, ["ASN-S008"]),
        ({"judgements": {"decided": Judgement("hebat")}}, ["ASN-S005"]),
        ({"judgements": {"decided": Judgement("kurang")}}, ["ASN-S006"]),
        ({"judgements": {"decided": Judgement("kurang", reason="Ada temuan")}}, ["ASN-S006"]),
        (
            {"results": work(actual=None), "behaviours": marks(komitmen=None)},
            ["ASN-S001", "ASN-S008"],
        ),
    ],
)
def test_what_is_lacking_stops_the_result_and_is_named(
    changes: dict[str, Any], problems: list[str]
) -> None:
    card = score(POLICY, appraisal(**changes))

    assert problems == [each.code for each in card.problems]
    assert ("incomplete", None, None) == (card.status, card.result, card["decided"])


@pytest.mark.parametrize(
    ("changes", "notes"),
    [
        ({}, []),
        ({"behaviours": marks(loyal=None)}, ["ASN-N007"]),
        ({"behaviours": [*marks(loyal=None), Behaviour("loyal")]}, ["ASN-N001"]),
        ({"behaviours": marks(teladan=None)}, ["ASN-N002"]),
        ({"results": work(polarity="lower", actual=None)}, ["ASN-N002"]),
        ({"judgements": {}}, ["ASN-N003"]),
        ({"behaviours": marks(memimpin=90)}, ["ASN-N004"]),
        ({"facts": {"leads_people": False}}, ["ASN-N005"]),
        ({"period": Period("annual", date(2024, 12, 1), date(2025, 3, 1))}, ["ASN-N006"]),
        ({"period": Period("annual", date(2025, 12, 1), date(2026, 1, 1))}, ["ASN-N006"]),
        ({"period": None}, []),
    ],
)
def test_what_a_reader_should_know_is_noted(changes: dict[str, Any], notes: list[str]) -> None:
    card = score(POLICY, appraisal(**changes))

    assert ("complete", "baik") == (card.status, str(card.result))
    assert ["ASN-N008", *notes] == sorted(
        (each.code for each in card.notes), key=lambda code: code != "ASN-N008"
    )


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"results": work(unit="")}, "ASN-E007", "results[w].indicators[i].unit"),
        ({"results": work(polarity="within")}, "ASN-E002", "results[w].indicators[i].polarity"),
        ({"results": work(polarity=None)}, "ASN-E003", "results[w].indicators[i].polarity"),
        ({"results": work(target=0)}, "ASN-E001", "results[w].indicators[i].target"),
        ({"results": work(target=(2, 8))}, "ASN-E005", "results[w].indicators[i].target"),
        ({"behaviours": marks(loyal=101)}, "ASN-E001", "behaviours[loyal, superior].value"),
    ],
)
def test_evidence_outside_the_rules_is_refused_at_its_place(
    changes: dict[str, Any], code: str, place: str
) -> None:
    with pytest.raises(RecordError) as caught:
        score(POLICY, appraisal(**changes))

    assert [(code, f"appraisals[a].{place}")] == [
        (each.code, each.place.path if each.place else "") for each in caught.value.problems
    ]


def test_a_plan_that_lacks_a_word_is_told_so_once() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: rencana
evidence: {indicators: {required: [polarity], polarity: [higher], actual: {to: 5}}}
measures:
  each: {per: indicators, by: polarity, cases: {higher: actual}}
  total: {formula: sum(each)}
result: total
""")
    lacking, much = indicator(polarity=None, actual=1), indicator(actual=6)
    with pytest.raises(RecordError) as caught:
        score(policy, Appraisal("a", results=[WorkResult("w", indicators=[lacking])]))
    assert ["ASN-E007"] == [each.code for each in caught.value.problems]

    with pytest.raises(RecordError, match="≤ 5"):
        score(policy, Appraisal("a", results=[WorkResult("w", indicators=[much])]))


def test_the_measures_of_an_earlier_period_are_read_as_what_they_are() -> None:
    periods = [
        PeriodResult("tw1", measures={"mark": "90.5", "grade": "b"}),
        PeriodResult("tw2", measures={"mark": 70, "grade": "c"}),
    ]
    card = score(POLICY, appraisal(periods=periods))

    assert ("80.25", "90.5") == (str(card["earlier"]), str(card["aside"]))

    with pytest.raises(RecordError) as caught:
        score(POLICY, appraisal(periods=[PeriodResult("tw1", measures={"mark": "b", "grade": 3})]))
    assert ["ASN-E002", "ASN-E002"] == [each.code for each in caught.value.problems]


def test_an_earlier_period_without_its_measures_has_not_been_reported() -> None:
    card = score(POLICY, appraisal(periods=[PeriodResult("tw1", measures={"mark": 90})]))

    assert ["ASN-S001"] == [each.code for each in card.problems]
    assert ["periods[tw1].grade"] == [each.place.path for each in card.problems if each.place]


def test_a_card_knows_no_other_measure() -> None:
    card = score(POLICY, appraisal())
    with pytest.raises(AppraisalError) as caught:
        card["totl"]

    assert ["ASN-E010"] == [each.code for each in caught.value.problems]
    assert isinstance(caught.value, KeyError)
    assert "`total`" in str(caught.value)
