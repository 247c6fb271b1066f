"""Aggregates over columns: many rows to one value, as sums of integers.

A sum of integers does not depend on the order of the rows or on how they are split over machines.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
from attrs import define, field

from asn_appraisal.formula.tree import Aggregate, Node

from .emitting import Columns
from .integers import (
    FALSE,
    TRUE,
    Ex,
    add,
    all_of,
    as_number,
    at_least,
    at_most,
    bounded,
    col,
    equal,
    flag_col,
    floor_div,
    less,
    lit,
    mul,
    not_,
    sub,
    when,
)
from .refusing import NotInColumnsError
from .rows import MOST_ROWS, TOO_MANY, Rows
from .values import Val, chosen

#: So many counts of rows, none of them too many, share one integer.
_TOGETHER = 6


@define
class Gathering:
    """Pengelompokan: what is summed over the rows of one table, in one pass."""

    rows: Rows
    by: tuple[str, ...]
    #: (name, column, way) of everything that is gathered.
    _asked: list[tuple[str, str, str]] = field(factory=list)
    _sums: dict[tuple[int, str], Ex] = field(factory=dict)
    _kept: list[Ex] = field(factory=list)
    _flags: list[str] = field(factory=list)
    #: The name of the number of rows.
    count: str = ""

    def __attrs_post_init__(self) -> None:
        """Count the rows in any case."""
        self.count = self.rows.columns.fresh(f"n_{self.rows.table}")

    def total(self, ex: Ex) -> Ex:
        """Return the sum of an expression, as a column of the result."""
        if ex.is_literal and not ex.is_flag:
            if ex.value == 0:
                return lit(0)
            if ex.value == 1:
                return col(self.count, 0, MOST_ROWS)
        return self._ask(ex, "sum", min(0, ex.low * MOST_ROWS), max(0, ex.high * MOST_ROWS))

    def packed(self, ex: Ex, most: int) -> Ex:
        """Return the sum of counts that share one integer, where it is below `most`."""
        return self._ask(ex, "sum", 0, most)

    def smallest(self, ex: Ex) -> Ex:
        """Return the smallest value of an expression, as a column of the result."""
        return self._ask(ex, "min", min(0, ex.low), max(0, ex.high))

    def largest(self, ex: Ex) -> Ex:
        """Return the largest value of an expression, as a column of the result."""
        return self._ask(ex, "max", min(0, ex.low), max(0, ex.high))

    def any(self, ex: Ex) -> Ex:
        """Return whether a flag holds for any row, as a column of the result."""
        if ex is FALSE:
            return FALSE
        known = self._sums.get((id(ex), "any"))
        if known is not None:
            return known
        source = self.rows.columns.put(ex)
        if source.is_literal:
            made = less(lit(0), col(self.count, 0, MOST_ROWS))
        else:
            name = self.rows.columns.fresh("a")
            self._asked.append((name, source.args[0], "any"))
            self._flags.append(name)
            made = flag_col(name)
        self._sums[id(ex), "any"] = made
        self._kept.append(ex)
        return made

    def each(self, flags: Sequence[Ex]) -> list[Ex]:
        """Return, of several flags, whether each holds for any row.

        Their counts share integers, each in its own digits: where what is rarely asked is told
        from a few integers, that costs less than asking for every flag.
        """
        few = at_most(col(self.count, 0, 2**40), lit(MOST_ROWS))
        found = {id(flag): self.any(flag) for flag in flags if flag.is_literal}
        asked = list(dict.fromkeys(flag for flag in flags if not flag.is_literal))
        for start in range(0, len(asked), _TOGETHER):
            together = asked[start : start + _TOGETHER]
            share: Ex = lit(0)
            for digit, flag in enumerate(together):
                share = add(share, when(flag, lit(TOO_MANY**digit), lit(0)))
            packed = self._ask(share, "sum", 0, TOO_MANY ** len(together))
            for digit, flag in enumerate(together):
                found[id(flag)] = all_of([few, not_(no_digit(packed, TOO_MANY, digit))])
        return [found[id(flag)] for flag in flags]

    def _ask(self, ex: Ex, way: str, low: int, high: int) -> Ex:
        known = self._sums.get((id(ex), way))
        if known is not None:
            return known
        source = self.rows.columns.put(as_number(ex) if ex.is_flag else ex)
        if source.is_literal:
            name = self.rows.columns.fresh("l")
            self.rows.columns.add(name, nw.lit(source.value, nw.Int64))
            source = col(name, source.low, source.high)
        name = self.rows.columns.fresh("g")
        self._asked.append((name, source.args[0], way))
        made = self._sums[id(ex), way] = col(name, low, high)
        self._kept.append(ex)
        return made

    def run(self) -> Any:
        """Return the result: one row a group."""
        frame = self.rows.columns.flush()
        parts = {name: getattr(nw.col(source), way)() for name, source, way in self._asked}
        return frame.group_by(*self.by).agg(**{self.count: nw.len()}, **parts)

    def names(self) -> dict[str, bool]:
        """Return the columns of the result, beside the keys, and which are flags."""
        found = [self.count, *(name for name, _, _ in self._asked)]
        return {name: name in self._flags for name in found}


def no_digit(packed: Ex, base: int, digit: int) -> Ex:
    """Return whether a digit of counts that share one integer is zero."""
    above = mul(floor_div(packed, lit(base ** (digit + 1))), lit(base))
    return equal(floor_div(packed, lit(base**digit)), above)


def fill(columns: Columns, names: Mapping[str, bool], *, full: bool = False) -> None:
    """Make 64-bit integers and flags without gaps of the columns that a join brought.

    Args:
        columns: where they are.
        names: whether each is a flag.
        full: whether the join left no gaps.
    """
    columns.flush()
    if full:
        numbers = [name for name, is_flag in names.items() if not is_flag]
        if numbers:
            columns.frame = columns.frame.with_columns(nw.col(*numbers).cast(nw.Int64))
        return
    zero, no = nw.lit(0, nw.Int64), nw.lit(value=False)
    filled = {}
    for name, is_flag in names.items():
        value = nw.col(name)
        there = nw.when(~value.is_null())
        if is_flag:
            filled[name] = there.then(value).otherwise(no)
        else:
            filled[name] = there.then(value.cast(nw.Int64)).otherwise(zero)
    if filled:
        columns.frame = columns.frame.with_columns(**filled)


# One aggregate --------------------------------------------------------------------------

#: One for each row.
TRUE_COUNT = lit(1)
#: Lowers a node at a row of the table.
Lower = Callable[[Node], Val]
#: The value of an aggregate, and the flag that it had no rows to range over.
Found = tuple[Val, Ex]
#: Takes the flag that no row was lacking; returns the value.
Finish = Callable[[Ex], Found]


def gathered(node: Aggregate, lower: Lower, gathering: Gathering) -> Finish:
    """Ask for the sums of an aggregate; return what makes its value of them.

    What is returned takes the flag that no row was lacking altogether, and gives the value without
    its default.
    """
    keep = gathering.rows.keep
    where = lower(node.where) if node.where is not None else Val(TRUE)
    value = lower(node.value) if node.value is not None else Val(lit(1))
    weight = lower(node.weight) if node.weight is not None else None
    if value.scale is None or (weight is not None and weight.scale is None):
        raise NotInColumnsError(
            "agregat atas pecahan yang penyebutnya berbeda tiap baris",
            "an aggregate over ratios whose denominators differ from row to row",
        )
    taken = gathering.rows.columns.put(all_of([keep, where.ok, where.top]))
    parts = [value.ok] if weight is None else [value.ok, weight.ok]
    if node.function == "count":
        parts = []
    lacks = all_of([keep, not_(all_of([where.ok, _implies(where.top, all_of(parts))]))])
    gaps = gathering.any(lacks)
    number = gathering.total(TRUE_COUNT if taken is TRUE else as_number(taken))
    scale, function = value.scale, node.function

    def finish(ok: Ex, empty: Ex, top: Ex, below: Ex) -> Found:
        known = all_of([ok, not_(gaps)])
        if not below.is_literal:
            below = at_least(when(empty, lit(1), below), 1)
        ends = value.top.low, value.top.high
        span: Any = (None, None)
        if function in ("mean", "trimmed_mean"):
            # A mean lies between the values that it is made of; without any it is zero here.
            span = (Fraction(min(0, ends[0]), scale), Fraction(max(0, ends[1]), scale))
        there = all_of([known, not_(empty)])
        return Val(top, below, there, value.words, span=span), all_of([known, empty])

    none = equal(number, lit(0))
    match function:
        case "count":
            return lambda ok: (Val(number, ok=all_of([ok, not_(gaps)])), FALSE)
        case "any" | "all" | "share":
            held = gathering.total(as_number(all_of([taken, value.top])))
            if function == "share":
                return lambda ok: finish(ok, none, held, number)
            flag = less(lit(0), held) if function == "any" else equal(held, number)
            return lambda ok: finish(ok, none, flag, lit(1))
        case "sum" | "mean" if weight is None:
            top = gathering.total(when(taken, value.top, lit(0)))
            below = mul(number, lit(scale)) if function == "mean" else lit(scale)
            return lambda ok: finish(ok, none, top, below)
        case "sum" | "mean":
            return _weighted(function, value, weight, taken, gathering, finish)
        case "lowest" | "highest":
            pick = _ends(value, taken, gathering)[function == "highest"]
            return lambda ok: finish(ok, none, pick, lit(scale))
        case "trimmed_mean":
            total = gathering.total(when(taken, value.top, lit(0)))
            low, high = _ends(value, taken, gathering)
            few = less(number, lit(3))
            top = sub(sub(total, low), high)
            below = mul(bounded(sub(number, lit(2)), None, None), lit(scale))
            return lambda ok: finish(ok, few, top, below)
    raise NotInColumnsError(
        f"`{function}` memerlukan urutan baris", f"`{function}` needs the rows in order"
    )


def _implies(one: Ex, two: Ex) -> Ex:
    return TRUE if two is TRUE else not_(all_of([one, not_(two)]))


def _weighted(  # noqa: PLR0913, PLR0917 - what is known of one aggregate
    function: str,
    value: Val,
    weight: Val | None,
    taken: Ex,
    gathering: Gathering,
    finish: Callable[..., Found],
) -> Finish:
    assert weight is not None
    products = mul(value.top, weight.top)
    top = gathering.total(when(taken, products, lit(0)))
    weights = gathering.total(when(taken, weight.top, lit(0)))
    if weight.top.low < 0:
        raise NotInColumnsError("bobot yang dapat negatif", "weights that can be negative")
    nothing = equal(weights, lit(0))
    scale = value.scale or 1
    if function == "mean":
        return lambda ok: finish(ok, nothing, top, mul(weights, lit(scale)))
    both = lit(scale * (weight.scale or 1))
    return lambda ok: finish(ok, nothing, top, both)


def _ends(value: Val, taken: Ex, gathering: Gathering) -> tuple[Ex, Ex]:
    """Return the smallest and the largest value of the rows that are taken."""
    low = gathering.smallest(when(taken, value.top, lit(value.top.high)))
    high = gathering.largest(when(taken, value.top, lit(value.top.low)))
    return low, high


def with_default(found: Found, default: Val | None) -> Val:
    """Put the default of an aggregate where it has no rows."""
    value, empty = found
    if default is None or empty is FALSE:
        return value
    made = chosen(Val(empty), default, value)
    return Val(made.top, made.below, made.ok, value.words)
