"""The evidence of one appraisal as tables: columns of exact integers, made once.

Numbers that are compared or divided with each other share one denominator, so that scoring
works on plain integers. A value that is not there is None in its column, and `absent` says
whether it is missing or not applicable.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from attrs import evolve, field, frozen

from .values import MISSING, FrozenMap, Missing, NotApplicable


@frozen
class Table:
    """Tabel bukti: the rows of one kind of evidence, held as columns."""

    #: The key of each row.
    keys: tuple[Any, ...]
    #: The columns by field name; numbers are integers over `scale[field]`.
    columns: Mapping[str, tuple[Any, ...]]
    #: The denominator of each number column.
    scale: Mapping[str, int] = field(factory=FrozenMap)
    #: What stands in place of each None: (field, row) -> Missing or NotApplicable.
    absent: Mapping[tuple[str, int], Missing | NotApplicable] = field(factory=FrozenMap)


def make_tables(appraisal: Any) -> Mapping[str, Table]:
    """Make every table of an appraisal."""
    return FrozenMap(
        results=_results(appraisal),
        indicators=_indicators(appraisal),
        behaviours=_behaviours(appraisal),
        competencies=_competencies(appraisal),
        periods=_periods(appraisal),
    )


def _results(appraisal: Any) -> Table:
    rows = appraisal.results
    return _table(
        [row.id for row in rows],
        words={"id": [row.id for row in rows], "kind": [row.kind for row in rows]},
        ratings={"rating": [row.rating for row in rows]},
        numbers=[{"weight": [row.weight for row in rows]}],
    )


def _indicators(appraisal: Any) -> Table:
    rows = [(result, each) for result in appraisal.results for each in result.indicators]
    targets = [each.target for _, each in rows]
    single = [target.from_ if target and target.is_single else None for target in targets]
    made = _table(
        [(result.id, each.id) for result, each in rows],
        words={
            "result": [result.id for result, _ in rows],
            "kind": [result.kind for result, _ in rows],
            "id": [each.id for _, each in rows],
            "aspect": [each.aspect for _, each in rows],
            "polarity": [each.polarity for _, each in rows],
            "at_maximum": [each.at_maximum for _, each in rows],
        },
        numbers=[
            {
                "target": single,
                "target_from": [target.from_ if target else None for target in targets],
                "target_to": [target.to if target else None for target in targets],
                "actual": [each.realised for _, each in rows],
            },
            {"weight": [each.weight for _, each in rows]},
        ],
    )
    # A range has no single target, but nothing is missing there.
    ranges = {("target", row) for row, target in enumerate(targets) if target is not None}
    absent = {place: each for place, each in made.absent.items() if place not in ranges}
    return evolve(made, absent=FrozenMap(absent))


def _behaviours(appraisal: Any) -> Table:
    rows = appraisal.behaviours
    return _table(
        [(row.aspect, row.rater, row.by) for row in rows],
        words={
            "aspect": [row.aspect for row in rows],
            "rater": [row.rater for row in rows],
            "by": [row.by for row in rows],
        },
        ratings={"rating": [row.rating for row in rows]},
        numbers=[{"value": [row.value for row in rows]}],
    )


def _competencies(appraisal: Any) -> Table:
    rows = appraisal.competencies
    return _table(
        [row.competency for row in rows],
        words={
            "competency": [row.competency for row in rows],
            "cluster": [row.cluster for row in rows],
        },
        numbers=[
            {
                "required": [row.required for row in rows],
                "attained": [row.attained for row in rows],
            }
        ],
    )


def _periods(appraisal: Any) -> Table:
    rows = appraisal.periods
    names = sorted({name for row in rows for name in row.measures})
    return _table(
        [row.period for row in rows],
        words={
            "period": [row.period for row in rows],
            **{name: [row.measures.get(name) for row in rows] for name in names},
        },
        numbers=[{"months": [row.months for row in rows]}],
    )


def _table(
    keys: Iterable[Any],
    *,
    words: Mapping[str, Sequence[Any]],
    numbers: Iterable[Mapping[str, Sequence[Any]]],
    ratings: Mapping[str, Sequence[Any]] | None = None,
) -> Table:
    columns: dict[str, tuple[Any, ...]] = {name: tuple(column) for name, column in words.items()}
    scale: dict[str, int] = {}
    given = {**words, **(ratings or {})}
    for name, column in (ratings or {}).items():
        columns[name] = tuple(each if isinstance(each, str) else None for each in column)
    for group in numbers:
        given.update(group)
        made, below = scaled(group)
        columns.update(made)
        scale.update(dict.fromkeys(group, below))
    return Table(tuple(keys), FrozenMap(columns), FrozenMap(scale), FrozenMap(_absent(given)))


def _absent(given: Mapping[str, Sequence[Any]]) -> dict[tuple[str, int], Missing | NotApplicable]:
    absent: dict[tuple[str, int], Missing | NotApplicable] = {}
    for name, column in given.items():
        for row, value in enumerate(column):
            if value is None:
                absent[name, row] = MISSING
            elif isinstance(value, Missing | NotApplicable):
                absent[name, row] = value
    return absent


def scaled(columns: Mapping[str, Sequence[Any]]) -> tuple[dict[str, tuple[int | None, ...]], int]:
    """Bring number columns to integers over one denominator; what is no number becomes None."""
    numbers = [each for column in columns.values() for each in column if isinstance(each, Fraction)]
    below = lcm(*(number.denominator for number in numbers))
    return {name: _over(column, below) for name, column in columns.items()}, below


def _over(column: Sequence[Any], below: int) -> tuple[int | None, ...]:
    return tuple(
        each.numerator * (below // each.denominator) if isinstance(each, Fraction) else None
        for each in column
    )
