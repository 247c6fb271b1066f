"""The smallest change set against every assignment there is, tried one by one.

The judge here knows nothing of cuts: it tries levels for groups of equals (or for people) and
keeps what the rows, read as the contract writes them, allow.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate, chain, combinations_with_replacement, pairwise, product
from random import Random

import pytest

from asn_appraisal import Policy
from asn_appraisal.calibration import ScoredCohort, calibrate
from asn_appraisal.calibration.proposal import propose
from asn_appraisal.calibration.standing import Standing
from asn_appraisal.policy import CalibrationRules, PatternRow
from asn_appraisal.policy.distribution.demands import demands_of

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]
#: The levels given to each group of equals, best rank first; 0 is the best level.
Pool = tuple[tuple[int, ...], ...]
Levels = tuple[int, ...]

#: Patterns over three levels (sb, b and bp), and what most means.
THREE = (
    ("majority", "sb: {at_most: 30%}"),
    ("majority", "sb: {most: true, at_most: 70%}"),
    ("plurality", "b: {most: true, at_most: 70%}, bp: {at_least: 1 person}"),
    ("majority", "b: {most: true, at_most: 70%}, bp: {at_least: 1 person}"),
    ("plurality", "sb|bp: {most: true, at_most: 70%}"),
    ("majority", "sb: {share: 20%}, b: {share: 50%}, bp: {share: 30%}"),
    ("majority", "sb: {share: 25%}"),
    ("majority", "b|bp: {at_least: 60%}, bp: {at_most: 2 persons}"),
    ("majority", "sb|bp: {at_least: 50%}, sb: {at_most: 1 person}"),
    ("majority", "bp: {at_least: 10%}, sb: {at_most: 10%}"),
)
#: Patterns over five levels: joined rows that lie inside, overlap, or lie scattered.
FIVE = (
    ("majority", "b: {most: true, at_most: 70%}, bp|k: {at_least: 1 person}"),
    ("plurality", "b: {most: true, at_most: 70%}, bp|k: {at_least: 1 person}"),
    ("plurality", "bp|k: {most: true}, k: {at_most: 1 person}"),
    ("majority", "k: {at_least: 60%}, bp: {at_least: 10%}, sb: {at_most: 10%}"),
    ("majority", "sk: {at_least: 60%}, bp|k: {at_least: 10%}, sb: {at_most: 0%}"),
    ("majority", "b|bp: {at_least: 30%, at_most: 50%}"),
    ("majority", "b|bp|k: {at_least: 30%, at_most: 60%}, sb: {at_least: 1 person}"),
    ("majority", "b|bp: {at_least: 50%}, bp|k: {at_least: 50%}, bp: {at_most: 1 person}"),
    ("majority", "sb|bp|sk: {at_most: 40%}"),
    (
        "majority",
        "sb: {share: 10%}, b: {share: 20%}, bp: {share: 40%}, k: {share: 20%}, sk: {share: 10%}",
    ),
    ("majority", "b|k: {share: 50%}"),
)


def pools(size: int, depth: int) -> Iterator[Pool]:
    """Yield every pool: each weak order of so many people, with each level for each of them."""
    if size == 0:
        yield ()
    for first in range(1, size + 1):
        for given in combinations_with_replacement(range(depth), first):
            for rest in pools(size - first, depth):
                yield (given, *rest)


def row_holds(row: PatternRow, counts: Sequence[int], rules: CalibrationRules, seats: int) -> bool:
    """Read one row as the contract writes it."""
    size = sum(counts)
    names = ("sb", "b", "bp", "k", "sk")[: len(counts)]
    people = sum(counts[names.index(name)] for name in row.levels)
    others = [n for name, n in zip(names, counts, strict=True) if name not in row.levels]
    if row.most and rules.most == "majority" and not 2 * people > size:
        return False
    if row.most and rules.most == "plurality" and not all(people > n for n in others):
        return False
    if row.at_least is not None:
        least = row.at_least.people if row.at_least.share is None else row.at_least.share * size
        if people < (least or 0):
            return False
    if row.at_most is not None:
        most = row.at_most.people if row.at_most.share is None else row.at_most.share * size
        if people > (most or 0):
            return False
    return row.share is None or people == seats


def half_up(number: Fraction) -> int:
    return (number + Fraction(1, 2)).__floor__()


def seated(rows: Sequence[PatternRow], size: int) -> list[int]:
    """Return the cumulative seats of each row; the patterns here name shares from the top."""
    shares = [row.share.share if row.share and row.share.share else Fraction(0) for row in rows]
    ends = [half_up(total * size) for total in accumulate(shares, initial=Fraction(0))]
    return [b - a for a, b in pairwise(ends)]


@cache
def lawful(policy: Policy, sizes: tuple[int, ...], depth: int) -> list[Levels]:
    """Return the levels of each block that keep rank and that every row allows, best first."""
    rules = policy.calibration
    assert rules is not None
    rows = rules.patterns["any"]
    seats = seated(rows, sum(sizes))
    found = []
    for levels in combinations_with_replacement(range(depth), len(sizes)):
        counts = [0] * depth
        for level, size in zip(levels, sizes, strict=True):
            counts[level] += size
        if all(row_holds(row, counts, rules, n) for row, n in zip(rows, seats, strict=True)):
            found.append(levels)
    return found


def smallest(pool: Pool, choices: Sequence[Levels]) -> Levels | None:
    """Return the choice with the fewest people moved, then steps, then the best levels on top."""

    def cost(levels: Levels) -> tuple[int, int, Levels]:
        changes = [
            abs(level - before)
            for level, given in zip(levels, pool, strict=True)
            for before in given
        ]
        return sum(change > 0 for change in changes), sum(changes), levels

    return min(choices, key=cost, default=None)


def standing_of(pool: Pool) -> Standing:
    given = tuple(level for group in pool for level in group)
    places = tuple(accumulate((len(group) for group in pool), initial=0))
    return Standing(tuple(f"p{at}" for at in range(len(given))), given, places)


def agrees(policy: Policy, pool: Pool, depth: int) -> bool:
    """Compare the proposal with the judge, equals together and equals apart."""
    rules = policy.calibration
    assert rules is not None
    standing = standing_of(pool)
    names = ["sb", "b", "bp", "k", "sk"][:depth]
    demands = demands_of(rules, rules.patterns["any"], names, standing.size)
    sizes = tuple(len(group) for group in pool)
    groups = smallest(pool, lawful(policy, sizes, depth))
    wanted = groups and tuple(
        level for level, size in zip(groups, sizes, strict=True) for _ in range(size)
    )
    found = propose(standing, demands, depth, "together")
    people = tuple((level,) for level in standing.given)
    apart = smallest(people, lawful(policy, (1,) * standing.size, depth))
    up, down = (propose(standing, demands, depth, ties) for ties in ("up", "down"))
    return (
        (found and found.levels) == wanted
        and (up and up.levels) == (apart and one_way(standing, apart, first=True))
        and (down and down.levels) == (apart and one_way(standing, apart, first=False))
    )


def one_way(standing: Standing, levels: Levels, *, first: bool) -> Levels:
    """Give each group of equals the level of its first or last member."""
    return tuple(
        levels[start if first else end - 1]
        for start, end in standing.groups()
        for _ in range(start, end)
    )


def drawn(count: int, depth: int) -> Iterator[Pool]:
    """Yield so many pools of five to eight people, drawn alike each time."""
    draw = Random(depth)  # noqa: S311 - pools, drawn alike each time
    for _ in range(count):
        size, pool = draw.randint(5, 8), []
        while size:
            first = draw.randint(1, min(size, 4))
            pool.append(tuple(sorted(draw.randrange(depth) for _ in range(first))))
            size -= first
        yield tuple(pool)


def every(largest: int, depth: int) -> Iterator[Pool]:
    """Yield every pool up to so many people."""
    for size in range(1, largest + 1):
        yield from pools(size, depth)


@pytest.mark.parametrize(("most", "pattern"), THREE)
def test_the_smallest_change_set_is_the_smallest_of_all_for_three_levels(
    ruled: Ruled, most: str, pattern: str, *, thorough: bool
) -> None:
    """Every pool up to 4 people and some up to 8; thorough: every one up to 6, for one up to 8."""
    policy = ruled(pattern, 3, most=most)
    full = 8 if pattern == THREE[1][1] else 6
    some = every(full, 3) if thorough else chain(every(4, 3), drawn(50, 3))

    assert [pool for pool in some if not agrees(policy, pool, 3)] == []


@pytest.mark.parametrize(("most", "pattern"), FIVE)
def test_the_smallest_change_set_is_the_smallest_of_all_for_five_levels(
    ruled: Ruled, most: str, pattern: str, *, thorough: bool
) -> None:
    """Every pool up to 2 people and some up to 8; thorough: every pool up to 4, and more."""
    policy = ruled(pattern, 5, most=most)
    some = chain(every(4 if thorough else 2, 5), drawn(2000 if thorough else 50, 5))

    assert [pool for pool in some if not agrees(policy, pool, 5)] == []


@pytest.mark.parametrize(
    "pattern", ["b: {most: true}", "sb: {share: 25%}", "sb|bp: {at_least: 1 person}"]
)
def test_no_assignment_whatever_is_smaller_even_when_order_is_not_taken_for_granted(
    ruled: Ruled, pooled: Pooled, pattern: str
) -> None:
    """Pools up to three people, all 3^n levels, rank and equality checked pair by pair."""
    policy = ruled(pattern, 3, mode="bind")
    rules = policy.calibration
    assert rules is not None
    for size in (1, 2, 3):
        rows, seats = rules.patterns["any"], seated(rules.patterns["any"], size)
        for pool in pools(size, 3):
            given = [level for group in pool for level in group]
            rank = [at for at, group in enumerate(pool) for _ in group]
            choices = [
                levels
                for levels in product(range(3), repeat=size)
                if keeps_order(levels, rank)
                and all(
                    row_holds(row, [levels.count(at) for at in range(3)], rules, n)
                    for row, n in zip(rows, seats, strict=True)
                )
            ]
            wanted = smallest(tuple((level,) for level in given), choices)
            words = " ".join(("sb", "b", "bp")[level] for level in given)
            cohort = pooled(policy, words, [9 - at for at in rank])
            found = calibrate(policy, cohort)
            assert found.feasible == (wanted is not None)
            if wanted is not None:
                names = [str(found.final[f"p{at}"]) for at in range(1, size + 1)]
                assert names == [("sb", "b", "bp")[level] for level in wanted]


def keeps_order(levels: Sequence[int], rank: Sequence[int]) -> bool:
    pairs = [(a, b) for a in range(len(levels)) for b in range(len(levels))]
    return all(
        (rank[a] != rank[b] or levels[a] == levels[b])
        and (rank[a] >= rank[b] or levels[a] <= levels[b])
        for a, b in pairs
    )
