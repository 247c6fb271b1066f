"""What one look at whole columns in memory says, so that no row has to be asked for it."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw
from attrs import evolve

from asn_appraisal.policy import TableRules

from .inputs import DIGITS, Column
from .integers import LIMIT


def looked_at(rules: TableRules, frame: Any, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Note of each column whether it is full, how far its numbers reach, and whether words fit."""
    asked: dict[str, Any] = {}
    for name, column in columns.items():
        if column.is_empty or column.is_float:
            continue
        value = nw.col(name)
        asked[f"gaps {name}"] = value.null_count()
        if column.is_integer or column.is_decimal:
            asked |= {f"low {name}": value.min(), f"high {name}": value.max()}
        elif isinstance(column.dtype, nw.String) and (words := fitting_words(rules, name)):
            asked[f"fits {name}"] = reduce(or_, [value == word for word in words]).all()
    if not asked or not len(frame):
        return dict(columns)
    said = frame.lazy().select(**asked).collect().row(0)
    answers = dict(zip(asked, said, strict=True))
    return {
        name: column
        if answers.get(f"gaps {name}", 1)
        else evolve(
            column, full=True, span=_span(name, column, answers), fits=answers.get(f"fits {name}")
        )
        for name, column in columns.items()
    }


def in_order(polars: Any, key: str) -> Any:
    """Return a table of Polars that knows whether its rows stand in the order of their keys.

    Then those of one key stand together, and are grouped without a search.
    """
    keys = polars[key]
    made = nw.from_native(polars, eager_only=True)
    if isinstance(made.schema[key], nw.String) or made.schema[key].is_integer():
        known = keys.set_sorted() if keys.is_sorted() else keys
        made = nw.from_native(polars.with_columns(known), eager_only=True)
    return made


def _span(name: str, column: Column, answers: Mapping[str, Any]) -> tuple[int, int] | None:
    if f"low {name}" not in answers:
        return None
    unit, most = (10**column.dtype.scale, 10**DIGITS) if column.is_decimal else (1, LIMIT)
    low, high = (int(answers[f"{end} {name}"] * unit) for end in ("low", "high"))
    return (low, high) if max(-low, high) < most else None


def unseen(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return columns without what a look at them said."""
    return {
        name: evolve(column, full=False, span=None, fits=None) for name, column in columns.items()
    }


def words_of(rules: TableRules, name: str) -> tuple[str, ...]:
    """Return the words of a field of words, best last where they are levels."""
    kind = rules.fields[name].kind
    if name == "aspect" and rules.aspects:
        return tuple(rules.aspects)
    if kind.scale is not None:
        return tuple(kind.scale.names())
    return tuple(kind.words or rules.allowed.get(name, ()))


def fitting_words(rules: TableRules, name: str) -> tuple[str, ...]:
    """Return those words of a field that the policy takes; none where it is no field of words."""
    if name not in rules.fields or rules.fields[name].kind.name not in ("choice", "level"):
        return ()
    words = words_of(rules, name)
    allowed = rules.allowed.get(name)
    return tuple(word for word in words if word in allowed) if allowed else words
