import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.development import job_person_match
from asn_appraisal.policy import parse_policy
from asn_appraisal.presets import preset
from asn_appraisal.record import (
    Appraisal,
    Competency,
    CompetencyLevel,
    Framework,
    NotApplicable,
    PositionStandard,
)
from asn_appraisal.scoring import UnknownMeasureError

JPM = preset("job-person-match")
COMPETENCIES = ["a", "b", "c", "d"]
DATA = "Data management (technical): 3 required, 1 attained,"


def framework_of(requires: dict[str, int]) -> Framework:
    competencies = [Competency(name) for name in COMPETENCIES]
    return Framework("f", "1", "", competencies, [PositionStandard("p", requires=requires)])


def test_the_match_is_attained_over_required_and_a_surplus_makes_up_for_a_gap(
    framework: Framework,
) -> None:
    match = job_person_match(framework, {"komunikasi": 3, "data": 1}, "analis")

    assert match.percentage == Fraction(80)
    assert match.attained == 4
    assert match.required == 5
    assert match.capped is False
    assert "Not capped" in match.text("en")
    assert match.suitability is None


def test_capped_counts_each_competency_at_its_standard_at_most(framework: Framework) -> None:
    match = job_person_match(framework, {"komunikasi": 3, "data": 1}, "analis", capped=True)

    assert match.percentage == 60
    assert "Dibatasi per kompetensi" in match.text()


@pytest.mark.parametrize(
    ("attained", "suitability", "mapping"),
    [
        # 80.00, 79.99, 68.00, 67.99 and 90.00, 89.99, 78.00, 77.99 per cent of 100 levels.
        ("80", "memenuhi_syarat", "cukup_optimal"),
        ("79.99", "masih_memenuhi_syarat", "cukup_optimal"),
        ("68", "masih_memenuhi_syarat", "kurang_optimal"),
        ("67.99", "kurang_memenuhi_syarat", "kurang_optimal"),
        ("90", "memenuhi_syarat", "optimal"),
        ("89.99", "memenuhi_syarat", "cukup_optimal"),
        ("78", "masih_memenuhi_syarat", "cukup_optimal"),
        ("77.99", "masih_memenuhi_syarat", "kurang_optimal"),
    ],
)
def test_a_policy_says_how_suitable_by_its_own_thresholds(
    attained: str, suitability: str, mapping: str
) -> None:
    """Peraturan menteri 35/2020, Lampiran huruf D; Peraturan BRIN 3/2023, Pasal 33."""
    framework = framework_of({"a": 100})
    levels = {"a": attained}

    match = job_person_match(framework, levels, "p", policy=JPM)
    mapped = job_person_match(framework, levels, "p", policy=JPM, measure="mapping")

    assert str(match.suitability) == suitability
    assert str(mapped.suitability) == mapping


def test_the_cap_reaches_the_policy_as_well(framework: Framework) -> None:
    match = job_person_match(
        framework, {"komunikasi": 3, "data": 1}, "analis", policy=JPM, capped=True
    )

    assert str(match.suitability) == "kurang_memenuhi_syarat"
    assert match.text("en").splitlines() == [
        "Match with Analyst: 60% (3 of 5 levels)",
        "  Capped per competency: a surplus does not make up for a gap.",
        "  Suitability for the post: Does not qualify (job-person-match)",
        "  - Communication (managerial): 2 required, 3 attained, 1 above.",
        f"  - {DATA} 2 lacking. Level 2 asks: Memeriksa.",
    ]


def test_what_is_missing_leaves_no_percentage_and_no_suitability(framework: Framework) -> None:
    match = job_person_match(framework, {"komunikasi": 3}, "analis", policy=JPM)

    assert match.status == "incomplete"
    assert match.percentage is None
    assert match.suitability is None
    assert match.text("en").splitlines()[0] == "Match with Analyst: cannot be computed yet"


def test_what_does_not_apply_leaves_both_sums(framework: Framework) -> None:
    levels = {"komunikasi": 1, "data": NotApplicable("tidak mengelola data")}
    match = job_person_match(framework, levels, "analis", policy=JPM)

    assert match.percentage == 50
    assert match.card is not None
    assert match.card["jpm"] == 50


def test_a_position_that_requires_nothing_has_no_match(framework: Framework) -> None:
    match = job_person_match(framework, {}, "kosong")

    assert match.status == "incomplete"
    assert [problem.code for problem in match.problems] == ["ASN-G004"]
    assert "There is no competency" in match.text("en")


def test_the_rest_of_the_appraisal_stays_for_a_policy_that_reads_more(
    framework: Framework,
) -> None:
    policy = parse_policy(
        {
            "asn_appraisal": "policy/1",
            "id": "more",
            "evidence": {
                "competencies": {"required": {"from": 1}},
                "facts": {"ok": {"type": "flag"}},
            },
            "measures": {"suits": {"formula": "ok and sum(competencies.attained) >= 4"}},
            "result": "suits",
        }
    )
    rows = [CompetencyLevel("komunikasi", attained=3), CompetencyLevel("data", attained=1)]
    appraisal = Appraisal("sari-2025", competencies=rows, facts={"ok": "true"})

    match = job_person_match(framework, appraisal, "analis", policy=policy)

    assert match.status == "complete"
    assert match.suitability is True
    assert match.gaps.whose == "sari-2025"


def test_a_policy_that_lacks_more_evidence_leaves_suitability_open(framework: Framework) -> None:
    policy = preset("pp-30-2019")

    match = job_person_match(framework, {"komunikasi": 2, "data": 3}, "analis", policy=policy)

    assert match.percentage == 100
    assert match.suitability is None
    assert "PP 30" not in match.text()


def test_a_measure_that_the_policy_does_not_have_is_said_at_once(framework: Framework) -> None:
    with pytest.raises(UnknownMeasureError):
        job_person_match(framework, {}, "analis", policy=JPM, measure="maping")


levels = st.fractions(min_value=0, max_value=9, max_denominator=4)
requirements = st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(1, 5), min_size=1)


@given(requirements, st.fixed_dictionaries(dict.fromkeys(COMPETENCIES, levels)), st.booleans())
def test_the_percentage_is_what_the_preset_computes(
    requires: dict[str, int],
    person: dict[str, Any],
    capped: bool,
) -> None:
    match = job_person_match(framework_of(requires), person, "p", policy=JPM, capped=capped)

    assert match.card is not None
    assert match.percentage is not None
    rounded = (match.percentage * 100 + Fraction(1, 2)).__floor__()
    assert match.card["jpm"] * 100 == rounded


@given(requirements, st.fixed_dictionaries(dict.fromkeys(COMPETENCIES, levels)))
def test_a_cap_never_raises_the_match(requires: dict[str, int], person: dict[str, Any]) -> None:
    framework = framework_of(requires)
    free = job_person_match(framework, person, "p").percentage
    capped = job_person_match(framework, person, "p", capped=True).percentage

    assert free is not None
    assert capped is not None
    assert capped <= free
    assert capped <= 100


def test_a_match_pickles_with_its_card(framework: Framework) -> None:
    match = job_person_match(framework, {"komunikasi": 3, "data": 1}, "analis", policy=JPM)

    assert pickle.loads(pickle.dumps(match)) == match
