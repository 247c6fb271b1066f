"""Formula text to Python's syntax tree, which is only read; what cannot be read is reported."""

import ast
import re
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import LocatedText
from asn_appraisal.errors import Place, Problem

LONGEST_FORMULA = 4000
DEEPEST_FORMULA = 100
#: How the signs of the language are called in Python's syntax tree.
SIGNS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_GLUED_NUMBER = re.compile(r"(?<![\w.])\d[\w.]*[A-Za-z_][\w.]*")
#: What people write out of habit, and what to write here.
_HABITS = (
    (re.compile(r"(?<![<>=!])=(?!=)"), "=", "=="),
    (re.compile(r"%"), "%", "/ 100"),
    (re.compile(r"\^"), "^", "*"),
    (re.compile(r"&&"), "&&", "and"),
    (re.compile(r"\|\|"), "||", "or"),
    (re.compile(r"[×·]"), "×", "*"),
    (re.compile(r"÷"), "÷", "/"),
    (re.compile(r"<>"), "<>", "!="),
    (re.compile(r"≥"), "≥", ">="),
    (re.compile(r"≤"), "≤", "<="),
)


@define
class Syntax:
    """A formula as text, its places, and the problems found in it."""

    text: LocatedText
    problems: list[Problem] = field(factory=list)
    #: Where divisors and limits stand, for faults that only show when the tree is whole.
    places: dict[Any, Place] = field(factory=dict)

    @property
    def code(self) -> str:
        """Return the formula on one line, without the space around it."""
        return self.text.strip().replace("\n", " ")

    def syntax(self) -> ast.expr | None:
        """Return the syntax tree; None where a problem was reported."""
        if len(self.text) > LONGEST_FORMULA:
            self._report_at("ASN-F002", self.text.place, limit=LONGEST_FORMULA)
            return None
        if "\\" in self.text or "\0" in self.text or _GLUED_NUMBER.search(self.text):
            self._report_glued()
            return None
        try:
            body = ast.parse(self.code, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self._report_syntax(error)
            return None
        if _depth(body) > DEEPEST_FORMULA:
            self._report_at("ASN-F003", self.text.place, limit=DEEPEST_FORMULA)
            return None
        return body

    def _report_glued(self) -> None:
        found = _GLUED_NUMBER.search(self.text)
        if found is None:
            self._report_at("ASN-F001", self.text.place, cure_id="", cure_en="")
        else:
            place = self.text.part(found.start(), len(found[0]))
            self._report_at("ASN-F004", place, text=found[0])

    def _report_syntax(self, error: Exception) -> None:
        for habit, wrong, right in _HABITS:
            if found := habit.search(self.text):
                place = self.text.part(found.start(), len(found[0]))
                values = {
                    "cure_id": f"Tulis `{right}`, bukan `{wrong}`.",
                    "cure_en": f"Write `{right}`, not `{wrong}`.",
                }
                self._report_at("ASN-F001", place, **values)
                return
        offset = getattr(error, "offset", None)
        place = self.text.part(offset - 1, 1) if offset else self.text.place
        self._report_at("ASN-F001", place, cure_id="", cure_en="")

    def place(self, node: ast.AST) -> Place:
        """Return where a part of the formula stands in its document."""
        before = len(self.text) - len(self.text.lstrip())
        start, end = node.col_offset, node.end_col_offset  # type: ignore[attr-defined]
        # ast counts bytes.
        as_bytes = self.code.encode()
        first = len(as_bytes[:start].decode(errors="ignore"))
        last = len(as_bytes[:end].decode(errors="ignore"))
        return self.text.part(before + first, last - first)

    def report(self, code: str, node: ast.AST, **values: object) -> None:
        """Report a problem at a part of the formula."""
        self._report_at(code, self.place(node), **values)

    def report_comma(self, node: ast.Tuple) -> None:
        """Report a comma that makes a list of two numbers, such as a decimal comma."""
        place = self.place(node.elts[0] if node.elts else node)
        self._report_at("ASN-F005", evolve(place, width=place.width + bool(node.elts)))

    def _report_at(self, code: str, place: Place, **values: object) -> None:
        self.problems.append(Problem(code, place, {"formula": self.text, **values}))


def _depth(node: Any) -> int:
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [child for each in level for child in ast.iter_child_nodes(each)]
    return deepest


def is_word(node: ast.expr) -> bool:
    """Tell whether a part is a quoted word."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
