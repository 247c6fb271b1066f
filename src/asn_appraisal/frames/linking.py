"""Results and their indicators: two tables that name each other."""

from collections.abc import Mapping

import narwhals as nw
from attrs import evolve

from .inputs import Column, Input, Inputs
from .intake import DEFAULT_WORDS
from .integers import TRUE, all_of, any_of, not_
from .joining import bring
from .rows import KEY, RESULT, Rows, Trouble
from .values import Val


def results_of_indicators(inputs: Inputs) -> Input:
    """Return the results that the indicators name, where no results were handed over."""
    given = inputs.tables["indicators"]
    result = nw.col("result") if given.has("result") else nw.lit(DEFAULT_WORDS["result"])
    parts = {"id": result}
    columns = {"id": given.columns.get("result")}
    frame = given.frame.select(nw.col(inputs.key), **parts)
    ways = [nw.len().alias("asn__len")]
    if given.has("kind"):
        frame = given.frame.select(nw.col(inputs.key), kind=nw.col("kind"), **parts)
        ways = [nw.col("kind").max()]
        columns["kind"] = given.columns["kind"]
    frame = frame.group_by(inputs.key, "id").agg(*ways)
    known = {
        name: Column(name, nw.String()) if column is None else evolve(column, name=name)
        for name, column in columns.items()
    }
    key = given.columns[inputs.key]
    return Input("results", frame, {inputs.key: key, **known})


def result_column(rows: Rows, given: Input, name: str) -> None:
    """Name the result of each row, so that rows and results can be joined."""
    value = nw.lit(DEFAULT_WORDS["result"])
    if given.has(name):
        text = nw.col(name).cast(nw.String)
        value = nw.when(~nw.col(name).is_null()).then(text).otherwise(value)
    rows.columns.add(RESULT, value)
    rows.columns.flush()


def link_results(tables: Mapping[str, Rows], inputs: Inputs) -> None:
    """See that every indicator's result is there, and leave out those of results left out."""
    results, indicators = tables.get("results"), tables.get("indicators")
    if results is None or indicators is None:
        return
    if inputs.get("results") is None and results.keep is TRUE:
        return
    kind = {"keep": Val(results.keep)}
    if not inputs.tables["indicators"].has("kind") and "kind" in results.fields:
        kind["kind"] = results.fields["kind"]
    found = bring(indicators, results, kind, (KEY, RESULT))
    there = found["keep"].ok
    indicators.report("ASN-K023", "result", not_(there))
    if "kind" in found and "kind" in indicators.fields:
        indicators.fields["kind"] = found["kind"]
    kept = any_of([found["keep"].top, not_(there)])
    before = indicators.troubles
    indicators.asked = all_of([indicators.asked, kept])
    indicators.troubles = [
        Trouble(each.code, each.where, all_of([kept, each.holds])) for each in before
    ]
    indicators.odd = [all_of([kept, each]) for each in indicators.odd]
    indicators.far = all_of([kept, indicators.far])
    indicators.keep = indicators.columns.put(all_of([indicators.keep, kept]))
