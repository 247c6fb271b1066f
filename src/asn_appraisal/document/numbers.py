"""Exact numbers: read from text, refused as floats, written back as text."""

import re
from decimal import Decimal
from fractions import Fraction

_WHOLE = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_RATIO = re.compile(
    r"([-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)\s*/\s*((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)\Z"
)
#: Numbers longer than this are refused: nothing in an appraisal needs them, and they cost time.
LONGEST = 60


def parse_exact(text: str) -> Fraction | None:
    """Read `12`, `0.10` or `1/7` exactly; return None for anything else.

    >>> parse_exact("0.10"), parse_exact("1/7"), parse_exact("1_000"), parse_exact("012")
    (Fraction(1, 10), Fraction(1, 7), None, None)
    """
    if len(text) > LONGEST:
        return None
    if _DECIMAL.match(text):
        return _decimal(text)
    if ratio := _RATIO.match(text):
        below = _decimal(ratio[2])
        return _decimal(ratio[1]) / below if below else None
    return None


def _decimal(text: str) -> Fraction:
    """Make a number of what was found to be one; `Fraction` would look at the text once more."""
    whole, _, places = text.partition(".")
    return Fraction(int(whole + places), 10 ** len(places)) if places else Fraction(int(whole))


def parse_whole(text: str) -> int | None:
    """Read a whole number without leading zeros; return None for anything else."""
    return int(text) if len(text) <= LONGEST and _WHOLE.match(text) else None


def exact(value: object) -> Fraction:
    """Make an exact number of an `int`, `Decimal`, `Fraction` or text.

    Args:
        value: the number; a binary float or a flag is refused.

    Raises:
        TypeError: `value` is a float, a flag, or no number at all.
        ValueError: `value` is text that is no number, or not finite.

    >>> exact("0.10")
    Fraction(1, 10)
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > LONGEST:
            raise ValueError(f"{value} is not finite, or far too long")
        return Fraction(value)
    if isinstance(value, str):
        number = parse_exact(value)
        if number is None:
            raise ValueError(f"{value!r} is not a number")
        return number
    raise TypeError(f"{value!r} is not an exact number; pass text, int, Decimal or Fraction")


def exact_text(number: Fraction | int) -> str:
    """Write a number exactly: as a decimal where that ends, else as a ratio.

    >>> exact_text(Fraction(1, 8)), exact_text(Fraction(1, 7)), exact_text(Fraction(90))
    ('0.125', '1/7', '90')
    """
    number = Fraction(number)
    places = decimal_places(number)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    if places == 0:
        return str(number.numerator)
    scaled = abs(number.numerator) * 10**places // number.denominator
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def decimal_places(number: Fraction) -> int | None:
    """Return how many decimal places the number has, or None where they never end."""
    below = number.denominator
    twos = fives = 0
    while below % 2 == 0:
        below //= 2
        twos += 1
    while below % 5 == 0:
        below //= 5
        fives += 1
    places = max(twos, fives)
    return places if below == 1 else None
