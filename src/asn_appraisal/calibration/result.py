"""The result of calibrating one pool: what was found, who moves and why, and what is final."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import to_plain
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import PatternRow, Policy
from asn_appraisal.record import FrozenMap
from asn_appraisal.scoring import Scorecard

from .findings import Finding


@frozen
class Move:
    """Perpindahan: one person from one level to another, and why."""

    #: The employee, by id.
    employee: str
    #: The level that the appraiser set.
    before: Level
    #: The level after the move.
    after: Level
    #: The rank in the pool, 1 for the best; equals have the same one.
    rank: int
    #: Why, with the numbers.
    cause: Finding

    @property
    def row(self) -> PatternRow | None:
        """Return the row of the pattern that required it; None where rank or equality did."""
        return self.cause.row

    @property
    def reason(self) -> Text:
        """Say why, in both languages."""
        return self.cause.what

    @property
    def steps(self) -> int:
        """Return how many levels up (positive) or down (negative)."""
        return self.after.order - self.before.order

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data, with the sentence."""
        return {
            "employee": self.employee,
            "before": self.before.name,
            "after": self.after.name,
            "rank": str(self.rank),
            **({"levels": "|".join(self.row.levels)} if self.row else {}),
            "reason": {"id": self.reason.id, "en": self.reason.en},
        }


@frozen
class Counts:
    """Jumlah orang: how many people are at each level, by its name, worst first."""

    #: As the appraiser set them.
    before: Mapping[str, int] = field(factory=FrozenMap)
    #: After the moves, whether they bind or are proposed.
    after: Mapping[str, int] = field(factory=FrozenMap)


@frozen
class Calibration:
    """Kalibrasi: the levels of one pool set against a distribution.

    The result is new; the cards that it was made from stay as they are, in `cards`.
    """

    #: The policy: its id, version and fingerprint say by which rules.
    policy: Policy = field(repr=False)
    #: The unit whose pool it is, by id; the unit above where they were merged.
    unit: str
    #: The level of each employee: as set in `guide` mode, after the moves in `bind` mode.
    final: Mapping[str, Level] = field(factory=FrozenMap)
    #: Who moves, best rank first: a proposal in `guide` mode, done in `bind` mode.
    moves: tuple[Move, ...] = ()
    #: What is wrong: rows that do not hold as the levels were set, and what stands in the way.
    findings: tuple[Finding, ...] = ()
    #: What a reader should know: whose fact was used, who is not counted.
    notes: tuple[Finding, ...] = ()
    #: False where no assignment satisfies the pattern; True also where no pattern was asked.
    feasible: bool = True
    #: The name of the pattern, or None where none was asked.
    pattern: str | None = None
    #: Why no pattern was asked of the pool, or None.
    exempt: Text | None = None
    #: Head counts before and after the moves.
    counts: Counts = field(factory=Counts)
    #: Employees whose card is incomplete: not counted, not calibrated.
    incomplete: tuple[str, ...] = ()
    #: Employees among equals whom an edge divides and whom a person has to decide on.
    undecided: tuple[str, ...] = ()
    #: The scorecards that it was made from, by employee.
    cards: Mapping[str, Scorecard] = field(factory=FrozenMap, eq=False, repr=False)

    @property
    def mode(self) -> str:
        """Return `guide` or `bind`."""
        return self.policy.calibration.mode if self.policy.calibration else "guide"

    @property
    def proposed(self) -> Mapping[str, Level]:
        """Return the level of each employee after the moves, in either mode."""
        return FrozenMap({**self.final, **{move.employee: move.after for move in self.moves}})

    def text(self, language: str = "id") -> str:
        """Return the findings, the notes and the moves in one language, a line each."""
        lines = [each.text(language) for each in (*self.findings, *self.notes)]
        lines += [
            f"{move.employee} ({move.rank}): {move.reason.in_language(language)}"
            for move in self.moves
        ]
        if self.exempt is not None:
            lines.append(self.exempt.in_language(language))
        return "\n".join(lines)

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data: levels by name, numbers as text, sentences in both languages."""
        exempt = {} if self.exempt is None else {"exempt": to_plain(self.exempt)}
        return {
            "policy": self.policy.id,
            "version": self.policy.version,
            "fingerprint": self.policy.fingerprint,
            "unit": self.unit,
            "mode": self.mode,
            "pattern": self.pattern,
            "feasible": self.feasible,
            **exempt,
            "counts": to_plain({"before": self.counts.before, "after": self.counts.after}),
            "final": {employee: level.name for employee, level in self.final.items()},
            "moves": to_plain(self.moves),
            "findings": to_plain(self.findings),
            "notes": to_plain(self.notes),
            "incomplete": list(self.incomplete),
            "undecided": list(self.undecided),
        }
