"""Where a result stands, as an exact number: what makes two results comparable."""

from decimal import Decimal
from fractions import Fraction

from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.scoring import Value


def result_kind(policy: Policy) -> tuple[str, int] | None:
    """Return the kind of a policy's result, and how many levels it has; None for words.

    Two results can be subtracted where this is the same: numbers, flags, and levels of scales
    that have as many levels as each other.
    """
    kind = policy.measures[policy.result].kind.name
    return None if kind == "choice" else (kind, len(result_scale(policy)))


def result_scale(policy: Policy) -> tuple[Level, ...]:
    """Return the levels that a policy's result can be, worst first; nothing for other kinds."""
    scale = policy.measures[policy.result].kind.scale
    return () if scale is None else scale.levels


def are_alike(before: Policy, after: Policy) -> bool:
    """Tell whether the results of two policies can be subtracted."""
    kind = result_kind(before)
    return kind is not None and kind == result_kind(after)


def place(value: Value) -> Fraction | None:
    """Return a number as it is, a level as its place on the scale, a flag as 0 or 1."""
    match value:
        case Level():
            return Fraction(value.order)
        case bool() | Decimal() | Fraction():
            return Fraction(value)
    return None


def same_result(before: Value, after: Value) -> bool:
    """Tell whether two results say the same: equal values, or levels of one name."""
    if isinstance(before, Level) and isinstance(after, Level):
        return before.name == after.name
    return isinstance(before, bool) == isinstance(after, bool) and before == after
