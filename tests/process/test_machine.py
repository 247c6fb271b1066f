"""Any sequence of steps: no record lost, no final result reopened, always a next step."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from asn_appraisal import Policy, parse_policy
from asn_appraisal.process import (
    Appraiser,
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

PRESET = Path(__file__).parents[2] / "src/asn_appraisal/presets/permenpanrb-6-2022.yaml"
YEAR = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
CALENDAR = WorkingDays([date(2026, 2, 17)])
PEOPLE = ("sari", "kasi", "kabid", "kadis")
LEVELS = ("kurang", "baik", "sangat_baik")

people = st.sampled_from(PEOPLE)
levels = st.sampled_from(LEVELS)
reasons = st.sampled_from(("", "Alasan"))
#: Mostly a few days, sometimes past every deadline.
days = st.one_of(st.integers(-1, 3), st.integers(5, 30))

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


@cache
def policy() -> Policy:
    return parse_policy(PRESET.read_text("utf-8"))


class OneAppraisal(RuleBasedStateMachine):
    """Takes steps at random, in turn and out of turn, by the right and the wrong people."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, State] = {}
        self.today = date(2025, 12, 30)
        self.made = 0

    @initialize(final=st.booleans())
    def open(self, *, final: bool) -> None:
        who = Appraiser("kasi", "direct_superior", (), None if final else "kabid", final)
        state = begin("r0", "sari", who, policy(), YEAR)
        assert isinstance(state, State)
        self.records = {"r0": state}

    def take(self, record: int, gap: int, step: Any, *more: Any, **named: Any) -> None:
        """Try a step on one record, and hold what every step must hold."""
        name = sorted(self.records)[record % len(self.records)]
        before = self.records[name]
        on = self.today + timedelta(days=gap)
        found = step(before, on, *more, **named)
        if isinstance(found, Refusal):
            assert found.what.id
            assert found.what.en
            assert found.article
            return
        self.today = max(self.today, on)
        if isinstance(found, Correction):
            self.follow(before, found.before)
            assert found.changes
            assert found.after.id not in self.records
            self.records[found.after.id] = found.after
            found = found.before
        self.follow(before, found)
        self.records[name] = found

    def follow(self, before: State, after: State) -> None:
        """Hold what holds between a state and the next."""
        assert after.id == before.id
        assert after.log[: len(before.log)] == before.log
        assert len(after.log) > len(before.log)
        if after.stage not in (before.stage, Stage.SUPERSEDED):
            assert after.stage in FOLLOWS[before.stage]
        if before.is_final:
            assert (after.finality, after.result) == (before.finality, before.result)
            assert after.stage is not Stage.OBJECTED
        if after.stage is Stage.DECIDED:
            assert after.is_final
        if before.stage is Stage.OBJECTED:
            assert after.stage in (Stage.OBJECTED, Stage.DECIDED)
        if after.result != before.result:
            assert after.log[-1].step in ("sign", "escalate", "decide")

    def open_record(self) -> int:
        """Return the place of the record that nothing has superseded."""
        names = sorted(self.records)
        return next(at for at, name in enumerate(names) if not self.records[name].superseded_by)

    @rule(gap=days, level=levels, choice=st.integers(0, 9))
    def one_in_turn(self, gap: int, level: str, choice: int) -> None:
        """Take a step that fits the stage, by the person whose step it is."""
        record = self.open_record()
        state = self.records[sorted(self.records)[record]]
        superior = state.superior or "kadis"
        more: dict[str, Any]
        match state.stage, choice:
            case Stage.DRAFT, (0 | 1 | 2 | 3):
                more = {"by": superior, "calendar": CALENDAR}
                self.take(record, 40, escalate, level, **more)
            case Stage.DRAFT, _:
                self.take(record, gap, sign, level, by=state.appraiser)
            case ((Stage.FINAL | Stage.DECIDED), (0 | 1)):
                self.make_correction(record, gap, "Alasan", "kadis", level)
            case Stage.SIGNED, _:
                self.take(record, gap, deliver, CALENDAR)
            case Stage.DELIVERED, _:
                self.take(record, gap, receive)
            case Stage.RECEIVED, (0 | 1 | 2):
                self.take(record, gap, acknowledge, CALENDAR)
            case ((Stage.RECEIVED | Stage.ACKNOWLEDGED), (3 | 4 | 5)):
                self.take(record, gap, object_to, "Alasan", CALENDAR)
            case Stage.OBJECTED, (0 | 1 | 2 | 3):
                self.take(record, gap, receive_objection)
            case Stage.OBJECTED, _:
                more = {"by": superior, "heard": PEOPLE, "recommendation": "Saran"}
                more["change_to"] = level if choice % 2 else None
                self.take(record, gap, decide, "Alasan", CALENDAR, **more)
            case _, (6 | 7):
                self.take(record, gap, report, CALENDAR)
            case _:
                self.take(record, gap, settle, CALENDAR)

    @rule(gap=days, level=levels, choice=st.integers(0, 9))
    def another_in_turn(self, gap: int, level: str, choice: int) -> None:
        """As the one before: most steps are in turn."""
        self.one_in_turn(gap, level, choice)

    @rule(record=st.integers(0, 9), gap=days, by=people, level=levels)
    def anybody_signs(self, record: int, gap: int, by: str, level: str) -> None:
        self.take(record, gap, sign, level, by=by)
        self.take(record, gap, escalate, level, by=by, calendar=CALENDAR)

    @rule(record=st.integers(0, 9), gap=days, to=people, above=st.one_of(st.none(), people))
    def hand_over(self, record: int, gap: int, to: str, above: str | None) -> None:
        self.take(record, gap, hand_over, Appraiser(to, "superior", (), above))

    @rule(record=st.integers(0, 9), gap=days)
    def everything_out_of_turn(self, record: int, gap: int) -> None:
        for step in (acknowledge, settle, report, deliver):
            self.take(record, gap, step, CALENDAR)
        for quick in (receive_objection, receive):
            self.take(record, gap, quick)

    @rule(record=st.integers(0, 9), gap=days, why=reasons)
    def object_to(self, record: int, gap: int, why: str) -> None:
        self.take(record, gap, object_to, why, CALENDAR)

    @rule(
        record=st.integers(0, 9),
        gap=days,
        why=reasons,
        named=st.fixed_dictionaries(
            {
                "by": people,
                "heard": st.sampled_from((PEOPLE, ("sari",))),
                "change_to": st.one_of(st.none(), levels),
                "recommendation": reasons,
            }
        ),
    )
    def decide(self, record: int, gap: int, why: str, named: dict[str, Any]) -> None:
        self.take(record, gap, decide, why, CALENDAR, **named)

    @rule(record=st.integers(0, 9), gap=days, by=people, level=levels)
    def correct(self, record: int, gap: int, by: str, level: str) -> None:
        self.make_correction(record, gap, "", by, level)
        if gap > 5:  # rarely, or nothing else would be seen
            self.make_correction(record, gap, "Alasan", by, level)

    def make_correction(self, record: int, gap: int, why: str, by: str, level: str) -> None:
        self.made += 1
        more = {"successor": f"r{self.made}", "by": by, "authority": "SK 1", "outcome": level}
        self.take(record, gap, correct, why, **more)

    @invariant()
    def no_record_is_lost(self) -> None:
        for name, state in self.records.items():
            assert state.id == name
            if state.supersedes is not None:
                assert self.records[state.supersedes].superseded_by == name
            if state.superseded_by is not None:
                assert state.stage is Stage.SUPERSEDED
                assert self.records[state.superseded_by].supersedes == name
        assert sum(each.superseded_by is None for each in self.records.values()) == 1

    @invariant()
    def somebody_has_the_next_step(self) -> None:
        for state in self.records.values():
            for day in (self.today, self.today + timedelta(days=60)):
                owner = state.owner(day)
                assert owner.role == "authorised_official" or owner.employee is not None
                if owner.role in ("appraiser", "appraiser_superior"):
                    assert owner.employee != state.employee

    @invariant()
    def nobody_judges_their_own_case(self) -> None:
        for state in self.records.values():
            assert state.employee not in (state.appraiser, state.superior, state.signer)
            for entry in state.log:
                if entry.step == "decide":
                    assert entry.by not in (state.employee, state.signer)

    @invariant()
    def histories_go_forwards(self) -> None:
        for state in self.records.values():
            dates = [entry.on for entry in state.log]
            assert dates == sorted(dates)
            assert (state.result is not None) == (state.signer is not None)


TestOneAppraisal = OneAppraisal.TestCase
TestOneAppraisal.settings = settings(stateful_step_count=40)
