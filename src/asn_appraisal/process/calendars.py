"""Working days: a calendar is an argument, and says of one day whether it is one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol

from attrs import field, frozen

from asn_appraisal.errors import AppraisalError, Problem
from asn_appraisal.policy import Days

#: A calendar without a working day in so many days has none.
_LONGEST_BREAK = 366
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """Kalender kerja: anything that can tell whether a day is a working day."""

    def is_working_day(self, day: date, /) -> bool:
        """Tell whether the day is a working day."""


class CalendarError(AppraisalError):
    """Galat kalender: a calendar cannot answer for the days it is asked about."""


def _days(values: Iterable[date]) -> frozenset[date]:
    return frozenset(values)


def _numbers(values: Iterable[int]) -> frozenset[int]:
    return frozenset(values)


def _optional_numbers(values: Iterable[int] | None) -> frozenset[int] | None:
    return None if values is None else frozenset(values)


@frozen
class WorkingDays:
    """Hari kerja: every day but the weekend and the holidays.

    Raises:
        CalendarError: asked about a year that is not among `years`; a calendar that misses a
            holiday brings deadlines forward, and an employee would lose days.

    >>> calendar = WorkingDays([date(2026, 2, 17)], years=[2026])
    >>> calendar.is_working_day(date(2026, 2, 17)), calendar.is_working_day(date(2026, 2, 18))
    (False, True)
    """

    #: National holidays, joint leave, and the unit's own free days.
    holidays: frozenset[date] = field(default=(), converter=_days)
    #: Free weekdays, Monday is 0: Saturday and Sunday; `(6,)` for a week of six days.
    weekend: frozenset[int] = field(default=(5, 6), converter=_numbers)
    #: The years whose holidays are known; None: all of them.
    years: frozenset[int] | None = field(default=None, converter=_optional_numbers)

    def is_working_day(self, day: date, /) -> bool:
        """Tell whether the day is a working day."""
        if self.years is not None and day.year not in self.years:
            raise CalendarError([Problem("ASN-T015", None, {"year": day.year})])
        return day.weekday() not in self.weekend and day not in self.holidays


def last_day(start: date, days: Days, calendar: Calendar) -> date:
    """Hitung tenggat: return the last day of a period that is counted from `start`.

    The day of the event itself is not counted: the first day is the one after it.
    The text says "sejak" and leaves that open; this reading takes no day from anybody.

    >>> weekdays = WorkingDays()
    >>> last_day(date(2026, 2, 2), Days(14, working=True), weekdays)
    datetime.date(2026, 2, 20)
    >>> last_day(date(2026, 2, 2), Days(14, working=False), weekdays)
    datetime.date(2026, 2, 16)
    """
    if not days.working:
        return start + timedelta(days=days.count)
    day = start
    for _ in range(days.count):
        day = _next_working_day(day, calendar)
    return day


def _next_working_day(start: date, calendar: Calendar) -> date:
    day = start
    for _ in range(_LONGEST_BREAK):
        day += _DAY
        if calendar.is_working_day(day):
            return day
    raise CalendarError([Problem("ASN-T016", None, {"on": start})])


def calendar_from_holidays(
    years: Iterable[int],
    *,
    joint_leave: bool = True,
    also: Iterable[date] = (),
    weekend: Iterable[int] = (5, 6),
) -> WorkingDays:
    """Buat kalender Indonesia: make a calendar with the library `holidays`, one way of many.

    Needs the extra `process`. It is the only function of this room that is not pure: that library
    reads its own tables. What it returns is a plain value.

    Args:
        years: the years that the calendar is to know.
        joint_leave: whether joint leave (cuti bersama) is free; a year without any in that
            library is refused, because the government has then not announced it, or the library
            is older than the announcement.
        also: further free days, e.g. of the region.
        weekend: free weekdays, Monday is 0.

    Raises:
        CalendarError: the library is not installed, or does not know the joint leave of a year.
    """
    wanted = frozenset(years)
    further = frozenset(also)
    known = _indonesian_days(wanted, "public")
    if joint_leave:
        leave = _indonesian_days(wanted, "government")
        told = {day.year for day in leave | further}
        problems = [Problem("ASN-T018", None, {"year": year}) for year in sorted(wanted - told)]
        if problems:
            raise CalendarError(problems)
        known |= leave
    return WorkingDays(known | further, weekend, wanted)


def _indonesian_days(years: frozenset[int], category: str) -> frozenset[date]:
    try:
        import holidays  # noqa: PLC0415 - an extra: only those who call this need it
    except ImportError:
        raise CalendarError([Problem("ASN-T017")]) from None
    found: Any = holidays.country_holidays(
        "ID", years=years, expand=False, categories=(category,), language="id"
    )
    return frozenset(found)
