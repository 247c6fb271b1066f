"""How a policy is built, as far as the known impossibilities ask."""

from asn_appraisal.formula.tree import Aggregate, Apply, Bands, Field, Lookup, Matrix
from asn_appraisal.policy import PatternRow, Policy

from .outcomes import chain_of

# How a policy is built ----------------------------------------------------------------------------


def _rows(policy: Policy) -> list[PatternRow]:
    rules = policy.calibration
    return [] if rules is None else [row for rows in rules.patterns.values() for row in rows]


def calibrates(policy: Policy) -> bool:
    """Tell whether it calibrates units."""
    return policy.calibration is not None


def shares(policy: Policy) -> bool:
    """Tell whether it asks for exact quotas."""
    return any(row.share is not None for row in _rows(policy))


def caps_best(policy: Policy) -> bool:
    """Tell whether it caps the best level by a percentage."""
    rules = policy.calibration
    if rules is None:
        return False
    scale = policy.measures[rules.of].kind.scale
    best = scale.names()[-1] if scale is not None else ""
    capped = (row.at_most for row in _rows(policy) if best in row.levels)
    return any(
        most is not None and most.share is not None and 0 < most.share < 1 for most in capped
    )


def _nodes(policy: Policy, kind: type) -> list[object]:
    used = chain_of(policy, policy.result)
    bodies = (policy.measures[name].body for name in policy.measures if name in used)
    return [node for body in bodies for node in body.walk() if isinstance(node, kind)]


def reads_actual(policy: Policy) -> bool:
    """Tell whether its result rests on actuals."""
    return any(getattr(node, "name", "") == "actual" for node in _nodes(policy, Field))


def has_levels(policy: Policy) -> bool:
    """Tell whether its result is a level that is read from a number."""
    scale = policy.measures[policy.result].kind.scale
    return scale is not None and len(scale.levels) > 1 and bool(_nodes(policy, Bands))


def is_capped(policy: Policy) -> bool:
    """Tell whether achievement is capped."""
    functions = {getattr(node, "function", "") for node in _nodes(policy, Apply)}
    return reads_actual(policy) and bool(functions & {"min", "clip"})


def pools(policy: Policy) -> bool:
    """Tell whether it adds targets before dividing."""
    return any(
        getattr(node, "function", "") == "sum"
        and isinstance(getattr(node, "value", None), Field)
        and node.value.name == "target"  # type: ignore[attr-defined]
        for node in _nodes(policy, Aggregate)
    )


def averages_raters(policy: Policy) -> bool:
    """Tell whether it takes a mean of raters."""
    return any(
        getattr(node, "function", "") == "mean" and node.rows.table == "behaviours"  # type: ignore[attr-defined]
        for node in _nodes(policy, Aggregate)
    )


def numbers_ratings(policy: Policy) -> bool:
    """Tell whether it gives numbers to levels."""
    return any(
        node.kind.name == "number" and node.of.kind.name == "level"  # type: ignore[attr-defined]
        for node in _nodes(policy, Lookup)
    )


def matrix_beside_score(policy: Policy) -> bool:
    """Tell whether it has a matrix beside bands."""
    return bool(_nodes(policy, Matrix)) and bool(_nodes(policy, Bands))


def bands_unrounded(policy: Policy) -> bool:
    """Tell whether bands are read from a number that is not rounded."""
    for node in _nodes(policy, Bands):
        of = node.of  # type: ignore[attr-defined]
        measure = policy.measures.get(getattr(of, "name", ""))
        if measure is None or measure.round is None:
            return True
    return False


def one_rater(policy: Policy) -> bool:
    """Tell whether there is just one kind of rater."""
    rules = policy.evidence.tables.get("behaviours")
    return rules is not None and len(rules.allowed.get("rater", ())) == 1


def by_months(policy: Policy) -> bool:
    """Tell whether it reads months of service."""
    return any(name in policy.evidence.facts for name in ("months", "months_served", "bulan"))


def never(policy: Policy) -> bool:
    """Answer no: the language of policies has no words for it."""
    return not policy.measures
