"""How an aggregate moves when one of its rows moves."""

from fractions import Fraction
from typing import Protocol

from attrs import evolve

from asn_appraisal.formula import PARENTS, Declared, Range, possible
from asn_appraisal.formula.tree import Aggregate, Constant, Node

from .here import Here
from .inputs import Input
from .moves import STILL, Move, joined, magnified, start, through
from .ways import size_of

_ONE = Fraction(1)
_BOTH = (1, -1)


class Reads(Protocol):
    """What reads the parts of an aggregate."""

    def rooted(self, body: Node, here: Here) -> Move:
        """Return the move of what is taken of each row."""

    def selects(self, table: str, one: Input) -> bool:
        """Tell whether an input decides which rows of a table are counted."""


def aggregate_move(prover: Reads, node: Aggregate, here: Here) -> Move:
    """Return the move of an aggregate; rows that do not move change nothing."""
    inner = evolve(here, rows=node.rows)
    value, where, weight = (
        STILL if part is None else prover.rooted(part, inner)
        for part in (node.value, node.where, node.weight)
    )
    if prover.selects(node.rows.table, here.one):
        where = joined([where, start(1), start(-1)])
    default = STILL if node.default is None else prover.rooted(node.default, here)
    found = [_value_move(node, value, here), default]
    if not where.is_still:
        found.append(_where_move(node, where, here))
    if not weight.is_still:
        cause = here.cause("bobot ikut bergerak", "the weight moves")
        found.append(evolve(through(weight, _BOTH, cause), jump=None))
    return joined(found)


def _value_move(node: Aggregate, value: Move, here: Here) -> Move:
    if value.is_still:
        return STILL
    if node.function in ("any", "all", "share"):
        return evolve(value, jump=_ONE)
    if node.function == "sum" and not _is_of_one_row(node, here):
        value = magnified(value, None)
    if node.function not in ("sum", "mean") or node.weight is None:
        return value
    weight: Range = possible(node.weight, Declared())
    cause = here.cause("bobot dapat negatif", "the weight can be negative")
    if not weight.never_below(0):
        falls = weight.high is not None and weight.high <= 0 and node.function == "sum"
        value = through(value, (-1,) if falls else _BOTH, cause)
    if node.function == "mean" or value.is_still:
        return value if weight.never_below(0) else evolve(value, jump=None)
    return magnified(value, size_of(weight))


def _is_of_one_row(node: Aggregate, here: Here) -> bool:
    """Tell whether the evidence is of one row only; a fact moves all rows at once."""
    return node.rows.table in (here.one.table, PARENTS.get(here.one.table))


def _where_move(node: Aggregate, where: Move, here: Here) -> Move:
    """Return the move of rows that come and go."""
    cause = here.cause("baris ikut masuk atau keluar", "rows come and go")
    both = evolve(through(where, _BOTH, cause), jump=None, jumps_at=(cause,))
    fixed = node.default.value if isinstance(node.default, Constant) else None
    match node.function:
        case "count":
            return evolve(where, jump=_ONE if _is_of_one_row(node, here) else None)
        case "any" if fixed is False:
            return where
        case "all" if fixed is True:
            return through(where, (-1,))
        case "sum" if fixed == 0 and node.value is not None and node.weight is None:
            taken: Range = possible(node.value, Declared())
            gap = None if taken.high is None or taken.low is None else max(-taken.low, taken.high)
            if taken.never_below(0):
                gap = gap if _is_of_one_row(node, here) else None
                return evolve(where, jump=gap, jumps_at=(cause,))
    return both
