"""Cuts in the rank order, and what limits on head counts say about them.

Levels are numbered from the best, 0. Cut `j` is how many people stand above level `j`, so cut 0
is 0, the last cut is the size of the pool, and the people at level `j` are cut `j + 1` less cut
`j`. A limit on levels that lie side by side is a limit on the difference of two cuts, and such
limits together are decided exactly by shortest paths.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve, frozen

#: `span[a][b]`: by how many people cut b may exceed cut a at most.
Span = list[list[int]]


@frozen
class Limit:
    """Batas: how few and how many people may be at some levels together."""

    #: The levels, 0 for the best.
    levels: frozenset[int]
    #: The fewest people.
    low: int
    #: The most people.
    high: int

    def holds(self, counts: Sequence[int]) -> bool:
        """Tell whether head counts keep to it."""
        return self.low <= sum(counts[level] for level in self.levels) <= self.high


@frozen
class Reach:
    """Jangkauan: a limit on the difference of two cuts."""

    #: The upper cut.
    first: int
    #: The lower cut.
    last: int
    #: The fewest people between them.
    low: int
    #: The most people between them.
    high: int

    def within(self, other: "Reach") -> "Reach":
        """Return the limit that keeps to both."""
        return evolve(self, low=max(self.low, other.low), high=min(self.high, other.high))


def runs(levels: Iterable[int]) -> list[tuple[int, int]]:
    """Return levels as runs of neighbours, each from its first cut to its last.

    >>> runs([0, 2, 3])
    [(0, 1), (2, 4)]
    """
    found: list[tuple[int, int]] = []
    for level in sorted(levels):
        if found and found[-1][1] == level:
            found[-1] = (found[-1][0], level + 1)
        else:
            found.append((level, level + 1))
    return found


def reach_of(limit: Limit, depth: int, size: int) -> Reach | None:
    """Return a limit as one on two cuts; None where its levels lie scattered.

    The levels at both ends are what the levels between them leave.
    """
    own = runs(limit.levels)
    if len(own) == 1:
        return Reach(*own[0], limit.low, limit.high)
    rest = runs(set(range(depth)) - limit.levels)
    if len(rest) == 1:
        return Reach(*rest[0], size - limit.high, size - limit.low)
    return None


def span_of(limits: Iterable[Limit], depth: int, size: int) -> Span | None:
    """Return the tightest limits on every two cuts; None where they contradict each other."""
    span = [[size if a < b else 0 for b in range(depth + 1)] for a in range(depth + 1)]
    span[depth][0] = -size
    for limit in limits:
        reach = reach_of(limit, depth, size)
        if reach is not None:
            first, last = reach.first, reach.last
            span[first][last] = min(span[first][last], reach.high)
            span[last][first] = min(span[last][first], -reach.low)
    return _tightened(span)


def _tightened(span: Span) -> Span | None:
    """Follow every chain of limits (Floyd and Warshall); None where one contradicts itself."""
    every = range(len(span))
    for via in every:
        for a in every:
            detour = span[a][via]
            span[a] = [min(old, detour + on) for old, on in zip(span[a], span[via], strict=True)]
    return span if all(span[a][a] >= 0 for a in every) else None


def lowest(span: Span) -> tuple[int, ...]:
    """Return cuts that keep to every limit of the span: each as far up as it can be."""
    return tuple(-row[0] for row in span)


def counts_of(cuts: Sequence[int]) -> list[int]:
    """Return the people at each level."""
    return [lower - upper for upper, lower in pairwise(cuts)]
