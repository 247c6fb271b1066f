"""Formula text to a typed tree: parsed by the standard library's `ast`, checked, never run."""

import ast
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from asn_appraisal.document import Faults, LocatedText
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.errors import Place, suggestion

from .functions import AGGREGATES, FUNCTIONS, takes
from .kinds import FLAG, NUMBER, Kind, both_kinds
from .parts import Parts
from .rows import rows_of
from .scope import Scope
from .tree import Aggregate, Apply, Constant, Node, Round

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


class _Reader(Parts):
    """Reads the calls of a formula as nodes, too."""

    def call(self, node: ast.Call, scope: Scope) -> Node | None:
        """Read a call of a function or an aggregate."""
        name = node.func.id  # type: ignore[attr-defined]
        if name in FUNCTIONS:
            return self._function(name, node, scope)
        if name in AGGREGATES:
            return self._aggregate(name, node, scope)
        self.report("ASN-F020", node, name=name, **suggestion(name, [*FUNCTIONS, *AGGREGATES]))
        return None

    def _function(self, name: str, node: ast.Call, scope: Scope) -> Node | None:
        function = FUNCTIONS[name]
        if node.keywords:
            option = node.keywords[0]
            self.report("ASN-F024", option, name=name, option=option.arg, **suggestion("", ()))
            return None
        if not function.least <= len(node.args) <= (function.most or len(node.args)):
            self.report("ASN-F021", node, name=name, **takes(function.least, function.most))
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
        words = [*scope.known(), *scope.measures, *fields, *scope.tables]
        for part in ast.walk(node):
            match part:
                case ast.Attribute(value=ast.Name(id=table)) if table not in scope.tables:
                    self.field(part, scope)
                    return
                case ast.Name(id=other) if other not in (*words, name, "true", "false"):
                    self.unknown_name(part, other, scope, words)
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
            self.report("ASN-F021", node, name=name, **takes(1, 1))
            return None
        parts["value"] = node.args[0]
        for keyword in node.keywords:
            if keyword.arg not in allowed:
                near = suggestion(keyword.arg or "", allowed)
                self.report("ASN-F024", keyword, name=name, option=keyword.arg, **near)
                return None
            parts[keyword.arg] = keyword.value
        return parts
