"""One reading of the tree: how it is written, as canonical text and with numbers filled in."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import field, frozen

from asn_appraisal.document import exact_text

from . import tree
from .kinds import FLAG, Level

#: How strongly each form binds; a part that binds less than its place asks for brackets.
_CHOOSE, _OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _NEGATE, _ATOM = range(9)
#: Writes a leaf or an aggregate in its own way; None leaves it to the writer.
Leaf = Callable[[tree.Node], str | None]


@frozen
class Style:
    """Gaya tulis: how the parts of a formula are written; the default is what can be read again."""

    #: What to write in place of a name or an aggregate, e.g. its value.
    leaf: Leaf = field(default=lambda _: None)
    #: How a number is written.
    number: Callable[[Fraction], str] = exact_text
    #: What stands between the arguments of a function.
    separator: str = ", "
    #: How a sign or a word such as `and` is written.
    sign: Callable[[str], str] = str
    #: How a choice between two formulas is written.
    choose: str = "{then} if {condition} else {otherwise}"
    #: How `where`, `weight` and `default` are written.
    options: tuple[str, str, str] = ("where=", "weight=", "default=")
    #: How functions are called; a function that is not here keeps its name.
    called: Mapping[str, str] = field(factory=dict)
    #: How a level, flag or quoted word is written; None: as the language has it.
    word: Callable[[Level | bool | str], str] | None = None


CANONICAL = Style()


def formula_text(node: tree.Node, style: Style = CANONICAL) -> str:
    """Write a tree as formula text, the same for every way it can have been typed.

    Args:
        node: the tree.
        style: how its parts are written; as it stands, the text parses to the same tree.

    >>> from asn_appraisal.formula import Scope, parse_formula
    >>> formula_text(parse_formula("(0.7*2)  + 1", Scope()))
    '0.7 * 2 + 1'
    """
    return _Writer(style).write(node, _CHOOSE)


class _Writer:
    def __init__(self, style: Style) -> None:
        self._style = style
        #: The table whose fields are written in full, so that an aggregate says its rows.
        self._table: str | None = None

    def write(self, node: tree.Node, place: int) -> str:
        text, strength = self._form(node)
        return f"({text})" if strength < place else text

    def _form(self, node: tree.Node) -> tuple[str, int]:
        match node:
            case tree.Constant():
                return self._constant(node), _ATOM
            case tree.Field() | tree.Fact() | tree.MeasureValue():
                return self._style.leaf(node) or self._name(node), _ATOM
            case tree.Negative():
                return f"-{self.write(node.value, _NEGATE)}", _NEGATE
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Compare():
                left, right = self.write(node.left, _ADD), self.write(node.right, _ADD)
                return f"{left} {self._style.sign(node.sign)} {right}", _COMPARE
            case tree.Logic():
                strength = _AND if node.word == "and" else _OR
                parts = [self.write(part, strength + 1) for part in node.parts]
                return f" {self._style.sign(node.word)} ".join(parts), strength
            case tree.Not():
                return f"{self._style.sign('not')} {self.write(node.value, _NOT)}", _NOT
            case tree.Choose():
                return self._choose(node), _CHOOSE
            case tree.Apply():
                return self._function(node.function, [*map(self._whole, node.arguments)]), _ATOM
            case tree.Round():
                return self._function("round", [self._whole(node.value), str(node.places)]), _ATOM
            case tree.Aggregate():
                return self._style.leaf(node) or self._aggregate(node), _ATOM
        return self._body(node), _ATOM

    def _arithmetic(self, node: tree.Arithmetic) -> tuple[str, int]:
        strength = _ADD if node.sign in "+-" else _MULTIPLY
        left = self.write(node.left, strength)
        right = self.write(node.right, strength + 1)
        return f"{left} {self._style.sign(node.sign)} {right}", strength

    def _name(self, node: tree.Field | tree.Fact | tree.MeasureValue) -> str:
        if isinstance(node, tree.Field) and (node.parent or node.table == self._table):
            return f"{node.table}.{node.name}"
        return node.name

    def _choose(self, node: tree.Choose) -> str:
        then = self.write(node.then, _OR)
        condition = self.write(node.condition, _OR)
        parts = {"then": then, "condition": condition, "otherwise": self._whole(node.otherwise)}
        return self._style.choose.format_map(parts)

    def _whole(self, node: tree.Node) -> str:
        return self.write(node, _CHOOSE)

    def _function(self, name: str, arguments: list[str]) -> str:
        called = self._style.called.get(name, name)
        return f"{called}({self._style.separator.join(arguments)})"

    def _aggregate(self, node: tree.Aggregate) -> str:
        self._table = _unsaid_table(node) if self._style.word is None else None
        parts = [str(node.rows) if node.value is None else self._whole(node.value)]
        for name, option in zip(("where", "weight", "default"), self._style.options, strict=True):
            part = getattr(node, name)
            if name == "default":
                self._table = None
            if part is not None:
                space = "" if option.endswith("=") else " "
                parts.append(f"{option}{space}{self._whole(part)}")
        return self._function(node.function, parts)

    def _body(self, node: tree.Node) -> str:
        match node:
            case tree.Case():
                rows = (f"{word}: {self._whole(each)}" for word, each in self._cases(node))
                return f"{self._whole(node.of)} → {'; '.join(rows)}"
            case tree.Bands():
                rows = (self._band(band) for band in node.bands)
                return f"{self._whole(node.of)} → {'; '.join(rows)}"
            case tree.Curve():
                rows = (self._piece(piece) for piece in node.pieces)
                return f"{self._whole(node.of)} → {'; '.join(rows)}"
            case tree.Lookup():
                rows = (
                    f"{self._word(node.of, w)}: {self._cell(value)}" for w, value in node.values
                )
                return f"{self._whole(node.of)} → {'; '.join(rows)}"
            case tree.Matrix():
                return (
                    f"{self._whole(node.rows)} × {self._whole(node.columns)} → {self._cells(node)}"
                )
            case tree.Judgement():
                return node.measure if node.suggest is None else self._whole(node.suggest)
        raise TypeError(f"no text for {type(node).__name__}")

    def _band(self, band: tree.Band) -> str:
        parts = [self._cell(band.level)]
        if band.edge is not None:
            sign = self._style.sign(">=" if band.inclusive else ">")
            parts.append(f"{sign} {self._style.number(band.edge)}")
        if band.when is not None:
            parts.append(f"({self._whole(band.when)})")
        return " ".join(parts)

    def _piece(self, piece: tree.Piece) -> str:
        number = self._style.number
        ends = [number(value) for value in dict.fromkeys(piece.values)]
        value = " … ".join(ends)
        low = "" if piece.low is None else number(piece.low)
        high = "" if piece.high is None else number(piece.high)
        if low == high:
            place = low
        elif not low or not high:
            sign = (">" if piece.low_open else ">=") if low else "<" if piece.high_open else "<="
            place = f"{self._style.sign(sign)} {low or high}"
        else:
            above, below = "> " if piece.low_open else "", "< " if piece.high_open else ""
            place = f"{above}{low} … {below}{high}"
        when = "" if piece.when is None else f" ({self._whole(piece.when)})"
        return f"{place}: {value}{when}"

    def _cells(self, node: tree.Matrix) -> str:
        cells = node.cells
        if self._style.word is not None:
            # For people, in the order of the scales.
            places = [(_place(node.rows, row), _place(node.columns, col)) for row, col, _ in cells]
            cells = tuple(cell for _, cell in sorted(zip(places, cells, strict=True)))
        return "; ".join(
            f"{self._word(node.rows, row)} × {self._word(node.columns, col)}: {self._cell(level)}"
            for row, col, level in cells
        )

    def _cases(self, node: tree.Case) -> list[tuple[str, tree.Node]]:
        """Return the formula of each word; for people, words that share one stand together."""
        if self._style.word is None:
            return list(node.cases)
        shared: dict[tree.Node, list[str]] = {}
        for word, each in node.cases:
            shared.setdefault(each, []).append(self._word(node.of, word))
        return [(", ".join(words), each) for each, words in shared.items()]

    def _word(self, of: tree.Node, word: str) -> str:
        """Write a level, flag or word that a table of the policy names."""
        if self._style.word is None:
            return word
        scale = of.kind.scale
        level = scale.find(word) if scale is not None else None
        flag = word == "true" if of.kind == FLAG else None
        return self._style.word(level or word if flag is None else flag)

    def _cell(self, value: Level | Fraction) -> str:
        if isinstance(value, Fraction):
            return self._style.number(value)
        return self._style.word(value) if self._style.word is not None else value.name

    def _constant(self, node: tree.Constant) -> str:
        value = node.value
        if isinstance(value, Fraction):
            text = self._style.number(value)
            return f"({text})" if "/" in text or value < 0 else text
        if self._style.word is not None:
            return self._style.word(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        return f"'{value.name if isinstance(value, Level) else value}'"


def _place(of: tree.Node, word: str) -> int:
    """Return the place of a level, flag or word among those that a node can give."""
    names = of.kind.scale.names() if of.kind.scale is not None else list(of.kind.words)
    return names.index(word) if word in names else 0


def _unsaid_table(node: tree.Aggregate) -> str | None:
    """Return the table of an aggregate, unless a measure in it says which rows it ranges over."""
    inside = [each for each in (node.value, node.where, node.weight) if each is not None]
    names = [each for part in inside for each in part.walk() if isinstance(each, tree.MeasureValue)]
    said = node.value is None or any(each.rows == node.rows for each in names)
    return None if said else node.rows.table
