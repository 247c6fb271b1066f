"""Changes of an appraisal that the relations of the catalogue speak of."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.record import Appraisal, Behaviour, Indicator, Target

_HALF = Fraction(1, 2)


def with_first(appraisal: Appraisal, *rows: Indicator) -> Appraisal:
    """Return the appraisal with rows in place of its first indicator."""
    results = list(appraisal.results)
    for at, result in enumerate(results):
        if result.indicators:
            results[at] = evolve(result, indicators=[*rows, *result.indicators[1:]])
            break
    return evolve(appraisal, results=results)


def rotations(appraisal: Appraisal) -> Iterable[Appraisal]:
    """Yield the appraisal with each row of work in turn as the first; the order is not read."""
    for at, result in enumerate(appraisal.results):
        others = [*appraisal.results[:at], *appraisal.results[at + 1 :]]
        rows = list(result.indicators)
        for spot in range(max(1, len(rows))):
            turned = evolve(result, indicators=[*rows[spot:], *rows[:spot]])
            yield evolve(appraisal, results=[turned, *others])


def first_of(appraisal: Appraisal) -> Indicator | None:
    """Return the first indicator that has a target and an actual."""
    for result in appraisal.results:
        for each in result.indicators:
            if each.target is not None and isinstance(each.actual, Fraction):
                return each
    return None


def partitioned(appraisal: Appraisal) -> Iterable[Appraisal]:
    """Yield the first target of more-is-better in two halves, with the same actual in all."""
    one = first_of(appraisal)
    if one is None or one.target is None or one.polarity not in (None, "higher"):
        return
    if not one.target.is_single or not isinstance(one.actual, Fraction):
        return
    half = Target.single(one.target.from_ / 2)
    weight = None if one.weight is None else one.weight * _HALF
    whole = one.actual
    for share in (Fraction(9, 10), Fraction(1), _HALF * Fraction(6, 5)):
        parts = (whole * share, whole * (1 - share))
        rows = [
            evolve(one, id=f"{one.id}{letter}", target=half, actual=part, weight=weight)
            for letter, part in zip("ab", parts, strict=True)
        ]
        yield with_first(appraisal, *rows)


def with_weightless(appraisal: Appraisal) -> Iterable[Appraisal]:
    """Yield the appraisal with one more indicator, of weight zero."""
    for turned in rotations(appraisal):
        one = first_of(turned)
        if one is None or one.target is None:
            continue
        for share in (Fraction(0), Fraction(1, 2), Fraction(12, 10)):
            extra = evolve(one, id=f"{one.id}x", weight=0, actual=one.target.from_ * share)
            yield with_first(turned, one, extra)


def with_easier_target(appraisal: Appraisal, cut: Fraction) -> Iterable[Appraisal]:
    """Yield the appraisal with the first target easier by a share of itself."""
    one = first_of(appraisal)
    if one is None or one.target is None or one.polarity == "within":
        return
    times = 1 + cut if is_lower(one) else 1 - cut
    target = Target(one.target.from_ * times, one.target.to * times)
    yield with_first(appraisal, evolve(one, target=target))


def with_harder_target(appraisal: Appraisal) -> Iterable[Appraisal]:
    """Yield the appraisal with its first target harder, by little and by much."""
    for cut in (Fraction(1, 100), Fraction(1, 10), Fraction(1, 4), Fraction(1, 2)):
        yield from with_easier_target(appraisal, -cut)


def is_lower(one: Indicator) -> bool:
    """Tell whether less is better."""
    return one.polarity == "lower" or (one.polarity is None and one.aspect in ("time", "cost"))


# Raters ------------------------------------------------------------------------------------------


def marks(appraisal: Appraisal) -> list[Fraction]:
    """Return the marks of behaviour."""
    return [each.value for each in appraisal.behaviours if isinstance(each.value, Fraction)]


def with_rater(appraisal: Appraisal, mark: Fraction, rater: Any) -> Appraisal:
    """Return the appraisal with one more rater, who gives every aspect the same mark."""
    aspects = dict.fromkeys(each.aspect for each in appraisal.behaviours)
    more = [Behaviour(aspect, rater, value=mark, by="tambahan") for aspect in aspects]
    return evolve(appraisal, behaviours=[*appraisal.behaviours, *more])


def unanimous(appraisal: Appraisal, mark: Fraction) -> Appraisal:
    """Return the appraisal with every mark the same."""
    rows = [evolve(each, value=mark) for each in appraisal.behaviours]
    return evolve(appraisal, behaviours=rows)


def with_lone_dissenter(appraisal: Appraisal, mark: Fraction) -> Appraisal:
    """Return the appraisal with one mark of the first aspect set apart."""
    first, *rest = appraisal.behaviours
    return evolve(appraisal, behaviours=[evolve(first, value=mark), *rest])
