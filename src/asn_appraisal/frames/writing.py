"""Writing expressions for an engine itself, where that is much shorter than through Narwhals.

In Polars a column of fifty operations is made in a seventh of the time, and a whole plan in half of
it. In Spark a column is one text of SQL instead of hundreds of calls to the Java side, and its
quotient of integers is exact.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw
from attrs import frozen

from .integers import Ex


@frozen
class Writer:
    """Penulis: writes expressions for one engine, and adds them to a table of it."""

    #: Turns an expression into a column of the engine.
    write: Callable[[Ex], Any]
    #: Adds columns by name to a table of the engine.
    added: Callable[[Any, Mapping[str, Any]], Any]
    #: Whether the two numbers of a quotient may be long expressions: each is written once.
    nests: bool = False


def writer_of(frame: Any) -> Writer | None:
    """Return what writes for the engine of a table; None: Narwhals does."""
    if not isinstance(frame, nw.LazyFrame):
        return None
    if frame.implementation.is_polars():
        polars = frame.implementation.to_native_namespace()
        return Writer(
            lambda ex: emit(ex, polars), lambda native, columns: native.with_columns(**columns)
        )
    if frame.implementation.is_pyspark():
        functions = frame.implementation.to_native_namespace().functions
        return Writer(
            lambda ex: functions.expr(spark_sql(ex)),
            lambda native, columns: native.withColumns(columns),
            nests=True,
        )
    return None


def emit(ex: Ex, of: Any = nw) -> Any:
    """Write an expression in Narwhals, or in Polars itself; every number is an Int64."""
    match ex.op:
        case "lit":
            return of.lit(ex.value, of.Boolean if ex.is_flag else of.Int64)
        case "col":
            return of.col(ex.args[0])
        case "word_is":
            return of.col(ex.args[0]) == ex.args[1]
        case "words_equal":
            return of.col(ex.args[0]) == of.col(ex.args[1])
    args = [emit(each, of) for each in ex.args]
    match ex.op:
        case "not":
            return ~args[0]
        case "and" | "or":
            return reduce(and_ if ex.op == "and" else or_, args)
        case "when":
            condition, then, otherwise = args
            return of.when(condition).then(then).otherwise(otherwise)
    one, two = args
    match ex.op:
        case "add":
            return one + two
        case "sub":
            return one - two
        case "mul":
            return one * two
        case "div":
            return one // two
        case "lt":
            return one < two
        case "le":
            return one <= two
        case "eq":
            return one == two
    raise TypeError(f"no expression for {ex.op}")


#: How an operation is written in SQL; a quotient by zero is no number, as in every other engine.
_SQL = {
    "not": "(NOT {0})",
    "when": "CASE WHEN {0} THEN {1} ELSE {2} END",
    "add": "({0} + {1})",
    "sub": "({0} - {1})",
    "mul": "({0} * {1})",
    "div": "({0} DIV nullif({1}, 0L))",
    "lt": "({0} < {1})",
    "le": "({0} <= {1})",
    "eq": "({0} = {1})",
}


def spark_sql(ex: Ex) -> str:
    """Write an expression in Spark's SQL; every number is a BIGINT.

    >>> from .integers import col, floor_div, lit
    >>> spark_sql(floor_div(col("top", 0, 9), lit(2)))
    '(`top` DIV nullif(2L, 0L))'
    """
    match ex.op:
        case "lit":
            return str(ex.value).lower() if ex.is_flag else f"{ex.value}L"
        case "col":
            return _quoted(ex.args[0])
        case "word_is":
            return f"({_quoted(ex.args[0])} = {_text(ex.args[1])})"
        case "words_equal":
            return f"({_quoted(ex.args[0])} = {_quoted(ex.args[1])})"
    args = [spark_sql(each) for each in ex.args]
    if ex.op in ("and", "or"):
        return f"({f' {ex.op.upper()} '.join(args)})"
    return _SQL[ex.op].format(*args)


def _quoted(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"


def _text(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
