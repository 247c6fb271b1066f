"""What a policy says beyond one appraisal: calibration, process, and promises."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import FrozenMap

from .amounts import Amount, Days


@frozen
class PatternRow:
    """Baris pola distribusi: what holds for the people at some levels together."""

    #: The levels that are counted together.
    levels: tuple[str, ...]
    #: Whether most of the pool is at these levels.
    most: bool = False
    #: The least of them, or None.
    at_least: Amount | None = None
    #: The most of them, or None.
    at_most: Amount | None = None
    #: An exact quota, made whole by `seats`, or None.
    share: Amount | None = None


@frozen
class CalibrationRules:
    """Aturan kalibrasi: how the results of a pool are set against a distribution."""

    #: The measure that is calibrated.
    of: str
    #: The rows of each pattern, by its name.
    patterns: Mapping[str, tuple[PatternRow, ...]]
    #: The pool.
    within: str = "unit"
    #: Measures that rank people, best first; only these break ties.
    rank_by: tuple[str, ...] = ()
    #: The fact of the unit that chooses the pattern; None: the pattern `any`.
    choose_by: str | None = None
    #: `guide`: a proposal; `bind`: the proposal is the result.
    mode: str = "guide"
    #: What `most` means: `majority` (more than half) or `plurality`.
    most: str = "majority"
    #: How a share becomes people.
    seats: str = "cumulative"
    #: What happens to equals at an edge.
    ties: str = "together"
    #: The smallest pool that is calibrated on its own.
    smallest_pool: int = 1
    #: What happens to a smaller one: `exempt`, or `parent_unit` to merge it.
    below_smallest: str = "exempt"
    #: Keys of the sources that set it.
    cites: tuple[str, ...] = ()


@frozen
class Overdue:
    """Bila pejabat penilai terlambat: to whom the appraisal goes, and by when."""

    #: To whom it goes.
    escalates_to: str = "appraiser_superior"
    #: Whether the result is final.
    result: str = "final"
    #: Within how many days the superior signs.
    sign_within: Days | None = None
    #: Within how many days it is delivered.
    deliver_within: Days | None = None
    #: Within how many days the employee acknowledges it.
    acknowledge_within: Days | None = None


@frozen
class ProcessRules:
    """Aturan proses: who decides, by when."""

    #: (month, day) by which the plan is set.
    plan_set_by: tuple[int, int] | None = None
    #: Days to deliver the result.
    deliver_within: Days | None = None
    #: Days to acknowledge it.
    acknowledge_within: Days | None = None
    #: Days to object.
    object_within: Days | None = None
    #: Days to decide an objection.
    decide_objection_within: Days | None = None
    #: Days to report.
    report_within: Days | None = None
    #: What happens when the appraiser is late.
    overdue_appraiser: Overdue | None = None
    #: Which unit counts for the year of somebody who moved.
    transfer_annual: str = "last_unit"
    #: Which unit counts for the period of somebody who moved.
    transfer_periodic: str = "new_unit_or_agreed_previous"
    #: Keys of the sources that set it.
    cites: tuple[str, ...] = ()


@frozen
class Promise:
    """Janji: what follows from what, as a policy says it."""

    #: The condition, in words.
    if_: str
    #: What then holds, in words.
    then: str


@frozen
class Waiver:
    """Pengecualian: a property that the policy is known not to have, with the authority."""

    #: The property.
    property: str
    #: Why.
    because: Text
    #: The key of the source that sets it.
    authority: str
    #: The measure it is about; None: the whole policy.
    measure: str | None = None
    #: Until when.
    until: date | None = None
    #: How far it goes.
    bound: Text | None = None


@frozen
class FairnessRules:
    """Janji, batas, dan pengecualian yang dinyatakan kebijakan."""

    #: Declared limits by name.
    limits: Mapping[str, Fraction] = field(factory=FrozenMap)
    #: Promises.
    promises: tuple[Promise, ...] = ()
    #: Waivers.
    waivers: tuple[Waiver, ...] = ()
