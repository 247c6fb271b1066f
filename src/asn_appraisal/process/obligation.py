"""Whether somebody is appraised at all for a period, and why not."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import frozen

from asn_appraisal.document import exact_text
from asn_appraisal.errors import RecordError, Text
from asn_appraisal.record import AssignmentKind, Period, Records
from asn_appraisal.record.people import date_problems

from . import articles
from .refusal import joined, say
from .seats import name_of
from .service import Segment, months_served, segments_of

#: Whether an appraisal is due, or why there is none.
ObligationStatus = Literal["required", "no_plan", "not_required", "not_rated"]
#: Whom the rules of planning do not apply to (II.C.8), in the order of the paragraph.
ExemptionKind = Literal["state_official", "suspended", "unpaid_leave", "pre_retirement"]

_EXEMPT: dict[ExemptionKind, tuple[str, str]] = {
    "state_official": ("ASN-T072", "a"),
    "suspended": ("ASN-T073", "b"),
    "unpaid_leave": ("ASN-T074", "c"),
    "pre_retirement": ("ASN-T075", "d"),
}


@frozen
class Exemption:
    """Pengecualian: a time in which the rules of planning do not apply (II.C.8).

    Leave outside state responsibility is read from assignments of the kind `leave`; the other
    three are not assignments, so whoever asks names them.
    """

    #: Which letter of the paragraph.
    kind: ExemptionKind
    #: The first day.
    from_: date
    #: The last day; None: it goes on.
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        """Check that the days are in order."""
        if problems := date_problems(self.kind, self.from_, self.until):
            raise RecordError(problems)

    def days(self, period: Period) -> frozenset[int]:
        """Return its days within a period, as ordinals."""
        first = max(self.from_, period.from_).toordinal()
        last = min(self.until or period.until, period.until).toordinal()
        return frozenset(range(first, last + 1))


@frozen
class Obligation:
    """Kewajiban dinilai: whether somebody is appraised for a period, with the reason."""

    #: `required`, `no_plan` (required, but nothing was planned), `not_required` or `not_rated`.
    status: ObligationStatus
    #: The months that were served, exactly.
    months: Fraction
    #: Why.
    reason: Text
    #: The article that it rests on.
    article: str


def obligation(  # noqa: PLR0913 - three say what is asked, the others are named
    records: Records,
    employee: str,
    period: Period,
    *,
    exemptions: Iterable[Exemption] = (),
    minimum_months: Fraction | int = 0,
    has_plan: bool = True,
) -> Obligation:
    """Kewajiban: say whether an employee is appraised for a period.

    Args:
        records: the assignments with their dates.
        employee: who, by id.
        period: for which period.
        exemptions: times in which the rules of planning did not apply (II.C.8).
        minimum_months: the least that must be served; the regulation names none, so by default
            everybody who served is appraised.
        has_plan: whether there is a plan (SKP); without one there is never a predicate.

    Returns:
        The status with its reason: whoever was exempt for all of their time is `not_required`.
    """
    name = name_of(records, employee)
    segments = segments_of(records, employee, period)
    leave = [each for each in segments if each.kind is AssignmentKind.LEAVE]
    exempt = [*exemptions, *(Exemption("unpaid_leave", each.from_, each.until) for each in leave)]
    own = frozenset[int]().union(*(each.covered for each in segments))
    free = {each: each.days(period) & own for each in exempt}
    served = _served(segments) - frozenset[int]().union(*free.values())
    months = months_served(served)
    if not served:
        return _none(name, [each for each, days in free.items() if days])
    if months < minimum_months:
        values = {"months": exact_text(months), "minimum": exact_text(minimum_months)}
        text = say("ASN-T076", employee=name, **values)
        return Obligation("not_rated", months, text, articles.SILENT)
    if not has_plan:
        return Obligation("no_plan", months, say("ASN-T078", employee=name), articles.PLAN)
    text = say("ASN-T079", employee=name, months=exact_text(months))
    return Obligation("required", months, text, articles.PLAN)


def _served(segments: tuple[Segment, ...]) -> frozenset[int]:
    return frozenset[int]().union(*(each.days for each in segments))


def _none(name: str, exempt: list[Exemption]) -> Obligation:
    kinds = [kind for kind in _EXEMPT if kind in {each.kind for each in exempt}]
    if not kinds:
        text = say("ASN-T077", employee=name)
        return Obligation("not_required", Fraction(0), text, articles.SILENT)
    text = joined(say(_EXEMPT[kind][0], employee=name) for kind in kinds)
    letters = ", ".join(_EXEMPT[kind][1] for kind in kinds)
    return Obligation("not_required", Fraction(0), text, f"{articles.NOT_OBLIGED}.{letters}")
