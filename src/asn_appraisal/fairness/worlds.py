"""States of what has few values: flags, levels and words that two branches read together.

What two branches can give, each by itself, says too little about the change from one to the other:
`quadrant if not failed else 'kurang'` never rises where no quadrant is below `kurang`, and whether
that is so can hang on a rating that both branches read. So both are read in one state at a time.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from attrs import frozen

from asn_appraisal.formula import Declared, possible
from asn_appraisal.formula.tree import Aggregate, Fact, Field, Judgement, MeasureValue, Node
from asn_appraisal.policy import Policy

#: With more states than this, a table is read as one.
MOST_STATES = 256


@frozen(eq=False)
class World(Declared):
    """Keadaan: what a policy declares, with some of what has few values held fixed."""

    policy: Policy
    held: Mapping[Node, Any]

    def leaf(self, node: Any) -> Any:
        """Return the value that is held; a measure by what it rests on."""
        if node in self.held:
            return frozenset((self.held[node],))
        body = _table_of(self.policy, node)
        return Declared().leaf(node) if body is None else possible(body, self)


def worlds(policy: Policy, *nodes: Node) -> Iterator[World]:
    """Yield states of what the nodes read; together they cover everything that can be.

    Which states can occur is not asked: there may be more of them, and never fewer.
    """
    roots = dict.fromkeys(root for node in nodes for root in _roots(policy, node))
    values = [sorted(Declared().leaf(root), key=str) for root in roots]
    if prod(map(len, values)) > MOST_STATES:
        yield World(policy, {})
        return
    for held in product(*values):
        yield World(policy, dict(zip(roots, held, strict=True)))


def _roots(policy: Policy, node: Node) -> Iterator[Fact | MeasureValue]:
    """Yield the leaves with few values, down to those that are not made of others."""
    for leaf in node.walk():
        if isinstance(leaf, Fact | MeasureValue) and _has_few_values(leaf):
            body = _table_of(policy, leaf)
            yield from (leaf,) if body is None else _roots(policy, body)


def _has_few_values(leaf: Node) -> bool:
    match leaf:
        case Fact() | MeasureValue(rows=None) if leaf.kind.name != "number":
            return bool(Declared().leaf(leaf))
    return False


def _table_of(policy: Policy, leaf: Node) -> Node | None:
    """Return the body of a measure that is made of nothing but leaves with few values."""
    if not isinstance(leaf, MeasureValue) or not _has_few_values(leaf):
        return None
    body = policy.measures[leaf.name].body
    read = [node for node in body.walk() if isinstance(node, _LEAVES)]
    return body if read and all(map(_has_few_values, read)) else None


_LEAVES = (Aggregate, Fact, Field, Judgement, MeasureValue)
