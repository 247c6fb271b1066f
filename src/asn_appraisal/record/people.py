"""Who and where: employees, units, positions and assignments."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Place, Problem, RecordError, Text

from .values import FactValue, FrozenMap, bilingual, facts, read_only


class EmployeeKind(Enum):
    """Jenis pegawai ASN."""

    PNS = "pns"
    PPPK = "pppk"


class PositionKind(Enum):
    """Jenis jabatan."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    JPT = "jpt"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"


class AssignmentKind(Enum):
    """Jenis penempatan: definitif, Plt., Plh., dipekerjakan, tugas belajar, cuti."""

    DEFINITIVE = "definitive"
    ACTING = "acting"
    DAILY_ACTING = "daily_acting"
    SECONDMENT = "secondment"
    STUDY = "study"
    LEAVE = "leave"


@frozen
class Employee:
    """Pegawai ASN: a person. Nothing here but the id ever reaches a policy.

    >>> Employee("sari", name="Sari").id
    'sari'
    """

    #: The id that assignments refer to.
    id: str
    #: The name as it is shown.
    name: str = ""
    #: PNS or PPPK.
    kind: EmployeeKind | None = None
    #: Nomor induk pegawai, as text: 18 digits do not fit every number type.
    nip: str | None = None
    #: L or P, for audits only.
    gender: str | None = None
    #: Date of birth, for audits only.
    born: date | None = None
    #: Other personal facts for audits only, e.g. religion or region.
    attributes: Mapping[str, str] = field(factory=FrozenMap, converter=read_only)


@frozen
class Unit:
    """Unit kerja: a unit, with the facts that calibration asks for."""

    #: The id that assignments and positions refer to.
    id: str
    #: The name as it is shown.
    name: str = ""
    #: The unit above, by id.
    parent: str | None = None
    #: The employee who leads the unit, by id.
    head: str | None = None
    #: Facts of the unit, e.g. `organisation_achievement`.
    facts: Mapping[str, FactValue] = field(factory=FrozenMap, converter=facts)


@frozen
class Position:
    """Jabatan: a post and the competency levels that it requires."""

    #: The id that assignments refer to.
    id: str
    #: The title as it is shown.
    title: Text = field(default=Text("", ""), converter=bilingual)
    #: The kind of post.
    kind: PositionKind | None = None
    #: The unit that the post belongs to, by id.
    unit: str | None = None
    #: The position this one reports to, by id.
    reports_to: str | None = None
    #: Required level (from 1) by competency id.
    requires: Mapping[str, int] = field(factory=FrozenMap, converter=read_only)


@frozen
class Assignment:
    """Penempatan: an employee in a position of a unit, from a day until a day (both included).

    An appraisal belongs to an assignment: two posts in one year are two appraisals.

    Raises:
        RecordError: the dates are not in order, or the appraiser is the employee.
    """

    #: The id that appraisals refer to.
    id: str
    #: The employee, by id.
    employee: str
    #: The position, by id.
    position: str | None = None
    #: The unit, by id.
    unit: str | None = None
    #: Definitive, acting (Plt.), daily acting (Plh.), secondment, study or leave.
    kind: AssignmentKind = AssignmentKind.DEFINITIVE
    #: The first day.
    from_: date | None = None
    #: The last day.
    until: date | None = None
    #: The appraiser (Pejabat Penilai Kinerja), an employee by id.
    appraiser: str | None = None

    def __attrs_post_init__(self) -> None:
        """Check the assignment on its own."""
        problems = date_problems(self.id, self.from_, self.until)
        if self.appraiser is not None and self.appraiser == self.employee:
            values = {"id": self.id, "employee": self.employee}
            problems.append(Problem("ASN-R003", Place("appraiser"), values))
        if problems:
            raise RecordError(problems)

    def holds_on(self, day: date) -> bool:
        """Tell whether the day lies in the assignment; a date that is not given is open."""
        begun = self.from_ is None or self.from_ <= day
        return begun and (self.until is None or day <= self.until)


def date_problems(name: str, first: date | None, last: date | None) -> list[Problem]:
    """Return the problem of two dates that are not in order."""
    if first is None or last is None or first <= last:
        return []
    values: dict[str, Any] = {"id": name, "first": first, "last": last}
    return [Problem("ASN-R002", Place("until"), values)]
