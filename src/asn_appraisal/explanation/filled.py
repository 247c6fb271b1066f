"""A formula as people read it: in words, and with the numbers of one appraisal filled in."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula import AGGREGATES, formula_text
from asn_appraisal.formula.text import Style
from asn_appraisal.formula.tree import Aggregate, Fact, Field, MeasureValue, Node, Rows
from asn_appraisal.scoring import Inspection

from .words import Words

#: An aggregate over more rows than this is shown by its count, not row by row.
MOST_ROWS_SHOWN = 12


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

    def _leaf(self, node: Node) -> str | None:
        if isinstance(node, Aggregate):
            return self._aggregate(node)
        return self.part(node) if isinstance(node, Field | Fact | MeasureValue) else None

    def _value(self, node: Node) -> Any:
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
        if node.function in ("count", "share", "any", "all"):
            return f"{called}: {self.words.value(self._value(node))}"
        parts = self._parts(node)
        if not parts or len(parts) > MOST_ROWS_SHOWN:
            return f"{called} ({len(parts)}): {self.words.value(self._value(node))}"
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

    def _parts(self, node: Aggregate) -> list[tuple[str, str | None]]:
        """Return (value, weight) of each row that counts."""
        parts = []
        for row in self.inspection.members(node, self.rows, self.row):
            inner = Filling(self.inspection, self.words, node.rows, row)
            if node.where is not None and inner._value(node.where) is not True:
                continue
            assert node.value is not None
            text = inner.part(node.value)
            weight = inner.part(node.weight) if node.weight is not None else None
            parts.append((text, weight))
        return parts

    def part(self, node: Node) -> str:
        """Write a part: a single name as its value, anything else worked out."""
        value = self._value(node)
        if not isinstance(value, Fraction):
            return self.words.value(value)
        if isinstance(node, Field | Fact):
            text = self.words.reported(value)
        else:
            text = self.words.number(value, self._places(node))
        return f"({text})" if value < 0 else text


def style(words: Words, leaf: Callable[[Node], str | None] | None = None) -> Style:
    """Return how formulas are written for people."""
    english = words.language == "en"
    called = {
        name: each.means_en if english else each.means_id for name, each in AGGREGATES.items()
    }
    return Style(
        leaf=leaf or (lambda node: words.field(node.name) if isinstance(node, Field) else None),
        number=words.number,
        separator=words.separator,
        sign=words.operator,
        choose="{then} if {condition}, else {otherwise}"
        if english
        else "{then} jika {condition}, selain itu {otherwise}",
        options=("where", "by", "if empty") if english else ("yang", "menurut", "bila kosong"),
        called=called,
        word=words.value,
    )
