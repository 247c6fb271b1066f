"""Straight-line statements: their lines, and the names of what they have computed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import lcm
from typing import Any

from attrs import define, field, frozen

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


def product(left: str, right: str) -> str:
    """Write the product of two parts, of which each may be empty."""
    return f"{left} * {right}" if left and right else left or right


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

    def either(
        self, condition: str, then: Callable[[], Number], otherwise: Callable[[], Number]
    ) -> Number:
        """Compute one of two numbers; each is computed on its own branch alone."""
        top, below = self.fresh("x"), self.fresh("x")
        found = []
        for line, branch in ((f"if {condition}:", then), ("else:", otherwise)):
            with self.inside(line):
                number = branch()
                # What is assigned depends on the other branch, so its place is kept.
                self.add("")
                found.append((len(self.lines) - 1, number))
        by = {number.by for _, number in found}
        if by == {""}:
            both = lcm(*(number.below for _, number in found))
            for at, number in found:
                self.lines[at] += f"{top} = {times(f'({number.top})', both // number.below)}"
            return Number(top, both)
        for at, number in found:
            self.lines[at] += f"{top}, {below} = {number.top}, {number.whole_below()}"
        return Number(top, by=below)

    def column(self, table: str, name: str) -> Column:
        """Return how the parts of a column are read."""
        at = PLACES[table, name]
        return Column(*(f"{part}[{at}]" for part in Summary._fields[1:]))

    def any_column(self, table: str) -> Column:
        """Return a column of a table, as long as the table has rows."""
        return self.column(*next(name for name in PLACES if name[0] == table))
