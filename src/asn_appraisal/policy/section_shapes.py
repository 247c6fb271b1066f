"""The shapes of the sections beyond one appraisal: calibration, process, fairness."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import frozen

from asn_appraisal.document import LocatedText
from asn_appraisal.document.shaping import Written
from asn_appraisal.errors import Text

from .amounts import Amount, Days


@frozen
class RowShape:
    """Satu baris pola distribusi."""

    most: bool = False
    at_least: Amount | None = None
    at_most: Amount | None = None
    share: Amount | None = None


@frozen
class CalibrationShape:
    """Kalibrasi."""

    of: LocatedText
    patterns: Mapping[LocatedText, Mapping[LocatedText, RowShape]]
    within: Literal["unit"] = "unit"
    rank_by: tuple[LocatedText, ...] = ()
    choose_by: LocatedText | None = None
    mode: Literal["guide", "bind"] = "guide"
    most: Literal["majority", "plurality"] = "majority"
    seats: Literal["cumulative", "largest_remainder", "floor", "ceil"] = "cumulative"
    ties: Literal["together", "up", "down", "manual"] = "together"
    smallest_pool: int = 1
    below_smallest: LocatedText = LocatedText("exempt")
    cites: tuple[LocatedText, ...] = ()


@frozen
class DayShape(Written):
    """Tanggal dalam tahun."""

    month: int
    day: int


@frozen
class OverdueShape:
    """Bila pejabat penilai terlambat."""

    escalates_to: Literal["appraiser_superior"] = "appraiser_superior"
    result: Literal["final", "open"] = "final"
    sign_within: Days | None = None
    deliver_within: Days | None = None
    acknowledge_within: Days | None = None


@frozen
class TransferShape:
    """Bila pegawai pindah."""

    annual: Literal["last_unit", "simple_mean", "by_months"] = "last_unit"
    periodic: Literal["new_unit_or_agreed_previous", "last_unit", "simple_mean", "by_months"] = (
        "new_unit_or_agreed_previous"
    )


@frozen
class ProcessShape:
    """Proses: siapa dan kapan."""

    plan_set_by: DayShape | None = None
    deliver_within: Days | None = None
    acknowledge_within: Days | None = None
    object_within: Days | None = None
    decide_objection_within: Days | None = None
    report_within: Days | None = None
    overdue_appraiser: OverdueShape | None = None
    transfer: TransferShape = TransferShape()
    cites: tuple[LocatedText, ...] = ()


@frozen
class LimitsShape:
    """Batas keadilan prosedural yang dinyatakan."""

    cliff_points: Fraction | None = None
    one_rater_levels: int | None = None
    one_rater_points: Fraction | None = None
    target_cut_points: Fraction | None = None
    smallest_pool: int | None = None


@frozen
class PromiseShape:
    """Janji kebijakan."""

    if_: LocatedText
    then: LocatedText


@frozen
class WaiverShape:
    """Pengecualian."""

    property: LocatedText
    because: Text
    authority: LocatedText
    measure: LocatedText | None = None
    until: date | None = None
    bound: Text | None = None


@frozen
class FairnessShape:
    """Janji dan pengecualian."""

    limits: LimitsShape = LimitsShape()
    promise: tuple[PromiseShape, ...] = ()
    waive: tuple[WaiverShape, ...] = ()
