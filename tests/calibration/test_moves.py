from collections.abc import Callable

import pytest

from asn_appraisal import Policy, calibrate
from asn_appraisal.calibration import Calibration, ScoredCohort

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]


@pytest.fixture
def bound(ruled: Ruled, pooled: Pooled) -> Callable[..., Calibration]:
    def make(pattern: str, given: str, *places: int, **more: str) -> Calibration:
        policy = ruled(pattern, mode="bind", **more)
        return calibrate(policy, pooled(policy, given, places or None))

    return make


def final(found: Calibration) -> list[str]:
    return [str(found.final[f"p{at}"]) for at in range(1, len(found.final) + 1)]


def test_the_lowest_ranked_leave_a_level_that_is_too_full(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("sb: {at_most: 50%}", "sb sb sb b")

    assert final(found) == ["sb", "sb", "b", "b"]
    (move,) = found.moves
    assert (move.employee, str(move.before), str(move.after), move.rank) == ("p3", "sb", "b", 3)
    assert move.steps == -1
    assert move.row is not None
    assert move.row.levels == ("sb",)
    assert move.cause.code == "ASN-C041"
    assert "terlalu banyak, 3 dari 4 orang" in move.reason.id
    assert "too many, 3 of 4" in move.reason.en


def test_the_highest_ranked_rise_into_a_level_that_is_too_empty(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("sb: {at_least: 2 persons}", "b b b bp")

    assert final(found) == ["sb", "sb", "b", "bp"]
    assert {move.cause.code for move in found.moves} == {"ASN-C040"}
    assert found.moves[0].steps == 1


def test_fewest_people_go_before_fewest_steps(bound: Callable[..., Calibration]) -> None:
    """One person by three steps, rather than three people by one each."""
    found = bound("sk: {at_least: 1 person}, b: {at_least: 2 persons}", "b b b")

    assert final(found) == ["b", "b", "sk"]
    assert [move.steps for move in found.moves] == [-3]


def test_a_move_that_only_makes_room_names_the_row_it_keeps(
    bound: Callable[..., Calibration],
) -> None:
    """Two must come to bp; they leave b, which then needs two of sb to stay most."""
    found = bound("b: {most: true}, bp: {at_least: 2 persons}", "sb sb b b b b")

    assert final(found) == ["b", "b", "b", "b", "bp", "bp"]
    assert [(move.employee, move.cause.code) for move in found.moves] == [
        ("p1", "ASN-C042"),
        ("p2", "ASN-C042"),
        ("p5", "ASN-C040"),
        ("p6", "ASN-C040"),
    ]
    assert found.moves[0].row is not None
    assert found.moves[0].row.levels == ("b",)


def test_levels_that_break_rank_are_a_finding_and_are_put_in_order(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("sb: {at_most: 90%}", "b b sb bp")

    assert [each.code for each in found.findings] == ["ASN-C005"]
    assert "2 dari 4 orang" in found.findings[0].what.id
    assert final(found) == ["b", "b", "b", "bp"]
    assert [move.cause.code for move in found.moves] == ["ASN-C043"]


def test_of_equal_change_sets_the_better_rank_gets_the_better_level(
    bound: Callable[..., Calibration],
) -> None:
    """Either may be moved to put two people in order; both ways cost one person and one step."""
    found = bound("sb: {at_most: 100%}", "b sb")

    assert final(found) == ["sb", "sb"]


def test_in_guide_mode_what_was_set_stays_and_the_moves_are_a_proposal(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled("sb: {at_most: 50%}", mode="guide")
    found = calibrate(policy, pooled(policy, "sb sb sb b"))

    assert final(found) == ["sb", "sb", "sb", "b"]
    assert [str(found.proposed[f"p{at}"]) for at in range(1, 5)] == ["sb", "sb", "b", "b"]
    assert found.counts.before["sb"] == 3
    assert found.counts.after["sb"] == 2


def test_in_bind_mode_the_card_stays_as_it_was_beside_the_new_level(
    bound: Callable[..., Calibration],
) -> None:
    """Row 39: calibration gives a new level with a link to the old one."""
    found = bound("sb: {at_most: 50%}", "sb sb sb b")

    assert str(found.final["p3"]) == "b"
    assert str(found.cards["p3"].result) == "sb"
    assert found.proposed == found.final


def test_a_distribution_that_holds_moves_nobody(bound: Callable[..., Calibration]) -> None:
    found = bound("sb: {at_most: 50%}, bp: {at_least: 1 person}", "sb sb b bp")

    assert not found.findings
    assert not found.moves
    assert found.feasible


def test_a_row_that_holds_in_one_word_and_not_in_another_is_one_finding(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("b: {most: true, at_least: 80%}", "sb sb b b b b bp bp bp bp")

    assert [each.code for each in found.findings] == ["ASN-C001"]
    assert (found.findings[0].people, found.findings[0].low) == (4, 8)


def test_plurality_counts_against_the_fullest_other_level(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("b: {most: true}", "sb sb sb b b bp", most="plurality")

    assert [each.code for each in found.findings] == ["ASN-C004"]
    assert "another level has 3" in found.findings[0].what.en
    assert final(found) == ["sb", "sb", "b", "b", "b", "bp"]


def test_levels_that_are_joined_count_together_and_are_named_together(
    bound: Callable[..., Calibration],
) -> None:
    found = bound("bp|k: {at_least: 50%}", "sb b b b")

    assert "Butuh Perbaikan + Kurang: 0 of 4" in found.findings[0].what.en
    assert final(found) == ["sb", "b", "bp", "bp"]
    assert found.moves[0].to_plain()["levels"] == "bp|k"
