"""What one appraisal hands to another: acting work, earlier periods, what was known by a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from asn_appraisal.formula import Level
from asn_appraisal.record import Appraisal, FrozenMap, Indicator, PeriodResult, WorkResult
from asn_appraisal.scoring import Scorecard

from .service import Segment, months_served


def count_as_main(appraisal: Appraisal, acting: Appraisal) -> Appraisal:
    """Hasil kerja Plt. sebagai hasil kerja utama: add acting work to the definitive appraisal.

    "Dalam hal Pegawai mendapat penugasan sebagai pelaksana harian (Plh.), pelaksana tugas (Plt.)
    ... maka terhadap penugasan tersebut dikategorikan sebagai prioritas tinggi (hasil kerja
    utama)" (II.A.6.d). Every result of the acting post is therefore added as a main one; one
    whose id is taken gets the id of the acting appraisal in front.
    """
    taken = {each.id for each in appraisal.results}
    added = [_main(each, acting.id, taken) for each in acting.results]
    return evolve(appraisal, results=(*appraisal.results, *added))


def _main(result: WorkResult, source: str, taken: set[str]) -> WorkResult:
    name = f"{source}.{result.id}" if result.id in taken else result.id
    return evolve(result, id=name, kind="main")


def as_period_result(
    card: Scorecard, period: str, *, measures: Iterable[str] | None = None
) -> PeriodResult:
    """Hasil periodik bagi penilaian tahunan: make a row of the `periods` table of a card.

    Args:
        card: the scorecard of the shorter period.
        period: the id of the row, e.g. `tw1`.
        measures: which measures; by default every one that has a single value.

    Returns:
        The row, with the exact months of the appraisal's period. What has no value is left out,
        so that the annual policy sees it as missing, never as zero.
    """
    names = tuple(card) if measures is None else tuple(measures)
    plain = {name: _plain(card[name]) for name in names}
    held = {name: value for name, value in plain.items() if value is not None}
    span = card.appraisal.period
    months = None
    if span is not None:
        months = months_served(Segment(period, span.from_, span.until).days)
    return PeriodResult(period, months, FrozenMap(held))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return None
    return value.name if isinstance(value, Level) else value


def as_of(appraisal: Appraisal, day: date) -> Appraisal:
    """Keadaan per tanggal: return an appraisal with only what was observed by a day.

    Observations and feedback of later days are left out; an indicator that then has none is
    missing, which is not zero. What has no date stays.
    """
    results = tuple(
        evolve(each, indicators=tuple(_indicator_as_of(one, day) for one in each.indicators))
        for each in appraisal.results
    )
    feedback = tuple(each for each in appraisal.feedback if each.on <= day)
    return evolve(appraisal, results=results, feedback=feedback)


def _indicator_as_of(indicator: Indicator, day: date) -> Indicator:
    seen = indicator.observations
    if seen is None:
        return indicator
    values = tuple(each for each in seen.values if each.on <= day)
    return evolve(indicator, observations=evolve(seen, values=values))
