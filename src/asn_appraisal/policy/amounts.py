"""Amounts that are written with their unit: shares, head counts and numbers of days."""

import re
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import Faults, parse_exact
from asn_appraisal.document.scalars import scalar

_PERSONS = re.compile(r"(0|[1-9][0-9]{0,6}) (?:persons?|orang)\Z")
_DAYS = re.compile(r"([1-9][0-9]{0,3}) (working )?days?\Z|([1-9][0-9]{0,3}) hari( kerja)?\Z")
_WHOLE_SHARE = 100


@frozen
class Amount:
    """Jumlah: a share of the pool (exact, 0 to 1) or a number of people."""

    #: The share of the pool, or None.
    share: Fraction | None = None
    #: The number of people, or None.
    people: int | None = None


@frozen
class Days:
    """Tenggat: a number of days, working days or calendar days."""

    #: How many.
    count: int
    #: Whether only working days count.
    working: bool

    def to_plain(self) -> str:
        """Write as a policy does."""
        return f"{self.count} {'working ' if self.working else ''}days"


def read_amount(value: Any, _: Any) -> Amount:
    """Read `70%` or `1 person`."""
    text = scalar(value)
    if people := _PERSONS.match(text):
        return Amount(people=int(people[1]))
    number = parse_exact(text.removesuffix("%").rstrip()) if text.endswith("%") else None
    if number is None or not 0 <= number <= _WHOLE_SHARE:
        raise Faults.one("ASN-P002", text, text=text)
    return Amount(share=number / _WHOLE_SHARE)


def read_days(value: Any, _: Any) -> Days:
    """Read `14 working days` or `14 days`."""
    text = scalar(value)
    found = _DAYS.match(text)
    if found is None:
        raise Faults.one("ASN-P003", text, text=text)
    return Days(int(found[1] or found[3]), working=bool(found[2] or found[4]))
