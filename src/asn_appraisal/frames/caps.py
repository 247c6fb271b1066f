"""How large numbers may be: found before any data is seen, by lowering the policy without data."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from asn_appraisal.policy import Policy

from .integers import TooWideError

#: Fields that are set beside each other, and so share their largest size.
_TOGETHER = (("target", "target_from", "target_to", "actual"), ("required", "attained"))
_MOST, _LEAST = 61, 6


class Dry:
    """A table without data: takes every step and does nothing."""

    def __getattr__(self, _name: str) -> Callable[..., "Dry"]:
        """Return what takes a step."""
        return lambda *_args, **_more: self


def number_fields(policy: Policy) -> list[tuple[str, ...]]:
    """Return the names of all number fields and facts, those together that share their size."""
    names = {
        name
        for rules in policy.evidence.tables.values()
        for name, each in rules.fields.items()
        if each.kind.name == "number"
    }
    names |= {name for name, rule in policy.evidence.facts.items() if rule.kind.name == "number"}
    groups = [group for group in _TOGETHER if names & {*group}]
    alone = sorted(names - {each for group in groups for each in group})
    return [*groups, *((name,) for name in alone)]


def caps_of(policy: Policy, lower: Callable[[Mapping[str, int]], Any]) -> Mapping[str, int]:
    """Return the largest sizes under which nothing can leave 64 bits.

    Args:
        policy: the policy.
        lower: lowers it with given sizes, and raises TooWideError where they are too large.

    Raises:
        TooWideError: no sizes are small enough.
    """
    groups = number_fields(policy)
    powers = dict.fromkeys(groups, _LEAST)
    if not groups:
        lower({})
        return {}

    def fits(trial: Mapping[tuple[str, ...], int]) -> bool:
        try:
            lower({name: 2**power for group, power in trial.items() for name in group})
        except TooWideError:
            return False
        return True

    if not fits(powers):
        raise TooWideError
    common = _largest(lambda power: fits(dict.fromkeys(groups, power)), _LEAST)
    powers = dict.fromkeys(groups, common)
    for group in groups:
        powers[group] = _largest(partial(_alone, fits, powers, group), common)
    return {name: 2**power for group, power in powers.items() for name in group}


def _alone(
    fits: Callable[[Mapping[tuple[str, ...], int]], bool],
    powers: Mapping[tuple[str, ...], int],
    group: tuple[str, ...],
    power: int,
) -> bool:
    """Tell whether one group can be larger while the others stay as they are."""
    return fits({**powers, group: power})


def _largest(fits: Callable[[int], bool], known: int) -> int:
    """Return the largest power that fits; the known one does."""
    low, high = known, _MOST
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
