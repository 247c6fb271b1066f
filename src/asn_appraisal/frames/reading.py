"""Text and objects that stand for exact numbers: read once a column, before anything is lowered."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import narwhals as nw
from attrs import evolve

from asn_appraisal.document import exact
from asn_appraisal.policy import Policy
from asn_appraisal.record import FrozenMap

from .inputs import BAD, FAR, Column, Input
from .integers import LIMIT
from .looking import in_order, looked_at
from .one_by_one import is_nothing

#: A denominator that all numbers of a column share is kept this small.
_LARGEST_SCALE = 10**6


def exact_columns(policy: Policy, given: Input, key: str) -> Input:
    """Return a table in Polars whose text numbers are integers, with their doubts beside them."""
    names = _text_numbers(policy, given)
    frame = given.frame
    inner = frame.drop(*names) if names else frame
    inner = in_order(inner.to_polars(), key)
    columns = {
        name: evolve(each, dtype=inner.schema[name])
        for name, each in given.columns.items()
        if name in inner.columns
    }
    for name in names:
        tops, far, bad, scale = as_integers(frame[name].to_list())
        inner = inner.with_columns(
            nw.new_series(name, tops, nw.Int64(), backend="polars"),
            nw.new_series(f"{FAR}{name}", far, nw.Boolean(), backend="polars"),
            nw.new_series(f"{BAD}{name}", bad, nw.Boolean(), backend="polars"),
        )
        columns[name] = Column(name, nw.Int64(), below=scale)
    if given.table in policy.evidence.tables:
        columns = looked_at(policy.evidence.tables[given.table], inner, columns)
    return evolve(given, frame=inner.lazy(), columns=FrozenMap(columns))


def _text_numbers(policy: Policy, given: Input) -> list[str]:
    rules: Mapping[str, Any] = (
        policy.evidence.facts
        if given.table == "facts"
        else policy.evidence.tables[given.table].fields
        if given.table in policy.evidence.tables
        else {}
    )
    return [
        name
        for name, each in rules.items()
        if each.kind.name == "number" and name in given.columns and given.columns[name].is_text
    ]


def as_integers(values: list[Any]) -> tuple[list[int | None], list[bool], list[bool], int]:
    """Return integers over one denominator, which are too large, which are none, and it.

    >>> as_integers(["0.25", "1/3", None, "x"])
    ([3, 4, None, 0], [False, False, False, False], [False, False, False, True], 12)
    """
    known: dict[Any, Fraction | None] = {}
    for value in values:
        if value not in known:
            known[value] = _exact(value)
    below = Counter(each.denominator for each in map(known.get, values) if each is not None)
    scale = 1
    for denominator, _ in below.most_common():
        if lcm(scale, denominator) <= _LARGEST_SCALE:
            scale = lcm(scale, denominator)
    read: dict[Any, tuple[int | None, bool, bool]] = {}
    for value, number in known.items():
        if is_nothing(value):
            read[value] = (None, False, False)
        elif number is None:
            read[value] = (0, False, True)
        else:
            top = number * scale
            fits = top.denominator == 1 and abs(top.numerator) < LIMIT
            read[value] = (top.numerator if fits else 0, not fits, False)
    rows = [read[value] for value in values]
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], scale


def _exact(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal | Fraction):
        return None
    try:
        return exact(value)
    except (TypeError, ValueError):
        return None
