"""What a calibration is as a value, and what it does not depend on."""

import json
import pickle
from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import Policy, calibrate
from asn_appraisal.calibration import Calibration, ScoredCohort

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]

PATTERN = "sb: {at_most: 20%}, b: {most: true}, bp|k: {at_least: 1 person}"
WORDS = ("sb", "b", "bp", "k", "sk")
PEOPLE = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 4)), min_size=1, max_size=12)
People = Sequence[tuple[str, int]]


def cohort(pooled: Pooled, policy: Policy, people: People, names: Sequence[str]) -> ScoredCohort:
    made = pooled(policy, " ".join(level for level, _ in people), [place for _, place in people])
    return ScoredCohort("u", dict(zip(names, made.cards.values(), strict=True)))


def results(found: Calibration) -> dict[str, str]:
    return {who: str(level) for who, level in found.proposed.items()}


@given(people=PEOPLE, ties=st.sampled_from(["together", "up", "down", "manual"]), data=st.data())
def test_neither_order_nor_names_change_anything(
    ruled: Ruled, pooled: Pooled, people: People, ties: str, data: st.DataObject
) -> None:
    """C4: decided by declared keys only, never by NIP or alphabet."""
    policy = ruled(PATTERN, ties=ties)
    names = [f"p{at}" for at in range(len(people))]
    order = data.draw(st.permutations(range(len(people))))
    renamed = {name: f"q{order[at]:02}" for at, name in enumerate(names)}
    first = calibrate(policy, cohort(pooled, policy, people, names))
    shuffled = cohort(pooled, policy, [people[at] for at in order], [names[at] for at in order])
    other = calibrate(policy, cohort(pooled, policy, people, list(renamed.values())))

    assert calibrate(policy, shuffled) == first
    assert results(other) == {renamed[who]: level for who, level in results(first).items()}
    assert [each.what for each in other.findings] == [each.what for each in first.findings]
    moved = {(renamed[move.employee], move.rank, move.reason) for move in first.moves}
    assert {(move.employee, move.rank, move.reason) for move in other.moves} == moved


@given(people=PEOPLE, ties=st.sampled_from(["together", "up", "down"]))
def test_rank_is_kept_and_equals_end_alike(
    ruled: Ruled, pooled: Pooled, people: People, ties: str
) -> None:
    """C2 and C3."""
    policy = ruled(PATTERN, ties=ties, mode="bind")
    names = [f"p{at}" for at in range(len(people))]
    found = calibrate(policy, cohort(pooled, policy, people, names))
    if not found.feasible:
        assert found.moves == ()
        return
    for one, (_, here) in zip(names, people, strict=True):
        for two, (_, there) in zip(names, people, strict=True):
            assert here <= there or found.final[one] >= found.final[two]
            assert here != there or found.final[one] == found.final[two]


@given(people=PEOPLE)
def test_calibrating_what_was_calibrated_changes_nothing(
    ruled: Ruled, pooled: Pooled, people: People
) -> None:
    """C13: K(K(C)) = K(C)."""
    policy = ruled(PATTERN, mode="bind")
    names = [f"p{at}" for at in range(len(people))]
    found = calibrate(policy, cohort(pooled, policy, people, names))
    after = [(str(found.final[who]), place) for who, (_, place) in zip(names, people, strict=True)]
    again = calibrate(policy, cohort(pooled, policy, after, names))

    assert again.moves == ()
    assert again.final == found.final
    assert not found.feasible or again.findings == ()


@given(people=PEOPLE)
def test_every_move_is_between_two_levels_and_says_why_in_both_languages(
    ruled: Ruled, pooled: Pooled, people: People
) -> None:
    policy = ruled(PATTERN)
    found = calibrate(
        policy, cohort(pooled, policy, people, [f"p{at}" for at in range(len(people))])
    )
    for move in found.moves:
        assert move.before == found.final[move.employee] != move.after
        assert move.reason.id
        assert move.reason.en
        assert move.reason.id != move.reason.en


def test_a_calibration_pickles_and_equals_itself(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(PATTERN, mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb sb b bp sk"))
    back = pickle.loads(pickle.dumps(found))

    assert back == found
    assert hash(back) == hash(found)
    assert back.moves[0].reason == found.moves[0].reason
    assert back.mode == "bind"
    assert calibrate(policy, pooled(policy, "sb sb b b bp sk")) != found


def test_a_calibration_is_written_as_plain_data_that_json_takes(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled(PATTERN, mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb sb b bp sk"))
    plain = json.loads(json.dumps(found.to_plain()))

    assert plain["fingerprint"] == policy.fingerprint
    assert plain["final"]["p1"] == str(found.final["p1"])
    assert plain["counts"]["before"] == {"sk": "1", "k": "0", "bp": "1", "b": "1", "sb": "3"}
    assert plain["moves"][0]["reason"]["en"] == found.moves[0].reason.en
    assert plain["findings"][0]["low"] == str(found.findings[0].low)
    assert "exempt" not in plain


def test_a_finding_with_a_cure_writes_the_cure(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("b: {most: true, at_most: 70%}")
    found = calibrate(policy, pooled(policy, "b b b b"))
    plain = found.to_plain()["findings"][-1]

    assert plain["hint"] == {"id": found.findings[-1].hint.id, "en": found.findings[-1].hint.en}
    assert plain["code"] == "ASN-C011"


def test_an_exempt_calibration_writes_why(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(PATTERN, smallest_pool=5)
    found = calibrate(policy, pooled(policy, "sb sb"))
    assert found.exempt is not None

    assert found.to_plain()["exempt"]["en"] == found.exempt.en
    assert found.text("en") == found.exempt.en


def test_the_text_has_findings_notes_and_moves_in_one_language(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled("sb: {at_most: 50%}, sk: {share: 25%}")
    found = calibrate(policy, pooled(policy, "sb sb sb b"))
    english, indonesian = found.text("en"), found.text()

    assert english != indonesian
    assert "ASN-C002" in english
    assert "p4 (4):" in english
    assert found.findings[0].text() in indonesian


def test_what_a_calibration_says_of_a_row_can_be_read_as_numbers(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled("sb: {at_most: 50%}")
    (finding,) = calibrate(policy, pooled(policy, "sb sb sb b")).findings

    assert finding.row is not None
    assert finding.row.levels == ("sb",)
    assert (finding.people, finding.low, finding.high) == (3, 0, 2)
