"""What an audit says, what it refuses to say, and what it hides."""

import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import Appraisal, Cohort, Policy, calibrate, parse_policy
from asn_appraisal.calibration import Calibration, ScoredCohort
from asn_appraisal.fairness import Audit, Row, audit
from asn_appraisal.fairness.auditing import auditing
from asn_appraisal.fairness.auditing.agreement import alpha, icc
from asn_appraisal.fairness.auditing.connecting import components
from asn_appraisal.fairness.auditing.intervals import Intervals
from asn_appraisal.fairness.auditing.preview import shrunken
from asn_appraisal.fairness.auditing.ratings import Rating
from asn_appraisal.fairness.auditing.score_interval import score_statistic
from asn_appraisal.fairness.auditing.severity import distances, mean
from asn_appraisal.fairness.auditing.words import MEASURES, METHODS
from asn_appraisal.record import Behaviour, Member

pytest.importorskip("scipy")
AT_95 = Intervals(95, installed=True)

POLICY = parse_policy("""
asn_appraisal: policy/1
id: small
scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures:
  total: {formula: mean(behaviours.value)}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60},
                                {level: kurang}]}
result: predicate
calibration:
  of: predicate
  rank_by: [total]
  mode: bind
  patterns: {any: {sangat_baik: {at_most: 20%}}}
""")


def person(name: str, *marks: tuple[str, int], aspect: str = "komitmen") -> Member:
    rows = [Behaviour(aspect, "peer", value, by=rater) for rater, value in marks]
    return Member(name, Appraisal(name, behaviours=rows))


def unit(*values: int, prefix: str = "p") -> Cohort:
    """Return a unit in which one rater marks everybody."""
    members = [person(f"{prefix}{at:02}", ("tuti", each)) for at, each in enumerate(values)]
    return Cohort("dinas", members)


# The design -----------------------------------------------------------------------------

marks = st.builds(
    Rating,
    ratee=st.sampled_from("abcdef"),
    rater=st.sampled_from("uvwxyz"),
    role=st.just("peer"),
    dimension=st.sampled_from(["komitmen", "kerja_sama"]),
    rating=st.integers(0, 100).map(Fraction),
)


def by_walking(ratings: list[Rating]) -> set[frozenset[tuple[str, str]]]:
    """Find the same groups by walking from each node."""
    near: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for each in ratings:
        one, two = ("rater", each.rater), ("ratee", each.ratee)
        near.setdefault(one, set()).add(two)
        near.setdefault(two, set()).add(one)
    found = set()
    for start in near:
        seen, todo = {start}, [start]
        while todo:
            todo += (more := near[todo.pop()] - seen)
            seen |= more
        found.add(frozenset(seen))
    return found


@given(st.lists(marks, max_size=12))
def test_groups_that_nothing_ties_together_are_found(ratings: list[Rating]) -> None:
    assert {frozenset(each) for each in components(ratings)} == by_walking(ratings)


def test_raters_who_share_nobody_are_not_compared() -> None:
    members = [person(f"a{at}", ("tuti", 90)) for at in range(6)]
    members += [person(f"b{at}", ("adi", 60)) for at in range(6)]
    found = audit(Cohort("dinas", members), {})

    assert found["design"]["groups-that-nothing-ties-together", ""].k == 2
    assert found["raters"].rows == ()
    assert "cannot be told from how good" in found["raters"].text("en")
    assert "tidak dapat dipisahkan" in found["design"].text()


def test_the_design_counts_what_stands_in_the_way() -> None:
    members = [
        person("ani", ("budi", 80), ("citra", 70)),
        person("budi", ("ani", 90)),
        Member(
            "citra",
            Appraisal(
                "citra",
                behaviours=[
                    Behaviour("komitmen", "self", 100, by="citra"),
                    Behaviour("komitmen", "superior", 75),
                ],
            ),
        ),
    ]
    table = audit(Cohort("dinas", members), {})["design"]

    assert {row.measure: (row.k, row.n) for row in table.rows} == {
        "groups-that-nothing-ties-together": (2, 5),
        "raters": (3, 3),
        "ratees": (2, 3),
        "ratees-with-one-rater": (1, 2),
        "pairs-that-rate-each-other": (1, 3),
        "raters-inside-the-pool": (3, 3),
        "marks-of-oneself": (1, 5),
        "marks-without-a-named-rater": (1, 5),
    }


def test_raters_without_names_are_not_made_one_rater() -> None:
    rows = [Behaviour("komitmen", "superior", 80), Behaviour("komitmen", "peer", 70)]
    cohort = Cohort("dinas", [Member(f"p{at}", Appraisal("x", behaviours=rows)) for at in range(6)])

    assert "No rater is named" in audit(cohort, {})["raters"].text("en")


# Raters ---------------------------------------------------------------------------------


@given(st.lists(marks, max_size=15), st.integers(-50, 50))
def test_a_rater_who_adds_so_many_points_lies_so_many_points_farther(
    ratings: list[Rating], points: int
) -> None:
    moved = [
        Rating(r.ratee, r.rater, r.role, r.dimension, r.rating + points * (r.rater == "u"))
        for r in ratings
    ]
    before, after = (distances(each).get("u", {}) for each in (ratings, moved))

    assert {ratee: each + points for ratee, each in before.items()} == after


def test_only_people_who_are_shared_say_anything_about_a_rater() -> None:
    members = [person(f"s{at}", ("tuti", 80), ("adi", 70)) for at in range(5)]
    alone = [person(f"t{at}", ("tuti", 0)) for at in range(5)]
    row = audit(Cohort("dinas", members + alone), {})["raters"]["distance", "tuti"]

    assert row.n == 5
    assert row.estimate == row.low == row.high == 10


def test_a_rater_of_few_shared_people_is_hidden() -> None:
    members = [person(f"s{at}", ("tuti", 80), ("adi", 70)) for at in range(4)]
    row = audit(Cohort("dinas", members), {})["raters"]["distance", "tuti"]

    assert row.suppressed
    assert (row.n, row.k, row.estimate) == (None, None, None)


def both_aspects(name: str, *marks: tuple[str, int, int]) -> Member:
    rows = [
        Behaviour(aspect, "peer", value, by=rater)
        for rater, one, two in marks
        for aspect, value in (("komitmen", one), ("inisiatif", two))
    ]
    return Member(name, Appraisal(name, behaviours=rows))


def test_one_mark_for_everybody_and_aspects_that_go_together_are_shown() -> None:
    members = [
        both_aspects(f"p{at}", ("tuti", 80, 80), ("adi", 60 + at, 90 - at), ("eka", at, 2 * at))
        for at in range(6)
    ]
    table = audit(Cohort("dinas", members), {})["habits"]

    assert (table["one-mark", "tuti"].k, table["one-mark", "tuti"].n) == (12, 12)
    assert table["one-mark", "adi"].k == 1
    assert table["between-aspects", "adi"].estimate == pytest.approx(-1)
    assert table["between-aspects", "eka"].estimate == pytest.approx(1)
    with pytest.raises(KeyError):
        table["between-aspects", "tuti"]  # marks that never differ go together with nothing


def test_habits_of_a_rater_of_few_people_are_hidden() -> None:
    table = audit(Cohort("dinas", [both_aspects("p", ("tuti", 80, 80))]), {})["habits"]

    assert [(row.measure, row.suppressed, row.n) for row in table.rows] == [
        ("one-mark", True, None)
    ]


@given(
    st.dictionaries(
        st.sampled_from("uvwxyz"),
        st.lists(st.integers(-9, 9).map(Fraction), min_size=2, max_size=6),
        min_size=2,
    )
)
def test_a_shrunken_distance_lies_between_nothing_and_the_distance(
    apart: dict[str, list[Fraction]],
) -> None:
    for rater, found in shrunken(apart).items():
        raw = mean(apart[rater])
        assert min(Fraction(0), raw) <= found <= max(Fraction(0), raw)
        if len({x for each in apart.values() for x in each}) == 1:
            assert found == raw


@given(st.lists(st.integers(-9, 9).map(Fraction), min_size=2, max_size=4))
def test_who_rates_more_people_is_shrunken_less(apart: list[Fraction]) -> None:
    found = shrunken({"few": apart, "many": apart * 3, "other": [-each for each in apart]})

    assert abs(found["few"]) <= abs(found["many"])


def test_raters_who_share_nobody_get_no_preview() -> None:
    members = [person(f"a{at}", ("tuti", 90)) for at in range(6)]
    members += [person(f"b{at}", ("adi", 60)) for at in range(6)]

    assert audit(Cohort("dinas", members), {})["preview"].rows == ()


# Groups ---------------------------------------------------------------------------------

counts = st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_an_interval_holds_its_estimate(one: tuple[int, int], two: tuple[int, int]) -> None:
    rates = [each[0] / each[1] for each in (one, two)]
    low, high = AT_95.rate(*one)
    assert low is not None
    assert high is not None
    assert low - 1e-9 <= rates[0] <= high + 1e-9
    low, high = AT_95.difference(one, two)
    assert low is not None
    assert high is not None
    assert -1 - 1e-9 <= low <= rates[0] - rates[1] + 1e-9
    assert rates[0] - rates[1] - 1e-9 <= high <= 1 + 1e-9
    low, high = AT_95.ratio(one, two)
    if rates[1]:
        assert low is not None
        assert high is not None
        assert low * (1 - 1e-6) <= rates[0] / rates[1] <= high * (1 + 1e-6)
    elif rates[0]:
        assert low is not None
        assert high is None
    else:
        assert (low, high) == (None, None)


@given(counts, counts)
def test_the_interval_of_the_inverse_ratio_is_the_inverse(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    if not one[0] or not two[0]:
        return
    low, high = AT_95.ratio(one, two)
    low_inverse, high_inverse = AT_95.ratio(two, one)

    assert low and high and low_inverse and high_inverse  # noqa: PT018 - all four are there
    assert abs(low * high_inverse - 1) < Fraction(1, 10**9)
    assert abs(high * low_inverse - 1) < Fraction(1, 10**9)


@given(counts, counts)
def test_at_its_ends_the_score_statistic_is_at_its_limit(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    low, high = AT_95.ratio(one, two)
    for end in (low, high):
        if end:
            beyond = end * Fraction(1001 if end == high else 999, 1000)
            at_end, further = (score_statistic(one, two, each) for each in (end, beyond))
            assert at_end is not None
            assert at_end <= Fraction("3.8415")
            assert further is None or further > Fraction("3.8414")


def test_groups_are_set_against_the_rest() -> None:
    cohort = unit(*[95] * 8, *[70] * 12, *[95] * 2, *[70] * 18)
    groups = {member.employee: "L" if at < 20 else "P" for at, member in enumerate(cohort.members)}
    table = audit(cohort, groups, policy=POLICY)["outcomes"]

    assert (table["rate", "L"].k, table["rate", "L"].n) == (8, 20)
    assert table["difference", "L"].estimate == pytest.approx(0.3)
    assert table["difference", "P"].estimate == pytest.approx(-0.3)
    assert table["ratio", "P"].estimate == pytest.approx(0.25)
    assert table["p", "L"].estimate == table["p", "P"].estimate == pytest.approx(0.0648, abs=1e-3)
    assert table["four-fifths", "P"].method == "below-four-fifths-interval-below-1"
    assert table["four-fifths", "L"].method == "not-below-four-fifths"


def test_four_fifths_alone_is_no_alarm() -> None:
    cohort = unit(*[95] * 3, *[70] * 7, *[95] * 2, *[70] * 8)
    groups = {member.employee: "L" if at < 10 else "P" for at, member in enumerate(cohort.members)}
    row = audit(cohort, groups, policy=POLICY)["outcomes"]["four-fifths", "P"]

    assert row.estimate == pytest.approx(2 / 3)
    assert row.method == "below-four-fifths-interval-holds-1"


@pytest.mark.parametrize(
    ("at_least", "expected"), [(None, 1), ("sangat_baik", 1), ("baik", 3), ("kurang", 6)]
)
def test_the_level_that_is_counted_can_be_chosen(at_least: str | None, expected: int) -> None:
    cohort = unit(95, 70, 70, 50, 50, 50)
    groups = {member.employee: "L" for member in cohort.members}
    found = audit(cohort, groups, policy=POLICY, at_least=at_least)

    assert found["outcomes"]["rate", "L"].k == expected


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"baek.*kurang, baik, sangat_baik"):
        audit(unit(90), {}, policy=POLICY, at_least="baek")


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 8))
def test_nothing_of_a_small_group_is_shown(few: int, many: int, smallest: int) -> None:
    cohort = unit(*[95, 70] * few, *[70, 95] * many)
    groups = {
        member.employee: "few" if at < 2 * few else "many"
        for at, member in enumerate(cohort.members)
    }
    table = audit(cohort, groups, policy=POLICY, smallest=smallest).tables.get("outcomes")
    sizes = {"few": 2 * few, "many": 2 * many}
    for row in table.rows if table is not None else ():
        if sizes[row.group] < smallest:
            assert row == Row(row.measure, row.group, None, method=row.method, suppressed=True)
        if min(sizes.values()) < smallest and row.measure != "rate":
            assert row.suppressed
    if table is not None:
        assert {row.group for row in table.rows} == {name for name, n in sizes.items() if n}


def test_groups_are_given_by_employee_and_not_the_other_way_round() -> None:
    turned: Any = {"L": ["p00"], "P": ["p01"]}

    with pytest.raises(TypeError, match="each employee"):
        audit(unit(90, 80), turned)


def test_people_without_a_group_or_a_level_are_told_of_and_not_counted() -> None:
    cohort = unit(*[95] * 6)
    empty = Member("q", Appraisal("q"))
    found = audit(
        Cohort("dinas", [*cohort.members, empty]), dict.fromkeys(list("q"), "L"), policy=POLICY
    )
    said = found.text("en")

    assert "6 people without a group are not counted by group." in said
    assert "1 people have no level; they are not counted as none." in said


# Agreement ------------------------------------------------------------------------------

units = st.lists(
    st.lists(st.integers(0, 5).map(Fraction), min_size=1, max_size=4), min_size=2, max_size=6
)


@given(units, st.booleans())
def test_alpha_is_at_most_one_and_one_only_where_all_agree(
    people: list[list[Fraction]], ordinal: bool
) -> None:
    shared = [each for each in people if len(each) > 1]
    found = alpha(shared, ordinal=ordinal)
    if found is None:
        assert len({mark for each in shared for mark in each}) <= 1
    else:
        assert found <= 1
        assert (found == 1) == all(len(set(each)) == 1 for each in shared)


@given(units, st.integers(1, 5), st.integers(-5, 5))
def test_neither_unit_nor_zero_of_a_scale_changes_agreement(
    people: list[list[Fraction]], times: int, more: int
) -> None:
    shared = [each for each in people if len(each) > 1]
    other = [[times * mark + more for mark in each] for each in shared]

    assert alpha(shared, ordinal=False) == alpha(other, ordinal=False)
    assert alpha(shared, ordinal=True) == alpha(other, ordinal=True)
    assert icc(shared) == icc(other)


@given(units)
def test_a_single_mark_says_nothing_about_agreement(people: list[list[Fraction]]) -> None:
    shared = [each for each in people if len(each) > 1]

    assert alpha(people, ordinal=False) == alpha(shared, ordinal=False)


@given(units)
def test_the_f_of_the_icc_is_that_of_an_analysis_of_variance(people: list[list[Fraction]]) -> None:
    from scipy.stats import f_oneway  # noqa: PLC0415 - behind the extra

    found = icc(people)
    if found is not None:
        plain = [[float(mark) for mark in each] for each in people]
        assert float(found[1]) == pytest.approx(float(f_oneway(*plain).statistic), abs=1e-9)


@given(units)
def test_ordinal_alpha_is_that_of_the_formula_with_marks_between(
    people: list[list[Fraction]],
) -> None:
    """Krippendorff (2011): the squared sum of all counts from c to k, less half of both ends."""
    shared = [each for each in people if len(each) > 1]
    counted = Counter(mark for each in shared for mark in each)

    def apart(one: Fraction, two: Fraction) -> Fraction:
        low, high = sorted((one, two))
        between = sum(n for mark, n in counted.items() if low <= mark <= high)
        return (between - Fraction(counted[one] + counted[two], 2)) ** 2

    expected = sum(counted[c] * counted[k] * apart(c, k) for c in counted for k in counted)
    observed = sum(
        apart(one, two) / (len(each) - 1)
        for each in shared
        for at, one in enumerate(each)
        for other, two in enumerate(each)
        if at != other
    )
    found = alpha(people, ordinal=True)

    if found is None:
        assert not expected
    else:
        assert found == 1 - (counted.total() - 1) * observed / expected


def test_where_all_marks_are_alike_there_is_no_agreement_to_measure() -> None:
    members = [person(f"s{at}", ("tuti", 80), ("adi", 80)) for at in range(6)]
    table = audit(Cohort("dinas", members), {})["agreement"]

    for row in table.rows:
        assert (row.estimate, row.method, row.n, row.k) == (None, "all-marks-alike", 6, 12)


def test_each_aspect_has_its_own_agreement() -> None:
    values = [60, 65, 70, 75, 80, 85]
    members = [
        Member(
            f"p{at}",
            Appraisal(
                "x",
                behaviours=[
                    Behaviour("komitmen", "peer", mark, by="tuti"),
                    Behaviour("komitmen", "peer", mark + at % 2, by="adi"),
                    Behaviour("inisiatif", "peer", mark, by="tuti"),
                    Behaviour("inisiatif", "peer", 145 - mark, by="adi"),
                ],
            ),
        )
        for at, mark in enumerate(values)
    ]
    table = audit(Cohort("dinas", members), {})["agreement"]
    near, far = table["alpha-interval", "komitmen"], table["alpha-interval", "inisiatif"]

    assert near.estimate is not None
    assert far.estimate is not None
    assert near.estimate > 0.9
    assert far.estimate < 0
    assert near.low is not None
    assert near.high is not None
    assert near.low < near.estimate < near.high <= 1


# Calibration ----------------------------------------------------------------------------


def calibrated(policy: Policy = POLICY) -> Calibration:
    return calibrate(policy, unit(*[95, 94, 93, 92, 91], *[70] * 5))


def test_who_was_moved_is_counted_by_group_and_by_unit() -> None:
    calibration = calibrated()
    groups = {f"p{at:02}": "L" if at < 5 else "P" for at in range(10)}
    table = audit(calibration, groups)["movement"]

    assert len(calibration.moves) == 3
    assert (table["moved", "L"].k, table["moved", "L"].n) == (3, 5)
    assert table["mean-steps", "L"].estimate == pytest.approx(-0.6)
    assert table["moved", "P"].k == 0
    assert table["moved", "unit:dinas"].n == 10
    assert table["order-kept", ""].estimate == pytest.approx(
        # Of 45 pairs 10 keep their order and none is turned; 20 were ties before, 29 are after.
        10 / ((45 - 20) * (45 - 29)) ** 0.5
    )


def test_after_calibration_the_final_levels_are_counted() -> None:
    groups = {f"p{at:02}": "L" if at < 5 else "P" for at in range(10)}

    assert audit(calibrated(), groups)["outcomes"]["rate", "L"].k == 2
    before = ScoredCohort("dinas", calibrated().cards)
    assert audit(before, groups)["outcomes"]["rate", "L"].k == 5


def test_several_units_are_one_audit() -> None:
    one = calibrate(POLICY, unit(*[95] * 5, prefix="a"))
    two = calibrate(POLICY, unit(*[70] * 5, prefix="b"))
    found = audit([one, two], {})

    assert found["movement"]["order-kept", ""].n == 10
    assert found["design"]["ratees", ""].n == 10


def test_results_of_different_scales_are_not_added_up() -> None:
    text = dict(POLICY.document)
    other = parse_policy(
        {
            **text,
            "id": "other",
            "scales": {"predicate": {"kurang": "x", "baik": "y", "sangat_baik": "z", "top": "t"}},
        }
    )
    cohorts = [ScoredCohort.from_cohort(each, unit(95)) for each in (POLICY, other)]

    with pytest.raises(ValueError, match="different scales"):
        audit(cohorts, {})


# What is said ---------------------------------------------------------------------------


def everything() -> Audit:
    return audit(calibrated(), {f"p{at:02}": "L" if at < 5 else "P" for at in range(10)})


def test_every_measure_and_method_has_words() -> None:
    members = [person(f"s{at}", ("tuti", 80), ("adi", 70 + at)) for at in range(6)]
    pairs = [both_aspects(f"p{at}", ("tuti", 80 - at, 80), ("adi", 60 + at, at)) for at in range(6)]
    audits = [everything(), audit(Cohort("dinas", members), {}), audit(Cohort("dinas", pairs), {})]
    rows = [row for found in audits for table in found.tables.values() for row in table.rows]

    assert {row.measure for row in rows} <= set(MEASURES)
    assert {row.method for row in rows} <= set(METHODS)
    source = Path(auditing.__file__).parent
    code = "".join(path.read_text("utf-8") for path in source.glob("*.py"))
    assert [
        each for each in (*MEASURES, *METHODS) if code.count(f'"{each}"') < 2 - (not each)
    ] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_limits_come_first_and_no_word_of_praise_is_said(language: str) -> None:
    said = everything().text(language)

    assert said.startswith("- ")
    first = said.index({"id": "ukuran", "en": "measure"}[language])
    assert all(said.index(limit.in_language(language)) < first for limit in everything().limits)
    assert not re.search(r"\b(fair|unbiased|objective|adil|objektif|bias)\b", said)


def test_without_the_extra_there_are_counts_but_no_intervals_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(auditing, "available", lambda: False)
    found = everything()
    rows = [row for table in found.tables.values() for row in table.rows]

    assert any("asn-appraisal[audit]" in limit.en for limit in found.limits)
    assert {(row.low, row.high) for row in rows} == {(None, None)}
    assert found["outcomes"]["rate", "L"].k == 2
    assert found["outcomes"]["p", "L"].estimate is None
    assert not [row for row in rows if row.measure == "four-fifths"]


def test_the_marks_are_handed_on_in_long_form() -> None:
    members = [person("ani", ("tuti", 80), ("adi", 70))]

    assert audit(Cohort("dinas", members), {}).to_records() == [
        {"ratee": "ani", "rater": "tuti", "role": "peer", "dimension": "komitmen", "rating": "80"},
        {"ratee": "ani", "rater": "adi", "role": "peer", "dimension": "komitmen", "rating": "70"},
    ]


def test_ratings_in_words_count_by_their_place() -> None:
    rows = [Behaviour("komitmen", "peer", rating="above", by="adi")]
    found = audit(Cohort("dinas", [Member("ani", Appraisal("a", behaviours=rows))]), {})

    assert found.to_records()[0]["rating"] == "2"


def test_every_table_is_rows_of_one_form() -> None:
    found = everything()
    records = [each for table in found.tables.values() for each in table.to_records()]

    assert len({tuple(each) for each in records}) == 1
    assert list(found.tables) == [
        "outcomes",
        "design",
        "raters",
        "habits",
        "preview",
        "agreement",
        "movement",
    ]
    assert len(found.to_plain()["tables"]) == 7


def test_plain_data_holds_text_and_records_hold_decimals() -> None:
    row = Row("rate", "L", 3, 1, Fraction(1, 3))

    assert row.to_plain()["estimate"] == "0.333333333333"
    assert row.to_plain()["low"] is None
    assert row.to_record()["estimate"] == Decimal("0.333333333333")


def test_without_scores_there_are_no_outcomes() -> None:
    assert "outcomes" not in audit(unit(90, 80), {}).tables


def test_the_room_loads_nothing_of_scipy_before_it_is_needed() -> None:
    program = "import asn_appraisal.fairness, sys; print('scipy' in sys.modules)"
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert answer.stdout.strip() == "False"
