"""Straight-line statements: their lines, and the names of what they have computed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
from attrs import define, field, frozen

from asn_appraisal.formula.tree import Node
from asn_appraisal.record.tables import COLUMNS


class NotStraightError(Exception):
    """Something cannot be written as straight-line code; the general program takes it."""


@frozen
class Number:
    """A number in the code: the name of its top, and its below, an integer or a name."""

    top: str
    below: int | str = 1


@frozen
class Column:
    """What the parts of a column are called in the code."""

    values: str
    scale: str
    low: str
    high: str
    words: str


@define
class Statements:
    """Statements, and the names of what they have computed."""

    lines: list[str] = field(factory=list)
    #: What the statements name but do not write out.
    objects: dict[str, Any] = field(factory=dict)
    facts: dict[str, str] = field(factory=dict)
    measures: dict[str, Number] = field(factory=dict)
    #: Names of the columns that are read, by table and field.
    _columns: dict[tuple[str, str], Column] = field(factory=dict)
    #: What a field or row measure is called inside the loop over rows.
    row: dict[Node, str] = field(factory=dict)
    _indent: int = 0
    _count: int = 0

    # Writing ----------------------------------------------------------------------------

    def add(self, line: str) -> None:
        """Add a statement."""
        self.lines.append("    " * self._indent + line)

    def fresh(self, letter: str) -> str:
        """Return a name that is not used yet."""
        self._count += 1
        return f"{letter}{self._count}"

    def let(self, expression: str) -> str:
        """Compute something once, and return its name."""
        if expression.isidentifier() or expression.isdecimal():
            return expression
        name = self.fresh("x")
        self.add(f"{name} = {expression}")
        return name

    def object(self, value: Any) -> str:
        """Return the name of an object that is handed in."""
        name = self.fresh("K")
        self.objects[name] = value
        return name

    @contextmanager
    def inside(self, line: str) -> Iterator[None]:
        """Write statements inside a block."""
        self.add(line)
        self._indent += 1
        yield
        self._indent -= 1

    def table_name(self, name: str) -> str:
        """Return what a table is called."""
        return f"t_{name}"

    def column(self, table: str, name: str) -> Column:
        """Return what the parts of a column are called, reading it the first time."""
        if (table, name) not in self._columns:
            if self._indent:
                raise NotStraightError
            made = Column(*(self.fresh(letter) for letter in "cslhw"))
            at = COLUMNS[table].index(name)
            parts = ", ".join(attrs.astuple(made))
            self.add(f"{parts} = {self.table_name(table)}.cells[{at}]")
            self._columns[table, name] = made
        return self._columns[table, name]
