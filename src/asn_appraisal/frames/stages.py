"""In which order a policy is computed over tables: how many aggregations each thing waits for."""

from collections.abc import Iterable, Mapping

from attrs import define, field

from asn_appraisal.formula.tree import Aggregate, Judgement, MeasureValue, Node
from asn_appraisal.policy import Measure, Policy

from .refusing import NotInColumnsError


@define
class Stages:
    """Tahap: 0 for what a row says itself, one more for each aggregation in between."""

    measures: Mapping[str, int] = field(factory=dict)
    #: (aggregate, the table whose rows it stands at, its stage), each once.
    aggregates: list[tuple[Aggregate, str, int]] = field(factory=list)

    @property
    def last(self) -> int:
        """Return the last stage."""
        found = [*self.measures.values(), *(stage for _, _, stage in self.aggregates)]
        return max(found, default=1)


def stages_of(policy: Policy) -> Stages:
    """Return the stages of a policy.

    Raises:
        NotInColumnsError: a measure ranges over groups, or an aggregate stands in another.
    """
    known: dict[str, int] = {}
    aggregates: dict[tuple[int, str], tuple[Aggregate, str, int]] = {}
    for name, measure in policy.measures.items():
        try:
            place = _place(measure)
            stage = 0 if place else 1
            for node in _parts(measure.body):
                stage = max(stage, _stage(node, place, known, aggregates))
            known[name] = stage
        except NotInColumnsError as error:
            raise NotInColumnsError(error.why_id, error.why_en, name) from None
    return Stages(known, list(aggregates.values()))


def _place(measure: Measure) -> str:
    """Return the table whose rows a measure has values for; nothing: one an appraisal."""
    if measure.rows is None:
        return ""
    if measure.rows.by is not None:
        raise NotInColumnsError(
            "satu nilai untuk setiap kelompok baris", "it has a value for each group of rows"
        )
    return measure.rows.table


def _parts(node: Node) -> Iterable[Node]:
    """Iterate over a tree without going into its aggregates; their defaults are outside."""
    yield node
    if isinstance(node, Aggregate):
        if node.default is not None:
            yield from _parts(node.default)
        return
    if isinstance(node, Judgement):
        if node.suggest is not None:
            yield from _parts(node.suggest)
        return
    for child in node.children():
        yield from _parts(child)


def _stage(
    node: Node,
    place: str,
    known: Mapping[str, int],
    aggregates: dict[tuple[int, str], tuple[Aggregate, str, int]],
) -> int:
    if isinstance(node, MeasureValue):
        return known[node.name]
    if not isinstance(node, Aggregate):
        return 0
    if node.rows.by is not None:
        raise NotInColumnsError("agregat atas kelompok baris", "an aggregate over groups of rows")
    inside = 0
    for part in (node.value, node.where, node.weight):
        for each in part.walk() if part is not None else ():
            if isinstance(each, Aggregate):
                raise NotInColumnsError(
                    "agregat di dalam agregat", "an aggregate inside an aggregate"
                )
            if isinstance(each, MeasureValue):
                inside = max(inside, known[each.name])
    aggregates[id(node), place] = (node, place, inside + 1)
    return inside + 1
