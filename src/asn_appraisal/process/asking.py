"""The question of who appraises, delegations, and the answer to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from asn_appraisal.errors import Problem, RecordError, Text
from asn_appraisal.policy import ProcessRules
from asn_appraisal.record import Assignment, Period, Records
from asn_appraisal.record.people import date_problems

from .refusal import joined
from .windows import Window

#: Why somebody is the appraiser.
Basis = Literal[
    "named", "direct_superior", "unit_head", "superior", "delegate", "leaver", "official"
]


@frozen
class Delegation:
    """Pendelegasian kewenangan menilai: a dated grant of the authority to appraise.

    Raises:
        RecordError: the dates are not in order, or it names neither a unit nor an assignment.
    """

    #: Who is given the authority, an employee by id.
    to: str
    #: Who gives it, an employee by id.
    by: str
    #: The first day.
    from_: date
    #: The last day; None: until it is ended.
    until: date | None = None
    #: For everybody in this unit, by id.
    unit: str | None = None
    #: For this assignment alone, by id.
    assignment: str | None = None
    #: The decree or letter.
    decree: str = ""

    def __attrs_post_init__(self) -> None:
        """Check the delegation on its own."""
        problems = date_problems(self.to, self.from_, self.until)
        if self.unit is None and self.assignment is None:
            problems.append(Problem("ASN-T011", None, {"to": self.to}))
        if problems:
            raise RecordError(problems)

    def holds_on(self, day: date) -> bool:
        """Tell whether the authority holds on a day."""
        return self.from_ <= day and (self.until is None or day <= self.until)


@frozen
class Ground:
    """Dasar: one sentence of a reason, with its article."""

    #: The sentence.
    text: Text
    #: The article that it rests on.
    article: str


@frozen
class Appraiser:
    """Pejabat Penilai Kinerja: who appraises an assignment on a date, and why."""

    #: The appraiser, an employee by id.
    employee: str
    #: Why, in a word.
    basis: Basis
    #: Why, sentence by sentence: who was nearer and does not appraise, and who does.
    grounds: tuple[Ground, ...]
    #: The appraiser's superior, an employee by id; None where the records name nobody.
    superior: str | None = None
    #: The result is final from the start, because the regulation names this official (IV.A.12).
    final: bool = False

    @property
    def reason(self) -> Text:
        """Say why."""
        return joined(each.text for each in self.grounds)

    @property
    def article(self) -> str:
        """Return the articles of the reason, each once."""
        return "; ".join(dict.fromkeys(each.article for each in self.grounds))


def _unordered(values: Iterable[Any]) -> frozenset[Any]:
    return frozenset(values)


@frozen
class Question:
    """Pertanyaan: whose appraiser, on which day, and what else is known."""

    records: Records
    #: The assignment that is appraised.
    assignment: Assignment
    on: date
    #: The period that is evaluated; None: a question about the day alone.
    period: Period | None = None
    window: Window | None = None
    delegations: frozenset[Delegation] = field(default=frozenset(), converter=_unordered)
    #: People who are permanently absent on the day, by id.
    absent: frozenset[str] = field(default=frozenset(), converter=_unordered)
    rules: ProcessRules = field(factory=ProcessRules)

    @property
    def employee(self) -> str:
        """Return whose appraiser is asked for."""
        return self.assignment.employee

    @property
    def periodic(self) -> bool:
        """Tell whether a period shorter than the year is evaluated."""
        return self.period is not None and self.period.kind != "annual"
