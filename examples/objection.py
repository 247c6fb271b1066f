"""One objection of the demo: who decides, by when, the decision, and one that comes too late."""

from datetime import date, timedelta
from typing import TypeVar

from attrs import evolve
from printing import heading, say, shown, word

import asn_appraisal as asn
from asn_appraisal.process import (
    Refusal,
    State,
    WorkingDays,
    appraiser_on,
    begin,
    deadlines,
    decide,
    deliver,
    object_to,
    receive,
    sign,
)

T = TypeVar("T")
#: Who objects in time, and who a working day too late.
OBJECTS, TOO_LATE = "2025-dedi", "2025-rudi"
LAST_DAY = date(2026, 2, 20)
#: The free days of these weeks: the day before the lunar new year is joint leave.
CALENDAR = WorkingDays([date(2026, 1, 16), date(2026, 2, 16), date(2026, 2, 17)], years=[2026])
REASONS = {
    "id": "Rata-rata waktu jawaban pertama menghitung hari libur; tanpa hari libur 23 jam.",
    "en": "The mean time to a first answer counts days off; without them it is 23 hours.",
}
DECISION = {
    "id": "Catatan pengaduan menunjukkan 23 jam.",
    "en": "The record of complaints shows 23 hours.",
}
RECOMMENDED = {
    "id": "Umpan balik: jaga mutu jawaban pertama.",
    "en": "Feedback: keep up the quality of first answers.",
}


def held(answer: T | Refusal) -> T:
    """Return what a step came to, where nothing speaks against it."""
    if isinstance(answer, Refusal):
        raise SystemExit(answer.text())
    return answer


def received(policy: asn.Policy, records: asn.Records, name: str) -> State:
    """Take one appraisal from its appraiser to the day on which the employee has it."""
    appraisal = records.appraisals[name]
    assert appraisal.period is not None
    signed = date(2026, 1, 20)
    assignment = records.assignments[appraisal.assignment or ""]
    appraiser = held(appraiser_on(records, assignment, signed, period=appraisal.period))
    state = held(begin(name, assignment.employee, appraiser, policy, appraisal.period))
    state = held(sign(state, signed, asn.score(policy, appraisal), by=appraiser.employee))
    return held(receive(held(deliver(state, date(2026, 1, 28), CALENDAR)), date(2026, 1, 29)))


def corrected(appraisal: asn.Appraisal) -> asn.Appraisal:
    """Return the appraisal with the time to a first answer that the objection shows."""
    results = [
        evolve(
            result,
            indicators=[
                evolve(each, actual=23) if each.id == "tanggap" else each
                for each in result.indicators
            ],
        )
        for result in appraisal.results
    ]
    return evolve(appraisal, results=results)


def objection(policy: asn.Policy, records: asn.Records, lang: str) -> None:
    """Show an objection on its last day and the decision, and another one a working day late."""

    def name_of(employee: str | None) -> str:
        return records.employees[employee or ""].name

    state, late = received(policy, records, OBJECTS), received(policy, records, TOO_LATE)
    heading("objection", lang, name_of(state.employee))
    before, superior = shown(state.result, lang), name_of(state.superior)
    until = deadlines(policy, state.events, CALENDAR)["object"].due
    say(word("received", lang, state.events.received, before, until))
    state = held(object_to(state, LAST_DAY, REASONS[lang], CALENDAR, received=LAST_DAY))
    say(word("objected", lang, state.events.objected, superior, REASONS[lang]))
    state = held(
        decide(
            state,
            date(2026, 2, 27),
            DECISION[lang],
            CALENDAR,
            by=state.superior or "",
            heard=(state.appraiser, state.employee),
            change_to=asn.score(policy, corrected(records.appraisals[OBJECTS])),
            recommendation=RECOMMENDED[lang],
        )
    )
    step = state.log[-1]
    values = (step.on, superior, step.due, before, shown(state.result, lang), step.reasons)
    say(word("decided", lang, *values, dict(step.details)["recommendation"]))
    say(f"\n{word('late', lang, name_of(late.employee))}\n")
    refused = object_to(late, LAST_DAY + timedelta(days=3), REASONS[lang], CALENDAR)
    if isinstance(refused, Refusal):
        say(refused.text(lang))
