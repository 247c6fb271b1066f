"""The evidence of one appraisal summed up, so that rules about whole columns are cheap to check.

Most rules about evidence say what must not occur: a gap, a word, a number below zero. What does
occur is known when the columns are made, and is written down a bit each. Then a policy needs one
whole number, the bits of all that it does not take, to ask about every such rule at once.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple, get_args

from .plan import Aspect, Polarity, ResultKind
from .tables import Table, make_tables
from .values import RATINGS, FrozenMap, Rater


class Summary(NamedTuple):
    """Ringkasan bukti: the columns of all tables but earlier periods, in the order of `PLACES`."""

    #: The bits of what occurs, from `MARKS` and `NO_ROWS`.
    marks: int
    #: Each column.
    values: tuple[tuple[Any, ...], ...]
    #: The denominator of each column of numbers; None for one of words.
    scales: tuple[int | None, ...]
    #: The smallest number of each column; None where there is none.
    lows: tuple[int | None, ...]
    #: The largest number of each column.
    highs: tuple[int | None, ...]


class Occurs(Enum):
    """What can occur in a column, beside None and the words that its field knows."""

    #: A word that the field does not know.
    OTHER = "other"
    #: A number that is zero or below.
    NOT_POSITIVE = "not positive"
    #: A number below zero.
    NEGATIVE = "negative"


def summarise(tables: Mapping[str, Table]) -> Summary:
    """Sum up the tables of an appraisal."""
    marks = sum(bit for name, bit in NO_ROWS.items() if not tables[name].keys)
    rows = []
    for (name, field), known in MARKS.items():
        table = tables[name]
        column, scale = table.columns[field], table.scale.get(field)
        numbers = () if scale is None else [each for each in column if each is not None]
        low, high = (min(numbers), max(numbers)) if numbers else (None, None)
        for each in set(column) if low is None else _signs(column, low):
            marks |= known[each if each in known else Occurs.OTHER]
        rows.append((column, scale, low, high))
    return Summary(marks, *zip(*rows, strict=True))


def _signs(column: tuple[int | None, ...], low: int) -> Iterable[Any]:
    if low <= 0:
        yield Occurs.NOT_POSITIVE
        if low < 0:
            yield Occurs.NEGATIVE
    if None in column:
        yield None


# What can be marked ---------------------------------------------------------------------

_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(ResultKind),
    "aspect": get_args(Aspect),
    "polarity": get_args(Polarity),
    "rater": get_args(Rater),
    "rating": RATINGS,
}


class _Nobody:
    """An appraisal with no rows: its tables show which columns there are, and in which order."""

    results = behaviours = competencies = periods = ()


_TABLES = {name: table for name, table in make_tables(_Nobody()).items() if name != "periods"}
_ALL = [
    (name, field, each)
    for name, table in _TABLES.items()
    for field in table.columns
    for each in (
        (None, Occurs.NOT_POSITIVE, Occurs.NEGATIVE)
        if field in table.scale
        else (None, *_WORDS.get(field, ()), Occurs.OTHER)
    )
]

#: The bit of everything that can occur in a column, by table and field.
MARKS: Mapping[tuple[str, str], Mapping[Any, int]] = FrozenMap(
    (
        (name, field),
        FrozenMap((each[2], 1 << at) for at, each in enumerate(_ALL) if each[:2] == (name, field)),
    )
    for name, table in _TABLES.items()
    for field in table.columns
)

#: The bit of a table that has no rows.
NO_ROWS: Mapping[str, int] = FrozenMap(
    (name, 1 << len(_ALL) + at) for at, name in enumerate(_TABLES)
)

#: Where a column stands in a summary, by table and field.
PLACES: Mapping[tuple[str, str], int] = FrozenMap((each, at) for at, each in enumerate(MARKS))
