"""Aggregates, groups, curves, numbers as facts and judgements as straight-line code."""

from typing import Any

import pytest

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, parse_policy, score
from asn_appraisal.presets import preset, presets
from asn_appraisal.record import Behaviour, Indicator, Judgement, WorkResult
from asn_appraisal.scoring import program_of
from asn_appraisal.scoring.score import general

HEAD = """
asn_appraisal: policy/1
id: small
scales:
  expectation: {below: Below, meets: Meets, above: Above}
evidence:
  results: {kind: [main, additional], rating: [below, meets, above], weight: {from: 0}}
  indicators: {target: {above: 0}, actual: {from: 0}, weight: {from: 0}}
  behaviours: {value: {from: 0, to: 100}}
  facts:
    points: {type: number, from: -5, to: 5}
    tasks: {type: whole, from: 0}
measures:
"""


def policy_of(measures: str) -> Policy:
    return parse_policy(f"{HEAD}{measures}\nresult: total\n")


def result(id: str, kind: Any, rating: Any, *actual: Any, weight: Any = 1) -> WorkResult:  # noqa: A002
    indicators = [
        Indicator(
            f"i{at}", target=4, actual=each, weight=at + 1, polarity="higher", at_maximum=at == 1
        )
        for at, each in enumerate(actual)
    ]
    return WorkResult(id, kind=kind, rating=rating, weight=weight, indicators=indicators)


RESULTS = [
    result("a", "main", "above", "1.5", 3, 5, weight="1/3"),
    result("b", "additional", "below", 2, "1/3", weight=2),
    result("c", "main", "meets", 4, 0, weight="0.5"),
]
DECIDED = Judgement("above", reason="because", evidence=["note"])


def appraisal(**changes: Any) -> Appraisal:
    values: dict[str, Any] = {
        "results": RESULTS,
        "behaviours": [Behaviour("x", value="88.5"), Behaviour("y", value=70)],
        "facts": {"points": "2.5", "tasks": "3"},
        "judgements": {"decided": DECIDED, "open": DECIDED},
    }
    return Appraisal("x", **{**values, **changes})


def straightly(policy: Policy, one: Appraisal) -> Scorecard | None:
    straight = program_of(policy).straight
    assert straight is not None
    values = straight(one)
    return None if values is None else Scorecard(policy, one, values)


WRITTEN = {
    "a share of rows": "total: {formula: \"share(results.rating >= 'meets') > 1/2\"}",
    "a share of some rows": """
  total: {formula: "share(results.rating == 'meets', where=results.kind == 'main')", round: 3}""",
    "any and all rows": """
  one: {formula: "any(results.rating == 'below', where=results.kind == 'main', default=true)"}
  two: {formula: "all(indicators.actual <= 2 * indicators.target)"}
  total: {formula: "1 if one else 2 if two else 3"}""",
    "how many rows of a kind": """
  total: {formula: "count(results, where=kind == 'main') + count(indicators) / 3"}""",
    "the lowest and highest": """
  each: {per: indicators, formula: 100 * actual / target, round: 1}
  least: {formula: lowest(each)}
  most: {formula: highest(indicators.actual)}
  rating: {scale: expectation, formula: "lowest(results.rating, where=kind == 'main')"}
  total: {formula: "least + most - 0.25", round: 2}""",
    "a mean of what is computed in each row": """
  total: {formula: "mean(2 * indicators.actual + 1/3, weight=weight)"}""",
    "a sum by weight of some rows, or a default": """
  one: {formula: "sum(results.weight, weight=weight, where=kind == 'main')"}
  two: {formula: "mean(results.weight, where=rating == 'above', default=0.125)"}
  three: {formula: "sum(results.weight, where=weight > 5, default=1/7)"}
  total: {formula: "one + two + three", round: 4}""",
    "a default that is an aggregate, and one that is never used": """
  one: {formula: "mean(results.weight, where=weight > 5, default=mean(behaviours.value))"}
  total: {formula: "one + mean(behaviours.value, default=0)", round: 4}""",
    "an unrounded sum of rounded rows": """
  each: {per: indicators, formula: 100 * actual / target, round: 2}
  total: {formula: sum(each)}""",
    "an unrounded choice": """
  one: {formula: "0.5 if tasks == 3 else 1/3"}
  total: {formula: "one + 0.25"}""",
    "a mean for each result": """
  each: {per: indicators, formula: 100 * actual / target, round: 2}
  inner: {per: results, formula: "mean(each, weight=weight, where=actual > 0)", round: 2}
  total: {formula: "mean(inner, weight=weight)", round: 2}""",
    "a mean for each result beside what it has itself": """
  inner: {per: results, formula: "weight * sum(indicators.actual) + count(indicators)", round: 2}
  level: {per: results, scale: expectation, bands: {of: inner, levels: [{level: above, from: 4},
          {level: meets, above: 2.005}, {level: below}]}}
  total: {formula: "share(level == 'above')"}""",
    "a default for each result": """
  own: {per: results, formula: weight * 10, round: 1}
  inner: {per: results, formula: "mean(indicators.actual, where=actual > 3, default=own)", round: 2}
  total: {formula: sum(inner)}""",
    "a divisor that is zero on the other branch": """
  each: {per: indicators, formula: "100 if actual == 0 else 100 * target / actual", round: 2}
  total: {formula: "mean(each) + (points / tasks if tasks > 0 else 1)", round: 2}""",
    "a divisor that is seldom below zero": "total: {formula: 10 / points if points != 0 else 0}",
    "numbers as facts": "total: {formula: -points * 2 + tasks / 3}",
    "bands of a number as a fact": """
  total: {scale: expectation, bands: {of: points, levels: [{level: above, from: 2.5},
          {level: meets, above: -1/3}, {level: below}]}}""",
    "a curve": """
  each: {formula: mean(behaviours.value), round: 2}
  total: {curve: {of: each, pieces: [{from: 0, below: 79.25, value: [0, 1/3]}, {at: 79.25, value: 2},
          {above: 79.25, to: 100, value: [50, 40.5]}]}}""",
    "a curve of a number that has its own denominator": """
  total: {curve: {of: points, pieces: [{below: -1, value: -3}, {from: -1, to: 2, value: [0, 7]},
          {above: 2, value: 8, when: tasks > 2}, {above: 2, value: 9}]}}""",
    "a curve and bands for each row": """
  each: {per: indicators, formula: 100 * actual / target, round: 0}
  value: {per: indicators, curve: {of: each, pieces: [{below: 50, value: 1},
          {from: 50, to: 100, value: [10, 20], when: at_maximum}, {from: 50, value: 30}]}, round: 2}
  total: {formula: "mean(value, weight=weight, where=kind == 'main')", round: 2}""",
    "a judgement of a suggestion": """
  suggested: {scale: expectation, formula: "'meets' if tasks > 2 else 'below'"}
  decided: {scale: expectation, judgement: {suggest: suggested, override: [reason, evidence]}}
  open: {scale: expectation, judgement: {override: [reason]}}
  total: {scale: expectation, formula: "decided if decided < open else open"}""",
    "a judgement with nothing to carry": """
  open: {scale: expectation, judgement: {}}
  total: {formula: "1 if open == 'above' else 0"}""",
}

CHANGES: list[dict[str, Any]] = [
    {},
    {"facts": {"points": "-1/3", "tasks": "0"}},
    {"facts": {"points": "2", "tasks": "7"}},
    {"facts": {"points": "-5", "tasks": "2"}},
    {"facts": {"points": "5.01", "tasks": "2"}},
    {"facts": {"points": "five", "tasks": "2.5"}},
    {"facts": {"points": "2"}},
    {"facts": {"tasks": "2"}},
    {"results": RESULTS[:1], "behaviours": [Behaviour("x", value="79.25")]},
    {"results": RESULTS[1:2], "behaviours": [Behaviour("x", value="3.1")]},
    {"results": [*RESULTS, result("d", "main", "above")]},
    {"results": [result("a", "main", "above", 4, 4, weight=0)]},
    {"results": [result("a", "main", "above", 4, weight=6), result("b", "main", "meets", 4)]},
    {"results": [result("a", "main", None, 4)]},
    {"results": []},
    {"judgements": {}},
    {"judgements": {"decided": Judgement("great"), "open": DECIDED}},
    {"judgements": {"decided": Judgement("meets"), "open": DECIDED}},
    {"judgements": {"decided": Judgement("above", reason="x"), "open": DECIDED}},
    {"judgements": {"decided": Judgement("below", reason=" ", evidence=["n"]), "open": DECIDED}},
    {"judgements": {"decided": DECIDED, "open": Judgement("below")}},
]


def answer(policy: Policy, one: Appraisal) -> Scorecard | None:
    try:
        return general(program_of(policy), policy, one)
    except RecordError:
        return None


@pytest.mark.parametrize("name", WRITTEN)
def test_an_ordinary_appraisal_needs_no_more(name: str) -> None:
    policy = policy_of("  " + WRITTEN[name])
    one = appraisal()
    card = straightly(policy, one)
    assert card is not None
    assert dict(general(program_of(policy), policy, one)) == dict(card)


@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_is_changed_it_gives_what_the_program_gives_or_nothing(name: str) -> None:
    policy = policy_of("  " + WRITTEN[name])
    for changes in CHANGES:
        one = appraisal(**changes)
        card, expected = straightly(policy, one), answer(policy, one)
        if card is not None:
            assert expected is not None
            assert dict(expected) == dict(card)
            assert not expected.problems
            assert not expected.notes
        if expected is not None:
            assert dict(score(policy, one)) == dict(expected)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a share of some rows", {"results": RESULTS[1:2]}),
        ("a share of rows", {"results": [result("a", "main", None, 4)]}),
        ("a mean for each result", {"results": [*RESULTS, result("d", "main", "above")]}),
        ("a mean for each result", {"results": [result("a", "main", "above", 4, weight=0)]}),
        ("a divisor that is seldom below zero", {"facts": {"points": "-2", "tasks": "2"}}),
        ("numbers as facts", {"facts": {"points": "2"}}),
        ("numbers as facts", {"facts": {"tasks": "2"}}),
        ("numbers as facts", {"facts": {"points": "5.01", "tasks": "2"}}),
        ("numbers as facts", {"facts": {"points": "2", "tasks": "2.5"}}),
        ("a judgement with nothing to carry", {"judgements": {}}),
        ("a judgement with nothing to carry", {"judgements": {"open": Judgement("great")}}),
        (
            "a judgement of a suggestion",
            {"judgements": {"decided": Judgement("above", reason="x"), "open": DECIDED}},
        ),
        (
            "a judgement of a suggestion",
            {"judgements": {"decided": Judgement("above", evidence=["n"]), "open": DECIDED}},
        ),
        (
            "a judgement of a suggestion",
            {"judgements": {"decided": DECIDED, "open": Judgement("above", reason=" ")}},
        ),
    ],
)
def test_at_the_first_doubt_it_gives_up(name: str, changes: dict[str, Any]) -> None:
    assert straightly(policy_of("  " + WRITTEN[name]), appraisal(**changes)) is None


def test_a_decision_that_is_the_suggestion_needs_no_reason() -> None:
    policy = policy_of(WRITTEN["a judgement of a suggestion"])
    given = {"decided": Judgement("meets"), "open": DECIDED}
    card = straightly(policy, appraisal(judgements=given))
    assert card is not None
    assert card["decided"].name == "meets"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("an unrounded sum of rounded rows", "395.83"),
        ("numbers as facts", "-4"),
    ],
)
def test_a_number_that_is_not_rounded_is_exact(name: str, raw: str) -> None:
    assert str(score(policy_of("  " + WRITTEN[name]), appraisal()).result) == raw


@pytest.mark.parametrize("name", presets())
def test_every_preset_is_compiled(name: str) -> None:
    assert program_of(preset(name)).straight is not None


@pytest.mark.parametrize("name", ["permenpanrb-6-2022", "se-3-2023"])
@pytest.mark.parametrize("rating", ["below", "meets", "above"])
def test_the_law_in_force_needs_no_more_once_the_appraiser_has_decided(
    name: str, rating: str
) -> None:
    policy = preset(name)
    decided = Judgement(rating, reason="because", evidence=["note"])
    given = {"result_rating": decided, "behaviour_rating": decided}
    one = Appraisal("x", results=RESULTS, facts={"study_not_completed": False}, judgements=given)
    card = straightly(policy, one)
    assert card is not None
    assert dict(general(program_of(policy), policy, one)) == dict(card)
    # Left unsaid, the fact has its default and the card a note: that is the general way.
    unsaid = Appraisal("x", results=RESULTS, judgements=given)
    assert straightly(policy, unsaid) is None
    assert [note.code for note in score(policy, unsaid).notes] == ["ASN-N005"]
