"""The normal form: a formula in `actual / target` as a table of integer rows.

Most formulas of a row are piecewise linear in the ratio r = actual / target. Such a formula,
with its rounding, is a short table: find the last row whose edge is not above r (by exact
cross-multiplication), and

    score = (A * actual + B * target) // (C * target)

in units of the last decimal place, half-up folded into B. The same table scores a record,
becomes columns, and shows direction, jumps and range at a glance.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any, NamedTuple

from attrs import frozen

from . import tree
from .pieces import Edge, Line, Pieces, combined, compared, mapped, picked, signum, split_at

_ZERO, _HALF = Fraction(0), Fraction(1, 2)

#: x * actual + y * target + z.
_Linear = tuple[Fraction, Fraction, Fraction]


class RatioRow(NamedTuple):
    """One row: from `num / den` on (not at the edge itself where `strict`)."""

    #: The edge, as a ratio of integers; `den` is positive.
    num: int
    den: int
    strict: bool
    #: score = sign * ((A * actual + B * target) // (C * target))
    sign: int
    a: int
    b: int
    c: int


@frozen
class RatioTable:
    """A formula over actual / target as integer rows, lowest edge first."""

    #: The field above the line, e.g. `actual`.
    over: str
    #: The field below the line, e.g. `target`; it is positive.
    under: str
    #: The decimal places of the score.
    places: int
    rows: tuple[RatioRow, ...]

    def score(self, actual: int, target: int) -> int:
        """Return the score in units of the last place, for two integers on one scale."""
        found = self.rows[0]
        for row in self.rows[1:]:
            beyond = actual * row.den - target * row.num
            if beyond < 0 or (beyond == 0 and row.strict):
                break
            found = row
        return found.sign * ((found.a * actual + found.b * target) // (found.c * target))


def ratio_lines(
    node: tree.Node,
) -> list[tuple[Fraction | None, Fraction | None, Fraction, Fraction]] | None:
    """Return (from, to, slope, start) for each piece of a formula over r = actual / target.

    None where the formula is no such function; None at an end means that there is no limit.
    """
    ratio = _ratio_of(node)
    pieces = _Reader(*ratio).read(node) if ratio else None
    if ratio is None or pieces is None:
        return None
    lowest = _lowest(ratio[0])
    starts = [lowest, *(edge for edge, _ in pieces.edges), None]
    return [
        (begin if lowest is None or begin is None else max(begin, lowest), end, *line)
        for begin, end, line in zip(starts, starts[1:], pieces.values, strict=False)
        if lowest is None or end is None or end >= lowest
    ]


def ratio_pieces(node: tree.Node) -> Pieces | None:
    """Return a formula over r = actual / target as straight pieces; None where it is none."""
    ratio = _ratio_of(node)
    return _Reader(*ratio).read(node) if ratio else None


def leaf_pieces(node: tree.Node, leaf: tree.Node) -> Pieces | None:
    """Return a formula over a single leaf as straight pieces; None where it is none."""
    others = tree.Aggregate | tree.Fact | tree.Field | tree.Judgement | tree.MeasureValue
    if any(isinstance(each, others) and each != leaf for each in node.walk()):
        return None
    return _OneLeaf(leaf, leaf).read(node)


def _lowest(over: tree.Field) -> Fraction | None:
    """Return the smallest ratio: targets have no upper limit here, so it is zero or none."""
    return _ZERO if over.range.never_below(0) else None


def ratio_table(node: tree.Node, places: int, mode: str) -> RatioTable | None:
    """Return the normal form of a formula that is rounded half-up, or None where it has none."""
    ratio = _ratio_of(node)
    if ratio is None or mode != "half_up":
        return None
    over, under = ratio
    pieces = _Reader(over, under).read(node)
    if pieces is None:
        return None
    unit = Fraction(10**places)
    scaled = mapped(pieces, lambda line: (line[0] * unit, line[1] * unit))
    signed = split_at(scaled, scaled)
    lowest = _lowest(over)
    return RatioTable(over.name, under.name, places, tuple(_rows(signed, lowest)))


def _ratio_of(node: tree.Node) -> tuple[tree.Field, tree.Field] | None:
    """Return the one field above and the one field below the line, if there are just these."""
    fields = {each for each in node.walk() if isinstance(each, tree.Field)}
    over = [each for each in fields if each.name == "actual"]
    under = [each for each in fields if each.name.startswith("target")]
    if len(fields) != 2 or not over or not under:  # noqa: PLR2004 - one over one
        return None
    low = under[0].range
    positive = low.never_below(0) and not low.can_be_zero
    return (over[0], under[0]) if positive else None


def _rows(pieces: Pieces, lowest: Fraction | None) -> list[RatioRow]:
    starts: list[Edge | None] = [None, *pieces.edges]
    rows: list[RatioRow] = []
    for at, (slope, start) in enumerate(pieces.values):
        begin, end = starts[at], starts[at + 1] if at + 1 < len(starts) else None
        if lowest is not None and end is not None and end <= (lowest, False):
            continue
        edge, strict = begin if begin is not None else (_ZERO, False)
        sign = signum((slope, start), begin, end) or 1
        row = RatioRow(
            edge.numerator, edge.denominator, strict, sign, *_integers(slope, start, sign)
        )
        if not rows or row[3:] != rows[-1][3:]:
            rows.append(row)
    return rows


def _integers(slope: Fraction, start: Fraction, sign: int) -> tuple[int, int, int]:
    """Return A, B and C of a line, with half a unit folded into B."""
    slope, start = slope * sign, start * sign + _HALF
    c = lcm(slope.denominator, start.denominator)
    return int(slope * c), int(start * c), c


class _Reader:
    """Reads a tree as pieces over r, or None where it is no such function."""

    def __init__(self, over: tree.Node, under: tree.Node) -> None:
        self._over, self._under = over, under

    def read(self, node: tree.Node) -> Pieces | None:
        match node:
            case tree.Constant(value=Fraction() as number):
                return Pieces((), ((_ZERO, number),))
            case tree.Negative():
                return self._join([node.value], lambda line: (-line[0], -line[1]))
            case tree.Arithmetic(sign="/"):
                return self._quotient(node)
            case tree.Arithmetic(sign="*"):
                return self._product(node)
            case tree.Arithmetic():
                turn = 1 if node.sign == "+" else -1
                both = [node.left, node.right]
                return self._join(both, lambda x, y: (x[0] + turn * y[0], x[1] + turn * y[1]))
            case tree.Apply():
                return self._apply(node)
            case tree.Choose():
                return self._choose(node)
            case tree.Curve():
                return self._curve(node)
        return None

    def _join(self, nodes: Sequence[tree.Node], combine: Callable[..., Any]) -> Pieces | None:
        read = [self.read(each) for each in nodes]
        return None if None in read else combined([each for each in read if each], combine)

    def _quotient(self, node: tree.Arithmetic) -> Pieces | None:
        above, below = self._linear(node.left), self._linear(node.right)
        if above and below and below[0] == 0 and below[1] and below[2] == 0 and above[2] == 0:
            return Pieces((), ((above[0] / below[1], above[1] / below[1]),))
        divisor = self.read(node.right)
        if divisor is None or divisor.edges or divisor.values[0][0] or not divisor.values[0][1]:
            return None
        return self._scaled(node.left, 1 / divisor.values[0][1])

    def _product(self, node: tree.Arithmetic) -> Pieces | None:
        for factor, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(factor, tree.Constant) and isinstance(factor.value, Fraction):
                return self._scaled(other, factor.value)
        return None

    def _scaled(self, node: tree.Node, times: Fraction) -> Pieces | None:
        return self._join([node], lambda line: (line[0] * times, line[1] * times))

    def _linear(self, node: tree.Node) -> _Linear | None:
        """Read a node as x * actual + y * target + z."""
        match node:
            case tree.Constant(value=Fraction() as number):
                return _ZERO, _ZERO, number
            case tree.Field():
                return (
                    (Fraction(1), _ZERO, _ZERO)
                    if node == self._over
                    else (_ZERO, Fraction(1), _ZERO)
                )
            case tree.Negative():
                inner = self._linear(node.value)
                return inner and (-inner[0], -inner[1], -inner[2])
            case tree.Arithmetic():
                return self._linear_arithmetic(node)
        return None

    def _linear_arithmetic(self, node: tree.Arithmetic) -> _Linear | None:
        left, right = self._linear(node.left), self._linear(node.right)
        if left is None or right is None or node.sign == "/":
            return None
        if node.sign == "*":
            for factor, other in ((left, right), (right, left)):
                if not (factor[0] or factor[1]):
                    return other[0] * factor[2], other[1] * factor[2], other[2] * factor[2]
            return None
        turn = 1 if node.sign == "+" else -1
        return left[0] + turn * right[0], left[1] + turn * right[1], left[2] + turn * right[2]

    def _apply(self, node: tree.Apply) -> Pieces | None:
        read = [self.read(each) for each in node.arguments]
        parts = [each for each in read if each is not None]
        if len(parts) < len(read):
            return None
        if node.function == "abs":
            flipped = mapped(parts[0], lambda line: (-line[0], -line[1]))
            return picked([parts[0], flipped], max)
        if node.function == "clip":
            return picked([picked(parts[:2], max), parts[2]], min)
        return picked(parts, min if node.function == "min" else max)

    def _choose(self, node: tree.Choose) -> Pieces | None:
        condition = self._condition(node.condition)
        then, otherwise = self.read(node.then), self.read(node.otherwise)
        if condition is None or then is None or otherwise is None:
            return None
        return combined([condition, then, otherwise], lambda holds, yes, no: yes if holds else no)

    def _condition(self, node: tree.Node) -> Pieces | None:
        match node:
            case tree.Compare() if node.left.kind.name == "number":
                gap = tree.Arithmetic("-", node.left, node.right)
                difference = self._homogeneous(gap) or self.read(gap)
                return difference and compared(node.sign, difference)
            case tree.Not():
                inner = self._condition(node.value)
                return inner and mapped(inner, lambda holds: not holds)
            case tree.Logic():
                parts = [self._condition(each) for each in node.parts]
                if None in parts:
                    return None
                decide = all if node.word == "and" else any
                return combined([each for each in parts if each], lambda *held: decide(held))
        return None

    def _homogeneous(self, node: tree.Node) -> Pieces | None:
        """Read x * actual + y * target as its sign over r: the target is positive."""
        linear = self._linear(node)
        if linear is None or linear[2]:
            return None
        return Pieces((), ((linear[0], linear[1]),))

    def _curve(self, node: tree.Curve) -> Pieces | None:
        of = self.read(node.of)
        if of is None or any(piece.when is not None for piece in node.pieces):
            return None
        made: Pieces | None = None
        for piece in reversed(node.pieces):
            line = mapped(of, partial(_on_piece, piece))
            if made is None:
                made = line
            else:
                inside = self._inside(of, piece)
                made = combined([inside, line, made], lambda held, yes, no: yes if held else no)
        return made

    def _inside(self, of: Pieces, piece: Any) -> Pieces:
        parts = []
        if piece.low is not None:
            above = mapped(of, lambda line: (line[0], line[1] - piece.low))
            parts.append(compared(">" if piece.low_open else ">=", above))
        if piece.high is not None:
            below = mapped(of, lambda line: (line[0], line[1] - piece.high))
            parts.append(compared("<" if piece.high_open else "<=", below))
        return combined(parts, lambda *held: all(held))


class _OneLeaf(_Reader):
    """Reads a tree as pieces over one leaf."""

    def read(self, node: tree.Node) -> Pieces | None:
        if node == self._over:
            return Pieces((), ((Fraction(1), _ZERO),))
        return super().read(node)

    def _linear(self, node: tree.Node) -> _Linear | None:
        if node == self._over:
            return Fraction(1), _ZERO, _ZERO
        return super()._linear(node)


def _on_piece(piece: tree.Piece, line: Line) -> Line:
    """Return the straight line of a piece over a line."""
    return line[0] * piece.slope(), line[1] * piece.slope() + piece.start()
