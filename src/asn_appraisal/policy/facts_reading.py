"""From the shape of a fact to its rule, and from what a record says to the value of a fact."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.document import LocatedText, parse_exact
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.errors import Text
from asn_appraisal.formula import (
    AGGREGATES,
    ANY,
    FLAG,
    FUNCTIONS,
    NUMBER,
    Kind,
    Level,
    Range,
    Scale,
    choice_of,
    level_of,
)
from asn_appraisal.record import FrozenMap

from .evidence import FIELDS, FactRule
from .names import is_name
from .numbers import number_in, range_text
from .protected import is_protected
from .report import Report
from .shapes import FactShape

_LIMITS = ("from", "above", "to", "below")
#: The keys of a fact that have a meaning for its type alone.
_OWN_KEYS = {
    "flag": ("better",),
    "whole": (*_LIMITS, "better"),
    "number": (*_LIMITS, "better"),
    "level": ("scale", "better"),
    "choice": ("values",),
}


def read_fact(
    name: LocatedText, shape: FactShape, scales: Mapping[str, Scale], report: Report
) -> FactRule | None:
    """Build the rule of a fact; None where too little of it can be read."""
    if is_protected(name):
        report.add("ASN-P010", name, name=name)
        return None
    check_name(name, report)
    _check_keys(name, shape, report)
    kind = _kind(name, shape, scales, report)
    if kind is None:
        return None
    grid = Fraction(1) if shape.type == "whole" else None
    rule = FactRule(
        str(name),
        kind,
        evolve(limits_of(shape, report, Range(grid=grid)), grid=grid),
        whole=shape.type == "whole",
        better=direction(shape),
        label=shape.label or Text.same(str(name)),
        words=FrozenMap(shape.values.labels if shape.values is not None else {}),
    )
    if shape.default is None:
        return rule
    default = fact_value(rule, shape.default)
    if default is None:
        called = kind.describe()
        values = {"text": shape.default, "kind_id": called.id, "kind_en": called.en}
        report.add("ASN-P015", shape.default, **values)
    return evolve(rule, default=default)


def direction(shape: FactShape) -> str | None:
    """Return which way a fact is better: as the policy says, else up the levels of a scale."""
    return shape.better or ("higher" if shape.type == "level" else None)


def check_name(name: LocatedText, report: Report) -> None:
    """Report what cannot be a name in a formula, or has another meaning there."""
    if not is_name(name):
        report.add("ASN-D029", name, text=name)
    elif name in FUNCTIONS or name in AGGREGATES or name in FIELDS:
        report.add("ASN-P023", name, name=name)


def _check_keys(name: LocatedText, shape: FactShape, report: Report) -> None:
    given = {
        "scale": shape.scale,
        "values": shape.values,
        "from": shape.from_,
        "above": shape.above,
        "to": shape.to,
        "below": shape.below,
        "better": shape.better,
    }
    for key, value in given.items():
        if value is not None and key not in _OWN_KEYS[shape.type]:
            report.add("ASN-P009", name, name=name, key=key, type=shape.type)


def limits_of(shape: Any, report: Report, base: Range = ANY) -> Range:
    """Return the range that `from`, `above`, `to` and `below` give; it lies within `base`."""
    for keys in (("from_", "above"), ("to", "below")):
        if all(getattr(shape, key) is not None for key in keys):
            listed = ", ".join(f"`{key.rstrip('_')}`" for key in keys)
            report.add("ASN-D031", shape, keys=listed)
    low = shape.from_ if shape.above is None else shape.above
    high = shape.to if shape.below is None else shape.below
    made = Range(low, high, shape.above is not None, shape.below is not None)
    if number_in(made.within(base)) is None:
        report.add("ASN-P012", shape, range=range_text(made))
    return made.within(base)


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
            check_unique(shape.values.words, report)
            return choice_of(*sorted(str(word) for word in shape.values.words))
    if shape.scale is None:
        report.add("ASN-P019", name, name=name, key="scale")
    elif shape.scale not in scales:
        report.unknown("ASN-P020", shape.scale, scales)
    else:
        return level_of(scales[shape.scale])
    return None


def check_unique(words: Iterable[LocatedText], report: Report) -> None:
    """Report each word that stands twice in a list."""
    seen = set()
    for word in words:
        if word in seen:
            report.add("ASN-P008", word, name=word)
        seen.add(word)


def fact_value(rule: FactRule, given: Any) -> bool | Fraction | Level | str | None:
    """Read a fact, as records hold it, as its rule says; None where it does not fit."""
    match rule.kind.name:
        case "flag":
            return {"true": True, "false": False}.get(given)
        case "number":
            return _number(rule, given)
        case "level":
            return rule.kind.scale.find(given) if rule.kind.scale else None
    return str(given) if given in rule.kind.words else None


def _number(rule: FactRule, given: str) -> Fraction | None:
    whole = parse_whole(given) if rule.whole else None
    number = parse_exact(given) if not rule.whole else whole if whole is None else Fraction(whole)
    return number if number is not None and rule.range.holds(number) else None
