from collections.abc import Callable

import pytest

from asn_appraisal import Policy, calibrate
from asn_appraisal.calibration import Calibration, ScoredCohort

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]

#: Five people, two seats at the top, and the second to fourth are equals.
GIVEN, PLACES = "sb sb sb sb b", (9, 7, 7, 7, 1)


@pytest.fixture
def tied(ruled: Ruled, pooled: Pooled) -> Callable[[str], Calibration]:
    """Three people tied at a cap of two seats."""

    def make(ties: str) -> Calibration:
        policy = ruled("sb: {at_most: 2 persons}", ties=ties, mode="bind")
        return calibrate(policy, pooled(policy, GIVEN, PLACES))

    return make


def levels(found: Calibration) -> list[str]:
    return [str(found.final[f"p{at}"]) for at in range(1, 6)]


def test_together_never_splits_equals_so_all_of_them_go(tied: Callable[..., Calibration]) -> None:
    found = tied("together")

    assert levels(found) == ["sb", "b", "b", "b", "b"]
    assert {move.rank for move in found.moves} == {2}


def test_up_gives_equals_the_better_level_and_says_that_the_row_is_broken(
    tied: Callable[..., Calibration],
) -> None:
    found = tied("up")

    assert levels(found) == ["sb", "sb", "sb", "sb", "b"]
    assert found.moves == ()
    assert [each.code for each in found.findings] == ["ASN-C002", "ASN-C016"]
    assert "go up together, Sangat Baik comes to 4 of 5" in found.findings[1].what.en


def test_down_gives_equals_the_worse_level(tied: Callable[..., Calibration]) -> None:
    found = tied("down")

    assert levels(found) == ["sb", "b", "b", "b", "b"]
    assert {move.cause.code for move in found.moves} == {"ASN-C045"}
    assert "go down together" in found.moves[0].reason.en
    assert found.moves[0].row is None


def test_manual_asks_a_person_and_moves_nobody_of_the_group(
    tied: Callable[..., Calibration],
) -> None:
    found = tied("manual")

    assert levels(found) == ["sb", "sb", "sb", "sb", "b"]
    assert found.moves == ()
    assert found.undecided == ("p2", "p3", "p4")
    assert found.findings[-1].code == "ASN-C015"
    assert (
        "3 people of equal rank (rank 2), between Sangat Baik and Baik"
        in found.findings[-1].what.en
    )


def test_manual_still_moves_whom_no_edge_divides(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {at_most: 2 persons}, bp: {at_least: 1 person}", ties="manual", mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb sb sb b b", (9, 7, 7, 7, 2, 1)))

    assert found.undecided == ("p2", "p3", "p4")
    assert [(move.employee, str(move.after)) for move in found.moves] == [("p6", "bp")]


@pytest.mark.parametrize("ties", ["together", "up", "down"])
def test_equals_that_were_given_different_levels_end_alike(
    ruled: Ruled, pooled: Pooled, ties: str
) -> None:
    policy = ruled("sb: {at_most: 90%}", ties=ties, mode="bind")
    found = calibrate(policy, pooled(policy, "sb b b", (5, 3, 3)))
    mixed = calibrate(policy, pooled(policy, "sb sb b b", (5, 3, 3, 3)))

    assert found.findings == ()
    assert "ASN-C006" in [each.code for each in mixed.findings]
    assert len({str(mixed.final[who]) for who in ("p2", "p3", "p4")}) == 1
    wanted = "sb" if ties == "up" else "b"
    assert str(mixed.final["p2"]) == wanted


def test_the_reason_for_making_equals_alike_is_equality(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {at_most: 90%}", mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb b b", (5, 3, 3, 3)))

    assert [move.cause.code for move in found.moves] == ["ASN-C044"]
    assert found.moves[0].row is None


def test_a_further_key_breaks_a_tie_because_it_is_declared(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {at_most: 1 person}", rank_by="[predicate, total]", mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb b", (3, 4, 9)))

    assert [str(found.final[f"p{at}"]) for at in (1, 2, 3)] == ["b", "sb", "b"]


def test_without_rank_keys_the_level_itself_ranks(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {at_most: 1 person}", rank_by="[]", mode="bind")
    found = calibrate(policy, pooled(policy, "sb sb b"))

    assert {move.employee for move in found.moves} == {"p1", "p2"}
