"""PermenPANRB 6/2022 and the figures of SE MenPANRB 3/2023, on appraisals scored by the presets."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from asn_appraisal import Appraisal, Policy, Scorecard, calibrate, score
from asn_appraisal.calibration import ScoredCohort, feasible_from, feasible_sizes
from asn_appraisal.presets import preset
from asn_appraisal.record import Cohort, Judgement, Member, WorkResult

#: Ratings of results and of behaviour that give each predicate (Lampiran IV.B.3).
RATINGS = {
    "SB": ("above", "above"),
    "B": ("meets", "meets"),
    "BP": ("below", "meets"),
    "K": ("meets", "below"),
    "SK": ("below", "below"),
}
ORDER = ("SB", "B", "BP", "K", "SK")
Unit = Callable[..., ScoredCohort]


@cache
def card(policy: Policy, predicate: str) -> Scorecard:
    results, behaviour = RATINGS[predicate]
    appraisal = Appraisal(
        predicate,
        results=[WorkResult("hasil", rating=results)],
        judgements={"behaviour_rating": Judgement(behaviour)},
    )
    return score(policy, appraisal)


def unit(policy: Policy, counts: tuple[int, ...], **facts: str) -> ScoredCohort:
    """Return a unit with so many people SB, B, BP, K and SK."""
    names = [name for name, count in zip(ORDER, counts, strict=True) for _ in range(count)]
    return ScoredCohort("u", {f"p{at}": card(policy, name) for at, name in enumerate(names)}, facts)


@pytest.fixture(scope="module")
def circular() -> Policy:
    return preset("se-3-2023")


@pytest.fixture(scope="module")
def regulation() -> Policy:
    return preset("permenpanrb-6-2022")


@pytest.mark.parametrize(
    ("achievement", "counts", "words"),
    [
        ("istimewa", (14, 4, 1, 1, 0), ()),
        ("istimewa", (15, 5, 0, 0, 0), ("Sangat Baik: 15 dari 20", "70% (14 orang)")),
        ("baik", (2, 14, 3, 1, 0), ()),
        ("baik", (6, 14, 0, 0, 0), ("Butuh Perbaikan + Kurang/Misconduct: 0", "1 orang")),
        ("baik", (2, 15, 2, 1, 0), ("Baik: 15 dari 20", "70% (14 orang)")),
        ("butuh_perbaikan", (2, 3, 12, 2, 1), ()),
        ("butuh_perbaikan", (3, 3, 12, 1, 1), ("Sangat Baik: 3 dari 20", "10% (2 orang)")),
        ("kurang", (2, 2, 2, 12, 2), ()),
        ("kurang", (0, 3, 1, 14, 2), ("Butuh Perbaikan: 1 dari 20", "10% (2 orang)")),
        ("sangat_kurang", (0, 2, 1, 1, 16), ()),
        ("sangat_kurang", (1, 1, 1, 1, 16), ("Sangat Baik: 1 dari 20", "0% (0 orang)")),
    ],
)
def test_the_figures_of_the_circular_hold_or_are_found_not_to(
    circular: Policy, achievement: str, counts: tuple[int, ...], words: tuple[str, ...]
) -> None:
    """SE 3/2023: "maksimal 70%", "harus ada yang BP dan/atau Kurang", "minimal 60%" (section F)."""
    found = calibrate(circular, unit(circular, counts, organisation_achievement=achievement))
    rows = [each for each in found.findings if each.row is not None]

    assert len(rows) == (1 if words else 0)
    assert all(word in rows[0].what for word in words)


@pytest.mark.parametrize(
    ("pattern", "impossible"),
    [
        ("istimewa", {1, 2, 4}),
        ("baik", {1, 2, 4}),
        ("butuh_perbaikan", set()),
        ("kurang", {1, 2}),
        ("sangat_kurang", {1, 2}),
    ],
)
def test_the_sizes_that_a_pattern_of_the_circular_cannot_have_are_all_below_five(
    circular: Policy, pattern: str, impossible: set[int]
) -> None:
    """SE 3/2023 is silent about small units; for all sizes by the lemma L8."""
    rules = circular.calibration
    assert rules is not None
    levels = circular.scales["predicate"].names()

    possible = feasible_sizes(rules, levels, range(1, 41))

    assert {*range(1, 41)} - {*possible[pattern]} == impossible
    assert feasible_from(rules, levels)[pattern] == max(impossible, default=0) + 1


def test_an_unlawful_distribution_is_a_finding_and_decides_nothing(circular: Policy) -> None:
    """Lampiran IV.B.2.a: the pattern is used "sebagai pertimbangan Pejabat Penilai Kinerja"."""
    found = calibrate(
        circular, unit(circular, (15, 5, 0, 0, 0), organisation_achievement="istimewa")
    )

    assert found.mode == "guide"
    assert found.pattern == "istimewa"
    assert set(map(str, found.final.values())) == {"sangat_baik", "baik"}
    assert found.counts.before["sangat_baik"] == 15


def test_equals_by_both_ratings_may_leave_a_pattern_without_a_proposal(circular: Policy) -> None:
    """All fifteen have the same two ratings; 14 of 20 cannot be chosen among them."""
    found = calibrate(
        circular, unit(circular, (15, 5, 0, 0, 0), organisation_achievement="istimewa")
    )

    assert not found.feasible
    assert found.moves == ()
    assert found.findings[-1].code == "ASN-C012"
    assert "kelompok terbesar: 15" in found.findings[-1].what


def test_most_of_a_unit_is_read_as_more_than_half(regulation: Policy) -> None:
    """Lampiran IV.B.2.c: "idealnya sebagian besar pegawai predikat kinerjanya Baik"."""
    half = unit(regulation, (5, 5, 0, 0, 0), organisation_achievement="baik")
    more = unit(regulation, (4, 6, 0, 0, 0), organisation_achievement="baik")

    assert [each.code for each in calibrate(regulation, half).findings] == ["ASN-C001"]
    assert calibrate(regulation, more).findings == ()


def test_a_late_organisation_achievement_is_that_of_the_year_before_and_said_to_be(
    regulation: Policy,
) -> None:
    """Lampiran IV.B.1.f: "capaian kinerja organisasi tahun sebelumnya".

    "Dalam hal capaian kinerja organisasi tahunan dikeluarkan melebihi Bulan Januari tahun
    berikutnya, maka predikat capaian kinerja organisasi tahunan yang digunakan ... adalah capaian
    kinerja organisasi tahun sebelumnya."
    """
    late = unit(regulation, (4, 6, 0, 0, 0), organisation_achievement_last_year="baik")
    found = calibrate(regulation, late)

    assert found.pattern == "baik"
    assert [each.code for each in found.notes] == ["ASN-C030"]
    assert "IV.B.1.f" in found.notes[0].hint


def test_this_years_achievement_goes_before_that_of_the_year_before(regulation: Policy) -> None:
    both = {"organisation_achievement": "baik", "organisation_achievement_last_year": "kurang"}
    found = calibrate(regulation, unit(regulation, (4, 6, 0, 0, 0), **both))

    assert found.pattern == "baik"
    assert found.notes == ()


def test_without_any_achievement_of_the_organisation_no_pattern_is_chosen(
    regulation: Policy,
) -> None:
    """Lampiran IV.B.2.a: the pattern follows from the predicate of the organisation."""
    found = calibrate(regulation, unit(regulation, (4, 6, 0, 0, 0), organisation_achievment="baik"))

    assert found.pattern is None
    assert found.moves == ()
    assert [each.code for each in found.findings] == ["ASN-C020"]
    assert "organisation_achievment" in found.findings[0].hint
    assert len(found.final) == 10


def test_an_achievement_that_no_pattern_has_is_named_with_the_nearest(regulation: Policy) -> None:
    """Lampiran IV.B.1.a names five predicates of an organisation."""
    found = calibrate(
        regulation, unit(regulation, (4, 6, 0, 0, 0), organisation_achievement="bail")
    )

    assert found.pattern is None
    assert [each.code for each in found.findings] == ["ASN-C021"]
    assert "baik" in found.findings[0].hint


def test_a_unit_of_four_is_exempt_and_keeps_its_levels(circular: Policy) -> None:
    """SE 3/2023 names no smallest unit; the preset exempts what no pattern of it can fit."""
    found = calibrate(
        circular, unit(circular, (4, 0, 0, 0, 0), organisation_achievement="istimewa")
    )

    assert found.feasible
    assert not found.findings
    assert not found.moves
    assert found.exempt is not None
    assert "4" in found.exempt
    assert len(found.final) == 4


def test_a_cohort_of_appraisals_is_scored_first(circular: Policy) -> None:
    counts = (14, 4, 1, 1, 0)
    scored = unit(circular, counts, organisation_achievement="istimewa")
    members = [Member(who, each.appraisal) for who, each in scored.cards.items()]
    cohort = Cohort("u", members, scored.facts)

    assert calibrate(circular, cohort) == calibrate(circular, scored)


def test_ratings_rank_people_before_nothing_else_does(circular: Policy) -> None:
    """Whoever is Baik through better results stands above whoever is through equal ones."""
    better: Any = Appraisal(
        "x",
        results=[WorkResult("hasil", rating="above")],
        judgements={"behaviour_rating": Judgement("meets")},
    )
    cards = {**unit(circular, (0, 14, 5, 0, 0)).cards, "x": score(circular, better)}
    facts = {"organisation_achievement": "baik"}
    found = calibrate(circular, ScoredCohort("u", cards, facts))

    assert str(found.final["x"]) == "baik"
    assert [(move.employee, move.rank, str(move.after)) for move in found.moves] == [
        ("x", 1, "sangat_baik")
    ]
