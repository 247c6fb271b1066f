"""Which replaced measure makes which part of a difference: the parts add up, exactly."""

from fractions import Fraction

from asn_appraisal.errors import Problem, RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal
from asn_appraisal.scoring import Scorecard, Value, score

from .change import TOGETHER
from .hybrids import Step
from .places import place

#: A card, or every fault of evidence that breaks the policy.
Outcome = Scorecard | tuple[Problem, ...]


def outcome_of(policy: Policy, appraisal: Appraisal) -> Outcome:
    """Score an appraisal, or return why its evidence cannot be scored."""
    try:
        return score(policy, appraisal)
    except RecordError as error:
        return error.problems


def result_of(outcome: Outcome) -> Value:
    """Return the result; None where there is none."""
    return outcome.result if isinstance(outcome, Scorecard) else None


def parts_of(
    appraisal: Appraisal, before: Fraction, after: Fraction, steps: tuple[Step, ...]
) -> dict[str, Fraction]:
    """Divide `after - before` among the steps; one that gives no result goes with the next.

    Each part is what the result changes at its step, so that the sum of all of them is the whole.
    """
    parts: dict[str, Fraction] = {}
    here, waiting = before, list[str]()
    for at, step in enumerate(steps, start=1):
        waiting += step.parts
        last = at == len(steps)
        there = after if last else place(result_of(outcome_of(step.policy, appraisal)))
        if there is not None:
            parts[TOGETHER.join(waiting)] = there - here
            here, waiting = there, []
    return parts
