"""A table as a value, and its cells as people, programs and spreadsheets take them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Level


@frozen
class Column:
    """Kolom: a column of a table."""

    #: The name that programs read.
    name: str
    #: The title that people read.
    title: Text
    #: Whether it holds numbers, which stand to the right.
    is_number: bool = False


@frozen
class Table:
    """Tabel: columns, and rows of exact values that may be made while they are written."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]

    @classmethod
    def of(cls, columns: Iterable[Column], rows: Iterable[Sequence[Any]]) -> "Table":
        """Make a table."""
        return cls(tuple(columns), rows)


def shown(value: Any, language: str) -> str:
    """Write a cell for people.

    >>> shown(Decimal("97.50"), "id"), shown(None, "id"), shown(True, "en")
    ('97,50', '-', 'yes')
    """
    match value:
        case None:
            return "-"
        case str():
            return value
        case Text():
            return value.in_language(language)
        case Decimal():
            return Words(language).number(value, _places(value))
    return Words(language).value(value)


def exactly(value: Any) -> Any:
    """Write a cell for programs: exact numbers and levels as text, nothing as None.

    >>> exactly(Decimal("97.50")), exactly(None), exactly(3)
    ('97.50', None, 3)
    """
    match value:
        case None | bool() | str() | int():
            return value
        case Fraction():
            return exact_text(value)
        case Level():
            return value.name
        case Text():
            return value.id
    return str(value)


def in_spreadsheet(value: Any) -> str:
    """Write a cell for Excel as it is set up in Indonesia: with a decimal comma.

    >>> in_spreadsheet(Decimal("97.50")), in_spreadsheet("a.b")
    ('97,50', 'a.b')
    """
    if isinstance(value, Decimal | Fraction):
        return str(exactly(value)).replace(".", ",")
    return in_csv(value)


def in_csv(value: Any) -> str:
    """Write a cell for a comma-separated file."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
    text = str(exactly(value))
    # A spreadsheet would take such a text for a formula and run it.
    is_formula = isinstance(value, str) and text[:1] in "=+-@\t\r" and len(text) > 1
    return f"'{text}" if is_formula else text


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
