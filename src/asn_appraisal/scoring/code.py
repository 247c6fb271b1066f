"""What a node compiles to: a function of the frame and a row, and how its numbers are scaled."""

from collections.abc import Callable
from typing import Any, Protocol

from attrs import frozen

from asn_appraisal.formula.tree import Node, Rows

from .frame import Frame, Layout

#: A function of the frame and the row at hand.
Run = Callable[[Frame, int], Any]
#: An exact number as (top, below), where below is positive but not always in lowest terms.
Ratio = tuple[int, int]


@frozen
class Code:
    """Kode terkompilasi: `run` gives integers over `scale`, or ratios where `scale` is None.

    Flags, levels (as their order) and words come as they are, with scale 1.
    """

    run: Run
    scale: int | None = 1

    def as_ratio(self) -> Run:
        """Return a function that gives (top, below)."""
        run, scale = self.run, self.scale
        if scale is None:
            return run
        return lambda frame, row: (run(frame, row), scale)

    def at_scale(self, scale: int) -> Run:
        """Return a function that gives integers over `scale`, a multiple of this one's."""
        run = self.run
        if self.scale is None:
            raise ValueError("a ratio has no scale")
        times = scale // self.scale
        if times == 1:
            return run
        return lambda frame, row: run(frame, row) * times


def constant(value: Any, scale: int = 1) -> Code:
    """Return code that gives one value."""
    return Code(lambda _frame, _row: value, scale)


class Compiles(Protocol):
    """What compiles the parts of a node."""

    @property
    def layout(self) -> Layout:
        """Return which slot holds what."""

    @property
    def scales(self) -> dict[str, int | None]:
        """Return the scale of each measure above; None where its values are ratios."""

    @property
    def rows(self) -> Rows | None:
        """Return the rows that are being computed."""

    def inside(self, rows: Rows) -> "Compiles":
        """Return what compiles the inside of an aggregate over `rows`."""

    def code(self, node: Node) -> Code:
        """Compile a node."""
