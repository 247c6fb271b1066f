"""Rows and aggregates as straight-line statements: `gathering.py`, written out."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from operator import mul

from attrs import define, evolve, field

from asn_appraisal.formula.tree import Aggregate, Field, MeasureValue, Node, Rows

from .statements import NotStraightError, Number, Statements, product


@define
class _Listed:
    """The values of an aggregate, and their weights: each top is the name of a list."""

    values: Number
    weights: Number | None = None
    can_be_empty: bool = True


@define
class Gathered(Statements, ABC):
    """Statements that go through rows, and that make one value of many."""

    #: What a field or row measure is called inside the loop over rows.
    row: dict[Node, str] = field(factory=dict)
    #: What the aggregates over the rows of the row at hand go over.
    groups: dict[Node, _Listed] = field(factory=dict)
    #: What the field that makes the groups is called inside the loop.
    key: str = ""

    @abstractmethod
    def number(self, node: Node) -> Number:
        """Write a number."""

    @abstractmethod
    def flag(self, node: Node) -> str:
        """Write a condition."""

    @abstractmethod
    def word(self, node: Node) -> str:
        """Write a flag, a level or a word."""

    def any_value(self, node: Node) -> Number:
        """Write a value of any kind."""
        return self.number(node) if node.kind.name == "number" else Number(self.word(node))

    # Rows -------------------------------------------------------------------------------

    @contextmanager
    def each_row(self, rows: Rows, nodes: Iterable[Node], key: str = "") -> Iterator[None]:
        """Write a loop over rows that has what `nodes` read, and the field `key`, at hand."""
        names: dict[Node, str] = {}
        for node in (each for start in nodes for each in _read(start)):
            if node.parent:
                raise NotStraightError
            if node not in names and (isinstance(node, Field) or node.rows == rows):
                names[node] = self.fresh("r")
        places = {name: self._source_of(node, rows) for node, name in names.items()}
        if key:
            self.key = self.fresh("r")
            places[self.key] = self.column(rows.table, key).values
        if not places:
            raise NotStraightError
        self.row = names
        with self.inside(f"for {', '.join(places)}, in zip({', '.join(places.values())}):"):
            yield
        self.row = {}

    def _source_of(self, node: Node, rows: Rows) -> str:
        if isinstance(node, MeasureValue):
            return self.measures[node.name].top
        assert isinstance(node, Field)
        column = self.column(rows.table, node.name).values
        if node.kind.scale is not None:
            order = self.object({each.name: each.order for each in node.kind.scale})
            return self.let(f"[{order}[each] for each in {column}]")
        return column

    def prepare_groups(self, body: Node) -> None:
        """List the rows of each result, for the aggregates of a measure with a value a result."""
        for node in body.walk():
            if isinstance(node, Aggregate) and node.grouped:
                self.groups[node] = self._listed(node)

    # Aggregates -------------------------------------------------------------------------

    def aggregate(self, node: Aggregate) -> Number:
        """Write one value of many rows; give up where there are none, and no default."""
        if node in self.groups:
            listed = self._of_this_row(node)
        elif self.row:
            raise NotStraightError  # all rows again for each row
        else:
            listed = self._columns(node) or self._listed(node)
        if node.function == "count":
            return Number(f"len({listed.values.top})")
        if node.default is not None:
            default = node.default
            return self.either(
                listed.values.top,
                lambda: self._total(node.function, listed),
                lambda: self.any_value(default),
            )
        if listed.can_be_empty:
            self.add(f"if not {listed.values.top}: return None")
        return self._total(node.function, listed)

    def _total(self, function: str, listed: _Listed) -> Number:
        values, weights = listed.values, listed.weights
        match function:
            case "any" | "all":
                return Number(self.let(f"{function}({values.top})"))
            case "lowest" | "highest":
                pick = "min" if function == "lowest" else "max"
                return evolve(values, top=self.let(f"{pick}({values.top})"))
            case "sum" | "mean" | "share" if weights is None:
                top = self.let(f"sum({values.top})")
                if function == "sum":
                    return evolve(values, top=top)
                by = self.let(product(f"len({values.top})", values.by))
                return Number(top, values.below, by)
            case "sum" | "mean" if weights is not None:
                return self._weighted(function, values, weights)
        raise NotStraightError

    def _weighted(self, function: str, values: Number, weights: Number) -> Number:
        self.objects["mul"] = mul
        top = self.let(f"sum(map(mul, {values.top}, {weights.top}))")
        total = self.let(f"sum({weights.top})")
        self.add(f"if {total} <= 0: return None")
        if function == "sum":
            by = product(values.by, weights.by)
            return Number(top, values.below * weights.below, by)
        return Number(top, values.below, self.let(product(total, values.by)))

    def _columns(self, node: Aggregate) -> _Listed | None:
        """Return whole columns, where an aggregate is over no more than these."""
        if node.where is not None:
            return None
        if node.function == "count":
            first = self.any_column(node.rows.table)
            return _Listed(Number(first.values), can_be_empty=False)
        values = self._whole_column(node.value)
        weights = self._whole_column(node.weight)
        if values is None or (weights is None and node.weight is not None):
            return None
        return _Listed(values, weights, can_be_empty=False)

    def _whole_column(self, node: Node | None) -> Number | None:
        """Return a column as a number for each row."""
        match node:
            case Field(parent=False) if node.kind.name == "number":
                column = self.column(node.table, node.name)
                return Number(column.values, by=column.scale)
            case MeasureValue(parent=False) if node.rows is not None:
                return self.measures[node.name]
        return None

    def _listed(self, node: Aggregate) -> _Listed:
        """Write a loop that lists the values of an aggregate, by result where it is grouped."""
        parts = [each for each in (node.value, node.weight) if each is not None]
        names = [self.fresh("m") for _ in parts or "1"]
        made = []
        for name in names:
            self.add(f"{name} = {'{}' if node.grouped else '[]'}")
        reads = [*parts, *([node.where] if node.where is not None else [])]
        with self.each_row(node.rows, reads, "result" if node.grouped else ""):
            fields = [each for each in self.row if isinstance(each, Field)]
            belows = {"", *(self.column(each.table, each.name).scale for each in fields)}
            where = None if node.where is None else f"if {self.flag(node.where)}:"
            with nullcontext() if where is None else self.inside(where):
                made = [self.any_value(each) for each in parts] or [Number("True")]
                for name, value in zip(names, made, strict=True):
                    if value.by not in belows:
                        raise NotStraightError  # each row has a below of its own
                    into = f"{name}.setdefault({self.key}, [])" if node.grouped else name
                    self.add(f"{into}.append({value.top})")
        values, *weights = [
            evolve(value, top=name) for name, value in zip(names, made, strict=True)
        ]
        return _Listed(values, weights[0] if weights else None)

    def _of_this_row(self, node: Aggregate) -> _Listed:
        """Return the lists of the row at hand."""
        listed = self.groups[node]
        values, weights = listed.values, listed.weights
        values = evolve(values, top=self.let(f"{values.top}.get({self.key}, ())"))
        if weights is not None:
            weights = evolve(weights, top=self.let(f"{weights.top}.get({self.key}, ())"))
        return _Listed(values, weights)


def _read(node: Node) -> Iterator[Field | MeasureValue]:
    """Yield what a node reads of the row at hand, which the inside of an aggregate does not."""
    if isinstance(node, Field | MeasureValue):
        yield node
    inner = [node.default] if isinstance(node, Aggregate) else node.children()
    for child in inner:
        if child is not None:
            yield from _read(child)
