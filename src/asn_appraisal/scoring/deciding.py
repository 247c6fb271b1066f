"""Compiled conditions and tables: what is true, which band, which piece."""

from collections.abc import Callable
from typing import Any

from asn_appraisal.formula.tree import Piece

from .code import Code, Run
from .frame import Frame, Gap


def decided(word: str, runs: list[Run]) -> Code:
    """Compile `and` or `or`: a part that decides does so even where another has a gap."""
    decides = word == "or"

    def decide(frame: Frame, row: int) -> bool:
        gap = False
        for run in runs:
            try:
                if run(frame, row) == decides:
                    return decides
            except Gap:
                gap = True
        if gap:
            raise Gap
        return not decides

    return Code(decide)


def integer_bands(run: Run, scale: int, bands: list[Any]) -> Run:
    """Return bands over scaled integers: each edge becomes the first integer that it lets in."""
    table = []
    for has_edge, edge, inclusive, when, level in bands:
        exact = edge * scale
        first = -(-exact.numerator // exact.denominator)
        first += not inclusive and exact.denominator == 1
        table.append((first if has_edge else None, when, level))

    def take(frame: Frame, row: int) -> int:
        value = run(frame, row)
        for first, when, level in table:
            if (first is None or value >= first) and (when is None or when(frame, row)):
                return level  # type: ignore[no-any-return]
        raise AssertionError("the last band always fits")

    return take


def fits_piece(piece: Piece) -> Callable[[int, int], bool]:
    """Return whether the number top / below belongs to a piece."""
    low, high = piece.low, piece.high

    def fits(top: int, below: int) -> bool:
        if low is not None:
            gap = top * low.denominator - low.numerator * below
            if gap < 0 or (gap == 0 and piece.low_open):
                return False
        if high is not None:
            gap = top * high.denominator - high.numerator * below
            if gap > 0 or (gap == 0 and piece.high_open):
                return False
        return True

    return fits
