"""Pieces of evidence that could have been otherwise, and an appraisal with one of them changed."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.document.numbers import decimal_places
from asn_appraisal.errors import Text
from asn_appraisal.formula import Kind, Range
from asn_appraisal.formula.tree import Fact, Field, Judgement, Rows
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Behaviour, FrozenMap
from asn_appraisal.record import Judgement as Decision
from asn_appraisal.scoring import Inspection

from .words import Words

#: Fields that report what was done; targets and weights are the plan, and no evidence.
_REPORTED = {
    "results": ("rating",),
    "indicators": ("actual",),
    "behaviours": ("value", "rating"),
    "competencies": ("attained",),
}
#: A number that never ends is searched on hundredths.
_FALLBACK_PLACES = 2


@frozen
class Piece:
    """Satu bukti: a field of a row, a fact, or a judgement; its value and what it could be."""

    #: The table, or `facts`, or `judgements`.
    table: str
    #: The field, the name of the fact, or of the judgement.
    name: str
    #: The key of the row; None for facts and judgements.
    key: Any
    #: The kind of value.
    kind: Kind
    #: What a number can be.
    range: Range
    #: The value now: a Fraction, or a word, flag or level name.
    value: Any
    #: The steps in which a number is searched.
    step: Fraction = Fraction(1)
    #: The fact or judgement as it is shown.
    title: Text = Text("", "")
    #: The words of a choice, in the order in which the policy lists them.
    words: tuple[str, ...] = ()

    def label(self, words: Words) -> str:
        """Return how the piece is called."""
        if self.key is None:
            return words.titled(self.name, self.title)
        return f"{words.key(self.key)} ({words.field(self.name)})"

    def others(self) -> list[Any]:
        """Return every other word, flag or level name that the piece could be, nearest first."""
        if self.kind.scale is not None:
            names = self.kind.scale.names()
            here = names.index(self.value)
            away = sorted(range(len(names)), key=lambda at: (abs(at - here), at < here))
            return [names[at] for at in away if at != here]
        if self.kind.name == "flag":
            return [not self.value]
        return [word for word in self.words if word != self.value]


def pieces(policy: Policy, inspection: Inspection) -> list[Piece]:
    """Return every reported piece of evidence that the policy reads."""
    nodes = {node for measure in policy.measures.values() for node in measure.body.walk()}
    fields = sorted(
        {(node.table, node.name): node for node in nodes if isinstance(node, Field)}.items()
    )
    found: list[Piece] = []
    for (table, name), node in fields:
        if name in _REPORTED.get(table, ()):
            found.extend(_cells(node, inspection))
    facts = {node.name: node for node in nodes if isinstance(node, Fact)}
    found.extend(_facts(facts, policy, inspection))
    judgements = {node.measure: node for node in nodes if isinstance(node, Judgement)}
    found.extend(_judgements(judgements, policy, inspection))
    return found


def _cells(node: Field, inspection: Inspection) -> Iterable[Piece]:
    rows = Rows(node.table)
    layout, frame = inspection.program.layout, inspection.frame
    keys = frame[layout.slot("keys", node.table)]
    for row, key in enumerate(keys):
        # Nothing is absent here: a card that lacks what its policy reads is not complete.
        value = inspection.value(evolve(node, parent=False), rows, row)
        step = _step(value) if isinstance(value, Fraction) else Fraction(1)
        shown = value if isinstance(value, Fraction) else str(value)
        yield Piece(node.table, node.name, key, node.kind, node.range, shown, step)


def _facts(facts: Mapping[str, Fact], policy: Policy, inspection: Inspection) -> Iterable[Piece]:
    for name, node in sorted(facts.items()):
        rule = policy.evidence.facts[name]
        value = inspection.value(node, None)
        shown = str(value) if node.kind.scale is not None else value
        step = Fraction(1)
        if isinstance(value, Fraction) and not rule.whole:
            step = _step(value)
        words = tuple(rule.words) or node.kind.words
        yield Piece("facts", name, None, node.kind, rule.range, shown, step, rule.label, words)


def _judgements(
    nodes: Mapping[str, Judgement], policy: Policy, inspection: Inspection
) -> Iterable[Piece]:
    for name in policy.measures:
        # To reach a level by deciding it says nothing about the evidence.
        node = nodes.get(name) if name != policy.result else None
        step = inspection.program.by_name[name]
        if node is not None and (value := inspection.step_value(step)) is not None:
            label = policy.measures[name].label
            yield Piece("judgements", name, None, node.level_kind, Range(), str(value), title=label)


def _step(value: Fraction) -> Fraction:
    places = decimal_places(value)
    return Fraction(1, 10 ** (_FALLBACK_PLACES if places is None else places))


# Changing one piece ---------------------------------------------------------------------


def with_piece(appraisal: Appraisal, piece: Piece, value: Any) -> Appraisal:
    """Return the appraisal with one piece of evidence changed."""
    match piece.table:
        case "facts":
            return evolve(appraisal, facts=FrozenMap({**appraisal.facts, piece.name: value}))
        case "judgements":
            return _with_judgement(appraisal, piece, value)
        case "indicators":
            return _with_actual(appraisal, piece.key, value)
    rows = getattr(appraisal, piece.table)
    changed = [
        evolve(row, **{piece.name: value}) if _key(piece.table, row) == piece.key else row
        for row in rows
    ]
    if piece.key not in [_key(piece.table, row) for row in rows]:
        # An aspect that nobody rated, and that counts as a value all the same.
        aspect, rater, by = piece.key
        given: dict[str, Any] = {piece.name: value}
        changed.append(Behaviour(aspect, rater, by=by, **given))
    values: dict[str, Any] = {piece.table: changed}
    return evolve(appraisal, **values)


def _key(table: str, row: Any) -> Any:
    if table == "behaviours":
        return (row.aspect, row.rater, row.by)
    return row.id if table == "results" else row.competency


def _with_actual(appraisal: Appraisal, key: tuple[str, str], value: Fraction) -> Appraisal:
    results = [
        evolve(
            result,
            indicators=[
                evolve(each, actual=value, observations=None)
                if (result.id, each.id) == key
                else each
                for each in result.indicators
            ],
        )
        for result in appraisal.results
    ]
    return evolve(appraisal, results=results)


def _with_judgement(appraisal: Appraisal, piece: Piece, value: str) -> Appraisal:
    """Change a decision; a reason and evidence stand in for those that a person would give."""
    given = appraisal.judgements.get(piece.name, Decision(value))
    decided = evolve(
        given, level=value, reason=given.reason or "?", evidence=given.evidence or ("?",)
    )
    return evolve(appraisal, judgements=FrozenMap({**appraisal.judgements, piece.name: decided}))
