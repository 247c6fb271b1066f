"""Measures as straight-line integer statements: one more way to write what `arithmetic.py` does.

A number is written as a top and a below: integers over a denominator that is known when the
policy is read, or over one that is read with the evidence. Nothing divides but rounding.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import lcm
from typing import Any

import attrs
from attrs import define, field, frozen

from asn_appraisal.formula import (
    Declared,
    Level,
    RatioTable,
    Range,
    possible,
    ratio_table,
    round_ratio,
)
from asn_appraisal.formula.tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Bands,
    Case,
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
    Rows,
)
from asn_appraisal.policy import Measure
from asn_appraisal.record.tables import COLUMNS


class NotStraightError(Exception):
    """Something cannot be written as straight-line code; the general program takes it."""


@frozen
class Number:
    """A number in the code: the name of its top, and its below, an integer or a name."""

    top: str
    below: int | str = 1


@frozen
class Column:
    """What the parts of a column are called in the code."""

    values: str
    scale: str
    low: str
    high: str
    words: str


@define
class Statements:
    """Statements, and the names of what they have computed."""

    lines: list[str] = field(factory=list)
    #: What the statements name but do not write out.
    objects: dict[str, Any] = field(factory=lambda: {"round_ratio": round_ratio})
    facts: dict[str, str] = field(factory=dict)
    measures: dict[str, Number] = field(factory=dict)
    #: Names of the columns that are read, by table and field.
    _columns: dict[tuple[str, str], Column] = field(factory=dict)
    #: What a field or row measure is called inside the loop over rows.
    _row: dict[Node, str] = field(factory=dict)
    _rows: Rows | None = None
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

    def table(self, name: str) -> str:
        """Return what a table is called."""
        return f"t_{name}"

    def column(self, table: str, name: str) -> Column:
        """Return what the parts of a column are called, reading it the first time."""
        if (table, name) not in self._columns:
            if self._indent:
                raise NotStraightError
            made = Column(*(self.fresh(letter) for letter in "cslhw"))
            at = COLUMNS[table].index(name)
            parts = ", ".join(attrs.astuple(made))
            self.add(f"{parts} = {self.table(table)}.cells[{at}]")
            self._columns[table, name] = made
        return self._columns[table, name]

    # Measures ---------------------------------------------------------------------------

    def measure(self, measure: Measure) -> None:
        """Write a measure and name its value."""
        if measure.rows is None:
            value = self._value(measure.body, measure)
        elif measure.rows.by is None:
            value = self._every_row(measure)
        else:
            raise NotStraightError
        below = value.below
        if not isinstance(below, int):
            raise NotStraightError
        self.measures[measure.name] = Number(self.let(value.top), below)

    def _value(self, body: Node, measure: Measure) -> Number:
        if measure.kind.name != "number":
            return Number(self.word(body))
        number = self.number(body)
        if measure.round is None:
            return number
        found = measure.range or Range()
        return self._rounded(number, measure.round.places, measure.round.mode, found)

    def _every_row(self, measure: Measure) -> Number:
        rows = measure.rows
        assert rows is not None
        names = self._loop_names(measure, rows)
        result = self.fresh("m")
        self.add(f"{result} = []")
        below = 10**measure.round.places if measure.round is not None else 1
        if measure.round is None and measure.kind.name == "number":
            raise NotStraightError
        columns = ", ".join(names.values())
        places = ", ".join(self._source_of(node, rows) for node in names)
        self._row = dict(names)
        self._rows = rows
        with self.inside(f"for {columns}, in zip({places}):"):
            self._one_row(measure, result)
        self._row, self._rows = {}, None
        return Number(result, below)

    def _loop_names(self, measure: Measure, rows: Rows) -> dict[Node, str]:
        nodes = [each for each in measure.body.walk() if isinstance(each, Field | MeasureValue)]
        if any(isinstance(each, Aggregate) for each in measure.body.walk()):
            raise NotStraightError
        names: dict[Node, str] = {}
        for node in nodes:
            if node.parent:
                raise NotStraightError
            if node not in names and (isinstance(node, Field) or node.rows == rows):
                names[node] = self.fresh("r")
        if not names:
            raise NotStraightError
        return names

    def _source_of(self, node: Node, rows: Rows) -> str:
        if isinstance(node, MeasureValue):
            return self.measures[node.name].top
        assert isinstance(node, Field)
        column = self.column(rows.table, node.name).values
        if node.name == "target":
            # A range has no single target.
            self.add(f"if None in {column}: return None")
        if node.kind.scale is not None:
            order = self.object({each.name: each.order for each in node.kind.scale})
            return self.let(f"[{order}[each] for each in {column}]")
        return column

    def _one_row(self, measure: Measure, result: str) -> None:
        body = measure.body
        cases = body.cases if isinstance(body, Case) else (("", body),)
        for at, (word, node) in enumerate(cases):
            if isinstance(body, Case):
                value = self._row[body.of] if body.of in self._row else self.word(body.of)
                test = f"{value} == {self.object(_at_run_time(body.of, word))}"
                with self.inside(f"if {test}:" if at == 0 else f"elif {test}:"):
                    self._append(node, measure, result)
            else:
                self._append(node, measure, result)

    def _append(self, node: Node, measure: Measure, result: str) -> None:
        table = None
        if measure.round is not None:
            table = ratio_table(node, measure.round.places, measure.round.mode)
        if table is not None:
            self._ratio_rows(table, node, result)
        else:
            self.add(f"{result}.append({self._value(node, measure).top})")

    def _ratio_rows(self, table: RatioTable, node: Node, result: str) -> None:
        """Write the normal form: the highest edge first."""
        fields = {each.name: each for each in node.walk() if isinstance(each, Field)}
        actual, target = self._row[fields[table.over]], self._row[fields[table.under]]
        *others, last = reversed(table.rows)
        for at, row in enumerate(others):
            sign = ">" if row.strict else ">="
            test = f"{_times(actual, row.den)} {sign} {_times(target, row.num)}"
            with self.inside(f"{'el' if at else ''}if {test}:"):
                self.add(f"{result}.append({_line(row, actual, target)})")
        if not others:
            self.add(f"{result}.append({_line(last, actual, target)})")
            return
        with self.inside("else:"):
            self.add(f"{result}.append({_line(last, actual, target)})")

    # Numbers ----------------------------------------------------------------------------

    def number(self, node: Node) -> Number:
        """Write a number."""
        match node:
            case Constant(value=Fraction() as value):
                return Number(f"({value.numerator})", value.denominator)
            case MeasureValue():
                known = self.measures[node.name]
                return Number(self._row.get(node, known.top), known.below)
            case Field() if node in self._row:
                return Number(self._row[node], self.column(node.table, node.name).scale)
            case Arithmetic():
                return self._arithmetic(node)
            case Apply():
                return self._apply(node)
            case Round():
                found = possible(node.value, Declared())
                return self._rounded(self.number(node.value), node.places, node.mode, found)
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
            if not divisor.never_below(0):
                raise NotStraightError
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
            one = _times(left.top, both // left.below)
            return one, _times(right.top, both // right.below), both
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

    def _rounded(self, number: Number, places: int, mode: str, found: Range) -> Number:
        unit = 10**places
        if isinstance(number.below, int) and unit % number.below == 0:
            return Number(_times(number.top, unit // number.below), unit)
        if mode != "half_up" or not found.never_below(0):
            return Number(f"round_ratio({number.top} * {unit}, {number.below}, '{mode}')", unit)
        if isinstance(number.below, int):
            top = f"({_times(f'({number.top})', 2 * unit)} + {number.below})"
            return Number(f"{top} // {2 * number.below}", unit)
        below = self.let(number.below)
        return Number(f"({number.top} * {2 * unit} + {below}) // (2 * {below})", unit)

    def _choose(self, node: Choose) -> Number:
        condition = self.flag(node.condition)
        top, below = self.fresh("x"), self.fresh("x")
        belows = []
        for line, branch in ((f"if {condition}:", node.then), ("else:", node.otherwise)):
            with self.inside(line):
                number = self.number(branch)
                belows.append(number.below)
                self.add(f"{top}, {below} = {number.top}, {number.below}")
        if belows[0] == belows[1] and isinstance(belows[0], int):
            return Number(top, belows[0])
        return Number(top, below)

    def _aggregate(self, node: Aggregate) -> Number:
        if node.where is not None or node.grouped or node.function not in ("sum", "mean", "count"):
            raise NotStraightError
        if node.function == "count":
            return Number(f"len({self.table(node.rows.table)}.keys)")
        values, below = self._whole_column(node.value)
        if node.weight is None:
            top = self.let(f"sum({values})")
            if node.function == "sum":
                return Number(top, below)
            return Number(top, self.let(f"len({values}) * {below}"))
        weights, weight_below = self._whole_column(node.weight)
        self.objects["multiply"] = int.__mul__
        top = self.let(f"sum(map(multiply, {values}, {weights}))")
        if node.function == "sum":
            return Number(top, self.let(f"{below} * {weight_below}"))
        total = self.let(f"sum({weights})")
        self.add(f"if {total} <= 0: return None")
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
            case MeasureValue() | Field() if node in self._row:
                return self._row[node]
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
                    (_at_run_time(node.rows, row), _at_run_time(node.columns, column)): level.order
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
                tests.insert(0, f"{_times(value, edge.denominator)} {sign} {edge.numerator}")
            word = "el" if at else ""
            test = f"{word}if {' and '.join(tests)}:" if tests else ("else:" if at else "if True:")
            with self.inside(test):
                self.add(f"{result} = {band.level.order}")
        return result

    def _looked_up(self, node: Lookup, below: int) -> str:
        table = {
            _at_run_time(node.of, word): value.order
            if isinstance(value, Level)
            else int(value * below)
            for word, value in node.values
        }
        return f"{self.object(table)}[{self.word(node.of)}]"


def _at_run_time(of: Node, word: str) -> Any:
    """Return what stands for a word in the code: the order of a level, a flag, or the word."""
    scale = of.kind.scale
    if scale is not None:
        level = scale.find(word)
        return level.order if level is not None else None
    return word == "true" if of.kind.name == "flag" else word


def _times(name: str, factor: int) -> str:
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


def _line(row: Any, actual: str, target: str) -> str:
    """Write the value of one row of the normal form."""
    if row.a == 0:
        return str(row.sign * (row.b // row.c))
    top = f"({actual} * {row.a} + {target} * {row.b})"
    sign = "-" if row.sign < 0 else ""
    return f"{sign}({top} // ({_times(target, row.c)}))"
