"""What the public strategies promise, over policies that are drawn and over those of the country."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from asn_appraisal import (
    Appraisal,
    Cohort,
    Policy,
    RecordError,
    calibrate,
    parse_policy,
    score,
    testing,
)
from asn_appraisal.formula import Level
from asn_appraisal.presets import preset, presets
from asn_appraisal.record import Indicator, WorkResult
from asn_appraisal.testing import (
    appraisals,
    breakpoints,
    cohorts,
    comparable_pairs,
    near_boundaries,
    policies,
    policy_documents,
    rater_panels,
    reordered,
)
from asn_appraisal.testing.pieces import pieces

read = cache(preset)
EMPTY = Appraisal("a")
RESULT = WorkResult("r")
country = st.sampled_from(presets()).map(read)
any_policy = st.one_of(country, policies())
#: Drawing a policy takes longest; what is drawn under it is what these tests are about.
quick = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
#: Any example will do, so none is made smaller.
one = settings(
    max_examples=1000,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

STEP = """
asn_appraisal: policy/1
id: step
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence: {behaviours: {value: {from: 0, to: 100}, rater: [peer], aspects: [komitmen]}}
measures:
  total: {formula: mean(behaviours.value), round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 76.5}, {level: kurang}]}
result: predicate
"""


@given(any_policy, st.data())
@quick
def test_a_lawful_appraisal_is_never_refused(policy: Policy, data: st.DataObject) -> None:
    for _ in range(4):
        score(policy, data.draw(appraisals(policy)))


@given(st.sampled_from(presets()), st.data())
@quick
def test_under_the_policies_of_the_country_a_whole_appraisal_has_a_result(
    name: str, data: st.DataObject
) -> None:
    policy = read(name)
    card = score(policy, data.draw(appraisals(policy, missing=False)))

    assert card.status == "complete", card.problems
    assert card.result is not None


@pytest.mark.parametrize("name", ["pp-46-2011", "pp-30-2019"])
def test_values_may_be_missing_and_rules_may_be_broken_on_request_only(name: str) -> None:
    policy = read(name)

    def lacks(appraisal: Appraisal) -> bool:
        return score(policy, appraisal).status == "incomplete"

    def breaks(appraisal: Appraisal) -> bool:
        return refused(policy, appraisal)

    assert lacks(find(appraisals(policy), lacks, settings=one))
    assert breaks(find(appraisals(policy, lawful=False), breaks, settings=one))
    with pytest.raises(NoSuchExample):
        find(appraisals(policy, missing=False), lacks, settings=settings(one, max_examples=30))


def refused(policy: Policy, appraisal: Appraisal) -> bool:
    try:
        score(policy, appraisal)
    except RecordError:
        return True
    return False


def test_weights_that_must_sum_to_a_total_do() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: weighted
evidence:
  indicators:
    target: {above: 0}
    actual: {from: 0}
    weight: {total: 100, above: 0, to: 100}
    required: [title, unit, weight]
measures: {total: {formula: "mean(100 * indicators.actual / indicators.target, weight=weight)"}}
result: total
""")

    @given(appraisals(policy))
    @quick
    def weighed(appraisal: Appraisal) -> None:
        rows = [each for result in appraisal.results for each in result.indicators]
        assert not rows or sum((each.weight or Fraction(0) for each in rows), Fraction(0)) == 100
        score(policy, appraisal)

    weighed()


# The policy's own numbers ---------------------------------------------------------------


def test_breakpoints_are_the_numbers_that_the_policy_turns_at() -> None:
    assert breakpoints(parse_policy(STEP)) == (Fraction("0.765"), Fraction("76.5"))


@given(policies())
@quick
def test_breakpoints_are_exact_and_in_order(policy: Policy) -> None:
    found = breakpoints(policy)

    assert sorted(set(found)) == list(found)
    assert {type(each) for each in found} <= {Fraction}


def test_appraisals_reach_a_number_that_only_the_policy_knows() -> None:
    policy = parse_policy(STEP.replace("76.5", "76.123"))

    def knows(appraisal: Appraisal) -> bool:
        return any(row.value == Fraction("76.123") for row in appraisal.behaviours)

    assert knows(find(appraisals(policy), knows, settings=one))


@pytest.mark.parametrize("name", ["pp-30-2019", "talent-box", "job-person-match"])
@pytest.mark.parametrize("gap", [Fraction(-1, 100), Fraction(1, 100)])
def test_near_a_boundary_one_hundredth_of_one_number_changes_a_level(
    name: str, gap: Fraction
) -> None:
    policy = read(name)

    def turns(appraisal: Appraisal) -> bool:
        here = score(policy, appraisal)
        moved = [
            score(policy, piece.put(appraisal, piece.value + gap))
            for piece in pieces(policy, appraisal)
            if piece.range.holds(piece.value + gap) and not piece.range.grid
        ]
        levels = [each for each in here if isinstance(here[each], Level)]
        return any(here[each] != there[each] for there in moved for each in levels)

    assert turns(find(near_boundaries(policy), turns, settings=one))


@given(any_policy, st.data())
@quick
def test_an_appraisal_near_a_boundary_is_lawful(policy: Policy, data: st.DataObject) -> None:
    score(policy, data.draw(near_boundaries(policy)))


# Pairs ----------------------------------------------------------------------------------


@given(any_policy, st.sampled_from([None, True, False]), st.data())
@quick
def test_of_a_pair_the_second_is_better_in_evidence_with_a_direction_and_equal_in_all_else(
    policy: Policy, everywhere: bool | None, data: st.DataObject
) -> None:
    worse, better = data.draw(comparable_pairs(policy, everywhere=everywhere))
    before = {piece.path: piece for piece in pieces(policy, worse)}
    after = {piece.path: piece for piece in pieces(policy, better)}

    assert list(before) == list(after)
    changed = [path for path in before if before[path].value != after[path].value]
    for path in changed:
        allowed = before[path].better
        assert allowed is not None
        assert allowed.holds(after[path].value)
    if everywhere is False:
        assert len(changed) <= 1
    undone = better
    for path in changed:
        undone = before[path].put(undone, before[path].value)
    assert undone == worse
    score(policy, better)


@pytest.mark.parametrize(
    ("polarity", "actual", "holds", "holds_not"),
    [
        ("higher", 90, 91, 89),
        (None, 90, 91, 89),
        ("lower", 90, 89, 91),
        ("within", 90, 95, 89),
        ("within", 120, 115, 121),
    ],
)
def test_better_follows_the_polarity(
    polarity: Any, actual: int, holds: int, holds_not: int
) -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: any
evidence: {indicators: {}}
measures: {total: {formula: count(indicators)}}
result: total
""")
    indicator = Indicator("i", polarity=polarity, target=(100, 110), actual=actual)
    appraisal = evolve(EMPTY, results=[evolve(RESULT, indicators=[indicator])])
    (piece,) = pieces(policy, appraisal)

    assert piece.better is not None
    assert piece.better.holds(Fraction(holds))
    assert not piece.better.holds(Fraction(holds_not))


def test_inside_its_target_range_nothing_is_better() -> None:
    policy = read("pp-30-2019")
    indicator = Indicator("i", polarity="within", target=(100, 110), actual=104)
    appraisal = evolve(EMPTY, results=[evolve(RESULT, indicators=[indicator])])

    assert [piece.can_improve for piece in pieces(policy, appraisal)] == [False]


def test_a_pair_in_which_better_work_scores_less_is_found() -> None:
    """PP 46/2011: finishing in 75 % of the time scores less than finishing in 76 %."""
    policy = read("pp-46-2011")

    def falls(pair: tuple[Appraisal, Appraisal]) -> bool:
        before, after = (score(policy, each)["total"] for each in pair)
        return bool(before is not None and after is not None and after < before)

    assert falls(find(comparable_pairs(policy, everywhere=False), falls, settings=one))


# Order, panels and cohorts --------------------------------------------------------------


@given(any_policy, st.data())
@quick
def test_another_order_says_the_same(policy: Policy, data: st.DataObject) -> None:
    appraisal = data.draw(appraisals(policy))
    other = data.draw(reordered(appraisal))

    assert sorted(map(repr, appraisal.behaviours)) == sorted(map(repr, other.behaviours))
    assert {each.id for each in appraisal.results} == {each.id for each in other.results}
    assert dict(appraisal.facts) == dict(other.facts)
    assert score(policy, appraisal).status == score(policy, other).status


@given(any_policy, st.data())
@quick
def test_every_rater_of_a_panel_marks_every_aspect_that_the_policy_asks_for(
    policy: Policy, data: st.DataObject
) -> None:
    panel = data.draw(rater_panels(policy, min_raters=2, max_raters=4))
    rules = policy.evidence.tables.get("behaviours")
    if rules is None:
        assert panel == ()
        return
    raters = {row.by for row in panel}
    aspects = {row.aspect for row in panel}

    assert 2 <= len(raters) <= 4
    assert {(row.aspect, row.by) for row in panel} == {(a, r) for a in aspects for r in raters}
    assert not rules.aspects or aspects == set(rules.aspects)
    whole = data.draw(appraisals(policy, missing=False))
    score(policy, evolve(whole, behaviours=panel))


@given(country, st.integers(0, 4), st.booleans(), st.data())
@quick
def test_a_cohort_can_be_calibrated(
    policy: Policy, least: int, ties: bool, data: st.DataObject
) -> None:
    cohort = data.draw(cohorts(policy, min_size=least, max_size=6, ties=ties))

    assert least <= len(cohort.members) <= 6
    assert len({member.employee for member in cohort.members}) == len(cohort.members)
    assert len({each.id for each in cohort.appraisals}) == len(cohort.members)
    if not ties:
        bare = [repr(evolve(each, id="x")) for each in cohort.appraisals]
        assert len(set(bare)) == len(bare)
    if policy.calibration is not None:
        calibration = calibrate(policy, cohort)
        assert len(calibration.final) + len(calibration.incomplete) == len(cohort.members)
        assert calibration.pattern is not None or calibration.exempt is not None


@pytest.mark.parametrize("ties", [True, False])
def test_cohorts_have_copies_only_where_ties_are_wanted(ties: bool) -> None:
    policy = read("pp-30-2019")
    drawn = cohorts(policy, min_size=3, max_size=4, ties=ties)

    def copies(cohort: Cohort) -> bool:
        bare = {repr(evolve(each, id="x")) for each in cohort.appraisals}
        return len(bare) < len(cohort.members)

    if ties:
        assert copies(find(drawn, copies, settings=one))
    else:
        with pytest.raises(NoSuchExample):
            find(drawn, copies, settings=settings(one, max_examples=20))


# Documents and types --------------------------------------------------------------------


@given(policy_documents())
@quick
def test_a_drawn_document_is_a_policy(document: dict[str, Any]) -> None:
    assert parse_policy(document).document


@pytest.mark.parametrize("kind", [Policy, Appraisal, Cohort])
def test_hypothesis_knows_the_types(kind: type[Any]) -> None:
    from asn_appraisal.testing.entry import register  # noqa: PLC0415 - what the entry point calls

    register()

    assert isinstance(find(st.from_type(kind), lambda _: True, settings=one), kind)


def test_no_module_hides_a_public_name() -> None:
    folder = Path(testing.__file__).parent

    assert {path.stem for path in folder.iterdir()} & set(testing.__all__) == set()
    modules = [name for name in testing.__all__ if isinstance(getattr(testing, name), ModuleType)]
    assert modules == []
