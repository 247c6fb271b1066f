"""The verb: tables in, one table out, with the same digits as `score`."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import narwhals as nw
from attrs import evolve

from asn_appraisal.errors import Place, Problem, RecordError
from asn_appraisal.policy import Policy

from .answering import NEEDED, Answering
from .board import Board
from .caps import Dry, caps_of
from .engines import Engine, engine_of, prepared
from .inputs import Inputs, read_inputs
from .intake import NotInColumnsError
from .integers import TooWideError
from .one_by_one import OneByOne, plain_row


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
    """Nilai semua: score every appraisal of the tables, with the digits that `score` gives."""
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
    ready = prepared(policy, inputs, engine)
    try:
        board = _board(policy, ready, engine)
    except (NotInColumnsError, TooWideError) as error:
        if engine.is_lazy:
            raise _refused(error) from None
        return engine.back(_one_by_one(policy, inputs, None))
    answer = Answering(board, rescues=not engine.is_lazy).answer()
    if engine.is_lazy:
        return engine.back(answer)
    done = answer.collect()
    needed = done.filter(nw.col(NEEDED))[key].to_list()
    done = done.drop(NEEDED)
    if needed:
        rescued = _one_by_one(policy, inputs, set(needed))
        done = nw.concat([done.filter(~nw.col(key).is_in(needed)), rescued.select(done.columns)])
    return engine.back(done)


def _refused(error: Exception) -> RecordError:
    if isinstance(error, NotInColumnsError):
        values = {"measure": error.measure or "-", "why_id": error.why_id, "why_en": error.why_en}
    else:
        values = {"measure": "-", "why_id": "terlalu besar", "why_en": "too large"}
    return RecordError([Problem("ASN-K013", Place("tables"), values)])


def _board(policy: Policy, inputs: Inputs, engine: Engine) -> Board:
    dry = evolve(
        inputs,
        tables={name: evolve(each, frame=Dry()) for name, each in inputs.tables.items()},
    )
    caps = caps_of(policy, lambda caps: Board(policy, dry, caps, engine.repairs).run())
    board = Board(policy, inputs, caps, engine.repairs)
    board.run()
    return board


def _one_by_one(policy: Policy, inputs: Inputs, keys: set[Any] | None) -> Any:
    """Score appraisals one by one, and return them as a table of the inner engine."""
    import polars as pl

    found: dict[Any, dict[str, list[Any]]] = {}
    for table, given in inputs.tables.items():
        for row in _rows(given.frame, inputs.key, keys):
            found.setdefault(row[inputs.key], {}).setdefault(table, []).append(row)
    scorer = OneByOne(policy, inputs)
    answers = [(each, scorer.answer(each, rows)) for each, rows in found.items()]
    data: dict[str, list[Any]] = {inputs.key: [each for each, _ in answers]}
    schema: dict[str, Any] = {}
    for name, measure in policy.measures.items():
        if measure.rows is None:
            data[name] = [answer.values.get(name) for _, answer in answers]
            kind = measure.kind.name
            schema[name] = pl.Boolean if kind == "flag" else pl.String
            if kind == "number" and measure.round is not None:
                schema[name] = pl.Decimal(38, measure.round.places)
    data["status"] = [answer.status for _, answer in answers]
    data["reasons"] = [answer.reasons for _, answer in answers]
    schema |= {"status": pl.String, "reasons": pl.String}
    frame = pl.DataFrame({inputs.key: data.pop(inputs.key)})
    return nw.from_native(
        frame.with_columns(**{n: pl.Series(n, v, dtype=schema[n]) for n, v in data.items()})
    )


def _rows(frame: Any, key: str, keys: set[Any] | None) -> Iterable[dict[str, Any]]:
    if keys is not None:
        frame = frame.filter(nw.col(key).is_in(list(keys)))
    return map(plain_row, frame.iter_rows(named=True))
