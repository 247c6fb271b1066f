"""`verify(policy)`: every property of the catalogue, decided, with the waivers of the policy."""

from collections.abc import Iterable

from attrs import evolve

from asn_appraisal.errors import AppraisalError, Problem, Text, suggestion
from asn_appraisal.policy import PROPERTIES, REQUIRED, Policy, Waiver
from asn_appraisal.record import FrozenMap

from .catalogue import DECIDE
from .conflicts import conflicts_of
from .study import Finding, Study
from .verdict import Report, Verdict
from .witness import Witness

#: What shows that a waiver is not needed.
_HOLDS = ("proved", "proved_up_to", "not_applicable")


class UnknownPropertyError(AppraisalError, KeyError):
    """Sifat tidak dikenal: a property was asked about that the catalogue does not have."""

    def __init__(self, name: str) -> None:
        """Name the nearest property."""
        super().__init__(
            [Problem("ASN-V001", None, {"name": name, **suggestion(name, PROPERTIES)})]
        )


def verify(
    policy: Policy,
    *,
    properties: Iterable[str] | None = None,
    examples: int = 1000,
    seed: int = 0,
    cohort_sizes: Iterable[int] = range(1, 41),
) -> Report:
    """Periksa sifat kebijakan: decide for each property whether the policy has it.

    A prover reads the formulas first; what it cannot decide is searched. Every example is scored
    again before it is shown, and a property that the policy waives is decided all the same.

    Args:
        policy: the rules.
        properties: the names of the properties to decide; None: all of the catalogue.
        examples: how many appraisals, or units, one question may try.
        seed: the seed of what chance deals; the same seed gives the same report.
        cohort_sizes: the sizes of units that are looked at one by one.

    Returns:
        A report with a verdict for each property; `ok` is False where something that is asked of
        the policy is violated and not waived, or a waiver is no longer needed. Without
        `properties`, what is asked is `REQUIRED` and what the policy itself declares.

    Raises:
        UnknownPropertyError: there is no such property; also a `KeyError`.

    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: mean(behaviours.value), round: 2}}
    ... result: total
    ... ''')
    >>> report = verify(policy, properties=["improvement-never-hurts"])
    >>> report.verdicts["improvement-never-hurts"].status, report.ok
    ('proved', True)
    """
    names = list(PROPERTIES if properties is None else dict.fromkeys(properties))
    required = _declared(policy) if properties is None else tuple(names)
    for name in names:
        if name not in DECIDE:
            raise UnknownPropertyError(name)
    study = Study(policy, examples, seed, tuple(cohort_sizes))
    ranked = sorted(names, key=list(PROPERTIES).index)
    verdicts = {name: _verdict(study, name, study.once(name, DECIDE[name])) for name in ranked}
    conflicts = tuple(each.text() for each in conflicts_of(policy, required))
    return Report(policy, FrozenMap(verdicts), seed, examples, required, conflicts)


def _declared(policy: Policy) -> tuple[str, ...]:
    """Return what is asked of a policy: what is asked of every policy, and what it declares."""
    more = []
    if policy.fairness is not None:
        limits = policy.fairness.limits
        if policy.fairness.promises:
            more.append("promises-are-kept")
        if {"one_rater_points", "one_rater_levels"} & set(limits):
            more.append("one-rater-moves-little")
        if "target_cut_points" in limits:
            more.append("lower-target-gains-little")
        more += [each.property for each in policy.fairness.waivers]
    return tuple(dict.fromkeys((*REQUIRED, *more)))


def _verdict(study: Study, name: str, finding: Finding) -> Verdict:
    fairness = study.policy.fairness
    waivers = [each for each in (fairness.waivers if fairness else ()) if each.property == name]
    status, waiver, because = finding.status, None, finding.because
    witness = finding.witnesses[0] if finding.witnesses else None
    if finding.status == "violated":
        covered = [_covering(waivers, each) for each in finding.witnesses]
        if None in covered:
            witness = finding.witnesses[covered.index(None)]
        else:
            status, waiver = "waived", covered[0]
    stale = [each for each in waivers if not _needs(each, finding)]
    if stale and status in (*_HOLDS, "waived"):
        status, waiver, because = "stale_waiver", stale[0], _stale_text(stale[0], finding)
    elif waivers and waiver is None and status != "violated":
        waiver = waivers[0]
    return Verdict(
        name,
        status,
        finding.method,
        because,
        None if witness is None else evolve(witness, policy=study.policy),
        finding.numbers,
        finding.examples,
        waiver,
        study.policy,
    )


def _covering(waivers: list[Waiver], witness: Witness) -> Waiver | None:
    for each in waivers:
        if each.measure is None or each.measure == witness.measure:
            return each
    return None


def _needs(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether something is left that a waiver is for."""
    if finding.status in _HOLDS:
        return False
    if finding.status != "violated" or waiver.measure is None:
        return True
    return any(each.measure == waiver.measure for each in finding.witnesses)


def _stale_text(waiver: Waiver, finding: Finding) -> Text:
    about = f" (`{waiver.measure}`)" if waiver.measure else ""
    return Text(
        f"Sifat ini dikecualikan{about}, padahal tidak perlu: hapus pengecualiannya."
        f" {finding.because.id}",
        f"The property is waived{about}, and need not be: remove the waiver. {finding.because.en}",
    )
