"""The places where the cheapest cuts can be.

What it costs to move a cut by one person is the same all the way between two places where the
levels of people change. Cuts of which none is at such a place, and which no limit holds to one
that is, could all be moved by one person, up or down: one of the two would cost less, or neither
would and lower cuts come first in rank order. So every cut of the answer is where levels change,
or as far from there as limits say.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from asn_appraisal.policy.distribution import Bound, reach_of


def corners(bound: Bound, given: Sequence[int], people: Sequence[int]) -> Sequence[int]:
    """Return the places where the cheapest cuts can be, in order.

    Args:
        bound: what the cuts must keep to.
        given: the levels of people side by side, in rank order.
        people: how many they are.

    >>> from asn_appraisal.policy.distribution import Limit, Question
    >>> bound = Bound.of(Question(3, 100, (Limit(frozenset({1}), 30, 100),)))
    >>> corners(bound, [0, 1, 2], [50, 10, 40])
    [0, 20, 30, 50, 60, 70, 80, 90, 100]
    """
    depth, size = bound.question.depth, bound.question.size
    everywhere = range(size + 1)
    if bound.loose or bound.question.leads:  # the search adds limits of its own
        return everywhere
    starts = {0, size, *_changes(given, people)}
    apart: dict[tuple[int, int], set[int]] = {}
    for limit in bound.limits:
        reach = reach_of(limit, depth, size)
        if reach is None:
            continue
        said = {each for each in (reach.low, reach.high) if 0 < each < size}
        if reach.first == 0:
            starts |= said
        elif reach.last == depth:
            starts |= {size - each for each in said}
        else:
            apart.setdefault((reach.first, reach.last), set()).update(said)
    steps = {0}
    for said in apart.values():
        steps |= {step + way * each for step in steps for each in said for way in (-1, 1)}
        if len(steps) > size:
            return everywhere
    return sorted({at for start in starts for step in steps if 0 <= (at := start + step) <= size})


def _changes(given: Sequence[int], people: Iterable[int]) -> Iterable[int]:
    ends = accumulate(people)
    return (end for end, (one, two) in zip(ends, pairwise(given), strict=False) if one != two)
