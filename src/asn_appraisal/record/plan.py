"""What was planned and what came of it: results, indicators, targets and observations."""

from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from asn_appraisal.document import exact, exact_text
from asn_appraisal.errors import Place, Problem, RecordError

from .values import MISSING, Quantity, Rating, as_tuple, optional_exact, quantity, rating

Aspect = Literal["quantity", "quality", "time", "cost"]
Polarity = Literal["higher", "lower", "within"]
ResultKind = Literal["main", "additional"]
Combine = Literal["sum", "mean", "latest"]


@frozen
class Target:
    """Target: a single number, or a range with both ends included.

    >>> Target.single(100).is_single
    True
    """

    #: The lower end; the target itself where it is single.
    from_: Fraction = field(converter=exact)
    #: The upper end; the target itself where it is single.
    to: Fraction = field(converter=exact)

    @classmethod
    def single(cls, number: Any) -> "Target":
        """Make a single target."""
        return cls(number, number)

    @property
    def is_single(self) -> bool:
        """Tell whether both ends are the same."""
        return self.from_ == self.to

    def to_plain(self) -> Any:
        """Write as a number, or as a list of two."""
        ends = [exact_text(self.from_), exact_text(self.to)]
        return ends[0] if self.is_single else ends


def target(value: Any) -> Target | None:
    """Make a target of a number, of two numbers, or of nothing."""
    if value is None or isinstance(value, Target):
        return value
    if isinstance(value, tuple | list):
        return Target(*value)
    return Target.single(value)


@frozen
class Observation:
    """Catatan capaian: what was seen on one day of the period."""

    #: The day.
    on: date
    #: The value seen, in the unit of the indicator.
    value: Fraction = field(converter=exact)
    #: A reference to the evidence.
    evidence: str = ""
    #: What the employee says about it, e.g. a challenge.
    note: str = ""


@frozen
class Observations:
    """Kumpulan catatan capaian: dated values and how they make the actual."""

    #: `sum`, `mean` (exact) or `latest`.
    combine: Combine
    #: The observations; their order does not matter.
    values: tuple[Observation, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse two values for one latest day."""
        latest = [each for each in self.values if each.on == self._last_day()]
        if self.combine == "latest" and len({each.value for each in latest}) > 1:
            at = self.values.index(latest[-1])
            place = Place(f"values[{at}].on")
            raise RecordError([Problem("ASN-R010", place, {"on": latest[0].on})])

    def _last_day(self) -> date | None:
        return max((each.on for each in self.values), default=None)

    def combined(self) -> Quantity:
        """Return the actual that the observations make; missing where there are none."""
        if not self.values:
            return MISSING
        if self.combine == "latest":
            return max(self.values, key=lambda each: each.on).value
        total = sum((each.value for each in self.values), Fraction(0))
        return total / len(self.values) if self.combine == "mean" else total


@frozen
class Indicator:
    """Indikator kinerja: what is counted, the target, and what was reached.

    Raises:
        RecordError: a negative weight, a target range upside down, or an actual beside
            observations.

    >>> Indicator("terbit", target=480, actual="512", weight=1).realised
    Fraction(512, 1)
    """

    #: The id, unique in its result.
    id: str
    #: What it says, as shown.
    title: str = ""
    #: quantity, quality, time or cost.
    aspect: Aspect | None = None
    #: Whether higher, lower, or within the range is better.
    polarity: Polarity | None = None
    #: The unit of target and actual, e.g. `izin`.
    unit: str | None = None
    #: The target; None where the plan has none.
    target: Target | None = field(default=None, converter=target)
    #: The actual, in the unit of the target.
    actual: Quantity = field(default=MISSING, converter=quantity)
    #: The weight, relative to the other indicators of the result.
    weight: Fraction | None = field(default=None, converter=optional_exact)
    #: Whether the target is already the most that can be reached.
    at_maximum: bool = False
    #: Dated values that make the actual.
    observations: Observations | None = None

    def __attrs_post_init__(self) -> None:
        """Check the indicator on its own."""
        problems = weight_problems(self.id, self.weight)
        if self.target is not None and self.target.from_ > self.target.to:
            problems.append(Problem("ASN-R005", Place("target"), {"id": self.id}))
        if self.observations is not None and self.actual != MISSING:
            problems.append(Problem("ASN-R006", Place("actual"), {"id": self.id}))
        if problems:
            raise RecordError(problems)

    @property
    def realised(self) -> Quantity:
        """Return the actual, as given or as its observations make it."""
        return self.actual if self.observations is None else self.observations.combined()


@frozen
class WorkResult:
    """Hasil kerja: a result of the plan with its indicators.

    Raises:
        RecordError: a negative weight, or two indicators with one id.
    """

    #: The id, unique in its appraisal.
    id: str
    #: What is to be delivered, as shown.
    title: str = ""
    #: Main (utama) or additional (tambahan).
    kind: ResultKind = "main"
    #: The weight, relative to the other results.
    weight: Fraction | None = field(default=None, converter=optional_exact)
    #: The appraiser's rating of the result: below, meets or above expectation.
    rating: Rating = field(default=MISSING, converter=rating)
    #: What stood in the way, in the employee's words.
    challenges: str = ""
    #: The indicators.
    indicators: tuple[Indicator, ...] = field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Check the result on its own."""
        problems = weight_problems(self.id, self.weight)
        problems += duplicate_problems("indicators", [each.id for each in self.indicators])
        if problems:
            raise RecordError(problems)


def weight_problems(name: str, weight: Fraction | None) -> list[Problem]:
    """Return the problem of a negative weight."""
    if weight is None or weight >= 0:
        return []
    return [Problem("ASN-R004", Place("weight"), {"id": name, "weight": exact_text(weight)})]


def duplicate_problems(collection: str, ids: list[Any], *, field: str = "id") -> list[Problem]:
    """Return a problem for each id that stands twice, at the `field` that holds it."""
    seen: set[Any] = set()
    problems = []
    for at, each in enumerate(ids):
        if each in seen and each is not None:
            shown = ".".join(part for part in each if part) if isinstance(each, tuple) else each
            place = Place(f"{collection}[{at}].{field}")
            problems.append(Problem("ASN-R001", place, {"collection": collection, "id": shown}))
        seen.add(each)
    return problems
