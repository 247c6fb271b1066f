"""The one form in which every estimate comes: a small table that nothing changes."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from attrs import field, frozen

from asn_appraisal.document import to_plain
from asn_appraisal.errors import Text

from .approximate import decimal, shortened
from .words import MEASURES, METHODS, word


@frozen
class Row:
    """Baris: one estimate about one group, one rater or one aspect."""

    #: What is estimated, e.g. `rate`, `difference`, `ratio`, `p`.
    measure: str
    #: About whom: the group, the rater, the aspect; empty for everybody.
    group: str
    #: How many it rests on; None where it is suppressed.
    n: int | None
    #: How many of them, where something is counted; None where nothing is, or it is suppressed.
    k: int | None = None
    #: The estimate; None where it cannot be made or is suppressed.
    estimate: Fraction | None = None
    #: The lower end of its interval; None where there is no interval.
    low: Fraction | None = None
    #: The upper end of its interval.
    high: Fraction | None = None
    #: How it was made, or why it was not.
    method: str = ""
    #: Whether it is hidden because it rests on too few people.
    suppressed: bool = False

    def to_record(self) -> dict[str, Any]:
        """Write for a table of another library: estimate and ends as `Decimal` or None."""
        return {**attrs.asdict(self), **{name: decimal(each) for name, each in self._numbers()}}

    def _numbers(self) -> Iterable[tuple[str, Fraction | None]]:
        return (("estimate", self.estimate), ("low", self.low), ("high", self.high))

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data, numbers as text."""
        numbers = {name: each and shortened(each) for name, each in self._numbers()}
        return {name: to_plain(each) for name, each in {**attrs.asdict(self), **numbers}.items()}


def suppressed(measure: str, group: str) -> Row:
    """Return a row that says nothing but that there are too few people."""
    return Row(measure, group, None, method="fewer-than-the-smallest-cell", suppressed=True)


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(rows)


@frozen
class Table:
    """Tabel taksiran: rows of one kind, with what must be known to read them.

    >>> row = Row("rate", "L", 20, 5, Fraction(1, 4))
    >>> table = Table("outcomes", Text("Hasil", "Outcomes"), (row,))
    >>> table["rate", "L"].estimate
    Fraction(1, 4)
    >>> print(table.text("en"))
    Outcomes
      measure                group  n   k  estimate  low  high  method
      share that reached it  L      20  5  0.250     -    -     -
    """

    #: The name, e.g. `outcomes`.
    name: str
    #: What it shows.
    title: Text
    #: The rows.
    rows: tuple[Row, ...] = field(default=(), converter=_in_order)
    #: What must be known to read it, or why it has no rows.
    note: Text = Text("", "")

    def __getitem__(self, key: tuple[str, str]) -> Row:
        """Return the row of a measure and a group.

        Raises:
            KeyError: there is no such row.
        """
        for row in self.rows:
            if (row.measure, row.group) == key:
                return row
        raise KeyError(key)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a dict a row, for any dataframe library."""
        return [{"table": self.name, **row.to_record()} for row in self.rows]

    def text(self, language: str = "id") -> str:
        """Return the table in one language: title, note, rows."""
        lines = [self.title.in_language(language)]
        if note := self.note.in_language(language):
            lines.append(f"  {note}")
        if self.rows:
            lines += _lines(self.rows, language)
        return "\n".join(lines)

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data."""
        return {
            "name": self.name,
            "title": to_plain(self.title),
            "note": to_plain(self.note),
            "rows": [row.to_plain() for row in self.rows],
        }


_HEADS = (
    Text("ukuran", "measure"),
    Text("kelompok", "group"),
    Text("n", "n"),
    Text("k", "k"),
    Text("taksiran", "estimate"),
    Text("bawah", "low"),
    Text("atas", "high"),
    Text("cara", "method"),
)


#: What would be written as 0.000 although it is not.
_LEAST = Fraction(5, 10_000)


def _lines(rows: tuple[Row, ...], language: str) -> list[str]:
    write: Callable[[Any], str] = _english if language == "en" else _indonesian
    cells = [[head.in_language(language) for head in _HEADS]]
    for row in rows:
        numbers = (row.n, row.k, row.estimate, row.low, row.high)
        measure, method = word(MEASURES, row.measure, language), word(METHODS, row.method, language)
        cells.append([measure, row.group or "-", *map(write, numbers), method])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _english(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, int):
        return str(value)
    # A p of nothing would say that something is impossible.
    return "<0.001" if 0 < value < _LEAST else str(Decimal(round(value * 1000)).scaleb(-3))


def _indonesian(value: Any) -> str:
    return _english(value).replace(".", ",")
