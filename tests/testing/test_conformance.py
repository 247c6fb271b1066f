"""Another engine beside this one: what differs is found, named and shown on a small example."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import count
from typing import Any

import oracle
import pytest
from attrs import evolve
from hypothesis import given, settings

from asn_appraisal import Appraisal, Cohort, RecordError, calibrate, parse_policy, score
from asn_appraisal.presets import preset
from asn_appraisal.record import Behaviour, Indicator, WorkResult
from asn_appraisal.testing import Engine, appraisals, conformance, simplest

read = cache(preset)

OFFICE = parse_policy("""
asn_appraisal: policy/1
id: office
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  indicators: {target: {above: 0}, actual: {from: 0, to: 1000000}}
  facts: {months: {type: whole, from: 1, to: 12}}
measures:
  achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
  total: {formula: mean(achievement), round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 76}, {level: kurang}]}
result: predicate
""")


def ours(appraisal: Appraisal) -> dict[str, Any]:
    return dict(score(OFFICE, appraisal))


def in_floats(appraisal: Appraisal) -> dict[str, Any]:
    """Compute as most systems do: with binary numbers, and with Python's rounding of them."""
    score(OFFICE, appraisal)  # refuses what is refused
    rows = {
        (result.id, each.id): each for result in appraisal.results for each in result.indicators
    }
    achievement = {}
    for key, each in rows.items():
        assert each.target is not None
        assert isinstance(each.actual, Fraction)
        ratio = float(each.actual) / float(each.target.from_)
        achievement[key] = round(min(120.0, 100 * ratio), 2)
    total = round(sum(achievement.values()) / len(achievement), 2)
    predicate = "baik" if total >= 76 else "kurang"
    return {"achievement": achievement, "total": total, "predicate": predicate}


def test_the_library_conforms_to_itself() -> None:
    policy = read("permenpanrb-6-2022")
    engine = Engine(
        "itself",
        score=lambda appraisal: dict(score(policy, appraisal)),
        calibrate=lambda cohort: dict(calibrate(policy, cohort).final),
    )
    found = conformance(policy, engine, examples=40)

    assert found.ok, found.text("en")
    assert found.examples >= 90
    assert found.text("en").startswith("itself, permenpanrb-6-2022: 0 differences found in ")


@pytest.mark.parametrize("name", ["pp-46-2011", "pp-30-2019", "permenpanrb-8-2021-jpt"])
def test_the_plain_reading_beside_the_tests_conforms(name: str) -> None:
    policy = read(name)
    engine = Engine("oracle", score=lambda appraisal: oracle.read(policy, appraisal).values)
    found = conformance(policy, engine, examples=12)

    assert found.ok, found.text("en")


def test_numbers_may_come_as_floats_or_text_if_they_print_the_same() -> None:
    def printed(appraisal: Appraisal) -> dict[str, Any]:
        card = ours(appraisal)
        total = None if card["total"] is None else float(card["total"])
        rows = {".".join(key): str(value) for key, value in card["achievement"].items()}
        return {"total": total, "achievement": rows, "predicate": card["predicate"]}

    def shown(appraisal: Appraisal) -> dict[str, Any]:
        answer = printed(appraisal)
        rows = {
            key: None if each == "None" else each for key, each in answer["achievement"].items()
        }
        return {**answer, "achievement": rows}

    assert conformance(OFFICE, Engine("printed", score=shown), examples=40).ok


def test_an_engine_in_binary_numbers_is_found_to_round_otherwise() -> None:
    found = conformance(OFFICE, Engine("floats", score=in_floats), examples=100)
    first = next(each for each in found.differences if each.kind == "value")

    assert first.what == "achievement"
    assert isinstance(first.example, Appraisal)
    rows = [each for result in first.example.results for each in result.indicators]
    assert len(rows) == 1
    assert ours(first.example)["achievement"] != in_floats(first.example)["achievement"]
    follower = next(each for each in found.differences if each.what == "total")
    assert follower.follows in ((), ("achievement",))


def test_what_only_follows_from_another_difference_is_told_so() -> None:
    def half(appraisal: Appraisal) -> dict[str, Any]:
        card = ours(appraisal)
        if card["total"] is None:
            return card
        rows = {key: value / 2 for key, value in card["achievement"].items()}
        return {**card, "achievement": rows, "total": card["total"] / 2 + 1}

    found = {
        each.what: each
        for each in conformance(OFFICE, Engine("half", half), examples=40).differences
    }

    assert found["achievement"].follows == ()
    assert found["total"].follows == ("achievement",)
    assert found["total"].text("en").endswith("may follow from achievement")
    assert "predicate" not in found


TICKS = count()


def guesses(appraisal: Appraisal) -> dict[str, Any]:
    """Give a result that rests on nothing where something is missing."""
    card = ours(appraisal)
    return {**card, "predicate": card["predicate"] or "kurang"}


def fails_after_june(appraisal: Appraisal) -> dict[str, Any]:
    if int(appraisal.facts.get("months", "0")) > 6:
        raise OverflowError("month 13")
    return ours(appraisal)


def never_twice(appraisal: Appraisal) -> dict[str, Any]:
    return {**ours(appraisal), "note": next(TICKS)}


def reads_in_order(appraisal: Appraisal) -> dict[str, Any]:
    return {**ours(appraisal), "total": "|".join(each.id for each in appraisal.results)}


@pytest.mark.parametrize(
    ("kind", "engine"),
    [
        ("missing", guesses),
        ("raised", fails_after_june),
        ("unsteady", never_twice),
        ("order", reads_in_order),
    ],
)
def test_each_kind_of_difference_is_found(
    kind: str, engine: Callable[[Appraisal], dict[str, Any]]
) -> None:
    found = conformance(OFFICE, Engine("other", score=engine), examples=60)

    assert kind in {each.kind for each in found.differences}


def test_broken_evidence_that_is_accepted_is_found() -> None:
    def careless(appraisal: Appraisal) -> dict[str, Any]:
        try:
            return ours(appraisal)
        except RecordError:
            return {"predicate": "kurang"}

    found = conformance(OFFICE, Engine("careless", score=careless), examples=40)

    assert [each.kind for each in found.differences] == ["refused"]
    assert "evidence that breaks a rule is accepted" in found.text("en")
    assert "bukti yang melanggar aturan diterima" in found.text()


def test_other_final_levels_are_found_on_the_fewest_people() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: small
scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
evidence: {behaviours: {value: {from: 0, to: 100}, aspects: [komitmen]}}
measures:
  total: {formula: mean(behaviours.value)}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: sangat_baik, from: 30}, {level: baik, from: 20},
                                {level: kurang}]}
result: predicate
calibration:
  of: predicate
  rank_by: [total]
  mode: bind
  patterns: {any: {sangat_baik: {at_most: 50%}}}
""")

    def uncalibrated(cohort: Cohort) -> dict[str, Any]:
        return {each.employee: score(policy, each.appraisal).result for each in cohort.members}

    engine = Engine("e", lambda a: dict(score(policy, a)), uncalibrated)
    (found,) = conformance(policy, engine, examples=40).differences

    assert found.kind == "level"
    assert isinstance(found.example, Cohort)
    assert len(found.example.members) == 1
    assert found.expected.endswith(": baik")
    assert found.found == "sangat_baik"


# Small examples -------------------------------------------------------------------------


@given(appraisals(read("pp-30-2019"), missing=False))
@settings(max_examples=25)
def test_of_a_small_example_no_row_can_be_left_out(appraisal: Appraisal) -> None:
    def two_marks(each: Appraisal) -> bool:
        return len(each.behaviours) >= 2

    found = simplest(read("pp-30-2019"), appraisal, two_marks)

    assert len(found.behaviours) == 2
    assert found.results == ()
    assert found.competencies == ()
    assert not found.facts
    assert [each.value for each in found.behaviours] == [100, 100]


def test_a_small_example_keeps_the_number_that_matters() -> None:
    indicators = [Indicator("a", target=7, actual="6.125"), Indicator("b", target=7, actual=3)]
    marks = [Behaviour("komitmen", value="77.7")]
    appraisal = Appraisal("a", results=[WorkResult("r", indicators=indicators)], behaviours=marks)

    def has_eighths(each: Appraisal) -> bool:
        return any(
            row.actual == Fraction(49, 8) for result in each.results for row in result.indicators
        )

    found = simplest(OFFICE, appraisal, has_eighths)

    assert found == evolve(
        appraisal, results=[WorkResult("r", indicators=indicators[:1])], behaviours=()
    )
