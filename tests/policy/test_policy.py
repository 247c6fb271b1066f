"""A policy as a value: its fingerprint, equality, and what it keeps."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import policies

from asn_appraisal import Policy, parse_policy
from asn_appraisal.document import LocatedText
from asn_appraisal.policy.names import is_name
from asn_appraisal.policy.protected import is_protected

TEXT = """\
asn_appraisal: policy/1
id: p
title: {id: Satu, en: One}
note: Catatan
in_force: {from: 2025-01-01, until: 2025-12-31}
sources:
  rule: {act: Perbup 12/2025, place: Pasal 5}
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}
evidence:
  indicators: {polarity: [higher, lower], target: {above: 0}, actual: {from: 0}}
  behaviours: {aspects: [komitmen], value: {from: 0, to: 100}, missing: leave_out}
  facts:
    innovation: {type: flag, default: false, label: Ide}
    field: {type: choice, values: {office: Kantor, outdoors: Lapangan}}
measures:
  achievement:
    per: indicators
    by: polarity
    cases: {higher: "min(120, 100 * actual / target)", lower: 100 * target / (actual + 1)}
    round: 2
  bonus: {lookup: {of: field, values: {office: 0, outdoors: 5}}}
  rating: {scale: expectation, judgement: {override: [reason]}}
  total: {formula: mean(achievement) + mean(behaviours.value) + bonus, round: 2, cites: [rule]}
  predicate:
    label: {id: Predikat, en: Predicate}
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90, when: innovation}, {level: cukup, from: 60}, {level: kurang}]}
result: predicate
calibration: {of: predicate, rank_by: [total], patterns: {any: {baik: {at_most: 70%}}}}
process: {deliver_within: 14 working days}
fairness: {limits: {cliff_points: 5}}
"""
POLICY = parse_policy(TEXT)


def changed(old: str, new: str) -> Policy:
    assert 1 == TEXT.count(old), old
    return parse_policy(TEXT.replace(old, new))


#: The policies under `policies/good`, which between them say all that can be said.
#: Stored results name their policy by these digits. Where they change, results of years ago no
#: longer find it: give a new field a default that means what was before, or keep the old name.
FINGERPRINTS = {
    "every_body": "0c52fe73f6374904",
    "every_section": "d4a9a9adf10a3284",
    "kinerja-pelaksana": "134395d71d2d4f6f",
    "variant": "f55dd85e5120b3be",
    "written_shortly": "eeec8682a0aa74d0",
}


@pytest.mark.parametrize("name", FINGERPRINTS)
def test_a_fingerprint_stays_what_it_was(name: str) -> None:
    texts = Path(__file__).parents[1] / "policies" / "good"
    base = parse_policy((texts / "kinerja-pelaksana.yaml").read_text("utf-8"))
    policy = parse_policy((texts / f"{name}.yaml").read_text("utf-8"), known={base.id: base})

    assert FINGERPRINTS[name] == policy.fingerprint[:16]


def test_a_fingerprint_is_64_digits_and_always_the_same() -> None:
    assert 64 == len(POLICY.fingerprint)
    assert POLICY.fingerprint == parse_policy(TEXT).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: p\n", "id: p # a remark\n\n"),
        ("100 * target / (actual + 1)", "'100*target/(actual+1)'"),
        ("100 * target / (actual + 1)", "(100 * target) / ((actual) + 1.0)"),
        ("{id: Satu, en: One}", "{en: One, id: Satu}"),
        ("{from: 0, to: 100}, missing: leave_out", "{to: 100, from: 0.0}, missing: leave_out"),
        ("missing: leave_out}", "missing: leave_out, not_applicable: leave_out}"),
        ("{office: Kantor, outdoors: Lapangan}", "{outdoors: Lapangan, office: Kantor}"),
        ("{office: 0, outdoors: 5}", "{outdoors: 5, office: 0}"),
    ],
    ids=range(8),
)
def test_a_fingerprint_is_of_what_is_said_and_not_of_how(old: str, new: str) -> None:
    assert POLICY.fingerprint == changed(old, new).fingerprint
    assert POLICY == changed(old, new)
    assert hash(POLICY) == hash(changed(old, new))


def test_the_order_of_facts_does_not_matter() -> None:
    fact = "    innovation: {type: flag, default: false, label: Ide}\n"
    moved = TEXT.replace(fact, "").replace("measures:\n", f"{fact}measures:\n")

    assert ["field", "innovation"] == list(parse_policy(moved).evidence.facts)
    assert POLICY.fingerprint == parse_policy(moved).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: p\n", "id: q\n"),
        ("{id: Satu, en: One}", "{id: Satu, en: Two}"),
        ("note: Catatan", "note: Lain"),
        ("from: 2025-01-01", "from: 2025-01-02"),
        ("until: 2025-12-31", "until: 2025-12-30"),
        ("Pasal 5", "Pasal 6"),
        ("cukup: Cukup", "cukup: Sedang"),
        (
            "{kurang: Kurang, cukup: Cukup, baik: Baik}",
            "{cukup: Cukup, kurang: Kurang, baik: Baik}",
        ),
        ("target: {above: 0}", "target: {above: 1}"),
        ("target: {above: 0}", "target: {from: 1}"),
        ("polarity: [higher, lower]", "polarity: [lower, higher]"),
        ("aspects: [komitmen]", "aspects: [komitmen, disiplin]"),
        ("missing: leave_out", "missing: incomplete"),
        ("missing: leave_out", "missing: {count_as: 0}"),
        ("missing: leave_out", "missing: {rater: {peer: leave_out}}"),
        ("default: false", "default: true"),
        ("label: Ide", "label: Gagasan"),
        ("outdoors: Lapangan}", "outdoors: Luar}"),
        ("min(120", "min(121"),
        ("(actual + 1)", "(actual + 2)"),
        ("    round: 2\n  bonus", "    round: 3\n  bonus"),
        ("    round: 2\n  bonus", "    round: {places: 2, mode: half_even}\n  bonus"),
        ("outdoors: 5", "outdoors: 6"),
        ("override: [reason]", "override: [reason, evidence]"),
        (", cites: [rule]", ""),
        ("en: Predicate", "en: Result"),
        ("from: 90, when", "above: 90, when"),
        (", when: innovation", ""),
        ("from: 60", "from: 61"),
        ("result: predicate", "result: total"),
        ("at_most: 70%", "at_most: 71%"),
        ("14 working days", "14 days"),
        ("cliff_points: 5", "cliff_points: 6"),
    ],
)
def test_a_fingerprint_changes_with_anything_that_matters(old: str, new: str) -> None:
    assert POLICY.fingerprint != changed(old, new).fingerprint
    assert POLICY != changed(old, new)


def test_the_order_of_measures_is_part_of_what_is_said() -> None:
    bonus = "  bonus: {lookup: {of: field, values: {office: 0, outdoors: 5}}}\n"
    moved = parse_policy(TEXT.replace(bonus, "").replace("measures:\n", f"measures:\n{bonus}"))

    assert POLICY.fingerprint != moved.fingerprint


def test_a_policy_is_a_value() -> None:
    again = pickle.loads(pickle.dumps(POLICY))

    assert POLICY == again
    assert POLICY.fingerprint == again.fingerprint
    assert POLICY != "p"
    assert not any(isinstance(each, LocatedText) for each in _strings(again.document))


def _strings(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [each for item in value.items() for part in item for each in _strings(part)]
    return (
        [each for item in value for each in _strings(item)] if isinstance(value, tuple) else [value]
    )


def test_what_is_compiled_from_a_policy_is_made_once() -> None:
    made: list[str] = []

    def make(policy: Policy) -> str:
        made.append(policy.id)
        return "compiled"

    fresh = parse_policy(TEXT)

    assert ["compiled", "compiled"] == [fresh.once("x", make), fresh.once("x", make)]
    assert ["p"] == made
    assert "compiled" == pickle.loads(pickle.dumps(fresh)).once("x", make)
    assert ["p", "p"] == made


@settings(max_examples=25)
@given(policies())
def test_any_policy_is_read_again_from_its_plain_data(policy: Policy) -> None:
    again = parse_policy(policy.document)

    assert policy == again
    assert policy.fingerprint == again.fingerprint
    assert policy.measures == again.measures


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("a", True),
        ("a_1", True),
        ("A", False),
        ("1a", False),
        ("a-b", False),
        ("if", False),
        ("true", False),
        ("a" * 64, True),
        ("a" * 65, False),
        ("é", False),
        ("a\n", False),
    ],
)
def test_a_name_is_small_letters_digits_and_underscores(name: str, holds: bool) -> None:
    assert holds is is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "nama",
        "NIP",
        "jenis_kelamin",
        "agama",
        "suku",
        "daerah_asal",
        "usia",
        "umur_tahun",
        "status_kawin",
        "pandangan_politik",
        "gender",
        "religion",
        "ethnicity",
        "region",
        "age",
        "marital_status",
        "party",
    ],
)
def test_who_a_person_is_cannot_be_a_fact(name: str) -> None:
    assert is_protected(name)


@pytest.mark.parametrize(
    "name",
    ["leads_people", "stage", "average", "percentage", "language", "kepatuhan", "region_targets"],
)
def test_a_fact_about_the_work_may_sound_alike(name: str) -> None:
    assert not is_protected(name)
