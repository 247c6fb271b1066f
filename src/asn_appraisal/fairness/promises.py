"""I6: what a policy promises, read from its words and decided at the worst corner."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from asn_appraisal.document import parse_exact
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level, Range, possible
from asn_appraisal.formula.tree import Field, Judgement
from asn_appraisal.policy import Measure, Policy, Promise

from .cells import image
from .differing import Differing, differing
from .outcomes import place, scored
from .reaches import Reaches
from .regions import forms_of
from .study import Finding, Study

_ONE = Fraction(1)
_CONDITION = re.compile(
    r"all (?P<rows>indicators|behaviours|results|competencies)"
    r" (?:(?P<met>met)|at least (?P<least>\S+))"
)
_RESULT = re.compile(r"(?P<measure>\w+) at least (?P<least>\S+)")


@frozen
class Reading:
    """Bacaan janji: conditions by table (`met` or a least value), and what then holds."""

    conditions: dict[str, str]
    measure: str
    least: str


def read_promise(policy: Policy, promise: Promise) -> Reading | None:
    """Read the words of a promise; None where they are in no form that is known.

    >>> from asn_appraisal.presets import preset
    >>> promise = Promise("all behaviours at least meets", "predicate at least baik")
    >>> read_promise(preset("permenpanrb-6-2022"), promise).conditions
    {'behaviours': 'meets'}
    """
    conditions: dict[str, str] = {}
    for part in re.split(r"\s+and\s+", promise.if_.strip()):
        found = _CONDITION.fullmatch(part)
        if found is None:
            return None
        conditions[found["rows"]] = found["met"] or found["least"]
    then = _RESULT.fullmatch(promise.then.strip())
    if then is None or then["measure"] not in policy.measures:
        return None
    return Reading(conditions, then["measure"], then["least"])


def promises(study: Study) -> Finding:
    """Decide every promise of the policy."""
    fairness = study.policy.fairness
    if fairness is None or not fairness.promises:
        return Finding("not_applicable", "", _NONE)
    unread, unproved = [], []
    tried = 0
    for promise in fairness.promises:
        reading = read_promise(study.policy, promise)
        if reading is None:
            unread.append(promise)
        elif not _is_proved(study, reading):
            found, count = _broken(study, reading, promise)
            tried += count
            if found is not None:
                return found
            unproved.append(promise)
    if unread:
        return Finding("undecided", "", _unread(unread), examples=tried)
    if unproved:
        return Finding("not_found", "search", _unproved(tried, study), examples=tried)
    return Finding("proved", "composition", _kept(len(fairness.promises)))


# Proof ------------------------------------------------------------------------------------------


@frozen(eq=False)
class Promised(Reaches):
    """Jangkauan di bawah janji: what measures can be where the conditions of a promise hold."""

    conditions: dict[str, str] = field(factory=dict, kw_only=True)

    def leaf(self, node: Any) -> Any:
        """Return what a leaf can be; a decision is left to what the policy suggests."""
        if isinstance(node, Judgement) and node.suggest is not None:
            return possible(node.suggest, self)
        found = super().leaf(node)
        if isinstance(node, Field) and node.name in _VALUES.get(node.table, ()):
            return _at_least(found, self.conditions.get(node.table))
        return found

    def _body(self, measure: Measure) -> Any:
        if self.conditions.get("indicators") != "met":
            return super()._body(measure)
        parts = list(self._met(measure))
        return super()._body(measure) if not parts else _joined(parts)

    def _met(self, measure: Measure) -> Iterator[Range]:
        """Yield what a row can be where its target is met."""
        for one in self._inputs:
            if not self._reads(one, measure.body) or measure.kind.name != "number":
                continue
            for forms in forms_of(measure.body, one):
                for form in forms:
                    if form.segments is None:
                        return
                    yield from _image_met(form, one.better)


def _image_met(form: Any, better: int | None) -> Iterator[Range]:
    met = {1: Range(_ONE), -1: Range(None, _ONE), 0: Range(_ONE, _ONE)}[better or 0]
    if form.region.side == "inside" or (form.region.side and better == 0):
        if form.region.side == "inside":
            yield image(form.segments)
        return
    if form.under is None and any(each.slope for each in form.segments):
        # The target is zero: for less-is-better it is met by nothing at all.
        met = Range(Fraction(0), Fraction(0)) if better == -1 else Range(Fraction(0))
    elif form.under is None:
        turns = better == -1 and len(form.segments) > 1
        met = Range(Fraction(0), Fraction(0)) if turns else Range()
    kept = [
        evolve_segment(each, each.span.within(met))
        for each in form.segments
        if not each.span.within(met).is_empty
    ]
    if kept:
        yield image(kept)


def evolve_segment(segment: Any, span: Range) -> Any:
    """Return a segment over a narrower span."""
    return segment._replace(span=span)


def _joined(parts: list[Range]) -> Range:
    first, *others = parts
    for other in others:
        first = first.join(other)
    return evolve(first, grid=None)


#: Fields that a promise may speak of.
_VALUES = {
    "behaviours": ("value", "rating"),
    "results": ("rating",),
    "competencies": (),
}


def _at_least(found: Any, least: str | None) -> Any:
    if least is None or least == "met":
        return found
    if isinstance(found, Range):
        number = parse_exact(least)
        return found if number is None else found.within(Range(number))
    levels = [each for each in found if getattr(each, "name", "") == least]
    return found if not levels else frozenset(each for each in found if each >= levels[0])


def _is_proved(study: Study, reading: Reading) -> bool:
    found = Promised(study.policy, conditions=reading.conditions).measure(reading.measure)
    if isinstance(found, Range):
        number = parse_exact(reading.least)
        return number is not None and found.low is not None and found.low >= number
    least = _level(study.policy, reading)
    return least is not None and all(each >= least for each in found)


def _level(policy: Policy, reading: Reading) -> Level | None:
    scale = policy.measures[reading.measure].kind.scale
    return None if scale is None else scale.find(reading.least)


# Search -----------------------------------------------------------------------------------------


def _broken(study: Study, reading: Reading, promise: Promise) -> tuple[Finding | None, int]:
    least = _level(study.policy, reading)
    bound = place(least) if least is not None else parse_exact(reading.least)
    tried = 0
    for appraisal, card in study.cards():
        if not _holds(appraisal, reading):
            continue
        tried += 1
        value = place(card[reading.measure])
        if bound is not None and value is not None and value < bound:
            words = Differing(_ONE_EMPLOYEE, (_ALL, _ALL), Text("", ""))
            again = scored(study.policy, appraisal)
            assert again is not None
            witness = differing(
                study, (appraisal, appraisal), words, reading.measure, reading.measure
            )
            text = Text(
                f"Janji tidak ditepati: bila {promise.if_}, maka {promise.then}.",
                f"A promise is not kept: if {promise.if_}, then {promise.then}.",
            )
            return Finding("violated", "search", text, (witness,), examples=tried), tried
    return None, tried


def _holds(appraisal: Any, reading: Reading) -> bool:
    """Tell whether an ordinary appraisal is one that the promise speaks of."""
    wanted = reading.conditions
    rows = [each for result in appraisal.results for each in result.indicators]
    if "indicators" in wanted and not all(_is_met(each) for each in rows):
        return False
    least = wanted.get("behaviours")
    number = None if least is None else parse_exact(least)
    order = ("below", "meets", "above")
    for each in appraisal.behaviours if least is not None else ():
        if number is not None and not (isinstance(each.value, Fraction) and each.value >= number):
            return False
        if (
            least in order
            and each.rating in order
            and order.index(each.rating) < order.index(least)
        ):
            return False
    return set(wanted) <= {"indicators", "behaviours"}


def _is_met(one: Any) -> bool:
    if one.target is None or not isinstance(one.actual, Fraction):
        return False
    if one.polarity == "lower":
        return bool(one.actual <= one.target.to)
    if one.polarity == "within":
        return bool(one.target.from_ <= one.actual <= one.target.to)
    return bool(one.actual >= one.target.from_)


# Words ------------------------------------------------------------------------------------------

_NONE = Text("Kebijakan tidak menjanjikan apa pun.", "The policy promises nothing.")
_ONE_EMPLOYEE = Text("Satu pegawai.", "One employee.")
_ALL = Text("memenuhi syarat janji", "meets the condition of the promise")


def _kept(count: int) -> Text:
    return Text(
        f"{count} janji terbukti ditepati, selama pejabat mengikuti saran kebijakan.",
        f"{count} promises are proved, as long as people follow what the policy suggests.",
    )


def _unread(unread: list[Promise]) -> Text:
    listed = "; ".join(f"{each.if_} → {each.then}" for each in unread)
    return Text(
        f"Kata-kata janji ini belum dapat dibaca: {listed}.",
        f"The words of these promises cannot be read yet: {listed}.",
    )


def _unproved(tried: int, study: Study) -> Text:
    return Text(
        f"Janji tidak dapat dibuktikan; {tried} penilaian dicoba (seed {study.seed}) tanpa"
        " pelanggaran.",
        f"The promises could not be proved; {tried} appraisals were tried (seed {study.seed})"
        " without a breach.",
    )
