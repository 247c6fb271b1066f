"""The language as a tree: a small closed set of nodes that carry kinds, never Python callables.

Every reading (score it, run it over columns, prove things about it, explain it) walks these
nodes. Each node has a `kind`; nodes that read rows say which rows they read.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
from attrs import frozen

from .kinds import FLAG, NUMBER, Kind, Level
from .range import ANY, Range


@frozen
class Rows:
    """Baris: which rows something has a value for: those of a table, or groups of them."""

    #: The evidence table.
    table: str
    #: The field whose values make the groups; None where each row stands for itself.
    by: str | None = None

    def __str__(self) -> str:
        """Return it as `per:` writes it."""
        return self.table if self.by is None else f"{self.table}.{self.by}"


@frozen
class Node:
    """A node of the tree."""

    @property
    def kind(self) -> Kind:
        """Return the kind of value that the node gives."""
        raise NotImplementedError

    def children(self) -> Iterator["Node"]:
        """Iterate over the nodes directly below."""
        for attribute in attrs.fields(type(self)):
            yield from _nodes(getattr(self, attribute.name))

    def walk(self) -> Iterator["Node"]:
        """Iterate over this node and all below it."""
        yield self
        for child in self.children():
            yield from child.walk()


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _nodes(each)


@frozen
class _Number(Node):
    @property
    def kind(self) -> Kind:
        return NUMBER


@frozen
class _Flag(Node):
    @property
    def kind(self) -> Kind:
        return FLAG


# Leaves ---------------------------------------------------------------------------------


@frozen
class Constant(Node):
    """A number, flag, level or word that is written in the formula."""

    value: Fraction | bool | Level | str
    constant_kind: Kind = NUMBER

    @property
    def kind(self) -> Kind:
        """Return the kind of the constant."""
        return self.constant_kind


@frozen
class Field(Node):
    """A field of the row at hand; `parent` where it is a field of the indicator's result."""

    table: str
    name: str
    field_kind: Kind
    range: Range = ANY
    parent: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of the field."""
        return self.field_kind


@frozen
class Fact(Node):
    """A fact that the policy declares."""

    name: str
    fact_kind: Kind
    range: Range = ANY

    @property
    def kind(self) -> Kind:
        """Return the kind of the fact."""
        return self.fact_kind


@frozen
class MeasureValue(Node):
    """The value of a measure further up: of the appraisal, or of the row at hand."""

    name: str
    measure_kind: Kind
    range: Range = ANY
    rows: Rows | None = None
    parent: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of the measure."""
        return self.measure_kind


# Arithmetic and conditions --------------------------------------------------------------


@frozen
class Negative(_Number):
    """`-x`."""

    value: Node


@frozen
class Arithmetic(_Number):
    """`x + y`, `x - y`, `x * y` or `x / y`."""

    sign: str
    left: Node
    right: Node


@frozen
class Apply(_Number):
    """A function of numbers: min, max, clip, abs."""

    function: str
    arguments: tuple[Node, ...]


@frozen
class Round(_Number):
    """A number brought to decimal places, in a declared way."""

    value: Node
    places: int
    mode: str = "half_up"


@frozen
class Compare(_Flag):
    """`x == y`, `x != y`, `x < y`, `x <= y`, `x > y` or `x >= y`."""

    sign: str
    left: Node
    right: Node


@frozen
class Logic(_Flag):
    """`x and y`, `x or y`."""

    word: str
    parts: tuple[Node, ...]


@frozen
class Not(_Flag):
    """`not x`."""

    value: Node


@frozen
class Choose(Node):
    """`x if condition else y`."""

    condition: Node
    then: Node
    otherwise: Node

    @property
    def kind(self) -> Kind:
        """Return the kind of both branches."""
        return self.then.kind


# Rows to one value ----------------------------------------------------------------------


@frozen
class Aggregate(Node):
    """One value of many rows: sum, mean, median, count, share, any, all and their like."""

    function: str
    rows: Rows
    #: True: the rows that belong to the row at hand; False: all rows of the table.
    grouped: bool
    value: Node | None = None
    where: Node | None = None
    weight: Node | None = None
    default: Node | None = None

    @property
    def kind(self) -> Kind:
        """Return number or flag, or the kind of the value for lowest and highest."""
        if self.function in ("any", "all"):
            return FLAG
        if self.function in ("lowest", "highest") and self.value is not None:
            return self.value.kind
        return NUMBER
