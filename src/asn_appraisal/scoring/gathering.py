"""Aggregates: the value of many rows, in exact integers."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import mul
from typing import Any

from asn_appraisal.formula.tree import Aggregate, Field, MeasureValue, Rows

from .code import Code, Compiles, Ratio, Run
from .frame import Frame, Gap

#: Returns the rows that belong to the row at hand.
Members = Callable[[Frame, int], Sequence[int]]


def compile_aggregate(node: Aggregate, compiler: Compiles) -> Code:
    """Compile an aggregate; over no rows it gives its default, or leaves a gap."""
    code = _straight(node, compiler) or _general(node, compiler)
    if node.default is None:
        return code
    default = compiler.code(node.default)
    if code.scale is None or default.scale is None:
        return Code(_or_default(code.as_ratio(), default.as_ratio()), None)
    scale = code.scale * default.scale
    return Code(_or_default(code.at_scale(scale), default.at_scale(scale)), scale)


class _Empty(Gap):
    """There are no rows, or their weights sum to zero."""


def _or_default(run: Run, default: Run) -> Run:
    def take(frame: Frame, row: int) -> Any:
        try:
            return run(frame, row)
        except _Empty:
            return default(frame, row)

    return take


def _straight(node: Aggregate, compiler: Compiles) -> Code | None:
    """Compile sum and mean of a column, weighted by another: most policies need no more."""
    if node.function not in ("sum", "mean") or node.where is not None:
        return None
    values = _column(node.value, compiler)
    weights = _column(node.weight, compiler) if node.weight is not None else None
    if values is None or (node.weight is not None and weights is None):
        return None
    members = _members(node, compiler) if node.grouped else None
    is_mean = node.function == "mean"
    if weights is None:
        return Code(_plain_total(values, members, is_mean=is_mean), None)
    return Code(_weighted_total(values, weights, members, is_mean=is_mean), None)


#: The integers of a column, and their denominator.
Column = Callable[[Frame], tuple[Sequence[Any], int]]


def _column(node: Any, compiler: Compiles) -> Column | None:
    """Return how to read a column of integers; None where the node is no such column."""
    match node:
        case Field(parent=False, kind=kind) if kind.name == "number":
            slot = compiler.layout.column(node.table, node.name)
            below = compiler.layout.scale(node.table, node.name)
            return lambda frame: (frame[slot], frame[below])
        case MeasureValue(parent=False, rows=Rows()) if known := compiler.scales[node.name]:
            slot = compiler.layout.measure(node.name)
            return lambda frame: (frame[slot], known)
    return None


def _plain_total(column: Column, members: Members | None, *, is_mean: bool) -> Run:
    def total(frame: Frame, row: int) -> Ratio:
        values, scale = column(frame)
        if members is not None:
            values = [values[each] for each in members(frame, row)]
        if not values:
            raise _Empty
        if None in values:
            raise Gap
        return sum(values), scale * (len(values) if is_mean else 1)

    return total


def _weighted_total(
    column: Column, weights: Column, members: Members | None, *, is_mean: bool
) -> Run:
    def total(frame: Frame, row: int) -> Ratio:
        values, scale = column(frame)
        given, weight_scale = weights(frame)
        if members is not None:
            here = members(frame, row)
            values, given = [values[each] for each in here], [given[each] for each in here]
        if not values:
            raise _Empty
        if None in values or None in given:
            raise Gap
        top, below = sum(map(mul, values, given)), sum(given)
        if not below:
            raise _Empty
        if not is_mean:
            return top, scale * weight_scale
        return (top, below * scale) if below > 0 else (-top, -below * scale)

    return total


# The general way ------------------------------------------------------------------------


def _general(node: Aggregate, compiler: Compiles) -> Code:
    members = _members(node, compiler)
    inner = compiler.inside(node.rows)
    where = inner.code(node.where).run if node.where is not None else None

    def rows(frame: Frame, row: int) -> Sequence[int]:
        here = members(frame, row)
        return here if where is None else [each for each in here if where(frame, each)]

    if node.function == "count":
        return Code(lambda frame, row: len(rows(frame, row)))
    assert node.value is not None
    value = inner.code(node.value)
    if node.function in ("any", "all", "share"):
        return _flags(node.function, rows, value.run)
    if node.function in ("sum", "mean"):
        weight = inner.code(node.weight).as_ratio() if node.weight is not None else None
        return Code(_total(rows, value.as_ratio(), weight, is_mean=node.function == "mean"), None)
    return _ordered(node.function, rows, value)


def _members(node: Aggregate, compiler: Compiles) -> Members:
    count = compiler.layout.count(node.rows)
    if not node.grouped:
        return lambda frame, _row: range(frame[count])
    assert compiler.rows is not None
    slot = compiler.layout.members(compiler.rows, node.rows.table)
    return lambda frame, row: frame[slot][row]


def _flags(function: str, rows: Members, run: Run) -> Code:
    def held(frame: Frame, row: int) -> list[bool]:
        found = [run(frame, each) for each in rows(frame, row)]
        if not found:
            raise _Empty
        return found

    if function == "share":

        def share(frame: Frame, row: int) -> Ratio:
            found = held(frame, row)
            return sum(found), len(found)

        return Code(share, None)
    decide = any if function == "any" else all
    return Code(lambda frame, row: decide(held(frame, row)))


def _total(rows: Members, value: Run, weight: Run | None, *, is_mean: bool) -> Run:
    def total(frame: Frame, row: int) -> Ratio:
        here = rows(frame, row)
        if not here:
            raise _Empty
        top, below = Fraction(0), Fraction(0)
        for each in here:
            times = Fraction(*weight(frame, each)) if weight is not None else Fraction(1)
            top += times * Fraction(*value(frame, each))
            below += times
        if not below:
            raise _Empty
        if is_mean:
            top /= below
        return top.numerator, top.denominator

    return total


def _ordered(function: str, rows: Members, value: Code) -> Code:
    run = value.as_ratio() if value.scale is None else value.run
    pick = _ORDER[function]
    if value.scale is not None and function in ("lowest", "highest"):
        return Code(lambda frame, row: pick(_found(rows, run, frame, row)), value.scale)
    below = value.scale

    def take(frame: Frame, row: int) -> Ratio:
        found = _found(rows, run, frame, row)
        numbers = [Fraction(each, below) if below else Fraction(*each) for each in found]
        picked = Fraction(pick(numbers))
        return picked.numerator, picked.denominator

    return Code(take, None)


def _found(rows: Members, run: Run, frame: Frame, row: int) -> list[Any]:
    found = [run(frame, each) for each in rows(frame, row)]
    if not found:
        raise _Empty
    return found


def _median(values: list[Fraction]) -> Fraction:
    ranked, middle = sorted(values), len(values) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return (ranked[middle - 1] + ranked[middle]) / 2


def _trimmed_mean(values: list[Fraction]) -> Fraction:
    ranked = sorted(values)[1:-1]
    if not ranked:
        raise _Empty
    return sum(ranked, Fraction(0)) / len(ranked)


_ORDER: dict[str, Callable[[list[Any]], Any]] = {
    "median": _median,
    "trimmed_mean": _trimmed_mean,
    "lowest": min,
    "highest": max,
}
