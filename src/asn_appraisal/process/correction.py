"""A correction: a result is never changed, it is superseded by a record that says everything."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.policy import Policy
from asn_appraisal.scoring import Scorecard

from . import articles
from .deadlines import Events
from .objection import without_reasons
from .refusal import Refusal, refuse
from .state import Entry, Outcome, Stage, State, barred, own_case, stepped
from .steps import with_outcome

_CORRECTABLE = (
    Stage.SIGNED,
    Stage.DELIVERED,
    Stage.RECEIVED,
    Stage.ACKNOWLEDGED,
    Stage.DECIDED,
    Stage.FINAL,
)


@frozen
class Change:
    """Perubahan: one thing that a correction changes, before and after."""

    #: What, e.g. `predicate`, `credit_points`, `allowance`.
    name: str
    #: As it was.
    before: Any
    #: As it is.
    after: Any


@frozen
class Correction:
    """Pembetulan: the old record, the new one, why, by what authority, and what follows."""

    #: The record that was superseded; nothing of it is lost.
    before: State
    #: The record that supersedes it, signed and to be handed over.
    after: State
    #: The day.
    on: date
    #: Who corrected, by id.
    by: str
    #: The office, decree or article that allows it.
    authority: str
    #: Why.
    reasons: str
    #: Everything that changes, the result first.
    changes: tuple[Change, ...]


def changes_between(before: Scorecard, after: Scorecard) -> tuple[Change, ...]:
    """Bandingkan dua kartu: return every measure that differs, in the order of the policy.

    A measure with rows gives one change for each row, named `measure[row]`. What only one card has
    is None on the other side.
    """
    names = dict.fromkeys((*before, *after))
    return tuple(
        each for name in names for each in _differences(name, _get(before, name), _get(after, name))
    )


def _get(card: Scorecard, name: str) -> Any:
    return card[name] if name in card.policy.measures else None


def _differences(name: str, before: Any, after: Any) -> Iterable[Change]:
    if not isinstance(before, Mapping) and not isinstance(after, Mapping):
        return () if before == after else (Change(name, before, after),)
    old = before if isinstance(before, Mapping) else {}
    new = after if isinstance(after, Mapping) else {}
    return tuple(
        Change(f"{name}[{_key(key)}]", old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def _key(key: Any) -> str:
    return ".".join(str(part) for part in key if part) if isinstance(key, tuple) else str(key)


def correct(  # noqa: PLR0913 - a correction names all of this, each by its name
    state: State,
    on: date,
    reasons: str,
    *,
    successor: str,
    by: str,
    authority: str,
    outcome: Outcome,
    downstream: Iterable[Change] = (),
    superior: str | None = None,
) -> Correction | Refusal:
    """Betulkan hasil: supersede a result by a new record, and name everything that changes.

    The regulation has no paragraph on corrections, so the careful reading is taken: the authority
    must be named, the old record stays whole and is closed, and the new one is handed over like
    any signed result and is open to objection, unless the old one was final because of who made
    it (IV.A.11-12). While an objection waits, the decision is the place for a change.

    Args:
        state: a signed appraisal; a final one too, which stays final and is superseded.
        on: the day.
        reasons: why; required.
        successor: the id of the new record.
        by: who corrects, an employee by id; never the employee who is appraised.
        authority: the office, decree or article that allows it; required.
        outcome: the corrected result, or the complete scorecard that has it, also under another
            policy where the wrong one had been applied.
        downstream: what else changes, e.g. credit points and allowance. Measures that differ
            between two scorecards are added by themselves.
        superior: who decides on an objection to the correction, where that is another than before.

    Returns:
        Both records with the changes; or a refusal.
    """
    above = superior if superior is not None else state.superior
    no = (
        barred(state, "correct", on, _CORRECTABLE)
        or _without_ground(state, reasons, successor, authority)
        or own_case(state.employee, by, above)
        or _judge_in_own_case(state, by, above)
    )
    if no:
        return no
    after = _successor(state, on, successor, outcome)
    if isinstance(after, Refusal):
        return after
    changes = _changes(state, after, tuple(downstream))
    if isinstance(changes, Refusal):
        return changes
    details = (("authority", authority), ("supersedes", state.id))
    entry = Entry("correct", on, by, None, reasons, after.result, details)
    before = _superseded(state, evolve(entry, result=state.result), successor)
    after = evolve(after, superior=above, log=(entry,))
    return Correction(before, after, on, by, authority, reasons, changes)


def _without_ground(state: State, reasons: str, successor: str, authority: str) -> Refusal | None:
    if not reasons.strip():
        return without_reasons("correct", articles.SILENT)
    if not authority.strip():
        return refuse("ASN-T041", articles.SILENT)
    return refuse("ASN-T044", articles.SILENT, id=successor) if successor == state.id else None


def _judge_in_own_case(state: State, by: str, superior: str | None) -> Refusal | None:
    """Refuse a correction whose maker would decide on an objection to it."""
    if _stays_final(state) or superior not in (None, by):
        return None
    return refuse("ASN-T037", articles.SILENT, by=by)


def _stays_final(state: State) -> bool:
    return state.finality in ("escalated", "named_official")


def _successor(state: State, on: date, successor: str, outcome: Outcome) -> State | Refusal:
    card = outcome if isinstance(outcome, Scorecard) else None
    policy = state.policy if card is None else card.policy
    if policy.process is None:
        return refuse("ASN-T020", articles.SILENT, policy=policy.id)
    old = state.events
    blank = evolve(
        state,
        id=successor,
        policy=policy,
        events=Events(old.period, old.window, old.plan_set, on, escalated=old.escalated),
        stage=Stage.SIGNED,
        finality=state.finality if _stays_final(state) else None,
        supersedes=state.id,
    )
    return with_outcome(blank, outcome)


def _superseded(state: State, entry: Entry, successor: str) -> State:
    closed = stepped(state, entry, Stage.SUPERSEDED)
    return evolve(closed, superseded_by=successor)


def _changes(
    before: State, after: State, downstream: tuple[Change, ...]
) -> tuple[Change, ...] | Refusal:
    """Return everything that changes, the result first; refuse what is named twice, or nothing."""
    found: list[Change] = []
    if before.policy.fingerprint != after.policy.fingerprint:
        found.append(Change("policy", _named(before.policy), _named(after.policy)))
    if before.card is not None and after.card is not None:
        found.extend(changes_between(before.card, after.card))
    elif before.result != after.result:
        found.append(Change(after.policy.result, before.result, after.result))
    found.extend(each for each in downstream if each.before != each.after)
    names = [each.name for each in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return refuse("ASN-T045", articles.SILENT, name=twice)
    if not found:
        return refuse("ASN-T042", articles.SILENT)
    return tuple(sorted(found, key=lambda each: each.name != after.policy.result))


def _named(policy: Policy) -> str:
    return f"{policy.id} {policy.version} ({policy.fingerprint[:12]})"
