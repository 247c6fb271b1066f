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
    kind = policy.measures[policy.result].kind
    if kind.name == "choice":
        return None
    return kind.name, len(kind.scale.levels) if kind.scale is not None else 0


def place(value: Value) -> Fraction | None:
    """Return a number as it is, a level as its place on the scale, a flag as 0 or 1."""
    match value:
        case Level():
            return Fraction(value.order)
        case bool() | Decimal() | Fraction():
            return Fraction(value)
    return None


def same_result(before: Value, after: Value) -> bool:
    """Tell whether two results say the same: equal numbers, or levels of one name."""
    if isinstance(before, Level) and isinstance(after, Level):
        return before.name == after.name
    return type(before) is type(after) and before == after or _equal_numbers(before, after)


def _equal_numbers(before: Value, after: Value) -> bool:
    numbers = (Decimal, Fraction)
    return isinstance(before, numbers) and isinstance(after, numbers) and before == after
