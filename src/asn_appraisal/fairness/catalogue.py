"""Every property by its name, and what decides it."""

from collections.abc import Callable, Mapping

from asn_appraisal.record import FrozenMap

from .absent import missing
from .answers import answers, bounds, reachable
from .cliffs import cliffs
from .cohorts import (
    again,
    better_organisation,
    demotion,
    nameless,
    own_improvement,
    quota,
    unit_order,
)
from .colleagues import across_units, independence, leaver, replication, small_units
from .gaming import appeal, lower_target, more_evidence, recutting, sanctions
from .improving import improvement
from .invariances import (
    partition,
    positions,
    recoding,
    rounded_once,
    same_again,
    trace_adds_up,
    weightless,
)
from .measuring import units
from .one_employee import (
    flat_stretches,
    harder_targets,
    level_follows_score,
    weights,
)
from .one_piece import one_indicator, one_rater
from .pools import equals, feasible, newcomer, rank
from .promises import promises
from .raters import (
    anonymous,
    between,
    higher_ratings,
    interests,
    lone_dissenter,
    panels,
    participation,
)
from .reads import blind, order
from .splitting import splitting
from .study import Finding, Study
from .times import event_order, in_force, leave, periods, pooled, service_edges

#: What decides each property.
DECIDE: Mapping[str, Callable[[Study], Finding]] = FrozenMap(
    {
        "same-evidence-same-result": same_again,
        "always-an-answer": answers,
        "within-bounds": bounds,
        "every-level-reachable": reachable,
        "trace-adds-up": trace_adds_up,
        "rounded-once": rounded_once,
        "improvement-never-hurts": improvement,
        "harder-target-never-helps": harder_targets,
        "effort-always-counts": flat_stretches,
        "no-undeclared-cliff": cliffs,
        "promises-are-kept": promises,
        "level-follows-score": level_follows_score,
        "weights-mean-what-they-say": weights,
        "one-indicator-moves-little": one_indicator,
        "blind-to-protected-attributes": blind,
        "units-do-not-matter": units,
        "order-does-not-matter": order,
        "splitting-changes-nothing": splitting,
        "partition-changes-nothing": partition,
        "positions-are-treated-alike": positions,
        "weight-zero-changes-nothing": weightless,
        "recoding-changes-nothing": recoding,
        "raters-are-anonymous": anonymous,
        "higher-rating-never-hurts": higher_ratings,
        "result-lies-between-ratings": between,
        "one-rater-moves-little": one_rater,
        "lone-dissenter-moves-little": lone_dissenter,
        "missing-is-not-zero": missing,
        "praise-never-hurts": participation,
        "panels-agree-together": panels,
        "no-interested-rater": interests,
        "feasible-at-every-size": feasible,
        "rank-is-kept": rank,
        "equals-stay-equal": equals,
        "names-do-not-matter": nameless,
        "own-improvement-survives-calibration": own_improvement,
        "quota-is-met": quota,
        "newcomer-demotes-nobody": newcomer,
        "leaver-demotes-nobody": leaver,
        "colleagues-do-not-matter": independence,
        "twice-the-unit-changes-nothing": replication,
        "best-level-open-in-small-units": small_units,
        "units-are-comparable": across_units,
        "calibrating-again-changes-nothing": again,
        "demotion-is-bounded": demotion,
        "better-organisation-never-hurts": better_organisation,
        "unit-order-does-not-matter": unit_order,
        "leave-changes-nothing": leave,
        "no-hidden-service-edge": service_edges,
        "periods-add-up-as-declared": periods,
        "better-parts-better-whole": pooled,
        "scored-by-policy-in-force": in_force,
        "event-order-does-not-matter": event_order,
        "lower-target-gains-little": lower_target,
        "extra-evidence-never-hurts": more_evidence,
        "recutting-gains-little": recutting,
        "no-dead-zone": flat_stretches,
        "granted-appeal-never-hurts": appeal,
        "heavier-sanction-never-helps": sanctions,
    }
)
