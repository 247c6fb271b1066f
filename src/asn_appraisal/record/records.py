"""A collection of records that fit together, and the cohorts in it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Place, Problem, RecordError, suggestion

from .appraisal import Appraisal
from .people import Assignment, Employee, Position, Unit
from .plan import duplicate_problems
from .values import FactValue, FrozenMap, as_tuple, read_only


def _by_id(values: Any) -> Mapping[str, Any]:
    if isinstance(values, Mapping):
        return read_only(values)
    items = tuple(values)
    if len({each.id for each in items}) < len(items):
        collection = type(items[0]).__name__.lower() + "s"
        raise RecordError(duplicate_problems(collection, [each.id for each in items]))
    return FrozenMap((each.id, each) for each in items)


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
    facts: Mapping[str, FactValue] = field(factory=FrozenMap, converter=read_only)
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
    units: Mapping[str, Unit] = field(default=(), converter=_by_id)
    #: Positions by id.
    positions: Mapping[str, Position] = field(default=(), converter=_by_id)
    #: Employees by id.
    employees: Mapping[str, Employee] = field(default=(), converter=_by_id)
    #: Assignments by id.
    assignments: Mapping[str, Assignment] = field(default=(), converter=_by_id)
    #: Appraisals by id.
    appraisals: Mapping[str, Appraisal] = field(default=(), converter=_by_id)

    def __attrs_post_init__(self) -> None:
        """Check that the records fit together."""
        problems = [*_dangling(self), *_circles(self)]
        if problems:
            raise RecordError(problems)

    def to_plain(self) -> dict[str, Any]:
        """Write as the plain data of a records document."""
        from asn_appraisal.document import to_plain  # noqa: PLC0415 - would shadow this method

        names = ("units", "positions", "employees", "assignments", "appraisals")
        lists = {name: to_plain(list(getattr(self, name).values())) for name in names}
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

    def cohort(self, unit: str) -> Cohort:
        """Gather the appraisals whose assignment is in the unit.

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
        ]
        return Cohort(unit, members, self.units[unit].facts, self.units[unit].parent)


def _grouped(
    assignments: Mapping[str, Assignment], name: str
) -> Mapping[str, tuple[Assignment, ...]]:
    groups: dict[str, list[Assignment]] = {}
    for each in assignments.values():
        groups.setdefault(getattr(each, name), []).append(each)
    return FrozenMap((key, tuple(rows)) for key, rows in groups.items())


#: Which field of which collection refers to which collection.
_REFERENCES = (
    ("units", "parent", "units"),
    ("units", "head", "employees"),
    ("positions", "unit", "units"),
    ("positions", "reports_to", "positions"),
    ("assignments", "employee", "employees"),
    ("assignments", "position", "positions"),
    ("assignments", "unit", "units"),
    ("assignments", "appraiser", "employees"),
    ("appraisals", "assignment", "assignments"),
)


def _dangling(records: Records) -> Iterable[Problem]:
    for collection, name, target in _REFERENCES:
        known = getattr(records, target)
        for at, record in enumerate(getattr(records, collection).values()):
            wanted = getattr(record, name)
            if wanted is not None and wanted not in known:
                place = Place(f"{collection}[{at}].{name}")
                values = {
                    "id": record.id,
                    "collection": collection,
                    "field": name,
                    "wanted": wanted,
                }
                yield Problem("ASN-R007", place, {**values, **suggestion(wanted, known)})


def _circles(records: Records) -> Iterable[Problem]:
    for collection, name in (("units", "parent"), ("positions", "reports_to")):
        rows = getattr(records, collection)
        above = {each.id: getattr(each, name) for each in rows.values()}
        yield from _circle_problems(collection, name, above)
    yield from _appraiser_circles(records)


def _appraiser_circles(records: Records) -> Iterable[Problem]:
    # Two people may appraise each other in different years, so a circle is one at one time.
    days = {each.from_ for each in records.assignments.values()}
    seen = set()
    for day in sorted(days, key=str):
        above = {
            each.employee: each.appraiser
            for each in records.assignments.values()
            if each.appraiser is not None and _holds_on(each, day)
        }
        for problem in _circle_problems("assignments", "appraiser", above):
            if problem.values not in seen:
                seen.add(problem.values)
                yield problem


def _holds_on(assignment: Assignment, day: Any) -> bool:
    if day is None:  # before every date: only what has no first day has begun
        return assignment.from_ is None
    return assignment.holds_on(day)


def _circle_problems(
    collection: str, name: str, above: Mapping[str, str | None]
) -> Iterable[Problem]:
    settled: set[str] = set()
    for start in above:
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in settled and here not in path:
            path.append(here)
            here = above.get(here)
        if here is not None and here in path:
            circle = " → ".join([*path[path.index(here) :], here])
            values = {"collection": collection, "field": name, "circle": circle}
            yield Problem("ASN-R008", Place(collection), values)
        settled.update(path)
