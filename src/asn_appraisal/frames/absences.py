"""What is absent from a table: rows are left out, values counted as others, results stopped."""

from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import Any

from attrs import define

from asn_appraisal.policy import Absence, Action, TableRules, can_hold

from .integers import FALSE, TRUE, Ex, all_of, any_of, equal, lit, mul, not_, when
from .refusing import NotInColumnsError
from .rows import Rows
from .values import Val

#: The fields that a target is read into.
TARGETS = ("target", "target_from", "target_to")


@define
class Absences:
    """Yang tidak ada: deals with the absent values of one table, as its policy says."""

    rules: TableRules
    #: Fields that the policy reads.
    used: frozenset[str]
    rows: Rows
    #: Whether a value was handed over, by field.
    there: dict[str, Ex]
    #: Whether a value is not applicable, by field.
    na: dict[str, Ex]
    #: Looks for the column that says so.
    not_applicable: Callable[[str], Ex]

    def settle(self) -> None:
        """Leave rows out, count values as others, or say that there is no result."""
        names = [name for name in sorted(self.used) if self._can_be_absent(name)]
        left: list[Ex] = []
        for name in names:
            if self.rules.fields[name].kind.name == "level":
                self.not_applicable(name)
        for name in names:
            for absent, rule, _ in self._absent_as(name):
                left += [
                    all_of([absent, taken])
                    for action, taken in self._actions(rule)
                    if action.name == "leave_out"
                ]
        stays = self.rows.columns.put(not_(any_of(left)))
        for name in names:
            for absent, rule, code in self._absent_as(name):
                self._count_or_stop(name, all_of([absent, stays]), rule, code)
        self.rows.keep = self.rows.columns.put(all_of([self.rows.keep, stays]))

    def _can_be_absent(self, name: str) -> bool:
        kind = self.rules.fields[name].kind.name
        return kind != "choice" and not (
            name in ("target_from", "target_to") and "target" in self.used
        )

    def _absent_as(self, name: str) -> list[tuple[Ex, Absence, str]]:
        """Return when a value is missing, and when it is not applicable, with rule and code."""
        na = self.na.get(name, FALSE)
        missing = all_of([not_(self.there[name]), not_(na)])
        found = [
            (missing, self.rules.missing, "ASN-S001"),
            (na, self.rules.not_applicable, "ASN-S007"),
        ]
        return [
            (self.rows.columns.put(absent), rule, code)
            for absent, rule, code in found
            if absent is not FALSE
        ]

    def _actions(self, rule: Absence) -> list[tuple[Action, Ex]]:
        """Return each action with the rows that it is for: the first that fits is taken."""
        rest: Ex = TRUE
        found = []
        for name, word, action in rule.by_field:
            val = self.rows.fields.get(name)
            if val is None or not val.words:
                raise NotInColumnsError(
                    f"nilai yang tidak ada diperlakukan menurut `{name}`",
                    f"what is absent is dealt with by `{name}`",
                )
            here: Ex = FALSE
            if word in val.words:
                here = all_of([val.ok, equal(val.top, lit(val.words.index(word)))])
            found.append((action, all_of([rest, here])))
            rest = all_of([rest, not_(here)])
        return [*found, (rule.otherwise, rest)]

    def _count_or_stop(self, name: str, absent: Ex, rule: Absence, code: str) -> None:
        for action, taken in self._actions(rule):
            if action.name == "leave_out":
                continue
            here = all_of([absent, taken])
            if action.name == "count_as" and self._holds(name, action.value):
                self._count_as(name, action.value, here)
            else:
                self.rows.report(code, name, here)

    def _holds(self, name: str, value: Any) -> bool:
        fields = TARGETS if name == "target" else (name,)
        return all(can_hold(self.rules.fields[each], value) for each in fields)

    def _count_as(self, name: str, value: Any, here: Ex) -> None:
        for each in TARGETS if name == "target" else (name,):
            val = self.rows.fields[each]
            if isinstance(value, Fraction):
                scale = val.scale or 1
                below = scale * value.denominator // gcd(scale, value.denominator)
                number = lit(value.numerator * (below // value.denominator))
                top = when(here, number, mul(val.top, lit(below // scale)))
                found = Val(
                    self.rows.columns.put(top),
                    lit(below),
                    self.rows.columns.put(any_of([val.ok, here])),
                )
            else:
                top = when(here, lit(val.words.index(value)), val.top)
                found = Val(
                    self.rows.columns.put(top),
                    ok=self.rows.columns.put(any_of([val.ok, here])),
                    words=val.words,
                )
            self.rows.fields[each] = found
