"""Try many values of a piece of evidence, and hold what the prover says against what comes out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

from attrs import evolve
from dealt import Deal

from asn_appraisal import Appraisal, Policy, RecordError, score
from asn_appraisal.fairness.inputs import Input, inputs_of
from asn_appraisal.fairness.moves import Move
from asn_appraisal.fairness.outcomes import place
from asn_appraisal.fairness.promises import Promised
from asn_appraisal.fairness.prover import Prover
from asn_appraisal.fairness.reaches import Reaches
from asn_appraisal.formula import Range
from asn_appraisal.record import Indicator

#: (measure, row) to its value as a number that is higher where it is better.
Places = Mapping[tuple[str, Any], Fraction]
#: A value of a piece of evidence, and what comes out.
Tried = tuple[Any, Places]

TINY = Fraction(1, 1000)
#: What is left of the steepest slope after closing in is less than this.
NEAR = Fraction(1, 10**6)
#: How much of one dealt policy is tried: so many inputs, around so many turns, no further than this.
INPUTS, TURNS, FAR = 2, 8, 50
T = TypeVar("T")


def places(policy: Policy, appraisal: Appraisal) -> Places:
    """Return every value that an appraisal gets; none where it is refused."""
    try:
        card = score(policy, appraisal)
    except RecordError:
        return {}
    found: dict[tuple[str, Any], Fraction] = {}
    for name in policy.measures:
        value = card[name]
        for key, each in value.items() if isinstance(value, Mapping) else [(None, value)]:
            if (here := place(each)) is not None:
                found[name, key] = here
    return found


# What is held against what is tried -----------------------------------------------------


def check_direction(move: Move, what: Any, values: Sequence[tuple[Any, Fraction]]) -> None:
    """See that a value goes as the prover says, from worse evidence to better."""
    for one, two in pairwise(values):
        assert two[1] >= one[1] or not move.never_falls, (what, move, one, two)
        assert two[1] <= one[1] or not move.never_rises, (what, move, one, two)


def check_jump(
    move: Move, key: tuple[str, Any], ends: tuple[Tried, Tried], tried: Callable[[Any], Places]
) -> None:
    """Close in on the largest step between two values: no jump is larger than the prover says."""
    low, high = ends
    for _ in range(60):
        if move.jump is None or _gap(key, low, high) <= move.jump + move.grain + NEAR:
            return
        middle = (low[0] + high[0]) / 2
        inner = (middle, tried(middle))
        first = _gap(key, low, inner) >= _gap(key, inner, high)
        low, high = (low, inner) if first else (inner, high)
    raise AssertionError(key, low[0], high[0], low[1][key], high[1][key], move)


def _gap(key: tuple[str, Any], one: Tried, two: Tried) -> Fraction:
    return abs(two[1][key] - one[1][key]) if key in one[1] and key in two[1] else Fraction(0)


def check_range(reaches: Reaches, tried: Places) -> None:
    """See that values lie where the policy, and the regions of its rows, say that they can lie."""
    for (name, _), here in tried.items():
        found = reaches.measure(name)
        if isinstance(found, Range):
            assert found.holds(here), (name, here, found)
        elif found is not None:
            assert here in {place(each) for each in found}, (name, here, found)


# Dealt policies -------------------------------------------------------------------------


def check_deal(deal: Deal) -> None:
    """Try the inputs of a small policy at many values, and hold all that is said against it."""
    try:
        _check(deal)
    except AssertionError as error:
        error.add_note(f"deal {deal.number}: {deal.document}\n{deal.appraisal}")
        raise


def _check(deal: Deal) -> None:
    prover, reaches = Prover(deal.policy), Reaches(deal.policy)
    for one in _some(deal, inputs_of(deal.policy), INPUTS):
        change = _change(deal.appraisal, one)
        if change is None:
            continue

        def at(value: Any, change: Callable[[Any], Appraisal] = change) -> Places:
            return places(deal.policy, change(value))

        for values in _chains(deal, one):
            chain = [(value, at(value)) for value in values]
            for _, found in chain[::4]:
                check_range(reaches, found)
            for key in {key for _, found in chain for key in found}:
                move = prover.measure(key[0], one)
                here = [(value, found[key]) for value, found in chain if key in found]
                check_direction(move, (one.key, key), here)
                if one.is_continuous:
                    steepest = max(pairwise(chain), key=lambda pair: _gap(key, *pair), default=None)
                    if steepest is not None:
                        check_jump(move, key, steepest, at)
    _check_promises(deal)


def _check_promises(deal: Deal) -> None:
    """See that values lie where they are said to lie while a condition of a promise holds."""
    for result in deal.appraisal.results:
        reaches = Promised(deal.policy, conditions={"indicators": "met"})
        for share in (Fraction(0), Fraction(1, 3), Fraction(1)):
            met = [evolve(each, actual=_met(each, share)) for each in result.indicators]
            kept = evolve(deal.appraisal, results=[evolve(result, indicators=met)])
            check_range(reaches, places(deal.policy, kept))
    for least in (Fraction(3), Fraction(5)):
        reaches = Promised(deal.policy, conditions={"behaviours": str(least)})
        marks = [
            evolve(each, value=max(each.value, least)) if isinstance(each.value, Fraction) else each
            for each in deal.appraisal.behaviours
        ]
        if marks:
            check_range(reaches, places(deal.policy, evolve(deal.appraisal, behaviours=marks)))


def _met(indicator: Indicator, share: Fraction) -> Fraction:
    """Return an actual that meets the target, the nearest or one further off."""
    target = indicator.target
    assert target is not None
    match indicator.polarity:
        case "lower":
            return target.to * (1 - share)
        case "within":
            return target.from_ + (target.to - target.from_) * share
    return target.from_ + share * 7


def _change(appraisal: Appraisal, one: Input) -> Callable[[Any], Appraisal] | None:
    """Return what changes one piece of evidence; None where the appraisal has none of its kind."""
    match one.table:
        case "facts":
            return lambda value: evolve(appraisal, facts={**appraisal.facts, one.name: value})
        case "behaviours":
            first, *marks = appraisal.behaviours
            return lambda value: evolve(
                appraisal, behaviours=[evolve(first, **{one.name: value}), *marks]
            )
    (work,) = appraisal.results
    found = [each for each in work.indicators if dict(one.given)["polarity"] == each.polarity]
    if not found:
        return None
    others = [each for each in work.indicators if each is not found[0]]

    def changed(value: Any) -> Appraisal:
        rows = [evolve(found[0], actual=value), *others]
        return evolve(appraisal, results=[evolve(work, indicators=rows)])

    return changed


def _chains(deal: Deal, one: Input) -> Iterator[list[Any]]:
    """Yield values of an input from worse to better; where nothing is better, rising."""
    if one.kind.scale is not None:
        yield one.kind.scale.names()[:: one.better]
    elif one.kind.name == "flag":
        yield [False, True][:: one.better]
    elif one.kind.name == "choice":
        yield list(deal.policy.evidence.facts[one.name].words)
    else:
        yield from _number_chains(deal, one)


def _number_chains(deal: Deal, one: Input) -> Iterator[list[Fraction]]:
    turns, target = {*deal.numbers, *(-each for each in deal.numbers)}, None
    if one.table == "indicators":
        target = next(
            each.target
            for each in deal.appraisal.results[0].indicators
            if each.polarity == dict(one.given)["polarity"]
        )
        assert target is not None
        ends = {target.from_, target.to}
        turns = {*ends, *deal.numbers, *(end * each for end in ends for each in deal.numbers)}
    lawful = sorted(each for each in turns if one.range.holds(each) and abs(each) <= FAR)
    near = {turn + step for turn in _some(deal, lawful, TURNS) for step in (-TINY, 0, TINY)}
    # Nobody writes these numbers, so formulas of two pieces may turn between them.
    grid = {Fraction(each, 7) for each in range(-28, 86, 9)}
    values = sorted(each for each in grid | near if one.range.holds(each))
    if one.range.grid is not None:
        values = [Fraction(each) for each in range(11) if one.range.holds(Fraction(each))]
    if one.better == 0:
        assert target is not None
        yield [each for each in values if each <= target.from_]
        yield [each for each in values if each >= target.to][::-1]
    else:
        yield values[::-1] if one.better == -1 else values


def _some(deal: Deal, items: Sequence[T], count: int) -> Sequence[T]:
    """Return some of the items, the same in every run."""
    return items if len(items) <= count else _dealt(deal).sample(items, count)


def _dealt(deal: Deal) -> Random:
    return Random(deal.number)  # noqa: S311 - it keeps no secret
