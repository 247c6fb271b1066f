"""From the shape of an evidence section to its rules, with every fault at its place."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.document import LocatedText, parse_exact
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.errors import Text
from asn_appraisal.formula import ANY, FLAG, NUMBER, Kind, Level, Range, Scale, choice_of, level_of
from asn_appraisal.formula.tree import Field
from asn_appraisal.record import FrozenMap

from .absence import Absence
from .evidence import (
    EXPECTATION,
    FIELDS,
    TARGET_FIELDS,
    Evidence,
    FactRule,
    TableRules,
    WeightTotal,
)
from .protected import is_protected
from .report import Report
from .shapes import EvidenceShape, FactShape

_TABLES = ("results", "indicators", "behaviours", "competencies", "periods")
_MAY_BE_REQUIRED = {
    "results": ("title", "indicators", "weight", "kind"),
    "indicators": ("title", "unit", "target", "weight", "aspect", "polarity"),
}
_LISTS = ("kind", "aspect", "polarity", "rater", "cluster", "rating")
_LIMITS = ("target", "actual", "weight", "value", "required", "attained", "months")


def build_evidence(shape: EvidenceShape, scales: Mapping[str, Scale], report: Report) -> Evidence:
    """Build the evidence of a policy."""
    facts = {}
    for name, fact in shape.facts.items():
        if rule := _fact(name, fact, scales, report):
            facts[str(name)] = rule
    tables = {}
    for table in _TABLES:
        given = getattr(shape, table)
        if given is not None:
            tables[table] = _table(table, given, scales, report)
    if shape.behaviours is not None:
        _check_only_when(shape.behaviours, facts, report)
    return Evidence(FrozenMap(tables), FrozenMap(facts))


def _check_only_when(behaviours: Any, facts: Mapping[str, FactRule], report: Report) -> None:
    for aspect, fact in behaviours.only_when.items():
        if aspect not in behaviours.aspects:
            report.unknown("ASN-P017", aspect, behaviours.aspects)
        if fact not in facts:
            report.unknown("ASN-P016", fact, facts)
        elif facts[fact].kind != FLAG:
            report.add("ASN-P018", fact, name=fact)


def _table(table: str, shape: Any, scales: Mapping[str, Scale], report: Report) -> TableRules:
    allowed = {
        name: tuple(str(word) for word in getattr(shape, name))
        for name in _LISTS
        if getattr(shape, name, ())
    }
    fields = dict(_fields(table, shape, allowed, scales, report))
    absences = {
        name: _absence(shape, name, fields, report) for name in ("missing", "not_applicable")
    }
    total = getattr(getattr(shape, "weight", None), "total", None)
    required = getattr(shape, "required", ())
    if table in _MAY_BE_REQUIRED:
        for name in required:
            if name not in _MAY_BE_REQUIRED[table]:
                report.unknown("ASN-P011", name, _MAY_BE_REQUIRED[table], table=table)
    return TableRules(
        table,
        FrozenMap(fields),
        FrozenMap(allowed),
        tuple(str(name) for name in required) if table in _MAY_BE_REQUIRED else (),
        tuple(str(name) for name in getattr(shape, "aspects", ())),
        FrozenMap((str(k), str(v)) for k, v in getattr(shape, "only_when", {}).items()),
        WeightTotal(total, shape.weight.within == "result") if total is not None else None,
        getattr(shape, "single_target", None),
        **absences,
    )


def _fields(
    table: str,
    shape: Any,
    allowed: Mapping[str, tuple[str, ...]],
    scales: Mapping[str, Scale],
    report: Report,
) -> Iterable[tuple[str, Field]]:
    limits = {
        name: _limits(getattr(shape, name), report) for name in _LIMITS if hasattr(shape, name)
    }
    for name in TARGET_FIELDS:
        if "target" in limits:
            limits[name] = limits["target"]
    for name, (kind, base) in FIELDS[table].items():
        narrowed = limits.get(name, ANY).within(base)
        yield name, Field(table, name, _field_kind(kind, allowed.get(name), scales), narrowed)
    for name, fact in getattr(shape, "measures", {}).items():
        if rule := _fact(name, fact, scales, report):
            yield str(name), Field(table, str(name), rule.kind, rule.range)


def _field_kind(kind: Kind, words: tuple[str, ...] | None, scales: Mapping[str, Scale]) -> Kind:
    if kind.scale is not None:
        return level_of(scales[EXPECTATION.name])
    return choice_of(*words) if words and kind.name == "choice" else kind


def _limits(shape: Any, report: Report) -> Range:
    if not isinstance(shape, tuple):
        return limits_of(shape, report)
    return ANY


def limits_of(shape: Any, report: Report) -> Range:
    """Return the range that `from`, `above`, `to` and `below` give."""
    low = shape.from_ if shape.above is None else shape.above
    high = shape.to if shape.below is None else shape.below
    made = Range(low, high, shape.above is not None, shape.below is not None)
    if made.is_empty or (shape.from_ is not None and shape.above is not None):
        report.add("ASN-P012", None, low=low, high=high)
    return made


def _absence(shape: Any, name: str, fields: Mapping[str, Field], report: Report) -> Absence:
    absence: Absence = getattr(shape, name)
    for field, word, _ in absence.by_field:
        if field not in fields:
            report.unknown("ASN-P013", LocatedText(field), fields, key=name)
        elif (words := fields[field].kind.words) and word not in words:
            report.unknown("ASN-P014", LocatedText(word), words, key=name)
    return absence


# Facts ----------------------------------------------------------------------------------


def _fact(
    name: LocatedText, shape: FactShape, scales: Mapping[str, Scale], report: Report
) -> FactRule | None:
    if is_protected(name):
        report.add("ASN-P010", name, name=name)
        return None
    kind = _kind(name, shape, scales, report)
    if kind is None:
        return None
    grid = Fraction(1) if shape.type == "whole" else None
    label = shape.label or Text.same(str(name))
    words = shape.values.labels if shape.values else {}
    rule = FactRule(
        str(name),
        kind,
        evolve(limits_of(shape, report), grid=grid),
        whole=shape.type == "whole",
        label=label,
        words=FrozenMap((str(word), text) for word, text in words.items()),
    )
    if shape.default is None:
        return rule
    default = fact_value(rule, shape.default)
    if default is None:
        report.add("ASN-P015", shape.default, text=shape.default, kind=kind.describe())
    return evolve(rule, default=default)


def _kind(
    name: LocatedText, shape: FactShape, scales: Mapping[str, Scale], report: Report
) -> Kind | None:
    match shape.type:
        case "flag":
            return FLAG
        case "whole" | "number":
            return NUMBER
        case "choice":
            if shape.values is None or not shape.values.words:
                report.add("ASN-P019", name, name=name, key="values")
                return None
            return choice_of(*(str(word) for word in shape.values.words))
    if shape.scale is None:
        report.add("ASN-P019", name, name=name, key="scale")
    elif shape.scale not in scales:
        report.unknown("ASN-P020", shape.scale, scales)
    else:
        return level_of(scales[shape.scale])
    return None


def fact_value(rule: FactRule, given: Any) -> bool | Fraction | Level | str | None:
    """Read a fact as its rule says; None where it does not fit."""
    match rule.kind.name:
        case "flag":
            return {"true": True, "false": False}.get(str(given).lower()) if _flag(given) else None
        case "number":
            return _number(rule, given)
        case "level":
            return rule.kind.scale.find(str(given)) if rule.kind.scale else None
    return str(given) if str(given) in rule.kind.words else None


def _flag(given: Any) -> bool:
    return isinstance(given, bool) or given in ("true", "false")


def _number(rule: FactRule, given: Any) -> Fraction | None:
    if isinstance(given, bool):
        return None
    number = parse_exact(given) if isinstance(given, str) else Fraction(given)
    if number is None or not rule.range.holds(number):
        return None
    if rule.whole and (number.denominator != 1 or _padded(given)):
        return None
    return number


def _padded(given: Any) -> bool:
    return isinstance(given, str) and parse_whole(given) is None
