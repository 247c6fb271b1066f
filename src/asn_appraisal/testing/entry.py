"""What Hypothesis calls when it is imported: `st.from_type(Policy)` and its like then work.

Only the types are imported here. The strategies, and with them the rest of the library, are
imported when one of them is first drawn from.
"""

from typing import Any


def register() -> None:
    """Tell Hypothesis how policies, appraisals and cohorts are drawn.

    An appraisal or a cohort that is asked for by its type alone is one under a policy that is
    drawn as well; `appraisals(policy)` draws one under a policy at hand.
    """
    from hypothesis import strategies as st  # noqa: PLC0415 - called while Hypothesis is loading

    from asn_appraisal.policy import Policy  # noqa: PLC0415 - as above
    from asn_appraisal.record import Appraisal, Cohort  # noqa: PLC0415 - as above

    st.register_type_strategy(Policy, _policies)
    st.register_type_strategy(Appraisal, _appraisals)
    st.register_type_strategy(Cohort, _cohorts)


def _policies(_: type[Any]) -> Any:
    from .documents import policies  # noqa: PLC0415 - when first drawn from

    return policies()


def _appraisals(_: type[Any]) -> Any:
    from .documents import policies  # noqa: PLC0415 - when first drawn from
    from .lawful import appraisals  # noqa: PLC0415 - when first drawn from

    return policies().flatmap(appraisals)


def _cohorts(_: type[Any]) -> Any:
    from .documents import policies  # noqa: PLC0415 - when first drawn from
    from .gatherings import cohorts  # noqa: PLC0415 - when first drawn from

    return policies().flatmap(cohorts)
