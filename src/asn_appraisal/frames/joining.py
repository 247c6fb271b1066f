"""Bringing values from one table to another: from the appraisal to its rows, and the like."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import narwhals as nw

from .integers import Ex, all_of, col, flag_col
from .rows import KEY, Rows
from .values import Val


def bring(
    target: Rows, source: Rows, vals: Mapping[Any, Val], on: Sequence[str] = (KEY,)
) -> dict[Any, Val]:
    """Join values of one table to the rows of another; where there is none, none is there."""
    columns = target.columns
    moved: dict[str, tuple[str, Ex]] = {}

    def move(ex: Ex) -> Ex:
        if ex.is_literal:
            return ex
        made = source.columns.put(ex)
        name, _ = moved.setdefault(made.args[0], (columns.fresh("b"), made))
        return flag_col(name) if ex.is_flag else col(name, min(0, ex.low), max(0, ex.high))

    there = columns.fresh("there")
    brought = {}
    for key, val in vals.items():
        if val.word is not None:
            raise TypeError("a word without a list is not brought to another table")
        top, below = move(val.top), move(val.below)
        if not below.is_literal:
            below = Ex("when", (flag_col(there), below, Ex("lit", (1,), 1, 1)), 1, below.high)
        ok = all_of([flag_col(there), move(val.ok)])
        brought[key] = Val(top, below, ok, val.words, span=val.span)
    frame = source.columns.flush()
    renamed = [nw.col(old).alias(name) for old, (name, _) in moved.items()]
    frame = frame.select(*on, *renamed, nw.lit(value=True).alias(there))
    columns.frame = columns.flush().join(frame, on=list(on), how="left")
    no, zero = nw.lit(value=False), nw.lit(0, nw.Int64)
    fills = {there: no} | {name: no if ex.is_flag else zero for name, ex in moved.values()}
    columns.frame = columns.frame.with_columns(
        **{
            name: nw.when(~nw.col(name).is_null()).then(nw.col(name)).otherwise(other)
            for name, other in fills.items()
        }
    )
    return brought


def full_join(frames: Sequence[Any]) -> Any:
    """Join tables that each have one row a key, keeping the keys of all."""
    first = frames[0]
    if isinstance(first, nw.LazyFrame) and first.implementation.is_pyspark():
        return _stacked(frames)
    return reduce(_full_join, frames)


def _stacked(frames: Sequence[Any]) -> Any:
    """Join tables by setting one below the other and bringing the rows of a key to one.

    Spark sorts both sides of a full join and forgets where its keys are, so that the next join
    moves its rows again. Rows without a key are nobody's and stay apart, as in a join.
    """
    whose = f"{KEY}_of"
    marked = [
        each.with_columns(**{whose: nw.when(nw.col(KEY).is_null()).then(nw.lit(at))})
        for at, each in enumerate(frames)
    ]
    stacked = nw.concat(marked, how="diagonal")
    names = [name for name in stacked.columns if name not in (KEY, whose)]
    return stacked.group_by(KEY, whose).agg(nw.col(*names).max()).drop(whose)


def _full_join(left: Any, right: Any) -> Any:
    if isinstance(left, nw.LazyFrame) and left.implementation.is_polars():
        one, two = nw.to_native(left), nw.to_native(right)
        return nw.from_native(one.join(two, on=KEY, how="full", coalesce=True))
    other = f"{KEY}_right"
    joined = left.join(right, on=KEY, how="full", suffix="_right")
    key = nw.when(~nw.col(KEY).is_null()).then(nw.col(KEY)).otherwise(nw.col(other))
    return joined.with_columns(**{KEY: key}).drop(other)


def same_keys(frames: Sequence[Any]) -> Any:
    """Join tables in memory that have the very same keys, each once; None where they have not.

    Where the keys stand in one order, the tables are set side by side. Of tables that are as long
    as each other and as their inner join, none has a key of its own.
    """
    first, *others = frames
    if any(len(each) != len(first) for each in others):
        return None
    alike = all(each.schema[KEY] == first.schema[KEY] for each in others)
    if alike and all((each[KEY] == first[KEY]).all() for each in others):
        return nw.concat([first, *(each.drop(KEY) for each in others)], how="horizontal").lazy()
    joined = first.lazy()
    for each in others:
        joined = joined.join(each.lazy(), on=KEY)
    made = joined.collect()
    return made.lazy() if len(made) == len(first) else None


def is_once(frame: Any) -> bool:
    """Tell whether every key of a table stands in it once."""
    return bool(frame[KEY].n_unique() == len(frame))
