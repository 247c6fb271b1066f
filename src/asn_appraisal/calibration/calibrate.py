"""Calibrating one pool: from cards and facts to findings, moves and final levels."""

from collections.abc import Sequence
from itertools import chain

from attrs import evolve, frozen

from asn_appraisal.errors import PolicyError, Problem, RecordError
from asn_appraisal.formula import Level
from asn_appraisal.policy import CalibrationRules, PatternRow, Policy
from asn_appraisal.record import Cohort, FrozenMap
from asn_appraisal.scoring import Scorecard

from .demands import Demand, demands_of
from .findings import Finding, Pool, impossible, impossible_together, row_findings
from .proposal import Proposal, colliding, is_possible, propose
from .reasons import Reasons, head_counts
from .result import Calibration, Counts
from .scored import ScoredCohort
from .shares import refused_shares
from .standing import Standing
from .which import chosen_pattern, pool_of
from .words import WAYS, name_of


def calibrate(
    policy: Policy,
    cohort: Cohort | ScoredCohort,
    *,
    parent: Cohort | ScoredCohort | None = None,
) -> Calibration:
    """Kalibrasi satu unit: set the levels of a pool against the policy's distribution.

    Args:
        policy: the rules, with a section `calibration:`.
        cohort: the appraisals of one unit with the facts of the unit; they are scored first. Who
            has the scorecards already hands over a `ScoredCohort`.
        parent: the cohort of the unit above, for a pool that is too small by itself. It is used
            only where the policy merges small pools; the result is then that of the merged pool.

    Returns:
        The findings, the smallest change set, and the final levels: as they were set in `guide`
        mode, after the moves in `bind` mode.

    Raises:
        PolicyError: the policy has no section `calibration:`.
        RecordError: an employee stands twice in the pool, evidence breaks the policy's evidence
            section, or a card was made under another policy.

    >>> from asn_appraisal import parse_policy, parse_records
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures:
    ...   total: {formula: mean(behaviours.value)}
    ...   predicate:
    ...     scale: predicate
    ...     bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60},
    ...                                 {level: kurang}]}
    ... result: predicate
    ... calibration:
    ...   of: predicate
    ...   rank_by: [total]
    ...   patterns: {any: {sangat_baik: {at_most: 50%}}}
    ... ''')
    >>> records = parse_records('''
    ... asn_appraisal: records/1
    ... units: [{id: u}]
    ... employees: [{id: ani}, {id: budi}, {id: citra}]
    ... assignments:
    ...   - {id: a, employee: ani, unit: u}
    ...   - {id: b, employee: budi, unit: u}
    ...   - {id: c, employee: citra, unit: u}
    ... appraisals:
    ...   - {id: a, assignment: a, behaviours: [{aspect: komitmen, value: 95}]}
    ...   - {id: b, assignment: b, behaviours: [{aspect: komitmen, value: 91}]}
    ...   - {id: c, assignment: c, behaviours: [{aspect: komitmen, value: 70}]}
    ... ''')
    >>> calibration = calibrate(policy, records.cohort("u"))
    >>> calibration.moves[0].employee, str(calibration.moves[0].after)
    ('budi', 'baik')
    >>> print(calibration.findings[0].what.en)
    Sangat baik: 2 of 3, but the pattern `any` asks for at most 50%, that is 1 or fewer.
    """
    rules = policy.calibration
    if rules is None:
        raise PolicyError([Problem("ASN-C050", None, {"policy": policy.id})])
    above = None if parent is None else _scored(policy, parent)
    return _calibrated(policy, rules, _scored(policy, cohort), above)


def _scored(policy: Policy, cohort: Cohort | ScoredCohort) -> ScoredCohort:
    if isinstance(cohort, Cohort):
        return ScoredCohort.from_cohort(policy, cohort)
    problems = [
        Problem("ASN-C052", None, {"employee": each, "other": other.id, "policy": policy.id})
        for each, card in cohort.cards.items()
        if (other := card.policy) is not policy and other.fingerprint != policy.fingerprint
    ]
    if problems:
        raise RecordError(problems)
    return cohort
