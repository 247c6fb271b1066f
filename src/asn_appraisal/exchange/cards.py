"""Scorecards and what follows from them as plain data."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asn_appraisal.document import exact_text, parse_exact, to_plain
from asn_appraisal.errors import (
    LANGUAGES,
    Problem,
    RecordError,
)
from asn_appraisal.explanation import Change, Contrast, Explanation, explain
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import (
    Appraisal,
)
from asn_appraisal.scoring import Scorecard, score

from .form import Data, damaged, inner, optional, part, text, to_dict, values, written


def card_data(card: Scorecard) -> dict[str, Any]:
    return {
        "policy": to_dict(card.policy),
        "appraisal": to_dict(card.appraisal),
        "id": card.policy.id,
        "version": card.policy.version,
        "fingerprint": card.policy.fingerprint,
        "status": card.status,
        "values": values_data(card),
        "problems": [to_dict(problem) for problem in card.problems],
        "notes": [to_dict(problem) for problem in card.notes],
    }


def read_card(data: Data) -> Scorecard:
    """Score again, and refuse what this does not give."""
    card = score(inner(data, "policy", Policy), inner(data, "appraisal", Appraisal))
    again = card_data(card)
    for name in ("id", "version", "fingerprint", "status"):
        check_same(name, data.get(name), again[name])
    stored, found = part(data, "values", Mapping), again["values"]
    for name in sorted({*map(str, stored), *found}):
        check_same(name, stored.get(name), found.get(name))
    for name in ("problems", "notes"):
        # The words may be put better one day; what they say is the code and the values.
        kept = [to_dict(each) for each in values(data, name, Problem)]
        check_same(name, kept, again[name])
    return card


def check_same(name: str, stored: Any, found: Any) -> None:
    if written(stored) != written(found):
        values = {"measure": name, "stored": written(stored), "found": written(found)}
        raise RecordError([Problem("ASN-E012", None, values)])


def values_data(card: Scorecard) -> dict[str, Any]:
    """Return the values of a card as plain data; a measure with rows is a list of pairs."""
    values: dict[str, Any] = {}
    for name, value in card.items():
        if isinstance(value, Mapping):
            rows = (
                (list(key) if isinstance(key, tuple) else key, each) for key, each in value.items()
            )
            values[name] = [[key, value_data(each)] for key, each in rows]
        else:
            values[name] = value_data(value)
    return values


def value_data(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case Fraction():
            return exact_text(value)
        case Level():
            return value.name
    return value


def explanation_data(made: Explanation) -> dict[str, Any]:
    """Write the card, which is what counts, and the steps for whoever shows them."""
    steps = [to_plain(step) for step in made.steps]
    return {
        "card": to_dict(made.card),
        "language": made.language,
        "facts": list(made.facts),
        "steps": steps,
    }


def read_explanation(data: Data) -> Explanation:
    language = text(data, "language")
    if language not in LANGUAGES:
        raise damaged("language", "`id` atau `en`", "`id` or `en`")
    return explain(inner(data, "card", Scorecard), language=language)


def contrast_data(contrast: Contrast) -> dict[str, Any]:
    goal = {} if contrast.goal is None else {"goal": to_dict(contrast.goal)}
    changes = [to_dict(change) for change in contrast.changes]
    return {**goal, "changes": changes, "text": contrast.text}


def read_contrast(data: Data) -> Contrast:
    goal = optional(data, "goal", Level)
    return Contrast(goal, tuple(values(data, "changes", Change)), text(data, "text"))


def change_data(change: Change) -> dict[str, Any]:
    data = {"what": change.what, "before": piece_data(change.before)}
    data["after"] = piece_data(change.after)
    level = {} if change.level is None else {"level": to_dict(change.level)}
    return {**data, **level, "decided": change.decided}


def read_change(data: Data) -> Change:
    before, after = read_piece(data, "before"), read_piece(data, "after")
    level, decided = optional(data, "level", Level), part(data, "decided", bool)
    return Change(text(data, "what"), before, after, level, decided)


def piece_data(value: Any) -> Any:
    """Write a piece of evidence so that numbers, levels and words stay apart."""
    if isinstance(value, Level):
        return to_dict(value)
    return {"number": exact_text(value)} if isinstance(value, Fraction) else value


def read_piece(data: Data, key: str) -> Any:
    value = data.get(key)
    if value is None or isinstance(value, bool | str):
        return value
    if "number" not in part(data, key, Mapping):
        return inner(data, key, Level)
    number = parse_exact(text(value, "number"))
    if number is None:
        raise damaged("number", "angka", "a number")
    return number
