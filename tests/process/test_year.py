"""Time: parts of a year, months served, transfer rules, exemptions, what carries over."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import (
    Appraisal,
    Policy,
    RecordError,
    Records,
    parse_policy,
    parse_records,
    score,
)
from asn_appraisal.policy import ProcessRules
from asn_appraisal.process import (
    Exemption,
    Published,
    Refusal,
    Segment,
    YearValue,
    achievement_for,
    as_of,
    as_period_result,
    count_as_main,
    duplicate_appraisals,
    months_served,
    obligation,
    period_of,
    segments_of,
    tiling,
    year_of,
)
from asn_appraisal.record import (
    MISSING,
    AssignmentKind,
    Feedback,
    Indicator,
    Judgement,
    Observation,
    Observations,
    Period,
    WorkResult,
)

YEAR = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
OLD = Segment("lama", date(2025, 1, 1), date(2025, 11, 30), 90)
NEW = Segment("baru", date(2025, 12, 1), date(2025, 12, 31), 60)
PLT = Segment("plt", date(2025, 2, 1), date(2025, 3, 31), 40, AssignmentKind.ACTING)
LEAVE = Segment("cuti", date(2025, 1, 1), date(2025, 1, 31), None, AssignmentKind.LEAVE)


def under(policy: Policy, **rules: str) -> Policy:
    return evolve(policy, process=ProcessRules(**rules))  # type: ignore[arg-type]


def valued(found: YearValue | Refusal) -> YearValue:
    assert isinstance(found, YearValue), found
    return found


# The three rules ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("last_unit", Decimal(60)),
        ("simple_mean", Decimal(75)),
        ("by_months", Decimal("87.5")),
    ],
)
def test_eleven_months_at_90_and_one_at_60(policy: Policy, rule: str, value: Decimal) -> None:
    """Edge case 4.

    "11 m @90 + 1 m @60: mean 75, weighted 87.5"; all three stand beside each other.
    """
    found = valued(year_of(under(policy, transfer_annual=rule), [OLD, NEW], period=YEAR))

    assert found.value == value
    assert (found.last_unit, found.simple_mean, found.by_months) == (60, 75, Decimal("87.5"))
    assert f"* {rule}: " in found.text("en")
    assert found.text("en").count("\n") == 3


def test_the_regulation_takes_the_last_unit(policy: Policy) -> None:
    """IV.A.13.b.

    "... dilakukan oleh Pejabat Penilai Kinerja yang baru berdasarkan capaian kinerja organisasi
    tahunan pada unit baru."
    """
    halves = [
        Segment("lama", date(2025, 1, 1), date(2025, 6, 30), 90),
        Segment("baru", date(2025, 7, 1), date(2025, 12, 31), 70),
    ]
    for order in (halves, halves[::-1]):
        found = valued(year_of(policy, order, period=YEAR))

        assert (found.rule, found.value, found.findings) == ("last_unit", 70, ())
        assert found.reason.en == (
            "The result of the last unit counts, `baru` (2025-07-01 to 2025-12-31)."
        )


def test_the_explanation_of_the_mean_by_months_has_every_part(policy: Policy) -> None:
    found = valued(year_of(under(policy, transfer_annual="by_months"), [OLD, NEW]))

    assert found.text("id").splitlines() == [
        "Diambil rata-rata menurut bulan: 90 × 11; 60 × 1.",
        "- last_unit: 60",
        "- simple_mean: 75",
        "* by_months: 87,5",
    ]
    assert [part.months for part in found.parts] == [11, 1]


def test_a_mean_that_does_not_end_stays_a_ratio(policy: Policy) -> None:
    parts = [
        Segment("a", date(2025, 1, 1), date(2025, 1, 10), 1),
        Segment("b", date(2025, 1, 11), date(2025, 1, 31), 0),
    ]
    found = valued(year_of(under(policy, transfer_annual="by_months"), parts))

    assert found.value == Fraction(10, 31)
    assert Fraction(10, 31) == found.value
    assert "* by_months: 0.322580…" in found.text("en")


def test_parts_of_months_count_by_days_or_not_at_all(policy: Policy) -> None:
    parts = [
        Segment("a", date(2025, 1, 1), date(2025, 2, 14), 100),
        Segment("b", date(2025, 2, 15), date(2025, 3, 31), 50),
    ]
    by_months = under(policy, transfer_annual="by_months")

    exact = valued(year_of(by_months, parts))
    whole = valued(year_of(by_months, parts, months="whole"))
    none = valued(year_of(by_months, [parts[0].with_value(100)], months="whole"))
    short = evolve(parts[0], until=date(2025, 1, 30))

    assert [part.months for part in exact.parts] == [Fraction(3, 2), Fraction(3, 2)]
    assert [part.months for part in whole.parts] == [1, 1]
    assert none.value == 100
    assert (
        "No month was served in full"
        in valued(year_of(by_months, [short], months="whole")).reason.en
    )


def test_levels_have_a_last_unit_and_no_mean(policy: Policy) -> None:
    words = [OLD.with_value("baik"), NEW.with_value("kurang")]

    last = valued(year_of(policy, words))
    mean = valued(year_of(under(policy, transfer_annual="simple_mean"), words))

    assert (last.value, last.simple_mean, last.by_months) == ("kurang", None, None)
    assert "- simple_mean: -" in last.text("en")
    assert mean.value is None
    assert mean.reason.en == "Results that are levels have no mean."


def test_a_flag_is_no_number(policy: Policy) -> None:
    flags = [OLD.with_value(value=True), NEW.with_value(value=False)]

    assert valued(year_of(policy, flags)).simple_mean is None


def test_a_part_without_a_result_is_named_where_the_rule_needs_it(policy: Policy) -> None:
    parts = [OLD.with_value(None), NEW]
    swapped = [OLD, NEW.with_value(None)]

    assert valued(year_of(policy, parts)).value == 60
    assert valued(year_of(policy, swapped)).reason.en == "`baru` has no result yet."
    mean = valued(year_of(under(policy, transfer_annual="simple_mean"), parts))
    assert (mean.value, mean.reason.en) == (None, "`lama` has no result yet.")


def test_two_last_units_are_not_chosen_between(policy: Policy) -> None:
    twins = [evolve(NEW, name="satu"), evolve(NEW, name="dua")]

    found = valued(year_of(policy, twins))

    assert found.value is None
    assert "`dua` and `satu` are both last" in found.reason.en


@pytest.mark.parametrize("segments", [[], [LEAVE]])
def test_a_year_without_parts_has_no_value(policy: Policy, segments: list[Segment]) -> None:
    found = valued(year_of(policy, segments))

    assert found.value is None
    assert "No assignment of this year" in found.reason.en


def test_a_policy_without_a_process_has_no_rule(policy: Policy) -> None:
    for combine in (year_of, period_of):
        no = combine(evolve(policy, process=None), [OLD])

        assert isinstance(no, Refusal)
        assert no.code == "ASN-T020"


def test_an_acting_post_in_parallel_is_no_part_of_the_year(policy: Policy) -> None:
    """II.A.6.d: work as Plt. is a main result of the year, not a year of its own."""
    means = under(policy, transfer_annual="by_months")

    found = valued(year_of(means, [OLD, NEW, PLT], period=YEAR))

    assert (found.value, found.findings) == (Decimal("87.5"), ())
    assert "`plt` (Plt.) runs beside the definitive post" in found.reason.en


def test_leave_weighs_nothing_and_leaves_no_gap(policy: Policy) -> None:
    """Nobody is rated on days that they did not serve."""
    parts = [
        LEAVE,
        Segment("lama", date(2025, 2, 1), date(2025, 6, 30), 90),
        Segment("baru", date(2025, 7, 1), date(2025, 7, 31), 60),
    ]
    july = Period("other", date(2025, 1, 1), date(2025, 7, 31))
    found = valued(year_of(under(policy, transfer_annual="by_months"), parts, period=july))

    assert found.value == 85
    assert found.findings == ()


MARKS = """
asn_appraisal: policy/1
id: marks
scales: {{predicate: {{kurang: Kurang, baik: Baik, sangat_baik: Sangat Baik}}}}
evidence:
  indicators: {{target: {{above: 0}}, actual: {{from: 0}}}}
  facts: {{idea: {{type: flag, default: false}}}}
measures:
  reached: {{per: indicators, formula: 100 * actual / target}}
  total: {{formula: mean(reached), round: 2}}
  predicate:
    scale: predicate
    bands:
      of: {of}
      levels: [{{level: sangat_baik, {edge}{when}}}, {{level: baik, from: 75}}, {{level: kurang}}]
result: {result}
process: {{transfer: {{annual: by_months}}}}
"""


def marks(
    of: str = "total", edge: str = "above: 87.5", when: str = "", result: str = "predicate"
) -> Policy:
    return parse_policy(MARKS.format(of=of, edge=edge, when=when, result=result))


def card(policy: Policy, actual: int, period: Period | None = None) -> Any:
    work = WorkResult("w", indicators=[Indicator("a", target=100, actual=actual)])
    return score(policy, Appraisal("x", period=period, results=[work]))


@pytest.mark.parametrize(
    ("edge", "level"),
    [("above: 87.5", "baik"), ("from: 87.5", "sangat_baik"), ("from: 88", "baik")],
)
def test_the_policys_bands_give_the_level_of_the_years_number(edge: str, level: str) -> None:
    policy = marks(edge=edge)
    parts = [OLD.with_value(card(policy, 90)), NEW.with_value(card(policy, 60))]

    found = valued(year_of(policy, parts, measure="total"))

    assert found.value == Decimal("87.5")
    assert str(found.level) == level


@pytest.mark.parametrize(
    ("policy", "measure"),
    [
        (marks(when=", when: idea"), "total"),
        (marks(of="total + 0"), "total"),
        (marks(), "predicate"),
    ],
)
def test_where_bands_ask_for_more_than_the_number_no_level_is_made_up(
    policy: Policy, measure: str
) -> None:
    parts = [OLD.with_value(card(policy, 90)), NEW.with_value(card(policy, 60))]

    assert valued(year_of(policy, parts, measure=measure)).level is None


@given(
    values=st.lists(st.integers(0, 120), min_size=1, max_size=4),
    cuts=st.sets(st.integers(1, 364), min_size=3, max_size=3),
)
def test_the_mean_by_months_lies_between_its_parts_and_ignores_their_order(
    values: list[int], cuts: set[int]
) -> None:
    first = YEAR.from_.toordinal()
    edges = [0, *sorted(cuts)[: len(values) - 1], 365]
    parts = [
        Segment(
            str(at),
            date.fromordinal(first + edges[at]),
            date.fromordinal(first + edges[at + 1] - 1),
            value,
        )
        for at, value in enumerate(values)
    ]
    policy = marks()
    found = valued(year_of(policy, parts, period=YEAR))

    assert min(values) <= found.value <= max(values)
    assert sum(part.months for part in found.parts) == 12
    assert found.findings == ()
    assert found == year_of(policy, parts[::-1], period=YEAR)


# Shorter periods ----------------------------------------------------------------------------


def test_for_a_period_the_new_unit_counts_or_the_earlier_result_by_agreement(
    policy: Policy,
) -> None:
    """IV.A.13.a.

    "... atau dapat menggunakan hasil evaluasi kinerja periodik Pegawai periode sebelumnya pada unit
    lama sesuai kesepakatan Pejabat Penilai Kinerja dan Pegawai".
    """
    new = valued(period_of(policy, [OLD, NEW]))
    agreed = valued(period_of(policy, [OLD, NEW], agreed=80))

    assert (new.rule, new.value) == ("last_unit", 60)
    assert (agreed.rule, agreed.value, agreed.last_unit) == ("agreed_previous", 80, 60)
    assert "as the appraiser and the employee agreed" in agreed.reason.en


def test_for_a_period_a_policy_may_take_a_mean(policy: Policy) -> None:
    means = under(policy, transfer_periodic="simple_mean")

    assert valued(period_of(means, [OLD, NEW])).value == 75


# What was served ----------------------------------------------------------------------------


SERVICE = """
asn_appraisal: records/1
units: [{id: lama}, {id: baru}]
employees: [{id: sari, name: Sari}, {id: joko, name: Joko}]
assignments:
  - {id: sari-baru, employee: sari, unit: baru, from: 2025-07-01}
  - {id: sari-lama, employee: sari, unit: lama, until: 2025-06-30}
  - {id: sari-plt, employee: sari, kind: acting, from: 2025-02-01, until: 2025-03-31}
  - {id: sari-cltn, employee: sari, kind: leave, from: 2025-04-01, until: 2025-04-30}
  - {id: sari-tua, employee: sari, unit: lama, from: 2020-01-01, until: 2020-12-31}
"""


@pytest.fixture(scope="module")
def service() -> Records:
    return parse_records(SERVICE)


def test_assignments_are_cut_to_the_period_and_leave_is_taken_out(service: Records) -> None:
    found = segments_of(service, "sari", YEAR)

    assert [(each.name, str(each.from_), str(each.until)) for each in found] == [
        ("sari-lama", "2025-01-01", "2025-06-30"),
        ("sari-plt", "2025-02-01", "2025-03-31"),
        ("sari-cltn", "2025-04-01", "2025-04-30"),
        ("sari-baru", "2025-07-01", "2025-12-31"),
    ]
    assert [months_served(each.days) for each in found] == [5, 2, 0, 6]
    assert tiling(YEAR, found) == ()
    assert segments_of(service, "joko", YEAR) == ()


def test_gaps_and_overlaps_are_named() -> None:
    """Edge case 35."""
    parts = [
        Segment("a", date(2025, 1, 1), date(2025, 6, 30)),
        Segment("b", date(2025, 6, 16), date(2025, 9, 30)),
        Segment("c", date(2025, 10, 15), date(2025, 12, 31)),
    ]

    assert [(each.code, each.text.en) for each in tiling(YEAR, parts)] == [
        ("ASN-T071", "2025-06-16 to 2025-06-30 belongs to two assignments at once: `a` and `b`."),
        ("ASN-T070", "2025-10-01 to 2025-10-14 belongs to no assignment."),
    ]


def test_the_same_month_of_two_years_is_two_months() -> None:
    """Edge case 33."""
    span = Segment("a", date(2024, 12, 1), date(2025, 12, 31))

    assert months_served(span.days) == 13


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), 12),
        (date(2024, 2, 1), date(2024, 2, 29), 1),
        (date(2025, 1, 31), date(2025, 1, 31), Fraction(1, 31)),
        (date(2025, 6, 16), date(2025, 7, 31), Fraction(3, 2)),
    ],
)
def test_months_are_counted_exactly(first: date, last: date, months: Fraction) -> None:
    assert months_served(Segment("a", first, last).days) == months


def test_a_segment_upside_down_is_refused() -> None:
    with pytest.raises(RecordError, match="ASN-R002"):
        Segment("a", date(2025, 2, 1), date(2025, 1, 1))


def test_two_appraisals_of_one_post_and_period_are_found() -> None:
    """Edge case 23: both ids are named."""
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: sari}]
        assignments: [{id: tetap, employee: sari}, {id: plt, employee: sari, kind: acting}]
        appraisals:
          - {id: a, assignment: tetap, period: {kind: annual, from: 2025-01-01, until: 2025-12-31}}
          - {id: b, assignment: plt, period: {kind: annual, from: 2025-01-01, until: 2025-12-31}}
          - {id: c, assignment: tetap, period: {kind: annual, from: 2025-01-01, until: 2025-12-31}}
          - {id: d, assignment: tetap}
          - {id: e}
        """)

    assert duplicate_appraisals(records) == (("a", "c"),)


# Whether somebody is appraised at all -------------------------------------------------------


def test_unpaid_leave_for_the_whole_year_is_not_required() -> None:
    """II.C.8.c.

    "Ketentuan perencanaan kinerja tidak berlaku bagi Pegawai yang: ... menjalani cuti di luar
    tanggungan negara".
    """
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: sari, name: Sari}]
        assignments:
          - {id: cltn, employee: sari, kind: leave, from: 2024-06-01}
          - {id: tetap, employee: sari}
        """)
    found = obligation(records, "sari", YEAR)

    assert found.status == "not_required"
    assert found.months == 0
    assert found.reason.en == (
        "Sari was on unpaid leave outside state responsibility for all of this time."
    )
    assert found.article == "PermenPANRB 6/2022, Lampiran II.C.8.c"


def test_a_part_of_the_year_on_leave_is_taken_out(service: Records) -> None:
    found = obligation(service, "sari", YEAR)

    assert found.status == "required"
    assert found.months == 11
    assert found.reason.en == "Sari served 11 months and is appraised for that time."


@pytest.mark.parametrize(
    ("kind", "letter"), [("state_official", "a"), ("suspended", "b"), ("pre_retirement", "d")]
)
def test_the_other_exemptions_are_named_by_whoever_asks(
    service: Records, kind: Any, letter: str
) -> None:
    """II.C.8.a, b and d."""
    given = [
        Exemption(kind, date(2024, 1, 1)),
        Exemption("suspended", date(2020, 1, 1), date(2020, 2, 1)),
    ]

    found = obligation(service, "sari", YEAR, exemptions=given)

    assert found.status == "not_required"
    assert found.article == f"PermenPANRB 6/2022, Lampiran II.C.8.{letter}, c".replace(
        "d, c", "c, d"
    )


def test_an_exemption_upside_down_is_refused() -> None:
    with pytest.raises(RecordError, match="ASN-R002"):
        Exemption("suspended", date(2025, 2, 1), date(2025, 1, 1))


def test_who_did_not_serve_is_not_appraised(service: Records) -> None:
    found = obligation(service, "joko", YEAR)

    assert (found.status, found.reason.en) == (
        "not_required",
        "Joko did not serve in this time.",
    )


def test_a_minimum_is_the_policys_and_gives_not_rated(service: Records) -> None:
    """Edge case 25; the regulation names no minimum, so everybody who served is appraised."""
    joined = parse_records(
        {
            "asn_appraisal": "records/1",
            "employees": [{"id": "sari"}],
            "assignments": [{"id": "a", "employee": "sari", "from": "2025-12-17"}],
        }
    )

    assert obligation(joined, "sari", YEAR).status == "required"
    found = obligation(joined, "sari", YEAR, minimum_months=1)
    assert (found.status, found.months) == ("not_rated", Fraction(15, 31))
    assert obligation(service, "sari", YEAR, minimum_months=11).status == "required"


def test_without_a_plan_there_is_a_status_and_never_a_predicate(service: Records) -> None:
    """Edge case 22."""
    found = obligation(service, "sari", YEAR, has_plan=False)

    assert (found.status, found.reason.en) == (
        "no_plan",
        "Sari is to be appraised but has no plan yet.",
    )


@pytest.mark.parametrize(
    ("behaviour", "predicate"),
    [("above", "kurang"), ("meets", "kurang"), ("below", "sangat_kurang")],
)
def test_study_that_ends_without_graduation(policy: Policy, behaviour: str, predicate: str) -> None:
    """IV.B.3.a.3.d.

    "Bagi Pegawai yang melaksanakan tugas belajar dan tidak dapat menyelesaikan studinya (tidak
    lulus/ drop out), Pejabat Penilai Kinerja menetapkan predikat kinerja Pegawai dimaksud dalam
    kategori Kurang atau Sangat Kurang dengan mempertimbangkan perilaku kerja Pegawai."
    """
    appraisal = Appraisal(
        "2025-tara",
        results=[WorkResult("studi", rating="above")],
        facts={"study_not_completed": "true"},
        judgements={"behaviour_rating": Judgement(behaviour, reason="-", evidence=["-"])},
    )

    assert str(score(policy, appraisal).result) == predicate


# What carries over --------------------------------------------------------------------------


def test_acting_work_counts_as_main_results() -> None:
    """II.A.6.d.

    "... penugasan tersebut dikategorikan sebagai prioritas tinggi (hasil kerja utama)".
    """
    own = Appraisal(
        "sari-2025", results=[WorkResult("izin"), WorkResult("arsip", kind="additional")]
    )
    acting = Appraisal(
        "sari-plt",
        results=[WorkResult("izin", kind="additional"), WorkResult("rapat", kind="additional")],
    )

    found = count_as_main(own, acting)

    assert [(each.id, each.kind) for each in found.results] == [
        ("izin", "main"),
        ("arsip", "additional"),
        ("sari-plt.izin", "main"),
        ("rapat", "main"),
    ]


def test_a_periodic_card_becomes_a_row_for_the_year() -> None:
    policy = marks()
    quarter = Period("quarterly", date(2025, 1, 1), date(2025, 3, 31))

    row = as_period_result(card(policy, 88, quarter), "tw1")
    only = as_period_result(card(policy, 88), "tw1", measures=["total"])

    assert row.period == "tw1"
    assert row.months == 3
    assert row.measures == {"total": "88", "predicate": "sangat_baik"}
    assert only.months is None
    assert only.measures == {"total": "88"}


def test_what_a_periodic_card_could_not_compute_is_missing_and_not_zero() -> None:
    policy = marks()
    empty = score(
        policy, Appraisal("x", results=[WorkResult("w", indicators=[Indicator("a", target=1)])])
    )

    assert as_period_result(empty, "tw1").measures == {}


def test_an_appraisal_as_of_a_day_has_only_what_was_seen_by_then() -> None:
    """Edge case 36."""
    seen = Observations(
        "sum", [Observation(date(2025, 3, 31), 3), Observation(date(2025, 9, 30), 4)]
    )
    late = Observations("latest", [Observation(date(2025, 9, 30), 4)])
    indicators = [
        Indicator("a", target=10, observations=seen),
        Indicator("b", target=10, observations=late),
        Indicator("c", target=10, actual=5),
    ]
    feedback = [Feedback(date(2025, 2, 1), "kasi", "Baik"), Feedback(date(2025, 8, 1), "kasi", "!")]
    whole = Appraisal("x", results=[WorkResult("w", indicators=indicators)], feedback=feedback)

    found = as_of(whole, date(2025, 6, 30))

    assert [each.realised for each in found.results[0].indicators] == [3, MISSING, 5]
    assert [each.text for each in found.feedback] == ["Baik"]


# Organisation achievement -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "level", "year", "words"),
    [
        ({2025: Published("baik", date(2026, 1, 31))}, "baik", 2025, "came out on 2026-01-31"),
        (
            {
                2025: Published("baik", date(2026, 2, 1)),
                2024: Published("istimewa", date(2025, 1, 9)),
            },
            "istimewa",
            2024,
            "was not out by 2026-01-31; that of 2024 is used",
        ),
        ({2024: Published("kurang", date(2025, 1, 9))}, "kurang", 2024, "that of 2024 is used"),
        ({}, None, 2024, "none of 2024 either"),
    ],
)
def test_a_late_organisation_achievement_gives_way_to_last_years(
    published: dict[int, Published], level: str | None, year: int, words: str
) -> None:
    """IV.B.1.f.

    "Dalam hal capaian kinerja organisasi tahunan dikeluarkan melebihi Bulan Januari tahun
    berikutnya, maka ... yang digunakan ... adalah capaian kinerja organisasi tahun sebelumnya."
    """
    found = achievement_for(2025, published)

    assert (found.level, found.year, found.fallback) == (level, year, year != 2025)
    assert words in found.reason.en


def test_another_last_day_for_the_achievement_may_be_given() -> None:
    late = {2025: Published("baik", date(2026, 2, 1))}

    assert achievement_for(2025, late, limit=date(2026, 2, 28)).level == "baik"
