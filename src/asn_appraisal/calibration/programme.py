"""The dynamic programme: the cheapest cuts between people in rank order.

What a level costs is the sum over the people who get it, so prefix sums give the cost of a level
from its two cuts. Going from the worst level up, the cheapest rest below a cut is a minimum over
a window of lower cuts, and that window slides. Levels that a row counts together, and that no
row counts apart, are one block: the cut inside it is free, and the window slides over best pairs
of cuts instead of best cuts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from asn_appraisal.policy.distribution import Answer, Limit, Reach, Span, reach_of

from .windows import NEVER, TOO_MUCH, best_chains

#: A value for every place.
Row = list[int]


@frozen
class Programme:
    """Program dinamis: places where a cut may be, and what it costs to be at a level.

    >>> from asn_appraisal.policy.distribution import span_of
    >>> limits = (Limit(frozenset({0}), 0, 1),)
    >>> programme = Programme([0, 1, 2, 3], [[0, 0, 0, 1], [0, 1, 2, 2]])
    >>> programme.solve(span_of(limits, 2, 3), limits)
    (1, (0, 1, 3))
    """

    #: How many people stand above each place where a cut may be, from 0 to all of them.
    places: Sequence[int]
    #: For each level, best first, what it costs to give it to everybody above a place.
    costs: Sequence[Row]

    def solve(self, span: Span, limits: tuple[Limit, ...]) -> Answer | None:
        """Return the cheapest cuts, and of equally cheap ones the first in rank order.

        They keep to the limits on the cuts of each block, and to the span of each cut.
        """
        steps = []
        rest = [NEVER] * (len(self.places) - 1) + [0]
        for block in reversed(blocks(limits, len(self.costs), self.places[-1])):
            stages = self._stages(block, span, rest)
            rest = self._rest(block, stages, span)
            steps.append((block, stages))
        if rest[0] >= TOO_MUCH:
            return None
        at = [0]
        for block, stages in reversed(steps):
            at += self._cuts(block, stages, at[-1])
        return rest[0], tuple(self.places[each] for each in at)

    def _stages(self, block: Reach, span: Span, rest: Row) -> list[Row]:
        """Return what each lower cut of a block adds to the cost, by its place."""
        stages = []
        for level in range(block.first, block.last - 1):
            upper, lower = self.costs[level], self.costs[level + 1]
            free = [a - b for a, b in zip(upper, lower, strict=True)]
            where = self._where(level + 1, span)
            stages.append(
                [
                    *[NEVER] * where.start,
                    *free[where.start : where.stop],
                    *[NEVER] * (len(free) - where.stop),
                ]
            )
        last = zip(self.costs[block.last - 1], rest, strict=True)
        return [*stages, [cost + below for cost, below in last]]

    def _where(self, cut: int, span: Span) -> range:
        """Return the numbers of the places where a cut can be."""
        first = bisect_left(self.places, -span[cut][0])
        return range(first, max(first, bisect_right(self.places, span[0][cut])))

    def _rest(self, block: Reach, stages: list[Row], span: Span) -> Row:
        """Return the cheapest rest from each upper cut of a block."""
        here = self._where(block.first, span)
        rest = [NEVER] * len(self.places)
        if here:
            starts, ends = self._windows(block, here)
            found = best_chains(stages, here, starts, ends)
            above = self.costs[block.first][here.start : here.stop]
            rest[here.start : here.stop] = [
                NEVER if one >= TOO_MUCH else one - paid
                for one, paid in zip(found, above, strict=True)
            ]
        return rest

    def _windows(self, block: Reach, here: range) -> tuple[Sequence[int], Sequence[int]]:
        """Return where the window for the lower cut starts and ends, by the upper cut."""
        places = self.places
        uppers = places[here.start : here.stop]
        starts: Sequence[int] = here
        if block.low > 0:
            starts = [bisect_left(places, upper + block.low) for upper in uppers]
        ends: Sequence[int] = [len(places)] * len(here)
        if block.high < places[-1]:
            ends = [bisect_right(places, upper + block.high) for upper in uppers]
        return starts, ends

    def _cuts(self, block: Reach, stages: list[Row], start: int) -> list[int]:
        """Return the lower cuts of a block below one upper cut: the best, the lowest of these."""
        place = self.places[start]
        first = max(start, bisect_left(self.places, place + block.low))
        last = bisect_right(self.places, place + block.high)
        chain = [[NEVER] * first + stages[-1][first:last]]
        for stage in reversed(stages[:-1]):
            after = list(accumulate(reversed(chain[0]), min))[::-1]
            chain.insert(0, [one + below for one, below in zip(stage, after, strict=False)])
        found: list[int] = []
        here = start
        for values in chain:
            least = min(values[here:])
            here = max(at for at in range(here, len(values)) if values[at] == least)
            found.append(here)
        return found


def blocks(limits: tuple[Limit, ...], depth: int, size: int) -> list[Reach]:
    """Return the blocks of levels, best first, each with the limits on its two cuts.

    Rows that overlap cannot all be blocks; the shorter ones are, and the search sees to the rest.
    """
    inner: dict[tuple[int, int], Reach] = {}
    for limit in limits:
        reach = reach_of(limit, depth, size)
        if (
            reach
            and reach.first > 0
            and reach.last < depth
            and (reach.low > 0 or reach.high < size)
        ):
            ends = (reach.first, reach.last)
            inner[ends] = reach.within(inner.get(ends, reach))
    taken: dict[int, Reach] = {}
    for ends in sorted(inner, key=lambda ends: (ends[1] - ends[0], ends[0])):
        if not any(level in taken for level in range(*ends)):
            taken |= dict.fromkeys(range(*ends), inner[ends])
    free = {level: Reach(level, level + 1, 0, size) for level in range(depth)}
    return sorted({*(free | taken).values()}, key=lambda reach: reach.first)
