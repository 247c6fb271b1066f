"""Why: a scorecard explained, as steps, as text and as Markdown."""

from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from asn_appraisal.errors import Problem
from asn_appraisal.formula.tree import Fact
from asn_appraisal.scoring import Inspection, Scorecard

from .contrast import Contrast, contrast
from .steps import Explained, Row, explain_steps
from .words import Words


@frozen
class Explanation:
    """Penjelasan: why a card says what it says.

    >>> from asn_appraisal import parse_policy, score
    >>> from asn_appraisal.record import Appraisal, Behaviour
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: mean(behaviours.value), round: 2}}
    ... result: total
    ... ''')
    >>> marks = [Behaviour("komitmen", value=90), Behaviour("loyal", value=85)]
    >>> print(explain(score(policy, Appraisal("a", behaviours=marks))).steps[0].numbers)
    (90 + 85) / 2 = 87,5
    """

    #: The card that is explained.
    card: Scorecard
    #: `id` or `en`.
    language: str
    #: One step a measure, in the policy's order.
    steps: tuple[Explained, ...] = field(repr=False)
    #: The facts that the policy reads, each with its label, name and value.
    facts: tuple[str, ...] = field(repr=False)

    @cached_property
    def text(self) -> str:
        """Return the explanation as plain text."""
        return "\n".join(_text_lines(self))

    @cached_property
    def markdown(self) -> str:
        """Return the explanation as Markdown."""
        return "\n".join(_markdown_lines(self))

    def contrast(self) -> Contrast:
        """Say the nearest change of each single piece of evidence that reaches the next level.

        Each change is found exactly, and verified by scoring it.
        """
        return contrast(self.card, self.language)


def explain(card: Scorecard, *, language: str = "id") -> Explanation:
    """Jelaskan kartu nilai: say for every measure how its value came about.

    Args:
        card: a card, complete or not.
        language: `id` (numbers as 1.234,50) or `en`.

    >>> from asn_appraisal.presets import preset
    >>> from asn_appraisal import score
    >>> from asn_appraisal.record import Appraisal
    >>> facts = {"predicate": "baik", "jf_level": "ahli_pertama", "months": 12}
    >>> card = score(preset("bkn-3-2023-credit-points"), Appraisal("a", facts=facts))
    >>> explain(card, language="en").steps[-1].value
    '12.50'
    """
    words = Words.of(card.policy, language)
    inspection = Inspection.of(card.policy, card.appraisal)
    steps = explain_steps(card, inspection, words)
    return Explanation(card, language, steps, tuple(_facts(card, inspection, words)))


def _facts(card: Scorecard, inspection: Inspection, words: Words) -> Iterable[str]:
    for name, rule in card.policy.evidence.facts.items():
        value = inspection.value(Fact(name, rule.kind, rule.range), None)
        label = words.titled(name, rule.label)
        yield f"{label}: {words.value(value)}"


def _head(card: Scorecard, words: Words) -> str:
    policy = card.policy
    title = policy.title.in_language(words.language)
    version = f"{words.phrase('version')} {policy.version}"
    return f"{words.phrase('policy')}: {title} ({policy.id}, {version}, {policy.fingerprint[:12]})"


def result_line(card: Scorecard, words: Words) -> str:
    """Return the result in one line."""
    if card.status == "incomplete":
        return words.phrase("incomplete")
    measure = card.policy.measures[card.policy.result]
    places = measure.round.places if measure.round is not None else None
    label = measure.label.in_language(words.language)
    return f"{words.phrase('result')}: {label} = {words.value(card.result, places)}"


def _listed(title: str, problems: tuple[Problem, ...], words: Words) -> list[str]:
    if not problems:
        return []
    return [f"{title}:", *(f"  - {_sentence(each, words)}" for each in problems)]


def _sentence(problem: Problem, words: Words) -> str:
    what = problem.what.in_language(words.language)
    hint = problem.hint.in_language(words.language)
    return f"{what} {hint}" if hint else what


def _text_lines(explanation: Explanation) -> list[str]:
    card, words = explanation.card, Words.of(explanation.card.policy, explanation.language)
    lines = [
        f"{words.phrase('appraisal')}: {card.appraisal.id}",
        _head(card, words),
        result_line(card, words),
        *_listed(words.phrase("why_not"), card.problems, words),
    ]
    if explanation.facts:
        lines += ["", f"{words.phrase('facts')}:", *(f"  - {each}" for each in explanation.facts)]
    for at, step in enumerate(explanation.steps, start=1):
        lines += ["", *_step_lines(at, step, words)]
    notes = _listed(words.phrase("notes"), card.notes, words)
    return [*lines, "", *notes] if notes else lines


def _step_lines(at: int, step: Explained, words: Words) -> list[str]:
    lines = [f"{at}. {_title(step)}"]
    lines.append(f"   {words.phrase('formula')}: {step.formula}")
    if step.numbers:
        lines.append(f"   {words.phrase('numbers')}: {step.numbers}")
    lines += [f"   - {_row_text(row, words)}" for row in step.rows]
    lines += [f"   {text}" for text in _tail(step, words)]
    return lines


def _title(step: Explained) -> str:
    name = step.label if step.label == step.measure else f"{step.label} ({step.measure})"
    return f"{name} = {step.value}" if step.value else name


def _row_text(row: Row, words: Words) -> str:
    made = f"{row.numbers} → {row.value}" if row.numbers else row.value
    if row.numbers.endswith(f"→ {row.value}"):
        made = row.numbers
    note = f" [{row.note}]" if row.note else ""
    return f"{words.key(row.key)}: {made}{note}"


def _tail(step: Explained, words: Words) -> list[str]:
    tail = [step.rounding] if step.rounding else []
    tail += list(step.notes)
    if step.citation:
        tail.append(f"{words.phrase('source')}: {'; '.join(step.citation)}")
    return tail


def _markdown_lines(explanation: Explanation) -> list[str]:
    card, words = explanation.card, Words.of(explanation.card.policy, explanation.language)
    lines = [
        f"# {words.phrase('appraisal')}: {card.appraisal.id}",
        "",
        f"**{result_line(card, words)}**",
        "",
        _head(card, words),
    ]
    if card.problems:
        lines += ["", *_markdown_list(words.phrase("why_not"), card.problems, words)]
    if explanation.facts:
        lines += [
            "",
            f"## {words.phrase('facts')}",
            "",
            *(f"- {each}" for each in explanation.facts),
        ]
    for at, step in enumerate(explanation.steps, start=1):
        lines += ["", f"## {at}. {_title(step)}", ""]
        lines.append(f"- {words.phrase('formula')}: `{step.formula}`")
        if step.numbers:
            lines.append(f"- {words.phrase('numbers')}: `{step.numbers}`")
        lines += [f"  - {_row_text(row, words)}" for row in step.rows]
        lines += [f"- {text}" for text in _tail(step, words)]
    if card.notes:
        lines += ["", *_markdown_list(words.phrase("notes"), card.notes, words)]
    return lines


def _markdown_list(title: str, problems: tuple[Problem, ...], words: Words) -> list[str]:
    return [f"## {title}", "", *(f"- {_sentence(each, words)}" for each in problems)]
