"""Formula text to Python's syntax tree, which is only read; what cannot be read is reported."""

import ast
import re
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import LocatedText, parse_exact
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
#: A number and a name with no sign between them, as in arithmetic on paper.
_GLUED_NAME = re.compile(r"([1-9]\d*|\d+\.\d+)([A-Za-z][a-z_]\w*)\Z")
_WORD = re.compile(r"'[^']*'|\"[^\"]*\"")
#: Outside quoted words a formula has only plain letters, and no backslash.
_FOREIGN = re.compile(r"[^\x20-\x5b\x5d-\x7e]")
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
    (re.compile(r"≠"), "≠", "!="),
    (re.compile("[\u2212\u2013\u2014]"), "\u2212", "-"),
    (re.compile("[\u201c-\u201f\u2018-\u201b]"), "\u201c", "'"),
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
        bare = _WORD.sub(lambda word: " " * len(word[0]), self.text.replace("\n", " "))
        if glued := _GLUED_NUMBER.search(bare):
            self.report_number(glued[0], self.text.part(glued.start(), len(glued[0])))
            return None
        found = _parsed(self.code)
        if isinstance(found, SyntaxError):
            self._report_syntax(found, bare)
        elif foreign := _FOREIGN.search(bare):
            self._report_foreign(foreign)
        elif found is None or _depth(found) > DEEPEST_FORMULA:
            self._report_at("ASN-F003", self.text.place, limit=DEEPEST_FORMULA)
        else:
            return found
        return None

    def report_number(self, text: str, place: Place) -> None:
        """Report a number that is not written as numbers are here."""
        cure = {"cure_id": "angka seperti 100, 0.70, atau 1/7"}
        cure["cure_en"] = "a number such as 100, 0.70 or 1/7"
        if glued := _GLUED_NAME.match(text):
            cure = dict.fromkeys(cure, f"`{glued[1]} * {glued[2]}`")
        elif parse_exact(text.replace("_", "")) is not None:
            cure = dict.fromkeys(cure, text.replace("_", ""))
        self._report_at("ASN-F004", place, text=text, **cure)

    def _report_foreign(self, found: re.Match[str]) -> None:
        place = self.text.part(found.start(), 1)
        self._report_at("ASN-F030", place, letter=found[0], number=f"U+{ord(found[0]):04X}")

    def _report_syntax(self, error: SyntaxError, bare: str) -> None:
        """Report text that cannot be read; where a habit is what is wrong, say so."""
        if habit := _cured_habit(bare):
            found, wrong, right = habit
            place = self.text.part(found.start(), len(found[0]))
            cure = (f"Tulis `{right}`, bukan `{wrong}`.", f"Write `{right}`, not `{wrong}`.")
        else:
            at = len(self.text) - len(self.text.lstrip()) + max(error.offset or 1, 1) - 1
            foreign = _FOREIGN.search(bare)
            place = self.text.part(foreign.start() if foreign else at, 1)
            cure = ("", "")
            if bare.count("(") != bare.count(")"):
                cure = (
                    "Jumlah kurung buka dan kurung tutup tidak sama.",
                    "There are not as many closing brackets as opening ones.",
                )
        self._report_at("ASN-F001", place, cure_id=cure[0], cure_en=cure[1])

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


def _cured_habit(bare: str) -> tuple[re.Match[str], str, str] | None:
    """Return a habit whose cure makes the formula readable, alone or with the others."""
    found = [(match, *each[1:], each[0]) for each in _HABITS if (match := each[0].search(bare))]
    everything = bare
    for match, wrong, right, habit in found:
        if not isinstance(_parsed(habit.sub(right, bare).strip()), SyntaxError):
            return match, wrong, right
        everything = habit.sub(right, everything)
    if found and not isinstance(_parsed(everything.strip()), SyntaxError):
        return found[0][:3]
    return None


def _parsed(code: str) -> ast.expr | SyntaxError | None:
    """Return the syntax tree, the fault that stands in its way, or None for far too deep a tree."""
    if _deepest_bracket(code) > DEEPEST_FORMULA:
        return None
    try:
        return ast.parse(code, mode="eval").body
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None


def _deepest_bracket(code: str) -> int:
    depth = deepest = 0
    for letter in code:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
    return deepest


def _depth(node: Any) -> int:
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [child for each in level for child in ast.iter_child_nodes(each)]
    return deepest


def is_word(node: ast.expr) -> bool:
    """Tell whether a part is a quoted word."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
