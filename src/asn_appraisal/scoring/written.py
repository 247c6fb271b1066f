"""Numbers, flags and words as straight-line expressions: `arithmetic.py`, written out.

A number is written as a top and a below: integers over a denominator that is known when the
policy is read, or over one that is read with the evidence. Nothing divides but rounding.
"""

from fractions import Fraction
from math import gcd, lcm
from typing import Any

from attrs import evolve

from asn_appraisal.formula import Declared, Level, Range, possible, round_ratio
from asn_appraisal.formula.tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Bands,
    Choose,
    Compare,
    Constant,
    Curve,
    Fact,
    Field,
    Logic,
    Lookup,
    Matrix,
    MeasureValue,
    Negative,
    Node,
    Not,
    Round,
)
from asn_appraisal.policy import Measure

from .gathered import Gathered
from .statements import NotStraightError, Number, product, times


class Written(Gathered):
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
                return evolve(known, top=self.row.get(node, known.top))
            case Field() if node in self.row:
                return Number(self.row[node], by=self.column(node.table, node.name).scale)
            case Fact():
                fact = self.facts[node.name]
                return Number(f"{fact}.numerator", by=f"{fact}.denominator")
            case Negative():
                number = self.number(node.value)
                return evolve(number, top=f"(-{number.top})")
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
                return self.aggregate(node)
            case Curve():
                return self._curve(node)
            case Lookup():
                values = [value for _, value in node.values if isinstance(value, Fraction)]
                below = lcm(*(value.denominator for value in values))
                return Number(self._looked_up(node, below), below)
        raise NotStraightError

    def _arithmetic(self, node: Arithmetic) -> Number:
        left, right = self.number(node.left), self.number(node.right)
        if node.sign == "*":
            by = product(left.by, right.by)
            return Number(f"{left.top} * {right.top}", left.below * right.below, by)
        if node.sign == "/":
            divisor: Range = possible(node.right, Declared())
            if not divisor.never_below(0) or divisor.can_be_zero:
                # Mostly zero stands on a branch that is not taken; where it is, this is no matter.
                right = evolve(right, top=self.let(right.top))
                self.add(f"if {right.top} <= 0: return None")
            elif isinstance(node.right, Constant):
                value = node.right.value
                assert isinstance(value, Fraction)
                top = times(left.top, value.denominator)
                return Number(top, left.below * value.numerator, left.by)
            by = self.let(product(left.by, f"({right.top})"))
            return Number(f"{left.top} * {right.whole_below()}", left.below, by)
        one, two, both = self._alike(left, right)
        return evolve(both, top=f"({one} {node.sign} {two})")

    def _alike(self, left: Number, right: Number) -> tuple[str, str, Number]:
        """Return the tops of two numbers over one below, and a number that has this below."""
        if left.by == right.by or not left.by or not right.by:
            both, by = lcm(left.below, right.below), left.by or right.by
            one, two = (
                product(times(each.top, both // each.below), "" if each.by else by)
                for each in (left, right)
            )
            return one, two, Number("", both, by)
        by = self.let(f"{left.whole_below()} * {right.whole_below()}")
        one, two = f"{left.top} * {right.whole_below()}", f"{right.top} * {left.whole_below()}"
        return one, two, Number("", by=by)

    def _apply(self, node: Apply) -> Number:
        if node.function == "abs":
            number = self.number(node.arguments[0])
            return evolve(number, top=f"abs({number.top})")
        first, *others = [self.number(each) for each in node.arguments]
        for at, other in enumerate(others):
            function = node.function if node.function != "clip" else ("max", "min")[at]
            one, two, both = self._alike(first, other)
            first = evolve(both, top=f"{function}({one}, {two})")
        return first

    def rounded(self, number: Number, places: int, mode: str, found: Range) -> Number:
        """Write a number brought to decimal places."""
        unit = 10**places
        if not number.by and unit % number.below == 0:
            return Number(times(number.top, unit // number.below), unit)
        if mode != "half_up" or not found.never_below(0):
            self.objects["round_ratio"] = round_ratio
            ratio = f"{number.top} * {unit}, {number.whole_below()}"
            return Number(f"round_ratio({ratio}, '{mode}')", unit)
        # The top in halves of a unit, and one half more; what divides both sides is left out.
        both = gcd(2 * unit, number.below)
        top = times(f"({number.top})", 2 * unit // both)
        below = evolve(number, below=number.below // both).whole_below()
        if number.by:
            below = self.let(below)
            return Number(f"(({top} + {below}) // (2 * {below}))", unit)
        return Number(f"(({top} + {below}) // {2 * int(below)})", unit)

    def _choose(self, node: Choose) -> Number:
        condition = self.flag(node.condition)
        return self.either(
            condition, lambda: self.number(node.then), lambda: self.number(node.otherwise)
        )

    def _curve(self, node: Curve) -> Number:
        of = self.number(node.of)
        of = evolve(of, top=self.let(of.top))
        lines = [(piece.slope(), piece.start()) for piece in node.pieces]
        below = lcm(*(part.denominator for line in lines for part in line))
        conditions = [None if each.when is None else self.flag(each.when) for each in node.pieces]
        result = self.fresh("x")
        for at, (piece, when) in enumerate(zip(node.pieces, conditions, strict=True)):
            tests = []
            if piece.low is not None:
                tests.append(_edge(of, ">" if piece.low_open else ">=", piece.low))
            if piece.high is not None:
                tests.append(_edge(of, "<" if piece.high_open else "<=", piece.high))
            tests += [when] if when is not None else []
            slope, start = (int(part * below) for part in lines[at])
            with self.inside(f"{'el' if at else ''}if {' and '.join(tests) or 'True'}:"):
                self.add(f"{result} = {times(of.top, slope)} + {_below_times(of, start)}")
        # The pieces cover every value; the general program would say so if they did not.
        self.add("else: return None")
        return Number(result, of.below * below, of.by)

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
            case Aggregate():
                return self.aggregate(node).top
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
        of, result = evolve(of, top=self.let(of.top)), self.fresh("x")
        conditions = [None if band.when is None else self.flag(band.when) for band in node.bands]
        for at, (band, when) in enumerate(zip(node.bands, conditions, strict=True)):
            tests = [] if when is None else [when]
            if band.edge is not None:
                tests.insert(0, _edge(of, ">=" if band.inclusive else ">", band.edge))
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


def _edge(number: Number, sign: str, edge: Fraction) -> str:
    """Write how a number compares with an edge that the policy names."""
    # The below divides out where it is known, so that a rounded number meets a small one.
    whole = Fraction(edge.numerator * number.below, edge.denominator)
    right = times(number.by, whole.numerator) if number.by else str(whole.numerator)
    return f"{times(number.top, whole.denominator)} {sign} {right}"


def _below_times(number: Number, factor: int) -> str:
    return evolve(number, below=number.below * factor).whole_below()
