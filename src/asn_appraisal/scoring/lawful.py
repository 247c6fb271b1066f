"""Straight-line checks of a table's rules: whole columns, and out at the first doubt."""

from collections.abc import Iterable

from asn_appraisal.formula import Range
from asn_appraisal.policy import TableRules

from .intake import words_allowed
from .statements import NotStraightError, Statements


def rule_lines(rules: TableRules, used: frozenset[str], write: Statements) -> Iterable[str]:
    """Yield statements that return None unless a table has rows, no gaps, and obeys its rules.

    Raises:
        NotStraightError: a rule needs the rows one by one.
    """
    if rules.table == "periods" or rules.required or rules.weight_total:
        raise NotStraightError
    table = write.table_name(rules.table)
    yield f"{table} = tables[{write.object(rules.table)}]"
    unread = f"{write.object(used)}.isdisjoint({table}.gaps)"
    yield f"if not {table}.keys or ({table}.gaps and not {unread}): return None"
    for name, words in words_allowed(rules, used):
        column = write.column(rules.table, name)
        yield f"if not {column.words} <= {write.object(words)}: return None"
    if rules.single_target:
        # A range has no single target: whether that is lawful is seen row by row.
        yield f"if None in {write.column(rules.table, 'target').values}: return None"
    if rules.aspects:
        column = write.column(rules.table, "aspect")
        yield f"if {column.words} != {_aspects(rules, write)}: return None"
    for name, limits in rules.numbers():
        if name != "target":
            yield from _limit_lines(rules.table, name, limits, write)


def _aspects(rules: TableRules, write: Statements) -> str:
    """Return the aspects that must be there, which can depend on one flag."""
    every = frozenset(rules.aspects)
    if not rules.only_when:
        return write.object(every)
    flags = set(rules.only_when.values())
    if len(flags) > 1:
        raise NotStraightError
    fewer = every - set(rules.only_when)
    return f"({write.object(every)} if {write.facts[flags.pop()]} else {write.object(fewer)})"


def _limit_lines(table: str, name: str, limits: Range, write: Statements) -> Iterable[str]:
    if limits.low is None and limits.high is None:
        return
    column = write.column(table, name)
    doubts = []
    for end, found, is_open, out in (
        (limits.low, column.low, limits.low_open, "<"),
        (limits.high, column.high, limits.high_open, ">"),
    ):
        if end is not None:
            below = f" * {column.scale}" if end else ""
            times = f" * {end.denominator}" if end.denominator > 1 else ""
            equal = "=" if is_open else ""
            doubts.append(f"{found}{times} {out}{equal} {end.numerator}{below}")
    yield f"if {column.low} is not None and ({' or '.join(doubts)}): return None"
