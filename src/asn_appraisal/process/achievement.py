"""Which organisation achievement counts when it comes out late (IV.B.1.f)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Text

from . import articles
from .refusal import say


@frozen
class Published:
    """Capaian organisasi yang terbit: what a unit reached in a year, and when it came out."""

    #: The level, e.g. `baik`.
    level: Any
    #: The day on which it came out.
    on: date


@frozen
class Achievement:
    """Capaian yang dipakai: the achievement that counts for a year's predicates, and why."""

    #: The level; None where neither year has one in time.
    level: Any
    #: The year whose achievement it is.
    year: int
    #: It is last year's, because this year's came too late.
    fallback: bool
    #: Why.
    reason: Text
    #: The article.
    article: str


def achievement_for(
    year: int, published: Mapping[int, Published], *, limit: date | None = None
) -> Achievement:
    """Capaian yang dipakai: return the achievement that counts for the predicates of a year.

    "Dalam hal capaian kinerja organisasi tahunan dikeluarkan melebihi Bulan Januari tahun
    berikutnya, maka predikat capaian kinerja organisasi tahunan yang digunakan ... adalah capaian
    kinerja organisasi tahun sebelumnya" (IV.B.1.f).

    Args:
        year: the year that is appraised.
        published: achievements by year.
        limit: the last day in time; by default 31 January of the next year.
    """
    last = date(year + 1, 1, 31) if limit is None else limit
    article = articles.LATE_ACHIEVEMENT
    now = published.get(year)
    if now is not None and now.on <= last:
        text = say("ASN-T089", year=year, published=now.on)
        return Achievement(now.level, year, fallback=False, reason=text, article=article)
    before = published.get(year - 1)
    code = "ASN-T090" if before is None else "ASN-T088"
    text = say(code, year=year, limit=last, used=year - 1)
    level = None if before is None else before.level
    return Achievement(level, year - 1, fallback=True, reason=text, article=article)
