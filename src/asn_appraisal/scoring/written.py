"""Numbers, flags and words as straight-line expressions: `arithmetic.py`, written out.

A number is written as a top and a below: integers over a denominator that is known when the
policy is read, or over one that is read with the evidence. Nothing divides but rounding.
"""

from fractions import Fraction
from math import lcm
from typing import Any

from asn_appraisal.formula import Declared, Level, Range, possible, round_ratio
from asn_appraisal.formula.tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Bands,
    Choose,
    Compare,
    Constant,
    Fact,
    Field,
    Logic,
    Lookup,
    Matrix,
    MeasureValue,
    Node,
    Not,
    Round,
)
from asn_appraisal.policy import Measure

from .statements import NotStraightError, Number, Statements


class Written(Statements):
    """Statements that compute the parts of measures."""

    def value(self, body: Node, measure: Measure) -> Number:
        """Write the value of a measure, rounded as it says."""
        if measure.kind.name != "number":
            return Number(self.word(body))
        number = self.number(body)
        if measure.round is None:
            return number
        found = measure.range or Range()
        return self.rounded(number, measure.round.places, measure.round.mode, found)

    # Numbers ----------------------------------------------------------------------------

    def number(self, node: Node) -> Number:
        """Write a number."""
        match node:
            case Constant(value=Fraction() as value):
                return Number(f"({value.numerator})", value.denominator)
            case MeasureValue():
                known = self.measures[node.name]
                return Number(self.row.get(node, known.top), known.below)
            case Field() if node in self.row:
                return Number(self.row[node], self.column(node.table, node.name).scale)
            case Arithmetic():
                return self._arithmetic(node)
            case Apply():
                return self._apply(node)
            case Round():
                found = possible(node.value, Declared())
                return self.rounded(self.number(node.value), node.places, node.mode, found)
            case Choose():
                return self._choose(node)
            case Aggregate():
                return self._aggregate(node)
            case Lookup():
                values = [value for _, value in node.values if isinstance(value, Fraction)]
                below = lcm(*(value.denominator for value in values))
                return Number(self._looked_up(node, below), below)
        raise NotStraightError

    def _arithmetic(self, node: Arithmetic) -> Number:
        left, right = self.number(node.left), self.number(node.right)
        if node.sign == "*":
            return Number(f"{left.top} * {right.top}", _product(left.below, right.below))
        if node.sign == "/":
            divisor: Range = possible(node.right, Declared())
            if not divisor.never_below(0) or divisor.can_be_zero:
                raise NotStraightError  # zero stands on a branch that is not taken
            below = f"({left.below} * {right.top})"
            if isinstance(node.right, Constant) and isinstance(left.below, int):
                number = node.right.value
                assert isinstance(number, Fraction)
                return Number(f"{left.top} * {number.denominator}", left.below * number.numerator)
            return Number(f"{left.top} * {right.below}", self.let(below))
        one, two, below_both = self._alike(left, right)
        return Number(f"({one} {node.sign} {two})", below_both)

    def _alike(self, left: Number, right: Number) -> tuple[str, str, int | str]:
        """Return the tops of two numbers over one below."""
        if left.below == right.below:
            return left.top, right.top, left.below
        if isinstance(left.below, int) and isinstance(right.below, int):
            both = lcm(left.below, right.below)
            one = times(left.top, both // left.below)
            return one, times(right.top, both // right.below), both
        below = self.let(f"{left.below} * {right.below}")
        return f"{left.top} * {right.below}", f"{right.top} * {left.below}", below

    def _apply(self, node: Apply) -> Number:
        if node.function == "abs":
            number = self.number(node.arguments[0])
            return Number(f"abs({number.top})", number.below)
        first, *others = [self.number(each) for each in node.arguments]
        for at, other in enumerate(others):
            function = node.function if node.function != "clip" else ("max", "min")[at]
            one, two, below = self._alike(first, other)
            first = Number(f"{function}({one}, {two})", below)
        return first

    def rounded(self, number: Number, places: int, mode: str, found: Range) -> Number:
        """Write a number brought to decimal places."""
        unit = 10**places
        if isinstance(number.below, int) and unit % number.below == 0:
            return Number(times(number.top, unit // number.below), unit)
        if mode != "half_up" or not found.never_below(0):
            self.objects["round_ratio"] = round_ratio
            return Number(f"round_ratio({number.top} * {unit}, {number.below}, '{mode}')", unit)
        if isinstance(number.below, int):
            top = f"({times(f'({number.top})', 2 * unit)} + {number.below})"
            return Number(f"({top} // {2 * number.below})", unit)
        below = self.let(number.below)
        return Number(f"(({number.top} * {2 * unit} + {below}) // (2 * {below}))", unit)

    def _choose(self, node: Choose) -> Number:
        condition = self.flag(node.condition)
        top, below = self.fresh("x"), self.fresh("x")
        found = []
        for line, branch in ((f"if {condition}:", node.then), ("else:", node.otherwise)):
            with self.inside(line):
                number = self.number(branch)
                # What is assigned depends on the other branch, so its place is kept.
                self.add("")
                found.append((len(self.lines) - 1, number))
        belows = [number.below for _, number in found if isinstance(number.below, int)]
        both = lcm(*belows) if len(belows) == len(found) else None
        for at, number in found:
            if both is not None and isinstance(number.below, int):
                self.lines[at] += f"{top} = {times(f'({number.top})', both // number.below)}"
            else:
                self.lines[at] += f"{top}, {below} = {number.top}, {number.below}"
        return Number(top, below if both is None else both)

    def _aggregate(self, node: Aggregate) -> Number:
        if node.where is not None or node.grouped or node.function not in ("sum", "mean", "count"):
            raise NotStraightError
        if node.function == "count":
            return Number(f"len({self.table_name(node.rows.table)}.keys)")
        values, below = self._whole_column(node.value)
        if node.weight is None:
            top = self.let(f"sum({values})")
            if node.function == "sum":
                return Number(top, below)
            return Number(top, self.let(f"len({values}) * {below}"))
        weights, weight_below = self._whole_column(node.weight)
        self.objects["multiply"] = int.__mul__
        top = self.let(f"sum(map(multiply, {values}, {weights}))")
        total = self.let(f"sum({weights})")
        self.add(f"if {total} <= 0: return None")
        if node.function == "sum":
            return Number(top, self.let(f"{below} * {weight_below}"))
        return Number(top, self.let(f"{total} * {below}"))

    def _whole_column(self, node: Node | None) -> tuple[str, int | str]:
        match node:
            case Field(parent=False) if node.kind.name == "number":
                column = self.column(node.table, node.name)
                if node.name == "target":
                    self.add(f"if None in {column.values}: return None")
                return column.values, column.scale
            case MeasureValue(parent=False) if node.rows is not None:
                known = self.measures[node.name]
                return known.top, known.below
        raise NotStraightError

    # Flags, levels and words ------------------------------------------------------------

    def flag(self, node: Node) -> str:
        """Write a condition as an expression."""
        match node:
            case Constant(value=bool() as value):
                return str(value)
            case Not():
                return f"(not {self.flag(node.value)})"
            case Logic():
                return f"({f' {node.word} '.join(self.flag(part) for part in node.parts)})"
            case Compare():
                return self._compare(node)
        return self.word(node)

    def _compare(self, node: Compare) -> str:
        if node.left.kind.name == "number":
            one, two, _ = self._alike(self.number(node.left), self.number(node.right))
        else:
            one, two = self.word(node.left), self.word(node.right)
        return f"({one} {node.sign} {two})"

    def word(self, node: Node) -> str:
        """Write a flag, a level (as its order) or a word."""
        match node:
            case Constant(value=Level() as level):
                return str(level.order)
            case Constant():
                return self.object(node.value)
            case Fact():
                return self.facts[node.name]
            case MeasureValue() | Field() if node in self.row:
                return self.row[node]
            case MeasureValue(rows=None):
                return self.measures[node.name].top
            case Compare() | Logic() | Not():
                return self.flag(node)
            case Choose():
                condition = self.flag(node.condition)
                return f"({self.word(node.then)} if {condition} else {self.word(node.otherwise)})"
            case Bands():
                return self._bands(node)
            case Lookup():
                return self._looked_up(node, 1)
            case Matrix():
                cells = {
                    (at_run_time(node.rows, row), at_run_time(node.columns, column)): level.order
                    for row, column, level in node.cells
                }
                return f"{self.object(cells)}[{self.word(node.rows)}, {self.word(node.columns)}]"
        raise NotStraightError

    def _bands(self, node: Bands) -> str:
        of = self.number(node.of)
        if not isinstance(of.below, int):
            raise NotStraightError
        value, result = self.let(of.top), self.fresh("x")
        conditions = [None if band.when is None else self.flag(band.when) for band in node.bands]
        for at, (band, when) in enumerate(zip(node.bands, conditions, strict=True)):
            tests = [] if when is None else [when]
            if band.edge is not None:
                edge = band.edge * of.below
                sign = ">=" if band.inclusive else ">"
                tests.insert(0, f"{times(value, edge.denominator)} {sign} {edge.numerator}")
            word = "el" if at else ""
            test = f"{word}if {' and '.join(tests)}:" if tests else ("else:" if at else "if True:")
            with self.inside(test):
                self.add(f"{result} = {band.level.order}")
        return result

    def _looked_up(self, node: Lookup, below: int) -> str:
        table = {
            at_run_time(node.of, word): value.order
            if isinstance(value, Level)
            else int(value * below)
            for word, value in node.values
        }
        return f"{self.object(table)}[{self.word(node.of)}]"


def at_run_time(of: Node, word: str) -> Any:
    """Return what stands for a word in the code: the order of a level, a flag, or the word."""
    scale = of.kind.scale
    if scale is not None:
        level = scale.find(word)
        return level.order if level is not None else None
    return word == "true" if of.kind.name == "flag" else word


def times(name: str, factor: int) -> str:
    """Write a product, leaving out a factor of one."""
    if factor == 0:
        return "0"
    return name if factor == 1 else f"{name} * {factor}"


def _product(left: int | str, right: int | str) -> int | str:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1 or right == 1:
        return right if left == 1 else left
    return f"({left} * {right})"
