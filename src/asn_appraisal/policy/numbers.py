"""Ranges as a policy's checks see them: a number that lies in one, and how one is written."""

from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.formula import Range


def number_in(one: Range) -> Fraction | None:
    """Return a number that the range holds, on its grid; None where there is none.

    >>> number_in(Range(Fraction(0), Fraction(1), low_open=True, high_open=True))
    Fraction(1, 2)
    """
    for number in _candidates(one):
        if one.holds(number) and (number != 0 or not one.never_zero):
            return number
    return None


def _candidates(one: Range) -> list[Fraction]:
    """Return enough numbers for one of them to lie in the range, if any does."""
    low, high, step = one.low, one.high, one.grid or Fraction(1)
    if low is None:
        if high is None:
            return [step]
        last = high if one.grid is None else high // step * step
        return [last, last - step, last - 2 * step]
    if high is not None and one.grid is None:
        return [low, high, (low + high) / 2, (2 * low + high) / 3]
    first = low if one.grid is None else -(-low // step) * step
    return [first, first + step, first + 2 * step]


def range_text(one: Range) -> str:
    """Write a range as signs that read alike in both languages.

    >>> range_text(Range(Fraction(0), Fraction(120), low_open=True))
    '> 0, ≤ 120'
    """
    if one.low is not None and one.low == one.high:
        return exact_text(one.low)
    parts = []
    if one.low is not None:
        parts.append(f"{'>' if one.low_open else '≥'} {exact_text(one.low)}")
    if one.high is not None:
        parts.append(f"{'<' if one.high_open else '≤'} {exact_text(one.high)}")
    return ", ".join(parts) or "-∞ … ∞"
