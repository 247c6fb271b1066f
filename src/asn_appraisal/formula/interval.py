"""Arithmetic on ranges: what a sum, product or quotient of ranges can be."""

from fractions import Fraction

from attrs import evolve

from .range import ANY, Range, join_grids

# An end is (-1, 0) for minus infinity, (0, x) for a number, (1, 0) for infinity: tuples sort.
End = tuple[int, Fraction]
_ZERO = Fraction(0)


def _ends(one: Range) -> tuple[End, End]:
    low = (-1, _ZERO) if one.low is None else (0, one.low)
    high = (1, _ZERO) if one.high is None else (0, one.high)
    return low, high


def _from_ends(low: End, high: End) -> Range:
    return Range(None if low[0] else low[1], None if high[0] else high[1])


def _sign(end: End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def _times(one: End, two: End) -> End:
    if one[0] or two[0]:
        # Zero times a number that grows without limit stays zero.
        return (_sign(one) * _sign(two), _ZERO)
    return (0, one[1] * two[1])


def negate(one: Range) -> Range:
    """Return the range of `-x`."""
    low = None if one.high is None else -one.high
    high = None if one.low is None else -one.low
    return Range(low, high, one.high_open, one.low_open, one.grid, one.never_zero)


def add(one: Range, two: Range) -> Range:
    """Return the range of `x + y`."""
    low = None if one.low is None or two.low is None else one.low + two.low
    high = None if one.high is None or two.high is None else one.high + two.high
    low_open = one.low_open or two.low_open
    high_open = one.high_open or two.high_open
    return Range(low, high, low_open, high_open, join_grids(one, two))


def multiply(one: Range, two: Range) -> Range:
    """Return the range of `x * y`."""
    if one.is_single and one.low is not None:
        return scale(two, one.low)
    if two.is_single and two.low is not None:
        return scale(one, two.low)
    products = [_times(a, b) for a in _ends(one) for b in _ends(two)]
    never_zero = not (one.can_be_zero or two.can_be_zero)
    grid = one.grid * two.grid if one.grid is not None and two.grid is not None else None
    return evolve(_from_ends(min(products), max(products)), grid=grid, never_zero=never_zero)


def scale(one: Range, factor: Fraction) -> Range:
    """Return the range of `factor * x`."""
    if factor == 0:
        return Range.only(_ZERO)
    if factor < 0:
        return scale(negate(one), -factor)
    return Range(
        None if one.low is None else one.low * factor,
        None if one.high is None else one.high * factor,
        one.low_open,
        one.high_open,
        None if one.grid is None else one.grid * factor,
        one.never_zero,
    )


def divide(one: Range, two: Range) -> Range:
    """Return the range of `x / y`, where y cannot be zero."""
    if two.is_empty or two.low == two.high == 0:
        return ANY  # nothing reaches this place
    if two.is_single and two.low:
        return scale(one, 1 / two.low)
    if two.low is None or two.high is None or two.low < 0 < two.high:
        positive = two.low is not None and two.low >= 0
        negative = two.high is not None and two.high <= 0
        if not positive and not negative:
            return ANY
    return multiply(one, _inverse(two))


def _inverse(two: Range) -> Range:
    """Return the range of `1 / y` for y on one side of zero."""
    if two.low is None or two.low < 0:
        return negate(_inverse(negate(two)))
    low = None if two.high is None else 1 / two.high
    high = None if two.low == 0 else 1 / two.low
    return Range(low if low is not None else _ZERO, high, low_open=low is None)


def smallest(one: Range, two: Range) -> Range:
    """Return the range of `min(x, y)`."""
    return negate(largest(negate(one), negate(two)))


def largest(one: Range, two: Range) -> Range:
    """Return the range of `max(x, y)`."""
    low, low_open = one.low, one.low_open
    if low is None or (two.low is not None and two.low > low):
        low, low_open = two.low, two.low_open
    elif two.low == low:
        low_open = one.low_open and two.low_open
    if one.high is None or two.high is None:
        return Range(low, None, low_open, grid=join_grids(one, two))
    high = max(one.high, two.high)
    high_open = all(each.high_open for each in (one, two) if each.high == high)
    return Range(low, high, low_open, high_open, join_grids(one, two))


def absolute(one: Range) -> Range:
    """Return the range of `abs(x)`."""
    if one.never_below(0):
        return one
    flipped = negate(one)
    if flipped.never_below(0):
        return flipped
    upper = largest(one, flipped)
    made = Range(_ZERO, upper.high, high_open=upper.high_open)
    return evolve(made, grid=one.grid, never_zero=one.never_zero)
