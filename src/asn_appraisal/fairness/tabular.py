"""How bands, curves, lookups and matrices move: enumerated, cell by cell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.tree import Bands, Curve
from asn_appraisal.record import FrozenMap

from .cells import Segment, steps
from .here import Here
from .moves import STILL, Cause, Move, joined, through
from .spoken import filled
from .tables import (
    MOST_CONDITIONS,
    Axis,
    Place,
    along,
    assignments,
    band_places,
    curve_places,
    curve_segments,
    switched,
)

_ZERO, _ONE = Fraction(0), Fraction(1)
_BOTH = (1, -1)


def _open(moves: Iterable[Move], here: Here) -> Move:
    """Return what is known where there are too many conditions: nothing."""
    cause = here.cause("terlalu banyak syarat", "too many conditions")
    return joined(evolve(through(each, _BOTH, cause), jump=None) for each in moves)


# Bands ------------------------------------------------------------------------------------


def bands_move(body: Bands, of: Move, whens: Sequence[Move], here: Here) -> Move:
    """Return the move of a level that is read from a number."""
    if of.is_still and all(each.is_still for each in whens):
        return STILL
    if len(whens) > MOST_CONDITIONS:
        return _open([of, *whens], here)
    reach = possible(body.of, Declared())
    tables = {held: band_places(body, reach, held) for held in assignments(body)}
    moves = []
    for places in tables.values():
        axis = along([_level(body, place) for place in places])
        moves.append(along_move(of, axis, partial(_band_cause, body, places, here)))
    for number, when in enumerate(whens):
        moves.append(_switch_move(body, tables, number, when, here))
    found = joined(moves)
    if found.is_still:
        return STILL
    return evolve(found, jump=_level_jump(body, tables, of, whens), grain=_ZERO)


def _level(body: Bands, place: Place) -> int:
    assert place.row is not None
    return body.bands[place.row].level.order


def _band_cause(body: Bands, places: Sequence[Place], here: Here, at: tuple[int, int]) -> Cause:
    one, two = (places[each] for each in at)
    rows = [body.bands[place.row].level.name for place in (one, two) if place.row is not None]
    edge = two.span.low if two.span.low is not None else one.span.high
    what = filled(
        "dari `{one}` ke `{two}` pada {edge}",
        "from `{one}` to `{two}` at {edge}",
        one=rows[0],
        two=rows[1],
        edge=edge,
    )
    return Cause(here.measure, f"{here.path}.levels[{two.row}]", what)


def along_move(of: Move, axis: Axis, cause_of: Callable[[tuple[int, int]], Cause]) -> Move:
    """Return the move along one axis, each way with the place where it happens."""
    if of.is_still:
        return STILL
    found: dict[int, tuple[Cause, ...]] = {}
    for direction, at in axis.examples.items():
        own = () if direction > 0 else (cause_of(at),)
        for way, causes in of.ways.items():
            key = direction * way
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *causes, *own)))
    jumps = (cause_of(axis.largest),) if axis.largest is not None and axis.step > 1 else ()
    return evolve(of, ways=FrozenMap(found), jumps_at=(*of.jumps_at, *jumps)) if found else STILL


def _switch_move(
    body: Bands, tables: dict[Any, list[Place]], number: int, when: Move, here: Here
) -> Move:
    """Return the move when one condition begins to hold."""
    if when.is_still:
        return STILL
    ways = {
        1 if change > 0 else -1
        for places, other in _switched_tables(body, tables, number)
        for one, two in zip(places, other, strict=True)
        if (change := _level(body, two) - _level(body, one))
    }
    rows = [row for row, band in enumerate(body.bands) if band.when is not None]
    cause = Cause(
        here.measure,
        f"{here.path}.levels[{rows[number]}]",
        Text("syarat `when` menurunkan tingkat", "the condition `when` lowers the level"),
    )
    return through(when, ways, cause)


def _switched_tables(
    body: Bands | Curve, tables: dict[Any, list[Place]], number: int
) -> Iterator[tuple[list[Place], list[Place]]]:
    """Yield what a table says while one condition does not hold, and once it does."""
    for held, places in tables.items():
        if not held[number]:
            yield places, tables[switched(body, held, number)]


def _level_jump(
    body: Bands, tables: dict[Any, list[Place]], of: Move, whens: Sequence[Move]
) -> Fraction | None:
    """Return how many levels one small change can move."""
    reach = None if of.jump is None else of.jump + of.grain
    states = []
    for held, places in tables.items():
        fixed = tuple(each for each, when in zip(held, whens, strict=True) if when.is_still)
        states += [(fixed, place, _level(body, place)) for place in places]
    largest = 0
    for one, two in combinations(states, 2):
        if one[0] == two[0] and _is_near(one[1].span, two[1].span, reach):
            largest = max(largest, abs(one[2] - two[2]))
    return Fraction(largest)


def _is_near(one: Range, two: Range, reach: Fraction | None) -> bool:
    if reach is None:
        return True
    if one.high is not None and two.low is not None and two.low > one.high + reach:
        return False
    return not (two.high is not None and one.low is not None and one.low > two.high + reach)


# Curves -----------------------------------------------------------------------------------


def curve_move(body: Curve, of: Move, whens: Sequence[Move], here: Here) -> Move:
    """Return the move of a number that is read from another by straight pieces."""
    if of.is_still and all(each.is_still for each in whens):
        return STILL
    if len(whens) > MOST_CONDITIONS:
        return _open([of, *whens], here)
    reach = possible(body.of, Declared())
    tables = {held: curve_places(body, reach, held) for held in assignments(body)}
    moves, jumps, slopes = [], [], [_ZERO]
    for places in tables.values():
        found = curve_segments(body, places)
        rows = [place.row for place in places if place.row is not None]
        moves.append(_curve_along(of, found, rows, here))
        jumps.append(_cliffs_within(found, of))
        slopes += [abs(one.slope) for one in found]
    for number, when in enumerate(whens):
        moves.append(_curve_switch(body, tables, number, when, here))
    whole = joined(moves)
    if whole.is_still:
        return STILL
    steepest = max(slopes)
    if of.jump is None or not all(when.is_still for when in whens):
        jump = None
    else:
        jump = max(jumps, default=_ZERO) + steepest * of.jump
    return evolve(whole, jump=jump, grain=of.grain * steepest)


def _cliff(found: Sequence[Segment], at: int) -> Fraction:
    """Return the jump between two pieces, beyond what their slopes would give on the grid."""
    one, two = found[at], found[at + 1]
    assert one.span.high is not None
    assert two.span.low is not None
    change = two.at(two.span.low) - one.at(one.span.high)
    usual = max(abs(one.slope), abs(two.slope)) * (two.span.low - one.span.high)
    return change if abs(change) > usual else _ZERO


def _cliffs_within(found: Sequence[Segment], of: Move) -> Fraction:
    """Return the most that cliffs add up to along one jump of what the curve is read from."""
    reach = None if of.jump is None else of.jump + of.grain
    most = _ZERO
    for first in range(len(found) - 1):
        passed = _ZERO
        for at in range(first, len(found) - 1):
            low, high = found[first].span.high, found[at + 1].span.low
            assert low is not None
            assert high is not None
            if at > first and reach is not None and high - low > reach:
                break
            passed += _cliff(found, at)
            most = max(most, abs(passed))
    return most


def _curve_along(of: Move, found: list[Segment], rows: list[int], here: Here) -> Move:
    if of.is_still:
        return STILL
    moves = []
    jumps = tuple(
        _piece_cause(found[at], found[at + 1], rows[at + 1], here)
        for at in range(len(found) - 1)
        if _cliff(found, at)
    )
    for at, one in enumerate(found):
        cause = _piece_cause(one, one, rows[at], here)
        moves += [_piece_move(of, each.change, cause) for each in steps([one])]
    for at in range(len(found) - 1):
        one, two = found[at], found[at + 1]
        passed = [each for each in steps((one, two)) if each.is_jump]
        cause = _piece_cause(one, two, rows[at + 1], here)
        moves += [_piece_move(of, each.change, cause) for each in passed]
    whole = joined(moves)
    return whole if whole.is_still else evolve(whole, jumps_at=(*of.jumps_at, *jumps))


def _piece_move(of: Move, change: Fraction, cause: Cause) -> Move:
    return through(of, (1 if change > 0 else -1,), cause)


def _piece_cause(one: Segment, two: Segment, row: int, here: Here) -> Cause:
    first = one.span.high if one is not two else one.span.low
    last = two.span.low if one is not two else one.span.high
    what = filled(
        "dari {before} (pada {first}) ke {after} (pada {last})",
        "from {before} (at {first}) to {after} (at {last})",
        before=None if first is None else one.at(first),
        first=first,
        after=None if last is None else two.at(last),
        last=last,
    )
    return Cause(here.measure, f"{here.path}.pieces[{row}]", what)


def _curve_switch(
    body: Curve, tables: dict[Any, list[Place]], number: int, when: Move, here: Here
) -> Move:
    if when.is_still:
        return STILL
    # A piece without end is level, so that its one end says all.
    ways = {
        1 if change > 0 else -1
        for places, other in _switched_tables(body, tables, number)
        for one, two in zip(*(curve_segments(body, each) for each in (places, other)), strict=False)
        for end in (one.span.low, one.span.high)
        if end is not None and (change := two.at(end) - one.at(end))
    }
    return through(when, ways, here.cause("syarat `when` berganti", "the condition `when` changes"))
