"""What was found: rows that do not hold, patterns that cannot, edges among equals."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Problem, Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import PatternRow
from asn_appraisal.policy.distribution import Demand, percent, sharing

from .words import WAYS, joined, name_of, names_of, values


@frozen
class Finding:
    """Temuan: a problem of a pool, with the row of the pattern and the numbers.

    >>> finding = Finding(Problem("ASN-C023", None, {"size": 3, "smallest": 5}))
    >>> finding.what.en
    'A pool of 3 is smaller than 5, so no pattern is asked of it.'
    """

    #: What is wrong, with its code and both languages.
    problem: Problem
    #: The row of the pattern that it is about, or None.
    row: PatternRow | None = None
    #: How many people are at the levels of the row, or None.
    people: int | None = None
    #: The fewest people that the row allows, or None.
    low: int | None = None
    #: The most people that the row allows, or None.
    high: int | None = None

    @property
    def code(self) -> str:
        """Return the stable code, e.g. `ASN-C001`."""
        return self.problem.code

    @property
    def what(self) -> Text:
        """Say what is wrong."""
        return self.problem.what

    @property
    def hint(self) -> Text:
        """Say what to do about it."""
        return self.problem.hint

    def text(self, language: str = "id") -> str:
        """Return the finding in one language: code, what, and hint."""
        return self.problem.text(language)

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data, with the sentences."""
        plain: dict[str, Any] = {"code": self.code}
        for name, text in (("what", self.what), ("hint", self.hint)):
            if text.id:
                plain[name] = {"id": text.id, "en": text.en}
        if self.row is not None:
            plain["levels"] = "|".join(self.row.levels)
        numbers = {"people": self.people, "low": self.low, "high": self.high}
        return plain | {name: str(n) for name, n in numbers.items() if n is not None}


@frozen
class Pool:
    """Kelompok: what every sentence about a pool names."""

    #: The name of the pattern.
    pattern: str
    #: How many people are in the pool.
    size: int
    #: The levels, best first.
    levels: tuple[Level, ...]

    def names(self, demand: Demand) -> Text:
        """Return the levels of a demand as they are shown."""
        return names_of(self.levels[level] for level in demand.levels)

    def finding(self, code: str, **parts: Any) -> Finding:
        """Return a finding about the pool as a whole."""
        return Finding(Problem(code, None, values(pattern=self.pattern, size=self.size, **parts)))

    def row_finding(
        self, code: str, demand: Demand, counts: Sequence[int], **parts: Any
    ) -> Finding:
        """Return a finding about one row."""
        people = demand.people(counts)
        made = self.finding(
            code,
            levels=self.names(demand),
            people=people,
            amount=demand.whole,
            rival=demand.rival(counts),
            **parts,
        )
        return Finding(made.problem, demand.row, people, demand.low, demand.high)


def by_row(demands: Iterable[Demand]) -> list[list[Demand]]:
    """Return demands by their row, in the order of the pattern."""
    rows: dict[PatternRow, list[Demand]] = {}
    for demand in demands:
        rows.setdefault(demand.row, []).append(demand)
    return list(rows.values())


def furthest(demands: Iterable[Demand], counts: Sequence[int]) -> list[Demand]:
    """Return, of each row that does not hold, the demand that is furthest from holding."""
    worst = [max(row, key=lambda one: abs(one.lacking(counts))) for row in by_row(demands)]
    return [demand for demand in worst if not demand.holds(counts)]


def row_findings(pool: Pool, demands: Iterable[Demand], counts: Sequence[int]) -> Iterator[Finding]:
    """Yield a finding for each row that does not hold."""
    for demand in furthest(demands, counts):
        if demand.kind == "share":
            code = "ASN-C003"
        elif demand.kind == "plurality":
            code = "ASN-C004"
        else:
            code = "ASN-C001" if demand.lacking(counts) > 0 else "ASN-C002"
        yield pool.row_finding(code, demand, counts)


def after_ties(
    pool: Pool, demands: Iterable[Demand], counts: Sequence[int], ties: str
) -> Iterator[Finding]:
    """Yield a finding for each row that no longer holds once equals have gone one way."""
    for demand in furthest(demands, counts):
        yield pool.row_finding("ASN-C016", demand, counts, way=WAYS[ties])


def refused_shares(pool: Pool, rows: Sequence[PatternRow]) -> Iterator[Finding]:
    """Yield why shares cannot be seated: a level with two of them, or more than a whole."""
    shares = sharing(rows, [level.name for level in pool.levels])
    for level in pool.levels:
        if sum(level.name in row.levels for row, _ in shares) > 1:
            yield pool.finding("ASN-C014", levels=name_of(level))
    total = sum(share for _, share in shares)
    if total > 1:
        listed = " + ".join(percent(share) for _, share in shares)
        yield pool.finding("ASN-C013", sum=percent(Fraction(total)), shares=listed)


def impossible(pool: Pool, demands: Sequence[Demand]) -> Finding:
    """Return the finding that demands collide for every distribution of this many people."""
    rows = _rows(pool, demands)
    if any(demand.kind in ("at_most", "plurality") for demand in demands):
        return pool.finding("ASN-C011", rows=rows)
    numbers = " + ".join(str(demand.low) for demand in demands)
    if len(demands) > 1:
        numbers += f" = {sum(demand.low for demand in demands)}"
    amounts = joined([demand.bare for demand in demands], " + ")
    return pool.finding("ASN-C010", sum=amounts, numbers=numbers, rows=rows)


def impossible_together(pool: Pool, demands: Sequence[Demand], largest: int) -> Finding:
    """Return the finding that demands collide only because equals stay together."""
    return pool.finding("ASN-C012", largest=largest, rows=_rows(pool, demands))


def _rows(pool: Pool, demands: Sequence[Demand]) -> Text:
    return joined([_row(pool, demand) for demand in demands])


def _row(pool: Pool, demand: Demand) -> Text:
    names, amount = pool.names(demand), demand.whole
    return Text(f"{names.id}: {amount.id}", f"{names.en}: {amount.en}")
