"""Which post's line counts: transfer, acting posts, study leave and secondment."""

from attrs import frozen

from asn_appraisal.record import Assignment, AssignmentKind

from . import articles
from .asking import Ground, Question
from .refusal import Refusal, refuse, say
from .seats import home_of, name_of

#: Rules of transfer by which the new unit appraises.
_NEW_UNIT = ("last_unit", "new_unit_or_agreed_previous")


@frozen
class Route:
    """The assignment whose line is followed, and why if it is not the one asked about."""

    assignment: Assignment
    grounds: tuple[Ground, ...] = ()


def route(asked: Question) -> Route | Refusal:
    """Return the assignment whose line of seats is followed."""
    match asked.assignment.kind:
        case AssignmentKind.LEAVE:
            return _refuse(asked, "ASN-T010", f"{articles.NOT_OBLIGED}.c")
        case AssignmentKind.STUDY:
            return _home(asked, Ground(say("ASN-T065"), articles.STUDY))
        case AssignmentKind.SECONDMENT:
            return _home(asked, Ground(say("ASN-T066"), articles.SECONDMENT))
        case AssignmentKind.ACTING:
            return _acting(asked)
        case AssignmentKind.DAILY_ACTING:
            return _daily_acting(asked)
    return _moved(asked) or Route(asked.assignment)


def _home(asked: Question, ground: Ground) -> Route | Refusal:
    """Follow the home agency, unless another official is appointed by name."""
    if asked.assignment.appraiser is not None:
        return Route(asked.assignment, (ground,))
    home = home_of(asked.records, asked.assignment, asked.on)
    if home is None:
        return _refuse(asked, "ASN-T009", ground.article)
    return Route(home, (ground,))


def _acting(asked: Question) -> Route:
    """Follow the acting post while it lasts, and the definitive one afterwards."""
    until = asked.assignment.until
    home = home_of(asked.records, asked.assignment, asked.on)
    if until is not None and until < asked.on and home is not None:
        return Route(home, (Ground(say("ASN-T063", until=until), articles.ACTING_ENDED),))
    employee = name_of(asked.records, asked.employee)
    ground = Ground(say("ASN-T062", employee=employee), articles.ACTING_WORK)
    return Route(asked.assignment, (ground,))


def _daily_acting(asked: Question) -> Route:
    home = home_of(asked.records, asked.assignment, asked.on)
    if asked.assignment.appraiser is not None or home is None:
        return Route(asked.assignment)
    return Route(home, (Ground(say("ASN-T064"), articles.SILENT),))


def _moved(asked: Question) -> Route | None:
    """Follow the new post of somebody who moved within the period and by the day."""
    rules = asked.rules
    rule = rules.transfer_periodic if asked.periodic else rules.transfer_annual
    until = asked.assignment.until
    if until is None or until >= asked.on or rule not in _NEW_UNIT:
        return None
    last = asked.on if asked.period is None else min(asked.on, asked.period.until)
    new = home_of(asked.records, asked.assignment, last)
    if new is None or new.from_ is None or new.from_ <= until:
        return None
    code, article = ("ASN-T067", articles.MOVED_ANNUAL)
    if asked.periodic:
        code, article = ("ASN-T068", articles.MOVED_PERIODIC)
    employee = name_of(asked.records, asked.employee)
    return Route(new, (Ground(say(code, employee=employee, moved=new.from_), article),))


def _refuse(asked: Question, code: str, article: str) -> Refusal:
    employee = name_of(asked.records, asked.employee)
    return refuse(code, article, employee=employee, on=asked.on)
