"""A collection of records that fit together, and the cohorts in it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Problem, RecordError, suggestion

from .appraisal import Appraisal, Period
from .people import Assignment, Employee, Position, Unit
from .references import COLLECTIONS, appraiser_circles, by_id, reference_problems
from .values import FactValue, FrozenMap, as_tuple, facts


@frozen
class Member:
    """Anggota kelompok: one appraisal in a cohort and whose it is."""

    #: The employee, by id (the appraisal's id where records name no employee).
    employee: str
    #: The appraisal.
    appraisal: Appraisal


@frozen
class Cohort:
    """Kelompok: the appraisals of one unit, with the facts of the unit.

    >>> Cohort("dpmptsp", members=[Member("sari", Appraisal("sari-2025"))]).members[0].employee
    'sari'
    """

    #: The unit, by id.
    unit: str
    #: The members; their order never matters.
    members: tuple[Member, ...] = field(default=(), converter=as_tuple)
    #: The facts of the unit.
    facts: Mapping[str, FactValue] = field(factory=FrozenMap, converter=facts)
    #: The unit above, by id.
    parent: str | None = None

    @property
    def appraisals(self) -> tuple[Appraisal, ...]:
        """Return the appraisals."""
        return tuple(member.appraisal for member in self.members)


@frozen
class Records:
    """Kumpulan data: units, positions, employees, assignments and appraisals, by id.

    Raises:
        RecordError: an id stands twice, a reference leads nowhere, or units, positions or
            appraisers go round in a circle; every such fault is named.

    >>> records = Records(appraisals=[Appraisal("2025-sari")])
    >>> records.appraisals["2025-sari"].id
    '2025-sari'
    """

    #: Units by id.
    units: Mapping[str, Unit] = field(default=(), converter=by_id)
    #: Positions by id.
    positions: Mapping[str, Position] = field(default=(), converter=by_id)
    #: Employees by id.
    employees: Mapping[str, Employee] = field(default=(), converter=by_id)
    #: Assignments by id.
    assignments: Mapping[str, Assignment] = field(default=(), converter=by_id)
    #: Appraisals by id.
    appraisals: Mapping[str, Appraisal] = field(default=(), converter=by_id)

    def __attrs_post_init__(self) -> None:
        """Check that the records fit together."""
        rows = {name: tuple(getattr(self, name).values()) for name in COLLECTIONS}
        problems = [*reference_problems(rows), *appraiser_circles(rows["assignments"])]
        if problems:
            raise RecordError(problems)

    def to_plain(self) -> dict[str, Any]:
        """Write as the plain data of a records document."""
        from asn_appraisal.document import to_plain  # noqa: PLC0415 - would shadow this method

        lists = {name: to_plain(list(getattr(self, name).values())) for name in COLLECTIONS}
        return {
            "asn_appraisal": "records/1",
            **{name: rows for name, rows in lists.items() if rows},
        }

    @cached_property
    def assignments_of(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Return the assignments of each employee, by employee id, made once."""
        return _grouped(self.assignments, "employee")

    @cached_property
    def assignments_in(self) -> Mapping[str, tuple[Assignment, ...]]:
        """Return the assignments to each position, by position id, made once."""
        return _grouped(self.assignments, "position")

    def employee_of(self, appraisal: Appraisal) -> str:
        """Return whose appraisal it is: an employee's id, or the appraisal's own id."""
        assignment = self.assignments.get(appraisal.assignment or "")
        return assignment.employee if assignment else appraisal.id

    def cohort(self, unit: str, period: Period | str | None = None) -> Cohort:
        """Gather the appraisals whose assignment is in the unit.

        Args:
            unit: the unit, by id.
            period: only appraisals of this period, or of this kind of period (`annual`), where
                the records hold several; None: all.

        Raises:
            RecordError: there is no such unit.
        """
        if unit not in self.units:
            near = suggestion(unit, self.units)
            raise RecordError([Problem("ASN-R009", None, {"unit": unit, **near})])
        members = [
            Member(self.employee_of(appraisal), appraisal)
            for appraisal in self.appraisals.values()
            if (assignment := self.assignments.get(appraisal.assignment or ""))
            and assignment.unit == unit
            and _is_of(appraisal, period)
        ]
        return Cohort(unit, members, self.units[unit].facts, self.units[unit].parent)


def _is_of(appraisal: Appraisal, period: Period | str | None) -> bool:
    if period is None:
        return True
    own = appraisal.period
    return own == period if isinstance(period, Period) else own is not None and own.kind == period


def _grouped(
    assignments: Mapping[str, Assignment], name: str
) -> Mapping[str, tuple[Assignment, ...]]:
    groups: dict[str, list[Assignment]] = {}
    for each in assignments.values():
        groups.setdefault(getattr(each, name), []).append(each)
    return FrozenMap((key, tuple(rows)) for key, rows in groups.items())
