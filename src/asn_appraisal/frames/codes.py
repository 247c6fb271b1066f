"""Words and flags of a table as integers and flags of the columns."""

import narwhals as nw

from .inputs import Column
from .integers import FALSE, TRUE, Ex, all_of, col, flag_col, less, lit, not_, when
from .rows import Rows, there_of, where


def listed_words(rows: Rows, column: Column) -> tuple[str, Ex]:
    """Return a column of words, gaps and all, and whether there is a word."""
    columns = rows.columns
    there = there_of(columns, column)
    if isinstance(column.dtype, nw.String):
        return column.name, there
    text = columns.fresh("w")
    columns.add(text, nw.col(column.name).cast(nw.String))
    return text, there


def raw_words(rows: Rows, column: Column) -> tuple[str, Ex]:
    """Return a column of words without gaps, and whether there is a word."""
    columns = rows.columns
    there, value = there_of(columns, column), nw.col(column.name)
    if not isinstance(column.dtype, nw.String):
        value = value.cast(nw.String)
    elif there is TRUE:
        return column.name, there
    filled = columns.fresh("w")
    columns.add(filled, where(there, value, nw.lit("")), there)
    return filled, there


def coded(
    rows: Rows, column: str, words: tuple[str, ...], there: Ex, taken: tuple[str, ...] = ()
) -> tuple[Ex, Ex]:
    """Return the place of each word in a list, and whether it is in the list.

    Where there is no word, no comparison holds, and the place is -1. Where `taken` is given, every
    row is known to have one of these words.
    """
    columns = rows.columns
    *others, last = [words.index(word) for word in taken] or [*range(len(words)), -1]
    code = nw.lit(last, nw.Int64)
    for at in reversed(others):
        code = nw.when(nw.col(column) == words[at]).then(nw.lit(at, nw.Int64)).otherwise(code)
    name = columns.fresh("k")
    columns.add(name, code, reads=[column])
    found = col(name, min(last, *others, last), max(last, *others, last))
    if taken:
        return found, TRUE
    known = not_(less(found, lit(0)))
    return found, known if there is TRUE else all_of([there, known])


def raw_flag(rows: Rows, column: Column) -> tuple[Ex, Ex, Ex]:
    """Return a flag, whether it is there, and whether what is there is no flag."""
    columns = rows.columns
    if column.is_flag:
        there, value = there_of(columns, column), columns.fresh("v")
        columns.add(value, where(there, nw.col(column.name), nw.lit(value=False)), there)
        return flag_col(value), there, FALSE
    filled, there_flag = raw_words(rows, column)
    code, known = coded(rows, filled, ("false", "true"), there_flag)
    said = when(known, code, lit(0))
    return less(lit(0), said), there_flag, all_of([there_flag, not_(known)])
