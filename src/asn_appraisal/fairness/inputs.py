"""The pieces of evidence a policy reads, by kind of row, and which way each is better."""

from collections.abc import Iterable

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula import Kind, Range
from asn_appraisal.formula.tree import Fact, Field, Judgement, Node
from asn_appraisal.policy import Policy

#: Fields that report what was done, with the direction that is better for every row.
_BETTER = {
    ("results", "rating"): 1,
    ("behaviours", "value"): 1,
    ("behaviours", "rating"): 1,
    ("competencies", "attained"): 1,
}
#: Where a policy does not read the polarity, time and cost are what one saves.
_BY_ASPECT = {"quantity": 1, "quality": 1, "time": -1, "cost": -1}
_BY_POLARITY = {"higher": 1, "lower": -1, "within": 0}


@frozen
class Input:
    """Bukti yang dibaca: one field of one kind of row, one fact, or one judgement."""

    #: The table, or `facts`, or `judgements`.
    table: str
    #: The field, or the name of the fact or judgement.
    name: str
    #: The kind of value.
    kind: Kind
    #: What a number can be.
    range: Range
    #: 1: more is better; -1: less is better; 0: better towards the range of the target;
    #: None: nothing says which way is better.
    better: int | None
    #: Words of the row that this is about, as (field, word) pairs.
    given: tuple[tuple[str, str], ...] = ()
    #: The input as it is shown.
    label: Text = Text("", "")

    @property
    def key(self) -> str:
        """Return a name that is the same in every run."""
        words = "".join(f"[{word}]" for _, word in self.given)
        return f"{self.table}.{self.name}{words}"

    @property
    def is_continuous(self) -> bool:
        """Tell whether it is a number that can change by as little as one likes."""
        return self.kind.name == "number" and self.range.grid is None

    def is_leaf(self, node: Node) -> bool:
        """Tell whether a leaf of the tree reads this input."""
        match node:
            case Field():
                return (node.table, node.name) == (self.table, self.name)
            case Fact():
                return self.table == "facts" and node.name == self.name
            case Judgement():
                return self.table == "judgements" and node.measure == self.name
        return False


def inputs_of(policy: Policy) -> tuple[Input, ...]:
    """Return every piece of evidence that the policy reads, apart from the plan."""
    nodes = [node for measure in policy.measures.values() for node in measure.body.walk()]
    fields = {(node.table, node.name): node for node in nodes if isinstance(node, Field)}
    facts = {node.name: node for node in nodes if isinstance(node, Fact)}
    judged = {node.measure: node for node in nodes if isinstance(node, Judgement)}
    found: list[Input] = []
    for (table, name), node in fields.items():
        found.extend(_of_field(policy, table, name, node))
    for name, fact in facts.items():
        rule = policy.evidence.facts[name]
        better = _BY_POLARITY.get(rule.better or "")
        label = rule.label if rule.label.id else Text.same(name)
        found.append(Input("facts", name, fact.kind, fact.range, better, (), label))
    for name, one in judged.items():
        label = policy.measures[name].label
        found.append(Input("judgements", name, one.kind, Range(), 1, (), label))
    return tuple(found)


def _of_field(policy: Policy, table: str, name: str, node: Field) -> Iterable[Input]:
    label = _LABELS.get((table, name), Text.same(name))
    kind, one = node.kind, node.range
    if (table, name) == ("indicators", "actual"):
        for given, way in _actuals(policy):
            shown = Text(*(f"{each} ({given[0][1]})" if given else each for each in _both(label)))
            yield Input(table, name, kind, one, way, given, shown)
    elif (table, name) in _BETTER:
        yield Input(table, name, kind, one, _BETTER[table, name], (), label)
    elif table == "periods" and name not in ("period", "months"):
        better = _BY_POLARITY.get(policy.evidence.tables[table].better.get(name, ""))
        yield Input(table, name, kind, one, better, (), label)


def _both(text: Text) -> tuple[str, str]:
    return text.id, text.en


def _actuals(policy: Policy) -> Iterable[tuple[tuple[tuple[str, str], ...], int]]:
    """Yield the kinds of indicator, each with the direction in which its actual is better."""
    nodes = [node for measure in policy.measures.values() for node in measure.body.walk()]
    read = {node.name for node in nodes if isinstance(node, Field) and node.table == "indicators"}
    rules = policy.evidence.tables["indicators"]
    for field, ways in (("polarity", _BY_POLARITY), ("aspect", _BY_ASPECT)):
        allowed = rules.allowed.get(field)
        if allowed or field in read:
            for word in allowed or ways:
                yield ((field, word),), ways[word]
            return
    yield (), 1


_LABELS = {
    ("indicators", "actual"): Text("realisasi indikator", "actual of an indicator"),
    ("results", "rating"): Text("rating hasil kerja", "rating of a work result"),
    ("behaviours", "value"): Text("nilai perilaku", "mark of behaviour"),
    ("behaviours", "rating"): Text("rating perilaku", "rating of behaviour"),
    ("competencies", "attained"): Text("level kompetensi yang dicapai", "competency attained"),
}
