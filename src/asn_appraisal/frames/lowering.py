"""One reading of the tree: its value for every row of a table at once, in scaled integers."""

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Any

from attrs import frozen

from asn_appraisal.formula import Level, tree

from .integers import TRUE, Ex, add, all_of, any_of, at_most, equal, less, lit, mul, not_, when
from .integers import word_is as word_is_
from .integers import words_equal as words_equal_
from .refusing import NotInColumnsError
from .values import (
    Val,
    added,
    alike,
    chosen,
    compared,
    decided,
    divided,
    multiplied,
    negated,
    picked,
    rounded,
    without_sign,
)


@frozen
class Lowering:
    """Lowers the nodes of one place: its leaves are looked up, everything else is computed."""

    #: Returns the value of a field, fact, measure or aggregate at this place.
    leaf: Callable[[tree.Node], Val]

    def val(self, node: tree.Node) -> Val:
        """Lower a node."""
        match node:
            case tree.Constant():
                return _constant(node)
            case tree.Field() | tree.Fact() | tree.MeasureValue() | tree.Aggregate():
                return self.leaf(node)
            case tree.Negative():
                return negated(self.val(node.value))
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Apply():
                return self._apply(node)
            case tree.Round():
                return rounded(self.val(node.value), node.places, node.mode)
            case tree.Compare():
                return self._compare(node)
            case tree.Logic():
                return decided(node.word, [self.val(part) for part in node.parts])
            case tree.Not():
                value = self.val(node.value)
                return Val(not_(value.top), ok=value.ok)
            case tree.Choose():
                return self._choose(node)
            case tree.Case():
                return self._case(node)
            case tree.Bands():
                return self._bands(node)
            case tree.Curve():
                return self._curve(node)
            case tree.Lookup():
                return self._lookup(node)
            case tree.Matrix():
                return self._matrix(node)
        raise TypeError(f"no reading of {type(node).__name__}")

    def _arithmetic(self, node: tree.Arithmetic) -> Val:
        left = self.val(node.left)
        if node.sign == "/" and isinstance(node.right, tree.Constant):
            number = node.right.value
            if isinstance(number, Fraction) and number:
                return multiplied(left, _number(1 / number))
        right = self.val(node.right)
        match node.sign:
            case "+":
                return added(left, right)
            case "-":
                return added(left, negated(right))
            case "*":
                return multiplied(left, right)
        return divided(left, right)

    def _apply(self, node: tree.Apply) -> Val:
        parts = [self.val(each) for each in node.arguments]
        if node.function == "abs":
            return without_sign(parts[0])
        if node.function == "clip":
            return picked("min", [picked("max", parts[:2]), parts[2]])
        return picked(node.function, parts)

    # Conditions -------------------------------------------------------------------------

    def _compare(self, node: tree.Compare) -> Val:
        if node.left.kind.name in ("number", "flag"):
            left, right = self.val(node.left), self.val(node.right)
            if node.left.kind.name == "flag":
                same = when(left.top, right.top, not_(right.top))
                ok = all_of([left.ok, right.ok])
                return Val(same if node.sign == "==" else not_(same), ok=ok)
            return compared(node.sign, left, right)
        if node.left.kind.scale is not None:
            return compared(node.sign, self.val(node.left), self.val(node.right))
        return self._compare_words(node)

    def _compare_words(self, node: tree.Compare) -> Val:
        left, right = node.left, node.right
        if isinstance(left, tree.Constant):
            left, right = right, left
        if isinstance(left, tree.Constant):
            same = TRUE if left.value == right.value else not_(TRUE)  # type: ignore[attr-defined]
            return Val(same if node.sign == "==" else not_(same))
        one = self.val(left)
        if isinstance(right, tree.Constant):
            held = is_word(one, str(right.value))
            ok = one.ok
        else:
            two = self.val(right)
            held, ok = _same_word(one, two), all_of([one.ok, two.ok])
        return Val(held if node.sign == "==" else not_(held), ok=ok)

    def _choose(self, node: tree.Choose) -> Val:
        condition = self.val(node.condition)
        then, otherwise = self.val(node.then), self.val(node.otherwise)
        return _with_words(chosen(condition, then, otherwise), then, otherwise)

    # Bodies -----------------------------------------------------------------------------

    def _case(self, node: tree.Case) -> Val:
        of = self.val(node.of)
        *others, (_, last) = node.cases
        found = self.val(last)
        for word, each in reversed(others):
            here = Val(self._is(node.of, of, word))
            found = _with_words(chosen(here, self.val(each), found), found, found)
        return Val(found.top, found.below, all_of([of.ok, found.ok]), found.words, found.word)

    def _is(self, node: tree.Node, of: Val, word: str) -> Ex:
        """Return whether a level, a flag or a word is the one that a policy writes so."""
        if node.kind.scale is not None:
            level = node.kind.scale.find(word)
            return equal(of.top, lit(level.order if level is not None else -1))
        if node.kind.name == "flag":
            return of.top if word == "true" else not_(of.top)
        return is_word(of, word)

    def _bands(self, node: tree.Bands) -> Val:
        of = self.val(node.of)
        top: Ex = lit(node.bands[-1].level.order)
        ok: Ex = TRUE
        for band in reversed(node.bands):
            fits: Ex = TRUE
            if band.edge is not None:
                (value, edge), _ = alike([of, _number(band.edge)])
                fits = at_most(edge, value) if band.inclusive else less(edge, value)
            here, there = fits, TRUE
            if band.when is not None:
                said = self.val(band.when)
                here, there = all_of([fits, said.top]), said.ok
            level = lit(band.level.order)
            ok = when(
                fits, all_of([there, any_of([TRUE if band.when is None else said.top, ok])]), ok
            )
            top = when(here, level, top)
        names = tuple(node.level_kind.scale.names()) if node.level_kind.scale else ()
        return Val(top, ok=all_of([of.ok, ok]), words=names)

    def _curve(self, node: tree.Curve) -> Val:
        of = self.val(node.of)
        lines = [(piece.slope(), piece.start()) for piece in node.pieces]
        below = lcm(*(part.denominator for line in lines for part in line))
        slope: Ex = lit(int(lines[-1][0] * below))
        start: Ex = lit(int(lines[-1][1] * below))
        ok: Ex = TRUE
        for piece, line in reversed(list(zip(node.pieces, lines, strict=True))):
            fits = self._fits(piece, of)
            here, there, said = fits, TRUE, TRUE
            if piece.when is not None:
                value = self.val(piece.when)
                here, there, said = all_of([fits, value.top]), value.ok, value.top
            ok = when(fits, all_of([there, any_of([said, ok])]), ok)
            slope = when(here, lit(int(line[0] * below)), slope)
            start = when(here, lit(int(line[1] * below)), start)
        top = add(mul(slope, of.top), mul(start, of.below))
        return Val(top, mul(of.below, lit(below)), all_of([of.ok, ok]))

    def _fits(self, piece: tree.Piece, of: Val) -> Ex:
        parts = []
        if piece.low is not None:
            (value, edge), _ = alike([of, _number(piece.low)])
            parts.append(less(edge, value) if piece.low_open else at_most(edge, value))
        if piece.high is not None:
            (value, edge), _ = alike([of, _number(piece.high)])
            parts.append(less(value, edge) if piece.high_open else at_most(value, edge))
        return all_of(parts)

    def _lookup(self, node: tree.Lookup) -> Val:
        of = self.val(node.of)
        scale = lcm(*(v.denominator for _, v in node.values if isinstance(v, Fraction)))
        tops = [
            (word, lit(value.order if isinstance(value, Level) else int(value * scale)))
            for word, value in node.values
        ]
        top: Ex = tops[-1][1]
        for word, number in reversed(tops[:-1]):
            top = when(self._is(node.of, of, word), number, top)
        kind = node.value_kind
        if kind.scale is not None:
            return Val(top, ok=of.ok, words=tuple(kind.scale.names()))
        return Val(top, lit(scale), of.ok)

    def _matrix(self, node: tree.Matrix) -> Val:
        rows, columns = self.val(node.rows), self.val(node.columns)
        *others, (_, _, last) = node.cells
        top: Ex = lit(last.order)
        for row, column, level in reversed(others):
            here = [self._is(node.rows, rows, row), self._is(node.columns, columns, column)]
            top = when(all_of(here), lit(level.order), top)
        names = tuple(node.level_kind.scale.names()) if node.level_kind.scale else ()
        return Val(top, ok=all_of([rows.ok, columns.ok]), words=names)


def _constant(node: tree.Constant) -> Val:
    value = node.value
    if isinstance(value, Level):
        names = node.kind.scale.names() if node.kind.scale is not None else []
        return Val(lit(value.order), words=tuple(names))
    if isinstance(value, bool):
        return Val(TRUE if value else not_(TRUE))
    if isinstance(value, Fraction):
        return _number(value)
    return Val(lit(0), words=(value,))


def _number(value: Any) -> Val:
    exact = Fraction(value)
    return Val(lit(exact.numerator), lit(exact.denominator))


def is_word(of: Val, word: str) -> Ex:
    """Return whether a choice is a word."""
    if of.word is not None:
        return word_is_(of.word, word)
    return equal(of.top, lit(of.words.index(word))) if word in of.words else not_(TRUE)


def _same_word(one: Val, two: Val) -> Ex:
    if one.word is not None and two.word is not None:
        return words_equal_(one.word, two.word)
    if one.words and two.words:
        pairs = [
            all_of([is_word(one, word), is_word(two, word)])
            for word in one.words
            if word in two.words
        ]
        return any_of(pairs)
    coded, free = (one, two) if one.words else (two, one)
    return any_of([all_of([is_word(coded, word), is_word(free, word)]) for word in coded.words])


def _with_words(found: Val, then: Val, otherwise: Val) -> Val:
    """Keep the list of words of a choice between levels or words."""
    if not (then.words or then.word or otherwise.words or otherwise.word):
        return found
    if then.words != otherwise.words or then.word or otherwise.word:
        raise NotInColumnsError(
            "pilihan antara kata dari dua daftar", "a choice between words of two lists"
        )
    return Val(found.top, found.below, found.ok, then.words, None)
