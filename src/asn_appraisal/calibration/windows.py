"""Minima over windows that slide, of single values and of chains of values."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

#: What cannot be: so much more than anything costs that no other cost brings it below `TOO_MUCH`.
NEVER = 1 << 60
#: From here on it cannot be.
TOO_MUCH = 1 << 59

T = TypeVar("T")
#: A value for every place.
Row = Sequence[int]
#: The least sum of each stretch of a chain.
Sums = tuple[int, ...]
#: A stretch of a chain: its first link and its last.
Stretch = tuple[int, int]


def slide(row: Sequence[T], starts: Row, ends: Row, join: Callable[[T, T], T], empty: T) -> list[T]:
    """Join the values of each window of a row.

    Windows are taken together as long as they share a place: from there, joins to the left and
    joins to the right are made once, and every window is one of each.

    Args:
        row: the values.
        starts: where each window starts, never going back.
        ends: where each window ends, never going back; it is not in the window.
        join: joins two neighbouring stretches; it must be associative.
        empty: what a window without values gives.

    >>> slide([5, 3, 4, 1], [0, 1, 2], [2, 3, 3], min, NEVER)
    [3, 3, 4]
    """
    found: list[T] = []
    while len(found) < len(starts):
        at = len(found)
        start, end = starts[at], ends[at]
        if end - start <= 1:
            found.append(row[start] if start < end else empty)
            continue
        upto = bisect_left(starts, end, at)
        left = _to_the_end(row[start:end], join)
        right = [empty, *accumulate(row[end : ends[upto - 1]], join)]
        found += [
            left[first - start] if last == end else join(left[first - start], right[last - end])
            for first, last in zip(starts[at:upto], ends[at:upto], strict=True)
        ]
    return found


def _to_the_end(row: Sequence[T], join: Callable[[T, T], T]) -> list[T]:
    """Join from each value to the end."""
    backwards = row[::-1]
    if join is min:  # which does not mind the order, and is faster alone
        return list(accumulate(backwards, min))[::-1]
    return list(accumulate(backwards, lambda after, one: join(one, after)))[::-1]


def best_chains(stages: Sequence[Row], here: range, starts: Row, ends: Row) -> list[int]:
    """Return, for each place of `here`, the least sum of one value of each stage.

    The places of the values never go back from stage to stage, none lies before the place itself,
    and the last lies in the window of that place.

    >>> best_chains([[5, 0, 1], [9, 9, 2]], range(2), [1, 2], [2, 3])
    [9, 2]
    """
    links = len(stages)
    if links == 1:
        return slide(stages[0], starts, ends, min, NEVER)
    # The first links before the window and the others in it, or all of them in it.
    heads = _sums(stages[:-1], here, starts, [(0, to) for to in range(links - 1)])
    if ends[0] == len(stages[0]):
        tails = _open_tails(stages, starts)
    else:
        tails = _sums(stages, starts, ends, [(first, links - 1) for first in range(links)])
    split = [map(int.__add__, head, tail) for head, tail in zip(heads, tails[1:], strict=True)]
    return list(map(min, tails[0], *split))


def _open_tails(stages: Sequence[Row], starts: Row) -> list[list[int]]:
    """Return the least sums from each link to the last, in windows that reach to the end."""
    tails: list[list[int]] = []
    below = [0] * len(stages[0])
    for stage in reversed(stages):
        below = _to_the_end(list(map(int.__add__, stage, below)), min)
        closed = [*below, NEVER]
        tails.insert(0, [closed[start] for start in starts])
    return tails


def _sums(
    stages: Sequence[Row], starts: Row, ends: Row, wanted: Sequence[Stretch]
) -> list[list[int]]:
    """Return the least sums of the wanted stretches of a chain in each window."""
    links = len(stages)
    if links == 1:
        return [slide(stages[0], starts, ends, min, NEVER)]
    every = [(first, last) for first in range(links) for last in range(first, links)]
    linked = [
        tuple(sum(values[first : last + 1]) for first, last in every)
        for values in zip(*stages, strict=True)
    ]
    found = slide(linked, starts, ends, _joiner(every), (NEVER,) * len(every))
    return [[sums[every.index(stretch)] for sums in found] for stretch in wanted]


def _joiner(every: Sequence[Stretch]) -> Callable[[Sums, Sums], Sums]:
    """Return what joins the least sums of two neighbouring windows."""
    plan = [
        [(every.index((first, via)), every.index((via + 1, last))) for via in range(first, last)]
        for first, last in every
    ]

    def join(one: Sums, two: Sums) -> Sums:
        return tuple(
            min(left, right, *[one[head] + two[tail] for head, tail in ways])
            for left, right, ways in zip(one, two, plan, strict=True)
        )

    return join
