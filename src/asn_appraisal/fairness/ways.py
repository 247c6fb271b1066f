"""Which ways a comparison, a product, a quotient or a choice between two values can go."""

from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.tree import (
    Compare,
)

from .here import Here
from .inputs import Input
from .moves import STILL, Cause, Move, magnified, through

_ZERO, _ONE = Fraction(0), Fraction(1)
_BOTH = (1, -1)


def between(before: Any, after: Any) -> tuple[tuple[int, ...], Fraction | None]:
    """Return the ways from one set of values to another, and the largest gap."""
    if before is None or after is None:
        return _BOTH, None
    if isinstance(before, Range):
        return _between_ranges(before, after)
    if any(isinstance(each, str) for each in (*before, *after)):
        return (() if before == after and len(before) == 1 else _BOTH), _ONE
    orders = [[int(getattr(each, "order", each)) for each in some] for some in (before, after)]
    if not all(orders):
        return (), _ZERO
    low, high = orders
    ways = [1] if max(high) > min(low) else []
    ways += [-1] if min(high) < max(low) else []
    return tuple(ways), Fraction(max(abs(b - a) for a in low for b in high))


def _between_ranges(before: Range, after: Range) -> tuple[tuple[int, ...], Fraction | None]:
    rises = before.low is None or after.high is None or after.high > before.low
    falls = before.high is None or after.low is None or after.low < before.high
    ends = (before.low, before.high, after.low, after.high)
    gap = None
    if None not in ends:
        low, high, first, last = (end for end in ends if end is not None)
        gap = max(abs(last - low), abs(high - first))
    return (*((1,) if rises else ()), *((-1,) if falls else ())), gap


def way_of(one: Input, side: str) -> int:
    """Return which way the actual itself goes as it gets better: 0 where neither is better."""
    if one.better == 0:
        return {"below": 1, "above": -1}.get(side, 0)
    return one.better or 1


def rounded(move: Move, grid: Fraction) -> Move:
    """Return the move of a rounded value."""
    return move if move.is_still else evolve(move, grain=move.grain + grid)


def reversal(here: Here) -> Cause:
    """Return the cause of a plain reversal."""
    return here.cause("dikurangkan atau dikalikan angka negatif", "is subtracted", bends=False)


def times(move: Move, factor: Range, here: Here) -> Move:
    """Return the move of a product where only one side moves."""
    if move.is_still:
        return STILL
    cause = here.cause(
        "dikalikan nilai yang dapat negatif", "is multiplied by what can be negative"
    )
    found = magnified(move, size_of(factor))
    if factor.never_below(0):
        return found
    falls = factor.high is not None and factor.high <= 0
    return through(found, (-1,) if falls else _BOTH, cause)


def size_of(one: Range) -> Fraction | None:
    """Return how far from zero a value can be; None: without limit."""
    return None if one.low is None or one.high is None else max(abs(one.low), abs(one.high))


def inverse(one: Range) -> Range:
    """Return the range of `1 / x` for x on one side of zero."""
    if one.never_below(0):
        return Range(_ZERO, None if not one.low else 1 / one.low)
    if one.high is not None and one.high <= 0:
        return Range(None if not one.high else 1 / one.high, _ZERO)
    return Range()


def divided(above: Range, move: Move, below: Range, here: Here) -> Move:
    """Return the move of a quotient whose divisor moves."""
    if move.is_still:
        return STILL
    cause = here.cause("pembagi ikut bergerak", "the divisor moves", bends=False)
    positive = below.never_below(0)
    if positive and above.never_below(0):
        turned = through(move, (-1,), cause)
    elif positive and above.high is not None and above.high <= 0:
        turned = through(move, (1,), cause)
    else:
        turned = through(move, _BOTH, evolve(cause, bends=True))
    # |a/b - a/c| is at most |a| |b - c| / m**2 where b and c are at least m away from zero.
    size, far = size_of(above), size_of(inverse(below))
    return magnified(turned, None if size is None or far is None else size * far**2)


def equality(node: Compare, *, moves_left: bool, moves_right: bool) -> tuple[int, ...]:
    """Return the ways of `x == c` as x rises: one way only where c is an end of what x can be."""
    if moves_left and moves_right:
        return _BOTH
    moving, fixed = (node.left, node.right) if moves_left else (node.right, node.left)
    here, there = possible(moving, Declared()), possible(fixed, Declared())
    rise = 1 if node.sign == "==" else -1
    if isinstance(here, Range):
        if not there.is_single:
            return _BOTH
        if here.high is not None and here.high <= there.low:
            return (rise,)
        return (-rise,) if here.low is not None and here.low >= there.low else _BOTH
    if here is None or there is None or len(there) != 1:
        return _BOTH
    (only,) = there
    if isinstance(only, str):
        return _BOTH
    if all(each <= only for each in here):
        return (rise,)
    return (-rise,) if all(each >= only for each in here) else _BOTH
