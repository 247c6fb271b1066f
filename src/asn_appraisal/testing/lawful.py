"""Appraisals that a policy can take."""

from hypothesis import strategies as st

from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal

from .drawing import Draw, choose
from .reporting import Reporting
from .turning import breakpoints


@st.composite
def appraisals(
    draw: Draw, policy: Policy, *, missing: bool = True, lawful: bool = True
) -> Appraisal:
    """Penilaian yang diambil: draw an appraisal that a policy can take.

    Numbers are exact and lie on, or next to, the numbers that the policy itself turns at.

    Args:
        draw: given by Hypothesis.
        policy: the policy whose evidence section says what an appraisal may hold.
        missing: whether values may be missing or not applicable; half of the appraisals then lack
            some. Without them an appraisal is as whole as the policy lets it be.
        lawful: whether every appraisal keeps the evidence section, so that `score` never raises
            for it; otherwise a few break a rule. Where a policy asks for weights that no three
            weights can have, it keeps all but that rule.

    Returns:
        A strategy of appraisals, each with the id `sari-2025`.

    >>> from hypothesis import given, settings
    >>> from asn_appraisal import score
    >>> from asn_appraisal.presets import preset
    >>> policy = preset("pp-30-2019")
    >>> @settings(max_examples=10, database=None)
    ... @given(appraisals(policy, missing=False))
    ... def always_has_a_result(appraisal):
    ...     assert score(policy, appraisal).status == "complete"
    >>> always_has_a_result()
    """
    mixes = [(0, 0), (0, 0), (0, 0)]
    mixes += [(8, 0), (3, 0), (1, 0)] if missing else []
    mixes += [] if lawful else [(0, 12)]
    absent, wrong = choose(draw, mixes)
    turns = breakpoints(policy)
    return Reporting(draw, policy, absent, wrong, lawful, not missing, turns).appraisal()


@st.composite
def broken_appraisals(draw: Draw, policy: Policy) -> Appraisal:
    """Draw appraisals most of which break a rule of the policy's evidence section."""
    return Reporting(draw, policy, 0, choose(draw, [3, 6, 12])).appraisal()
