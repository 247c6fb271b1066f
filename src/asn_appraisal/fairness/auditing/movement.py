"""M5, calibration: who was moved, by group and by unit, and how much of the order is left."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from asn_appraisal.calibration import Calibration
from asn_appraisal.errors import Text

from .intervals import Intervals
from .table import Row, Table, suppressed

TITLE = Text("Kalibrasi: siapa yang berpindah", "Calibration: who is moved")
NOTE = Text(
    "Perpindahan dalam mode `guide` adalah usulan. Rata-rata langkah: negatif berarti turun.",
    "In `guide` mode moves are proposals. Mean steps: negative is down.",
)


def movement(
    calibrations: Iterable[Calibration],
    groups: Mapping[str, str],
    intervals: Intervals,
    smallest: int,
) -> Table:
    """Count who is moved, by group and by unit, with the agreement of both orders."""
    steps: dict[str, int] = {}
    units: dict[str, str] = {}
    before: list[int] = []
    after: list[int] = []
    for each in calibrations:
        moved = {move.employee: move for move in each.moves}
        for employee, level in each.proposed.items():
            move = moved.get(employee)
            steps[employee] = 0 if move is None else move.steps
            units[employee] = each.unit
            before.append(level.order if move is None else move.before.order)
            after.append(level.order)
    rows: list[Row] = []
    for prefix, labels in (("", groups), ("unit:", units)):
        for label in sorted({labels[who] for who in steps if who in labels}):
            own = [steps[who] for who in steps if labels.get(who) == label]
            rows += _rows(f"{prefix}{label}", own, intervals, smallest)
    tau = intervals.tau_b(before, after)
    rows.append(Row("order-kept", "", len(before), None, tau, method="kendall-tau-b"))
    return Table("movement", TITLE, rows, NOTE)


def _rows(label: str, steps: list[int], intervals: Intervals, smallest: int) -> list[Row]:
    n = len(steps)
    if n < smallest:
        return [suppressed("moved", label), suppressed("mean-steps", label)]
    k = sum(each != 0 for each in steps)
    low, high = intervals.rate(k, n)
    return [
        Row("moved", label, n, k, Fraction(k, n), low, high, "wilson"),
        Row("mean-steps", label, n, k, Fraction(sum(steps), n), method="mean"),
    ]
