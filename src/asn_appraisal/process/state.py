"""The state of one appraisal: a frozen value with a history that only grows."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal

from attrs import evolve, field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.policy import Policy, ProcessRules
from asn_appraisal.record import Period
from asn_appraisal.scoring import Scorecard

from . import articles
from .asking import Appraiser
from .calendars import Calendar
from .deadlines import Events, deadlines
from .refusal import Refusal, refuse, say
from .windows import Window, evaluation_window

#: What an appraisal comes to: a level, a number, a word; or the card that has it.
Outcome = Any
#: Why a result is final.
Finality = Literal["escalated", "named_official", "undisputed", "decided"]


class Stage(Enum):
    """Tahap: where an appraisal stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    DELIVERED = "delivered"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    OBJECTED = "objected"
    DECIDED = "decided"
    FINAL = "final"
    SUPERSEDED = "superseded"


@frozen
class Entry:
    """Catatan riwayat: one step that was taken; never changed and never removed."""

    #: The step, e.g. `sign`.
    step: str
    #: The day.
    on: date
    #: Who took it, by id.
    by: str
    #: The last day for it; None where there is no such day, or its clock had not started.
    due: date | None = None
    #: The reasons that were given.
    reasons: str = ""
    #: The result after the step.
    result: Outcome = None
    #: Who was asked, which decree, which recommendation: (name, text) pairs.
    details: tuple[tuple[str, str], ...] = ()

    @property
    def late(self) -> bool:
        """Tell whether the step came after its last day."""
        return self.due is not None and self.on > self.due


@frozen
class Owner:
    """Yang harus bertindak: whose turn it is."""

    #: The role.
    role: Literal["appraiser", "appraiser_superior", "employee", "authorised_official"]
    #: The employee, by id; None for the authorised official (PyB), whom records do not name.
    employee: str | None = None


@frozen
class State:
    """Keadaan satu penilaian: who, when, what result, and everything that happened.

    Made by `begin`; every step returns a new state, or a refusal and leaves this one as it is.
    """

    #: The id of this record; a correction has an id of its own.
    id: str
    #: Whose appraisal it is, by id.
    employee: str
    #: The appraiser, by id.
    appraiser: str
    #: The appraiser's superior, by id: objections and overdue appraisals go there.
    superior: str | None
    #: The policy, fixed when the appraisal begins.
    policy: Policy
    #: The dates so far, with the period and its evaluation window.
    events: Events
    #: Where it stands.
    stage: Stage = Stage.DRAFT
    #: The result that holds; None before it is signed.
    result: Outcome = None
    #: The card behind the result, if it was signed with one: a snapshot that nothing changes.
    card: Scorecard | None = field(default=None, repr=False)
    #: Why the result is final; None while it is not.
    finality: Finality | None = None
    #: The appraiser is an official whom the regulation names, so the result will be final.
    by_named_official: bool = False
    #: Everything that happened, in order.
    log: tuple[Entry, ...] = ()
    #: The record that this one supersedes, by id.
    supersedes: str | None = None
    #: The record that superseded this one, by id.
    superseded_by: str | None = None

    @property
    def rules(self) -> ProcessRules:
        """Return the process section of the policy."""
        return self.policy.process or ProcessRules()

    @property
    def is_final(self) -> bool:
        """Tell whether the result is final."""
        return self.finality is not None

    @property
    def signer(self) -> str | None:
        """Return who signed the result, by id; None before it is signed."""
        signed = (each for each in self.log if each.step in ("sign", "escalate", "correct"))
        return next((each.by for each in signed), None)

    @property
    def late_steps(self) -> tuple[str, ...]:
        """Return the steps that came after their last day, in order."""
        return tuple(each.step for each in self.log if each.late)

    @property
    def why_final(self) -> Text | None:
        """Say why the result is final; None while it is not."""
        if self.finality is None:
            return None
        found = {name: text for entry in self.log for name, text in entry.details}
        return say(_WHY_FINAL[self.finality], due=found.get(OBJECTION_UNTIL, ""))

    def owner(self, today: date) -> Owner:
        """Say whose turn it is on a day; there is always somebody."""
        match self.stage:
            case Stage.DRAFT:
                late = is_overdue(self, today)
                return self._superior() if late else Owner("appraiser", self.appraiser)
            case Stage.DELIVERED | Stage.RECEIVED:
                return Owner("employee", self.employee)
            case Stage.OBJECTED:
                return self._superior()
            case Stage.SUPERSEDED:
                return Owner("authorised_official")
        if self.events.reported is not None:
            return Owner("authorised_official")
        if self.stage is Stage.DECIDED or self.events.decided or self.events.escalated:
            return self._superior()
        return Owner("appraiser", self.appraiser)

    def _superior(self) -> Owner:
        return Owner("appraiser_superior", self.superior)


#: The detail of a closing entry that says until when an objection was possible.
OBJECTION_UNTIL = "objection_until"

_WHY_FINAL: dict[Finality, str] = {
    "escalated": "ASN-T095",
    "named_official": "ASN-T096",
    "undisputed": "ASN-T097",
    "decided": "ASN-T098",
}


def is_overdue(state: State, today: date) -> bool:
    """Tell whether the window has closed and there is a superior to whom the appraisal passes."""
    closes = state.events.window.closes
    passes = state.rules.overdue_appraiser is not None and state.superior is not None
    return passes and closes is not None and today > closes


def due(state: State, step: str, calendar: Calendar) -> date | None:
    """Return the last day of a step; None where it has none, or its clock has not started."""
    found = deadlines(state.policy, state.events, calendar).get(step)
    return None if found is None else found.due


def begin(  # noqa: PLR0913 - a record has so many parts
    record: str,
    employee: str,
    appraiser: Appraiser,
    policy: Policy,
    period: Period,
    *,
    window: Window | None = None,
    superior: str | None = None,
) -> State | Refusal:
    """Mulai penilaian: open the appraisal of one employee for one period.

    Args:
        record: the id of this record.
        employee: whose appraisal it is, by id.
        appraiser: the answer of `appraiser_on`.
        policy: the policy; it stays fixed to the end.
        period: the period that is appraised.
        window: when it is evaluated; by default `evaluation_window(period)`.
        superior: who is above the appraiser, where `appraiser` does not know.

    Returns:
        The state `draft`; or a refusal, where the policy has no process, nobody is above an
        appraiser whose results are not final, or somebody would appraise themself.
    """
    above = superior if superior is not None else appraiser.superior
    if policy.process is None:
        return refuse("ASN-T020", articles.DIRECT_SUPERIOR, policy=policy.id)
    if no := own_case(employee, appraiser.employee, above):
        return no
    if not appraiser.final and above in (None, appraiser.employee):
        return refuse("ASN-T038", articles.OBJECTION_DAYS, id=record)
    events = Events(period, window if window is not None else evaluation_window(period))
    named = appraiser.final
    return State(
        record, employee, appraiser.employee, above, policy, events, by_named_official=named
    )


def own_case(employee: str, appraiser: str, superior: str | None) -> Refusal | None:
    """Refuse an employee who would be a judge in their own case."""
    if employee == appraiser:
        words = {"role_id": "Pejabat Penilai Kinerja", "role_en": "appraiser"}
    elif employee == superior:
        words = {"role_id": "atasan Pejabat Penilai Kinerja", "role_en": "appraiser's superior"}
    else:
        return None
    return refuse("ASN-T040", articles.DIRECT_SUPERIOR, employee=employee, **words)


# What every step does ---------------------------------------------------------------------

_STAGES = {
    Stage.DRAFT: Text("belum ditandatangani", "is not signed yet"),
    Stage.SIGNED: Text("sudah ditandatangani", "is signed"),
    Stage.DELIVERED: Text("sudah disampaikan", "has been handed over"),
    Stage.RECEIVED: Text("sudah diterima", "has been received"),
    Stage.ACKNOWLEDGED: Text("sudah dikembalikan", "has been returned"),
    Stage.OBJECTED: Text("menunggu keputusan keberatan", "waits for a decision on an objection"),
    Stage.DECIDED: Text("sudah diputus", "has been decided"),
    Stage.FINAL: Text("sudah selesai", "is closed"),
    Stage.SUPERSEDED: Text("sudah digantikan", "has been superseded"),
}

STEPS = {
    "hand_over": Text("Peralihan", "Passing it on"),
    "sign": Text("Penandatanganan", "Signing"),
    "escalate": Text("Penilaian oleh atasan", "Appraisal by the superior"),
    "deliver": Text("Penyampaian", "Delivery"),
    "receive": Text("Penerimaan", "Receipt"),
    "acknowledge": Text("Pengembalian", "Return"),
    "object": Text("Keberatan", "An objection"),
    "receive_objection": Text("Penerimaan keberatan", "Receipt of the objection"),
    "decide": Text("Keputusan", "A decision"),
    "settle": Text("Penyelesaian", "Closing"),
    "report": Text("Pelaporan", "Reporting"),
    "correct": Text("Pembetulan", "A correction"),
}


def barred(state: State, step: str, on: date, allowed: Iterable[Stage]) -> Refusal | None:
    """Refuse a step on a superseded record, at the wrong stage, or before the step before it."""
    if isinstance(on, datetime):
        raise TypeError("a step has a date without a time: a day ends at a different hour per zone")
    stages = [stage for stage in Stage if stage in set(allowed)]
    if state.stage is Stage.SUPERSEDED:
        values = {"id": state.id, "successor": state.superseded_by}
        return refuse("ASN-T043", articles.SILENT, **values)
    if state.stage not in stages:
        return _wrong_stage(state, step, stages)
    if state.log and on < state.log[-1].on:
        return refuse("ASN-T023", articles.SILENT, on=on, last=state.log[-1].on)
    return None


def _wrong_stage(state: State, step: str, stages: list[Stage]) -> Refusal:
    here = _STAGES[state.stage]
    return refuse(
        "ASN-T021",
        articles.SIGNING,
        id=state.id,
        step_id=STEPS[step].id,
        step_en=STEPS[step].en,
        stage_id=here.id,
        stage_en=here.en,
        allowed_id=" / ".join(_STAGES[each].id for each in stages),
        allowed_en=" / ".join(_STAGES[each].en for each in stages),
    )


def stepped(state: State, entry: Entry, stage: Stage, **events: Any) -> State:
    """Return the state after a step: one entry more, and the dates that it set."""
    return evolve(
        state, stage=stage, log=(*state.log, entry), events=evolve(state.events, **events)
    )
