"""Ordinary appraisals under a policy: targets of 100, marks in tens, one row of each kind.

They are what examples are made of: lawful under the evidence section, complete, and as plain as
an analyst would write them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from attrs import evolve, field, frozen

from asn_appraisal.formula import Range
from asn_appraisal.formula.tree import Fact, Field
from asn_appraisal.policy import FactRule, Policy
from asn_appraisal.record import (
    FrozenMap,
)

from .outcomes import chain_of, outcomes

HUNDRED = Fraction(100)
#: (per cent of the target, mark of behaviour), from the most ordinary to the least.
_LEVELS = (
    *((100, 90), (100, 80), (90, 90), (100, 100), (90, 80), (80, 80), (110, 100), (70, 70)),
    *(
        (120, 100),
        (120, 120),
        (150, 100),
        (60, 60),
        (100, 60),
        (50, 50),
        (80, 40),
        (40, 40),
        (30, 30),
        (100, 0),
    ),
    *((20, 20), (0, 0), (100, 120), (100, 70), (100, 50), (100, 76), (60, 100)),
)
RATINGS = ("below", "meets", "above")
#: So many ways to set the facts are looked at, however many facts there are.
_MOST_VARIANTS = 24


@frozen
class Setting:
    """Keadaan: how everything that is not looked at is filled in."""

    #: How much of each target is reached, in per cent.
    reached: Fraction = HUNDRED
    #: The mark of behaviour.
    mark: Fraction = Fraction(90)
    #: Words of a row that every indicator has, as (field, word) pairs; empty: one of each kind.
    only: tuple[tuple[str, str], ...] = ()
    #: How many results of each kind.
    copies: int = 1
    #: How many indicators of each kind.
    each: int = 1
    #: Whether there is an additional result too.
    additional: bool = False
    #: Whether every kind of rater is there.
    raters: bool = False
    #: Whether targets are ranges where that is lawful.
    ranges: bool = False
    #: Whether targets are already the most that can be reached.
    at_maximum: bool = False
    #: Whether targets are zero, where that is lawful.
    zero: bool = False
    #: Facts that differ from the ordinary ones.
    facts: Mapping[str, Any] = field(factory=FrozenMap)


def settings(policy: Policy, only: tuple[tuple[str, str], ...]) -> Iterator[Setting]:
    """Yield settings, the most ordinary first; the same in every run."""
    shapes = list(_shapes(policy, only))
    facts = list(islice(_facts_variants(policy), _MOST_VARIANTS))
    for reached, mark in _LEVELS:
        for each in facts[: None if (reached, mark) == _LEVELS[0] else 4]:
            for shape in shapes:
                level = (Fraction(reached), Fraction(mark))
                yield evolve(shape, facts=each, reached=level[0], mark=level[1])


def _shapes(policy: Policy, only: tuple[tuple[str, str], ...]) -> Iterator[Setting]:
    read = fields_read(policy)
    plain = Setting(only=only)
    yield plain
    if ("indicators", "at_maximum") in read:
        yield evolve(plain, at_maximum=True)
    if read & {("indicators", "target_from"), ("indicators", "target_to")}:
        yield evolve(plain, ranges=True)
    tables = policy.evidence.tables
    if "indicators" in tables and tables["indicators"].fields["target"].range.can_be_zero:
        yield evolve(plain, zero=True)
    if only:
        yield Setting()
    if {("results", "kind"), ("indicators", "kind")} & read:
        yield Setting(additional=True)
    if "results" in tables:
        yield Setting(copies=2)
        if ("results", "kind") in read:
            yield Setting(copies=2, additional=True)
    if "indicators" in tables:
        yield Setting(each=2)
    if "behaviours" in tables:
        yield evolve(plain, raters=True)


def fields_read(policy: Policy) -> frozenset[tuple[str, str]]:
    """Return every field that a policy reads, found once."""
    return policy.once("fairness: fields", _fields)


def _fields(policy: Policy) -> frozenset[tuple[str, str]]:
    nodes = (node for measure in policy.measures.values() for node in measure.body.walk())
    return frozenset((node.table, node.name) for node in nodes if isinstance(node, Field))


def _facts_variants(policy: Policy) -> Iterator[Mapping[str, Any]]:
    """Yield the ordinary facts, then each fact at each other value, one at a time."""
    yield FrozenMap()
    used = {
        node.name
        for name in outcomes(policy)
        for each in chain_of(policy, name)
        for node in policy.measures[each].body.walk()
        if isinstance(node, Fact)
    }
    asked = {fact for each in policy.evidence.tables.values() for fact in each.only_when.values()}
    rules = {name: each for name, each in policy.evidence.facts.items() if name in used | asked}
    flags = [name for name, rule in rules.items() if rule.kind.name == "flag"]
    if flags:
        yield FrozenMap(dict.fromkeys(flags, True))
    for name, rule in rules.items():
        for value in fact_values(rule)[1:]:
            yield FrozenMap({name: value})


def fact_values(rule: FactRule) -> list[Any]:
    """Return values that a fact can have, the most ordinary first."""
    match rule.kind.name:
        case "flag":
            return [False, True]
        case "level":
            names = rule.kind.scale.names() if rule.kind.scale is not None else []
            middle = len(names) // 2
            return [names[middle], *names[:middle], *names[middle + 1 :]]
        case "number" if not rule.whole:
            found = [fitted(rule.range, Fraction(each)) for each in (90, 60, 100, 0)]
            return list(dict.fromkeys(found))
        case "number":
            wishes = (0, 1, 60, 80, 100, 12, 3, 50, 90, 120, 1000)
            found = [fitted(rule.range, Fraction(each), whole=True) for each in wishes]
            return list(dict.fromkeys(found))
    return list(rule.words) or list(rule.kind.words)


def fitted(one: Range, wish: Fraction, *, whole: bool = False) -> Fraction:
    """Return the number of a range that is nearest to a wish, by ordinary steps."""
    if one.holds(wish):
        return wish
    low, high = one.low, one.high
    if low is not None and wish <= low:
        step = Fraction(1) if whole or high is None or high - low > 1 else (high - low) / 2
        return low + step if one.low_open else low
    assert high is not None
    step = Fraction(1) if whole or low is None or high - low > 1 else (high - low) / 2
    return high - step if one.high_open else high
