"""Static checks of one measure: divisors, bands and curves on the values that can occur."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import exact_text
from asn_appraisal.formula import Declared, Range, formula_text, possible, ratio_lines, reached
from asn_appraisal.formula.tree import (
    Apply,
    Arithmetic,
    Bands,
    Case,
    Constant,
    Curve,
    Judgement,
    Node,
    Piece,
    Round,
)

from .policy import Measure
from .report import Report


def check_measure(measure: Measure, shape: Any, at: Any, report: Report) -> None:
    """Check what can only be seen once the whole body is typed."""
    _check_divisors(measure.body, at, report)
    _check_clips(measure.body, at, report)
    match measure.body:
        case Bands():
            _check_bands(measure.body, shape.bands, report)
        case Curve():
            _check_curve(measure.body, shape.curve, report)
    _warn_double_rounding(measure, at, report)
    _warn_shape(measure, at, report)


# Divisors -------------------------------------------------------------------------------


@define
class _Divisions(Declared):
    """What a policy declares, with a note of each divisor that can be zero."""

    unsafe: list[Node] = field(factory=list)

    def divided(self, node: Arithmetic, by: Range) -> None:
        """Note a divisor that can be zero."""
        if by.can_be_zero and node.right not in self.unsafe:
            self.unsafe.append(node.right)

    def __hash__(self) -> int:
        return id(self)


def _check_divisors(body: Node, at: Any, report: Report) -> None:
    divisions = _Divisions()
    # A judgement itself is known only from the record; what it suggests is computed.
    computed = body.suggest if isinstance(body, Judgement) else body
    if computed is not None:
        possible(computed, divisions)
    for divisor in divisions.unsafe:
        report.add("ASN-F026", at, divisor=formula_text(divisor))


def _check_clips(body: Node, at: Any, report: Report) -> None:
    for node in body.walk():
        if isinstance(node, Apply) and node.function == "clip":
            low, high = (possible(each, Declared()) for each in node.arguments[1:])
            if low.low is not None and high.high is not None and low.low > high.high:
                report.add("ASN-F027", at)


# Bands ----------------------------------------------------------------------------------


def _check_bands(body: Bands, shape: Any, report: Report) -> None:
    """Find rows that no value can reach: dead, shadowed by a row above, or out of order."""
    rows = {at for _, at in reached(body, Declared())}
    here = possible(body.of, Declared())
    for at, band in enumerate(shape.levels):
        if at not in rows:
            report.add("ASN-P050", band.level, level=band.level, range=range_text(here))
    named = {band.level.name for band in body.bands}
    scale = body.level_kind.scale
    for level in scale or ():
        if level.name not in named:
            report.warn("ASN-W002", shape.of, level=level.name, scale=level.scale)


def range_text(one: Range) -> str:
    """Write a range for a message."""
    low = "-∞" if one.low is None else exact_text(one.low)
    high = "∞" if one.high is None else exact_text(one.high)
    return f"{low} … {high}"


# Curves ---------------------------------------------------------------------------------


def _check_curve(body: Curve, shape: Any, report: Report) -> None:
    here = possible(body.of, Declared())
    always = [piece for piece in body.pieces if piece.when is None]
    _check_overlaps(always, here, shape, report)
    _check_gaps(always, here, shape, report)
    for piece in body.pieces:
        if not _numbers_in(here.within(piece.range())):
            report.add(
                "ASN-P053", shape.of, piece=range_text(piece.range()), range=range_text(here)
            )


def _check_overlaps(pieces: list[Piece], here: Range, shape: Any, report: Report) -> None:
    for at, one in enumerate(pieces):
        for two in pieces[at + 1 :]:
            both = evolve(here, never_zero=False).within(one.range()).within(two.range())
            if number := _numbers_in(both):
                values = {
                    "one": range_text(one.range()),
                    "two": range_text(two.range()),
                    "number": exact_text(number[0]),
                }
                report.add("ASN-P051", shape.of, **values)


def _numbers_in(one: Range) -> list[Fraction]:
    """Return a number of the range on its grid, if there is one."""
    if one.is_empty:
        return []
    step = one.grid or Fraction(1)
    if one.low is None and one.high is None:
        return [Fraction(0)]
    if one.grid is None:
        return [_inside(one)]
    number = -(-one.low // step) * step if one.low is not None else (one.high or 0) // step * step
    if not one.holds(number):
        number += step if one.low is not None else -step
    return [number] if one.holds(number) else []


def _inside(one: Range) -> Fraction:
    if one.low is None:
        return (one.high or 0) - Fraction(1)
    if one.high is None:
        return one.low + 1 if one.low_open else one.low
    return (one.low + one.high) / 2 if one.low_open else one.low


def _check_gaps(pieces: list[Piece], here: Range, shape: Any, report: Report) -> None:
    """Walk the reachable numbers upwards; whatever no piece covers is a gap."""
    for start, is_open in _starts(pieces, here):
        gap = _gap_at(start, is_open, pieces, here)
        if gap is not None:
            report.add("ASN-P052", shape.of, number=exact_text(gap))
            return


def _starts(pieces: list[Piece], here: Range) -> Iterable[tuple[Fraction | None, bool]]:
    """Yield each place where coverage can end: the lowest number, and the end of each piece."""
    yield here.low, here.low_open
    for piece in pieces:
        if piece.high is not None:
            yield piece.high, not piece.high_open


def _gap_at(
    start: Fraction | None,
    is_open: bool,  # noqa: FBT001 - an end and whether it is open
    pieces: list[Piece],
    here: Range,
) -> Fraction | None:
    """Return a reachable number right after `start` that no piece covers, or None."""
    if start is None:
        open_below = any(piece.low is None for piece in pieces)
        lows = [piece.low for piece in pieces if piece.low is not None]
        return None if open_below else min(lows, default=Fraction(0)) - (here.grid or 1)
    after = Range(start, None, low_open=is_open).within(here)
    after = evolve(after, grid=here.grid)
    if here.grid is not None:
        number = _numbers_in(after)
        covered = not number or any(piece.range().holds(number[0]) for piece in pieces)
        return None if covered else number[0]
    if after.is_empty:
        return None
    if any(_covers_after(piece.range(), start, is_open) for piece in pieces):
        return None
    nexts = [piece.low for piece in pieces if piece.low is not None and piece.low > start]
    if not is_open:
        return start
    return (start + min(nexts)) / 2 if nexts else start + 1


def _covers_after(one: Range, start: Fraction, is_open: bool) -> bool:  # noqa: FBT001 - an end
    if not is_open:
        return one.holds(start)
    above = one.high is None or one.high > start
    return above and (one.low is None or one.low <= start)


# Warnings -------------------------------------------------------------------------------


def _warn_double_rounding(measure: Measure, at: Any, report: Report) -> None:
    if measure.round is None:
        return
    for node in measure.body.walk():
        if isinstance(node, Round) and node.places >= measure.round.places:
            report.warn("ASN-W004", at, name=measure.name)
            return


def _warn_shape(measure: Measure, at: Any, report: Report) -> None:
    """Warn of jumps and of falling parts in curves and in formulas over actual / target."""
    for of, lines in _lines(measure.body):
        moves = {slope > 0 for _, _, slope, _ in lines if slope}
        for (_, end, *one), (_, _, *two) in pairwise(lines):
            if end is None or _at(one, end) == _at(two, end):
                continue
            moves.add(_at(two, end) > _at(one, end))
            report.warn("ASN-W001", at, name=measure.name, of=of, edge=exact_text(end))
        if len(moves) > 1:
            report.warn("ASN-W003", at, name=measure.name, of=of)


def _at(line: Any, place: Fraction) -> Fraction:
    slope, start = line
    value: Fraction = slope * place + start
    return value


def _lines(body: Node) -> Iterable[tuple[str, list[Any]]]:
    match body:
        case Case():
            for word, each in body.cases:
                for _, lines in _lines(each):
                    yield word, lines
        case Curve():
            ranked = sorted(
                (piece for piece in body.pieces if piece.when is None),
                key=lambda piece: (piece.low is not None, piece.low or 0, piece.high or 0),
            )
            yield (
                formula_text(body.of),
                [(piece.low, piece.high, piece.slope(), piece.start()) for piece in ranked],
            )
        case Constant():
            return
        case _:
            if ratio := ratio_lines(body):
                yield "actual / target", ratio
