import pickle
from fractions import Fraction

import pytest

from asn_appraisal.development import competency_gaps
from asn_appraisal.errors import RecordError
from asn_appraisal.record import (
    MISSING,
    Appraisal,
    CompetencyLevel,
    Framework,
    NotApplicable,
    Position,
)

DATA = "Data management (technical): 3 required, 1 attained,"


def test_each_required_competency_has_its_levels_gap_and_what_comes_next(
    framework: Framework,
) -> None:
    gaps = competency_gaps(framework, {"data": 1, "komunikasi": 3}, "analis")

    assert list(gaps) == ["komunikasi", "data"]
    assert len(gaps) == 2
    row = gaps["data"]
    assert [row.required, row.attained, row.gap, row.surplus] == [3, 1, 2, 0]
    assert (row.cluster, row.next_level, str(row.asks)) == ("technical", 2, "Memeriksa")
    assert gaps["komunikasi"].gap == 0
    assert gaps["komunikasi"].surplus == 1
    assert gaps["komunikasi"].next_level is None
    assert gaps.lacking == (row,)
    assert gaps.strengths == (gaps["komunikasi"],)


def test_a_competency_that_is_not_required_has_no_row(framework: Framework) -> None:
    gaps = competency_gaps(framework, {"adat": 1}, "analis")

    assert "adat" not in gaps
    with pytest.raises(KeyError):
        gaps["adat"]


def test_what_has_not_been_assessed_stays_missing_and_is_never_zero(framework: Framework) -> None:
    gaps = competency_gaps(framework, {"data": 0, "komunikasi": None}, "analis")

    assert gaps["data"].gap == 3
    assert gaps["komunikasi"].attained == MISSING
    assert gaps["komunikasi"].gap is None
    assert gaps["komunikasi"].surplus is None
    assert [problem.code for problem in gaps.problems] == ["ASN-G002"]
    assert "belum dinilai" in gaps["komunikasi"].text()


def test_a_level_between_two_levels_leads_to_the_next_one(framework: Framework) -> None:
    row = competency_gaps(framework, {"data": "2.5"}, "analis")["data"]

    assert row.gap == Fraction(1, 2)
    assert row.next_level == 3


def test_without_a_position_the_rows_of_the_appraisal_say_what_is_required(
    framework: Framework,
) -> None:
    rows = [
        CompetencyLevel("adat", "daerah", required=1, attained=0),
        CompetencyLevel("data", attained=2),
    ]
    gaps = competency_gaps(framework, Appraisal("sari-2025", competencies=rows))

    assert gaps["adat"].gap == 1
    assert gaps["adat"].cluster == "daerah"
    assert gaps["data"].gap is None
    [problem] = gaps.problems
    assert problem.code == "ASN-G003"
    assert str(problem.place) == "appraisals[sari-2025].competencies.data"


def test_a_position_from_the_records_is_a_standard_as_well(framework: Framework) -> None:
    position = Position("staf", title="Staf", requires={"adat": 1})

    assert competency_gaps(framework, {"adat": 1}, position)["adat"].gap == 0


def test_an_unknown_position_names_the_nearest_one(framework: Framework) -> None:
    with pytest.raises(RecordError) as caught:
        competency_gaps(framework, {}, "analys")

    assert [problem.code for problem in caught.value.problems] == ["ASN-G001"]
    assert "`analis`" in caught.value.text("en")


def test_a_position_that_asks_for_what_the_framework_lacks_is_refused(
    framework: Framework,
) -> None:
    position = Position("staf", requires={"dta": 1, "data": 9})

    with pytest.raises(RecordError) as caught:
        competency_gaps(framework, {}, position)

    assert {problem.code for problem in caught.value.problems} == {"ASN-R011", "ASN-R012"}


def test_every_level_that_the_framework_does_not_know_is_named(framework: Framework) -> None:
    rows = [
        CompetencyLevel("dta", attained=1),
        CompetencyLevel("data", required=9, attained=5),
        CompetencyLevel("adat", attained=-1),
    ]

    with pytest.raises(RecordError) as caught:
        competency_gaps(framework, Appraisal("a", competencies=rows))

    problems = caught.value.problems
    assert [(each.code, str(each.place)) for each in problems] == [
        ("ASN-R011", "appraisals[a].competencies.dta"),
        ("ASN-R012", "appraisals[a].competencies.data"),
        ("ASN-R012", "appraisals[a].competencies.data"),
        ("ASN-R012", "appraisals[a].competencies.adat"),
    ]


def test_a_competency_without_described_levels_takes_any_level(framework: Framework) -> None:
    row = competency_gaps(framework, {"adat": 7}, "tetua")["adat"]

    assert row.surplus == 6
    assert row.next_level is None
    assert row.asks is None


def test_the_text_says_every_row_in_both_languages(framework: Framework) -> None:
    gaps = competency_gaps(framework, {"data": 1, "komunikasi": 3}, "analis")

    assert gaps.text("en").splitlines() == [
        "Competency gaps: -, against Analyst:",
        "  - Communication (managerial): 2 required, 3 attained, 1 above.",
        f"  - {DATA} 2 lacking. Level 2 asks: Memeriksa.",
    ]
    assert "kurang 2. Level 2 meminta: Memeriksa." in gaps.text()


def test_the_text_says_that_nothing_is_lacking(framework: Framework) -> None:
    rows = [CompetencyLevel("adat", required=1, attained=1)]
    gaps = competency_gaps(framework, Appraisal("sari-2025", competencies=rows))

    assert gaps.text("en").splitlines() == [
        "Competency gaps: sari-2025:",
        "  - adat: 1 required, 1 attained.",
        "  No level is lacking.",
    ]


def test_a_gap_without_a_described_next_level_says_only_the_gap(framework: Framework) -> None:
    assert competency_gaps(framework, {"adat": 0}, "tetua")["adat"].text("en") == (
        "adat: 1 required, 0 attained, 1 lacking."
    )


def test_what_does_not_apply_has_no_gap_and_no_problem(framework: Framework) -> None:
    gaps = competency_gaps(framework, {"adat": NotApplicable("bertugas di pusat")}, "tetua")

    assert gaps["adat"].gap is None
    assert gaps.problems == ()
    assert gaps["adat"].text("en") == "adat: not applicable (bertugas di pusat)."


def test_gaps_are_values_that_hash_compare_and_pickle(framework: Framework) -> None:
    gaps = competency_gaps(framework, {"data": 1}, "analis")

    assert pickle.loads(pickle.dumps(gaps)) == gaps
    assert hash(gaps) == hash(competency_gaps(framework, {"data": 1}, "analis"))
