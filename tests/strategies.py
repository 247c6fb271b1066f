"""The strategies that the project tests itself with: those that it publishes, and a few more."""

from hypothesis import strategies as st

from asn_appraisal import Appraisal, Policy
from asn_appraisal.testing import policies, policy_documents
from asn_appraisal.testing import strategies as public
from asn_appraisal.testing.documents import ratio_formulas
from asn_appraisal.testing.drawing import NUMBERS, number_in

__all__ = [
    "NUMBERS",
    "appraisals",
    "number_in",
    "policies",
    "policy_documents",
    "ratio_formulas",
    "scored",
]


def appraisals(policy: Policy) -> st.SearchStrategy[Appraisal]:
    """Draw an appraisal under a policy: most are lawful, some lack values, a few break a rule."""
    return public.appraisals(policy, lawful=False)


@st.composite
def scored(draw: st.DrawFn) -> tuple[Policy, Appraisal]:
    """Draw a policy and an appraisal under it."""
    policy = draw(policies())
    return policy, draw(appraisals(policy))
