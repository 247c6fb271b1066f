"""Bands, curves, lookups and matrices by cells: every place that can be reached, and no other."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, NamedTuple

from asn_appraisal.formula import Range
from asn_appraisal.formula.tree import Bands, Curve, Node

from .cells import Segment

_ZERO = Fraction(0)
#: More conditions than this in one table are not enumerated.
MOST_CONDITIONS = 6


class Place(NamedTuple):
    """Petak: a cell of the line, and the row of the table that is taken there."""

    span: Range
    #: The number of the row; None: no row fits.
    row: int | None


def cells_of(reach: Range, edges: Iterable[Fraction]) -> Iterator[Range]:
    """Yield each edge and each stretch between edges that can be reached, in order."""
    listed = sorted(set(edges))
    before: Fraction | None = None
    for edge in listed:
        yield from _reached(Range(before, edge, before is not None, True), reach)
        yield from _reached(Range(edge, edge), reach)
        before = edge
    yield from _reached(Range(before, None, before is not None), reach)


def _reached(cell: Range, reach: Range) -> Iterator[Range]:
    here = reach.within(cell)
    if not here.has_value:
        return
    if here.grid is not None:
        here = _snapped(here, here.grid)
    if not here.is_empty:
        yield here


def _snapped(one: Range, grid: Fraction) -> Range:
    """Return the cell from its first to its last value on the grid."""
    low, high = one.low, one.high
    if low is not None:
        first = -(-low // grid) * grid
        low = first + grid if first == low and one.low_open else first
    if high is not None:
        last = high // grid * grid
        high = last - grid if last == high and one.high_open else last
    return Range(low, high, grid=grid)


def inside(cell: Range) -> Fraction:
    """Return a place in a cell."""
    low, high = cell.low, cell.high
    if low is None:
        return _ZERO if high is None else high - 1
    if high is None:
        return low + 1 if cell.low_open else low
    return low if low == high or not cell.low_open else (low + high) / 2


def conditions_of(body: Bands | Curve) -> list[Node]:
    """Return the conditions of a table, row by row."""
    rows = body.bands if isinstance(body, Bands) else body.pieces
    return [row.when for row in rows if row.when is not None]


def assignments(body: Bands | Curve) -> Iterator[tuple[bool, ...]]:
    """Yield every way in which the conditions can hold or not; one that stands twice holds once."""
    conditions = conditions_of(body)
    unlike = list(dict.fromkeys(conditions))
    for held in product((False, True), repeat=len(unlike)):
        holds = dict(zip(unlike, held, strict=True))
        yield tuple(holds[each] for each in conditions)


def switched(body: Bands | Curve, held: tuple[bool, ...], number: int) -> tuple[bool, ...]:
    """Return the assignment in which one more condition holds, wherever it stands."""
    conditions = conditions_of(body)
    return tuple(
        is_held or each == conditions[number]
        for each, is_held in zip(conditions, held, strict=True)
    )


def band_places(body: Bands, reach: Range, held: Sequence[bool]) -> list[Place]:
    """Return which row of a band table is taken where, with the conditions as they are held."""
    edges = [band.edge for band in body.bands if band.edge is not None]
    conditions = iter(held)
    open_rows = [band.when is None or next(conditions) for band in body.bands]
    places = []
    for cell in cells_of(reach, edges):
        at = inside(cell)
        fits = (
            row
            for row, band in enumerate(body.bands)
            if open_rows[row]
            and (band.edge is None or at > band.edge or (at == band.edge and band.inclusive))
        )
        places.append(Place(cell, next(fits, None)))
    return places


def curve_places(body: Curve, reach: Range, held: Sequence[bool]) -> list[Place]:
    """Return which piece of a curve is taken where, with the conditions as they are held."""
    ends = {end for piece in body.pieces for end in (piece.low, piece.high) if end is not None}
    conditions = iter(held)
    open_rows = [piece.when is None or next(conditions) for piece in body.pieces]
    places = []
    for cell in cells_of(reach, ends):
        at = inside(cell)
        fits = (
            row
            for row, piece in enumerate(body.pieces)
            if open_rows[row] and piece.range().holds(at)
        )
        places.append(Place(cell, next(fits, None)))
    return places


def curve_segments(body: Curve, places: Iterable[Place]) -> list[Segment]:
    """Return the straight lines of a curve where it is defined."""
    return [
        Segment(place.span, body.pieces[place.row].slope(), body.pieces[place.row].start())
        for place in places
        if place.row is not None
    ]


class Axis(NamedTuple):
    """Arah satu sumbu: the ways along one axis, the largest step, and an example of each way."""

    ways: frozenset[int]
    #: The largest difference between neighbours.
    step: Fraction
    #: Way to (index before, index after) of the first example.
    examples: dict[int, tuple[int, int]]
    #: (index before, index after) of the largest step.
    largest: tuple[int, int] | None


def along(values: Sequence[Any]) -> Axis:
    """Return how a row of values goes from each to the next.

    >>> along([0, 1, 1, 3]).ways, along([0, 1, 1, 3]).step
    (frozenset({1}), Fraction(2, 1))
    """
    examples: dict[int, tuple[int, int]] = {}
    step, largest = _ZERO, None
    for at, (one, two) in enumerate(pairwise(values)):
        change = Fraction(_number(two)) - Fraction(_number(one))
        if change:
            examples.setdefault(1 if change > 0 else -1, (at, at + 1))
        if abs(change) > step:
            step, largest = abs(change), (at, at + 1)
    return Axis(frozenset(examples), step, examples, largest)


def _number(value: Any) -> Any:
    """Return a level as its place on the scale, and a number as it is."""
    return getattr(value, "order", value)
