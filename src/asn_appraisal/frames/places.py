"""What a field, a fact, a measure or an aggregate is at the rows of a table, or on the board."""

from typing import Any

from asn_appraisal.formula import PARENTS
from asn_appraisal.formula.tree import Fact, Field, MeasureValue, Node

from .joining import bring
from .rows import KEY, RESULT, Rows
from .values import Val


def leaf(board: Any, node: Node, rows: Rows) -> Val:
    """Return the value of a leaf at the rows of a table, or on the board."""
    match node:
        case Field(parent=False):
            return rows.fields[node.name]
        case Field():
            parent = board.tables[PARENTS[rows.table]]
            return _brought(rows, parent, node, parent.fields[node.name])
        case Fact():
            assert board.facts is not None
            fact: Val = board.facts.value(node, rows, None if rows.table else board.whole)
            return fact
        case MeasureValue(rows=None):
            if rows.table == "":
                return rows.measures[node.name]
            return _brought(rows, board.whole, node, board.whole.measures[node.name])
        case MeasureValue(parent=True):
            parent = board.tables[PARENTS[rows.table]]
            return _brought(rows, parent, node, parent.measures[node.name])
        case MeasureValue():
            return rows.measures[node.name]
    found: Val = board.aggregate(node, rows)
    return found


def _brought(rows: Rows, source: Rows, node: Any, val: Val) -> Val:
    key = (type(node).__name__, node.name, source.table)
    if key not in rows.brought:
        on = (KEY,) if source.table == "" else (KEY, RESULT)
        rows.brought.update(bring(rows, source, {key: val}, on))
    return rows.brought[key]
