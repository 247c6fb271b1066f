"""By when: the deadlines of one appraisal, from its events, the periods and a calendar."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import evolve, frozen

from asn_appraisal.policy import Days, Overdue, Policy, ProcessRules
from asn_appraisal.record import FrozenMap, Period

from . import articles
from .calendars import Calendar, last_day
from .windows import Window

#: Where a deadline stands on a day.
Status = Literal["not_started", "running", "met", "late", "overdue"]


@frozen
class Events:
    """Peristiwa: the dates of one appraisal; what has no date has not happened, or is not known."""

    #: The period that is appraised.
    period: Period | None = None
    #: The days in which it is evaluated.
    window: Window = Window()  # noqa: RUF009 - frozen
    #: The plan (SKP) was set.
    plan_set: date | None = None
    #: The document was signed, by the appraiser or by the superior.
    signed: date | None = None
    #: The superior signed because the appraiser was late.
    escalated: bool = False
    #: The document was handed over.
    delivered: date | None = None
    #: The employee received it; from this day the employee's own periods run.
    received: date | None = None
    #: The employee signed and returned it.
    acknowledged: date | None = None
    #: The employee objected.
    objected: date | None = None
    #: The superior received the objection; from this day the time for the decision runs.
    objection_received: date | None = None
    #: The objection was decided.
    decided: date | None = None
    #: The document was reported to the authorised official (PyB).
    reported: date | None = None

    @property
    def begins(self) -> date | None:
        """Return the first day of the period."""
        return None if self.period is None else self.period.from_


@frozen
class Deadline:
    """Tenggat: the last day of one step, what it is counted from, and by which article."""

    #: The step.
    name: str
    #: The event that it is counted from.
    counted_from: str
    #: The day of that event; None: the clock has not started.
    started: date | None
    #: The period; None where the rule names a date.
    days: Days | None
    #: The last day; None while the clock has not started.
    due: date | None
    #: The day on which the step was done.
    done: date | None
    #: The article that the step rests on.
    article: str
    #: The sources that the policy cites for its periods.
    citations: tuple[str, ...] = ()

    def status(self, today: date) -> Status:
        """Say where the deadline stands on a day.

        `not_started`: the clock has not started. `running` and `overdue`: not done. `met` and
        `late`: done.
        """
        if self.due is None:
            return "not_started"
        if self.done is not None:
            return "met" if self.done <= self.due else "late"
        return "running" if today <= self.due else "overdue"


def deadlines(policy: Policy, events: Events, calendar: Calendar) -> Mapping[str, Deadline]:
    """Hitung tenggat: return the deadlines of one appraisal, by step.

    Args:
        policy: the policy; its `process` section has the periods.
        events: what has happened, with dates.
        calendar: says which days are working days.

    Returns:
        The deadlines that apply: `plan`, `evaluate`, `sign_overdue`, `deliver`, `acknowledge`,
        `object`, `decide` and `report`. A step for which the policy has no period is not there,
        nor is an objection to a result that is final because the superior made it.

    >>> from asn_appraisal import parse_policy
    >>> from asn_appraisal.process import WorkingDays
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: mean(behaviours.value), round: 2}}
    ... result: total
    ... process: {object_within: 14 working days}
    ... ''')
    >>> events = Events(received=date(2026, 2, 2))
    >>> found = deadlines(policy, events, WorkingDays([date(2026, 2, 17)]))
    >>> found["object"].due, found["object"].status(date(2026, 2, 23))
    (datetime.date(2026, 2, 23), 'running')
    """
    rules = policy.process
    if rules is None:
        return FrozenMap()
    cited = tuple(str(policy.sources[key]) for key in rules.cites)
    found = (*_dates(rules, events), *_counted(rules, events, calendar))
    return FrozenMap((each.name, evolve(each, citations=cited)) for each in found)


def _dates(rules: ProcessRules, events: Events) -> Iterator[Deadline]:
    """Return the deadlines that are dates."""
    plan = _plan_day(rules, events)
    if plan is not None:
        yield Deadline("plan", "period", events.begins, None, plan, events.plan_set, articles.PLAN)
    closes = events.window.closes
    yield Deadline("evaluate", "window", closes, None, closes, events.signed, articles.WINDOW)


def _plan_day(rules: ProcessRules, events: Events) -> date | None:
    """Return the day by which the plan is set; none for a period that begins after it."""
    if rules.plan_set_by is None or events.period is None:
        return None
    year = events.period.from_.year
    month, day = rules.plan_set_by
    due = date(year, month, min(day, monthrange(year, month)[1]))
    return due if events.period.from_ <= due else None


def _counted(rules: ProcessRules, events: Events, calendar: Calendar) -> Iterator[Deadline]:
    """Return the deadlines that are counted in days."""
    for name, counted_from, days, done, article in _periods(rules, events):
        if days is not None:
            started = _start(counted_from, events)
            due = None if started is None else last_day(started, days, calendar)
            yield Deadline(name, counted_from, started, days, due, done, article)


def _start(counted_from: str, events: Events) -> date | None:
    if counted_from == "window":
        return events.window.closes
    started: date | None = getattr(events, counted_from)
    return started


_Period = tuple[str, str, Days | None, date | None, str]


def _periods(rules: ProcessRules, events: Events) -> Iterator[_Period]:
    """Return (step, counted from, days, done, article) of every step that applies."""
    overdue = rules.overdue_appraiser
    if overdue is not None and (events.signed is None or events.escalated):
        signed, article = events.signed, articles.OVERDUE_SIGNING
        yield ("sign_overdue", "window", overdue.sign_within, signed, article)
    yield from _handing_over(rules, overdue if events.escalated else None, events)
    if not closed_to_objection(rules, events):
        article = articles.OBJECTION_DAYS
        yield ("object", "received", rules.object_within, events.objected, article)
    days = rules.decide_objection_within
    yield ("decide", "objection_received", days, events.decided, articles.DECISION_DAYS)
    yield ("report", "window", rules.report_within, events.reported, articles.REPORT)


def _handing_over(
    rules: ProcessRules, overdue: Overdue | None, events: Events
) -> Iterator[_Period]:
    """Return delivery and return: shorter after an escalation, where the policy says so."""
    deliver, delivery = rules.deliver_within, articles.DELIVERY
    acknowledge, returning = rules.acknowledge_within, articles.RETURN
    if overdue is not None and overdue.deliver_within is not None:
        deliver, delivery = overdue.deliver_within, articles.OVERDUE_DELIVERY
    if overdue is not None and overdue.acknowledge_within is not None:
        acknowledge, returning = overdue.acknowledge_within, articles.OVERDUE_RETURN
    yield ("deliver", "signed", deliver, events.delivered, delivery)
    yield ("acknowledge", "received", acknowledge, events.acknowledged, returning)


def closed_to_objection(rules: ProcessRules, events: Events) -> bool:
    """Tell whether the result is final because the superior made it."""
    overdue = rules.overdue_appraiser
    return events.escalated and overdue is not None and overdue.result == "final"
