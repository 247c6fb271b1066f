"""Calibration, process and fairness sections: from their shapes to their rules."""

from collections.abc import Collection, Container, Mapping
from fractions import Fraction
from typing import Any

import attrs

from asn_appraisal.errors import suggestion
from asn_appraisal.record import FrozenMap

from .distribution import feasible_sizes, sizes_text
from .policy import Measure, Source
from .properties import PROPERTIES
from .report import Report
from .section_shapes import CalibrationShape, FairnessShape, ProcessShape, RowShape
from .sections import (
    CalibrationRules,
    FairnessRules,
    Overdue,
    PatternRow,
    ProcessRules,
    Promise,
    Waiver,
)

#: Pools up to this size are asked whether a pattern can hold.
LARGEST_LOOKED_AT = 40
#: The days of each month, in the longest year.
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = (
    "deliver_within",
    "acknowledge_within",
    "object_within",
    "decide_objection_within",
    "report_within",
)


def build_calibration(
    shape: CalibrationShape | None,
    measures: Mapping[str, Measure],
    sources: Mapping[str, Source],
    report: Report,
    *,
    declared: Container[str] = (),
) -> CalibrationRules | None:
    """Build the calibration section; a measure in `declared` alone has a fault of its own."""
    if shape is None:
        return None
    _check_cites(shape.cites, sources, report)
    of = _scalar_measure(shape.of, measures, report, declared)
    if of is not None and of.kind.scale is None:
        report.add("ASN-P060", shape.of, name=shape.of)
    for name in shape.rank_by:
        ranked = _scalar_measure(name, measures, report, declared)
        if ranked is not None and ranked.kind.name not in ("number", "level"):
            report.add("ASN-P061", name, name=name)
    if shape.choose_by is None and list(shape.patterns) != ["any"]:
        report.add("ASN-P062", next(iter(shape.patterns), shape.of))
    if shape.below_smallest not in ("exempt", "parent_unit"):
        report.unknown("ASN-D032", shape.below_smallest, ("exempt", "parent_unit"))
    levels = of.kind.scale.names() if of is not None and of.kind.scale is not None else []
    patterns = {
        str(name): tuple(_row(keys, row, levels, report) for keys, row in rows.items())
        for name, rows in shape.patterns.items()
    }
    rules = CalibrationRules(
        str(shape.of),
        FrozenMap(patterns),
        shape.within,
        tuple(str(name) for name in shape.rank_by),
        None if shape.choose_by is None else str(shape.choose_by),
        shape.mode,
        shape.most,
        shape.seats,
        shape.ties,
        shape.smallest_pool,
        str(shape.below_smallest),
        tuple(str(key) for key in shape.cites),
    )
    if levels and not report.problems:
        _warn_of_calibration(rules, shape, levels, report)
    return rules


def _warn_of_calibration(
    rules: CalibrationRules, shape: CalibrationShape, levels: list[str], report: Report
) -> None:
    shares = any(row.share for rows in rules.patterns.values() for row in rows)
    if shares and rules.seats != "cumulative":
        report.warn("ASN-W007", shape.of, seats=rules.seats)
    sizes = range(rules.smallest_pool, LARGEST_LOOKED_AT + 1)
    for key, feasible in zip(
        shape.patterns, feasible_sizes(rules, levels, sizes).values(), strict=True
    ):
        impossible = sorted({*sizes} - {*feasible})
        if impossible:
            values = {"name": key, "sizes": sizes_text(impossible), "last": LARGEST_LOOKED_AT}
            report.warn("ASN-W008", key, **values)


def _row(keys: Any, shape: RowShape, levels: list[str], report: Report) -> PatternRow:
    names = [name.strip() for name in keys.split("|")]
    for name in names:
        if levels and name not in levels:
            at = keys.part(keys.index(name), len(name))
            report.add("ASN-P063", at, name=name, **suggestion(name, levels))
    if shape.share is not None and shape.share.share is None:
        report.add("ASN-P064", keys)
    if not (shape.most or shape.at_least or shape.at_most or shape.share):
        report.add("ASN-P069", keys, name=keys)
    return PatternRow(tuple(names), shape.most, shape.at_least, shape.at_most, shape.share)


def _scalar_measure(
    name: Any, measures: Mapping[str, Measure], report: Report, declared: Container[str]
) -> Measure | None:
    measure = measures.get(name)
    if measure is None:
        if name not in declared:
            report.unknown("ASN-P065", name, measures)
    elif measure.rows is not None:
        report.add("ASN-P066", name, name=name, rows=measure.rows)
    return measure


def build_process(
    shape: ProcessShape | None, sources: Mapping[str, Source], report: Report
) -> ProcessRules | None:
    """Build the process section."""
    if shape is None:
        return None
    _check_cites(shape.cites, sources, report)
    overdue = None
    if shape.overdue_appraiser is not None:
        overdue = Overdue(*attrs.astuple(shape.overdue_appraiser, recurse=False))
    day = shape.plan_set_by
    if day is not None and not _is_day(day.month, day.day):
        report.add("ASN-P067", day, month=day.month, day=day.day)
    return ProcessRules(
        plan_set_by=None if day is None else (day.month, day.day),
        **{name: getattr(shape, name) for name in _DAYS},
        overdue_appraiser=overdue,
        transfer_annual=shape.transfer.annual,
        transfer_periodic=shape.transfer.periodic,
        cites=tuple(str(key) for key in shape.cites),
    )


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= len(_LONGEST) and 1 <= day <= _LONGEST[month - 1]


def build_fairness(
    shape: FairnessShape | None,
    measures: Collection[str],
    sources: Mapping[str, Source],
    report: Report,
) -> FairnessRules | None:
    """Build the fairness section: every name in it must exist."""
    if shape is None:
        return None
    for waiver in shape.waive:
        if waiver.property not in PROPERTIES:
            report.unknown("ASN-P068", waiver.property, PROPERTIES)
        if waiver.authority not in sources:
            report.unknown("ASN-P035", waiver.authority, sources)
        if waiver.measure is not None and waiver.measure not in measures:
            report.unknown("ASN-P065", waiver.measure, measures)
    limits = {
        each.name: Fraction(value)
        for each in attrs.fields(type(shape.limits))
        if (value := getattr(shape.limits, each.name)) is not None
    }
    return FairnessRules(
        FrozenMap(limits),
        tuple(Promise(str(each.if_), str(each.then)) for each in shape.promise),
        tuple(_waiver(each) for each in shape.waive),
    )


def _waiver(shape: Any) -> Waiver:
    measure = None if shape.measure is None else str(shape.measure)
    return Waiver(
        str(shape.property), shape.because, str(shape.authority), measure, shape.until, shape.bound
    )


def _check_cites(cites: Any, sources: Mapping[str, Source], report: Report) -> None:
    for key in cites:
        if key not in sources:
            report.unknown("ASN-P035", key, sources)
