"""Curves: whether their pieces cover every number that can occur, each just once."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from asn_appraisal.document import exact_text
from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.tree import Curve, Piece

from .numbers import number_in, range_text
from .report import Report


def check_curve(body: Curve, shape: Any, report: Report) -> None:
    """Find overlaps, gaps, and pieces that are never reached."""
    here: Range = possible(body.of, Declared())
    written = list(zip(body.pieces, shape.pieces, strict=True))
    # A piece under a condition may share its place with others: the first that fits is taken.
    always = sorted((each for each in written if each[0].when is None), key=_by_start)
    _check_overlaps(always, here, report)
    gap = _first_gap((piece for piece, _ in always), here)
    if gap is not None:
        report.add("ASN-P052", shape.of, number=exact_text(gap))
    for piece, at in written:
        if number_in(here.within(piece.range())) is None:
            values = {"piece": range_text(piece.range()), "range": range_text(here)}
            report.add("ASN-P053", at, **values)


def _by_start(written: tuple[Piece, Any]) -> tuple[bool, Fraction, bool]:
    piece = written[0]
    return (piece.low is not None, piece.low or Fraction(0), piece.low_open)


def _check_overlaps(always: list[tuple[Piece, Any]], here: Range, report: Report) -> None:
    """Compare each piece with the one before it that reaches furthest."""
    furthest: Piece | None = None
    for piece, at in always:
        if furthest is not None:
            shared = number_in(here.within(furthest.range()).within(piece.range()))
            if shared is not None:
                values = {"one": range_text(furthest.range()), "two": range_text(piece.range())}
                report.add("ASN-P051", at, number=exact_text(shared), **values)
        if furthest is None or _reaches_further(piece, furthest):
            furthest = piece


def _reaches_further(one: Piece, two: Piece) -> bool:
    if one.high is None or two.high is None:
        return one.high is None
    return (one.high, not one.high_open) > (two.high, not two.high_open)


def _first_gap(ranked: Iterable[Piece], here: Range) -> Fraction | None:
    """Return the lowest reachable number that no piece covers, or one near it."""
    rest = here
    for piece in ranked:
        if piece.low is not None:
            before = rest.within(Range(None, piece.low, high_open=not piece.low_open))
            if (gap := number_in(before)) is not None:
                return gap
        if piece.high is None:
            return None
        rest = rest.within(Range(piece.high, None, low_open=not piece.high_open))
    return number_in(rest)
