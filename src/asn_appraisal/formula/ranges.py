"""One reading of the tree: what values it can give, whatever the evidence says.

Numbers become a `Range`, flags the set of flags that can occur, levels and choices the set of
values that can occur (None: any word). The answer is never too narrow; it may be too wide where
one input is used twice.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Protocol

from attrs import evolve, field, frozen

from . import interval, tree
from .aggregates import Gathered, gather
from .comparisons import BOTH, Possible, compared, decided
from .range import ANY, Range
from .rounding import round_to

_ZERO = Range.only(Fraction(0))
_ONE = Fraction(1)


class Known(Protocol):
    """What is known about the evidence where a tree is read."""

    def leaf(self, node: tree.Field | tree.Fact | tree.MeasureValue | tree.Judgement) -> Possible:
        """Return what a leaf can give."""

    def gather(self, node: tree.Aggregate) -> Gathered:
        """Return what the rows of an aggregate can give."""

    def divided(self, node: tree.Arithmetic, by: Range) -> None:
        """Be told of each division and what its divisor can be."""


@frozen
class Declared:
    """What a policy declares, and nothing about any one appraisal."""

    def leaf(self, node: tree.Field | tree.Fact | tree.MeasureValue | tree.Judgement) -> Possible:
        """Return the declared range of a number, or every value of its kind."""
        if isinstance(node, tree.Judgement):
            return frozenset(node.level_kind.scale or ())
        match node.kind.name:
            case "number":
                return node.range
            case "flag":
                return BOTH
            case "level":
                return frozenset(node.kind.scale or ())
        return frozenset(node.kind.words) or None

    def gather(self, node: tree.Aggregate) -> Gathered:
        """Return one row that stands for any number of rows."""
        where = possible(node.where, self) if node.where else frozenset((True,))
        inside = assuming(node.where, True, self) if node.where else self
        value = possible(node.value, inside) if node.value else _ZERO
        weight = possible(node.weight, inside) if node.weight else Range.only(_ONE)
        return Gathered(((value, weight, where),), counted=False)

    def divided(self, node: tree.Arithmetic, by: Range) -> None:
        """Take no notice: a policy that was read has no unsafe division."""


@frozen
class Assuming:
    """Knowledge, narrowed by conditions that hold on the branch that is read."""

    known: Known
    narrowed: Mapping[tree.Node, Range] = field(factory=dict)

    def leaf(self, node: tree.Field | tree.Fact | tree.MeasureValue | tree.Judgement) -> Possible:
        """Return what the leaf can give."""
        return self.known.leaf(node)

    def gather(self, node: tree.Aggregate) -> Gathered:
        """Return what the rows can give."""
        return self.known.gather(node)

    def divided(self, node: tree.Arithmetic, by: Range) -> None:
        """Pass it on."""
        self.known.divided(node, by)


def possible(node: tree.Node, known: Known) -> Possible:
    """Return every value that `node` can give, as far as `known` tells."""
    found = _possible(node, known)
    if isinstance(known, Assuming) and node in known.narrowed and isinstance(found, Range):
        return found.within(known.narrowed[node])
    return found


def _possible(node: tree.Node, known: Known) -> Possible:
    match node:
        case tree.Constant(value=Fraction() as number):
            return Range.only(number)
        case tree.Constant():
            return frozenset((node.value,))
        case tree.Field() | tree.Fact() | tree.MeasureValue() | tree.Judgement():
            return known.leaf(node)
        case tree.Negative():
            return interval.negate(possible(node.value, known))
        case tree.Arithmetic():
            return _arithmetic(node, known)
        case tree.Apply():
            return _apply(node.function, [possible(each, known) for each in node.arguments])
        case tree.Round():
            return rounded(possible(node.value, known), node.places, node.mode)
        case tree.Compare():
            return compared(node.sign, possible(node.left, known), possible(node.right, known))
        case tree.Logic():
            return decided(node.word, [possible(each, known) for each in node.parts])
        case tree.Not():
            return frozenset(not each for each in possible(node.value, known))
        case tree.Choose():
            return _choose(node, known)
        case tree.Aggregate():
            return _aggregate(node, known)
        case tree.Case():
            return _case(node, known)
        case tree.Bands():
            return frozenset(level for level, _ in reached(node, known))
        case tree.Curve():
            return _curve(node, known)
        case tree.Lookup():
            return _lookup(node, known)
        case tree.Matrix():
            return _matrix(node, known)
    raise TypeError(f"no reading of {type(node).__name__}")


def _arithmetic(node: tree.Arithmetic, known: Known) -> Range:
    left, right = possible(node.left, known), possible(node.right, known)
    match node.sign:
        case "+":
            return interval.add(left, right)
        case "-":
            return interval.add(left, interval.negate(right))
        case "*":
            return interval.multiply(left, right)
    known.divided(node, right)
    return ANY if right.can_be_zero else interval.divide(left, right)


def _apply(function: str, ranges: list[Range]) -> Range:
    first, *others = ranges
    if function == "abs":
        return interval.absolute(first)
    if function == "clip":
        return interval.smallest(interval.largest(first, others[0]), others[1])
    combine = interval.smallest if function == "min" else interval.largest
    for other in others:
        first = combine(first, other)
    return first


def rounded(one: Range, places: int, mode: str) -> Range:
    """Return the range of rounded values, on the grid of the rounding."""
    low = None if one.low is None else round_to(one.low, places, mode)
    high = None if one.high is None else round_to(one.high, places, mode)
    grid = Fraction(1, 10**places)
    if one.grid is not None and (one.grid / grid).denominator == 1:
        # Already on a coarser grid: rounding changes nothing.
        return one
    return Range(low, high, grid=grid)


def join(found: Iterable[Possible]) -> Possible:
    """Return everything that any of `found` can give."""
    first, *others = found
    for other in others:
        if isinstance(first, Range):
            first = first.join(other)
        else:
            first = None if first is None or other is None else first | other
    return first


def _choose(node: tree.Choose, known: Known) -> Possible:
    # No answer at all: nothing reaches this place, and whatever is said of it is true.
    answers = possible(node.condition, known) or BOTH
    branches = []
    if True in answers:
        branches.append(possible(node.then, assuming(node.condition, True, known)))
    if False in answers:
        branches.append(possible(node.otherwise, assuming(node.condition, False, known)))
    return join(branches)


def assuming(condition: tree.Node, holds: bool, known: Known) -> Known:  # noqa: FBT001 - a value
    """Return the knowledge on the branch where `condition` holds, or does not."""
    narrowed = dict(_narrowed(condition, holds, known))
    if not narrowed:
        return known
    if isinstance(known, Assuming):
        merged = {**known.narrowed}
        for node, one in narrowed.items():
            merged[node] = one.within(merged[node]) if node in merged else one
        return evolve(known, narrowed=merged)
    return Assuming(known, narrowed)


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _narrowed(condition: tree.Node, holds: bool, known: Known) -> Iterable[tuple[tree.Node, Range]]:  # noqa: FBT001
    match condition:
        case tree.Not():
            yield from _narrowed(condition.value, not holds, known)
        case tree.Logic() if (condition.word == "and") == holds:
            for part in condition.parts:
                yield from _narrowed(part, holds, known)
        case tree.Compare() if condition.left.kind.name == "number":
            sign = condition.sign if holds else _OPPOSITE[condition.sign]
            left, right = possible(condition.left, known), possible(condition.right, known)
            yield condition.left, _side(sign, right)
            yield condition.right, _side(_MIRRORED[sign], left)


def _side(sign: str, limit: Range) -> Range:
    """Return the numbers x for which `x sign limit` can hold."""
    match sign:
        case "==":
            return evolve(limit, grid=None)
        case "!=":
            return Range(never_zero=limit.is_single and limit.low == 0)
        case "<" | "<=":
            return Range(None, limit.high, high_open=sign == "<" or limit.high_open)
    return Range(limit.low, None, low_open=sign == ">" or limit.low_open)


def _case(node: tree.Case, known: Known) -> Possible:
    names = _names(possible(node.of, known))
    taken = [each for word, each in node.cases if not names or word in names]
    return join(possible(each, known) for each in taken)


def _names(words: Possible) -> set[str]:
    """Return the words that a policy writes for levels, flags and choices; none: any word."""
    return {str(each).lower() if isinstance(each, bool) else str(each) for each in words or ()}


def reached(node: tree.Bands, known: Known) -> list[tuple[Any, int]]:
    """Return (level, row number) for each row of a band table that can be taken."""
    found = []
    for at, band in enumerate(node.bands):
        here = possible(node.of, known)
        inside = here if band.edge is None else here.within(_from_edge(band))
        if not inside.has_value:
            continue
        holds = frozenset((True,)) if band.when is None else possible(band.when, known)
        if True in holds:
            found.append((band.level, at))
        if False not in holds:
            if band.edge is None:
                return found
            known = _below(node.of, band, known)
    return found


def _from_edge(band: Any) -> Range:
    return Range(band.edge, None, low_open=not band.inclusive)


def _below(of: tree.Node, band: Any, known: Known) -> Known:
    sign = "<" if band.inclusive else "<="
    return assuming(tree.Compare(sign, of, tree.Constant(band.edge)), True, known)


def _curve(node: tree.Curve, known: Known) -> Range:
    here = possible(node.of, known)
    for piece in node.pieces:
        if piece.when is not None:
            possible(piece.when, known)  # so that every division in it is seen
    parts = [
        _piece(piece, here.within(piece.range()))
        for piece in node.pieces
        if here.within(piece.range()).has_value
    ]
    return join(parts) if parts else ANY


def _piece(piece: tree.Piece, here: Range) -> Range:
    line = interval.scale(evolve(here, grid=None), piece.slope())
    made = interval.add(line, Range.only(piece.start()))
    return evolve(made, grid=None) if piece.slope() else Range.only(piece.values[0])


def _lookup(node: tree.Lookup, known: Known) -> Possible:
    names = _names(possible(node.of, known))
    taken = [value for word, value in node.values if not names or word in names]
    return join(
        Range.only(value) if isinstance(value, Fraction) else frozenset((value,)) for value in taken
    )


def _matrix(node: tree.Matrix, known: Known) -> Possible:
    rows, columns = _names(possible(node.rows, known)), _names(possible(node.columns, known))
    return frozenset(
        level
        for row, column, level in node.cells
        if (not rows or row in rows) and (not columns or column in columns)
    )


def _aggregate(node: tree.Aggregate, known: Known) -> Possible:
    gathered = known.gather(node)
    found = gather(node.function, gathered)
    if isinstance(found, Range) and node.kind.name == "level":
        found = frozenset()  # no row can count, so no level is given
    if node.default is None:
        return found
    if gathered.never_empty(node.function):
        return found
    default = possible(node.default, known)
    never = gathered.counted and not any(True in where for _, _, where in gathered.rows)
    if never and node.function != "count":
        return default
    return join((found, default))
