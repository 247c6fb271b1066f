"""The normal form over columns: coefficients are selected, then there is one division."""

from typing import Any

from asn_appraisal.formula import RatioTable, ratio_table
from asn_appraisal.formula.tree import Case, Field, Node
from asn_appraisal.policy import Measure

from .integers import (
    TRUE,
    Ex,
    add,
    all_of,
    at_least,
    at_most,
    floor_div,
    less,
    lit,
    mul,
    negative,
    when,
)
from .lowering import Lowering, is_word
from .rows import Rows
from .values import Val, chosen, rounded


def row_value(measure: Measure, rows: Rows, lowering: Lowering) -> Val | None:
    """Return the value of a rounded formula over actual / target; None where it is none."""
    if measure.round is None or rows.table != "indicators" or measure.kind.name != "number":
        return None
    body = measure.body
    places, mode = measure.round.places, measure.round.mode
    if not (isinstance(body, Case) and isinstance(body.of, Field) and not body.of.parent):
        table = ratio_table(body, places, mode)
        return None if table is None else _divided(_selected([(TRUE, table)], rows), places)
    if body.of.kind.name != "choice":
        return None
    of = lowering.val(body.of)
    tables: list[tuple[Ex, RatioTable]] = []
    others: list[tuple[Ex, Node]] = []
    for word, node in body.cases:
        table, here = ratio_table(node, places, mode), is_word(of, word)
        if table is None:
            others.append((here, node))
        else:
            tables.append((here, table))
    if not tables:
        return None
    value = _divided(_selected(tables, rows), places)
    for here, node in others:
        value = chosen(Val(here), rounded(lowering.val(node), places, mode), value)
    return Val(value.top, value.below, all_of([of.ok, value.ok]))


def _selected(tables: list[tuple[Ex, RatioTable]], rows: Rows) -> dict[str, Any]:
    """Select the coefficients of each row: by kind, and inside it by edge."""
    *others, (_, last) = tables
    made = _coefficients(last, rows)
    for here, table in reversed(others):
        found = _coefficients(table, rows)
        made = {name: when(here, found[name], made[name]) for name in found}
    return made


def _coefficients(table: RatioTable, rows: Rows) -> dict[str, Ex]:
    over, under = rows.fields[table.over], rows.fields[table.under]
    first, *more = table.rows
    found = {
        "a": lit(first.a),
        "b": lit(first.b),
        "c": lit(first.c),
        "sign": lit(first.sign),
    }
    for row in more:
        left, right = mul(over.top, lit(row.den)), mul(under.top, lit(row.num))
        beyond = less(right, left) if row.strict else at_most(right, left)
        line = {"a": row.a, "b": row.b, "c": row.c, "sign": row.sign}
        found = {name: when(beyond, lit(line[name]), found[name]) for name in found}
    return {**found, "over": over.top, "under": under.top, "ok": all_of([over.ok, under.ok])}


def _divided(line: dict[str, Any], places: int) -> Val:
    top = at_least(add(mul(line["a"], line["over"]), mul(line["b"], line["under"])), 0)
    below = at_least(mul(line["c"], line["under"]), 1)
    found = floor_div(top, below)
    if not (line["sign"].is_literal and line["sign"].value == 1):
        found = when(less(line["sign"], lit(0)), negative(found), found)
    return Val(found, lit(10**places), line["ok"])
