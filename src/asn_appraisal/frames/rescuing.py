"""Appraisals scored one by one, gathered from the tables and written as tables again."""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from asn_appraisal.formula.tree import Rows
from asn_appraisal.policy import Measure, Policy

from .inputs import ROW_KEYS, Inputs
from .one_by_one import Answer, OneByOne, plain_row
from .words import MOST_DIGITS


@frozen
class Scored:
    """Hasil satu per satu: tables of the inner engine."""

    #: One row an appraisal.
    whole: Any
    #: By table, one row for each row of evidence.
    rows: Mapping[str, Any]


def score_one_by_one(policy: Policy, inputs: Inputs, keys: set[Any] | None) -> Scored:
    """Score appraisals one by one.

    Args:
        policy: the rules.
        inputs: the tables as they were handed over.
        keys: the appraisals; None: all of them.
    """
    found: dict[Any, dict[str, list[Any]]] = {}
    for table, given in inputs.tables.items():
        for row in _rows(given.frame, inputs.key, keys):
            found.setdefault(row[inputs.key], {}).setdefault(table, []).append(row)
    scorer = OneByOne(policy, inputs)
    answers = {each: scorer.answer(each, rows) for each, rows in found.items()}
    measures: dict[str, dict[str, Measure]] = {}
    for name, measure in policy.measures.items():
        if measure.rows is not None:
            measures.setdefault(str(measure.rows), {})[name] = measure
    rows = {
        where: _row_table(inputs.key, where, named, answers) for where, named in measures.items()
    }
    return Scored(_whole_table(policy, inputs.key, answers), rows)


def _rows(frame: Any, key: str, keys: set[Any] | None) -> Iterable[dict[str, Any]]:
    if keys is not None:
        frame = frame.filter(nw.col(key).is_in(list(keys)))
    return map(plain_row, frame.iter_rows(named=True))


def _whole_table(policy: Policy, key: str, answers: Mapping[Any, Answer]) -> Any:
    data: dict[str, list[Any]] = {key: list(answers)}
    types: dict[str, Any] = {}
    for name, measure in policy.measures.items():
        if measure.rows is None:
            data[name] = [answer.values.get(name) for answer in answers.values()]
            types[name] = type_of(measure)
    data["status"] = [answer.status for answer in answers.values()]
    data["reasons"] = [answer.reasons for answer in answers.values()]
    return _table(data, {**types, "status": nw.String(), "reasons": nw.String()})


def _row_table(
    key: str, where: str, measures: Mapping[str, Measure], answers: Mapping[Any, Answer]
) -> Any:
    """Make the table of the measures that have a value for each row, or each group."""
    table = Rows(*where.split("."))
    names = ROW_KEYS[table.table] if table.by is None else (table.by,)
    data: dict[str, list[Any]] = {each: [] for each in (key, *names, *measures)}
    for one, answer in answers.items():
        for row_key, values in answer.rows.get(where, {}).items():
            parts = row_key if isinstance(row_key, tuple) else (row_key,)
            data[key].append(one)
            for name, part in zip(names, parts, strict=True):
                data[name].append(part)
            for name in measures:
                data[name].append(values.get(name))
    types = {name: nw.String() for name in names}
    return _table(data, {**types, **{name: type_of(each) for name, each in measures.items()}})


def type_of(measure: Measure) -> Any:
    """Return the type of the column of a measure."""
    if measure.kind.name == "number" and measure.round is not None:
        return nw.Decimal(MOST_DIGITS, measure.round.places)
    return nw.Boolean() if measure.kind.name == "flag" else nw.String()


def _table(data: Mapping[str, list[Any]], types: Mapping[str, Any]) -> Any:
    columns = [
        nw.new_series(name, values, types.get(name), backend="polars")
        for name, values in data.items()
    ]
    first, *others = columns
    return first.to_frame().with_columns(*others)
