"""Formula text to a typed tree: parsed by the standard library's `ast`, checked, never run."""

import ast
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from asn_appraisal.document import Faults, LocatedText, parse_exact
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.errors import Place, suggestion

from .functions import AGGREGATES, FUNCTIONS
from .kinds import FLAG, NUMBER, Kind, both_kinds
from .rows import rows_of
from .scope import Scope
from .syntax import SIGNS, Syntax, is_word
from .tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Logic,
    Negative,
    Node,
    Not,
    Round,
)

MOST_PLACES = 12


def parse_formula(
    text: str,
    scope: Scope,
    *,
    expected: Kind | None = None,
    places: dict[Node, Place] | None = None,
) -> Node:
    """Baca rumus: read formula text as a typed tree.

    Args:
        text: the formula; a `LocatedText` gives its problems a place.
        scope: what the names mean.
        expected: the kind that the whole formula should give; quoted words are taken as it.
        places: takes in where each divisor and each `clip` stands.

    Raises:
        Faults: with every problem of the formula, each at its own column.

    >>> parse_formula("0.70 * 100", Scope()).kind.name
    'number'
    """
    located = text if isinstance(text, LocatedText) else LocatedText(text)
    reader = _Reader(located, places={} if places is None else places)
    body = reader.syntax()
    node = reader.read(body, scope, expected) if body is not None else None
    if body is not None and node is not None and expected is not None and node.kind != expected:
        reader.report("ASN-F010", body, **both_kinds(expected, node.kind))
    if reader.problems or node is None:
        raise Faults(reader.problems)
    return node


class _Reader(Syntax):
    """Reads the parts of a formula as nodes."""

    # Nodes ------------------------------------------------------------------------------

    def read(self, node: ast.expr, scope: Scope, expected: Kind | None = None) -> Node | None:
        """Read a part of the formula; None where a problem was reported."""
        match node:
            case ast.Constant():
                return self._constant(node, expected)
            case ast.Name():
                return self._name(node, scope)
            case ast.Attribute(value=ast.Name()):
                return self._field(node, scope)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                return self._negative(node, scope)
            case ast.UnaryOp(op=ast.Not()):
                value = self.of_kind(node.operand, scope, FLAG)
                return Not(value) if value else None
            case ast.BinOp() if type(node.op) in SIGNS:
                return self._arithmetic(node, scope)
            case ast.Compare() if len(node.ops) == 1 and type(node.ops[0]) in SIGNS:
                return self._compare(node, scope)
            case ast.BoolOp():
                return self._logic(node, scope)
            case ast.IfExp():
                return self._choose(node, scope, expected)
            case ast.Call(func=ast.Name()):
                return self._call(node, scope)
            case ast.Tuple():
                self.report_comma(node)
            case ast.Compare() if len(node.ops) > 1:
                self.report("ASN-F006", node)
            case _:
                self.report("ASN-F007", node)
        return None

    def of_kind(self, node: ast.expr, scope: Scope, kind: Kind) -> Node | None:
        """Read a part that must give a value of one kind."""
        found = self.read(node, scope, kind)
        if found is not None and found.kind != kind:
            self.report("ASN-F010", node, **both_kinds(kind, found.kind))
            return None
        return found

    def _constant(self, node: ast.Constant, expected: Kind | None) -> Node | None:
        if isinstance(node.value, bool):
            self.report("ASN-F008", node, text=str(node.value), right=str(node.value).lower())
            return None
        if isinstance(node.value, str):
            return self._word(node, node.value, expected)
        written = ast.get_source_segment(self.code, node) or ""
        number = parse_exact(written)
        if number is None:
            self.report("ASN-F004", node, text=written)
            return None
        return Constant(number)

    def _word(self, node: ast.expr, word: str, expected: Kind | None) -> Node | None:
        if expected is not None and expected.scale is not None:
            level = expected.scale.find(word)
            if level is not None:
                return Constant(level, expected)
            near = suggestion(word, expected.scale.names())
            self.report("ASN-F011", node, word=word, scale=expected.scale.name, **near)
        elif expected is not None and expected.name == "choice":
            if not expected.words or word in expected.words:
                return Constant(word, expected)
            self.report("ASN-F012", node, word=word, **suggestion(word, expected.words))
        else:
            self.report("ASN-F013", node, word=word)
        return None

    def _name(self, node: ast.Name, scope: Scope) -> Node | None:
        if node.id in ("true", "false"):
            return Constant(node.id == "true", FLAG)
        found = scope.find(node.id)
        if found is None:
            self._unknown_name(node, node.id, scope)
        return found

    def _unknown_name(
        self, node: ast.expr, name: str, scope: Scope, words: Iterable[str] = ()
    ) -> None:
        owners = [table for table, fields in scope.tables.items() if name in fields]
        measure = scope.measures.get(name)
        if measure is not None and measure.rows is not None:
            self.report("ASN-F015", node, name=name, rows=measure.rows)
        elif name in scope.later:
            self.report("ASN-F029", node, name=name)
        elif owners and name not in scope.tables:
            self.report("ASN-F014", node, name=name, table=owners[0])
        else:
            words = words or [*scope.known(), *FUNCTIONS, *AGGREGATES]
            self.report("ASN-F009", node, name=name, **suggestion(name, words))

    def _field(self, node: ast.Attribute, scope: Scope) -> Node | None:
        table = node.value.id  # type: ignore[attr-defined]
        fields = scope.tables.get(table)
        if fields is None:
            self.report("ASN-F016", node, table=table, **suggestion(table, scope.tables))
            return None
        if node.attr not in fields:
            near = suggestion(node.attr, fields)
            self.report("ASN-F017", node, table=table, name=node.attr, **near)
            return None
        found = scope.find_field(table, node.attr)
        if found is None:
            self.report("ASN-F014", node, name=f"{table}.{node.attr}", table=table)
        return found

    def _negative(self, node: ast.UnaryOp, scope: Scope) -> Node | None:
        value = self.of_kind(node.operand, scope, NUMBER)
        if value is None or isinstance(node.op, ast.UAdd):
            return value
        if isinstance(value, Constant) and isinstance(value.value, Fraction):
            return Constant(-value.value)
        return Negative(value)

    def _arithmetic(self, node: ast.BinOp, scope: Scope) -> Node | None:
        left = self.of_kind(node.left, scope, NUMBER)
        right = self.of_kind(node.right, scope, NUMBER)
        if left is None or right is None:
            return None
        self.places.setdefault(right, self.place(node.right))
        return Arithmetic(SIGNS[type(node.op)], left, right)

    def _compare(self, node: ast.Compare, scope: Scope) -> Node | None:
        first, second = node.left, node.comparators[0]
        sign = SIGNS[type(node.ops[0])]
        if is_word(first) and not is_word(second):
            right = self.read(second, scope)
            left = self.read(first, scope, right.kind) if right else None
        else:
            left = self.read(first, scope)
            if left is None and is_word(second):
                return None  # what the word means hangs on the left side, which has a fault
            right = self.read(second, scope, left.kind) if left else self.read(second, scope)
        if left is None or right is None:
            return None
        if left.kind.name != right.kind.name or left.kind.scale != right.kind.scale:
            self.report("ASN-F018", node, **both_kinds(left.kind, right.kind))
            return None
        if sign not in ("==", "!=") and left.kind.name not in ("number", "level"):
            self.report("ASN-F019", node, sign=sign, **both_kinds(left.kind, right.kind))
            return None
        return Compare(sign, left, right)

    def _logic(self, node: ast.BoolOp, scope: Scope) -> Node | None:
        parts = [self.of_kind(each, scope, FLAG) for each in node.values]
        if not all(parts):
            return None
        word = "and" if isinstance(node.op, ast.And) else "or"
        return Logic(word, tuple(part for part in parts if part is not None))

    def _choose(self, node: ast.IfExp, scope: Scope, expected: Kind | None) -> Node | None:
        condition = self.of_kind(node.test, scope, FLAG)
        then = self.read(node.body, scope, expected)
        otherwise = self.read(node.orelse, scope, expected or (then.kind if then else None))
        if condition is None or then is None or otherwise is None:
            return None
        if then.kind != otherwise.kind:
            self.report("ASN-F018", node, **both_kinds(then.kind, otherwise.kind))
            return None
        return Choose(condition, then, otherwise)

    # Functions --------------------------------------------------------------------------

    def _call(self, node: ast.Call, scope: Scope) -> Node | None:
        name = node.func.id  # type: ignore[attr-defined]
        if name in FUNCTIONS:
            return self._function(name, node, scope)
        if name in AGGREGATES:
            return self._aggregate(name, node, scope)
        self.report("ASN-F020", node, name=name, **suggestion(name, [*FUNCTIONS, *AGGREGATES]))
        return None

    def _function(self, name: str, node: ast.Call, scope: Scope) -> Node | None:
        function = FUNCTIONS[name]
        count = len(node.args)
        if node.keywords or count < function.least or count > (function.most or count):
            most = function.most if function.most is not None else "…"
            self.report("ASN-F021", node, name=name, least=function.least, most=most)
            return None
        if name == "round":
            return self._round(node, scope)
        arguments = [self.of_kind(each, scope, NUMBER) for each in node.args]
        if not all(arguments):
            return None
        found = Apply(name, tuple(each for each in arguments if each is not None))
        self.places.setdefault(found, self.place(node))
        return found

    def _round(self, node: ast.Call, scope: Scope) -> Node | None:
        value = self.of_kind(node.args[0], scope, NUMBER)
        places: int | None = 0
        if len(node.args) > 1:
            places = parse_whole(ast.get_source_segment(self.code, node.args[1]) or "")
            if places is None or not 0 <= places <= MOST_PLACES:
                self.report("ASN-F022", node.args[1], most=MOST_PLACES)
                return None
        return Round(value, places or 0) if value else None

    def _aggregate(self, name: str, node: ast.Call, scope: Scope) -> Node | None:
        parts = self._aggregate_parts(name, node, scope)
        if parts is None:
            return None
        # The default is read outside the rows, so it does not say which they are.
        rows = rows_of([each for part, each in parts.items() if part != "default"], scope)
        if rows is None:
            self._report_rows(name, node, scope)
            return None
        inner = scope.over(rows)
        read = self._aggregate_readers(name, inner)
        found: dict[str, Any] = {
            part: read[part](each) for part, each in parts.items() if part != "default"
        }
        if "default" in parts:
            expected = found["value"].kind if found.get("value") else NUMBER
            kind = FLAG if name in ("any", "all") else expected
            found["default"] = self.of_kind(
                parts["default"], scope, NUMBER if name == "share" else kind
            )
        if not all(found.values()):
            return None
        if isinstance(found.get("value"), Constant) and name == "count":
            found["value"] = None
        return Aggregate(name, rows, scope.belongs(rows), **found)

    def _report_rows(self, name: str, node: ast.Call, scope: Scope) -> None:
        fields = (each for fields in scope.tables.values() for each in fields)
        words = [*scope.known(), *scope.measures, *fields]
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id not in (*words, name, "true", "false"):
                self._unknown_name(part, part.id, scope, words)
                return
        tables = ", ".join(f"`{table}`" for table in scope.tables) or "-"
        self.report("ASN-F025", node, name=name, tables=tables)

    def _aggregate_readers(
        self, name: str, scope: Scope
    ) -> dict[str, Callable[[ast.expr], Node | None]]:
        takes = AGGREGATES[name].takes
        return {
            "value": lambda each: self._gathered(each, scope, takes),
            "where": lambda each: self.of_kind(each, scope, FLAG),
            "weight": lambda each: self.of_kind(each, scope, NUMBER),
        }

    def _gathered(self, node: ast.expr, scope: Scope, takes: str) -> Node | None:
        if takes == "nothing":
            # `count(results)`: the name only says which rows are counted.
            if isinstance(node, ast.Name):
                return Constant(Fraction(1))
            self.report("ASN-F028", node)
            return None
        if takes != "ordered":
            return self.of_kind(node, scope, NUMBER if takes == "number" else FLAG)
        found = self.read(node, scope)
        if found is not None and found.kind.name not in ("number", "level"):
            self.report("ASN-F010", node, **both_kinds(NUMBER, found.kind))
            return None
        return found

    def _aggregate_parts(
        self, name: str, node: ast.Call, scope: Scope
    ) -> dict[str, ast.expr] | None:
        gathering = AGGREGATES[name]
        allowed = ["where", "default", *(["weight"] if gathering.weighted else [])]
        parts: dict[str, ast.expr] = {}
        if scope.gathering:
            self.report("ASN-F023", node, name=name)
            return None
        if len(node.args) != 1:
            self.report("ASN-F021", node, name=name, least=1, most=1)
            return None
        parts["value"] = node.args[0]
        for keyword in node.keywords:
            if keyword.arg not in allowed:
                near = suggestion(keyword.arg or "", allowed)
                self.report("ASN-F024", keyword, name=name, option=keyword.arg, **near)
                return None
            parts[keyword.arg] = keyword.value
        return parts
