"""For which sizes of a pool a pattern can hold at all."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve

from asn_appraisal.policy.amounts import Amount
from asn_appraisal.policy.sections import CalibrationRules, PatternRow
from asn_appraisal.record import FrozenMap

from .cuts import Limit, Span, lowest
from .demands import Demand, demands_of, sharing
from .search import Answer, Lead, Question, best


def feasible_sizes(
    rules: CalibrationRules, levels: Sequence[str], sizes: Iterable[int]
) -> FrozenMap:
    """Ukuran kelompok yang mungkin: for which sizes each pattern can hold, exactly.

    Only head counts are asked about: a pool of a feasible size may still have no proposal while
    many equals have to stay together.

    Args:
        rules: the calibration of a policy.
        levels: the names of the levels, worst first, as `scale.names()` gives them.
        sizes: the sizes to look at.

    Returns:
        The feasible ones of `sizes`, in order, by the name of the pattern.

    >>> from asn_appraisal.policy import Amount, CalibrationRules, PatternRow
    >>> rows = (PatternRow(("baik",), most=True, at_most=Amount(share=Fraction(7, 10))),)
    >>> rules = CalibrationRules("predicate", {"any": rows})
    >>> feasible_sizes(rules, ["kurang", "baik"], range(1, 8))["any"]
    (3, 5, 6, 7)
    """
    best_first = list(levels)[::-1]
    wanted = sorted(set(sizes))
    return FrozenMap(
        (name, tuple(size for size in wanted if _fits(rules, rows, best_first, size)))
        for name, rows in rules.patterns.items()
    )


def feasible_from(rules: CalibrationRules, levels: Sequence[str]) -> FrozenMap:
    """Ukuran mulai mana semua mungkin: from which size on each pattern can always hold.

    What a row asks of `n + D` people is what it asks of `n` and a fixed number more, where D is
    the least common multiple of the denominators. So where `D` people can be added in keeping
    with every row, a feasible size stays feasible with D more, and D feasible sizes in a row
    prove all sizes from there on.

    Returns:
        By the name of the pattern, the smallest size from which every size is feasible; None
        where there is none, or where this does not prove it.

    >>> from asn_appraisal.policy import Amount, CalibrationRules, PatternRow
    >>> rows = (PatternRow(("baik",), most=True, at_most=Amount(share=Fraction(7, 10))),)
    >>> rules = CalibrationRules("predicate", {"any": rows})
    >>> feasible_from(rules, ["kurang", "baik"])["any"]
    5
    """
    best_first = list(levels)[::-1]
    return FrozenMap(
        (name, _from(rules, rows, best_first)) for name, rows in rules.patterns.items()
    )


def sizes_text(sizes: Sequence[int]) -> str:
    """Write sizes in order, three or more in a row as a span.

    >>> sizes_text([1, 2, 4, 5, 6, 9])
    '1, 2, 4–6, 9'
    """
    spans: list[list[int]] = []
    for size in sizes:
        if spans and size == spans[-1][-1] + 1:
            spans[-1].append(size)
        else:
            spans.append([size])
    parts = []
    for span in spans:
        long = len(span) > 2  # noqa: PLR2004 - two in a row read better apart
        parts += [f"{span[0]}–{span[-1]}"] if long else [str(size) for size in span]
    return ", ".join(parts)


def _fits(
    rules: CalibrationRules, rows: tuple[PatternRow, ...], names: Sequence[str], size: int
) -> bool:
    shares = sharing(rows, names)
    named = [name for row, _ in shares for name in set(row.levels)]
    if sum(share for _, share in shares) > 1 or len(named) > len(set(named)):
        return False
    return is_possible(demands_of(rules, rows, names, size), len(names), size)


def _from(
    rules: CalibrationRules, rows: tuple[PatternRow, ...], names: Sequence[str]
) -> int | None:
    period = _period(rows)
    if not _grows(rules, rows, names, period):
        return None
    # Beyond this, numbers of people are outweighed by shares and rounding has met every case.
    furthest = period * (9 + sum(_people(row) for row in rows))
    start = 1
    for size in range(1, furthest):
        if not _fits(rules, rows, names, size):
            start = size + 1
        elif size - start + 1 == period:
            return start
    return None


def _period(rows: Iterable[PatternRow]) -> int:
    """Return after how many people every row asks for a fixed number more."""
    amounts = [each for row in rows for each in (row.at_least, row.at_most, row.share) if each]
    below = [amount.share.denominator for amount in amounts if amount.share is not None]
    return lcm(2, *below)  # 2, since most may mean more than half


def _people(row: PatternRow) -> int:
    return sum(each.people or 0 for each in (row.at_least, row.at_most) if each)


def _grows(
    rules: CalibrationRules, rows: tuple[PatternRow, ...], names: Sequence[str], period: int
) -> bool:
    """Tell whether a period of people can be added in keeping with what every row asks more."""
    return _fits(rules, tuple(_growth(rules, row) for row in rows), names, period)


def _growth(rules: CalibrationRules, row: PatternRow) -> PatternRow:
    """Return what a row asks of people who are added: shares alone, half for a majority."""
    majority = row.most and rules.most == "majority"
    least = [_share(row.at_least), Fraction(1, 2) if majority else Fraction(0)]
    return evolve(
        row,
        most=row.most and not majority,
        at_least=Amount(share=max(least)),
        at_most=row.at_most and Amount(share=_share(row.at_most)),
    )


def _share(amount: Amount | None) -> Fraction:
    """Return an amount as a share of people who are added: a number of people asks none of them."""
    return Fraction(0) if amount is None or amount.share is None else amount.share


def question_of(demands: Sequence[Demand], depth: int, size: int) -> Question:
    """Return demands as limits on head counts."""
    limits = tuple(
        Limit(frozenset(each.levels), each.low, each.high)
        for each in demands
        if each.kind != "plurality"
    )
    leads = tuple(
        Lead(frozenset(each.levels), 1, size) for each in demands if each.kind == "plurality"
    )
    return Question(depth, size, limits, leads)


def is_possible(demands: Sequence[Demand], depth: int, size: int) -> bool:
    """Tell whether any head counts satisfy all demands."""
    return best(question_of(demands, depth, size), _any_cuts) is not None


def _any_cuts(span: Span, limits: tuple[Limit, ...]) -> Answer | None:  # noqa: ARG001 - a solver
    return 0, lowest(span)
