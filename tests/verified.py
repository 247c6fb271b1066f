"""Reports on every preset and example, made once for all tests that look at them."""

from functools import cache
from pathlib import Path

from asn_appraisal import Policy, parse_policy
from asn_appraisal.fairness import Report, verify
from asn_appraisal.presets import known

EXAMPLES = Path(__file__).parents[1] / "examples"


@cache
def policies() -> dict[str, Policy]:
    """Return every preset and the policy of every example, by id."""
    found = dict(known())
    for path in sorted(EXAMPLES.glob("*/policy.yaml")):
        policy = parse_policy(path.read_text("utf-8"), known=known())
        found[policy.id] = policy
    return found


@cache
def report_of(name: str) -> Report:
    """Return the whole report of a preset or an example."""
    return verify(policies()[name])
