"""Two ways to write down, or to change, one appraisal: what should come of both, and does not."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import Appraisal
from asn_appraisal.scoring import Scorecard

from .differing import Differing, differing
from .outcomes import place, scored
from .study import Finding, Study
from .witness import Witness

#: Tells whether an outcome before and after is not as it should be.
Broken = Callable[[Fraction, Fraction], bool]


@frozen
class Relation:
    """Hubungan: a change of an appraisal, and what it should do to every outcome."""

    #: Makes the changed appraisals.
    changed: Callable[[Appraisal], Iterable[Appraisal]]
    #: Whether an outcome before and after breaks the relation.
    broken: Broken
    #: What is the same about both, what each of the two is, and what is wrong.
    same: Text
    before: Text
    after: Text
    what: Text


def differs(before: Fraction, after: Fraction) -> bool:
    """Tell whether an outcome changed at all."""
    return before != after


def falls(before: Fraction, after: Fraction) -> bool:
    """Tell whether an outcome fell."""
    return after < before


def rises(before: Fraction, after: Fraction) -> bool:
    """Tell whether an outcome rose."""
    return after > before


def searched(
    study: Study, relation: Relation, holds: Text, *, guilty: str = "", most: int = 200
) -> Finding:
    """Search for an appraisal that breaks a relation."""
    tried = 0
    for before, after in _pairs(study, relation, most):
        tried += 2
        if tried > study.examples:
            break
        outcome = _broken_outcome(study, relation, before, after)
        if outcome is not None:
            pair = (before.appraisal, after.appraisal)
            found = witness_of(study, relation, pair, outcome, guilty or outcome)
            return Finding("violated", "search", relation.what, (found,), examples=tried)
    if not tried:
        return Finding("undecided", "", NOTHING_TO_TRY)
    text = Text(
        f"{holds.id} {tried} penilaian dicoba (seed {study.seed}) tanpa contoh yang menentang.",
        f"{holds.en} {tried} appraisals were tried (seed {study.seed}) without an example against.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _pairs(study: Study, relation: Relation, most: int) -> Iterator[tuple[Scorecard, Scorecard]]:
    for at, (appraisal, card) in enumerate(study.cards()):
        if at >= most:
            return
        for other in relation.changed(appraisal):
            after = scored(study.policy, other)
            if after is not None:
                yield card, after


def _broken_outcome(
    study: Study, relation: Relation, before: Scorecard, after: Scorecard
) -> str | None:
    for name in study.outcomes:
        one, two = place(before[name]), place(after[name])
        if one is not None and two is not None and relation.broken(one, two):
            return name
    return None


def witness_of(
    study: Study, relation: Relation, pair: tuple[Appraisal, Appraisal], outcome: str, guilty: str
) -> Witness:
    """Make the example of a relation that is broken."""
    because = Text("", "")
    if guilty != outcome:
        because = Text(f"ukuran `{guilty}`", f"the measure `{guilty}`")
    words = Differing(relation.same, (relation.before, relation.after), because)
    return differing(study, pair, words, outcome, guilty)


def largest_gain(
    study: Study, changed: Callable[[Appraisal], Iterable[Appraisal]], outcome: str
) -> tuple[Fraction, tuple[Appraisal, Appraisal] | None, int]:
    """Return by how much a change raises an outcome at most, and where that was seen."""
    best, pair, tried = Fraction(0), None, 0
    for appraisal, card in islice(study.cards(), _GAINS):
        if tried > study.examples:
            break
        before: Any = place(card[outcome])
        for other in changed(appraisal):
            tried += 1
            after = scored(study.policy, other)
            here = None if after is None else place(after[outcome])
            if before is not None and here is not None and here - before > best:
                best, pair = here - before, (appraisal, other)
    return best, pair, tried


#: So many appraisals show what a change can bring.
_GAINS = 80

NOTHING_TO_TRY = Text(
    "Tidak ada penilaian contoh yang dapat dicoba.", "There is no ordinary appraisal to try."
)
