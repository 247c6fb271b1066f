"""The bodies of measures as nodes: cases, bands, curves, lookups, matrices and judgements."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from .kinds import NUMBER, Kind, Level
from .nodes import Node
from .range import Range


@frozen
class Case(Node):
    """Another formula for each value of a field."""

    of: Node
    cases: tuple[tuple[str, Node], ...]

    @property
    def kind(self) -> Kind:
        """Return the kind of every case."""
        return self.cases[0][1].kind


@frozen
class Band:
    """One row of a band table: a level from an edge on, under a condition."""

    level: Level
    edge: Fraction | None = None
    #: True: the edge itself belongs to the band.
    inclusive: bool = True
    when: Node | None = None


@frozen
class Bands(Node):
    """A number to a level: the first row that fits is taken."""

    of: Node
    bands: tuple[Band, ...]
    level_kind: Kind

    @property
    def kind(self) -> Kind:
        """Return the kind of the levels."""
        return self.level_kind

    def children(self) -> Iterator[Node]:
        """Iterate over the number and the conditions."""
        yield self.of
        yield from (band.when for band in self.bands if band.when is not None)


@frozen
class Piece:
    """One piece of a curve: a straight line between two places, or one value beyond a place."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    #: The values at the two ends; the same one twice where the piece is flat.
    values: tuple[Fraction, Fraction]
    when: Node | None = None

    def slope(self) -> Fraction:
        """Return how much the value rises for one step of the number."""
        first, last = self.values
        if self.low is None or self.high is None or self.low == self.high:
            return Fraction(0)
        return (last - first) / (self.high - self.low)

    def start(self) -> Fraction:
        """Return the value that the straight line has at zero."""
        return self.values[0] - self.slope() * (self.low or 0)

    def range(self) -> Range:
        """Return the numbers that the piece is for."""
        return Range(self.low, self.high, self.low_open, self.high_open)


@frozen
class Curve(Node):
    """A number to a number by straight pieces: the first piece that fits is taken."""

    of: Node
    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> Kind:
        """Return number."""
        return NUMBER

    def children(self) -> Iterator[Node]:
        """Iterate over the number and the conditions."""
        yield self.of
        yield from (piece.when for piece in self.pieces if piece.when is not None)


@frozen
class Lookup(Node):
    """A level or a choice to a number or a level."""

    of: Node
    values: tuple[tuple[str, Fraction | Level], ...]
    value_kind: Kind

    @property
    def kind(self) -> Kind:
        """Return the kind of the values."""
        return self.value_kind


@frozen
class Matrix(Node):
    """Two levels to one level."""

    rows: Node
    columns: Node
    #: (row, column, level) for every cell.
    cells: tuple[tuple[str, str, Level], ...]
    level_kind: Kind

    @property
    def kind(self) -> Kind:
        """Return the kind of the cells."""
        return self.level_kind


@frozen
class Judgement(Node):
    """A decision by a person; the policy may suggest a level."""

    measure: str
    level_kind: Kind
    suggest: Node | None = None
    #: What a decision other than the suggestion must carry: reason, evidence.
    override: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> Kind:
        """Return the kind of the level."""
        return self.level_kind
