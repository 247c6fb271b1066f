"""YAML text, or plain data, to a policy: the way through this room."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from asn_appraisal.document import LocatedMap, LocatedText, Shaper, read
from asn_appraisal.document.located import find
from asn_appraisal.document.scalars import expected
from asn_appraisal.errors import Place, PolicyError, Text
from asn_appraisal.formula import Scale, Scope
from asn_appraisal.formula.tree import Fact
from asn_appraisal.record import FrozenMap
from asn_appraisal.record.reading import without_kind

from .absence import Absence, read_absence
from .amounts import Amount, Days, read_amount, read_days
from .checks import Written, check_measure
from .evidence import EXPECTATION, Evidence
from .evidence_reading import build_evidence
from .facts_reading import check_name
from .measures import MeasureReader, scale_of
from .names import is_name
from .oddities import warn_odd, warn_unused
from .policy import Measure, Policy, Source
from .report import Report
from .salvage import read_scales, read_sources
from .sections_reading import build_calibration, build_fairness, build_process
from .shapes import EvidenceShape, MeasureShape, PolicyShape
from .shorthands import Ends, Places, Words, read_ends, read_places, read_words
from .variants import fill_in

POLICY = "policy/1"

#: Keys that were replaced, with the sentence that says by what.
RETIRED = {
    ("MeasureShape", "expression"): Text("tulis `formula:`", "write `formula:`"),
    ("MeasureShape", "rounding"): Text("tulis `round:`", "write `round:`"),
    ("MeasureShape", "weights"): Text(
        "tulis bobot di rumus, `mean(x, weight=weight)`",
        "put the weight in the formula, `mean(x, weight=weight)`",
    ),
    ("PolicyShape", "effective"): Text("tulis `in_force:`", "write `in_force:`"),
    ("PolicyShape", "extends"): Text("tulis `based_on:`", "write `based_on:`"),
}

SHAPER = Shaper(
    {
        Absence: read_absence,
        Amount: read_amount,
        Days: read_days,
        Ends: read_ends,
        Places: read_places,
        Words: read_words,
    },
    RETIRED,
)


def parse_policy(
    source: str | bytes | Mapping[str, Any], *, known: Mapping[str, Policy] | None = None
) -> Policy:
    """Baca kebijakan: read a `policy/1` document, check it, and return it as a value.

    Args:
        source: the text of the document, or its plain data (numbers as text, `int` or `Decimal`).
        known: policies that a variant may start from, by id (`presets.known()` has the national
            ones).

    Raises:
        PolicyError: with every fault of the document, each at its line and column.

    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {indicators: {target: {above: 0}, actual: {from: 0}}}
    ... measures:
    ...   achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
    ...   total: {formula: mean(achievement), round: 2}
    ... result: total
    ... ''')
    >>> list(policy.measures)
    ['achievement', 'total']
    """
    document = read(source)
    problems = list(document.problems)
    body = None
    if document.root is not None or not problems:
        body = without_kind(document.root, POLICY, problems)
    if body is None:
        raise PolicyError(problems)
    body, base = fill_in(body, known or {}, problems)
    report = Report(problems)
    policy = _Building(body, base, report).policy()
    if policy is None or report.problems:
        raise PolicyError(report.problems)
    return attrs.evolve(policy, warnings=tuple(report.warnings))


class _Building:
    """One policy on its way from a located tree to a value."""

    def __init__(self, body: LocatedMap, base: Policy | None, report: Report) -> None:
        self._body, self._base, self._report = body, base, report
        #: A variant whose base is not at hand cannot be judged as a whole.
        self._is_rootless = base is None and "based_on" in body
        self._written: dict[str, Any] = {}
        self._shape = self._shaped(body)

    def _shaped(self, body: LocatedMap) -> dict[str, Any]:
        """Read the shape key by key, so that a fault in one section hides no other."""
        problems = self._report.problems
        problems.extend(
            each
            for each in SHAPER.key_problems(body, PolicyShape)
            if not self._is_rootless or each.code != "ASN-D021"
        )
        found: dict[str, Any] = {each.name: None for each in attrs.fields(PolicyShape)}
        found |= {"sources": {}, "scales": {}, "evidence": EvidenceShape()}
        for attribute, value in SHAPER.given(body, PolicyShape):
            key: str = attribute.name
            self._written[key] = value
            made = self._read_section(key, attribute.type, value)
            found[key] = found[key] if made is None else made
        return found

    def _read_section(self, key: str, kind: Any, value: Any) -> Any:
        problems = self._report.problems
        match key:
            case "measures":
                return value
            case "sources":
                return read_sources(value, SHAPER, problems)
            case "scales":
                return read_scales(value, SHAPER, problems)
            case "evidence":
                return SHAPER.lenient(value, EvidenceShape, problems)
        return SHAPER.attempt(value, kind, problems)

    def _facts_written(self) -> set[str]:
        """Return the names of all facts that are written, with a fault or without."""
        given = self._written.get("evidence")
        facts = given.get("facts") if isinstance(given, LocatedMap) else None
        return set(map(str, facts)) if isinstance(facts, LocatedMap) else set()

    def policy(self) -> Policy | None:
        """Build the policy; None where too little of it could be read."""
        if self._is_rootless:
            return None
        shape, report = self._shape, self._report
        scales = self._scales()
        evidence = build_evidence(shape["evidence"], scales, report, self._facts_written())
        sources = {
            str(key): Source(str(key), *attrs.astuple(each, recurse=False))
            for key, each in shape["sources"].items()
        }
        measures = self._measures(evidence, scales, sources)
        declared = {str(name) for name, _ in self._measure_rows()}
        calibration = build_calibration(
            shape["calibration"], measures, sources, report, declared=declared
        )
        process = build_process(shape["process"], sources, report)
        fairness = build_fairness(shape["fairness"], declared, sources, report)
        self._check_result(measures)
        self._check_dates()
        if report.problems or shape["id"] is None or shape["result"] is None:
            return None
        warn_unused(shape, measures, scales, evidence, report)
        in_force = shape["in_force"]
        return Policy(
            str(shape["id"]),
            shape["version"] or "1",
            str(shape["result"]),
            FrozenMap(measures),
            shape["title"] or Text.same(str(shape["id"])),
            shape["note"],
            in_force and in_force.from_,
            in_force and in_force.until,
            FrozenMap(sources),
            FrozenMap(scales),
            evidence,
            calibration,
            process,
            fairness,
            shape["based_on"],
            self._base,
            document=FrozenMap({"asn_appraisal": POLICY, **_plain(self._body)}),
            lines=FrozenMap(_lines(self._body)),
        )

    def _scales(self) -> dict[str, Scale]:
        scales = {EXPECTATION.name: EXPECTATION}
        for name, labels in self._shape["scales"].items():
            if len(labels) < 2 and not self._has_fault(f"scales.{name}"):  # noqa: PLR2004 - no scale
                self._report.add("ASN-P021", name, name=name)
            for word in (name, *labels):
                self._check_name(word)
            scales[str(name)] = scale_of(str(name), labels)
        order = [name for name in scales[EXPECTATION.name].names() if name in EXPECTATION.names()]
        if order != EXPECTATION.names():
            at = next(name for name in self._shape["scales"] if name == EXPECTATION.name)
            self._report.add("ASN-P022", at)
            scales[EXPECTATION.name] = EXPECTATION
        return scales

    def _has_fault(self, path: str, codes: tuple[str, ...] = ("ASN-",)) -> bool:
        """Tell whether a fault of these codes was found in the part of the document at `path`."""
        found = [each for each in self._report.problems if each.code.startswith(codes)]
        return any(each.place and each.place.is_in(path) for each in found)

    def _check_name(self, name: LocatedText) -> None:
        if not is_name(name):
            self._report.add("ASN-D029", name, text=name)

    def _measures(
        self, evidence: Evidence, scales: Mapping[str, Scale], sources: Mapping[str, Source]
    ) -> dict[str, Measure]:
        facts = {name: Fact(name, rule.kind, rule.range) for name, rule in evidence.facts.items()}
        tables = {name: rules.fields for name, rules in evidence.tables.items()}
        scope = Scope(tables, facts, {}, scales)
        doubtful = self._facts_written() - set(facts)
        reader = MeasureReader(scope, evidence, self._report, sources, doubtful)
        reader.expect(str(name) for name, _ in self._measure_rows())
        # Where the evidence has a fault, what can occur is not known.
        is_sound = not self._has_fault("evidence", ("ASN-D", "ASN-P012"))
        fairness = self._shape["fairness"]
        cliff = (fairness and fairness.limits.cliff_points) or Fraction(0)
        measures: dict[str, Measure] = {}
        given = self._shape["measures"]
        if given is not None and not isinstance(given, LocatedMap):
            self._report.problems.extend(expected(given, LocatedMap).problems)
        for name, value in self._measure_rows():
            check_name(name, self._report)
            if name in facts:
                self._report.add("ASN-P023", name, name=name)
            shape = SHAPER.attempt(value, MeasureShape, self._report.problems)
            measure = reader.read(name, shape)
            if measure is None:
                continue
            measures[str(name)] = attrs.evolve(measure, inherited=self._inherited(name, value))
            if is_sound:
                check_measure(Written(measure, name, shape, reader.places), self._report)
                warn_odd(measure, name, cliff, self._report)
        return measures

    def _measure_rows(self) -> list[tuple[LocatedText, Any]]:
        given = self._shape["measures"]
        return list(given.items()) if isinstance(given, LocatedMap) else []

    def _inherited(self, name: LocatedText, value: LocatedMap) -> str | None:
        """Return the base policy's id where it gave the measure and the variant left it alone."""
        if self._base is None or str(name) not in self._base.measures:
            return None
        given = self._base.document["measures"][str(name)]
        return self._base.id if given == _plain(value) else None

    def _check_result(self, measures: Mapping[str, Measure]) -> None:
        result = self._shape["result"]
        if result is None or not isinstance(self._shape["measures"], LocatedMap):
            return
        names = [name for name, _ in self._measure_rows()]
        if result not in names:
            self._report.unknown("ASN-P024", result, names)
        elif result in measures and measures[result].rows is not None:
            self._report.add("ASN-P066", result, name=result, rows=measures[result].rows)

    def _check_dates(self) -> None:
        in_force = self._shape["in_force"]
        if in_force and in_force.until is not None and in_force.until < in_force.from_:
            place = find(self._body, "in_force.until")
            self._report.add("ASN-P025", place, first=in_force.from_, last=in_force.until)


def _plain(value: Any) -> Any:
    """Return located data as plain data that pickles and never changes."""
    if isinstance(value, LocatedMap):
        return FrozenMap((str(key), _plain(item)) for key, item in value.items())
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return str(value)


def _lines(value: Any, path: str = "") -> dict[str, int]:
    """Return the line of every key, by its path."""
    lines: dict[str, int] = {}
    if isinstance(value, LocatedMap):
        for key, item in value.items():
            inner = f"{path}.{key}" if path else str(key)
            if key.place.line is not None:
                lines[inner] = key.place.line
            lines.update(_lines(item, inner))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            inner = f"{path}[{at}]"
            place: Place = item.place
            if place.line is not None:
                lines[inner] = place.line
            lines.update(_lines(item, inner))
    return lines
