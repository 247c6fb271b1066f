"""Nouns as records and frameworks have them, and cohorts."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from asn_appraisal.document import from_data, to_plain
from asn_appraisal.errors import (
    RecordError,
)
from asn_appraisal.record import (
    Appraisal,
    Cohort,
    Member,
    Target,
)
from asn_appraisal.record.reading import SHAPER
from asn_appraisal.record.values import FactValue

from .form import Data, Form, inner, part, text, to_dict


def noun(kind: type) -> Form:
    """Return the form of a noun that stands field by field in a records or framework document."""
    return Form(kind, to_plain, lambda data: shaped(data, kind))


def shaped(data: Data, kind: type) -> Any:
    document = from_data(data)
    problems = list(document.problems)
    made = SHAPER.attempt(document.root, kind, problems)
    if problems:
        raise RecordError(problems)
    return made


@frozen
class Facts:
    """Facts alone, to be read as an appraisal's are."""

    facts: Mapping[str, FactValue]


@frozen
class Ends:
    """A target alone, to be read as an indicator's is."""

    target: Target


def cohort_data(cohort: Cohort) -> dict[str, Any]:
    data: dict[str, Any] = {
        "unit": cohort.unit,
        "members": [member_data(each) for each in cohort.members],
        "facts": to_plain(cohort.facts),
    }
    return data if cohort.parent is None else {**data, "parent": cohort.parent}


def member_data(member: Member) -> dict[str, Any]:
    return {"employee": member.employee, "appraisal": to_dict(member.appraisal)}


def read_cohort(data: Data) -> Cohort:
    rows = [{"member": each} for each in part(data, "members", list)]
    members = [read_member(part(row, "member", Mapping)) for row in rows]
    facts = shaped({"facts": part(data, "facts", Mapping)}, Facts).facts
    parent = text(data, "parent") if data.get("parent") is not None else None
    return Cohort(text(data, "unit"), members, facts, parent)


def read_member(data: Data) -> Member:
    return Member(text(data, "employee"), inner(data, "appraisal", Appraisal))
