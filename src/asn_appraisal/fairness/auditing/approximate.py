"""Numbers that no ratio says exactly, as ratios that are near enough: no binary arithmetic."""

from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Any

#: Roots are good to so many decimals, far beyond what any estimate can tell.
_PLACES = 24
#: Plain data are written with so many decimals.
_WRITTEN = 12


def root(number: Fraction) -> Fraction:
    """Return the square root, cut after 24 decimals.

    >>> root(Fraction(9, 4))
    Fraction(3, 2)
    """
    unit = 10**_PLACES
    return Fraction(isqrt(number.numerator * unit * unit // number.denominator), unit)


def of_library(number: Any) -> Fraction:
    """Return a binary number of a library as the ratio that it is.

    >>> from fractions import Fraction
    >>> of_library(Fraction(1, 4))
    Fraction(1, 4)
    """
    return Fraction(*number.as_integer_ratio())


def shortened(number: Fraction) -> Fraction:
    """Return a ratio rounded to twelve decimals.

    >>> shortened(Fraction(1, 4))
    Fraction(1, 4)
    """
    return round(number, _WRITTEN)


def decimal(number: Fraction | None) -> Decimal | None:
    """Return a ratio with twelve decimals, as tables of other libraries take it.

    >>> decimal(Fraction(1, 4))
    Decimal('0.250000000000')
    """
    if number is None:
        return None
    return Decimal(round(number * 10**_WRITTEN)).scaleb(-_WRITTEN)
