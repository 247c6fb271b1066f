"""What the fairness room says of a policy: the same for every tool here."""

from typing import TYPE_CHECKING, Any

from asn_appraisal.policy import Policy

if TYPE_CHECKING:
    from asn_appraisal.fairness import Report


def verified(policy: Policy, **options: Any) -> "Report":
    """Return the room's report on a policy.

    Args:
        policy: the policy.
        options: what `asn_appraisal.fairness.verify` takes.
    """
    from asn_appraisal.fairness import verify  # noqa: PLC0415 - it loads longer than `check` runs

    return verify(policy, **options)


def failing(report: "Report") -> list[str]:
    """Return the names of the properties that fail."""
    return [each.property for each in report.failing]
