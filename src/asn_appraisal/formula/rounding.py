"""Rounding: the one place where a number may lose anything, in a declared way."""

from fractions import Fraction

#: The ways to round. `half_up` takes ties away from zero, `up` away from zero, `down` toward it.
MODES = ("half_up", "half_even", "up", "down")


def round_ratio(top: int, below: int, mode: str = "half_up") -> int:
    """Round `top / below` to a whole number; `below` is positive.

    >>> [round_ratio(top, 2) for top in (5, -5)], round_ratio(5, 2, "half_even")
    ([3, -3], 2)
    """
    size, rest = divmod(abs(top), below)
    if mode == "half_up":
        size += 2 * rest >= below
    elif mode == "half_even":
        size += 2 * rest > below or (2 * rest == below and size % 2 == 1)
    elif mode == "up":
        size += rest > 0
    return -size if top < 0 else size


def round_to(number: Fraction, places: int, mode: str = "half_up") -> Fraction:
    """Round a number to decimal places.

    >>> round_to(Fraction("89.995"), 2)
    Fraction(90, 1)
    """
    unit = 10**places
    return Fraction(round_ratio(number.numerator * unit, number.denominator, mode), unit)
