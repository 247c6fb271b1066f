"""Behaviour aspects that a policy asks for and that have no row at all."""

from collections.abc import Callable
from typing import Any

from attrs import define, field

from asn_appraisal.formula.tree import Aggregate, Field, MeasureValue, Node
from asn_appraisal.policy import Absence, Action, Policy, TableRules

from .gathering import Gathering, no_digit
from .integers import (
    FALSE,
    TRUE,
    Ex,
    all_of,
    any_of,
    at_most,
    equal,
    lit,
    not_,
    when,
)
from .rows import Rows, Trouble

#: Fewer rows than this have a digit of their own in the shared count, so many at a time.
_BASE, _TOGETHER = 2**7, 8


@define
class Lacking:
    """Aspek yang belum dinilai: what is done about each, and what it leaves without a value."""

    policy: Policy
    rules: TableRules
    rows: Rows
    #: What is done about each aspect, by aspect.
    actions: dict[str, Action]
    #: Whether the policy also ranges over rows without reading their marks.
    counts_rows: bool
    #: Whether an aspect is lacking, so that the marks are not complete.
    gap: Ex = field(default=FALSE)

    def ask(
        self, gathering: Gathering, count: Ex
    ) -> Callable[[Any], tuple[list[Trouble], list[Ex]]]:
        """Ask how many rows each aspect has; return what makes troubles of it.

        The counts of several aspects share one integer, each in its own digits.
        """
        aspects = self.rows.fields["aspect"]
        wanted = [
            (at, aspect)
            for at, aspect in enumerate(aspects.words)
            if self.actions[aspect].name != "leave_out"
        ]
        counts = {}
        most = count
        for start in range(0, len(wanted), _TOGETHER):
            together = wanted[start : start + _TOGETHER]
            share: Ex = lit(0)
            for digit, (at, _) in enumerate(together):
                here = equal(aspects.top, lit(at))
                share = when(here, lit(_BASE**digit), share)
            packed = gathering.packed(self.rows.columns.put(share), _BASE ** len(together))
            for digit, (_, aspect) in enumerate(together):
                counts[aspect] = no_digit(packed, _BASE, digit)

        def done(board: Any) -> tuple[list[Trouble], list[Ex]]:
            troubles, far, gaps = [], [not_(at_most(most, lit(_BASE - 1)))], []
            for aspect, none in counts.items():
                fact = self.rules.only_when.get(aspect)
                asked: Ex = TRUE
                if fact is not None:
                    said = board.whole.fields[fact]
                    asked = all_of([said.ok, said.top])
                absent = all_of([asked, none])
                if self.actions[aspect].name == "incomplete":
                    troubles.append(Trouble("ASN-S008", f"behaviours.{aspect}", absent))
                    gaps.append(absent)
                else:
                    far.append(absent)
            self.gap = board.whole.columns.put(any_of(gaps))
            if self.counts_rows:
                far.append(self.gap)
            return troubles, far

        return done


def lacking_aspects(policy: Policy, rules: TableRules, rows: Rows, used: frozenset[str]) -> Lacking:
    """Plan what is done about aspects without a row."""
    raters = rules.allowed.get("rater", ("superior",))
    rater = "superior" if "superior" in raters else raters[0]
    counts_rows = _counts_rows(policy)
    actions = {}
    for aspect in rules.aspects:
        action = _action(rules.missing, {"aspect": aspect, "rater": rater, "by": ""})
        if action.name == "count_as" and not counts_rows and not used & {"value", "rating"}:
            action = Action.leave_out()  # nobody reads the row that would be there
        actions[aspect] = action
    return Lacking(policy, rules, rows, actions, counts_rows)


def _action(absence: Absence, row: dict[str, str]) -> Action:
    for name, word, action in absence.by_field:
        if row.get(name) == word:
            return action
    return absence.otherwise


def _counts_rows(policy: Policy) -> bool:
    """Tell whether anything ranges over behaviours without reading every mark."""
    marked: set[str] = set()
    for name, measure in policy.measures.items():
        if measure.rows is not None and measure.rows.table == "behaviours":
            if not _reads_mark(measure.body, marked):
                return True
            marked.add(name)
        for node in measure.body.walk():
            if isinstance(node, Aggregate) and node.rows.table == "behaviours":
                value, where = node.value, node.where
                if where is not None or value is None or not _reads_mark(value, marked):
                    return True
    return False


def _reads_mark(body: Node, marked: set[str]) -> bool:
    """Tell whether a formula has no value without the mark of its row."""
    match body:
        case Field(name="value" | "rating"):
            return True
        case MeasureValue():
            return body.name in marked
    return type(body).__name__ in {"Arithmetic", "Apply", "Negative", "Compare", "Curve"} and any(
        _reads_mark(each, marked) for each in body.children()
    )
