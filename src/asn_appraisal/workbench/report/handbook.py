"""Buku pegangan: a policy as a document for a workshop with those who are appraised under it.

Everything in it is read from the policy; the worked example is computed by the engine.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.explanation import explain
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import ratio_lines
from asn_appraisal.formula.tree import Case, Node
from asn_appraisal.policy import EXPECTATION, Days, Measure, Policy, TableRules
from asn_appraisal.scoring import Scorecard

from .rules import Rule, rules_of

_HUNDRED = 100


@frozen
class Law:
    """Dasar hukum, dan cara naskahnya dibaca."""

    citation: str
    reading: str = ""
    note: str = ""


@frozen
class Example:
    """Contoh hitungan, dihitung oleh pustaka."""

    title: str
    #: What was reported, a line each.
    evidence: tuple[str, ...]
    #: One step a measure: (label, value, how, rows).
    steps: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    result: str
    #: What would reach the next level.
    next: str


@frozen
class Handbook:
    """Isi buku pegangan."""

    policy: Policy
    language: str
    levels: tuple[tuple[str, tuple[str, ...]], ...]
    measured: tuple[tuple[str, tuple[str, ...]], ...]
    rules: tuple[Rule, ...]
    raises: tuple[str, ...]
    example: Example | None
    deadlines: tuple[tuple[str, str], ...]
    laws: tuple[Law, ...]


def handbook_of(
    policy: Policy, card: Scorecard | None = None, *, language: str = "id", draw: bool = True
) -> Handbook:
    """Gather a handbook.

    Args:
        policy: the policy that is explained.
        card: a card under this policy, for the worked example.
        language: `id` or `en`.
        draw: whether rules have pictures; Markdown shows none.
    """
    words = Words.of(policy, language)
    result = policy.measures[policy.result].kind.scale
    scales = [] if result is None else [result]
    levels = [
        (scale.name, tuple(words.value(level) for level in scale.levels[::-1])) for scale in scales
    ]
    return Handbook(
        policy,
        language,
        tuple(levels),
        tuple(_measured(policy, words)),
        tuple(rules_of(policy, language, by_label=True, draw=draw)),
        tuple(_raises(policy, words)),
        None if card is None else _example(card, words),
        tuple(_deadlines(policy, words)),
        tuple(_laws(policy, words)),
    )


# What is measured -----------------------------------------------------------------------

_TABLES = {
    "results": Text("Hasil kerja", "Work results"),
    "indicators": Text("Indikator kinerja", "Indicators"),
    "behaviours": Text("Perilaku kerja", "Behaviour"),
    "competencies": Text("Kompetensi", "Competencies"),
    "periods": Text("Evaluasi periodik", "Periodic evaluations"),
}
_FACTS = Text("Keterangan lain", "Other facts")
_ASPECTS = Text("aspek yang dinilai: {items}", "aspects: {items}")
_ALLOWED = Text("{field}: {items}", "{field}: {items}")
_TOTAL = Text("jumlah bobot harus tepat {total}", "weights must add up to exactly {total}")
_MISSING = {
    "incomplete": Text(
        "yang belum dilaporkan membuat penilaian belum lengkap; tidak dihitung nol",
        "what is not reported leaves the appraisal incomplete; it is not counted as zero",
    ),
    "leave_out": Text(
        "yang belum dilaporkan keluar dari hitungan beserta bobotnya",
        "what is not reported leaves the reckoning with its weight",
    ),
    "count_as": Text(
        "yang belum dilaporkan dihitung {value}", "what is not reported counts as {value}"
    ),
}


def _measured(policy: Policy, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, rules in policy.evidence.tables.items():
        yield _TABLES[name].in_language(words.language), tuple(_table_lines(rules, words))
    facts = [
        words.titled(each.name, each.label)
        if not each.label.in_language(words.language)
        else each.label.in_language(words.language)
        for each in policy.evidence.facts.values()
    ]
    if facts:
        yield _FACTS.in_language(words.language), tuple(facts)


def _table_lines(rules: TableRules, words: Words) -> Iterator[str]:
    if rules.aspects:
        yield _ASPECTS.in_language(words.language).format(items=_listed(rules.aspects, words))
    for name, allowed in rules.allowed.items():
        if allowed and not (name == "aspect" and rules.aspects):
            items = _listed(allowed, words)
            yield _ALLOWED.in_language(words.language).format(field=words.field(name), items=items)
    if rules.weight_total is not None:
        total = words.number(rules.weight_total.total)
        yield _TOTAL.in_language(words.language).format(total=total)
    action = rules.missing.otherwise
    value = words.number(action.value) if isinstance(action.value, Fraction) else action.value
    yield _MISSING[action.name].in_language(words.language).format(value=value)


def _listed(items: Sequence[str], words: Words) -> str:
    ratings = {each.name: words.value(each).lower() for each in EXPECTATION.levels}
    return ", ".join(ratings.get(each, words.word(each)) for each in items)


# What raises a result -------------------------------------------------------------------

_RISES = Text(
    "{name}: naik bersama realisasi, dari {low} pada {first} % target sampai {high} mulai "
    "{last} % target.",
    "{name}: rises with the actual, from {low} at {first} % of the target to {high} from {last} % "
    "of the target on.",
)
_FALLS = Text(
    "{name}: turun bila realisasi naik, dari {low} sampai {first} % target ke {high} pada "
    "{last} % target.",
    "{name}: falls as the actual rises, from {low} up to {first} % of the target to {high} at "
    "{last} % of the target.",
)


def _raises(policy: Policy, words: Words) -> Iterator[str]:
    """Say how numbers follow actual over target, where that is all they follow."""
    for measure in policy.measures.values():
        body = measure.body
        parts = body.cases if isinstance(body, Case) else (("", body),)
        for word, part in parts:
            text = _direction(measure, word, part, words)
            if text is not None:
                yield text


def _direction(measure: Measure, word: str, body: Node, words: Words) -> str | None:
    """Say where a formula that goes one way begins and ends to move; None where it turns."""
    pieces = ratio_lines(body)
    moving = [each for each in pieces or () if each[2]]
    if len(moving) != 1:
        return None
    begin, end, slope, start = moving[0]
    if begin is None or end is None:
        return None
    label = measure.label.in_language(words.language) or measure.name
    values = {
        "name": f"{label} ({words.word(word)})" if word else label,
        "first": words.number(begin * _HUNDRED),
        "last": words.number(end * _HUNDRED),
        "low": words.number(slope * begin + start),
        "high": words.number(slope * end + start),
    }
    return (_RISES if slope > 0 else _FALLS).in_language(words.language).format_map(values)


# The worked example ---------------------------------------------------------------------

_INDICATOR = Text(
    "{title}: target {target}, realisasi {actual}", "{title}: target {target}, actual {actual}"
)
_MARK = Text("{aspect}: {value}", "{aspect}: {value}")


def _example(card: Scorecard, words: Words) -> Example:
    made = explain(card, language=words.language)
    steps = tuple(
        (
            step.label,
            step.value,
            step.numbers,
            tuple(f"{words.key(row.key)}: {row.numbers or row.value}" for row in step.rows),
        )
        for step in made.steps
    )
    result = card.policy.measures[card.policy.result]
    label = result.label.in_language(words.language) or result.name
    following = made.contrast().text if card.status == "complete" else ""
    shown = f"{label}: {words.value(card.result)}"
    return Example(card.appraisal.id, tuple(_evidence(card, words)), steps, shown, following)


def _evidence(card: Scorecard, words: Words) -> Iterator[str]:
    for result in card.appraisal.results:
        for each in result.indicators:
            target = "-" if each.target is None else words.reported(each.target.to)
            if each.target is not None and not each.target.is_single:
                target = f"{words.reported(each.target.from_)}–{target}"
            actual = each.realised
            shown = words.reported(actual) if isinstance(actual, Fraction) else words.value(None)
            unit = f" {each.unit}" if each.unit else ""
            yield _INDICATOR.in_language(words.language).format(
                title=each.title or f"{result.id}.{each.id}",
                target=f"{target}{unit}",
                actual=f"{shown}{unit}",
            )
    for mark in card.appraisal.behaviours:
        value = mark.value if isinstance(mark.value, Fraction) else None
        text = words.reported(value) if value is not None else words.word(str(mark.rating))
        yield _MARK.in_language(words.language).format(aspect=mark.aspect, value=text)


# Deadlines and law ------------------------------------------------------------------------

_STEPS = {
    "deliver_within": Text(
        "Dokumen evaluasi disampaikan kepada pegawai", "The document is delivered"
    ),
    "acknowledge_within": Text("Pegawai menandatangani", "The employee acknowledges it"),
    "object_within": Text("Pegawai dapat mengajukan keberatan", "The employee may object"),
    "decide_objection_within": Text("Keberatan diputuskan", "An objection is decided"),
    "report_within": Text("Hasil dilaporkan", "The result is reported"),
}
_PLAN = Text("SKP ditetapkan", "The plan is set")
_ON = Text("paling lambat {day} {month}", "by {day} {month}")
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = Text("dalam {count} hari{working}", "within {count} {working}days")
_WORKING = Text(" kerja", "working ")


def _deadlines(policy: Policy, words: Words) -> Iterator[tuple[str, str]]:
    rules = policy.process
    if rules is None:
        return
    if rules.plan_set_by is not None:
        month, day = rules.plan_set_by
        named = _MONTHS[words.language].split()[month - 1]
        on = _ON.in_language(words.language).format(day=day, month=named)
        yield _PLAN.in_language(words.language), on
    for name, step in _STEPS.items():
        days: Days | None = getattr(rules, name)
        if days is not None:
            working = _WORKING.in_language(words.language) if days.working else ""
            within = _DAYS.in_language(words.language).format(count=days.count, working=working)
            yield step.in_language(words.language), within


def _laws(policy: Policy, words: Words) -> Iterator[Law]:
    for each in policy.sources.values():
        reading, note = (
            "" if text is None else text.in_language(words.language)
            for text in (each.reading, each.note)
        )
        yield Law(str(each), reading, note)
