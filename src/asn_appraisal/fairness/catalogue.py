"""Every property by its name, and what decides it."""

from collections.abc import Callable, Mapping

from asn_appraisal.record import FrozenMap

from .absent import missing
from .answers import answers, bounds, reachable
from .cliffs import cliffs
from .improving import improvement
from .pools import equals, feasible, newcomer, rank
from .reads import blind, order, units
from .splitting import splitting
from .study import Finding, Study

#: What decides each property.
DECIDE: Mapping[str, Callable[[Study], Finding]] = FrozenMap(
    {
        "always-an-answer": answers,
        "within-bounds": bounds,
        "every-level-reachable": reachable,
        "improvement-never-hurts": improvement,
        "no-undeclared-cliff": cliffs,
        "blind-to-protected-attributes": blind,
        "units-do-not-matter": units,
        "order-does-not-matter": order,
        "splitting-changes-nothing": splitting,
        "missing-is-not-zero": missing,
        "feasible-at-every-size": feasible,
        "rank-is-kept": rank,
        "equals-stay-equal": equals,
        "newcomer-demotes-nobody": newcomer,
    }
)
