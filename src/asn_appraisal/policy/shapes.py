"""The shape of a policy document: which keys there are and what each takes.

These classes are what the YAML is read into, and what its JSON Schema is made from; what a
policy means is built from them in `building.py`.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from asn_appraisal.document import LocatedText
from asn_appraisal.document.shaping import Written
from asn_appraisal.errors import Text

from .absence import Absence, Action
from .section_shapes import CalibrationShape, FairnessShape, ProcessShape
from .shorthands import Ends, Places, Words

TableName = Literal["results", "indicators", "behaviours", "competencies", "periods"]


@frozen
class InForceShape:
    """Masa berlaku."""

    from_: date
    until: date | None = None


@frozen
class SourceShape:
    """Dasar hukum."""

    act: str
    place: str = ""
    #: How an unclear text was read.
    reading: Text | None = None
    note: Text | None = None
    url: str | None = None


@frozen
class LimitShape(Written):
    """Batas angka."""

    from_: Fraction | None = None
    above: Fraction | None = None
    to: Fraction | None = None
    below: Fraction | None = None


@frozen
class WeightShape(LimitShape):
    """Batas bobot."""

    #: The exact sum of the weights.
    total: Fraction | None = None


@frozen
class InnerWeightShape(WeightShape):
    """Batas bobot indikator."""

    #: `result`: the sum is taken inside each result.
    within: Literal["result"] | None = None


@frozen
class _TableShape(Written):
    missing: Absence = field(default=Absence(Action.incomplete()))
    not_applicable: Absence = field(default=Absence(Action.leave_out()))


@frozen
class ResultsShape(_TableShape):
    """Tabel hasil kerja."""

    kind: tuple[Literal["main", "additional"], ...] = ()
    weight: WeightShape = WeightShape()
    required: tuple[LocatedText, ...] = ()
    rating: tuple[Literal["below", "meets", "above"], ...] = ()


@frozen
class IndicatorsShape(_TableShape):
    """Tabel indikator."""

    aspect: tuple[Literal["quantity", "quality", "time", "cost"], ...] = ()
    polarity: tuple[Literal["higher", "lower", "within"], ...] = ()
    kind: tuple[Literal["main", "additional"], ...] = ()
    target: LimitShape = LimitShape()
    actual: LimitShape = LimitShape()
    weight: InnerWeightShape = InnerWeightShape()
    required: tuple[LocatedText, ...] = ()
    #: Polarities whose target must be a single number.
    single_target: tuple[Literal["higher", "lower", "within"], ...] | None = None


@frozen
class BehavioursShape(_TableShape):
    """Tabel perilaku kerja."""

    aspects: tuple[LocatedText, ...] = ()
    only_when: Mapping[LocatedText, LocatedText] = field(factory=dict)
    rater: tuple[Literal["superior", "peer", "subordinate", "self", "stakeholder"], ...] = ()
    value: LimitShape = LimitShape()
    rating: tuple[Literal["below", "meets", "above"], ...] = ()


@frozen
class CompetenciesShape(_TableShape):
    """Tabel kompetensi."""

    cluster: tuple[LocatedText, ...] = ()
    required: LimitShape = LimitShape()
    attained: LimitShape = LimitShape()


@frozen
class FactShape(Written):
    """Fakta."""

    type: Literal["flag", "whole", "number", "level", "choice"]
    label: Text | None = None
    scale: LocatedText | None = None
    values: Words | None = None
    from_: Fraction | None = None
    above: Fraction | None = None
    to: Fraction | None = None
    below: Fraction | None = None
    default: LocatedText | None = None
    better: Literal["higher", "lower"] | None = None


@frozen
class PeriodsShape(_TableShape):
    """Tabel evaluasi periodik."""

    months: LimitShape = LimitShape()
    measures: Mapping[LocatedText, FactShape] = field(factory=dict)


@frozen
class EvidenceShape:
    """Bukti."""

    results: ResultsShape | None = None
    indicators: IndicatorsShape | None = None
    behaviours: BehavioursShape | None = None
    competencies: CompetenciesShape | None = None
    periods: PeriodsShape | None = None
    facts: Mapping[LocatedText, FactShape] = field(factory=dict)


@frozen
class BandShape(Written):
    """Satu baris pita."""

    level: LocatedText
    from_: Fraction | None = None
    above: Fraction | None = None
    when: LocatedText | None = None


@frozen
class BandsShape:
    """Pita: angka ke tingkat."""

    of: LocatedText
    levels: tuple[BandShape, ...]


@frozen
class PieceShape(Written):
    """Satu potong kurva."""

    value: Ends
    from_: Fraction | None = None
    above: Fraction | None = None
    to: Fraction | None = None
    below: Fraction | None = None
    at: Fraction | None = None
    when: LocatedText | None = None


@frozen
class CurveShape:
    """Kurva."""

    of: LocatedText
    pieces: tuple[PieceShape, ...]


@frozen
class LookupShape:
    """Tabel cari."""

    of: LocatedText
    values: Mapping[LocatedText, LocatedText]


@frozen
class MatrixShape:
    """Matriks."""

    rows: LocatedText
    columns: LocatedText
    cells: Mapping[LocatedText, Mapping[LocatedText, LocatedText]]


@frozen
class JudgementShape:
    """Pertimbangan pejabat penilai."""

    suggest: LocatedText | None = None
    override: tuple[Literal["reason", "evidence"], ...] = ()


@frozen
class MeasureShape:
    """Ukuran."""

    label: Text | None = None
    note: Text | None = None
    per: LocatedText | None = None
    formula: LocatedText | None = None
    by: LocatedText | None = None
    cases: Mapping[LocatedText, LocatedText] | None = None
    bands: BandsShape | None = None
    curve: CurveShape | None = None
    lookup: LookupShape | None = None
    matrix: MatrixShape | None = None
    judgement: JudgementShape | None = None
    round: Places | None = None
    scale: LocatedText | None = None
    cites: tuple[LocatedText, ...] = ()


@frozen
class PolicyShape:
    """Kebijakan."""

    id: LocatedText
    measures: Mapping[LocatedText, MeasureShape]
    result: LocatedText
    version: str = "1"
    title: Text | None = None
    note: Text | None = None
    in_force: InForceShape | None = None
    sources: Mapping[LocatedText, SourceShape] = field(factory=dict)
    scales: Mapping[LocatedText, Mapping[LocatedText, Text]] = field(factory=dict)
    evidence: EvidenceShape = EvidenceShape()
    calibration: CalibrationShape | None = None
    process: ProcessShape | None = None
    fairness: FairnessShape | None = None
    based_on: str | None = None
    remove: tuple[LocatedText, ...] = ()
