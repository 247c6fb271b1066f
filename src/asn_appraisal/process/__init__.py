"""Who and when: who appraises on a date, by when each step is due, objection, correction, the year.

The way through: `seats.py` puts the seats above an assignment in line, `resolving.py` finds the
person, `routing.py`, `moving.py`, `officials.py` and `appraisers.py` know the cases of the law.
`deadlines.py` counts with a calendar. `state.py` is one appraisal, and `steps.py`, `objection.py`
and `correction.py` are its transitions: each returns a new value or a `Refusal`. `service.py`,
`obligation.py` and `year.py` know what was served and what a year makes of it.
"""

from .achievement import Achievement, Published, achievement_for
from .appraisers import appraiser_on
from .asking import Appraiser, Delegation, Ground
from .calendars import Calendar, CalendarError, WorkingDays, calendar_from_holidays, last_day
from .carrying import as_of, as_period_result, count_as_main
from .correction import Change, Correction, changes_between, correct
from .deadlines import Deadline, Events, deadlines
from .objection import decide, object_to, receive_objection
from .obligation import Exemption, Obligation, obligation
from .refusal import Refusal
from .service import (
    Finding,
    Segment,
    duplicate_appraisals,
    months_served,
    segments_of,
    tiling,
)
from .state import Entry, Owner, Stage, State, begin
from .steps import acknowledge, deliver, escalate, hand_over, receive, report, settle, sign
from .windows import Window, evaluation_window
from .year import Part, YearValue, period_of, year_of

__all__ = [
    "Achievement",
    "Appraiser",
    "Calendar",
    "CalendarError",
    "Change",
    "Correction",
    "Deadline",
    "Delegation",
    "Entry",
    "Events",
    "Exemption",
    "Finding",
    "Ground",
    "Obligation",
    "Owner",
    "Part",
    "Published",
    "Refusal",
    "Segment",
    "Stage",
    "State",
    "Window",
    "WorkingDays",
    "YearValue",
    "achievement_for",
    "acknowledge",
    "appraiser_on",
    "as_of",
    "as_period_result",
    "begin",
    "calendar_from_holidays",
    "changes_between",
    "correct",
    "count_as_main",
    "deadlines",
    "decide",
    "deliver",
    "duplicate_appraisals",
    "escalate",
    "evaluation_window",
    "hand_over",
    "last_day",
    "months_served",
    "object_to",
    "obligation",
    "period_of",
    "receive",
    "receive_objection",
    "report",
    "segments_of",
    "settle",
    "sign",
    "tiling",
    "year_of",
]
