"""Comparing `score_frames` with `score`, measure by measure and row by row, on any engine."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl
from tables_of import rows_of

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, score
from asn_appraisal.frames import score_frames
from asn_appraisal.frames.inputs import ROW_KEYS, read_inputs
from asn_appraisal.frames.one_by_one import OneByOne, is_nothing, plain_row
from asn_appraisal.frames.words import reason_of, too_long, written
from asn_appraisal.policy import Measure

COLUMNS = {
    "results": ["id", "title", "kind", "weight", "rating", "rating_not_applicable"],
    "indicators": [
        *("result", "id", "title", "unit", "kind", "aspect", "polarity", "target"),
        *("target_from", "target_to", "at_maximum", "actual", "actual_not_applicable", "weight"),
    ],
    "behaviours": [
        *("aspect", "rater", "by", "value", "value_not_applicable"),
        *("rating", "rating_not_applicable"),
    ],
    "competencies": ["competency", "cluster", "required", "attained", "attained_not_applicable"],
    "periods": ["period", "months"],
    "judgements": ["measure", "level", "reason", "evidence"],
}
#: Turns the Polars tables of a test into tables of another engine.
Make = Callable[[str, pl.DataFrame], Any]


def tables(policy: Policy, appraisals: Sequence[Appraisal]) -> dict[str, pl.DataFrame]:
    """Return the tables that a policy reads, as text columns."""
    rows = rows_of(appraisals)
    wanted = [*policy.evidence.tables, "facts", "judgements"]
    if "results" in wanted and "indicators" not in wanted:
        wanted.append("indicators")  # a result's plan may have to have some
    made = {}
    for table in wanted:
        names = ["appraisal", *COLUMNS.get(table, [])]
        if table == "facts":
            names += policy.evidence.facts
        if table == "periods":
            names += [each for each in policy.evidence.tables[table].fields if each not in names]
        types = {name: pl.Boolean if name == "at_maximum" else pl.String for name in names}
        data = {name: [row.get(name) for row in rows[table]] for name in names}
        made[table] = pl.DataFrame(data, schema=types)
    return made


def exact_decimals(given: dict[str, pl.DataFrame], places: int = 4) -> dict[str, pl.DataFrame]:
    """Return tables whose number columns are decimals; what has no such places goes missing."""
    numbers = {"weight", "target", "target_from", "target_to", "actual", "value", "required"}
    numbers |= {"attained", "months"}
    made = {}
    for name, frame in given.items():
        here = [each for each in frame.columns if each in numbers and name != "facts"]
        made[name] = frame.with_columns(pl.col(here).cast(pl.Decimal(38, places), strict=False))
    return made


def differences(
    policy: Policy, appraisals: Sequence[Appraisal], answer: Any, *, unscored: bool = False
) -> list[str]:
    """Return every difference between the answer and `score`."""
    found = {row["appraisal"]: row for row in rows_in(answer)}
    wrong = []
    if len(found) != len({each.id for each in appraisals}):
        wrong.append(f"{len(found)} rows for {len(appraisals)} appraisals")
    for each in appraisals:
        row = found.get(each.id)
        if row is None:
            wrong.append(f"{each.id}: no row")
            continue
        if unscored and row["status"] == "unscored":
            if any(row[name] is not None for name in _scalars(policy)):
                wrong.append(f"{each.id}: unscored, yet it has values")
            continue
        wrong += _row_differences(policy, each, row)
    return wrong


def _row_differences(policy: Policy, appraisal: Appraisal, row: Mapping[str, Any]) -> list[str]:
    card: Scorecard | None = None
    try:
        card = score(policy, appraisal)
        status, problems = card.status, card.problems
    except RecordError as error:
        status, problems = "refused", error.problems
    told = {reason_of(each) for each in problems}
    long = too_long(policy, card) if card is not None else []
    if long:
        status, card = "unscored", None
        told |= {f"ASN-K024 {name}" for name in long}
    reasons = "; ".join(sorted(told))
    wrong = []
    if row["status"] != status:
        wrong.append(f"{appraisal.id}: {status}, but {row['status']} ({row['reasons']})")
    if row["reasons"] != reasons:
        wrong.append(f"{appraisal.id}: reasons {reasons!r}, but {row['reasons']!r}")
    for name, measure in _scalars(policy).items():
        expected = None if card is None else written(card[name], measure)
        if not same(expected, row[name], measure):
            wrong.append(f"{appraisal.id}.{name}: {expected!r}, but {row[name]!r}")
    return wrong


def _scalars(policy: Policy) -> dict[str, Measure]:
    return {name: each for name, each in policy.measures.items() if each.rows is None}


def same(expected: Any, found: Any, measure: Measure) -> bool:
    """Tell whether a value of the answer is the one that a card has."""
    if found is None or is_nothing(found):
        return expected is None
    if expected is None:
        return False
    if measure.kind.name == "number":
        return Fraction(expected) == Fraction(found)
    return bool(expected == found)


def rows_in(answer: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer of any engine, with None where nothing is."""
    frame = nw.from_native(answer)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return [plain_row(row) for row in frame.iter_rows(named=True)]


def check(
    policy: Policy, appraisals: Sequence[Appraisal], make: Make | None = None, **more: Any
) -> Counter[str]:
    """Score appraisals both ways; return how many have each status."""
    given = tables(policy, appraisals)
    handed: dict[str, Any] = {
        name: make(name, each) if make else each for name, each in given.items()
    }
    answer = score_frames(policy, **handed, **more)
    assert differences(policy, appraisals, answer) == []
    return Counter(row["status"] for row in rows_in(answer))


# Tables as they are ---------------------------------------------------------------------


def table_differences(
    policy: Policy, given: Mapping[str, pl.DataFrame], answer: Any
) -> tuple[list[str], Counter[str]]:
    """Compare an answer with `score` for what the tables themselves say."""
    inputs = read_inputs(policy, given, "appraisal", {})
    rows: dict[Any, dict[str, list[Any]]] = {}
    for name, frame in given.items():
        for row in frame.iter_rows(named=True):
            rows.setdefault(row["appraisal"], {}).setdefault(name, []).append(row)
    scorer = OneByOne(policy, inputs)
    found = {row["appraisal"]: row for row in rows_in(answer)}
    wrong = [] if set(found) == set(rows) else [f"{len(found)} rows for {len(rows)}"]
    for key, row in found.items():
        if row["status"] == "unscored":
            wrong += [f"{key}: {n}" for n in _scalars(policy) if _there(row[n])]
            continue
        expected = scorer.answer(key, rows.get(key, {}))
        if (expected.status, expected.reasons) != (row["status"], row["reasons"]):
            said = (row["status"], row["reasons"])
            wrong.append(f"{key}: {(expected.status, expected.reasons)}, but {said}")
        for name, measure in _scalars(policy).items():
            value = expected.values.get(name)
            if not same(value, row[name], measure):
                wrong.append(f"{key}.{name}: {value!r}, but {row[name]!r}")
    return wrong, Counter(row["status"] for row in found.values())


def _there(value: Any) -> bool:
    return not is_nothing(value)


def row_differences(policy: Policy, given: Mapping[str, pl.DataFrame], answer: Any) -> list[str]:
    """Compare the measures of rows with what `score` gives for what the tables say.

    Aspects that have no row in the table have none in the answer either.
    """
    inputs = read_inputs(policy, given, "appraisal", {})
    rows: dict[Any, dict[str, list[Any]]] = {}
    for name, frame in given.items():
        for row in frame.iter_rows(named=True):
            rows.setdefault(row["appraisal"], {}).setdefault(name, []).append(row)
    scorer = OneByOne(policy, inputs)
    unscored = {row["appraisal"] for row in rows_in(answer.scores) if row["status"] == "unscored"}
    wrong = []
    found: dict[tuple[Any, ...], Any] = {}
    for table, each in answer.rows.items():
        names: tuple[str, ...] = (
            ROW_KEYS[table.partition(".")[0]] if "." not in table else (table.split(".")[1],)
        )
        for row in rows_in(each):
            found[table, row["appraisal"], *(row[name] for name in names)] = row
    for key, here in rows.items():
        if key in unscored:
            continue
        for table, values in scorer.answer(key, here).rows.items():
            for row_key, expected in values.items():
                parts = row_key if isinstance(row_key, tuple) else (row_key,)
                row = found.pop((table, key, *parts), None)
                if row is None:
                    if any(value is not None for value in expected.values()):
                        wrong.append(f"{key} {table} {row_key}: no row")
                    continue
                wrong += [
                    f"{key} {row_key}.{name}: {value!r}, but {row[name]!r}"
                    for name, value in expected.items()
                    if not same(value, row[name], policy.measures[name])
                ]
    left = [row for (_, key, *_), row in found.items() if key not in unscored]
    inner = [name for name, each in policy.measures.items() if each.rows is not None]
    wrong += [f"{row}" for row in left if any(_there(row.get(name)) for name in inner)]
    return wrong
