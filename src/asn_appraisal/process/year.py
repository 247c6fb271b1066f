"""The year of somebody who moved: one value by the policy's rule, with all three beside it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, frozen

from asn_appraisal.document import exact
from asn_appraisal.errors import LANGUAGES, Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Level
from asn_appraisal.formula.tree import Bands, MeasureValue
from asn_appraisal.policy import Policy
from asn_appraisal.record import AssignmentKind, Period
from asn_appraisal.scoring import Scorecard
from asn_appraisal.scoring.scorecard import number

from . import articles
from .refusal import Refusal, joined, refuse, say
from .service import Finding, MonthCount, Segment, months_served, tiling

#: By which rule the parts of a year become one value.
Rule = Literal["last_unit", "simple_mean", "by_months", "agreed_previous"]

_SHORT = {AssignmentKind.ACTING: "Plt.", AssignmentKind.DAILY_ACTING: "Plh."}


def _in_order(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    return tuple(sorted(segments, key=lambda each: (each.until, each.from_, each.name)))


@frozen
class Part:
    """Bagian tahun: one segment, its exact months, and what it gave."""

    #: The segment.
    segment: Segment
    #: The months that were served in it, exactly.
    months: Fraction
    #: A number, a level or a word; None where there is no result.
    value: Any


@frozen
class YearValue:
    """Nilai setahun: the value by the policy's rule, and what each of the three rules gives."""

    #: The rule that decided.
    rule: Rule
    #: The value by that rule: exact; None where it cannot be had.
    value: Any
    #: What the last unit gives.
    last_unit: Any
    #: What the plain mean gives; None for levels.
    simple_mean: Any
    #: What the mean by months gives; None for levels.
    by_months: Any
    #: The parts, in the order of time.
    parts: tuple[Part, ...]
    #: The level that the policy's bands give the value, where its result is such bands.
    level: Level | None
    #: Gaps and overlaps.
    findings: tuple[Finding, ...]
    #: Which rule was applied to what, and what stands in the way, sentence by sentence.
    grounds: tuple[Text, ...]

    @property
    def reason(self) -> Text:
        """Say how the value came about."""
        return joined(self.grounds)

    def text(self, language: str = "id") -> str:
        """Return the reason, the three values and the findings, one below the other."""
        lines = [self.reason.in_language(language)]
        for name in ("last_unit", "simple_mean", "by_months"):
            mark = "*" if name == self.rule else "-"
            lines.append(f"{mark} {name}: {_shown(getattr(self, name), language)}")
        lines.extend(each.text.in_language(language) for each in self.findings)
        return "\n".join(lines)


def year_of(
    policy: Policy,
    segments: Iterable[Segment],
    *,
    period: Period | None = None,
    measure: str | None = None,
    months: MonthCount = "exact",
) -> YearValue | Refusal:
    """Nilai setahun: make one annual value of the parts of a year, by the policy's `transfer`.

    Posts that run in parallel and leave are no parts of the year. Nothing is rounded.

    Args:
        policy: the policy; `process.transfer.annual` names the rule.
        segments: the parts with their dates and values, in any order.
        period: the year, to find gaps and overlaps; None: from the first day to the last.
        measure: which measure of scorecards; by default the policy's result.
        months: how months are counted for `by_months`.

    Returns:
        The value by the policy's rule with what all three rules give; or a refusal, where the
        policy has no process section.
    """
    if policy.process is None:
        return refuse("ASN-T020", articles.MOVED_ANNUAL, policy=policy.id)
    rule: Any = policy.process.transfer_annual
    return _value(_Task(policy, rule, segments, period, measure, months))


def period_of(  # noqa: PLR0913 - two say what is asked, the others are named
    policy: Policy,
    segments: Iterable[Segment],
    *,
    period: Period | None = None,
    measure: str | None = None,
    months: MonthCount = "exact",
    agreed: Any = None,
) -> YearValue | Refusal:
    """Nilai satu periode: as `year_of`, for a period of somebody who moved (IV.A.13.a).

    Under `new_unit_or_agreed_previous` the new unit's result counts, or `agreed`: the result of
    the earlier period, where the appraiser and the employee agreed on it.
    """
    if policy.process is None:
        return refuse("ASN-T020", articles.MOVED_PERIODIC, policy=policy.id)
    rule: Any = policy.process.transfer_periodic
    if rule != "new_unit_or_agreed_previous":
        return _value(_Task(policy, rule, segments, period, measure, months))
    task = _Task(policy, "last_unit", segments, period, measure, months)
    found = _value(task)
    if agreed is None:
        return found
    value = _read(agreed, task.name)
    return evolve(
        found,
        rule="agreed_previous",
        value=_public(value),
        level=_level(task, value),
        grounds=(say("ASN-T092"),),
    )


@frozen
class _Task:
    """What is to be made one, and how."""

    policy: Policy
    rule: Rule
    segments: tuple[Segment, ...] = field(converter=_in_order)
    period: Period | None
    measure: str | None
    months: MonthCount

    @property
    def name(self) -> str:
        """Return the measure that is read from scorecards."""
        return self.policy.result if self.measure is None else self.measure


def _value(task: _Task) -> YearValue:
    parts = _parts(task)
    found = {
        "last_unit": _last_unit(parts),
        "simple_mean": _mean(parts, [Fraction(1)] * len(parts)),
        "by_months": _mean(parts, [part.months for part in parts]),
    }
    value = found[task.rule]
    last_unit, simple_mean, by_months = (_public(each) for each in found.values())
    return YearValue(
        task.rule,
        _public(value),
        last_unit,
        simple_mean,
        by_months,
        parts,
        _level(task, value),
        _findings(task),
        (*_beside(task.segments), *_grounds(task.rule, parts, value)),
    )


def _parts(task: _Task) -> tuple[Part, ...]:
    own = (
        each
        for each in task.segments
        if not each.parallel and each.kind is not AssignmentKind.LEAVE
    )
    return tuple(
        Part(each, months_served(each.days, count=task.months), _read(each.value, task.name))
        for each in own
    )


def _read(value: Any, measure: str) -> Any:
    """Return the number, level or word that a segment gave."""
    if isinstance(value, Scorecard):
        value = value[measure]
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return exact(value)
    return value


def _last_unit(parts: tuple[Part, ...]) -> Any:
    return None if not parts or _rival(parts) is not None else parts[-1].value


def _rival(parts: tuple[Part, ...]) -> Part | None:
    """Return another part that ends and begins on the same days as the last."""
    last = parts[-1].segment
    others = [
        part
        for part in parts[:-1]
        if (part.segment.from_, part.segment.until) == (last.from_, last.until)
    ]
    return others[-1] if others else None


def _mean(parts: tuple[Part, ...], weights: list[Fraction]) -> Fraction | None:
    """Return the exact weighted mean; None for levels, gaps, and no weight at all."""
    values = [part.value for part in parts if isinstance(part.value, Fraction)]
    total = sum(weights, Fraction(0))
    if len(values) < len(parts) or not total:
        return None
    weighted = (value * weight for value, weight in zip(values, weights, strict=True))
    return sum(weighted, Fraction(0)) / total


def _public(value: Any) -> Any:
    return number(value) if isinstance(value, Fraction) else value


def _shown(value: Any, language: str) -> str:
    if value is None:
        return "-"
    if isinstance(value, Decimal | Fraction):
        return Words(language).number(value)
    return value.label.in_language(language) if isinstance(value, Level) else str(value)


def _level(task: _Task, value: Any) -> Level | None:
    """Return the level of a number by the bands of the policy's result.

    Only where the bands are of this measure and have no further conditions: a condition asks for
    evidence of the year, which a mean does not have.
    """
    body = task.policy.measures[task.policy.result].body
    if not isinstance(value, Fraction) or not isinstance(body, Bands):
        return None
    of = body.of.name if isinstance(body.of, MeasureValue) else None
    if of != task.name or any(band.when is not None for band in body.bands):
        return None
    return next(
        band.level
        for band in body.bands
        if band.edge is None or value > band.edge or (band.inclusive and value == band.edge)
    )


# Words ------------------------------------------------------------------------------------


def _findings(task: _Task) -> tuple[Finding, ...]:
    if not task.segments:
        return ()
    period = task.period
    if period is None:
        first = min(each.from_ for each in task.segments)
        period = Period("other", first, task.segments[-1].until)
    return tiling(period, task.segments)


def _beside(segments: tuple[Segment, ...]) -> tuple[Text, ...]:
    return tuple(
        say("ASN-T091", name=each.name, kind=_SHORT[each.kind])
        for each in segments
        if each.parallel
    )


def _grounds(rule: Rule, parts: tuple[Part, ...], value: Any) -> tuple[Text, ...]:
    if not parts:
        return (say("ASN-T085"),)
    if value is not None:
        return (_applied(rule, parts),)
    rival = _rival(parts)
    if rule == "last_unit" and rival is not None:
        names = sorted((rival.segment.name, parts[-1].segment.name))
        return (say("ASN-T086", one=names[0], other=names[1]),)
    needed = parts[-1:] if rule == "last_unit" else parts
    missing = tuple(
        say("ASN-T084", name=each.segment.name) for each in needed if each.value is None
    )
    if missing:
        return missing
    no_months = not any(part.months for part in parts)
    return (say("ASN-T093") if no_months else say("ASN-T083"),)


def _applied(rule: Rule, parts: tuple[Part, ...]) -> Text:
    if rule == "last_unit":
        last = parts[-1].segment
        return say("ASN-T080", name=last.name, first=last.from_, last=last.until)
    if rule == "simple_mean":
        return say("ASN-T081", count=len(parts))
    shown = {
        f"parts_{language}": "; ".join(
            f"{_shown(part.value, language)} × {_shown(part.months, language)}" for part in parts
        )
        for language in LANGUAGES
    }
    return say("ASN-T082", **shown)
