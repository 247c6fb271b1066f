"""The ordinary way of an appraisal, and the way of one that is overdue."""

from datetime import date

from attrs import evolve

from asn_appraisal.scoring import Scorecard

from . import articles
from .asking import Appraiser
from .calendars import Calendar
from .refusal import Refusal, refuse
from .state import (
    OBJECTION_UNTIL,
    STEPS,
    Entry,
    Finality,
    Outcome,
    Stage,
    State,
    barred,
    due,
    is_overdue,
    own_case,
    stepped,
)


def sign(state: State, on: date, outcome: Outcome, *, by: str) -> State | Refusal:
    """Tanda tangani: the appraiser sets the result, inside the evaluation window.

    Args:
        state: an appraisal that is not signed yet.
        on: the day.
        outcome: the result, or the complete scorecard that has it; the card is kept as it is.
        by: who signs; only the appraiser may.

    Returns:
        The state `signed`; final at once where the regulation names the appraiser (IV.A.12).
    """
    if no := barred(state, "sign", on, [Stage.DRAFT]) or _wrong_signer(state, by):
        return no
    window = state.events.window
    opens = state.events.begins if window.opens is None else window.opens
    if opens is not None and on < opens:
        return refuse("ASN-T024", articles.WINDOW, opens=opens, on=on)
    if is_overdue(state, on):
        return refuse("ASN-T025", articles.OVERDUE, closes=window.closes)
    signed = with_outcome(state, outcome)
    if isinstance(signed, Refusal):
        return signed
    entry = Entry("sign", on, by, window.closes, result=signed.result)
    finality: Finality | None = "named_official" if state.by_named_official else None
    return stepped(evolve(signed, finality=finality), entry, Stage.SIGNED, signed=on)


def _wrong_signer(state: State, by: str) -> Refusal | None:
    if by == state.appraiser:
        return None
    return wrong_person("sign", state.appraiser, by, articles.SIGNING)


def wrong_person(step: str, wanted: str | None, by: str, article: str) -> Refusal:
    """Refuse a step that is for somebody else."""
    words = STEPS[step]
    return refuse("ASN-T022", article, step_id=words.id, step_en=words.en, wanted=wanted, by=by)


def with_outcome(state: State, outcome: Outcome) -> State | Refusal:
    """Return the state with a result, or refuse a result that is not there or not its policy's."""
    card = outcome if isinstance(outcome, Scorecard) else None
    result = outcome if card is None else card.result
    if result is None:
        return refuse("ASN-T028", articles.SIGNING, id=state.id)
    if card is not None and card.policy.fingerprint != state.policy.fingerprint:
        values = {"found": card.policy.id, "policy": state.policy.id}
        return refuse("ASN-T029", articles.SILENT, **values)
    return evolve(state, result=result, card=card)


def escalate(
    state: State, on: date, outcome: Outcome, *, by: str, calendar: Calendar
) -> State | Refusal:
    """Alihkan kepada atasan: the appraiser's superior makes an appraisal that is overdue (IV.A.11).

    The result is final where the policy says so. A superior who signs after the days of V.A.8 is
    recorded as late; the text names no consequence, so the signature stands.
    """
    if no := barred(state, "escalate", on, [Stage.DRAFT]):
        return no
    overdue = state.rules.overdue_appraiser
    if overdue is None:
        return refuse("ASN-T027", articles.OVERDUE, policy=state.policy.id)
    if not is_overdue(state, on):
        return _not_overdue(state, on)
    if by != state.superior:
        return wrong_person("escalate", state.superior, by, articles.OVERDUE)
    signed = with_outcome(state, outcome)
    if isinstance(signed, Refusal):
        return signed
    last = due(state, "sign_overdue", calendar)
    entry = Entry("escalate", on, by, last, result=signed.result)
    final = evolve(signed, finality="escalated") if overdue.result == "final" else signed
    return stepped(final, entry, Stage.SIGNED, signed=on, escalated=True)


def _not_overdue(state: State, on: date) -> Refusal:
    closes = state.events.window.closes
    until_id = "akhir rentang evaluasi tidak diketahui"
    until_en = "the end of the evaluation window is not known"
    if closes is not None:
        until_id, until_en = (
            f"rentang evaluasi berakhir {closes}",
            f"the window closes on {closes}",
        )
    values = {"id": state.id, "on": on, "until_id": until_id, "until_en": until_en}
    return refuse("ASN-T026", articles.OVERDUE, **values)


def hand_over(state: State, on: date, appraiser: Appraiser) -> State | Refusal:
    """Alihkan: another appraiser and superior take over, e.g. because one has left (IV.A.2, 14).

    A result that was signed stays what it is; who signed it stays in the history. Who signed it
    cannot become the one who decides on an objection to it.
    """
    if no := barred(state, "hand_over", on, Stage):
        return no
    if no := own_case(state.employee, appraiser.employee, appraiser.superior):
        return no
    named = appraiser.final if state.stage is Stage.DRAFT else state.by_named_official
    if not named and appraiser.superior in (None, appraiser.employee):
        return refuse("ASN-T038", articles.OBJECTION_DAYS, id=state.id)
    if not state.is_final and appraiser.superior in {state.signer} - {None}:
        return refuse("ASN-T037", articles.OBJECTION_DAYS, by=appraiser.superior)
    details = (("appraiser", appraiser.employee), ("superior", appraiser.superior or ""))
    entry = Entry("hand_over", on, state.appraiser, result=state.result, details=details)
    return evolve(
        state,
        appraiser=appraiser.employee,
        superior=appraiser.superior,
        by_named_official=named,
        log=(*state.log, entry),
    )


def deliver(state: State, on: date, calendar: Calendar) -> State | Refusal:
    """Sampaikan: the signed document is handed to the employee (V.A.5, after escalation V.A.9)."""
    if no := barred(state, "deliver", on, [Stage.SIGNED]):
        return no
    entry = _entry(state, "deliver", on, calendar, state.signer or state.appraiser)
    return stepped(state, entry, Stage.DELIVERED, delivered=on)


def receive(state: State, on: date) -> State | Refusal:
    """Terima: the employee has the document; from this day their periods run (V.A.6, V.B.2)."""
    if no := barred(state, "receive", on, [Stage.DELIVERED]):
        return no
    entry = Entry("receive", on, state.employee, result=state.result)
    return stepped(state, entry, Stage.RECEIVED, received=on)


def acknowledge(state: State, on: date, calendar: Calendar) -> State | Refusal:
    """Kembalikan: the employee signs the document and returns it (V.A.6, V.A.10).

    It is not consent: an objection stays possible within its own days.
    """
    if no := barred(state, "acknowledge", on, [Stage.RECEIVED, Stage.FINAL]):
        return no
    if state.events.acknowledged is not None:
        values = {"id": state.id, "acknowledged": state.events.acknowledged}
        return refuse("ASN-T048", articles.RETURN, **values)
    entry = _entry(state, "acknowledge", on, calendar, state.employee)
    stage = Stage.ACKNOWLEDGED if state.stage is Stage.RECEIVED else state.stage
    return stepped(state, entry, stage, acknowledged=on)


def _entry(state: State, step: str, on: date, calendar: Calendar, by: str) -> Entry:
    return Entry(step, on, by, due(state, step, calendar), result=state.result)


def settle(state: State, on: date, calendar: Calendar) -> State | Refusal:
    """Selesaikan: close an appraisal to which no objection is possible any more.

    A decided one is closed; one whose result is final is closed once it was received; any other
    when the days for an objection are over. They run from receipt, so a document that nobody
    received never becomes final by silence.
    """
    allowed = [Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.DECIDED]
    if no := barred(state, "settle", on, allowed):
        return no
    last = due(state, "object", calendar)
    if state.stage is Stage.DECIDED or state.is_final:
        finality = state.finality or "decided"
    elif last is None or on <= last:
        values = {
            "id": state.id,
            "until_id": _until(last, "s.d."),
            "until_en": _until(last, "until"),
        }
        return refuse("ASN-T039", articles.OBJECTION_DAYS, **values)
    else:
        finality = "undisputed"
    by = state.owner(on).employee or state.appraiser
    details = ((OBJECTION_UNTIL, str(last)),) if finality == "undisputed" else ()
    entry = Entry("settle", on, by, result=state.result, details=details)
    return stepped(evolve(state, finality=finality), entry, Stage.FINAL)


def _until(last: date | None, word: str) -> str:
    return "…" if last is None else f"{word} {last}"


def report(state: State, on: date, calendar: Calendar) -> State | Refusal:
    """Laporkan: the document goes to the authorised official (V.A.7, V.A.11, V.B.8).

    The text reports what the employee has returned. Of an employee who does not return it the
    text says nothing; the report is then possible once it was received, and the history shows
    that the return is missing.
    """
    allowed = [Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.DECIDED, Stage.FINAL]
    if no := barred(state, "report", on, allowed):
        return no
    if state.events.reported is not None:
        values = {"id": state.id, "reported": state.events.reported}
        return refuse("ASN-T046", articles.REPORT, **values)
    by = state.owner(on).employee or state.appraiser
    return stepped(state, _entry(state, "report", on, calendar, by), state.stage, reported=on)
