"""Making an example small: rows that do not matter leave, numbers become ordinary."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import evolve

from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Cohort

from .pieces import pieces

#: Numbers that people can follow, the most ordinary first.
ORDINARY = tuple(map(Fraction, (100, 90, 80, 75, 50, 120, 10, 1, 0)))
_ROWS = ("results", "behaviours", "competencies", "periods")


def simplest(policy: Policy, appraisal: Appraisal, still: Callable[[Appraisal], bool]) -> Appraisal:
    """Sederhanakan contoh: return an appraisal with fewer rows and more ordinary numbers.

    Args:
        policy: the policy that it is appraised under.
        appraisal: an appraisal for which `still` holds.
        still: whether an appraisal still shows what it is to show. It is asked about appraisals
            that the policy may refuse, and must not raise for them.

    Returns:
        An appraisal for which `still` holds, and of which no single row can be left out.
    """
    found, again = appraisal, True
    while again:
        again = False
        for smaller in _smaller(found):
            if still(smaller):
                found, again = smaller, True
                break
    for piece in pieces(policy, found):
        for number in ORDINARY:
            if number == piece.value:
                break
            if piece.range.holds(number) and still(changed := piece.put(found, number)):
                found = changed
                break
    return found


def fewest(cohort: Cohort, still: Callable[[Cohort], bool]) -> Cohort:
    """Return a cohort of which nobody can be left out while `still` holds."""
    found, at = cohort, 0
    while at < len(found.members):
        smaller = evolve(found, members=[*found.members[:at], *found.members[at + 1 :]])
        if still(smaller):
            found = smaller
        else:
            at += 1
    return found


def _smaller(appraisal: Appraisal) -> Iterator[Appraisal]:
    """Yield the appraisal with one thing less."""
    for name in _ROWS:
        rows = getattr(appraisal, name)
        for at in range(len(rows)):
            changed = {name: [*rows[:at], *rows[at + 1 :]]}
            yield evolve(appraisal, **changed)  # type: ignore[arg-type]
    for at, result in enumerate(appraisal.results):
        for inner in range(len(result.indicators)):
            fewer = [*result.indicators[:inner], *result.indicators[inner + 1 :]]
            results = [*appraisal.results]
            results[at] = evolve(result, indicators=fewer)
            yield evolve(appraisal, results=results)
    for name in appraisal.facts:
        facts = {other: value for other, value in appraisal.facts.items() if other != name}
        yield evolve(appraisal, facts=facts)
    for name in appraisal.judgements:
        kept = {other: value for other, value in appraisal.judgements.items() if other != name}
        yield evolve(appraisal, judgements=kept)
