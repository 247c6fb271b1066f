"""Straight pieces, cut to what can be reached: which way they go, and where they jump."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from asn_appraisal.formula import Pieces, Range

_ZERO = Fraction(0)


class Segment(NamedTuple):
    """Potongan: a straight line over a stretch of places."""

    #: Where it holds.
    span: Range
    slope: Fraction
    start: Fraction

    def at(self, place: Fraction) -> Fraction:
        """Return the value of the line at a place."""
        return self.slope * place + self.start


class Step(NamedTuple):
    """Perubahan: a stretch or an edge at which the value changes."""

    #: The places before and after; None: without end.
    before: Fraction | None
    after: Fraction | None
    #: The change; for a stretch without end its slope.
    change: Fraction
    #: Whether it happens at an edge, all at once.
    is_jump: bool
    #: The values before and after; None: without end.
    low: Fraction | None = None
    high: Fraction | None = None


def segments(pieces: Pieces, span: Range) -> list[Segment]:
    """Return the pieces inside a span, in order."""
    found = []
    starts = [None, *pieces.edges]
    ends = [*pieces.edges, None]
    for begin, end, line in zip(starts, ends, pieces.values, strict=True):
        here = Range(
            None if begin is None else begin[0],
            None if end is None else end[0],
            begin is not None and begin[1],
            end is not None and not end[1],
        ).within(span)
        if not here.is_empty:
            found.append(Segment(here, *line))
    return found


def steps(found: Iterable[Segment]) -> Iterable[Step]:
    """Yield every change along segments in order; between them where they do not meet."""
    listed = list(found)
    for one in listed:
        low, high = one.span.low, one.span.high
        if one.slope and (low is None or high is None or low < high):
            first = None if low is None else one.at(low)
            last = None if high is None else one.at(high)
            change = one.slope if first is None or last is None else last - first
            yield Step(low, high, change, False, first, last)
    for one, two in pairwise(listed):
        edge, onward = one.span.high, two.span.low
        assert edge is not None
        assert onward is not None
        change = two.at(onward) - one.at(edge)
        if change:
            yield Step(edge, onward, change, True, one.at(edge), two.at(onward))


def image(found: Iterable[Segment]) -> Range:
    """Return the values that segments take."""
    made: Range | None = None
    for one in found:
        ends = [
            (None, True) if place is None else (one.at(place), is_open)
            for place, is_open in (
                (one.span.low, one.span.low_open),
                (one.span.high, one.span.high_open),
            )
        ]
        if not one.slope:
            part = Range(one.start, one.start)
        else:
            low, high = ends if one.slope > 0 else ends[::-1]
            part = Range(
                low[0], high[0], low[0] is not None and low[1], high[0] is not None and high[1]
            )
        made = part if made is None else made.join(part)
    return made or Range()


def edges(found: Iterable[Segment]) -> list[Fraction]:
    """Return the places where segments begin and end."""
    ends = {end for one in found for end in (one.span.low, one.span.high) if end is not None}
    return sorted(ends)
