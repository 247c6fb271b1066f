"""What the fairness room says of a policy, and which of it fails: the same for every tool here."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from asn_appraisal.policy import Policy


def verified(policy: Policy, **options: Any) -> Any | None:
    """Return the room's report on a policy; None where the library has no such room.

    Args:
        policy: the policy.
        options: what `asn_appraisal.fairness.verify` takes.
    """
    try:
        room = import_module("asn_appraisal.fairness")
    except ImportError:
        return None
    return room.verify(policy, **options)


def failing(report: Any) -> Sequence[str]:
    """Return the properties that fail: violated though they are asked for, or waived in vain.

    A violation of a property that nobody asks of the policy is told, and fails nothing.
    """
    required = getattr(report, "required", tuple(report.verdicts))
    return [
        str(name)
        for name, verdict in report.verdicts.items()
        if verdict.status == "stale_waiver" or (verdict.status == "violated" and name in required)
    ]
