"""Which answers a comparison of two values can give, from what the values can be."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from . import interval
from .range import Range

#: What a node can give: a Range, or a set of flags, levels or words; None is any word.
Possible = Any
BOTH = frozenset((True, False))


def compared(sign: str, left: Possible, right: Possible) -> frozenset[bool]:
    """Return which answers a comparison can give."""
    if left is None or right is None:
        return BOTH
    if isinstance(left, Range):
        return _compared_ranges(sign, left, right)
    answers = {_ORDER[sign](one, two) for one in left for two in right}
    return frozenset(answers)


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    "<=": lambda one, two: one <= two,
    ">": lambda one, two: one > two,
    ">=": lambda one, two: one >= two,
}


def _compared_ranges(sign: str, left: Range, right: Range) -> frozenset[bool]:
    if sign in (">", ">="):
        return _compared_ranges("<" if sign == ">" else "<=", right, left)
    if sign in ("==", "!="):
        equal = _equal(left, right)
        return equal if sign == "==" else frozenset(not each for each in equal)
    difference = interval.add(left, interval.negate(right))
    answers = set()
    if _can_be_below(difference, strictly=sign == "<"):
        answers.add(True)
    if _can_be_below(interval.negate(difference), strictly=sign == "<="):
        answers.add(False)
    return frozenset(answers)


def _can_be_below(one: Range, *, strictly: bool) -> bool:
    """Tell whether a value below zero (or, not strictly, zero) is possible."""
    if one.low is None or one.low < 0:
        return True
    return not strictly and one.low == 0 and not one.low_open and one.can_be_zero


def _equal(left: Range, right: Range) -> frozenset[bool]:
    difference = interval.add(left, interval.negate(right))
    if _excludes(left, right) or _excludes(right, left) or not difference.holds(Fraction(0)):
        return frozenset((False,))
    return frozenset((True,)) if difference.is_single else BOTH


def _excludes(one: Range, two: Range) -> bool:
    zero = two.is_single and two.low == 0
    off_grid = (
        two.is_single
        and two.low is not None
        and one.grid is not None
        and (two.low / one.grid).denominator != 1
    )
    return (zero and not one.can_be_zero) or off_grid


def decided(word: str, parts: list[frozenset[bool]]) -> frozenset[bool]:
    """Return which answers `and` or `or` can give."""
    decides = word == "or"
    if any(part == {decides} for part in parts):
        return frozenset((decides,))
    answers = {not decides} if all((not decides) in part for part in parts) else set()
    if any(decides in part for part in parts):
        answers.add(decides)
    return frozenset(answers)
