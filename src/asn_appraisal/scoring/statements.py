"""Straight-line statements: their lines, and the names of what they have computed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.formula.tree import Node
from asn_appraisal.record.summary import PLACES, Summary


class NotStraightError(Exception):
    """Something cannot be written as straight-line code; the general program takes it."""


@frozen
class Number:
    """A number in the code: its top, over `below` times what is read with the evidence."""

    top: str
    below: int = 1
    #: A product of names and of parts of columns; empty where the whole below is known.
    by: str = ""

    def whole_below(self) -> str:
        """Return the below as an expression."""
        return times(self.by, self.below) if self.by else str(self.below)


def times(name: str, factor: int) -> str:
    """Write a product, leaving out a factor of one."""
    if factor == 0:
        return "0"
    return name if factor == 1 else f"{name} * {factor}"


@frozen
class Column:
    """How the code reads the parts of a column."""

    values: str
    scale: str
    low: str
    high: str


@define
class Statements:
    """Statements, and the names of what they have computed."""

    lines: list[str] = field(factory=list)
    #: What the statements name but do not write out.
    objects: dict[str, Any] = field(factory=dict)
    facts: dict[str, str] = field(factory=dict)
    measures: dict[str, Number] = field(factory=dict)
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

    def column(self, table: str, name: str) -> Column:
        """Return how the parts of a column are read."""
        at = PLACES[table, name]
        return Column(*(f"{part}[{at}]" for part in Summary._fields[1:]))

    def count(self, table: str) -> str:
        """Return how many rows a table has, as an expression."""
        first = next(name for name in PLACES if name[0] == table)
        return f"len({self.column(*first).values})"
