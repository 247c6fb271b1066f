"""Values of the language over columns: numbers as scaled integers or ratios, flags and codes.

Beside each value stands whether it is there at all: what is missing stays missing, and is never
a number that a later step could count.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.formula import Level

from .integers import (
    FALSE,
    ONE,
    TRUE,
    Ex,
    absolute,
    add,
    all_of,
    any_of,
    as_number,
    at_least,
    at_most,
    bounded,
    equal,
    floor_div,
    less,
    lit,
    mul,
    negative,
    not_,
    sub,
    when,
)


@frozen
class Val:
    """Nilai per kolom: an expression, what it is divided by, and whether it is there."""

    #: A number, a flag, the order of a level, or the place of a word in its list.
    top: Ex
    #: What a number is divided by: it is positive.
    below: Ex = ONE
    #: Whether the value is there.
    ok: Ex = TRUE
    #: The words that a code counts, in their order.
    words: tuple[str, ...] = ()
    #: The column of a word that has no list.
    word: str | None = None
    #: Between which numbers a ratio lies, where that follows from how it was made.
    span: tuple[Fraction | None, Fraction | None] = (None, None)

    @property
    def scale(self) -> int | None:
        """Return what a number is divided by, where that is one number; else None."""
        return self.below.value if self.below.is_literal else None

    def at_scale(self, scale: int) -> Ex:
        """Return the number in units of 1/scale, a multiple of its own scale."""
        own = self.scale
        assert own is not None
        return mul(self.top, lit(scale // own))


def both(one: Val, two: Val) -> Ex:
    """Return whether two values are there."""
    return all_of([one.ok, two.ok])


def alike(parts: Sequence[Val]) -> tuple[list[Ex], Ex]:
    """Bring numbers to one divisor."""
    scales = [part.scale for part in parts]
    known = [scale for scale in scales if scale is not None]
    if len(known) == len(scales):
        scale = lcm(*known)
        return [part.at_scale(scale) for part in parts], lit(scale)
    first = parts[0].below
    if all(part.below is first for part in parts):
        return [part.top for part in parts], first
    below = first
    for part in parts[1:]:
        below = mul(below, part.below)
    tops = []
    for at, part in enumerate(parts):
        top = part.top
        for other_at, other in enumerate(parts):
            if other_at != at:
                top = mul(top, other.below)
        tops.append(top)
    return tops, below


# Arithmetic -----------------------------------------------------------------------------


def added(one: Val, two: Val) -> Val:
    """Return a sum."""
    (left, right), below = alike([one, two])
    return Val(add(left, right), below, both(one, two))


def negated(one: Val) -> Val:
    """Return a number with the other sign."""
    return evolve(one, top=negative(one.top))


def multiplied(one: Val, two: Val) -> Val:
    """Return a product."""
    return Val(mul(one.top, two.top), mul(one.below, two.below), both(one, two))


def divided(one: Val, two: Val) -> Val:
    """Return a quotient; where the divisor is zero nothing reads it, and it becomes one."""
    top, below = mul(one.top, two.below), mul(one.below, two.top)
    if below.low < 0:
        top = when(less(below, lit(0)), negative(top), top)
        below = absolute(below)
    if below.low <= 0:
        below = at_least(when(less(below, lit(1)), lit(1), below), 1)
    return Val(top, below, both(one, two))


def picked(function: str, parts: Sequence[Val]) -> Val:
    """Return the smallest or largest of several numbers."""
    first, *others = parts
    for other in others:
        (left, right), below = alike([first, other])
        takes = at_most(left, right) if function == "min" else at_most(right, left)
        top = when(takes, left, right)
        choose = min if function == "min" else max
        top = bounded(top, choose(left.low, right.low), choose(left.high, right.high))
        first = Val(top, below, both(first, other))
    return first


def without_sign(one: Val) -> Val:
    """Return a number without its sign."""
    return evolve(one, top=absolute(one.top))


def rounded(one: Val, places: int, mode: str) -> Val:
    """Return a number brought to decimal places."""
    unit = 10**places
    if one.scale is not None and unit % one.scale == 0:
        return Val(one.at_scale(unit), lit(unit), one.ok)
    size, below = absolute(one.top), one.below
    match mode:
        case "half_up":
            found = floor_div(add(mul(size, lit(2 * unit)), below), mul(below, lit(2)))
        case "down":
            found = floor_div(mul(size, lit(unit)), below)
        case "up":
            found = floor_div(add(mul(size, lit(unit)), sub(below, lit(1))), below)
        case _:
            found = _half_even(mul(size, lit(unit)), below)
    if one.top.low < 0:
        found = when(less(one.top, lit(0)), negative(found), found)
    low, high = one.span
    found = bounded(
        found,
        None if low is None else floor(low * unit),
        None if high is None else ceil(high * unit),
    )
    return Val(found, lit(unit), one.ok)


def _half_even(top: Ex, below: Ex) -> Ex:
    size = floor_div(top, below)
    whole = Ex("mul", (size, below), 0, top.high)  # at most the number that was divided
    rest = bounded(sub(top, whole), 0, below.high)
    twice = mul(rest, lit(2))
    odd = equal(sub(size, mul(floor_div(size, lit(2)), lit(2))), lit(1))
    more = any_of([less(below, twice), all_of([equal(twice, below), odd])])
    return at_least(add(size, as_number(more)), 0)


# Conditions -----------------------------------------------------------------------------


def compared(sign: str, one: Val, two: Val) -> Val:
    """Return whether two numbers, or two codes, compare so."""
    (left, right), _ = alike([one, two])
    match sign:
        case "==":
            holds = equal(left, right)
        case "!=":
            holds = not_(equal(left, right))
        case "<":
            holds = less(left, right)
        case "<=":
            holds = at_most(left, right)
        case ">":
            holds = less(right, left)
        case _:
            holds = at_most(right, left)
    return Val(holds, ok=both(one, two))


def decided(word: str, parts: Sequence[Val]) -> Val:
    """Return `and` or `or`: a part that decides does so even where another is not there."""
    decides = [all_of([part.ok, part.top if word == "or" else not_(part.top)]) for part in parts]
    found = any_of(decides)
    ok = any_of([found, all_of([part.ok for part in parts])])
    return Val(found if word == "or" else not_(found), ok=ok)


def chosen(condition: Val, then: Val, otherwise: Val) -> Val:
    """Return one of two values; only the one that is taken has to be there."""
    ok = all_of([condition.ok, when(condition.top, then.ok, otherwise.ok)])
    if then.top.is_flag:
        return Val(when(condition.top, then.top, otherwise.top), ok=ok)
    scales = (then.scale, otherwise.scale)
    if None not in scales:
        (left, right), below = alike([then, otherwise])
        return Val(when(condition.top, left, right), below, ok)
    # Each keeps its own divisor, so that neither grows.
    top = when(condition.top, then.top, otherwise.top)
    below = at_least(when(condition.top, then.below, otherwise.below), 1)
    return Val(top, below, ok)


def default_val(default: Any) -> Val:
    """Return the default of a fact as a value."""
    if isinstance(default, bool):
        return Val(TRUE if default else FALSE)
    if isinstance(default, Level):
        return Val(lit(default.order))
    if isinstance(default, str):
        return Val(lit(0))
    exact = Fraction(default)
    return Val(lit(exact.numerator), lit(exact.denominator))
