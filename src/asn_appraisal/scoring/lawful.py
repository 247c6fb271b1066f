"""The rules that a table is seen to keep by its columns as a whole.

Where a column leaves a doubt, the rows are looked at one by one: see `sifting.py`.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from asn_appraisal.formula import Kind
from asn_appraisal.policy import TableRules
from asn_appraisal.record.summary import MARKS, NO_ROWS, Occurs

from .statements import NotStraightError, Statements, times


@frozen
class Limit:
    """A limit other than a lower one of zero, for which there are marks."""

    field: str
    end: Fraction
    #: True: nothing may be above it; False: below it.
    upper: bool
    #: Whether the end itself is outside.
    is_open: bool


@frozen
class Doubts:
    """What makes the rows of a table be looked at one by one."""

    #: The marks of all that may not occur: gaps, words, numbers below a limit of zero.
    marks: int
    #: The words that a column may hold, where there are no marks for them.
    words: tuple[tuple[str, frozenset[str | None]], ...]
    limits: tuple[Limit, ...]


def doubts_of(rules: TableRules, used: frozenset[str]) -> Doubts | None:
    """Return what makes one look at the rows; None where one always does."""
    if rules.table == "periods" or rules.required or rules.weight_total:
        return None
    # A range has no single target: whether that is lawful is seen row by row.
    marks = sum(MARKS[rules.table, name][None] for name in used)
    words = []
    for name, allowed in _words_allowed(rules, used):
        known = MARKS[rules.table, name]
        if allowed <= known.keys():
            marks |= sum(bit for each, bit in known.items() if each not in allowed)
        else:
            words.append((name, allowed))
    limits = []
    for limit in _limits(rules):
        if limit.upper or limit.end:
            limits.append(limit)
        else:
            what = Occurs.NOT_POSITIVE if limit.is_open else Occurs.NEGATIVE
            marks |= MARKS[rules.table, limit.field][what]
    return Doubts(marks, tuple(words), tuple(limits))


def _words_allowed(
    rules: TableRules, used: frozenset[str]
) -> Iterable[tuple[str, frozenset[str | None]]]:
    """Yield the words that a column may hold; one that nothing reads may hold none at all."""
    for name, each in rules.fields.items():
        words = rules.allowed.get(name) or _words(each.kind)
        # That the aspects are just those of the policy is looked at on its own.
        if words and not (name == "aspect" and rules.aspects):
            unread = name not in rules.allowed and name not in used
            yield name, frozenset([*words, None] if unread else words)


def _words(kind: Kind) -> Iterable[str]:
    return kind.scale.names() if kind.scale is not None else kind.words


def _limits(rules: TableRules) -> Iterable[Limit]:
    for name, limits in rules.numbers():
        if name == "target":
            continue  # a target is the same as its two ends
        if limits.low is not None:
            yield Limit(name, limits.low, upper=False, is_open=limits.low_open)
        if limits.high is not None:
            yield Limit(name, limits.high, upper=True, is_open=limits.high_open)


# Straight-line code ---------------------------------------------------------------------


def rule_lines(
    tables: Mapping[str, TableRules], used: Mapping[str, frozenset[str]], write: Statements
) -> Iterable[str]:
    """Yield statements that return None unless each table has rows and there is no doubt.

    Raises:
        NotStraightError: a rule needs the rows one by one.
    """
    marks = 0
    lines: list[str] = []
    # A table's rules hold whether a measure reads it or not.
    for name, rules in tables.items():
        read = used.get(name, frozenset())
        doubts = doubts_of(rules, read)
        if doubts is None:
            raise NotStraightError
        marks |= doubts.marks | NO_ROWS[name]
        lines += _table_lines(rules, doubts, write)
        if rules.single_target and "target" not in read:
            lines.append(_range_line(rules.single_target, write))
    yield f"if marks & {marks}: return None"
    yield from lines


def _table_lines(rules: TableRules, doubts: Doubts, write: Statements) -> Iterable[str]:
    for name, words in doubts.words:
        values = write.column(rules.table, name).values
        yield f"if not {write.object(words)}.issuperset({values}): return None"
    if rules.aspects:
        yield _aspect_line(rules, write)
    for limit in doubts.limits:
        yield _limit_line(rules.table, limit, write)


def _range_line(polarities: Iterable[str], write: Statements) -> str:
    """Ask that no row of these polarities has a range for its target."""
    targets, given = (write.column("indicators", each).values for each in ("target", "polarity"))
    single = write.object(frozenset({*polarities, None}))
    ranges = f"each in {single} for target, each in zip({targets}, {given})"
    return f"if None in {targets} and any(target is None and {ranges}): return None"


def _aspect_line(rules: TableRules, write: Statements) -> str:
    """Ask for the aspects that must be there, which can depend on one flag."""
    given = write.column(rules.table, "aspect").values
    flags = set(rules.only_when.values())
    if len(flags) > 1:
        raise NotStraightError
    wanted = write.object(rules.aspects)
    if flags:
        fewer = tuple(each for each in rules.aspects if each not in rules.only_when)
        wanted = f"({wanted} if {write.facts[flags.pop()]} else {write.object(fewer)})"
    # Mostly there is a row each, in the policy's order.
    return f"if {given} != {wanted} and set({given}) != set({wanted}): return None"


def _limit_line(table: str, limit: Limit, write: Statements) -> str:
    column = write.column(table, limit.field)
    found, out = (column.high, ">") if limit.upper else (column.low, "<")
    top, equal = times(found, limit.end.denominator), "=" if limit.is_open else ""
    beyond = f"{top} {out}{equal} {times(column.scale, limit.end.numerator)}"
    return f"if {found} is not None and {beyond}: return None"
