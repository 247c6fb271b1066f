"""The evaluation window: the days in which a period is evaluated."""

from datetime import date

from attrs import frozen

from asn_appraisal.errors import RecordError
from asn_appraisal.record import Period
from asn_appraisal.record.people import date_problems


@frozen
class Window:
    """Rentang waktu evaluasi: from a day until a day, both included; None is not known."""

    #: The first day of the evaluation.
    opens: date | None = None
    #: The last day of the evaluation.
    closes: date | None = None

    def __attrs_post_init__(self) -> None:
        """Check that the days are in order."""
        if problems := date_problems("window", self.opens, self.closes):
            raise RecordError(problems)


def evaluation_window(period: Period) -> Window:
    """Rentang evaluasi bawaan: return what the regulation itself says of a period's window.

    A year is evaluated from the end of December until the end of January (IV.A.8.b).
    For a quarter there is only the example of IV.A.14, in which 25 August lies outside the window
    and 25 September inside: it is taken to open with the last month of the quarter. When it
    closes, and both days for other periods, each agency sets for itself; here they are not known.

    >>> evaluation_window(Period("annual", date(2025, 1, 1), date(2025, 12, 31)))
    Window(opens=datetime.date(2025, 12, 31), closes=datetime.date(2026, 1, 31))
    >>> evaluation_window(Period("quarterly", date(2025, 7, 1), date(2025, 9, 30)))
    Window(opens=datetime.date(2025, 9, 1), closes=None)
    """
    year = period.until.year
    if period.kind == "annual":
        return Window(date(year, 12, 31), date(year + 1, 1, 31))
    if period.kind == "quarterly":
        return Window(period.until.replace(day=1))
    return Window()
