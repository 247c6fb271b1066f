"""The names of the properties that a policy can have, promise or waive: one list for all rooms."""

from collections.abc import Mapping

from asn_appraisal.record import FrozenMap

#: Entry of the catalogue of properties by name; the room `fairness` decides each of them.
#: W is for every policy, I for one employee, V for what must not matter, R for raters,
#: C for the calibration of a unit, T for time, G for gaming and appeal.
ENTRIES: Mapping[str, str] = FrozenMap(
    {
        "same-evidence-same-result": "W1",
        "always-an-answer": "W2",
        "within-bounds": "W3",
        "every-level-reachable": "W4",
        "trace-adds-up": "W5",
        "rounded-once": "W6",
        "improvement-never-hurts": "I1, I2",
        "harder-target-never-helps": "I3",
        "effort-always-counts": "I4",
        "no-undeclared-cliff": "I5",
        "promises-are-kept": "I6",
        "level-follows-score": "I7",
        "weights-mean-what-they-say": "I8",
        "one-indicator-moves-little": "I9",
        "blind-to-protected-attributes": "V1",
        "units-do-not-matter": "V2",
        "order-does-not-matter": "V3",
        "splitting-changes-nothing": "V4",
        "partition-changes-nothing": "V5",
        "positions-are-treated-alike": "V6",
        "weight-zero-changes-nothing": "V7",
        "recoding-changes-nothing": "V8",
        "raters-are-anonymous": "R1",
        "higher-rating-never-hurts": "R2",
        "result-lies-between-ratings": "R3",
        "one-rater-moves-little": "R4",
        "lone-dissenter-moves-little": "R5",
        "missing-is-not-zero": "R6",
        "praise-never-hurts": "R7",
        "panels-agree-together": "R8",
        "no-interested-rater": "R9",
        "feasible-at-every-size": "C1",
        "rank-is-kept": "C2",
        "equals-stay-equal": "C3",
        "names-do-not-matter": "C4",
        "own-improvement-survives-calibration": "C5",
        "quota-is-met": "C6",
        "newcomer-demotes-nobody": "C7",
        "leaver-demotes-nobody": "C8",
        "colleagues-do-not-matter": "C9",
        "twice-the-unit-changes-nothing": "C10",
        "best-level-open-in-small-units": "C11",
        "units-are-comparable": "C12",
        "calibrating-again-changes-nothing": "C13",
        "demotion-is-bounded": "C14",
        "better-organisation-never-hurts": "C15",
        "unit-order-does-not-matter": "C16",
        "leave-changes-nothing": "T1",
        "no-hidden-service-edge": "T2",
        "periods-add-up-as-declared": "T3",
        "better-parts-better-whole": "T4",
        "scored-by-policy-in-force": "T5",
        "event-order-does-not-matter": "T6",
        "lower-target-gains-little": "G1",
        "extra-evidence-never-hurts": "G2",
        "recutting-gains-little": "G3",
        "no-dead-zone": "G4",
        "granted-appeal-never-hurts": "G5",
        "heavier-sanction-never-helps": "G6",
    }
)

#: The properties that promises and waivers may name.
PROPERTIES = tuple(ENTRIES)

#: What every policy is asked for; the others are decided and reported, and fail a run only where
#: somebody asks for them.
REQUIRED = (
    "always-an-answer",
    "within-bounds",
    "every-level-reachable",
    "improvement-never-hurts",
    "no-undeclared-cliff",
    "blind-to-protected-attributes",
    "units-do-not-matter",
    "order-does-not-matter",
    "splitting-changes-nothing",
    "missing-is-not-zero",
    "feasible-at-every-size",
    "rank-is-kept",
    "equals-stay-equal",
    "newcomer-demotes-nobody",
)
