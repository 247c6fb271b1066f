"""The verb: tables in, one table out, with the same digits as `score`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import narwhals as nw
from attrs import evolve

from asn_appraisal.errors import Place, Problem, RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import FrozenMap

from .answering import NEEDED, Answering
from .board import Board
from .caps import Dry, caps_of
from .engines import Engine, collected, engine_of, prepared
from .inputs import Inputs, read_inputs
from .integers import TooWideError
from .looking import unseen
from .refusing import NotInColumnsError
from .rescuing import score_one_by_one


class Detailed(NamedTuple):
    """Jawaban rinci: one row an appraisal, and one row for each row of evidence."""

    #: One row an appraisal.
    scores: Any
    #: By table: the keys of its rows, and the measures that have a value for each.
    rows: Mapping[str, Any]


def score_frames(  # noqa: PLR0913 - one argument a table, each by its name
    policy: Policy,
    *,
    results: Any = None,
    indicators: Any = None,
    behaviours: Any = None,
    competencies: Any = None,
    periods: Any = None,
    facts: Any = None,
    judgements: Any = None,
    key: str = "appraisal",
    decimals: Mapping[str, int] | None = None,
    detail: bool = False,
) -> Any:
    """Nilai semua: score every appraisal of the tables, with the digits that `score` gives.

    A table has the fields of its rows as columns, named as the policy language names them, and
    `key`. Numbers are integers, decimals, or (where the tables are in memory) exact text such as
    `1/7`. A null is missing; a text in `actual_not_applicable` (likewise for `value`, `rating` and
    `attained`) says why that value is not applicable.

    Args:
        policy: the rules.
        results: one row a work result: `id`, and what the policy reads; may be left out where the
            policy reads no more of a result than its id and kind.
        indicators: one row an indicator; `result`, `id` and `kind` may be left out.
        behaviours: one row an aspect and rater; `rater` and `by` may be left out.
        competencies: one row a competency.
        periods: one row an earlier evaluation.
        facts: one row an appraisal, a column a fact; a judgement may stand here as well, in a
            column named like its measure (`m`, with `m_reason` and `m_evidence` beside it).
        judgements: one row a decision: `measure`, `level`, and `reason` and `evidence` if any.
        key: the column that says whose row it is.
        decimals: decimal places of columns of floats, by column or `table.column`; such a column
            is refused without.
        detail: whether the measures of rows are wanted as well.

    Returns:
        A table of the kind that was handed over (lazy where those are), one row an appraisal that
        any table names: the key, each measure of the appraisal, `status` and `reasons`. Rounded
        measures are decimals, other numbers exact text (`95/3`), levels their names. `status` is
        `complete`, `incomplete`, `refused` (the evidence breaks the policy's rules) or `unscored`:
        a rounded value has more than 38 digits, or, where the tables are lazy, a number is beyond
        64 bits or a table has more than 1,023 rows of the appraisal. `reasons` are the codes of
        `score` with the column or measure they are about, such as `ASN-S001 indicators.actual`.

        With `detail`, a pair: that table, and by table name the measures of its rows.

    Raises:
        RecordError: tables lack columns, have columns of a wrong type, or are of two engines:
            every problem at once. A policy that has no reading over columns is refused where the
            tables are lazy; where they are in memory, its appraisals are scored one by one.

    >>> import polars
    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {indicators: {target: {above: 0}, actual: {from: 0}}}
    ... measures:
    ...   achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
    ...   total: {formula: mean(achievement), round: 2}
    ... result: total
    ... ''')
    >>> indicators = polars.DataFrame({
    ...     "appraisal": ["sari", "sari", "budi"], "target": [100, 3, 5], "actual": [118, 2, None],
    ... })
    >>> scores = score_frames(policy, indicators=indicators).sort("appraisal")
    >>> scores["total"].to_list(), scores["reasons"].to_list()
    ([None, Decimal('92.34')], ['ASN-S001 indicators.actual', ''])
    """
    tables = {
        "results": results,
        "indicators": indicators,
        "behaviours": behaviours,
        "competencies": competencies,
        "periods": periods,
        "facts": facts,
        "judgements": judgements,
    }
    inputs = read_inputs(policy, tables, key, decimals or {})
    engine = engine_of(inputs)
    inputs = collected(inputs, engine)
    ready = prepared(policy, inputs, engine)
    try:
        board = _board(policy, ready, engine)
    except (NotInColumnsError, TooWideError) as error:
        if engine.is_lazy:
            raise _refused(error) from None
        scored = score_one_by_one(policy, inputs, None)
        return _handed_back(engine, scored.whole, scored.rows, detail=detail)
    answering = Answering(board, rescues=not engine.is_lazy, detail=detail)
    whole = answering.answer()
    rows = answering.rows() if detail else {}
    if not engine.is_lazy:
        whole, rows = _rescued(policy, inputs, whole, rows)
    return _handed_back(engine, whole, rows, detail=detail)


def _handed_back(engine: Engine, whole: Any, rows: Mapping[str, Any], *, detail: bool) -> Any:
    scores = engine.back(whole)
    if not detail:
        return scores
    return Detailed(scores, FrozenMap((name, engine.back(each)) for name, each in rows.items()))


def _rescued(
    policy: Policy, inputs: Inputs, whole: Any, rows: Mapping[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """Compute, then score one by one what could not be computed."""
    key = inputs.key
    done = whole.collect()
    needed = done.filter(nw.col(NEEDED))[key].to_list()
    done = done.drop(NEEDED)
    tables = {name: each.collect() for name, each in rows.items()}
    if not needed:
        return done, {name: each.drop(NEEDED) for name, each in tables.items()}
    scored = score_one_by_one(policy, inputs, set(needed))
    inside = ~nw.col(key).is_in(needed)
    done = nw.concat([done.filter(inside), scored.whole.select(done.columns)])
    for name, each in tables.items():
        kept = each.filter(~nw.col(NEEDED)).drop(NEEDED)
        more = scored.rows.get(name)
        tables[name] = kept if more is None else nw.concat([kept, more.select(kept.columns)])
    return done, tables


def _refused(error: Exception) -> RecordError:
    if isinstance(error, NotInColumnsError):
        values = {"measure": error.measure or "-", "why_id": error.why_id, "why_en": error.why_en}
    else:
        values = {"measure": "-", "why_id": "terlalu besar", "why_en": "too large"}
    return RecordError([Problem("ASN-K013", Place("tables"), values)])


def _signature(inputs: Inputs) -> str:
    """Name what the largest sizes of numbers hang on: the columns, their types and scales."""
    parts = [
        f"{table}.{name}:{column.dtype}:{column.places}:{column.below}"
        for table, given in sorted(inputs.tables.items())
        for name, column in sorted(given.columns.items())
    ]
    return " ".join(parts)


def _board(policy: Policy, inputs: Inputs, engine: Engine) -> Board:
    # How large numbers may be holds for all data of these types, whatever a look at these said.
    dry = evolve(
        inputs,
        tables={
            name: evolve(each, frame=Dry(), columns=unseen(each.columns))
            for name, each in inputs.tables.items()
        },
    )
    caps = policy.once(
        f"frames {_signature(inputs)}",
        lambda _: caps_of(
            policy, lambda caps: Board(policy, dry, caps, engine.repairs, engine.splits).run()
        ),
    )
    looks = not engine.is_lazy
    board = Board(policy, inputs, caps, engine.repairs, engine.splits, looks)
    board.run()
    return board
