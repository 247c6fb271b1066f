"""The frame: one list that holds everything a program reads and writes for one appraisal.

A slot is handed out for each column, fact, group and measure when a policy is compiled, so that
scoring only indexes a list.
"""

from typing import Any

from attrs import define, field

from asn_appraisal.formula.tree import Rows

#: What scoring works on: columns, facts, groups and measure values, each in its slot.
Frame = list[Any]


class Gap(Exception):  # noqa: N818 - a signal inside this room, not an error
    """A value that is needed is not there."""


@define
class Layout:
    """Which slot holds what."""

    slots: dict[tuple[str, ...], int] = field(factory=dict)

    def slot(self, *key: str) -> int:
        """Return the slot of a thing, handing out a new one the first time."""
        return self.slots.setdefault(key, len(self.slots))

    def column(self, table: str, name: str) -> int:
        """Return the slot of a column."""
        return self.slot("column", table, name)

    def scale(self, table: str, name: str) -> int:
        """Return the slot of the denominator of a number column."""
        return self.slot("scale", table, name)

    def count(self, rows: Rows) -> int:
        """Return the slot of the number of rows."""
        return self.slot("count", str(rows))

    def members(self, outer: Rows, inner: str) -> int:
        """Return the slot that lists, for each outer row, the inner rows that belong to it."""
        return self.slot("members", str(outer), inner)

    def parent(self, table: str) -> int:
        """Return the slot that gives the parent row of each row."""
        return self.slot("parent", table)

    def fact(self, name: str) -> int:
        """Return the slot of a fact."""
        return self.slot("fact", name)

    def measure(self, name: str) -> int:
        """Return the slot of a measure."""
        return self.slot("measure", name)
