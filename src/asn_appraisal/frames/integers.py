"""Expressions over 64-bit integers: what a policy is lowered to, before any engine is known.

Each expression carries the smallest and largest value it can have. An expression that could leave
the 64 bits is refused when it is made (`TooWideError`): bounds are found when a policy is compiled,
and never by an engine that wraps around or stops half way.
"""

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen

#: Nothing may be larger: it leaves room for the repair of a quotient.
LIMIT = 2**62


class TooWideError(Exception):
    """An expression could leave 64 bits."""


@frozen(eq=False)
class Ex:
    """Ekspresi: an operation over integers or flags, and what it can give."""

    op: str
    args: tuple[Any, ...] = ()
    #: The smallest value; for flags 0.
    low: int = 0
    #: The largest value; for flags 1.
    high: int = 1
    is_flag: bool = field(default=False)

    @property
    def is_literal(self) -> bool:
        """Tell whether it is one value."""
        return self.op == "lit"

    @property
    def value(self) -> Any:
        """Return the value of a literal."""
        return self.args[0]

    @property
    def size(self) -> int:
        """Return the largest size without sign."""
        return max(abs(self.low), abs(self.high))


def _made(op: str, args: tuple[Any, ...], low: int, high: int) -> Ex:
    if low < -LIMIT or high > LIMIT:
        raise TooWideError
    return Ex(op, args, low, high)


# Leaves ---------------------------------------------------------------------------------


def lit(value: int) -> Ex:
    """Make a whole number."""
    return _made("lit", (value,), value, value)


ONE = lit(1)
TRUE = Ex("lit", (True,), 1, 1, is_flag=True)
FALSE = Ex("lit", (False,), 0, 0, is_flag=True)


def col(name: str, low: int, high: int) -> Ex:
    """Make a column of whole numbers."""
    return _made("col", (name,), low, high)


def flag_col(name: str) -> Ex:
    """Make a column of flags."""
    return Ex("col", (name,), is_flag=True)


def word_is(name: str, word: str) -> Ex:
    """Make the flag that a column of words holds one."""
    return Ex("word_is", (name, word), is_flag=True)


def words_equal(one: str, two: str) -> Ex:
    """Make the flag that two columns hold the same word."""
    return Ex("words_equal", (one, two), is_flag=True)


# Arithmetic -----------------------------------------------------------------------------


def add(one: Ex, two: Ex) -> Ex:
    """Make a sum."""
    if one.is_literal and two.is_literal:
        return lit(one.value + two.value)
    if one.is_literal and one.value == 0:
        return two
    if two.is_literal and two.value == 0:
        return one
    return _made("add", (one, two), one.low + two.low, one.high + two.high)


def negative(one: Ex) -> Ex:
    """Make a number with the other sign."""
    return mul(one, lit(-1))


def sub(one: Ex, two: Ex) -> Ex:
    """Make a difference."""
    if one.is_literal and two.is_literal:
        return lit(one.value - two.value)
    if two.is_literal and two.value == 0:
        return one
    return _made("sub", (one, two), one.low - two.high, one.high - two.low)


def mul(one: Ex, two: Ex) -> Ex:
    """Make a product."""
    if one.is_literal and two.is_literal:
        return lit(one.value * two.value)
    for known, other in ((one, two), (two, one)):
        if known.is_literal and known.value == 1:
            return other
        if known.is_literal and known.value == 0:
            return lit(0)
    ends = [a * b for a in (one.low, one.high) for b in (two.low, two.high)]
    return _made("mul", (one, two), min(ends), max(ends))


def floor_div(top: Ex, below: Ex) -> Ex:
    """Make a quotient of a number that is not negative and one that is positive.

    Only such quotients are made, so that engines that truncate and engines that floor agree.
    """
    if below.is_literal and below.value == 1:
        return top
    if top.is_literal and below.is_literal:
        return lit(top.value // below.value)
    return _made("div", (top, below), 0, max(0, top.high) // max(1, below.low))


def absolute(one: Ex) -> Ex:
    """Make a number without its sign."""
    if one.low >= 0:
        return one
    return at_least(when(less(one, lit(0)), negative(one), one), 0)


def at_least(one: Ex, low: int) -> Ex:
    """Say that a number is never below another, where that follows from how it was made."""
    return Ex(one.op, one.args, max(low, one.low), max(low, one.high))


def bounded(one: Ex, low: int | None, high: int | None) -> Ex:
    """Say between which numbers a number lies, where that follows from how it was made."""
    below = one.low if low is None else max(low, one.low)
    above = one.high if high is None else min(high, one.high)
    return Ex(one.op, one.args, min(below, above), max(below, above))


def when(condition: Ex, then: Ex, otherwise: Ex) -> Ex:
    """Make a choice."""
    if condition.is_literal:
        return then if condition.value else otherwise
    if then is otherwise:
        return then
    if then.is_literal and otherwise.is_literal and then.value == otherwise.value:
        return then
    if then.is_flag:
        return any_of([all_of([condition, then]), all_of([not_(condition), otherwise])])
    low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
    return _made("when", (condition, then, otherwise), low, high)


def as_number(flag: Ex) -> Ex:
    """Make 1 or 0 of a flag."""
    return when(flag, lit(1), lit(0))


# Flags ----------------------------------------------------------------------------------


def less(one: Ex, two: Ex) -> Ex:
    """Make the flag that a number is below another."""
    if one.high < two.low:
        return TRUE
    if one.low >= two.high:
        return FALSE
    return Ex("lt", (one, two), is_flag=True)


def at_most(one: Ex, two: Ex) -> Ex:
    """Make the flag that a number is at most another."""
    if one.high <= two.low:
        return TRUE
    if one.low > two.high:
        return FALSE
    return Ex("le", (one, two), is_flag=True)


def equal(one: Ex, two: Ex) -> Ex:
    """Make the flag that two numbers are the same."""
    if one.is_literal and two.is_literal:
        return TRUE if one.value == two.value else FALSE
    if one.high < two.low or one.low > two.high:
        return FALSE
    return Ex("eq", (one, two), is_flag=True)


def not_(one: Ex) -> Ex:
    """Make the other flag."""
    if one.is_literal:
        return FALSE if one.value else TRUE
    return one.args[0] if one.op == "not" else Ex("not", (one,), is_flag=True)


def all_of(parts: Sequence[Ex]) -> Ex:
    """Make the flag that all flags hold."""
    kept = [part for part in parts if not (part.is_literal and part.value)]
    if any(part.is_literal for part in kept):
        return FALSE
    return _joined("and", kept, TRUE)


def any_of(parts: Sequence[Ex]) -> Ex:
    """Make the flag that any flag holds."""
    kept = [part for part in parts if not (part.is_literal and not part.value)]
    if any(part.is_literal for part in kept):
        return TRUE
    return _joined("or", kept, FALSE)


def _joined(op: str, parts: Sequence[Ex], empty: Ex) -> Ex:
    unique = list(dict.fromkeys(parts))
    if not unique:
        return empty
    return unique[0] if len(unique) == 1 else Ex(op, tuple(unique), is_flag=True)
