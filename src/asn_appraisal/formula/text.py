"""One reading of the tree: how it is written, as canonical text and with numbers filled in."""

from collections.abc import Callable
from fractions import Fraction

from asn_appraisal.document import exact_text

from .kinds import Level
from .tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Bands,
    Case,
    Choose,
    Compare,
    Constant,
    Curve,
    Fact,
    Field,
    Judgement,
    Logic,
    Lookup,
    Matrix,
    MeasureValue,
    Negative,
    Node,
    Not,
    Round,
)

#: How strongly each form binds; a part that binds less than its place asks for brackets.
_CHOOSE, _OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _NEGATE, _ATOM = range(9)
#: Writes a leaf (a field, fact or measure) in place of its name; None keeps the name.
Leaf = Callable[[Node], str | None]


def formula_text(node: Node, leaf: Leaf | None = None) -> str:
    """Write a tree as formula text, the same for every way it can have been typed.

    Args:
        node: the tree.
        leaf: what to write in place of a name, e.g. its value.

    >>> from asn_appraisal.formula import Scope, parse_formula
    >>> formula_text(parse_formula("(0.7*2)  + 1", Scope()))
    '0.7 * 2 + 1'
    """
    return _Writer(leaf or (lambda _: None)).write(node, _CHOOSE)


class _Writer:
    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf

    def write(self, node: Node, place: int) -> str:
        text, strength = self._form(node)
        return f"({text})" if strength < place else text

    def _form(self, node: Node) -> tuple[str, int]:  # noqa: PLR0911 - one line a node
        match node:
            case Constant():
                return _constant(node), _ATOM
            case Field() | Fact() | MeasureValue():
                return self._leaf(node) or _name(node), _ATOM
            case Negative():
                return f"-{self.write(node.value, _NEGATE)}", _NEGATE
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                left, right = self.write(node.left, _ADD), self.write(node.right, _ADD)
                return f"{left} {node.sign} {right}", _COMPARE
            case Logic():
                strength = _AND if node.word == "and" else _OR
                parts = [self.write(part, strength + 1) for part in node.parts]
                return f" {node.word} ".join(parts), strength
            case Not():
                return f"not {self.write(node.value, _NOT)}", _NOT
            case Choose():
                return self._choose(node), _CHOOSE
            case Apply():
                return f"{node.function}({self._listed(node.arguments)})", _ATOM
            case Round():
                mode = "" if node.mode == "half_up" else f", {node.mode}"
                return f"round({self.write(node.value, _CHOOSE)}, {node.places}{mode})", _ATOM
            case Aggregate():
                return self._aggregate(node), _ATOM
        return self._body(node), _ATOM

    def _arithmetic(self, node: Arithmetic) -> tuple[str, int]:
        strength = _ADD if node.sign in "+-" else _MULTIPLY
        left = self.write(node.left, strength)
        right = self.write(node.right, strength + 1)
        return f"{left} {node.sign} {right}", strength

    def _choose(self, node: Choose) -> str:
        then = self.write(node.then, _OR)
        condition = self.write(node.condition, _OR)
        return f"{then} if {condition} else {self.write(node.otherwise, _CHOOSE)}"

    def _listed(self, nodes: tuple[Node, ...]) -> str:
        return ", ".join(self.write(each, _CHOOSE) for each in nodes)

    def _aggregate(self, node: Aggregate) -> str:
        parts = [str(node.rows) if node.value is None else self.write(node.value, _CHOOSE)]
        for name in ("where", "weight", "default"):
            part = getattr(node, name)
            if part is not None:
                parts.append(f"{name}={self.write(part, _CHOOSE)}")
        return f"{node.function}({', '.join(parts)})"

    def _body(self, node: Node) -> str:
        match node:
            case Case():
                cases = "; ".join(f"{word}: {self.write(each, _CHOOSE)}" for word, each in node.cases)
                return f"[{self.write(node.of, _CHOOSE)} → {cases}]"
            case Bands() | Curve() | Lookup():
                return f"[{self.write(node.of, _CHOOSE)} → tabel]"
            case Matrix():
                rows, columns = self.write(node.rows, _CHOOSE), self.write(node.columns, _CHOOSE)
                return f"[{rows} × {columns}]"
            case Judgement():
                return f"[{node.measure}]"
        raise TypeError(f"no text for {type(node).__name__}")


def _constant(node: Constant) -> str:
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        text = exact_text(value)
        return f"({text})" if "/" in text or value < 0 else text
    return f"'{value.name if isinstance(value, Level) else value}'"


def _name(node: Field | Fact | MeasureValue) -> str:
    return f"{node.table}.{node.name}" if isinstance(node, Field) and node.parent else node.name
