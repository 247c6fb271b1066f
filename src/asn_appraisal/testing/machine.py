"""A machine that takes the steps of one appraisal in any order, and holds what must always hold."""

from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from asn_appraisal.policy import Policy
from asn_appraisal.process import (
    Appraiser,
    Calendar,
    Correction,
    Refusal,
    Stage,
    State,
    WorkingDays,
    acknowledge,
    begin,
    correct,
    decide,
    deliver,
    escalate,
    hand_over,
    object_to,
    receive,
    receive_objection,
    report,
    settle,
    sign,
)
from asn_appraisal.record import Period

from .checks import require

PEOPLE = ("sari", "kasi", "kabid", "kadis")

people = st.sampled_from(PEOPLE)
#: Places of levels among those of the policy's result.
places = st.integers(0, 9)
reasons = st.sampled_from(("", "Alasan"))
#: Mostly a few days, sometimes past every deadline.
days = st.one_of(st.integers(-1, 3), st.integers(5, 30))
#: So many days after the last step the window for evaluation has surely closed.
PAST_THE_WINDOW = 40
#: Gaps above this are seldom drawn.
SELDOM = 5

#: What may follow what in one record; a superseded record is closed for good.
FOLLOWS = {
    Stage.DRAFT: {Stage.SIGNED},
    Stage.SIGNED: {Stage.DELIVERED},
    Stage.DELIVERED: {Stage.RECEIVED, Stage.OBJECTED},
    Stage.RECEIVED: {Stage.ACKNOWLEDGED, Stage.OBJECTED, Stage.FINAL},
    Stage.ACKNOWLEDGED: {Stage.OBJECTED, Stage.FINAL},
    Stage.OBJECTED: {Stage.DECIDED},
    Stage.DECIDED: {Stage.FINAL},
    Stage.FINAL: set(),
    Stage.SUPERSEDED: set(),
}


class ProcessMachine(RuleBasedStateMachine):
    """Mesin keadaan proses: steps at random, in turn and out of turn, by right and wrong people.

    Under whatever policy it holds that histories only grow and go forwards, that no final result
    is reopened, that no record is lost, that somebody always has the next step, and that nobody
    judges their own case. Steps that are refused must say why, in both languages, with an article.

    Set `policy` in a subclass, or let `for_policy` do so; the name under which pytest finds it is
    that of its `TestCase`.

    >>> from asn_appraisal.presets import preset
    >>> machine = ProcessMachine.for_policy(preset("permenpanrb-6-2022"))
    >>> TestLife = machine.TestCase
    >>> machine.policy.id
    'permenpanrb-6-2022'
    """

    #: The policy, with a section `process:`.
    policy: ClassVar[Policy]
    #: The calendar that deadlines are counted with.
    calendar: ClassVar[Calendar] = WorkingDays([date(2026, 2, 17)])
    #: The period that is appraised.
    period: ClassVar[Period] = Period("annual", date(2025, 1, 1), date(2025, 12, 31))

    @classmethod
    def for_policy(
        cls, policy: Policy, *, calendar: Calendar | None = None, period: Period | None = None
    ) -> "type[ProcessMachine]":
        """Return a machine for a policy.

        Args:
            policy: the policy, with a section `process:` and a result that has levels.
            calendar: what deadlines are counted with; working days with one holiday by default.
            period: the period that is appraised; the year 2025 by default.

        Raises:
            ValueError: the policy has no section `process:`, or its result has no levels.
        """
        if policy.process is None or policy.measures[policy.result].kind.scale is None:
            raise ValueError(f"{policy.id} needs a section `process:` and a result with levels")
        fixed: dict[str, Any] = {"policy": policy, "__module__": cls.__module__}
        fixed |= {} if calendar is None else {"calendar": calendar}
        fixed |= {} if period is None else {"period": period}
        return type(cls.__name__, (cls,), fixed)

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, State] = {}
        self.today = self.period.until - timedelta(days=1)
        self.made = 0

    @initialize(final=st.booleans())
    def open(self, *, final: bool) -> None:
        """Begin an appraisal by an official whose results are final, or by another."""
        who = Appraiser("kasi", "direct_superior", (), None if final else "kabid", final)
        state = begin("r0", "sari", who, self.policy, self.period)
        require(isinstance(state, State), f"No appraisal can begin: {state}")
        assert isinstance(state, State)
        self.records = {"r0": state}

    def take(self, record: int, gap: int, step: Any, *more: Any, **named: Any) -> None:
        """Try a step on one record, and hold what every step must hold."""
        name = sorted(self.records)[record % len(self.records)]
        before = self.records[name]
        on = self.today + timedelta(days=gap)
        found = step(before, on, *more, **named)
        if isinstance(found, Refusal):
            require(bool(found.what.id), "A refusal says nothing in Indonesian.")
            require(bool(found.what.en), "A refusal says nothing in English.")
            require(bool(found.article), "A refusal names no article.")
            return
        self.today = max(self.today, on)
        if isinstance(found, Correction):
            self.follow(before, found.before)
            require(bool(found.changes), "A correction changes nothing.")
            require(
                found.after.id not in self.records, "A correction takes the id of another record."
            )
            self.records[found.after.id] = found.after
            found = found.before
        self.follow(before, found)
        self.records[name] = found

    def follow(self, before: State, after: State) -> None:
        """Hold what holds between a state and the next."""
        require(after.id == before.id, "A step changed the id of a record.")
        require(after.log[: len(before.log)] == before.log, "A step rewrote history.")
        require(len(after.log) > len(before.log), "A step left no entry.")
        if after.stage not in (before.stage, Stage.SUPERSEDED):
            require(after.stage in FOLLOWS[before.stage], f"{before.stage} became {after.stage}.")
        if before.is_final:
            require(
                (after.finality, after.result) == (before.finality, before.result),
                "A final result changed.",
            )
            require(after.stage is not Stage.OBJECTED, "A final result was reopened.")
        if after.stage is Stage.DECIDED:
            require(after.is_final, "A decision is not final.")
        if before.stage is Stage.OBJECTED:
            require(after.stage in (Stage.OBJECTED, Stage.DECIDED), "An objection was passed over.")
        if after.result != before.result:
            require(
                after.log[-1].step in ("sign", "escalate", "decide"),
                "A step that sets no result did.",
            )

    def level(self, at: int) -> str:
        """Return a level of the policy's result by its place, counted round and round."""
        scale = self.policy.measures[self.policy.result].kind.scale
        assert scale is not None
        return scale.names()[at % len(scale.levels)]

    def open_record(self) -> int:
        """Return the place of the record that nothing has superseded."""
        names = sorted(self.records)
        return next(at for at, name in enumerate(names) if not self.records[name].superseded_by)

    @rule(gap=days, at=places, choice=st.integers(0, 9))
    def one_in_turn(self, gap: int, at: int, choice: int) -> None:
        """Take a step that fits the stage, by the person whose step it is."""
        level = self.level(at)
        record = self.open_record()
        state = self.records[sorted(self.records)[record]]
        superior = state.superior or "kadis"
        more: dict[str, Any]
        match state.stage, choice:
            case Stage.DRAFT, (0 | 1 | 2 | 3):
                more = {"by": superior, "calendar": self.calendar}
                self.take(record, PAST_THE_WINDOW, escalate, level, **more)
            case Stage.DRAFT, _:
                self.take(record, gap, sign, level, by=state.appraiser)
            case ((Stage.FINAL | Stage.DECIDED), (0 | 1)):
                self.make_correction(record, gap, "Alasan", "kadis", level)
            case Stage.SIGNED, _:
                self.take(record, gap, deliver, self.calendar)
            case Stage.DELIVERED, _:
                self.take(record, gap, receive)
            case Stage.RECEIVED, (0 | 1 | 2):
                self.take(record, gap, acknowledge, self.calendar)
            case ((Stage.RECEIVED | Stage.ACKNOWLEDGED), (3 | 4 | 5)):
                self.take(record, gap, object_to, "Alasan", self.calendar)
            case Stage.OBJECTED, (0 | 1 | 2 | 3):
                self.take(record, gap, receive_objection)
            case Stage.OBJECTED, _:
                more = {"by": superior, "heard": PEOPLE, "recommendation": "Saran"}
                more["change_to"] = level if choice % 2 else None
                self.take(record, gap, decide, "Alasan", self.calendar, **more)
            case _, (6 | 7):
                self.take(record, gap, report, self.calendar)
            case _:
                self.take(record, gap, settle, self.calendar)

    @rule(gap=days, at=places, choice=st.integers(0, 9))
    def another_in_turn(self, gap: int, at: int, choice: int) -> None:
        """As the one before: most steps are in turn."""
        self.one_in_turn(gap, at, choice)

    @rule(record=st.integers(0, 9), gap=days, by=people, at=places)
    def anybody_signs(self, record: int, gap: int, by: str, at: int) -> None:
        """Sign, and sign in the place of the appraiser, whoever it is."""
        level = self.level(at)
        self.take(record, gap, sign, level, by=by)
        self.take(record, gap, escalate, level, by=by, calendar=self.calendar)

    @rule(record=st.integers(0, 9), gap=days, to=people, above=st.one_of(st.none(), people))
    def hand_over(self, record: int, gap: int, to: str, above: str | None) -> None:
        """Pass the appraisal on to anybody."""
        self.take(record, gap, hand_over, Appraiser(to, "superior", (), above))

    @rule(record=st.integers(0, 9), gap=days)
    def everything_out_of_turn(self, record: int, gap: int) -> None:
        """Try every short step, whatever the stage."""
        for step in (acknowledge, settle, report, deliver):
            self.take(record, gap, step, self.calendar)
        for quick in (receive_objection, receive):
            self.take(record, gap, quick)

    @rule(record=st.integers(0, 9), gap=days, why=reasons)
    def object_to(self, record: int, gap: int, why: str) -> None:
        """Object, with a reason or without."""
        self.take(record, gap, object_to, why, self.calendar)

    @rule(
        record=st.integers(0, 9),
        gap=days,
        why=reasons,
        named=st.fixed_dictionaries(
            {
                "by": people,
                "heard": st.sampled_from((PEOPLE, ("sari",))),
                "change_to": st.one_of(st.none(), places),
                "recommendation": reasons,
            }
        ),
    )
    def decide(self, record: int, gap: int, why: str, named: dict[str, Any]) -> None:
        """Decide on an objection, whoever it is and whoever was heard."""
        at = named["change_to"]
        named = {**named, "change_to": None if at is None else self.level(at)}
        self.take(record, gap, decide, why, self.calendar, **named)

    @rule(record=st.integers(0, 9), gap=days, by=people, at=places)
    def correct(self, record: int, gap: int, by: str, at: int) -> None:
        """Correct without a reason, and sometimes with one."""
        level = self.level(at)
        self.make_correction(record, gap, "", by, level)
        if gap > SELDOM:  # rarely, or nothing else would be seen
            self.make_correction(record, gap, "Alasan", by, level)

    def make_correction(self, record: int, gap: int, why: str, by: str, level: str) -> None:
        """Try to put another record in the place of one."""
        self.made += 1
        more = {"successor": f"r{self.made}", "by": by, "authority": "SK 1", "outcome": level}
        self.take(record, gap, correct, why, **more)

    @invariant()
    def no_record_is_lost(self) -> None:
        """Hold that every record stays, and that exactly one of them holds."""
        for name, state in self.records.items():
            require(state.id == name, "A record changed its id.")
            if state.supersedes is not None:
                require(
                    self.records[state.supersedes].superseded_by == name,
                    "A superseded record does not know by which.",
                )
            if state.superseded_by is not None:
                require(state.stage is Stage.SUPERSEDED, "A superseded record is still open.")
                require(
                    self.records[state.superseded_by].supersedes == name,
                    "A successor does not know what it supersedes.",
                )
        require(
            sum(each.superseded_by is None for each in self.records.values()) == 1,
            "Not exactly one record holds.",
        )

    @invariant()
    def somebody_has_the_next_step(self) -> None:
        """Hold that it is always somebody's turn, today and in two months."""
        for state in self.records.values():
            for day in (self.today, self.today + timedelta(days=60)):
                owner = state.owner(day)
                require(
                    owner.role == "authorised_official" or owner.employee is not None,
                    "Nobody has the next step.",
                )
                if owner.role in ("appraiser", "appraiser_superior"):
                    require(
                        owner.employee != state.employee,
                        "The next step on a case is with the person it is about.",
                    )

    @invariant()
    def nobody_judges_their_own_case(self) -> None:
        """Hold that nobody appraises, signs or decides about themself."""
        for state in self.records.values():
            require(
                state.employee not in (state.appraiser, state.superior, state.signer),
                "Somebody appraises themself.",
            )
            for entry in state.log:
                if entry.step == "decide":
                    require(
                        entry.by not in (state.employee, state.signer),
                        "Somebody decides on their own case.",
                    )

    @invariant()
    def histories_go_forwards(self) -> None:
        """Hold that histories are in order, and that a result has a signature."""
        for state in self.records.values():
            dates = [entry.on for entry in state.log]
            require(dates == sorted(dates), "A history goes backwards.")
            require(
                (state.result is not None) == (state.signer is not None),
                "A result without a signature, or the other way round.",
            )
