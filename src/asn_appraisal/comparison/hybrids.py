"""Policies between two policies: some measures as before, the others as after.

A policy is a value with a plain document, so a policy in which one measure is replaced is made by
writing that document and reading it. Whatever the reader refuses does not exist: then the measure
moves together with others.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import PolicyError
from asn_appraisal.formula.tree import Aggregate, Fact, Field, MeasureValue
from asn_appraisal.policy import Measure, Policy, parse_policy
from asn_appraisal.record.values import as_tuple

from .places import result_kind

#: Keys of a measure that no value depends on.
_WORDS = frozenset(("label", "note", "cites"))


@frozen
class Step:
    """Langkah: parts of a policy that are replaced together, and the policy that this gives."""

    #: Names of measures, or of sections with a colon; mostly one.
    parts: tuple[str, ...] = field(converter=as_tuple)
    #: The policy with these and all earlier parts replaced.
    policy: Policy = field(repr=False)


def changed_parts(before: Policy, after: Policy) -> tuple[str, ...]:
    """Return what differs and can change a result: sections, then measures in their order.

    A measure that only one of the two has is no part of its own: it comes and goes with the
    measures that name it.
    """
    parts = []
    shared = before.scales.keys() & after.scales.keys()
    if any(before.scales[name].names() != after.scales[name].names() for name in shared):
        parts.append("scales:")
    if _bare(before.document) != _bare(after.document):
        parts.append("evidence:")
    parts += [name for name in after.measures if _is_changed(before, after, name)]
    if before.result != after.result:
        parts.append("result:")
    return tuple(parts)


def steps_between(before: Policy, after: Policy) -> tuple[Step, ...]:
    """Return the steps from one policy to the other, as small as the reader allows.

    Parts go one at a time in their order; one that cannot stand without a later one waits for it,
    and parts that cannot stand without each other go together. The last step gives `after`.
    """
    left, done, steps = list(changed_parts(before, after)), frozenset[str](), []
    while left:
        group, policy = _next_step(before, after, done, left)
        done |= set(group)
        left = [part for part in left if part not in group]
        steps.append(Step(group, policy))
    return tuple(steps)


def _next_step(
    before: Policy, after: Policy, done: frozenset[str], left: list[str]
) -> tuple[tuple[str, ...], Policy]:
    for group in _groups(left):
        policy = hybrid(before, after, done | set(group))
        if policy is not None:
            return group, policy
    return tuple(left), after


def _groups(left: list[str]) -> Iterator[tuple[str, ...]]:
    """Iterate over what could move next, short of all: one part, two, or the first so many."""
    for size in (1, 2):
        if size < len(left):
            yield from combinations(left, size)
    yield from (tuple(left[:size]) for size in range(3, len(left)))


def hybrid(before: Policy, after: Policy, parts: frozenset[str]) -> Policy | None:
    """Return `before` with some parts as in `after`; None where that is no policy.

    None also where its result is of another kind, so that it cannot be set beside the two.
    """
    result = after.result if "result:" in parts else before.result
    measures = _measures(before, after, parts, result)
    if measures is None:
        return None
    old, new = before.document, after.document
    document = {
        "asn_appraisal": "policy/1",
        "id": before.id,
        "version": before.version,
        "sources": {**old.get("sources", {}), **new.get("sources", {})},
        "scales": _scales(old, new, replaced="scales:" in parts),
        "evidence": _evidence(before, after, measures, replaced="evidence:" in parts),
        "measures": {name: _document(before, after, parts, name) for name in measures},
        "result": result,
    }
    try:
        policy = parse_policy({key: value for key, value in document.items() if value})
    except PolicyError:
        return None
    return policy if result_kind(policy) == result_kind(before) else None


def _is_new(before: Policy, parts: frozenset[str], name: str) -> bool:
    return name in parts or name not in before.measures


def _document(before: Policy, after: Policy, parts: frozenset[str], name: str) -> Any:
    return (after if _is_new(before, parts, name) else before).document["measures"][name]


def _measures(
    before: Policy, after: Policy, parts: frozenset[str], result: str
) -> dict[str, Measure] | None:
    """Return the measures that the result rests on, each after those it names; None in a circle."""
    found: dict[str, Measure] = {}
    open_: set[str] = set()

    def take(name: str) -> bool:
        if name in found:
            return True
        policy = after if _is_new(before, parts, name) else before
        if name in open_:
            return False
        open_.add(name)
        measure = policy.measures[name]
        named = [node.name for node in measure.body.walk() if isinstance(node, MeasureValue)]
        if not all(take(each) for each in named):
            return False
        found[name] = measure
        return True

    return found if take(result) else None


def _is_changed(before: Policy, after: Policy, name: str) -> bool:
    if name not in before.measures:
        return False
    old, new = (_rule(policy.document["measures"][name]) for policy in (before, after))
    # A name may be a fact in one policy and a measure in the other.
    return old != new or _named(before.measures[name]) != _named(after.measures[name])


def _rule(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _WORDS}


def _named(measure: Measure) -> frozenset[tuple[str, str]]:
    leaves = (Fact, Field, MeasureValue)
    nodes = measure.body.walk()
    return frozenset((type(node).__name__, node.name) for node in nodes if isinstance(node, leaves))


def _scales(old: Mapping[str, Any], new: Mapping[str, Any], *, replaced: bool) -> dict[str, Any]:
    first, second = (old, new) if replaced else (new, old)
    return {**first.get("scales", {}), **second.get("scales", {})}


def _bare(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the evidence section without the words by which facts are shown."""
    section = document.get("evidence", {})
    facts = {
        name: {
            key: tuple(value) if key == "values" else value
            for key, value in rule.items()
            if key != "label"
        }
        for name, rule in section.get("facts", {}).items()
    }
    return {**section, "facts": facts}


def _evidence(
    before: Policy, after: Policy, measures: Mapping[str, Measure], *, replaced: bool
) -> dict[str, Any]:
    """Return the evidence section: that of one policy, and what only the other has, if needed."""
    first, second = (after, before) if replaced else (before, after)
    own, other = first.document.get("evidence", {}), second.document.get("evidence", {})
    tables, facts = _read(measures.values())
    more = {name: rules for name, rules in other.items() if name in tables and name not in own}
    facts |= {fact for name in more for fact in second.evidence.tables[name].only_when.values()}
    given = {name: rule for name, rule in other.get("facts", {}).items() if name in facts}
    # A measure may have the name of a fact that the other policy no longer reads.
    given |= {
        name: rule
        for name, rule in own.get("facts", {}).items()
        if name in facts or name not in measures
    }
    section = {name: rules for name, rules in {**own, **more}.items() if name != "facts"}
    return {**section, "facts": given} if given else section


def _read(measures: Iterable[Measure]) -> tuple[set[str], set[str]]:
    """Return the tables and the facts that measures read."""
    tables, facts = set(), set()
    for measure in measures:
        if measure.rows is not None:
            tables.add(measure.rows.table)
        for node in measure.body.walk():
            match node:
                case Fact():
                    facts.add(node.name)
                case Field():
                    tables.add(node.table)
                case Aggregate():
                    tables.add(node.rows.table)
    return tables, facts
