"""The parts of a formula as nodes: names, words, arithmetic, conditions and choices."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction

from asn_appraisal.document import parse_exact
from asn_appraisal.errors import suggestion

from .functions import AGGREGATES, FUNCTIONS
from .kinds import FLAG, NUMBER, Kind, both_kinds
from .scope import Scope
from .syntax import SIGNS, Syntax, is_word
from .tree import Arithmetic, Choose, Compare, Constant, Logic, Negative, Node, Not


class Parts(Syntax, ABC):
    """Reads the parts of a formula as nodes."""

    @abstractmethod
    def call(self, node: ast.Call, scope: Scope) -> Node | None:
        """Read a call of a function or an aggregate."""

    def read(self, node: ast.expr, scope: Scope, expected: Kind | None = None) -> Node | None:
        """Read a part of the formula; None where a problem was reported."""
        match node:
            case ast.Constant():
                return self._constant(node, expected)
            case ast.Name():
                return self._name(node, scope)
            case ast.Attribute(value=ast.Name()):
                return self.field(node, scope)
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
                return self.call(node, scope)
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
            self.report_number(written, self.place(node))
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
            self.unknown_name(node, node.id, scope)
        return found

    def unknown_name(
        self, node: ast.expr, name: str, scope: Scope, words: Iterable[str] = ()
    ) -> None:
        """Report a name that means nothing here."""
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

    def field(self, node: ast.Attribute, scope: Scope) -> Node | None:
        """Read `table.field`."""
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
