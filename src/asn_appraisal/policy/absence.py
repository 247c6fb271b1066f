"""What a policy does with a value that is not there: missing is not zero unless it says so."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import Faults, LocatedMap, parse_exact
from asn_appraisal.document.scalars import expected, scalar
from asn_appraisal.errors import Problem, suggestion
from asn_appraisal.formula.tree import Field
from asn_appraisal.record import RATINGS

from .report import Report


@frozen
class Action:
    """Perlakuan: incomplete, leave out, or count as a value."""

    #: `incomplete`, `leave_out` or `count_as`.
    name: str
    #: The number or rating that is counted instead.
    value: Fraction | str | None = None

    @classmethod
    def incomplete(cls) -> "Action":
        """Give no result, and say why."""
        return cls("incomplete")

    @classmethod
    def leave_out(cls) -> "Action":
        """Take the row out of every aggregate."""
        return cls("leave_out")


def can_hold(field: Field, value: Fraction | str | None) -> bool:
    """Tell whether a field can have a value that counts in place of an absent one."""
    if field.kind.name == "number":
        return isinstance(value, Fraction) and field.range.holds(value)
    return field.kind.scale is not None and value in field.kind.scale.names()


@frozen
class Absence:
    """Aturan nilai yang tidak ada: an action, or another one by the value of a field."""

    #: What happens unless a field says otherwise.
    otherwise: Action
    #: (field, value, action): what happens to rows with that value.
    by_field: tuple[tuple[str, str, Action], ...] = field(default=())


def read_absence(value: Any, _: Any) -> Absence:
    """Read `incomplete`, `leave_out`, `{count_as: 0}` or `{rater: {peer: leave_out}}`."""
    if not isinstance(value, LocatedMap) or "count_as" in value:
        return Absence(_action(value))
    problems: list[Problem] = []
    by_field = []
    for name, values in value.items():
        if not isinstance(values, LocatedMap):
            problems.extend(expected(values, LocatedMap).problems)
            continue
        for word, each in values.items():
            try:
                by_field.append((name, word, _action(each)))
            except Faults as faults:
                problems.extend(faults.problems)
    if problems:
        raise Faults(problems)
    return Absence(Action.incomplete(), tuple(by_field))


def settled(action: Action, key: str, fields: Iterable[Field], report: Report) -> Action:
    """Turn what an action counts as into a value, which some field of the table must hold."""
    if action.name != "count_as":
        return action
    text = str(action.value)
    number = parse_exact(text)
    value = text if number is None else number
    if not any(can_hold(each, value) for each in fields):
        report.add("ASN-P026", action.value, key=key, value=text)
    return Action("count_as", value)


def _action(value: Any) -> Action:
    """Read one action; what it counts as stays as it was written, with its place."""
    if isinstance(value, LocatedMap):
        if list(value) != ["count_as"]:
            raise Faults.one("ASN-P001", value)
        text = scalar(value["count_as"])
        if parse_exact(text) is None and text not in RATINGS:
            raise Faults.one("ASN-P006", text, text=text)
        return Action("count_as", text)
    word = scalar(value)
    if word not in ("incomplete", "leave_out"):
        near = suggestion(word, ("incomplete", "leave_out", "count_as"))
        raise Faults.one("ASN-D027", word, text=word, **near)
    return Action(str(word))
