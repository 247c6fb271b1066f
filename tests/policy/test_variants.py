"""Variants: what they inherit, what they replace, and where new measures land."""

from typing import Any

import pytest
from attrs import evolve

from asn_appraisal import Policy, PolicyError, parse_policy

BASE_TEXT = """\
asn_appraisal: policy/1
id: base
version: "3"
title: {id: Dasar, en: Base}
note: Catatan
in_force: {from: 2025-01-01}
sources: {rule: {act: Perbup 12/2025}}
scales: {predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}}
evidence:
  indicators: {polarity: [higher, lower], target: {above: 0}, actual: {from: 0}}
  facts:
    innovation: {type: flag}
    former: {type: level, scale: predicate}
measures:
  achievement:
    label: {id: Capaian, en: Achievement}
    per: indicators
    by: polarity
    cases: {higher: 100 * actual / target, lower: 100 * target / (actual + 1)}
    cites: [rule]
  bonus: {lookup: {of: innovation, values: {true: 5, false: 0}}}
  total: {formula: mean(achievement) + bonus, round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90}, {level: cukup, from: 60}, {level: kurang}]}
  final:
    scale: predicate
    matrix:
      rows: predicate
      columns: former
      cells:
        kurang: {kurang: kurang, cukup: kurang, baik: kurang}
        cukup: {kurang: cukup, cukup: cukup, baik: cukup}
        baik: {kurang: baik, cukup: baik, baik: baik}
result: final
"""
BASE = parse_policy(BASE_TEXT)
OWN = """\
asn_appraisal: policy/1
id: variant
version: "3"
title: {id: Dasar, en: Base}
in_force: {from: 2025-01-01}
based_on: base
"""


def variant(text: str = "") -> Policy:
    return parse_policy(OWN + text, known={"base": BASE})


def codes(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        variant(text)
    return [each.code for each in caught.value.problems]


def test_a_variant_that_changes_nothing_equals_its_base_but_for_its_id() -> None:
    same = variant()

    assert evolve(BASE, id="variant") == same
    assert evolve(BASE, id="variant").fingerprint == same.fingerprint
    assert ("base", BASE) == (same.based_on, same.base)
    assert {"base"} == {each.inherited for each in same.measures.values()}


def test_a_variant_has_a_title_a_version_and_dates_of_its_own() -> None:
    bare = parse_policy("asn_appraisal: policy/1\nid: v\nbased_on: base", known={"base": BASE})

    assert ("1", "v", None) == (bare.version, str(bare.title), bare.from_)
    assert "Catatan" == str(bare.note)


def test_a_measure_that_is_changed_is_no_longer_inherited() -> None:
    changed = variant("measures: {bonus: {lookup: {values: {true: 7}}}}")

    assert {"bonus"} == {each.name for each in changed.measures.values() if not each.inherited}
    for name in ("achievement", "total", "predicate", "final"):
        assert BASE.document["measures"][name] == changed.document["measures"][name]


def test_writing_the_same_again_changes_nothing() -> None:
    same = variant("measures: {bonus: {lookup: {values: {false: 0}}}}")

    assert evolve(BASE, id="variant") == same
    assert "base" == same.measures["bonus"].inherited


@pytest.mark.parametrize(
    ("measures", "order"),
    [
        (
            "new: {formula: '1'}, bonus: {formula: new}",
            "achievement new bonus total predicate final",
        ),
        (
            "new: {formula: total}, final: {cites: [rule]}",
            "achievement bonus total predicate new final",
        ),
        (
            "bonus: {cites: [rule]}, new: {formula: total}",
            "achievement bonus total predicate final new",
        ),
        (
            "one: {formula: '1'}, two: {formula: one}, total: {formula: mean(achievement) + two}",
            "achievement bonus one two total predicate final",
        ),
        (
            "total: {label: Nilai}, one: {formula: '1'}, bonus: {cites: [rule]}",
            "achievement one bonus total predicate final",
        ),
    ],
)
def test_a_new_measure_lands_before_the_next_one_that_both_have(measures: str, order: str) -> None:
    assert order.split() == list(variant(f"measures: {{{measures}}}").measures)


def test_one_case_cell_or_value_can_be_changed_alone() -> None:
    cases = variant("measures: {achievement: {cases: {lower: '50'}}}").document["measures"][
        "achievement"
    ]
    cells = variant("measures: {final: {matrix: {cells: {kurang: {baik: cukup}}}}}").document

    assert {"higher": "100 * actual / target", "lower": "50"} == cases["cases"]
    assert ("polarity", "indicators") == (cases["by"], cases["per"])
    assert {"kurang": "kurang", "cukup": "kurang", "baik": "cukup"} == (
        cells["measures"]["final"]["matrix"]["cells"]["kurang"]
    )


@pytest.mark.parametrize(
    ("measures", "body"),
    [
        ("bonus: {formula: '3'}", {"formula": "3"}),
        (
            "bonus: {lookup: {of: former, values: {kurang: 0, cukup: 1, baik: 2}}}",
            {"lookup": {"of": "former", "values": {"kurang": "0", "cukup": "1", "baik": "2"}}},
        ),
        (
            "bonus: {by: former, cases: {kurang: '0', cukup: '1', baik: '2'}}",
            {"by": "former", "cases": {"kurang": "0", "cukup": "1", "baik": "2"}},
        ),
    ],
)
def test_a_body_of_another_kind_or_of_something_else_takes_the_place_of_the_old_one(
    measures: str, body: dict[str, Any]
) -> None:
    assert body == variant(f"measures: {{{measures}}}").document["measures"]["bonus"]


def test_cases_by_another_field_replace_all_cases() -> None:
    score = "100 * actual / target"
    cases = f"{{quantity: {score}, quality: {score}, time: {score}, cost: {score}}}"
    changed = variant(f"measures: {{achievement: {{by: aspect, cases: {cases}}}}}")

    assert {"quantity", "quality", "time", "cost"} == set(
        changed.document["measures"]["achievement"]["cases"]
    )
    assert "Capaian" == str(changed.measures["achievement"].label)


def test_a_list_takes_the_place_of_a_list() -> None:
    changed = variant(
        "measures: {predicate: {bands: {levels: [{level: baik, from: 50}, {level: kurang}]}}}"
    )

    assert 2 == len(changed.document["measures"]["predicate"]["bands"]["levels"])
    assert "total" == changed.document["measures"]["predicate"]["bands"]["of"]


def test_what_is_removed_is_gone() -> None:
    changed = variant("remove: [measures.final, evidence.facts.former, note]\nresult: predicate\n")

    assert "final" not in changed.measures
    assert "former" not in changed.evidence.facts
    assert changed.note is None
    assert changed == parse_policy(changed.document, known={"base": BASE})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remove: [measures.nothing]\n", ["ASN-P072"]),
        ("remove: [nothing]\n", ["ASN-P072"]),
        ("remove: [measures.total.formula.deeper]\n", ["ASN-P072"]),
        ("remove: measures.total\n", ["ASN-D022"]),
        ("remove: [[measures.total]]\n", ["ASN-D022"]),
        ("remove: [result]\n", ["ASN-D021"]),
        ("measures: {total: {formula: nothing}}\n", ["ASN-F009"]),
        ("measures: 5\n", ["ASN-D022"]),
    ],
)
def test_what_is_wrong_with_a_variant_is_reported(text: str, expected: list[str]) -> None:
    assert expected == codes(text)


def test_a_fault_that_is_inherited_has_the_path_of_its_place() -> None:
    with pytest.raises(PolicyError) as caught:
        variant("remove: [measures.bonus]")
    (problem,) = caught.value.problems

    assert ("ASN-F009", "measures.total.formula") == (problem.code, str(problem.place))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("based_on: bse\nmeasures: {total: {formula: nothing}}", ["ASN-P070"]),
        ("based_on: bse\nprocess: {deliver_within: soon}", ["ASN-P070", "ASN-P003"]),
        ("based_on: [base]", ["ASN-D022"]),
        ("based_on:", ["ASN-D028"]),
    ],
)
def test_without_its_base_a_variant_is_checked_as_far_as_that_goes(
    text: str, expected: list[str]
) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_policy(f"asn_appraisal: policy/1\nid: v\n{text}\n", known={"base": BASE})

    assert expected == [each.code for each in caught.value.problems]


def test_a_variant_of_a_variant_names_both() -> None:
    first = variant("measures: {bonus: {formula: '1'}}")
    second = parse_policy(
        "asn_appraisal: policy/1\nid: second\nbased_on: variant\nmeasures: {total: {round: 1}}",
        known={"base": BASE, "variant": first},
    )

    assert ("variant", "base") == (second.based_on, second.base.based_on if second.base else None)
    assert ["variant", "variant", None, "variant", "variant"] == [
        each.inherited for each in second.measures.values()
    ]
