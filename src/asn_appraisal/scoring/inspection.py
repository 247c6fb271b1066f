"""Looking into a score: the value of any part of any measure, computed again on demand."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.formula.tree import Aggregate, Judgement, Node, Rows
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal

from .arithmetic import Compiler
from .frame import Frame, Gap
from .program import Program, Step, program_of
from .score import run
from .taken import Taken


@frozen
class Inspection:
    """Pemeriksaan: a program after it ran, with everything it read and computed."""

    program: Program
    frame: Frame
    taken: Taken
    appraisal: Appraisal

    @classmethod
    def of(cls, policy: Policy, appraisal: Appraisal) -> "Inspection":
        """Score an appraisal and keep what was computed on the way."""
        program = program_of(policy)
        return cls(program, *run(program, appraisal), appraisal)

    def keys(self, rows: Rows) -> tuple[Any, ...]:
        """Return the keys of the rows."""
        found: tuple[Any, ...] = self.frame[self.program.keys[str(rows)]]
        return found

    def value(self, node: Node, rows: Rows | None, row: int = 0) -> Any:
        """Return the value of a part of a measure: a Fraction, Level, flag or word; None: missing.

        Args:
            node: the part.
            rows: the rows that the part has a value for.
            row: the row at hand.
        """
        code = self._compiler(rows).code(node)
        try:
            raw = code.run(self.frame, row)
        except Gap:
            return None
        return _plain(raw, code.scale, node)

    def step_value(self, step: Step, row: int = 0) -> Any:
        """Return the value of a measure, after rounding."""
        raw = self.frame[step.slot]
        if step.measure.rows is not None:
            raw = raw[row]
        return None if raw is None else _plain(raw, step.scale, step.measure.body)

    def suggestion(self, step: Step) -> Any:
        """Return the level that a judgement's suggestion gives, or None."""
        body = step.measure.body
        suggest = body.suggest if isinstance(body, Judgement) else None
        return None if suggest is None else self.value(suggest, None)

    def members(self, node: Aggregate, rows: Rows | None, row: int) -> list[int]:
        """Return the rows that an aggregate counts, before any `where`."""
        layout = self.program.layout
        if not node.grouped or rows is None:
            return list(range(self.frame[layout.count(node.rows)]))
        return list(self.frame[layout.members(rows, node.rows.table)][row])

    def parent(self, table: str, row: int) -> int:
        """Return the row of the parent table that a row belongs to."""
        found: int = self.frame[self.program.layout.parent(table)][row]
        return found

    def _compiler(self, rows: Rows | None) -> Compiler:
        scales = {name: step.scale for name, step in self.program.by_name.items()}
        return Compiler(self.program.layout, scales, rows)


def _plain(raw: Any, scale: int | None, node: Node) -> Any:
    kind = node.kind
    if kind.name != "number":
        return kind.scale.levels[raw] if kind.scale is not None else raw
    return Fraction(*raw) if scale is None else Fraction(raw, scale)
