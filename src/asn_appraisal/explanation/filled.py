"""A formula as people read it: in words, and with the numbers of one appraisal filled in."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula import AGGREGATES, formula_text
from asn_appraisal.formula.text import Style
from asn_appraisal.formula.tree import (
    Aggregate,
    Choose,
    Compare,
    Constant,
    Fact,
    Field,
    Logic,
    MeasureValue,
    Node,
    Not,
    Rows,
)
from asn_appraisal.scoring import Inspection

from .words import Words

#: An aggregate over more rows than this is shown by its count, not row by row.
MOST_ROWS_SHOWN = 12
#: What holds where a comparison does not.
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@frozen
class Filling:
    """Writes the parts of one measure with the values they have."""

    inspection: Inspection
    words: Words
    rows: Rows | None
    row: int = 0

    def text(self, node: Node) -> str:
        """Write a node with every name replaced by its value."""
        return formula_text(node, style(self.words, self._leaf))

    def because(self, numbers: str, reasons: list[str]) -> str:
        """Add why a formula took the branches it took."""
        if not reasons:
            return numbers
        return self.words.phrase("because", numbers=numbers, reasons="; ".join(reasons))

    def taken(self, node: Node, reasons: list[str]) -> Node:
        """Return a formula with each choice replaced by the branch that was taken.

        Args:
            node: the formula.
            reasons: takes in what decided each choice.
        """
        if isinstance(node, Aggregate):
            return node
        if isinstance(node, Choose):
            answer = self.value(node.condition)
            if answer is None:
                return node
            reasons += self.reasons(node.condition, holds=answer)
            return self.taken(node.then if answer else node.otherwise, reasons)
        parts: dict[str, Any] = {}
        for attribute in attrs.fields(type(node)):
            held = getattr(node, attribute.name)
            if isinstance(held, Node):
                parts[attribute.name] = self.taken(held, reasons)
            elif attribute.name in ("arguments", "parts"):
                parts[attribute.name] = tuple(self.taken(each, reasons) for each in held)
        return attrs.evolve(node, **parts) if parts else node

    def reasons(self, condition: Node, *, holds: bool) -> list[str]:
        """Say what makes a condition hold, or not."""
        match condition:
            case Not():
                return self.reasons(condition.value, holds=not holds)
            case Logic():
                parts = [(part, self.value(part)) for part in condition.parts]
                if (condition.word == "or") == holds:
                    # The first part that decides is enough.
                    parts = [next(part for part in parts if bool(part[1]) is holds)]
                return [text for part, _ in parts for text in self.reasons(part, holds=holds)]
            case Compare():
                sign = condition.sign if holds else _OPPOSITE[condition.sign]
                return [self._compared(sign, condition.left, condition.right)]
        return [f"{formula_text(condition, style(self.words))}: {self.words.value(holds)}"]

    def _compared(self, sign: str, left: Node, right: Node) -> str:
        named = isinstance(left, Fact | Field | MeasureValue) and isinstance(right, Constant)
        if sign == "==" and named:
            # The one side says the value of the other.
            return formula_text(Compare(sign, left, right), style(self.words))
        return f"{self._side(left)} {self.words.operator(sign)} {self._side(right)}"

    def _side(self, node: Node) -> str:
        """Write one side of a comparison: a single name with its value, or the numbers."""
        named = formula_text(node, style(self.words))
        if isinstance(node, Fact | Field | MeasureValue):
            return f"{named} ({self._bare(node)})"
        if isinstance(node, Aggregate) and node.function in ("count", "share"):
            return f"{named} = {self._aggregate(node).strip('()')}"
        return self.text(node)

    def _leaf(self, node: Node) -> str | None:
        if isinstance(node, Aggregate):
            return self._aggregate(node)
        return self.part(node) if isinstance(node, Field | Fact | MeasureValue) else None

    def value(self, node: Node) -> Any:
        """Return the value of a part at the row at hand."""
        return self.inspection.value(node, self.rows, self.row)

    def _places(self, node: Node) -> int | None:
        if not isinstance(node, MeasureValue):
            return None
        rounding = self.inspection.program.by_name[node.name].measure.round
        return rounding.places if rounding is not None else None

    def _aggregate(self, node: Aggregate) -> str:
        """Write an aggregate as the sum, mean or list of its rows' values."""
        name = AGGREGATES[node.function]
        called = Text(name.means_id, name.means_en).in_language(self.words.language)
        value = self.words.value(self.value(node))
        if node.function in ("count", "any", "all"):
            return value
        counted = self._counted(node)
        if not counted:
            return self.words.phrase("no_rows", value=value)
        if node.function == "share":
            held = sum(inner.value(_value_of(node)) is True for inner in counted)
            return f"({held} / {len(counted)})"
        if len(counted) > MOST_ROWS_SHOWN:
            return self.words.phrase("many_rows", called=called, count=len(counted), value=value)
        parts = [
            (inner.part(_value_of(node)), inner.part(node.weight) if node.weight else None)
            for inner in counted
        ]
        values = [text for text, _ in parts]
        if node.function not in ("sum", "mean"):
            return f"{called}({self.words.separator.join(values)})"
        return self._total(node, parts)

    def _total(self, node: Aggregate, parts: list[tuple[str, str | None]]) -> str:
        times = f" {self.words.operator('*')} "
        weighted = node.weight is not None
        terms = [f"{text}{times}{weight}" if weighted else text for text, weight in parts]
        total = " + ".join(terms)
        if node.function == "sum":
            return total if len(terms) == 1 else f"({total})"
        below = " + ".join(str(weight) for _, weight in parts) if weighted else str(len(parts))
        below = f"({below})" if weighted and len(parts) > 1 else below
        above = f"({total})" if len(terms) > 1 or weighted else total
        return f"{above} / {below}"

    def _counted(self, node: Aggregate) -> list["Filling"]:
        """Return each row that an aggregate counts."""
        rows = (
            Filling(self.inspection, self.words, node.rows, row)
            for row in self.inspection.members(node, self.rows, self.row)
        )
        return [row for row in rows if node.where is None or row.value(node.where) is True]

    def part(self, node: Node) -> str:
        """Write a part: a single name as its value, anything else worked out."""
        text = self._bare(node)
        is_number = isinstance(self.value(node), Fraction)
        return f"({text})" if is_number and (text.startswith("-") or "/" in text) else text

    def _bare(self, node: Node) -> str:
        value = self.value(node)
        if isinstance(value, Fraction) and isinstance(node, Field | Fact):
            return self.words.reported(value)
        return self.words.value(value, self._places(node))


def _value_of(node: Aggregate) -> Node:
    assert node.value is not None
    return node.value


def style(words: Words, leaf: Callable[[Node], str | None] | None = None) -> Style:
    """Return how formulas are written for people."""
    english = words.language == "en"
    called = {
        name: each.means_en if english else each.means_id for name, each in AGGREGATES.items()
    }
    called.update(words.functions())
    return Style(
        leaf=leaf or (lambda node: words.field(node.name) if isinstance(node, Field) else None),
        number=words.number,
        separator=words.separator,
        sign=words.operator,
        choose="{then} if {condition}, else {otherwise}"
        if english
        else "{then} jika {condition}, selain itu {otherwise}",
        options=("where", "by", "if empty:")
        if english
        else ("hanya yang", "menurut", "bila kosong:"),
        called=called,
        word=words.value,
    )
