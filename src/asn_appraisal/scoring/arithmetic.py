"""One reading of the tree: its value, in exact integers.

Every node becomes a small function. Where all denominators are known when the policy is read,
the function works on scaled integers; elsewhere on ratios of integers. Nothing is a float, and
nothing rounds but `Round`.
"""

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.formula import Declared, Level, Range, possible, round_ratio, tree

from .code import Code, Ratio, Run
from .deciding import decided, fits_piece, integer_bands
from .frame import Frame, Gap, Layout
from .gathering import compile_aggregate
from .leaves import of_parent, present, scalar, value_of_word, written
from .numbers import absolute, added, alike, divided, multiplied, picked

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


@frozen
class Compiler:
    """Compiles nodes over one layout."""

    layout: Layout
    #: The scale of each measure above; None: its values are ratios.
    scales: dict[str, int | None]
    #: The rows that are being computed; None: one value an appraisal.
    rows: tree.Rows | None = None

    def inside(self, rows: tree.Rows) -> "Compiler":
        """Return the compiler of what is inside an aggregate over `rows`."""
        return evolve(self, rows=rows)

    def code(self, node: tree.Node) -> Code:
        """Compile a node."""
        match node:
            case tree.Constant():
                return written(node)
            case tree.Field():
                return self._field(node)
            case tree.Fact():
                return self._fact(node)
            case tree.MeasureValue():
                return self._measure(node)
            case tree.Negative():
                return self._negative(self.code(node.value))
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Apply():
                return self._apply(node)
            case tree.Round():
                return self.rounded(
                    self.code(node.value), node.places, node.mode, _range(node.value)
                )
            case tree.Compare():
                return self._compare(node)
            case tree.Logic():
                return decided(node.word, [self.code(part).run for part in node.parts])
            case tree.Not():
                run = self.code(node.value).run
                return Code(lambda frame, row: not run(frame, row))
            case tree.Choose():
                return self._choose(node)
            case tree.Aggregate():
                return compile_aggregate(node, self)
            case tree.Case():
                return self._case(node)
            case tree.Bands():
                return self._bands(node)
            case tree.Curve():
                return self._curve(node)
            case tree.Lookup():
                return self._lookup(node)
            case tree.Matrix():
                return self._matrix(node)
            case tree.Judgement():
                raise TypeError("a judgement is taken by the program, not computed")
        raise TypeError(f"no reading of {type(node).__name__}")

    # Leaves -----------------------------------------------------------------------------

    def _field(self, node: tree.Field) -> Code:
        grouped = self.rows is not None and self.rows.by == node.name
        table = str(self.rows) if grouped and not node.parent else node.table
        run = present(self.layout.column(table, node.name))
        if node.parent:
            run = of_parent(run, self.layout.parent(node.table))
        if node.kind.name != "number":
            return Code(run)
        scale = self.layout.scale(node.table, node.name)
        return Code(lambda frame, row: (run(frame, row), frame[scale]), None)

    def _fact(self, node: tree.Fact) -> Code:
        slot = self.layout.fact(node.name)

        def run(frame: Frame, _row: int) -> Any:
            value = frame[slot]
            if value is None:
                raise Gap
            return value

        return Code(run, None if node.kind.name == "number" else 1)

    def _measure(self, node: tree.MeasureValue) -> Code:
        slot = self.layout.measure(node.name)
        if node.rows is None:
            run = scalar(slot)
        elif node.parent:
            run = of_parent(present(slot), self.layout.parent(node.rows.table))
        else:
            run = present(slot)
        return Code(run, self.scales[node.name])

    # Numbers ----------------------------------------------------------------------------

    def _negative(self, value: Code) -> Code:
        run = value.run
        if value.scale is not None:
            return Code(lambda frame, row: -run(frame, row), value.scale)

        def negated(frame: Frame, row: int) -> Ratio:
            top, below = run(frame, row)
            return -top, below

        return Code(negated, None)

    def _arithmetic(self, node: tree.Arithmetic) -> Code:
        left = self.code(node.left)
        if node.sign == "/" and isinstance(node.right, tree.Constant) and node.right.value:
            # Dividing by a number that is written down is multiplying by its inverse.
            number = node.right.value
            assert isinstance(number, Fraction)
            return multiplied(left, written(tree.Constant(1 / number)))
        right = self.code(node.right)
        match node.sign:
            case "+":
                return added(left, right)
            case "-":
                return added(left, self._negative(right))
            case "*":
                return multiplied(left, right)
        return divided(left, right)

    def _apply(self, node: tree.Apply) -> Code:
        parts = [self.code(each) for each in node.arguments]
        if node.function == "abs":
            return absolute(parts[0])
        if node.function == "clip":
            return picked("min", [picked("max", parts[:2]), parts[2]])
        return picked(node.function, parts)

    def rounded(self, value: Code, places: int, mode: str, found: Range) -> Code:
        """Compile rounding to decimal places."""
        unit = 10**places
        run = value.run
        never_negative = found.never_below(0)
        if value.scale is None:
            if mode == "half_up" and never_negative:

                def ratio_half_up(frame: Frame, row: int) -> int:
                    top, below = run(frame, row)
                    result: int = (2 * unit * top + below) // (2 * below)
                    return result

                return Code(ratio_half_up, unit)

            def ratio(frame: Frame, row: int) -> int:
                top, below = run(frame, row)
                return round_ratio(top * unit, below, mode)

            return Code(ratio, unit)
        if unit % value.scale == 0:
            return Code(value.at_scale(unit), unit)
        scale = value.scale
        if mode == "half_up" and never_negative:
            half, whole, times = scale, 2 * scale, 2 * unit
            return Code(lambda frame, row: (run(frame, row) * times + half) // whole, unit)
        return Code(lambda frame, row: round_ratio(run(frame, row) * unit, scale, mode), unit)

    # Conditions -------------------------------------------------------------------------

    def _compare(self, node: tree.Compare) -> Code:
        holds = _SIGNS[node.sign]
        left, right = self.code(node.left), self.code(node.right)
        if left.scale is not None and right.scale is not None:
            scale = lcm(left.scale, right.scale)
            one, two = left.at_scale(scale), right.at_scale(scale)
            return Code(lambda frame, row: holds(one(frame, row), two(frame, row)))
        first, second = left.as_ratio(), right.as_ratio()

        def compare(frame: Frame, row: int) -> bool:
            top, below = first(frame, row)
            other_top, other_below = second(frame, row)
            return holds(top * other_below, other_top * below)

        return Code(compare)

    def _choose(self, node: tree.Choose) -> Code:
        condition = self.code(node.condition).run
        runs, scale = alike([self.code(node.then), self.code(node.otherwise)])
        then, otherwise = runs
        return Code(
            lambda frame, row: (then if condition(frame, row) else otherwise)(frame, row), scale
        )

    # Bodies -----------------------------------------------------------------------------

    def _case(self, node: tree.Case) -> Code:
        of = self.code(node.of).run
        runs, scale = alike([self.code(each) for _, each in node.cases])
        by_word = {
            value_of_word(node.of, word): run
            for (word, _), run in zip(node.cases, runs, strict=True)
        }
        return Code(lambda frame, row: by_word[of(frame, row)](frame, row), scale)

    def _bands(self, node: tree.Bands) -> Code:
        of = self.code(node.of)
        run, known = of.as_ratio(), of.scale
        bands = []
        for band in node.bands:
            edge = band.edge if band.edge is not None else Fraction(0)
            when = self.code(band.when).run if band.when is not None else None
            bands.append((band.edge is not None, edge, band.inclusive, when, band.level.order))
        if known is not None:
            return Code(integer_bands(of.run, known, bands))

        def take(frame: Frame, row: int) -> int:
            top, below = run(frame, row)
            for has_edge, edge, inclusive, when, level in bands:
                gap = top * edge.denominator - edge.numerator * below if has_edge else 1
                if (gap > 0 or (gap == 0 and inclusive)) and (when is None or when(frame, row)):
                    return level
            raise AssertionError("the last band always fits")

        return Code(take)

    def _curve(self, node: tree.Curve) -> Code:
        run = self.code(node.of).as_ratio()
        pieces = [
            (fits_piece(piece), piece.slope(), piece.start(), self._when(piece))
            for piece in node.pieces
        ]
        below_all = lcm(*(part.denominator for _, *line, _ in pieces for part in line))
        table = [
            (fits, int(slope * below_all), int(start * below_all), when)
            for fits, slope, start, when in pieces
        ]

        def take(frame: Frame, row: int) -> Ratio:
            top, below = run(frame, row)
            for fits, slope, start, when in table:
                if fits(top, below) and (when is None or when(frame, row)):
                    return slope * top + start * below, below_all * below
            raise AssertionError("the pieces cover every value")

        return Code(take, None)

    def _when(self, piece: tree.Piece) -> Run | None:
        return None if piece.when is None else self.code(piece.when).run

    def _lookup(self, node: tree.Lookup) -> Code:
        of = self.code(node.of).run
        values = [(value_of_word(node.of, word), value) for word, value in node.values]
        numbers = [value.denominator for _, value in values if isinstance(value, Fraction)]
        scale = lcm(*numbers)
        found = {
            word: value.order if isinstance(value, Level) else int(value * scale)
            for word, value in values
        }
        return Code(lambda frame, row: found[of(frame, row)], scale)

    def _matrix(self, node: tree.Matrix) -> Code:
        rows, columns = self.code(node.rows).run, self.code(node.columns).run
        cells = {
            (value_of_word(node.rows, row), value_of_word(node.columns, column)): level.order
            for row, column, level in node.cells
        }
        return Code(lambda frame, row: cells[rows(frame, row), columns(frame, row)])


def _range(node: tree.Node) -> Range:
    found: Range = possible(node, Declared())
    return found
