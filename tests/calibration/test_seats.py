from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import accumulate, combinations, pairwise

import pytest

from asn_appraisal import Policy
from asn_appraisal.calibration import ScoredCohort, calibrate, feasible_from, seats
from asn_appraisal.policy import CalibrationRules

METHODS = ("cumulative", "largest_remainder", "floor", "ceil")
Shares = list[Fraction]


def share_vectors(levels: int) -> Iterator[Shares]:
    """Yield every way to share a pool among so many levels in steps of 5 %."""
    for cuts in combinations(range(1, 20), levels - 1):
        ends = (0, *cuts, 20)
        yield [Fraction(b - a, 20) for a, b in pairwise(ends)]


def demotions(shares: Shares, method: str, largest: int) -> int:
    """Count the pools in which somebody keeps their rank, is joined by a worse one, and falls."""
    found = 0
    before = list(accumulate(seats(shares, 1, method)))
    for size in range(2, largest + 1):
        after = list(accumulate(seats(shares, size, method)))
        # Whoever is ranked within the first k seats must stay within them.
        found += any(new < old for old, new in zip(before, after, strict=True))
        before = after
    return found


@pytest.mark.parametrize("levels", [3, 4, 5])
def test_with_cumulative_seats_a_worse_colleague_never_lowers_who_keeps_their_rank(
    levels: int,
) -> None:
    """All share vectors in 5 % steps, pools of 1 to 60."""
    found = [shares for shares in share_vectors(levels) if demotions(shares, "cumulative", 60)]

    assert found == []


def test_with_cumulative_seats_every_seat_is_given_and_none_strays_from_its_share() -> None:
    for shares in share_vectors(4):
        for size in range(1, 22):  # seats repeat with a period of 20
            given = seats(shares, size)
            assert sum(given) == size
            pairs = zip(given, shares, strict=True)
            assert all(abs(people - share * size) < 1 for people, share in pairs)


def test_largest_remainder_demotes_in_1142_of_5016_share_vectors() -> None:
    vectors = [shares for levels in (3, 4, 5) for shares in share_vectors(levels)]
    # Seats repeat with a period of 20, so pools up to 21 show all of them.
    demoted = [shares for shares in vectors if demotions(shares, "largest_remainder", 21)]

    assert len(vectors) == 5016
    assert len(demoted) == 1142


def test_largest_remainder_takes_a_seat_from_the_top_when_a_sixteenth_joins() -> None:
    shares = [Fraction(part, 100) for part in (15, 35, 35, 15)]

    assert seats(shares, 15, "largest_remainder")[0] == 3
    assert seats(shares, 16, "largest_remainder")[0] == 2
    assert seats(shares, 15)[0] == seats(shares, 16)[0] == 2


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("cumulative", (2, 4, 7, 4, 2)),
        ("largest_remainder", (2, 4, 7, 4, 2)),
        ("floor", (1, 3, 7, 3, 1)),
        ("ceil", (2, 4, 8, 4, 2)),
    ],
)
def test_ten_twenty_forty_twenty_ten_of_nineteen(method: str, expected: tuple[int, ...]) -> None:
    shares = [Fraction(part, 100) for part in (10, 20, 40, 20, 10)]

    assert seats(shares, 19, method) == expected


def test_equal_remainders_go_to_the_better_level() -> None:
    assert seats([Fraction(1, 2), Fraction(1, 2)], 3, "largest_remainder") == (2, 1)


def test_half_a_seat_goes_up() -> None:
    assert seats([Fraction(1, 10), Fraction(9, 10)], 5) == (1, 4)


@pytest.mark.parametrize("method", METHODS)
def test_what_the_shares_leave_open_is_nobodys_quota(method: str) -> None:
    assert sum(seats([Fraction(1, 5)], 10, method)) == 2


@pytest.mark.parametrize("method", METHODS)
def test_seats_grow_by_the_share_with_every_period(method: str) -> None:
    """L8: a(n + D) = a(n) + D * share, with D the common denominator."""
    shares = [Fraction(3, 20), Fraction(7, 20), Fraction(1, 4)]
    for size in range(21):
        more = zip(seats(shares, size, method), shares, strict=True)
        assert seats(shares, size + 20, method) == tuple(n + share * 20 for n, share in more)


# In a whole calibration -----------------------------------------------------------------

QUOTA = (
    "sb: {share: %s%%}, b: {share: %s%%}, bp: {share: %s%%}, k: {share: %s%%}, sk: {share: %s%%}"
)
Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]


@pytest.mark.parametrize("seating", METHODS)
def test_shares_of_110_per_cent_are_refused_and_never_seated_short(
    ruled: Ruled, pooled: Pooled, seating: str
) -> None:
    """One vendor seats 16 of 19 people by 10/30/40/20/10 %; these parts exceed the whole."""
    policy = ruled(QUOTA % (10, 30, 40, 20, 10), seats=seating, mode="bind")
    found = calibrate(policy, pooled(policy, " ".join(["b"] * 19)))

    assert not found.feasible
    assert found.moves == ()
    assert [each.code for each in found.findings] == ["ASN-C013"]
    assert "10% + 30% + 40% + 20% + 10%" in found.findings[0].what
    assert "110%" in found.findings[0].what
    assert set(map(str, found.final.values())) == {"b"}


@pytest.mark.parametrize(
    ("seating", "seated"), [("cumulative", (2, 4, 7, 4, 2)), ("largest_remainder", (2, 4, 7, 4, 2))]
)
def test_the_nearest_lawful_shares_seat_all_nineteen(
    ruled: Ruled, pooled: Pooled, seating: str, seated: tuple[int, ...]
) -> None:
    policy = ruled(QUOTA % (10, 20, 40, 20, 10), seats=seating, mode="bind")
    found = calibrate(policy, pooled(policy, " ".join(["b"] * 19)))

    assert found.feasible
    assert tuple(found.counts.after[name] for name in ("sb", "b", "bp", "k", "sk")) == seated
    assert sum(found.counts.after.values()) == 19


@pytest.mark.parametrize(("seating", "sum_of_seats"), [("floor", "15"), ("ceil", "20")])
def test_seats_that_do_not_add_up_to_the_pool_are_refused(
    ruled: Ruled, pooled: Pooled, seating: str, sum_of_seats: str
) -> None:
    policy = ruled(QUOTA % (10, 20, 40, 20, 10), seats=seating, mode="bind")
    found = calibrate(policy, pooled(policy, " ".join(["b"] * 19)))

    assert not found.feasible
    assert found.moves == ()
    assert found.findings[-1].code == "ASN-C010"
    assert f"= {sum_of_seats}" in found.findings[-1].what.en


def test_who_keeps_their_rank_keeps_their_level_when_somebody_worse_joins(
    ruled: Ruled, pooled: Pooled
) -> None:
    policy = ruled(QUOTA % (15, 25, 35, 20, 5), mode="bind")
    before = calibrate(policy, pooled(policy, "b", range(100, 99, -1)))
    for size in range(2, 41):
        after = calibrate(policy, pooled(policy, "b " * size, range(100, 100 - size, -1)))
        assert all(after.final[who] >= level for who, level in before.final.items())
        before = after


def test_two_shares_for_one_level_are_refused(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {share: 10%}, sb|b: {share: 40%}")
    found = calibrate(policy, pooled(policy, "b b b"))

    assert not found.feasible
    assert [each.code for each in found.findings] == ["ASN-C014"]


def test_a_share_of_the_top_leaves_the_rest_free(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("sb: {share: 20%}")
    found = calibrate(policy, pooled(policy, "b b b b bp bp k k k sk"))

    assert found.feasible
    assert [move.employee for move in found.moves] == ["p1", "p2"]
    assert found.findings[0].code == "ASN-C003"


def test_shares_that_seat_everybody_are_feasible_at_every_size(ruled: Ruled) -> None:
    policy = ruled(QUOTA % (10, 20, 40, 20, 10))
    rules = policy.calibration
    assert isinstance(rules, CalibrationRules)

    assert feasible_from(rules, policy.scales["predicate"].names()) == {"any": 1}
