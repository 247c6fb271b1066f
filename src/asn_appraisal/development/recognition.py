"""Recognition: whom a policy's own measure names, and how that measure came about."""

from collections.abc import Iterable

from attrs import field, frozen

from asn_appraisal.errors import AppraisalError, Problem, Text, suggestion
from asn_appraisal.explanation import explain
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.record.values import as_tuple
from asn_appraisal.scoring import Scorecard, UnknownMeasureError, Value

from .words import say


@frozen
class Recognition:
    """Pengakuan: one appraisal that the measure names, with the card that says so."""

    #: The appraisal, by id.
    appraisal: str
    #: The measure.
    measure: str
    #: The value of the measure.
    value: Value
    #: The card, which explains it in full.
    card: Scorecard = field(repr=False)

    def text(self, language: str = "id") -> str:
        """Say whose it is, the value, and the numbers that it rests on, where it has any."""
        steps = explain(self.card, language=language).steps
        step = next(each for each in steps if each.measure == self.measure)
        if not step.numbers:  # a person decided it
            return f"{self.appraisal}: {step.value}"
        return say(
            language, "because", whose=self.appraisal, value=step.value, numbers=step.numbers
        )


@frozen
class Recognitions:
    """Pengakuan dalam sekelompok penilaian, menurut ukuran yang ditetapkan kebijakan."""

    #: The measure that decides, as it is shown.
    label: Text
    #: Whom it names, by appraisal id.
    named: tuple[Recognition, ...] = field(converter=as_tuple)
    #: The cards on which the measure has no value: neither named nor passed over.
    undecided: tuple[Scorecard, ...] = field(converter=as_tuple, repr=False)

    def text(self, language: str = "id") -> str:
        """Say who is named and why, and who cannot be told yet."""
        head = say(language, "recognised", measure=self.label.in_language(language))
        lines = [f"  - {each.text(language)}" for each in self.named]
        lines = lines or [f"  {say(language, 'nobody')}"]
        if self.undecided:
            names = ", ".join(card.appraisal.id for card in self.undecided)
            lines.append(f"  {say(language, 'incomplete')}: {names}")
        return "\n".join([f"{head}:", *lines])


def recognitions(
    cards: Iterable[Scorecard], *, measure: str, at_least: str | None = None
) -> Recognitions:
    """Pengakuan (mis. atas inisiatif): whom a measure of the policy names.

    What deserves recognition is written in the policy, as a flag or as levels; this only gathers
    whom it names and on what grounds. It gives nothing and promises nothing.

    Args:
        cards: the cards of a unit.
        measure: a flag, or a level, of the policy.
        at_least: for a level, from which one on; needed there.

    Raises:
        UnknownMeasureError: a card's policy has no such measure.
        AppraisalError: the measure is neither a flag nor a level with `at_least`.

    >>> from asn_appraisal import parse_policy, score
    >>> from asn_appraisal.record import Appraisal
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {facts: {ideas: {type: whole, from: 0}}}
    ... measures: {initiative: {formula: ideas >= 2}}
    ... result: initiative
    ... ''')
    >>> cards = [score(policy, Appraisal(name, facts={"ideas": "2"})) for name in ("b", "a")]
    >>> [each.appraisal for each in recognitions(cards, measure="initiative").named]
    ['a', 'b']
    """
    ordered = sorted(cards, key=lambda card: card.appraisal.id)
    named, undecided, label = [], [], Text.same(measure)
    for card in ordered:
        asked = _asked(card.policy, measure, at_least)
        label = asked.label
        value = card[measure]
        if card.status == "incomplete" or value is None:
            undecided.append(card)
        elif _named(asked, value, at_least):
            named.append(Recognition(card.appraisal.id, measure, value, card))
    return Recognitions(label, named, undecided)


def _asked(policy: Policy, name: str, at_least: str | None) -> Measure:
    if name not in policy.measures:
        raise UnknownMeasureError(name, policy.measures)
    measure = policy.measures[name]
    kind = "flag" if at_least is None else "level"
    if measure.rows is not None or measure.kind.name != kind:
        raise AppraisalError([Problem("ASN-G007", None, {"measure": name})])
    scale = measure.kind.scale
    if scale is not None and at_least is not None and scale.find(at_least) is None:
        near = suggestion(at_least, scale.names())
        values = {"scale": scale.name, "level": at_least, **near}
        raise AppraisalError([Problem("ASN-G008", None, values)])
    return measure


def _named(measure: Measure, value: Value, at_least: str | None) -> bool:
    scale = measure.kind.scale
    if scale is None or at_least is None:
        return value is True
    return scale.names().index(str(value)) >= scale.names().index(at_least)
