"""I6: what a policy promises, read from its words and decided at the worst corner."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from asn_appraisal.document import parse_exact
from asn_appraisal.errors import Text
from asn_appraisal.formula import Range, possible
from asn_appraisal.formula.tree import Field, Judgement
from asn_appraisal.policy import Measure, Policy, Promise
from asn_appraisal.record import RATINGS

from .differing import Differing, differing
from .inputs import Input
from .outcomes import place, scored
from .reaches import Reaches
from .regions import Form
from .study import Finding, Study

_ONE = Fraction(1)
_MET = "all indicators met"
_LEAST = re.compile(r"all (?P<rows>behaviours|results|competencies) at least (?P<least>\S+)")
#: Fields that a promise may speak of, and which of them are numbers.
_VALUES = {"behaviours": ("value", "rating"), "results": ("rating",), "competencies": ("attained",)}
_MARKS = {"behaviours": "value", "competencies": "attained"}
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
        found = _LEAST.fullmatch(part)
        if found is not None and _has_meaning(found["rows"], found["least"]):
            conditions[found["rows"]] = found["least"]
        elif part == _MET:
            conditions["indicators"] = "met"
        else:
            return None
    then = _RESULT.fullmatch(promise.then.strip())
    measure = None if then is None else policy.measures.get(then["measure"])
    if then is None or measure is None or _bound(measure, then["least"]) is None:
        return None
    return Reading(conditions, then["measure"], then["least"])


def _has_meaning(table: str, least: str) -> bool:
    """Tell whether rows of a table have such a mark, or such a rating."""
    if parse_exact(least) is not None:
        return table in _MARKS
    return "rating" in _VALUES[table] and least in RATINGS


def _bound(measure: Measure, least: str) -> Fraction | None:
    """Return the number that is promised, or the place of the level; None where it is neither."""
    if measure.kind.scale is not None:
        return place(measure.kind.scale.find(least))
    return parse_exact(least) if measure.kind.name == "number" else None


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
            least = self.conditions.get(node.table)
            return found if least is None else _at_least(found, least)
        return found

    def _allowed(self, forms: list[Form], one: Input) -> Iterable[Form]:
        if self.conditions.get("indicators") != "met":
            return forms
        met = [_met(form, one.better or 0) for form in forms]
        return [form for form in met if form is not None] or forms


#: The sides of its target on which an actual meets it, by the direction that is better.
_MET_SIDES = {1: ("inside", "above"), -1: ("below", "inside"), 0: ("inside",)}


def _met(form: Form, better: int) -> Form | None:
    """Return a form where the target is met; None where it never is."""
    if form.region.side:
        return form if form.region.side in _MET_SIDES[better] else None
    met = Range(
        _edge(form, "target_from") if better >= 0 else None,
        _edge(form, "target_to") if better <= 0 else None,
    )
    if form.segments is None:
        return form
    spans = ((each, each.span.within(met)) for each in form.segments)
    kept = tuple(each._replace(span=span) for each, span in spans if not span.is_empty)
    return evolve(form, segments=kept) if kept else None


def _edge(form: Form, target: str) -> Fraction | None:
    """Return where an edge of the target lies among the pieces; None: it can lie anywhere."""
    zero = form.region.zero
    if form.under in ("target", target):
        return _ONE
    is_zero = zero.get("target", zero.get(target, False))
    return Fraction(0) if form.under is None and is_zero else None


def _at_least(found: Any, least: str) -> Any:
    number = parse_exact(least)
    if isinstance(found, Range):
        return found if number is None else found.within(Range(number))
    if number is not None:
        return found
    return frozenset(each for each in found if RATINGS.index(each.name) >= RATINGS.index(least))


def _is_proved(study: Study, reading: Reading) -> bool:
    found = Promised(study.policy, conditions=reading.conditions).measure(reading.measure)
    bound = _bound(study.policy.measures[reading.measure], reading.least)
    assert bound is not None
    if isinstance(found, Range):
        return found.low is not None and found.low >= bound
    places = [place(each) for each in found]
    return all(each is not None and each >= bound for each in places)


# Search -----------------------------------------------------------------------------------------


def _broken(study: Study, reading: Reading, promise: Promise) -> tuple[Finding | None, int]:
    bound = _bound(study.policy.measures[reading.measure], reading.least)
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
    return all(
        _reaches(each, table, wanted[table])
        for table in _VALUES
        for each in (getattr(appraisal, table) if table in wanted else ())
    )


def _reaches(row: Any, table: str, least: str) -> bool:
    """Tell whether the mark, or the rating, of a row is at least so much."""
    number = parse_exact(least)
    if number is not None:
        mark = getattr(row, _MARKS[table])
        return isinstance(mark, Fraction) and mark >= number
    return row.rating in RATINGS and RATINGS.index(row.rating) >= RATINGS.index(least)


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
