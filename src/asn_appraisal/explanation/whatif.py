"""What the result could be if one number of the evidence lay anywhere in a span, the rest as it is.

This is the ranges reading of the tree over one appraisal: every leaf has the value it has, but
the one piece, which has a span. The answer is never too narrow, so a span that cannot reach a
level is ruled out for good.
"""

from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.formula import Declared, Gathered, Range, possible
from asn_appraisal.formula.ranges import rounded
from asn_appraisal.formula.tree import (
    Aggregate,
    Arithmetic,
    Fact,
    Field,
    Judgement,
    MeasureValue,
    Node,
    Rows,
)
from asn_appraisal.policy import Measure
from asn_appraisal.scoring import Inspection, Step

from .evidence import Piece


@define
class WhatIf:
    """One appraisal with one piece of evidence left open."""

    inspection: Inspection
    piece: Piece
    #: What the measures on the way to the result can be, with the piece in the span at hand.
    _touched: dict[str, Any] = field(factory=dict)
    #: The rows of each measure that the piece reaches.
    _reached: dict[str, frozenset[int]] = field(factory=dict)
    _exact: dict[Any, Any] = field(factory=dict)
    _plans: dict[str, tuple[Step, ...]] = field(factory=dict)

    def result(self, name: str, span: Any) -> Any:
        """Return everything that the measure `name` can be while the piece lies in `span`."""
        if name not in self._plans:
            self._plans[name] = self._plan(name)
        self._touched = {}
        for step in self._plans[name]:
            self._touched[step.measure.name] = self._possible(step, span)
        if name in self._touched:
            return self._touched[name]
        step = self.inspection.program.by_name[name]
        return self._known(self.inspection.step_value(step), step.measure.body)

    def _plan(self, name: str) -> tuple[Step, ...]:
        """List the measures that lie between the piece and the measure `name`."""
        steps = []
        for step in self.inspection.program.steps:
            if reached := self._reached_rows(step.measure):
                self._reached[step.measure.name] = reached
                steps.append(step)
        needed, between = {name}, []
        for step in reversed(steps):
            if step.measure.name in needed:
                needed |= _names(step.measure.body)
                between.append(step)
        return tuple(reversed(between))

    def _reached_rows(self, measure: Measure) -> frozenset[int]:
        """Return the rows whose value the piece can change; 0 stands for the appraisal."""
        nodes = [
            node
            for node in measure.body.walk()
            if self._is_piece(node)
            or (isinstance(node, MeasureValue) and node.name in self._reached)
        ]
        whole = any(isinstance(node, Aggregate) for node in measure.body.walk())
        count = len(self.inspection.keys(measure.rows)) if measure.rows is not None else 1
        return frozenset(
            row
            for row in range(count)
            if any(whole or self._is_reached(node, row) for node in nodes)
        )

    def _is_reached(self, node: Any, row: int) -> bool:
        if not isinstance(node, MeasureValue):
            return self._is_here(node, row)
        if node.rows is None:
            return True
        at = self.inspection.parent(node.rows.table, row) if node.parent else row
        return at in self._reached[node.name]

    def _is_piece(self, node: Node) -> bool:
        match node:
            case Field():
                return (node.table, node.name) == (self.piece.table, self.piece.name)
            case Fact():
                return self.piece.table == "facts" and node.name == self.piece.name
        return False

    def _possible(self, step: Step, span: Any) -> Any:
        measure = step.measure
        if measure.rows is None:
            return self._one(measure, span, 0)
        return [
            self._one(measure, span, row)
            if row in self._reached[measure.name]
            else self._known(self.inspection.step_value(step, row), measure.body)
            for row in range(len(self.inspection.keys(measure.rows)))
        ]

    def _one(self, measure: Measure, span: Any, row: int) -> Any:
        here = _Here(self, span, measure.rows, row)
        found = possible(measure.body, here)
        if measure.round is not None and isinstance(found, Range):
            return rounded(found, measure.round.places, measure.round.mode)
        return found

    def exact(self, node: Node, rows: Rows | None, row: int) -> Any:
        """Return the value that a leaf has, as the one thing that it can be."""
        place = (node, rows, row)
        if place not in self._exact:
            self._exact[place] = self._known(self.inspection.value(node, rows, row), node)
        return self._exact[place]

    def _known(self, value: Any, node: Node) -> Any:
        """Return a value as the one thing that it can be; one that is missing could be any."""
        if value is None:
            return _anything(node)
        return Range.only(value) if isinstance(value, Fraction) else frozenset((value,))

    def leaf(self, node: Any, span: Any, rows: Rows | None, row: int) -> Any:
        """Return what a leaf can be at a row."""
        if isinstance(node, MeasureValue) and node.name in self._touched:
            found = self._touched[node.name]
            if node.rows is None:
                return found
            return found[self.inspection.parent(node.rows.table, row) if node.parent else row]
        if self._is_piece(node) and self._is_here(node, row):
            return span
        if isinstance(node, Judgement):
            decided = node.measure in self.inspection.appraisal.judgements
            if not decided and node.suggest is not None:
                return possible(node.suggest, _Here(self, span, rows, row))
            step = self.inspection.program.by_name[node.measure]
            return self._known(self.inspection.step_value(step), node)
        return self.exact(node, rows, row)

    def _is_here(self, node: Any, row: int) -> bool:
        """Tell whether the piece is that of the row at hand; a fact is the same everywhere."""
        if not isinstance(node, Field):
            return True
        at = self.inspection.parent(node.table, row) if node.parent else row
        layout = self.inspection.program.layout
        keys = self.inspection.frame[layout.slot("keys", node.table)]
        return bool(keys[at] == self.piece.key)


@frozen
class _Here:
    """What is known at one row."""

    whatif: WhatIf
    span: Any
    rows: Rows | None
    row: int

    def leaf(self, node: Any) -> Any:
        return self.whatif.leaf(node, self.span, self.rows, self.row)

    def gather(self, node: Aggregate) -> Gathered:
        found = []
        for row in self.whatif.inspection.members(node, self.rows, self.row):
            inner = _Here(self.whatif, self.span, node.rows, row)
            where = possible(node.where, inner) if node.where else frozenset((True,))
            if True in where:
                value = possible(node.value, inner) if node.value else Range()
                weight = possible(node.weight, inner) if node.weight else _WEIGHT
                found.append((value, weight, where))
        return Gathered(tuple(found), counted=True)

    def divided(self, node: Arithmetic, by: Range) -> None:
        """Take no notice: a policy that was read has no unsafe division."""


_WEIGHT = Range.only(Fraction(1))


def _names(body: Node) -> set[str]:
    return {node.name for node in body.walk() if isinstance(node, MeasureValue)}


def _anything(node: Node) -> Any:
    return possible(node, Declared())
