"""One appraisal: everything that was reported and decided about one assignment in one period."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from asn_appraisal.errors import RecordError

from .people import date_problems
from .plan import WorkResult, duplicate_problems
from .summary import Summary, summarise
from .tables import Table, make_tables
from .values import (
    MISSING,
    FactValue,
    FrozenMap,
    Quantity,
    Rater,
    Rating,
    as_tuple,
    facts,
    optional_exact,
    quantity,
    rating,
    read_only,
)

PeriodKind = Literal["annual", "semester", "quarterly", "monthly", "other"]


@frozen
class Period:
    """Periode penilaian: from a day until a day, both included."""

    #: Annual, semester, quarterly, monthly or other.
    kind: PeriodKind
    #: The first day.
    from_: date
    #: The last day.
    until: date

    def __attrs_post_init__(self) -> None:
        """Check that the days are in order."""
        if problems := date_problems(self.kind, self.from_, self.until):
            raise RecordError(problems)


@frozen
class Behaviour:
    """Penilaian perilaku kerja: one rater's view of one aspect, as a number or a rating."""

    #: The behaviour aspect, e.g. `komitmen`.
    aspect: str
    #: Superior, peer, subordinate, self or stakeholder.
    rater: Rater = "superior"
    #: The mark.
    value: Quantity = field(default=MISSING, converter=quantity)
    #: The rating, where marks are not used.
    rating: Rating = field(default=MISSING, converter=rating)
    #: Which rater, where there are several.
    by: str = ""


@frozen
class CompetencyLevel:
    """Capaian kompetensi: the level a person has, beside the level required."""

    #: The competency, by id.
    competency: str
    #: Technical, managerial, sociocultural, or the framework's own cluster.
    cluster: str = ""
    #: The level required.
    required: Fraction | None = field(default=None, converter=optional_exact)
    #: The level attained.
    attained: Quantity = field(default=MISSING, converter=quantity)


@frozen
class PeriodResult:
    """Hasil evaluasi periodik: an earlier evaluation of the same year."""

    #: The id of the period, e.g. `tw1`.
    period: str
    #: How many months it covers.
    months: Fraction | None = field(default=None, converter=optional_exact)
    #: That evaluation's measures, by name; numbers and levels as text.
    measures: Mapping[str, FactValue] = field(factory=FrozenMap, converter=facts)


@frozen
class Judgement:
    """Pertimbangan pejabat penilai: a decision by a person, with reason and evidence."""

    #: The level decided.
    level: str
    #: Who decided, an employee by id.
    by: str = ""
    #: Why.
    reason: str = ""
    #: References to evidence.
    evidence: tuple[str, ...] = field(default=(), converter=as_tuple)


@frozen
class Feedback:
    """Umpan balik berkelanjutan: what was said during the period."""

    #: The day.
    on: date
    #: Who said it.
    by: str
    #: What was said.
    text: str


@frozen
class Appraisal:
    """Penilaian: what was planned, reported and decided; no arithmetic.

    Raises:
        RecordError: an id that stands twice.

    >>> from asn_appraisal.record import Indicator, WorkResult
    >>> work = WorkResult("work", indicators=[Indicator("a", target=100, actual=118, weight=1)])
    >>> Appraisal("2025-sari", results=[work]).results[0].indicators[0].actual
    Fraction(118, 1)
    """

    #: The id, unique in its records.
    id: str
    #: The assignment that is appraised, by id.
    assignment: str | None = None
    #: The period that is appraised.
    period: Period | None = None
    #: Work results with their indicators.
    results: tuple[WorkResult, ...] = field(default=(), converter=as_tuple)
    #: Behaviour, one row an aspect and rater.
    behaviours: tuple[Behaviour, ...] = field(default=(), converter=as_tuple)
    #: Competencies, one row each.
    competencies: tuple[CompetencyLevel, ...] = field(default=(), converter=as_tuple)
    #: Earlier evaluations of the same year.
    periods: tuple[PeriodResult, ...] = field(default=(), converter=as_tuple)
    #: Facts by name, as text: given as text, flags or exact numbers; a policy says what each is.
    facts: Mapping[str, FactValue] = field(factory=FrozenMap, converter=facts)
    #: Decisions by measure name.
    judgements: Mapping[str, Judgement] = field(factory=FrozenMap, converter=read_only)
    #: What was said during the period.
    feedback: tuple[Feedback, ...] = field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Check that no id stands twice."""
        raters = [(each.aspect, each.rater, each.by) for each in self.behaviours]
        competencies = [each.competency for each in self.competencies]
        problems = [
            *duplicate_problems("results", [each.id for each in self.results]),
            *duplicate_problems("behaviours", raters, field="aspect"),
            *duplicate_problems("competencies", competencies, field="competency"),
            *duplicate_problems("periods", [each.period for each in self.periods], field="period"),
        ]
        if problems:
            raise RecordError(problems)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Return the evidence as columns of exact integers, made once per appraisal."""
        return make_tables(self)

    @cached_property
    def summary(self) -> Summary:
        """Return what the tables come to, as rules about whole columns ask for it, made once."""
        return summarise(self.tables)
