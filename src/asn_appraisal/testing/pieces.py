"""The pieces of evidence of one appraisal: each with what it can be and which way is better."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.formula import Level, Range
from asn_appraisal.policy import FactRule, Policy, TableRules, fact_value
from asn_appraisal.record import Appraisal, Indicator

from .drawing import RATINGS

#: Returns the appraisal with another value of one piece.
Put = Callable[[Appraisal, Fraction], Appraisal]


@frozen
class Piece:
    """Satu butir bukti: a number, or a rating as its place among the ratings that are taken."""

    #: Where it stands, as errors write it.
    path: str
    #: What it is now.
    value: Fraction
    #: What it can be.
    range: Range
    #: What is at least as good as it is now; None where no direction is declared better.
    better: Range | None
    #: Puts another value in its place.
    put: Put

    @property
    def can_improve(self) -> bool:
        """Tell whether there is a value that is better."""
        if self.better is None or self.better.is_single:
            return False
        return self.better.has_value


def pieces(policy: Policy, appraisal: Appraisal) -> list[Piece]:
    """Return every piece of evidence that is present and that the policy has rules for.

    Better is: an actual that is higher, lower or nearer to its target range, as the polarity of
    the indicator says (higher where it has none); a higher mark, rating or attained level; a
    fact in the direction that its rule declares.
    """
    tables = policy.evidence.tables
    found: list[Piece] = []
    if "results" in tables:
        found += _ratings(tables["results"], "results", appraisal)
    if "indicators" in tables:
        found += _actuals(tables["indicators"], appraisal)
    if "behaviours" in tables:
        found += _numbers(tables["behaviours"], "behaviours", "value", appraisal)
        found += _ratings(tables["behaviours"], "behaviours", appraisal)
    if "competencies" in tables:
        found += _numbers(tables["competencies"], "competencies", "attained", appraisal)
    return [*found, *_facts(policy, appraisal)]


def improvable(policy: Policy, appraisal: Appraisal) -> list[Piece]:
    """Return the pieces of evidence that could be better."""
    return [piece for piece in pieces(policy, appraisal) if piece.can_improve]


def _up(one: Range, value: Fraction) -> Range:
    return evolve(one, low=value, low_open=False)


def _down(one: Range, value: Fraction) -> Range:
    return evolve(one, high=value, high_open=False)


def _row_put(collection: str, at: int, name: str, read: Callable[[Fraction], Any]) -> Put:
    def put(appraisal: Appraisal, value: Fraction) -> Appraisal:
        rows = list(getattr(appraisal, collection))
        rows[at] = evolve(rows[at], **{name: read(value)})
        changed: dict[str, Any] = {collection: rows}
        return evolve(appraisal, **changed)

    return put


def _numbers(
    rules: TableRules, collection: str, name: str, appraisal: Appraisal
) -> Iterator[Piece]:
    one = rules.fields[name].range
    for at, row in enumerate(getattr(appraisal, collection)):
        value = getattr(row, name)
        if isinstance(value, Fraction) and one.holds(value):
            put = _row_put(collection, at, name, lambda number: number)
            yield Piece(f"{collection}[{at}].{name}", value, one, _up(one, value), put)


def _ratings(rules: TableRules, collection: str, appraisal: Appraisal) -> Iterator[Piece]:
    words: Sequence[str] = rules.allowed.get("rating") or RATINGS
    taken = [word for word in RATINGS if word in words]
    one = _places(len(taken))
    for at, row in enumerate(getattr(appraisal, collection)):
        if row.rating in taken:
            value = Fraction(taken.index(row.rating))
            put = _row_put(collection, at, "rating", partial(_named, taken))
            yield Piece(f"{collection}[{at}].rating", value, one, _up(one, value), put)


def _actuals(rules: TableRules, appraisal: Appraisal) -> Iterator[Piece]:
    one = rules.fields["actual"].range
    for at, result in enumerate(appraisal.results):
        for inner, indicator in enumerate(result.indicators):
            value = indicator.realised
            if isinstance(value, Fraction) and one.holds(value):
                path = f"results[{at}].indicators[{inner}].actual"
                better = _better_actual(indicator, one, value)
                yield Piece(path, value, one, better, _actual_put(at, inner))


def _better_actual(indicator: Indicator, one: Range, value: Fraction) -> Range | None:
    target = indicator.target
    if indicator.polarity == "lower":
        return _down(one, value)
    if indicator.polarity != "within":
        return _up(one, value)
    if target is None or target.from_ <= value <= target.to:
        return None
    if value < target.from_:
        return evolve(_up(one, value), high=target.from_, high_open=False)
    return evolve(_down(one, value), low=target.to, low_open=False)


def _actual_put(at: int, inner: int) -> Put:
    def put(appraisal: Appraisal, value: Fraction) -> Appraisal:
        results = list(appraisal.results)
        indicators = list(results[at].indicators)
        # An actual that stands by itself takes the place of the observations it was made of.
        indicators[inner] = evolve(indicators[inner], actual=value, observations=None)
        results[at] = evolve(results[at], indicators=indicators)
        return evolve(appraisal, results=results)

    return put


def _facts(policy: Policy, appraisal: Appraisal) -> Iterator[Piece]:
    for name, rule in policy.evidence.facts.items():
        given = appraisal.facts.get(name)
        value = None if given is None else fact_value(rule, given)
        if isinstance(value, Fraction) and rule.range.holds(value):
            yield _fact(rule, value, rule.range, lambda number: number)
        elif isinstance(value, bool):
            yield _fact(rule, Fraction(value), _places(2), bool)
        elif isinstance(value, Level) and rule.kind.scale is not None:
            names = rule.kind.scale.names()
            read = partial(_named, names)
            yield _fact(rule, Fraction(names.index(value.name)), _places(len(names)), read)


def _places(count: int) -> Range:
    return Range(Fraction(0), Fraction(count - 1), grid=Fraction(1))


def _named(names: Sequence[str], place: Fraction) -> str:
    return names[int(place)]


def _fact(rule: FactRule, value: Fraction, one: Range, read: Callable[[Fraction], Any]) -> Piece:
    def put(appraisal: Appraisal, number: Fraction) -> Appraisal:
        return evolve(appraisal, facts={**appraisal.facts, rule.name: read(number)})

    return Piece(f"facts.{rule.name}", value, one, _better_fact(rule, one, value), put)


def _better_fact(rule: FactRule, one: Range, value: Fraction) -> Range | None:
    match rule.better:
        case "higher":
            return _up(one, value)
        case "lower":
            return _down(one, value)
    return None
