"""A policy measure by measure: what the library says of the ones so far decides what comes next."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import define, field
from hypothesis import strategies as st

from asn_appraisal.document import exact_text
from asn_appraisal.errors import PolicyError
from asn_appraisal.formula import MODES, NUMBER, Kind, Range
from asn_appraisal.formula.tree import Rows
from asn_appraisal.policy import Policy, parse_policy

from .drawing import NUMBERS, Document, Draw, choose, some
from .formulas import Formulas
from .names import Name

#: What a generated policy may fail on without any fault of the library: a row that no number
#: can reach because a condition above it always holds.
UNREACHABLE = {"ASN-P050", "ASN-P053"}


@define
class Drafting:
    """A policy on its way: its document, and what the library makes of it so far."""

    draw: Draw
    document: Document
    #: Only what straight-line code is written for.
    plain: bool
    policy: Policy = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Parse what there is."""
        self.policy = parse_policy(self.document)

    @property
    def write(self) -> Formulas:
        """Return what writes formulas over the names so far."""
        return Formulas(self.draw, self.policy, self.plain)

    def add(self, rows: Rows | None) -> None:
        """Add one more measure."""
        name = f"measure_{len(self.document['measures'])}"
        shape = self.body(rows)
        if rows is not None:
            shape["per"] = str(rows)
        if not self._try(name, shape):
            shape = {"formula": self.write.number(rows, 1)}
            assert self._try(name, shape | ({} if rows is None else {"per": str(rows)}))

    def add_level(self) -> str:
        """Add a measure with one level an appraisal, by bands if they can be; return its name."""
        name = f"measure_{len(self.document['measures'])}"
        numbers = self.write.named(None, "number")
        if not numbers or not self._try(name, self.bands(None, self.write.pick(numbers))):
            flag = self.write.undecided(None)
            formula = f"'baik' if {flag} else 'kurang'"
            assert self._try(name, {"scale": "predicate", "formula": formula})
        return name

    def _try(self, name: str, shape: Document) -> bool:
        document = {**self.document, "measures": {**self.document["measures"], name: shape}}
        try:
            self.policy = parse_policy(document)
        except PolicyError as error:
            codes = {problem.code for problem in error.problems}
            if codes <= UNREACHABLE:
                return False
            raise AssertionError(f"refused: {shape}\n{error.text('en')}") from error
        self.document = document
        return True

    def body(self, rows: Rows | None) -> Document:
        """Draw a measure with any body."""
        write = self.write
        numbers, worded = write.named(rows, "number"), self._worded(rows)
        forms = ["number", "number", "number", "flag", "level"]
        forms += ["bands", "bands", "curve"] if numbers else []
        forms += ["cases", "lookup", "lookup_level", "matrix"] if worded else []
        forms += ["ratio"] * 4 + ["ratio_table"] if self._has_ratio(rows) else []
        forms += ["judgement"] if rows is None and not self.plain else []
        if self.plain:
            forms = [each for each in forms if each not in ("curve", "ratio_table")]
        match write.pick(forms):
            case "number":
                return {"formula": write.number(rows, 3), **self.rounding()}
            case "ratio":
                return self.ratio()
            case "ratio_table":
                actual = self.policy.evidence.tables["indicators"].fields["actual"].range
                low = Fraction(0) if actual.never_below(0) else None
                name = Name(
                    write.pick(["actual / target", "100 * actual / target"]), NUMBER, Range(low)
                )
                return self.bands(rows, name) if write.maybe() else self.curve(rows, name)
            case "flag":
                return {"formula": write.flag(rows, 2)}
            case "level":
                scale = self._scale()
                return {"scale": scale.name, "formula": write.level(Kind("level", scale), rows, 2)}
            case "bands":
                return self.bands(rows, write.pick(numbers))
            case "curve":
                return self.curve(rows, write.pick(numbers))
            case "cases":
                name = write.pick(worded)
                return self.cases(name, lambda: write.number(rows, 2))
            case "matrix":
                return self.matrix(write.pick(worded), write.pick(worded))
            case "judgement":
                return self.judgement()
            case lookup:
                return self.lookup(write.pick(worded), to_level=lookup == "lookup_level")

    def rounding(self) -> Document:
        """Draw how a measure is rounded, if at all."""
        if self.write.maybe(3) and not self.plain:
            return {}
        places = choose(self.draw, [0, 0, 1, 2, 2, 4, 12])
        if self.write.maybe():
            return {"round": places}
        return {"round": {"places": places, "mode": self.write.pick(MODES)}}

    def _worded(self, rows: Rows | None) -> list[Name]:
        """Return the names whose every value is known: levels, flags and choices."""
        names = self.write.names(rows)
        return [
            each
            for each in names
            if each.kind.name in ("flag", "level")
            or (each.kind.name == "choice" and each.kind.words)
        ]

    def _words(self, name: Name) -> Sequence[str]:
        return ["true", "false"] if name.kind.name == "flag" else self.write.words(name)

    def _scale(self) -> Any:
        return self.policy.scales[self.write.pick(sorted(self.policy.scales))]

    def _has_ratio(self, rows: Rows | None) -> bool:
        if rows != Rows("indicators"):
            return False
        target = self.policy.evidence.tables["indicators"].fields["target"].range
        return target.never_below(0) and not target.can_be_zero

    def ratio(self) -> Document:
        """Draw a measure over actual / target, as most achievement measures are."""
        write = self.write
        polarity = self.policy.evidence.tables["indicators"].fields["polarity"]
        shape: Document = {"round": choose(self.draw, [0, 1, 2, 2, 2])}
        if write.maybe(4):
            shape = self.rounding()
        if write.maybe():
            return {**shape, "formula": write.ratio(2)}
        name = Name("polarity", polarity.kind)
        return {**shape, **self.cases(name, self._achievement)}

    def _achievement(self) -> str:
        """Draw what a row of one polarity is worth."""
        write = self.write
        return write.number(Rows("indicators"), 1) if write.maybe(4) else write.ratio(1)

    def cases(self, name: Name, formula: Any) -> Document:
        """Draw another formula for each word."""
        words = self.draw(st.permutations(self._words(name)))
        return {"by": name.text, "cases": {word: formula() for word in words}, **self.rounding()}

    def lookup(self, name: Name, *, to_level: bool) -> Document:
        """Draw a value for each word."""
        words = self._words(name)
        if to_level:
            scale = self._scale()
            values = {word: self.write.pick(scale.names()) for word in words}
            return {"scale": scale.name, "lookup": {"of": name.text, "values": values}}
        numbers = {word: exact_text(self.write.pick(NUMBERS)) for word in words}
        return {"lookup": {"of": name.text, "values": numbers}, **self.rounding()}

    def matrix(self, rows: Name, columns: Name) -> Document:
        """Draw a level for each pair of words."""
        scale = self._scale()
        cells = {
            row: {column: self.write.pick(scale.names()) for column in self._words(columns)}
            for row in self._words(rows)
        }
        matrix = {"rows": rows.text, "columns": columns.text, "cells": cells}
        return {"scale": scale.name, "matrix": matrix}

    def judgement(self) -> Document:
        """Draw a decision by a person."""
        scale = self._scale()
        shape: Document = {"override": self.draw(some(["reason", "evidence"]))}
        if self.write.maybe():
            shape["suggest"] = self.write.level(Kind("level", scale), None, 1)
        return {"scale": scale.name, "judgement": shape}

    # Tables of numbers ------------------------------------------------------------------

    def bands(self, rows: Rows | None, name: Name) -> Document:
        """Draw a band table: levels from edges on, some under conditions."""
        scale = self._scale()
        levels = [
            {"level": self.write.pick(scale.names()), self._edge_key(name): exact_text(edge)}
            for edge in sorted(self._numbers_inside(name.range), reverse=True)
        ]
        for at in range(len(levels) + 1):
            if self.write.maybe(4):
                level = {
                    "level": self.write.pick(scale.names()),
                    "when": self.write.undecided(rows),
                }
                edge = levels[at] if at < len(levels) else {}
                levels.insert(at, {**edge, **level} if self.write.maybe() else level)
        levels.append({"level": self.write.pick(scale.names())})
        return {"scale": scale.name, "bands": {"of": name.text, "levels": levels}}

    def _edge_key(self, name: Name) -> str:
        return "from" if name.range.grid is not None else self.write.pick(["from", "above"])

    def _numbers_inside(self, one: Range) -> list[Fraction]:
        """Draw numbers that lie inside a range and on its grid, above its lowest."""
        low = one.low if one.low is not None else (one.high or Fraction(0)) - 100
        high = one.high if one.high is not None else low + 200
        if one.grid is None:
            parts = self.draw(st.sets(st.integers(1, 99), max_size=3))
            return [low + (high - low) * part / 100 for part in parts] if high > low else []
        first, last = low // one.grid + 1 + one.low_open, high // one.grid
        if last < first:
            return []
        parts = self.draw(st.sets(st.integers(first, last), max_size=3))
        return [one.grid * part for part in parts]

    def curve(self, rows: Rows | None, name: Name) -> Document:
        """Draw a curve that covers a range piece by piece, some of it under conditions."""
        one = name.range
        inner = sorted(self._numbers_inside(one))
        if one.high is not None and (not inner or inner[-1] != one.high):
            inner.append(one.high)
        pieces: list[Document] = []
        start: Document = {} if one.low is None else {"from": exact_text(one.low)}
        for end in inner or [one.low or Fraction(0)]:
            piece = {**start, "to": exact_text(end)}
            pieces.append({**piece, "value": self._values(sloped=bool(start))})
            start = {"above": exact_text(end)}
        if one.high is None:
            pieces.append({**start, "value": self._values(sloped=False)})
        order = self.draw(st.permutations(pieces))
        for piece in pieces:
            if self.write.maybe(4):
                extra = {"when": self.write.undecided(rows), "value": self._values(sloped=False)}
                order.insert(0, {**{k: v for k, v in piece.items() if k != "value"}, **extra})
        return {"curve": {"of": name.text, "pieces": order}, **self.rounding()}

    def _values(self, *, sloped: bool) -> Any:
        one, two = exact_text(self.write.pick(NUMBERS)), exact_text(self.write.pick(NUMBERS))
        return [one, two] if sloped and not self.write.maybe(4) else one
