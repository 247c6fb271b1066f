"""Sifting a table row by row: what breaks a rule, what is left out, what stops the result."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import define, evolve, field, frozen

from asn_appraisal.document import exact_text
from asn_appraisal.errors import suggestion
from asn_appraisal.formula import Level, Range
from asn_appraisal.policy import Absence, Action, FactRule, TableRules, can_hold, fact_value
from asn_appraisal.record import MISSING, Appraisal, FrozenMap, NotApplicable, Table
from asn_appraisal.record.tables import scaled

from .taken import Taken

#: Number fields that are compared with each other, and so share one denominator.
_GROUPS = {
    "target": "amount",
    "target_from": "amount",
    "target_to": "amount",
    "actual": "amount",
    "required": "level",
    "attained": "level",
}
_TARGETS = ("target", "target_from", "target_to")
Row = dict[str, Any]


@frozen
class Sifted:
    """A table as it is scored, and the keys of the rows that were left out."""

    table: Table
    left_out: frozenset[Any] = frozenset()


@define
class Sifting:
    """One pass over one table of one appraisal."""

    rules: TableRules
    #: Fields that the policy reads.
    used: frozenset[str]
    appraisal: Appraisal
    #: Facts as they were taken.
    facts: Mapping[str, Any]
    #: Results that were left out, with everything that belongs to them.
    lost: frozenset[Any]
    taken: Taken
    _left_out: set[Any] = field(factory=set)

    def sift(self, table: Table) -> Sifted:
        """Return the rows that are scored."""
        rows = [_row(table, at) for at in range(len(table.keys))]
        if self.rules.table == "periods":
            for row in rows:
                self._read_measures(row)
        self._check_plan()
        self._check_weights(rows)
        kept = [row for row in rows if self._keeps(row)]
        kept += self._aspects_lacking(rows)
        return Sifted(self._table(table, kept), frozenset(self._left_out))

    def _read_measures(self, row: Row) -> None:
        """Read the measures of an earlier period, which come as text, as the kinds they are."""
        for name, each in self.rules.fields.items():
            if name in ("period", "months"):
                continue
            given, value = row.get(name), None
            if given is None:
                row["absent"][name] = MISSING
            else:
                rule = FactRule(name, each.kind, whole=each.range.grid is not None)
                value = fact_value(rule, given)
                if value is None:
                    self._refuse("ASN-E002", row, name, value=given, **suggestion("", ()))
            row[name] = value.name if isinstance(value, Level) else value

    # Rules ------------------------------------------------------------------------------

    def _keeps(self, row: Row) -> bool:
        """Check a row; return whether it is scored."""
        if row.get("result") in self.lost:
            return False
        if self._is_not_asked(row):
            self._left_out.add(row["key"])
            return False
        self._check_words(row)
        self._check_numbers(row)
        return self._keeps_absences(row)

    def _check_words(self, row: Row) -> None:
        for name, each in self.rules.fields.items():
            kind = each.kind
            value = row.get(name)
            if kind.name not in ("choice", "level") or (value is None and name not in self.used):
                continue
            words = self.rules.allowed.get(name) or (
                kind.scale.names() if kind.scale else kind.words
            )
            if name == "aspect" and self.rules.aspects:
                words = self.rules.aspects
            if value is None and name in self.rules.required:
                continue  # the check of the plan has said so
            if value is None and kind.name == "choice" and words:
                near = suggestion("", words)
                self._refuse("ASN-E003", row, name, **near)
            elif value is not None and words and value not in words:
                self._refuse("ASN-E002", row, name, value=value, **suggestion(value, words))

    def _check_numbers(self, row: Row) -> None:
        self._check_single_target(row)
        for name, limits in self.rules.numbers():
            value = row.get(name)
            if value is None or limits.holds(value):
                continue
            if name in ("target_from", "target_to") and row["target"] is not None:
                continue  # the two ends of a single target are that target
            shown = {"value": exact_text(value), "range": limits_text(limits)}
            field_name = "target" if name in _TARGETS else name
            self._refuse("ASN-E001", row, field_name, **shown)

    def _check_single_target(self, row: Row) -> None:
        is_range = row.get("target") is None and row.get("target_from") is not None
        wanted = self.rules.single_target
        if wanted is None:
            wanted = ("higher", "lower") if "target" in self.used else ()
        if is_range and (row["polarity"] in wanted or (wanted and row["polarity"] is None)):
            self._refuse("ASN-E005", row, "target", polarity=row["polarity"] or "-")

    def _check_weights(self, rows: list[Row]) -> None:
        rule = self.rules.weight_total
        if rule is None or not rows:
            return
        groups: dict[str, list[Row]] = {}
        for row in rows:
            key = f"results[{row['result']}]" if rule.within_result else ""
            groups.setdefault(key or self.rules.table, []).append(row)
        for where, members in groups.items():
            found = sum((row["weight"] or Fraction(0) for row in members), Fraction(0))
            if found != rule.total:
                self.taken.refuse(
                    "ASN-E004",
                    where,
                    where=where,
                    found=exact_text(found),
                    total=exact_text(rule.total),
                    difference=exact_text(rule.total - found),
                )

    def _check_plan(self) -> None:
        for where, filled in self._plan_rows():
            for name in self.rules.required:
                if not filled[name]:
                    self.taken.refuse("ASN-E007", f"{where}.{name}", where=where, field=name)

    def _plan_rows(self) -> Iterable[tuple[str, dict[str, bool]]]:
        if not self.rules.required:
            return
        for result in self.appraisal.results:
            where = f"results[{result.id}]"
            if self.rules.table == "results":
                yield (
                    where,
                    {
                        "title": bool(result.title.strip()),
                        "indicators": bool(result.indicators),
                        "weight": result.weight is not None,
                        "kind": True,
                    },
                )
                continue
            for each in result.indicators:
                filled = {
                    name: getattr(each, name) not in (None, "")
                    for name in ("title", "unit", "target", "weight", "aspect", "polarity")
                }
                yield f"{where}.indicators[{each.id}]", filled

    # Absences ---------------------------------------------------------------------------

    def _keeps_absences(self, row: Row) -> bool:
        actions = dict(self._actions(row))
        for name, action in actions.items():
            if action.name == "leave_out":
                # A row that leaves takes its other gaps with it.
                self._note("ASN-N001", row, name, row["absent"][name])
                self._left_out.add(row["key"])
                return False
        for name, action in actions.items():
            absent = row["absent"][name]
            if self._counts_as(row, [name], action):
                self._note("ASN-N002", row, name, absent, value=_shown(action.value))
            else:
                self._stop(row, name, absent)
        return True

    def _actions(self, row: Row) -> Iterable[tuple[str, Action]]:
        """Iterate over what is done about each value that is needed and absent."""
        for name in sorted(self.used):
            absent = row["absent"].get(name)
            if absent is None or self.rules.fields[name].kind.name == "choice":
                continue
            if name in ("target_from", "target_to") and "target" in self.used:
                # One absent target is one thing to say.
                continue
            rule = self.rules.missing if absent == MISSING else self.rules.not_applicable
            yield name, _action(rule, row)

    def _counts_as(self, row: Row, names: Iterable[str], action: Action) -> bool:
        """Put a value in place of absent ones; tell whether the fields can hold it."""
        fields = {each for name in names for each in (_TARGETS if name == "target" else (name,))}
        if action.name != "count_as" or not all(
            can_hold(self.rules.fields[each], action.value) for each in fields
        ):
            return False
        row.update(dict.fromkeys(fields, action.value))
        return True

    def _is_not_asked(self, row: Row) -> bool:
        fact = self.rules.only_when.get(row.get("aspect") or "")
        if self.rules.table != "behaviours" or fact is None or self.facts.get(fact) is not False:
            return False
        self.taken.note("ASN-N004", "", aspect=row["aspect"], fact=fact)
        return True

    def _aspects_lacking(self, rows: list[Row]) -> list[Row]:
        """Deal with behaviour aspects that have no row at all."""
        given = {row["aspect"] for row in rows} if self.rules.aspects else set()
        made = []
        for aspect in self.rules.aspects:
            fact = self.rules.only_when.get(aspect)
            if aspect in given or (fact is not None and self.facts.get(fact) is not True):
                continue
            rater = self._rater()
            row: Row = {"aspect": aspect, "rater": rater, "by": "", "absent": {}}
            row["key"] = (aspect, rater, "")
            action = _action(self.rules.missing, row)
            if self._counts_as(row, self.used & {"value", "rating"}, action):
                self._note("ASN-N002", row, "value", MISSING, value=_shown(action.value))
                made.append(row)
            elif action.name == "leave_out":
                self.taken.note("ASN-N007", "", aspect=aspect)
            else:
                self.taken.stop("ASN-S008", f"behaviours[{aspect}]", aspect=aspect)
                row.update(dict.fromkeys(self.used & {"value", "rating"}))
                made.append(row)
        return made

    def _rater(self) -> str:
        """Return who should have rated: the superior, unless the policy takes others only."""
        raters = self.rules.allowed.get("rater", ("superior",))
        return "superior" if "superior" in raters else raters[0]

    # Words ------------------------------------------------------------------------------

    def _where(self, row: Row) -> str:
        if self.rules.table == "indicators":
            result, indicator = row["key"]
            return f"results[{result}].indicators[{indicator}]"
        key = row["key"]
        parts = [part for part in key if part] if isinstance(key, tuple) else [key]
        return f"{self.rules.table}[{', '.join(parts)}]"

    def _refuse(self, code: str, row: Row, name: str, **values: object) -> None:
        where = self._where(row)
        self.taken.refuse(code, f"{where}.{name}", where=where, field=name, **values)

    def _stop(self, row: Row, name: str, absent: Any) -> None:
        where = self._where(row)
        if isinstance(absent, NotApplicable):
            values = {"reason": absent.reason}
            self.taken.stop("ASN-S007", f"{where}.{name}", where=where, field=name, **values)
        else:
            self.taken.stop("ASN-S001", f"{where}.{name}", where=where, field=name)

    def _note(self, code: str, row: Row, name: str, absent: Any, **values: object) -> None:
        where = self._where(row)
        why = {"why_id": "belum dilaporkan", "why_en": "has not been reported"}
        if isinstance(absent, NotApplicable):
            why = {
                "why_id": f"tidak berlaku ({absent.reason})",
                "why_en": f"is not applicable ({absent.reason})",
            }
        self.taken.note(code, f"{where}.{name}", where=where, field=name, **why, **values)

    # Back to columns --------------------------------------------------------------------

    def _table(self, table: Table, rows: list[Row]) -> Table:
        columns: dict[str, tuple[Any, ...]] = {}
        scale: dict[str, int] = {}
        groups: dict[str, dict[str, list[Any]]] = {}
        for name, each in self.rules.fields.items():
            column = [row.get(name) for row in rows]
            if each.kind.name == "number":
                groups.setdefault(_GROUPS.get(name, name), {})[name] = column
            else:
                columns[name] = tuple(column)
        for group in groups.values():
            made, below = scaled(group)
            columns.update(made)
            scale.update(dict.fromkeys(group, below))
        keys = tuple(row["key"] for row in rows)
        return evolve(
            table, keys=keys, columns=FrozenMap(columns), scale=FrozenMap(scale), absent=FrozenMap()
        )


def _row(table: Table, at: int) -> Row:
    row: Row = {"key": table.keys[at]}
    for name, column in table.columns.items():
        value = column[at]
        below = table.scale.get(name)
        row[name] = Fraction(value, below) if below is not None and value is not None else value
    row["absent"] = {name: each for (name, where), each in table.absent.items() if where == at}
    return row


def _action(absence: Absence, row: Row) -> Action:
    for name, word, action in absence.by_field:
        if row.get(name) == word:
            return action
    return absence.otherwise


def _shown(value: Any) -> str:
    return exact_text(value) if isinstance(value, Fraction) else str(value)


def limits_text(limits: Range) -> str:
    """Write limits as signs that read alike in both languages.

    >>> limits_text(Range(Fraction(0), Fraction(120), low_open=True))
    '> 0, ≤ 120'
    """
    parts = []
    if limits.low is not None:
        parts.append(f"{'>' if limits.low_open else '≥'} {exact_text(limits.low)}")
    if limits.high is not None:
        parts.append(f"{'<' if limits.high_open else '≤'} {exact_text(limits.high)}")
    return ", ".join(parts)
