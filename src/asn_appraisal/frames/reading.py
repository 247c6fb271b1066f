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

#: A denominator that all numbers of a column share is kept this small.
_LARGEST_SCALE = 10**6


def exact_columns(policy: Policy, given: Input) -> Input:
    """Return a table whose text numbers are integers, with their doubts in columns beside them."""
    names = _text_numbers(policy, given)
    if not names:
        return given
    frame, columns = given.frame, dict(given.columns)
    for name in names:
        values = frame[name].to_list()
        tops, far, bad, scale = as_integers(values)
        backend = frame.implementation
        frame = frame.with_columns(
            nw.new_series(name, tops, nw.Int64(), backend=backend),
            nw.new_series(f"{FAR}{name}", far, nw.Boolean(), backend=backend),
            nw.new_series(f"{BAD}{name}", bad, nw.Boolean(), backend=backend),
        )
        columns[name] = Column(name, nw.Int64(), below=scale)
    return evolve(given, frame=frame, columns=FrozenMap(columns))


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
        if value is None or value != value:  # noqa: PLR0124 - a float that is not a number
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
