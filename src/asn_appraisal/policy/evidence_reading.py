"""From the shape of an evidence section to its rules, with every fault at its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from asn_appraisal.document import LocatedText
from asn_appraisal.formula import ANY, FLAG, Kind, Scale, choice_of, level_of
from asn_appraisal.formula.tree import Field
from asn_appraisal.record import FrozenMap

from .absence import Absence, settled
from .evidence import (
    EXPECTATION,
    FIELDS,
    TARGET_FIELDS,
    Evidence,
    FactRule,
    TableRules,
    WeightTotal,
)
from .facts_reading import check_unique, direction, limits_of, read_fact
from .report import Report
from .shapes import EvidenceShape, FactShape

_MAY_BE_REQUIRED = {
    "results": ("title", "indicators", "weight", "kind"),
    "indicators": ("title", "unit", "target", "weight", "aspect", "polarity"),
}
_LISTS = ("kind", "aspect", "polarity", "rater", "cluster", "rating")
_LIMITS = ("target", "actual", "weight", "value", "required", "attained", "months")


def build_evidence(
    shape: EvidenceShape, scales: Mapping[str, Scale], report: Report, doubtful: Iterable[str] = ()
) -> Evidence:
    """Build the evidence of a policy; the facts in `doubtful` have a fault of their own."""
    facts = {}
    for name, fact in shape.facts.items():
        if rule := read_fact(name, fact, scales, report):
            facts[str(name)] = rule
    tables = {}
    for table in FIELDS:
        given = getattr(shape, table)
        if given is not None:
            tables[table] = _table(table, given, scales, report)
    if shape.behaviours is not None:
        _check_only_when(shape.behaviours, facts, report, set(doubtful))
    return Evidence(FrozenMap(tables), FrozenMap(facts))


def _check_only_when(
    behaviours: Any, facts: Mapping[str, FactRule], report: Report, doubtful: set[str]
) -> None:
    for aspect, fact in behaviours.only_when.items():
        if aspect not in behaviours.aspects:
            report.unknown("ASN-P017", aspect, behaviours.aspects)
        if fact in facts and facts[fact].kind != FLAG:
            report.add("ASN-P018", fact, name=fact)
        elif fact not in facts and fact not in doubtful:
            report.unknown("ASN-P016", fact, facts)


def _table(table: str, shape: Any, scales: Mapping[str, Scale], report: Report) -> TableRules:
    allowed = {}
    for name in _LISTS:
        if words := getattr(shape, name, ()):
            check_unique(words, report)
            allowed[name] = tuple(str(word) for word in words)
    aspects = getattr(shape, "aspects", ())
    check_unique(aspects, report)
    fields = dict(_fields(table, shape, {"aspect": aspects, **allowed}, scales, report))
    required = _required(table, shape, report)
    return TableRules(
        table,
        FrozenMap(fields),
        FrozenMap(allowed),
        required,
        tuple(str(name) for name in aspects),
        FrozenMap((str(k), str(v)) for k, v in getattr(shape, "only_when", {}).items()),
        _weight_total(shape, report),
        _directions(shape),
        getattr(shape, "single_target", None),
        missing=_absence(shape, "missing", fields, report),
        not_applicable=_absence(shape, "not_applicable", fields, report),
    )


def _required(table: str, shape: Any, report: Report) -> tuple[str, ...]:
    known = _MAY_BE_REQUIRED.get(table)
    if known is None:
        return ()
    for name in shape.required:
        if name not in known:
            report.unknown("ASN-P011", name, known, table=table)
    return tuple(str(name) for name in shape.required)


def _weight_total(shape: Any, report: Report) -> WeightTotal | None:
    weight = getattr(shape, "weight", None)
    within = getattr(weight, "within", None)
    if weight is None or weight.total is None:
        if within is not None:
            report.add("ASN-P007", weight)
        return None
    return WeightTotal(weight.total, within == "result")


def _fields(
    table: str,
    shape: Any,
    words: Mapping[str, Iterable[str]],
    scales: Mapping[str, Scale],
    report: Report,
) -> Iterable[tuple[str, Field]]:
    known = FIELDS[table]
    limits = {
        name: limits_of(getattr(shape, name), report, known[name][1])
        for name in _LIMITS
        if name in known and hasattr(shape, name)
    }
    for name in TARGET_FIELDS:
        if "target" in limits:
            limits[name] = limits["target"]
    for name, (kind, base) in known.items():
        here = limits.get(name, ANY).within(base)
        yield name, Field(table, name, _field_kind(kind, words.get(name), scales), here)
    for name, fact in getattr(shape, "measures", {}).items():
        if rule := _past_measure(name, fact, scales, report):
            yield rule.name, Field(table, rule.name, rule.kind, rule.range)


def _directions(shape: Any) -> Mapping[str, str]:
    ways = {str(name): direction(each) for name, each in getattr(shape, "measures", {}).items()}
    return FrozenMap((name, way) for name, way in ways.items() if way is not None)


def _past_measure(
    name: LocatedText, shape: FactShape, scales: Mapping[str, Scale], report: Report
) -> FactRule | None:
    """Read a measure of an earlier evaluation: a fact of that period."""
    if name in FIELDS["periods"]:
        report.add("ASN-P023", name, name=name)
    if shape.default is not None:
        report.add("ASN-P009", name, name=name, key="default", type="periods")
    return read_fact(name, evolve(shape, default=None), scales, report)


def _field_kind(kind: Kind, words: Iterable[str] | None, scales: Mapping[str, Scale]) -> Kind:
    if kind.scale is not None:
        return level_of(scales[EXPECTATION.name])
    known = tuple(str(word) for word in words or ())
    return choice_of(*known) if known and kind.name == "choice" else kind


def _absence(shape: Any, key: str, fields: Mapping[str, Field], report: Report) -> Absence:
    """Check for which rows an absent value does what."""
    absence: Absence = getattr(shape, key)
    for name, word, _ in absence.by_field:
        kind = fields[name].kind if name in fields else None
        if kind is None:
            report.unknown("ASN-P013", name, fields, key=key)
        elif kind.name not in ("choice", "level"):
            report.add("ASN-P005", name, key=key, name=name)
        elif (words := kind.scale.names() if kind.scale else kind.words) and word not in words:
            report.unknown("ASN-P014", word, words, key=key)
    there = [*fields.values()]
    return Absence(
        settled(absence.otherwise, key, there, report),
        tuple(
            (str(name), str(word), settled(action, key, there, report))
            for name, word, action in absence.by_field
        ),
    )
