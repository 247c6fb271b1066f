"""Weights that must add up exactly, over a table or inside each result."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from asn_appraisal.policy import TableRules

from .gathering import Gathering
from .integers import FALSE, LIMIT, Ex, all_of, equal, less, lit, not_, when
from .refusing import NotInColumnsError
from .rows import Rows, Trouble
from .values import Val


@frozen
class WeightTotal:
    """Jumlah bobot: the rule of one table, and the weights of all its rows."""

    table: str
    total: Any
    weight: Val

    def ask(
        self, gathering: Gathering, count: Ex
    ) -> Callable[[Any], tuple[list[Trouble], list[Ex]]]:
        """Ask for the sum; return what makes a trouble of it."""
        there = when(self.weight.ok, self.weight.top, lit(0))
        found = gathering.total(there)
        scale = self.weight.scale or 1
        exact = self.total * scale
        right: Ex = FALSE
        if exact.denominator == 1 and abs(exact.numerator) < LIMIT:
            right = equal(found, lit(exact.numerator))

        def done(_board: Any) -> tuple[list[Trouble], list[Ex]]:
            wrong = all_of([less(lit(0), count), not_(right)])
            return [Trouble("ASN-E004", f"{self.table}.weight", wrong)], []

        return done


def weight_troubles(rules: TableRules, rows: Rows, weight: Val | None) -> list[WeightTotal]:
    """Return what has to be summed for the rule about weights."""
    rule = rules.weight_total
    if rule is None or weight is None:
        return []
    if rule.within_result:
        raise NotInColumnsError(
            "bobot dijumlahkan dalam setiap hasil kerja", "weights add up inside each result"
        )
    return [WeightTotal(rows.table, rule.total, weight)]
