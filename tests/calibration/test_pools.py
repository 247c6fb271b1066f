from collections.abc import Callable

import pytest

from asn_appraisal import (
    Appraisal,
    Cohort,
    Policy,
    PolicyError,
    RecordError,
    calibrate,
    parse_policy,
    score,
)
from asn_appraisal.calibration import ScoredCohort
from asn_appraisal.errors import Problem
from asn_appraisal.presets import preset
from asn_appraisal.record import Member

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]

CAP = "sb: {at_most: 50%}"


def appraised(name: str, **facts: str) -> Appraisal:
    return Appraisal(name, facts=facts)


def test_a_pool_below_the_smallest_is_exempt_and_the_next_is_not(
    ruled: Ruled, pooled: Pooled
) -> None:
    """Row 5: a pattern on a handful of people is arithmetic, not judgement."""
    policy = ruled(CAP, smallest_pool=5, mode="bind")
    four, five = (calibrate(policy, pooled(policy, "sb " * size)) for size in (4, 5))

    assert four.exempt == Problem("ASN-C023", None, {"size": 4, "smallest": 5}).what
    assert not four.moves
    assert not four.findings
    assert five.exempt is None
    assert len(five.moves) == 3


def test_an_empty_pool_is_exempt(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(CAP)
    found = calibrate(policy, pooled(policy, ""))

    assert found.exempt is not None
    assert found.final == {}


def test_a_small_pool_is_merged_with_the_unit_above_under_its_facts(
    ruled: Ruled, pooled: Pooled
) -> None:
    patterns = "good: {sb: {at_most: 50%}}, poor: {sb: {at_most: 0%}}"
    policy = ruled(
        patterns, choose_by="how", smallest_pool=4, below_smallest="parent_unit", mode="bind"
    )
    section = pooled(policy, "sb sb", (9, 8), unit="seksi", facts={"how": "poor"}, parent="bidang")
    above = pooled(policy, "sb b b", (7, 6, 5), unit="bidang", facts={"how": "good"})
    above = ScoredCohort(
        "bidang", {f"x{who}": card for who, card in above.cards.items()}, above.facts
    )
    found = calibrate(policy, section, parent=above)

    assert found.exempt is None
    assert found.unit == "bidang"
    assert found.pattern == "good"
    assert [each.code for each in found.notes] == ["ASN-C031"]
    assert len(found.final) == 5
    assert [move.employee for move in found.moves] == ["xp1"]


def test_a_merged_pool_that_is_still_too_small_is_exempt(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(CAP, smallest_pool=9, below_smallest="parent_unit")
    section, above = pooled(policy, "sb sb"), pooled(policy, "sb sb", unit="above")
    found = calibrate(policy, section, parent=above)

    assert found.exempt is not None
    assert len(found.final) == 2


def test_who_stands_in_both_pools_with_one_appraisal_is_counted_once(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled(CAP, smallest_pool=3, below_smallest="parent_unit")
    found = calibrate(policy, pooled(policy, "sb sb"), parent=pooled(policy, "sb sb b", (2, 1, 0)))

    assert len(found.final) == 3


def test_who_stands_in_both_pools_with_two_appraisals_is_refused(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled(CAP, smallest_pool=3, below_smallest="parent_unit")
    with pytest.raises(RecordError, match="ASN-C051") as caught:
        calibrate(policy, pooled(policy, "sb sb"), parent=pooled(policy, "b b b", (9, 8, 7)))

    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(("parent", "words"), [("bidang", "`bidang`"), (None, "(tidak tercatat)")])
def test_a_small_pool_whose_unit_above_was_not_handed_in_asks_for_it(
    ruled: Ruled, pooled: Pooled, parent: str | None, words: str
) -> None:
    policy = ruled(CAP, smallest_pool=4, below_smallest="parent_unit")
    found = calibrate(policy, pooled(policy, "sb sb", parent=parent))

    assert [each.code for each in found.findings] == ["ASN-C022"]
    assert words in found.findings[0].what.id
    assert found.exempt is not None
    assert found.moves == ()


def test_a_large_pool_has_no_use_for_the_unit_above(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(CAP, smallest_pool=2, below_smallest="parent_unit")
    alone = calibrate(policy, pooled(policy, "sb sb sb"))

    assert calibrate(policy, pooled(policy, "sb sb sb"), parent=pooled(policy, "b b")) == alone


def test_an_incomplete_card_is_listed_and_neither_counted_nor_calibrated(ruled: Ruled) -> None:
    policy = ruled(CAP, smallest_pool=2)
    members = [
        Member("budi", appraised("b", given="sb", place="2")),
        Member("ani", appraised("a", given="sb", place="3")),
        Member("dewi", appraised("d", place="9")),
        Member("citra", appraised("c", given="sb")),
    ]
    found = calibrate(policy, Cohort("u", members))

    assert found.incomplete == ("citra", "dewi")
    assert [each.code for each in found.notes] == ["ASN-C032", "ASN-C032"]
    assert set(found.final) == {"ani", "budi"}
    assert sum(found.counts.before.values()) == 2
    assert [move.employee for move in found.moves] == ["budi"]
    assert set(found.cards) == {"ani", "budi", "citra", "dewi"}


def test_a_measure_that_ranks_and_has_no_value_leaves_a_card_out(ruled: Ruled) -> None:
    document = {**ruled(CAP, rank_by="[second]").document}
    evidence = {**document["evidence"], "behaviours": {"value": {"from": "0", "to": "100"}}}
    second = {"formula": "mean(behaviours.value)"}
    measures = {**document["measures"], "second": second}
    policy = parse_policy({**document, "evidence": evidence, "measures": measures})
    cohort = Cohort("u", [Member("ani", appraised("a", given="sb", place="3"))])
    found = calibrate(policy, cohort)

    assert found.cards["ani"].status == "complete"
    assert found.incomplete == ("ani",)
    assert [each.code for each in found.notes] == ["ASN-C033"]
    assert "`second` dari `ani`" in found.notes[0].what.id


def test_a_policy_without_a_pattern_cannot_calibrate() -> None:
    with pytest.raises(PolicyError, match="ASN-C050"):
        calibrate(preset("pp-30-2019"), Cohort("u"))


def test_two_appraisals_of_one_employee_are_refused_with_both_ids(ruled: Ruled) -> None:
    """Row 23: the newest does not silently win."""
    policy = ruled(CAP)
    first = Member("ani", appraised("ani-tahunan", given="sb", place="3"))
    second = Member("ani", appraised("ani-tw1", given="b", place="3"))
    with pytest.raises(RecordError, match="`ani-tahunan` dan `ani-tw1`") as one:
        calibrate(policy, Cohort("u", [first, second]))
    with pytest.raises(RecordError) as other:
        calibrate(policy, Cohort("u", [second, first]))

    assert one.value == other.value


def test_one_appraisal_that_was_sent_twice_counts_once(ruled: Ruled) -> None:
    policy = ruled(CAP)
    members = [Member("ani", appraised("a", given="sb", place="3")) for _ in range(2)]

    assert len(calibrate(policy, Cohort("u", members)).final) == 1


def test_evidence_that_breaks_its_rules_is_refused_with_every_fault(ruled: Ruled) -> None:
    policy = ruled(CAP)
    members = [
        Member("ani", appraised("a", given="sb", place="-1")),
        Member("budi", appraised("b", given="top", place="3")),
    ]
    with pytest.raises(RecordError) as caught:
        calibrate(policy, Cohort("u", members))

    assert len(caught.value.problems) == 2


def test_a_card_of_another_policy_is_refused(ruled: Ruled) -> None:
    policy, other = ruled(CAP), ruled("sb: {at_most: 40%}")
    card = score(other, appraised("a", given="sb", place="3"))
    with pytest.raises(RecordError, match="ASN-C052"):
        calibrate(policy, ScoredCohort("u", {"ani": card}))


def test_a_card_of_the_same_policy_read_again_is_taken(ruled: Ruled) -> None:
    policy = ruled(CAP)
    again = parse_policy(policy.document)
    card = score(again, appraised("a", given="sb", place="3"))

    assert again is not policy
    assert len(calibrate(policy, ScoredCohort("u", {"ani": card})).final) == 1
