"""Which parts of a policy its cases reach: bands, cells, formulas by case, pieces of curves."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.errors import AppraisalError, Text
from asn_appraisal.formula.tree import Bands, Case, Curve, Lookup, Matrix, Node
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.scoring import Inspection, given_appraisal

from .trials import Trial


@frozen
class Part:
    """Bagian kebijakan: one outcome that a measure can take."""

    #: The measure.
    measure: str
    #: Where it stands in the document, e.g. `measures.predicate.bands.levels[0]`.
    path: str
    #: How it is called, e.g. the level of a band.
    name: str
    #: The line; None where the policy came as data.
    line: int | None = None

    def text(self, language: str) -> str:
        """Say what it is."""
        kind = self.path.removeprefix(f"measures.{self.measure}.").partition(".")[0]
        what = _KINDS[kind].in_language(language)
        return f"{self.measure}: {what} {self.name}"


_KINDS = {
    "bands": Text("pita", "band"),
    "matrix": Text("sel", "cell"),
    "cases": Text("kasus rumus", "formula for"),
    "curve": Text("potong kurva", "piece of the curve"),
    "lookup": Text("nilai", "value"),
}


@define
class Coverage:
    """Cakupan: the parts of one policy, and those that some case reaches."""

    policy: Policy
    parts: tuple[Part, ...]
    reached: set[Part] = field(factory=set)

    @classmethod
    def of(cls, policy: Policy) -> "Coverage":
        """List the parts of a policy."""
        found = [part for each in policy.measures.values() for part in _parts(policy, each)]
        return cls(policy, tuple(found))

    @property
    def missed(self) -> tuple[Part, ...]:
        """Return the parts that no case reaches, in the order of the policy."""
        return tuple(part for part in self.parts if part not in self.reached)

    @property
    def percent(self) -> Fraction:
        """Return how much is reached, of 100; a policy without parts is reached as a whole."""
        if not self.parts:
            return Fraction(100)
        return Fraction(100 * len(self.reached), len(self.parts))

    def add(self, trial: Trial) -> None:
        """Take in what a case reaches."""
        try:
            appraisal = given_appraisal(self.policy, trial.case.given)
            inspection = Inspection.of(self.policy, appraisal)
        except AppraisalError:
            return  # evidence that is refused reaches nothing
        by_path = {part.path: part for part in self.parts}
        for measure in self.policy.measures.values():
            for path in _reached(measure, inspection):
                if path in by_path:
                    self.reached.add(by_path[path])


def coverage_of(trials: Iterable[Trial]) -> list[Coverage]:
    """Return the coverage of each policy by its cases."""
    found: dict[str, Coverage] = {}
    for trial in trials:
        policy = trial.policy
        if policy.fingerprint not in found:
            found[policy.fingerprint] = Coverage.of(policy)
        found[policy.fingerprint].add(trial)
    return list(found.values())


def _parts(policy: Policy, measure: Measure) -> Iterator[Part]:
    for path, name in _named(measure.body, f"measures.{measure.name}"):
        yield Part(measure.name, path, name, policy.lines.get(path))


def _named(body: Node, at: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the name of every outcome of a body."""
    match body:
        case Bands():
            for number, band in enumerate(body.bands):
                yield f"{at}.bands.levels[{number}]", band.level.name
        case Matrix():
            for row, column, _ in body.cells:
                yield f"{at}.matrix.cells.{row}.{column}", f"{row} × {column}"
        case Case():
            for word, _ in body.cases:
                yield f"{at}.cases.{word}", word
        case Curve():
            for number in range(len(body.pieces)):
                yield f"{at}.curve.pieces[{number}]", str(number + 1)
        case Lookup():
            for word, _ in body.values:
                yield f"{at}.lookup.values.{word}", word


def _reached(measure: Measure, inspection: Inspection) -> Iterator[str]:
    """Yield the place of the outcome that each row takes."""
    rows, at = measure.rows, f"measures.{measure.name}"
    for row in range(1 if rows is None else len(inspection.keys(rows))):

        def value(node: Node, row: int = row) -> Any:
            return inspection.value(node, rows, row)

        found = _taken(measure.body, value)
        if found is not None:
            yield f"{at}.{found}"


def _taken(body: Node, value: Any) -> str | None:
    match body:
        case Bands():
            number = value(body.of)
            for place, band in enumerate(body.bands):
                above = band.edge is None or number is None or number > band.edge
                fits = above or (band.inclusive and number == band.edge)
                if number is not None and fits and (band.when is None or value(band.when)):
                    return f"bands.levels[{place}]"
        case Curve():
            number = value(body.of)
            for place, piece in enumerate(body.pieces):
                inside = number is not None and piece.range().holds(number)
                if inside and (piece.when is None or value(piece.when)):
                    return f"curve.pieces[{place}]"
        case Matrix():
            cell = (value(body.rows), value(body.columns))
            if None not in cell:
                return f"matrix.cells.{cell[0]}.{cell[1]}"
        case Case():
            if (word := value(body.of)) is not None:
                return f"cases.{_word(word)}"
        case Lookup():
            if (word := value(body.of)) is not None:
                return f"lookup.values.{_word(word)}"
    return None


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
