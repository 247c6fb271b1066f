"""What the names of a formula can mean at the place where it stands."""

from collections.abc import Collection, Iterator, Mapping

from attrs import evolve, field, frozen

from .kinds import Scale
from .tree import Fact, Field, MeasureValue, Node, Rows

#: The table whose rows belong to rows of another table, and that other table.
PARENTS = {"indicators": "results"}


@frozen
class Scope:
    """Cakupan nama: tables, facts and measures that a formula may name."""

    #: Fields by table and name.
    tables: Mapping[str, Mapping[str, Field]] = field(factory=dict)
    #: Facts by name.
    facts: Mapping[str, Fact] = field(factory=dict)
    #: Measures above, by name.
    measures: Mapping[str, MeasureValue] = field(factory=dict)
    #: Scales by name.
    scales: Mapping[str, Scale] = field(factory=dict)
    #: The rows that the formula has a value for; None: one value an appraisal.
    rows: Rows | None = None
    #: Names of measures below, which it may not name.
    later: Collection[str] = ()
    #: Whether the formula is inside an aggregate.
    gathering: bool = False

    def over(self, rows: Rows) -> "Scope":
        """Return the scope inside an aggregate over `rows`."""
        return evolve(self, rows=rows, gathering=True)

    def find(self, name: str) -> Node | None:
        """Return what a bare name means here, or None."""
        if self.rows is not None and (found := self._field(name, self.rows)):
            return found
        if name in self.facts:
            return self.facts[name]
        measure = self.measures.get(name)
        return measure and self._reachable(measure)

    def _field(self, name: str, rows: Rows) -> Field | None:
        if rows.by is not None and name != rows.by:
            return None
        return self.tables.get(rows.table, {}).get(name)

    def _reachable(self, measure: MeasureValue) -> MeasureValue | None:
        if measure.rows is None or measure.rows == self.rows:
            return measure
        if self._is_parent(measure.rows):
            return evolve(measure, parent=True)
        return None

    def _is_parent(self, rows: Rows) -> bool:
        here = self.rows
        return (
            here is not None
            and here.by is None
            and rows.by is None
            and PARENTS.get(here.table) == rows.table
        )

    def find_field(self, table: str, name: str) -> Field | None:
        """Return what `table.name` means here, or None."""
        found = self.tables.get(table, {}).get(name)
        if found is None or self.rows is None:
            return None
        if table == self.rows.table and self.rows.by in (None, name):
            return found
        return evolve(found, parent=True) if self._is_parent(Rows(table)) else None

    def known(self) -> Iterator[str]:
        """Iterate over every bare name that means something here."""
        if self.rows is not None:
            fields = self.tables.get(self.rows.table, {})
            yield from (name for name in fields if self.rows.by in (None, name))
        yield from self.facts
        yield from (name for name, each in self.measures.items() if self._reachable(each))

    def belongs(self, rows: Rows) -> bool:
        """Tell whether `rows`, inside an aggregate here, are those of the row at hand."""
        here = self.rows
        if here is None or rows.by is not None:
            return False
        if here.by is not None:
            return rows.table == here.table
        return PARENTS.get(rows.table) == here.table
