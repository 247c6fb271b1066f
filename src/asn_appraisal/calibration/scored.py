"""A cohort whose appraisals have been scored."""

from collections.abc import Mapping
from typing import Self

from attrs import field, frozen

from asn_appraisal.errors import Problem, RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Cohort, FrozenMap
from asn_appraisal.record.values import FactValue
from asn_appraisal.scoring import Scorecard, score


@frozen
class ScoredCohort:
    """Kelompok yang sudah dinilai: the scorecards of one unit, with the facts of the unit.

    `calibrate` makes one of a `Cohort`; whoever has the cards already hands one over instead, and
    nothing is scored twice.

    >>> ScoredCohort("dpmptsp", facts={"organisation_achievement": "baik"}).unit
    'dpmptsp'
    """

    #: The unit, by id.
    unit: str
    #: The cards by employee; their order never matters.
    cards: Mapping[str, Scorecard] = field(factory=FrozenMap, converter=FrozenMap)
    #: The facts of the unit.
    facts: Mapping[str, FactValue] = field(factory=FrozenMap, converter=FrozenMap)
    #: The unit above, by id.
    parent: str | None = None

    @classmethod
    def from_cohort(cls, policy: Policy, cohort: Cohort) -> Self:
        """Score every appraisal of a cohort.

        Raises:
            RecordError: an employee stands in it twice, or evidence breaks the policy's evidence
                section; every such fault is named.
        """
        chosen: dict[str, Appraisal] = {}
        cards: dict[str, Scorecard] = {}
        problems: list[Problem] = []
        for member in cohort.members:
            first = chosen.setdefault(member.employee, member.appraisal)
            if first != member.appraisal:
                problems.append(_twice(member.employee, first, member.appraisal))
                continue
            try:
                cards[member.employee] = score(policy, member.appraisal)
            except RecordError as error:
                problems += error.problems
        if problems:
            raise RecordError(problems)
        return cls(cohort.unit, cards, cohort.facts, cohort.parent)

    def merged_into(self, above: Self) -> Self:
        """Return one pool of this unit and the unit above, under the facts of the unit above.

        Raises:
            RecordError: an employee stands in both with two appraisals.
        """
        problems = [
            _twice(employee, card.appraisal, above.cards[employee].appraisal)
            for employee, card in self.cards.items()
            if employee in above.cards and above.cards[employee].appraisal != card.appraisal
        ]
        if problems:
            raise RecordError(problems)
        return type(self)(above.unit, {**above.cards, **self.cards}, above.facts, above.parent)


def _twice(employee: str, first: Appraisal, second: Appraisal) -> Problem:
    # Named in the order of their ids, so that the order of the cohort does not matter.
    one, two = sorted((first.id, second.id))
    return Problem("ASN-C051", None, {"employee": employee, "first": one, "second": two})
