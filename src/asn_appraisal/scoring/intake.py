"""Taking in the evidence: checked against the policy's rules, absences dealt with, into a frame.

Most appraisals have nothing absent: for those each column is checked as a whole and put into
the frame as it is. Only where something is absent or out of bounds are rows looked at one by one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from asn_appraisal.errors import suggestion
from asn_appraisal.formula import PARENTS, Level
from asn_appraisal.formula.tree import Field, Rows
from asn_appraisal.policy import FactRule, Policy, TableRules, fact_value
from asn_appraisal.record import Appraisal, Table
from asn_appraisal.record.summary import MARKS, PLACES, Summary

from .frame import Frame, Layout
from .lawful import Limit, doubts_of
from .sifting import Sifting
from .taken import Taken

#: Tells whether a whole table obeys one rule.
Check = Callable[[Summary], bool]


@frozen
class TablePlan:
    """How one table is taken in."""

    rules: TableRules
    #: Fields that the policy reads.
    used: frozenset[str]
    #: What must hold of a table with nothing absent, for it to be taken as it is.
    checks: tuple[Check, ...]
    #: (slot, field) of each column that is put into the frame.
    columns: tuple[tuple[int, str], ...]
    #: (slot, field) of each denominator.
    scales: tuple[tuple[int, str], ...]
    #: (slot, field) of levels, which become their order.
    levels: tuple[tuple[int, str, Mapping[str, int]], ...]
    count: int
    #: Slot of the keys of the rows.
    keys: int
    #: Slot of the parent row of each row, or None.
    parent: int | None
    #: (slot, outer rows) of the rows that belong to each outer row.
    members: tuple[tuple[int, Rows], ...]
    #: (slot of the count, of the values, of the keys, and the field) of each grouping.
    groups: tuple[tuple[int, int, int, str], ...]


@frozen
class Intake:
    """How an appraisal is taken in."""

    tables: tuple[TablePlan, ...]
    #: (rule, slot) of each fact.
    facts: tuple[tuple[FactRule, int], ...]

    def take(self, appraisal: Appraisal, frame: Frame, taken: Taken) -> None:
        """Put the evidence into the frame; report what breaks a rule, stops, or is to be noted."""
        facts = {}
        for rule, slot in self.facts:
            frame[slot] = facts[rule.name] = _take_fact(rule, appraisal.facts, taken)
        tables: dict[str, Table] = {}
        left_out: dict[str, frozenset[Any]] = {}
        for plan in self.tables:
            name = plan.rules.table
            table = appraisal.tables[name]
            lost = left_out.get(PARENTS.get(name, ""), _NOTHING)
            if lost or not all(check(appraisal.summary) for check in plan.checks):
                sifted = Sifting(plan.rules, plan.used, appraisal, facts, lost, taken).sift(table)
                table, left_out[name] = sifted.table, sifted.left_out
            tables[name] = table
        for plan in self.tables:
            _fill(plan, tables, frame)


_NOTHING: frozenset[Any] = frozenset()


# Facts ----------------------------------------------------------------------------------


def _take_fact(rule: FactRule, facts: Mapping[str, Any], taken: Taken) -> Any:
    given = facts.get(rule.name)
    if given is None:
        return _absent_fact(rule, facts, taken)
    value = fact_value(rule, given)
    if value is None:
        words = rule.kind.words or (rule.kind.scale.names() if rule.kind.scale else ())
        kind = rule.kind.describe()
        near = suggestion(str(given), words)
        taken.refuse(
            "ASN-E006",
            f"facts.{rule.name}",
            fact=rule.name,
            value=given,
            kind_id=kind.id,
            kind_en=kind.en,
            **near,
        )
    return for_frame(value)


_FLAG_WORDS = {True: ("ya", "yes"), False: ("tidak", "no")}


def _absent_fact(rule: FactRule, facts: Mapping[str, Any], taken: Taken) -> Any:
    if rule.default is None:
        near = suggestion(rule.name, facts)
        if len(facts) <= 12 and "?" not in near["near_id"]:  # noqa: PLR2004 - no near name
            near = {"near_id": "", "near_en": ""}
        taken.stop("ASN-S002", f"facts.{rule.name}", fact=rule.name, **near)
        return None
    default = rule.default
    shown = _FLAG_WORDS[default] if isinstance(default, bool) else (default, default)
    taken.note(
        "ASN-N005", f"facts.{rule.name}", fact=rule.name, value_id=shown[0], value_en=shown[1]
    )
    return for_frame(default)


def for_frame(value: Any) -> Any:
    """Return a fact as programs take it: levels by order, numbers as (top, below)."""
    if isinstance(value, Level):
        return value.order
    if value is None or isinstance(value, bool | str):
        return value
    return (value.numerator, value.denominator)


# Planning -------------------------------------------------------------------------------


def plan_intake(policy: Policy, layout: Layout) -> Intake:
    """Plan how appraisals are taken in, once a policy's measures have asked for their slots."""
    used = used_fields(policy)
    tables = tuple(
        _plan_table(rules, used.get(name, frozenset()), layout)
        for name, rules in policy.evidence.tables.items()
    )
    facts = tuple((rule, layout.fact(name)) for name, rule in policy.evidence.facts.items())
    return Intake(tables, facts)


def used_fields(policy: Policy) -> dict[str, frozenset[str]]:
    """Return the fields that a policy reads, by table."""
    used: dict[str, set[str]] = {}
    for measure in policy.measures.values():
        if measure.rows is not None and measure.rows.by is not None:
            used.setdefault(measure.rows.table, set()).add(measure.rows.by)
        for node in measure.body.walk():
            if isinstance(node, Field):
                used.setdefault(node.table, set()).add(node.name)
    return {table: frozenset(names) for table, names in used.items()}


def _plan_table(rules: TableRules, used: frozenset[str], layout: Layout) -> TablePlan:
    table = rules.table
    columns, scales, levels, members, groups = [], [], [], [], []
    parent = None
    for key, slot in list(layout.slots.items()):
        match key:
            case ("column", name, field_name) if name == table:
                scale = rules.fields[field_name].kind.scale
                if scale is not None:
                    levels.append((slot, field_name, {each.name: each.order for each in scale}))
                else:
                    columns.append((slot, field_name))
            case ("scale", name, field_name) if name == table:
                scales.append((slot, field_name))
            case ("parent", name) if name == PARENTS.get(table):
                parent = slot
            case ("members", outer, inner) if inner == table:
                outer_table, _, by = outer.partition(".")
                members.append((slot, Rows(outer_table, by or None)))
            case ("count", rows) if rows.startswith(f"{table}."):
                by = rows.partition(".")[2]
                groups.append((slot, layout.column(rows, by), layout.slot("keys", rows), by))
    return TablePlan(
        rules,
        used,
        tuple(_checks(rules, used)),
        tuple(columns),
        tuple(scales),
        tuple(levels),
        layout.count(Rows(table)),
        layout.slot("keys", table),
        parent,
        tuple(members),
        tuple(groups),
    )


def _checks(rules: TableRules, used: frozenset[str]) -> Iterable[Check]:
    """Yield the rules that a whole column can be checked against."""
    doubts = doubts_of(rules, used)
    # An aspect asked for under a condition needs the row by row way.
    if doubts is None or rules.only_when:
        yield lambda _: False
        return
    # A range has no single target: whether that is lawful is seen row by row.
    marks = doubts.marks | (MARKS["indicators", "target"][None] if rules.single_target else 0)
    yield lambda summary: not summary.marks & marks
    for name, words in doubts.words:
        yield partial(_has_only, words, PLACES[rules.table, name])
    if rules.aspects:
        aspects, at = frozenset(rules.aspects), PLACES["behaviours", "aspect"]
        yield lambda summary: aspects == frozenset(summary.values[at])
    for limit in doubts.limits:
        yield partial(_is_within, limit, PLACES[rules.table, limit.field])


def _has_only(words: frozenset[str | None], at: int, summary: Summary) -> bool:
    return words.issuperset(summary.values[at])


def _is_within(limit: Limit, at: int, summary: Summary) -> bool:
    found = (summary.highs if limit.upper else summary.lows)[at]
    scale = summary.scales[at]
    if found is None or scale is None:
        return True
    inside = found * limit.end.denominator - limit.end.numerator * scale
    # Whole numbers compare: an end that is open must be passed by at least one.
    return (-inside if limit.upper else inside) >= int(limit.is_open)


# Filling the frame ----------------------------------------------------------------------


def _fill(plan: TablePlan, tables: Mapping[str, Table], frame: Frame) -> None:
    table = tables[plan.rules.table]
    frame[plan.count] = len(table.keys)
    frame[plan.keys] = table.keys
    for slot, name in plan.columns:
        frame[slot] = table.columns[name]
    for slot, name in plan.scales:
        frame[slot] = table.scale[name]
    for slot, name, order in plan.levels:
        frame[slot] = [order.get(word) for word in table.columns[name]]
    if plan.parent is not None:
        at = {key: row for row, key in enumerate(tables[PARENTS[plan.rules.table]].keys)}
        frame[plan.parent] = [at[key] for key in table.columns["result"]]
    for count, values, keys, name in plan.groups:
        frame[values] = frame[keys] = tuple(sorted(set(table.columns[name]) - {None}))
        frame[count] = len(frame[values])
    for slot, outer in plan.members:
        frame[slot] = _members(outer, table, tables)


def _members(outer: Rows, table: Table, tables: Mapping[str, Table]) -> list[list[int]]:
    if outer.by is None:
        keys: Sequence[Any] = tables[outer.table].keys
        column = table.columns["result"]
    else:
        column = table.columns[outer.by]
        keys = sorted({each for each in column if each is not None})
    places: dict[Any, list[int]] = {key: [] for key in keys}
    for row, key in enumerate(column):
        if key in places:
            places[key].append(row)
    return [places[key] for key in keys]
