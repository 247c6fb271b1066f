"""The names that a formula may use at one place, as the policy so far says."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from attrs import define

from asn_appraisal.formula import ANY, PARENTS, Kind, Range
from asn_appraisal.formula.tree import Rows

from .drawing import Draw, choose, index

T = TypeVar("T")


@define
class Name:
    """Something that a formula may name at one place."""

    text: str
    kind: Kind
    range: Range = ANY


@define
class Names:
    """Knows what can be named, and draws among it."""

    draw: Draw
    policy: Any
    #: Only what straight-line code is written for.
    plain: bool = False

    def pick(self, items: Iterable[T]) -> T:
        """Draw one of the items."""
        found: T = choose(self.draw, list(items))
        return found

    def maybe(self, out_of: int = 2) -> bool:
        """Draw yes, once in so many times."""
        return bool(self.draw(index(out_of)) == 0)

    def names(self, here: Rows | None) -> list[Name]:
        """Return every name that means something here."""
        found = [] if here is None else self.fields(here)
        for fact in self.policy.evidence.facts.values():
            found.append(Name(fact.name, fact.kind, fact.range))
        for measure in self.policy.measures.values():
            near = {None, here}
            if here is not None and here.by is None and here.table in PARENTS and not self.plain:
                near.add(Rows(PARENTS[here.table]))
            if measure.rows in near and measure.name != "start":
                found.append(Name(measure.name, measure.kind, measure.range or Range()))
        return found

    def fields(self, here: Rows) -> list[Name]:
        """Return the fields of the row at hand, and of its work result."""
        fields = self.policy.evidence.tables[here.table].fields
        if here.by is not None:
            return [Name(here.by, fields[here.by].kind)]
        found = []
        for name, each in fields.items():
            text = name if self.maybe() else f"{here.table}.{name}"
            found.append(Name(text, each.kind, each.range))
        parent = None if self.plain else PARENTS.get(here.table)
        if parent in self.policy.evidence.tables:
            for name, each in self.policy.evidence.tables[parent].fields.items():
                found.append(Name(f"{parent}.{name}", each.kind, each.range))
        return found

    def named(self, here: Rows | None, kind: str) -> list[Name]:
        """Return the names of one kind."""
        return [each for each in self.names(here) if each.kind.name == kind]

    def words(self, name: Name) -> Sequence[str]:
        """Return words that a name may be compared with."""
        if name.kind.scale is not None:
            return name.kind.scale.names()
        return name.kind.words or ["komitmen", "r0", "i0", "technical", "superior"]

    def gatherable(self) -> list[Rows]:
        """Return the rows that an aggregate can range over."""
        tables = [Rows(table) for table in self.policy.evidence.tables]
        grouped = {each.rows for each in self.policy.measures.values()}
        return tables + sorted((each for each in grouped if each and each.by), key=str)

    def own(self, rows: Rows) -> list[Name]:
        """Return names that say by themselves that an aggregate ranges over `rows`."""
        found = [
            Name(each.name, each.kind, each.range or Range())
            for each in self.policy.measures.values()
            if each.rows == rows
        ]
        if rows.by is None:
            for name, each in self.policy.evidence.tables[rows.table].fields.items():
                found.append(Name(f"{rows.table}.{name}", each.kind, each.range))
        return found
