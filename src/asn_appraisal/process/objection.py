"""The objection and its decision: in time, to the superior, with reasons, never to a final one."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from . import articles
from .calendars import Calendar
from .refusal import Refusal, refuse
from .state import STEPS, Entry, Outcome, Stage, State, barred, due, stepped
from .steps import with_outcome, wrong_person

_OPEN = (Stage.DELIVERED, Stage.RECEIVED, Stage.ACKNOWLEDGED)


def object_to(
    state: State,
    on: date,
    reasons: str,
    calendar: Calendar,
    *,
    received: date | None = None,
) -> State | Refusal:
    """Ajukan keberatan: the employee objects to the result, with reasons (V.B.1-2).

    It goes to the appraiser's superior, `state.superior`. The days run from receipt of the
    document: where that date is not recorded the clock has not started, and no objection is late.

    Args:
        state: an appraisal that was handed over.
        on: the day of the objection.
        reasons: why; required.
        calendar: says which days are working days.
        received: when the superior received it, if that is known already; from then the time for
            the decision runs.

    Returns:
        The state `objected`; or a refusal: the result is final, it is too late, there are no
        reasons, or it was decided before.
    """
    if no := _closed(state) or barred(state, "object", on, _OPEN):
        return no
    if not reasons.strip():
        return without_reasons("object", articles.OBJECTION_DAYS)
    last = due(state, "object", calendar)
    if last is not None and on > last:
        return _too_late(state, on, last)
    if state.superior == state.signer:
        return refuse("ASN-T037", articles.OBJECTION_DAYS, by=state.superior)
    details = (("to", state.superior or ""),)
    entry = Entry("object", on, state.employee, last, reasons, state.result, details)
    objected = stepped(state, entry, Stage.OBJECTED, objected=on)
    return objected if received is None else receive_objection(objected, received)


def _too_late(state: State, on: date, last: date) -> Refusal:
    days = state.rules.object_within
    assert days is not None  # without days nothing is due
    kind = "hari kerja" if days.working else "hari kalender"
    values = {"days_id": f"{days.count} {kind}", "days_en": days.to_plain()}
    return refuse("ASN-T031", articles.OBJECTION_DAYS, on=on, due=last, **values)


def _closed(state: State) -> Refusal | None:
    """Refuse what is not open to objection, with the reason."""
    if state.stage is Stage.SUPERSEDED:
        return None
    if state.events.decided is not None:
        values = {"id": state.id, "decided": state.events.decided}
        return refuse("ASN-T033", articles.SILENT, **values)
    why = state.why_final
    if why is None:
        return None
    article = articles.NAMED_OFFICIALS if state.finality == "named_official" else articles.OVERDUE
    if state.finality == "undisputed":
        article = articles.OBJECTION_DAYS
    return refuse("ASN-T030", article, id=state.id, why_id=why.id, why_en=why.en)


def without_reasons(step: str, article: str) -> Refusal:
    """Refuse a step that has no reasons."""
    return refuse("ASN-T032", article, step_id=STEPS[step].id, step_en=STEPS[step].en)


def receive_objection(state: State, on: date) -> State | Refusal:
    """Terima keberatan: the superior has the objection; the days for the decision run (V.B.6)."""
    if no := barred(state, "receive_objection", on, [Stage.OBJECTED]):
        return no
    if state.events.objection_received is not None:
        values = {"id": state.id, "received": state.events.objection_received}
        return refuse("ASN-T047", articles.DECISION_DAYS, **values)
    entry = Entry("receive_objection", on, state.superior or "", result=state.result)
    return stepped(state, entry, Stage.OBJECTED, objection_received=on)


def decide(  # noqa: PLR0913 - a decision names all of this, each by its name
    state: State,
    on: date,
    reasons: str,
    calendar: Calendar,
    *,
    by: str,
    heard: Iterable[str],
    change_to: Outcome = None,
    recommendation: str = "",
) -> State | Refusal:
    """Putuskan keberatan: the appraiser's superior upholds or changes the result (V.B.3-7).

    A decision after its days is recorded as late. The text names no consequence: the objection is
    neither granted nor dismissed by silence, and the superior still owes the decision.

    Args:
        state: an appraisal with an objection.
        on: the day of the decision.
        reasons: why; required.
        calendar: says which days are working days.
        by: who decides; only the appraiser's superior may, and not who signed the result.
        heard: whose explanation was asked for: the appraiser's and the employee's (V.B.4).
        change_to: the new result, or the complete scorecard that has it; None upholds.
        recommendation: the new recommendation that a changed result needs (V.B.7).

    Returns:
        The state `decided`, with the result that now holds; the history keeps the one before.
    """
    if no := barred(state, "decide", on, [Stage.OBJECTED]) or _wrong_judge(state, by):
        return no
    if no := _unheard(state, frozenset(heard)):
        return no
    if not reasons.strip():
        return without_reasons("decide", articles.DECISION)
    decided = _changed(state, change_to, recommendation)
    if isinstance(decided, Refusal):
        return decided
    details = (
        ("decision", "upheld" if change_to is None else "changed"),
        ("before", str(state.result)),
        ("heard", ", ".join(sorted(heard))),
        ("recommendation", recommendation),
    )
    last = due(state, "decide", calendar)
    entry = Entry("decide", on, by, last, reasons, decided.result, details)
    return stepped(evolve(decided, finality="decided"), entry, Stage.DECIDED, decided=on)


def _wrong_judge(state: State, by: str) -> Refusal | None:
    if by == state.signer:
        return refuse("ASN-T037", articles.DECISION, by=by)
    return (
        None
        if by == state.superior
        else wrong_person("decide", state.superior, by, articles.DECISION)
    )


def _unheard(state: State, heard: frozenset[str]) -> Refusal | None:
    """Refuse a decision before both sides were asked; who signed may stand for the appraiser."""
    missing = [] if heard & {state.appraiser, state.signer} else [state.appraiser]
    missing += [] if state.employee in heard else [state.employee]
    if not missing:
        return None
    return refuse("ASN-T034", articles.HEARING, missing=", ".join(missing))


def _changed(state: State, change_to: Outcome, recommendation: str) -> State | Refusal:
    if change_to is None:
        return state
    changed = with_outcome(state, change_to)
    if isinstance(changed, Refusal):
        return changed
    if changed.result == state.result:
        return refuse("ASN-T035", articles.DECISION, result=state.result)
    if not recommendation.strip():
        return refuse("ASN-T036", articles.NEW_RECOMMENDATION)
    return changed
