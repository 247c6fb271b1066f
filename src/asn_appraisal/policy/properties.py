"""The names of the properties that a policy can have, promise or waive: one list for all rooms."""

from collections.abc import Mapping

from asn_appraisal.record import FrozenMap

#: Entry of the catalogue of properties by name; the room `fairness` decides each of them.
#: W is for every policy, I for one employee, V for what must not matter, R for raters,
#: C for the calibration of a unit, T for time, G for gaming and appeal.
ENTRIES: Mapping[str, str] = FrozenMap(
    {
        "always-an-answer": "W2",
        "within-bounds": "W3",
        "every-level-reachable": "W4",
        "improvement-never-hurts": "I1, I2",
        "no-undeclared-cliff": "I5",
        "blind-to-protected-attributes": "V1",
        "units-do-not-matter": "V2",
        "order-does-not-matter": "V3",
        "splitting-changes-nothing": "V4",
        "missing-is-not-zero": "R6",
        "feasible-at-every-size": "C1",
        "rank-is-kept": "C2",
        "equals-stay-equal": "C3",
        "newcomer-demotes-nobody": "C7",
    }
)

#: The properties that promises and waivers may name.
PROPERTIES = tuple(ENTRIES)
