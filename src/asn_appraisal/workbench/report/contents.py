"""What a report shows, gathered from the other rooms: nothing is computed here but counts."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from asn_appraisal.calibration import Calibration, calibrate
from asn_appraisal.comparison import Comparison, compare
from asn_appraisal.errors import RecordError, Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Scale
from asn_appraisal.policy import Policy
from asn_appraisal.record import Records
from asn_appraisal.scoring import Scorecard, score
from asn_appraisal.workbench.properties import failing, verified
from asn_appraisal.workbench.table import shown

from .pictures import Picture, bars, colour_of, flow
from .rules import Rule, rules_of

#: More rows than these make no page that somebody reads; the rest is named, and `score` has it.
MOST_ROWS = 1000

_PEOPLE = Text("orang", "people")
_COUNTS = Text("Jumlah orang menurut {measure}: {counts}.", "People by {measure}: {counts}.")
_BEFORE, _AFTER = Text("sebelum kalibrasi", "before calibration"), Text("usulan", "proposed")
_SIDES = (Text("sebelum", "before"), Text("sesudah", "after"))
_FLOW = Text("Perpindahan tingkat: {moves}.", "Moves between levels: {moves}.")
_MOVE = Text("{people} orang dari {before} ke {after}", "{people} from {before} to {after}")


@frozen
class Row:
    """Satu orang: the values as they are shown."""

    name: str
    employee: str
    cells: tuple[str, ...]
    #: The colour of the result, where it is a level.
    colour: str
    #: Why there is no result.
    reasons: tuple[str, ...] = ()


@frozen
class Distribution:
    """Sebaran: the levels of one unit before and after its calibration."""

    title: str
    picture: Picture
    #: What was found, and who is proposed to move, a sentence each.
    findings: tuple[str, ...] = ()


@frozen
class Compared:
    """Perbandingan dengan kebijakan lain."""

    title: str
    picture: Picture | None
    lines: tuple[str, ...]


@frozen
class Verdict:
    """Putusan: one property, and whether it holds."""

    name: str
    status: str
    text: str
    #: Whether it is asked of the policy and does not hold.
    fails: bool = False


@frozen
class Report:
    """Isi laporan."""

    policy: Policy
    language: str
    #: The result first, then the other measures.
    columns: tuple[str, ...]
    #: Which of them hold numbers.
    numeric: tuple[bool, ...]
    rows: tuple[Row, ...]
    #: How many rows are not shown.
    hidden: int
    #: How many are complete, incomplete, refused.
    counts: Mapping[str, int]
    distributions: tuple[Distribution, ...]
    rules: tuple[Rule, ...]
    comparison: Compared | None = None
    verdicts: tuple[Verdict, ...] = field(default=())


def report_of(
    policy: Policy,
    records: Records,
    *,
    other: Policy | None = None,
    language: str = "id",
    verify: bool = True,
) -> Report:
    """Gather a report.

    Args:
        policy: the policy that is shown.
        records: the people who are scored under it.
        other: a policy to compare with, as the one before.
        language: `id` or `en`.
        verify: whether the properties of the policy are tried too, which takes seconds.
    """
    cards, refused = _scored(policy, records)
    counts = {
        "complete": sum(card.status == "complete" for card in cards.values()),
        "incomplete": sum(card.status == "incomplete" for card in cards.values()),
        "refused": len(refused),
    }
    single = [name for name, each in policy.measures.items() if each.rows is None]
    names = [policy.result, *(name for name in single if name != policy.result)]
    rows = [*_rows(records, cards, names, language), *_refused_rows(refused, names, language)]
    compared = None
    if other is not None:
        compared = _compared(compare(other, policy, records.appraisals), language)
    return Report(
        policy,
        language,
        tuple(policy.measures[name].label.in_language(language) or name for name in names),
        tuple(policy.measures[name].kind.name == "number" for name in names),
        tuple(rows[:MOST_ROWS]),
        max(0, len(rows) - MOST_ROWS),
        counts,
        tuple(_distributions(policy, records, cards, language)),
        tuple(rules_of(policy, language)),
        compared,
        tuple(verdicts_of(policy, language)) if verify else (),
    )


def _scored(
    policy: Policy, records: Records
) -> tuple[dict[str, Scorecard], dict[str, RecordError]]:
    cards: dict[str, Scorecard] = {}
    refused: dict[str, RecordError] = {}
    for name, appraisal in records.appraisals.items():
        try:
            cards[name] = score(policy, appraisal)
        except RecordError as error:
            refused[name] = error
    return cards, refused


def _rows(
    records: Records, cards: Mapping[str, Scorecard], names: Sequence[str], language: str
) -> Iterator[Row]:
    for name, card in cards.items():
        employee = records.employee_of(card.appraisal)
        known = records.employees.get(employee)
        scale = card.policy.measures[card.policy.result].kind.scale
        colour = ""
        if card.result is not None and scale is not None:
            colour = colour_of(card.result.order, len(scale.levels))
        yield Row(
            name,
            known.name if known is not None and known.name else employee,
            tuple(shown(card[each], language) for each in names),
            colour,
            tuple(each.what.in_language(language) for each in card.problems),
        )


def _refused_rows(
    refused: Mapping[str, RecordError], names: Sequence[str], language: str
) -> Iterator[Row]:
    for name, error in refused.items():
        reasons = tuple(each.what.in_language(language) for each in error.problems)
        yield Row(name, "", ("-",) * len(names), "", reasons)


# Distributions --------------------------------------------------------------------------


def _distributions(
    policy: Policy, records: Records, cards: Mapping[str, Scorecard], language: str
) -> Iterator[Distribution]:
    scale = policy.measures[policy.result].kind.scale
    if scale is None:
        return
    results = [card.result.name for card in cards.values() if card.result is not None]
    counts = {level.name: [results.count(level.name)] for level in scale.levels}
    title = Text("Semua", "Everybody").in_language(language)
    yield Distribution(title, _bars(policy, scale, counts, [_BEFORE], language))
    if policy.calibration is None:
        return
    for unit in records.units.values():
        cohort = records.cohort(unit.id)
        if not cohort.members:
            continue
        parent = records.cohort(cohort.parent) if cohort.parent is not None else None
        try:
            found = calibrate(policy, cohort, parent=parent)
        except RecordError as error:
            reasons = tuple(each.what.in_language(language) for each in error.problems)
            empty = {level.name: [0, 0] for level in scale.levels}
            picture = _bars(policy, scale, empty, [_BEFORE, _AFTER], language)
            yield Distribution(unit.name or unit.id, picture, reasons)
            continue
        yield _calibrated(policy, unit.name or unit.id, found, language)


def _calibrated(policy: Policy, title: str, found: Calibration, language: str) -> Distribution:
    of = policy.calibration.of if policy.calibration is not None else policy.result
    scale = policy.measures[of].kind.scale
    assert scale is not None
    counts = {
        level.name: [found.counts.before.get(level.name, 0), found.counts.after.get(level.name, 0)]
        for level in scale.levels
    }
    said = [each.what.in_language(language) for each in (*found.findings, *found.notes)]
    said += [f"{move.employee}: {move.reason.in_language(language)}" for move in found.moves]
    if found.exempt is not None:
        said.append(found.exempt.in_language(language))
    picture = _bars(policy, scale, counts, [_BEFORE, _AFTER], language)
    return Distribution(title, picture, tuple(said))


def _bars(
    policy: Policy,
    scale: Scale,
    counts: Mapping[str, Sequence[int]],
    series: Sequence[Text],
    language: str,
) -> Picture:
    labels = {level.name: level.label.in_language(language) for level in scale.levels}
    said = "; ".join(
        f"{labels[name]} {' → '.join(map(str, numbers))}" for name, numbers in counts.items()
    )
    measure = policy.measures[policy.result].label.in_language(language) or policy.result
    words = _COUNTS.in_language(language).format(measure=measure, counts=said)
    named = {labels[name]: numbers for name, numbers in counts.items()}
    shown_series = [each.in_language(language) for each in series]
    return bars(named, shown_series, _PEOPLE.in_language(language), words)


# Comparison and verdicts -------------------------------------------------------------------


def _compared(found: Comparison, language: str) -> Compared:
    scales = [policy.measures[policy.result].kind.scale for policy in (found.before, found.after)]
    picture = None
    if scales[0] is not None and scales[1] is not None and any(found.matrix.values()):
        words = Words(language)
        labels = [
            {level.name: words.value(level) for level in scale.levels}
            for scale in scales
            if scale is not None
        ]
        counts = {
            (labels[0][row], labels[1][column]): people
            for (row, column), people in found.matrix.items()
        }
        moves = "; ".join(
            _MOVE.in_language(language).format(people=people, before=row, after=column)
            for (row, column), people in counts.items()
            if people
        )
        said = _FLOW.in_language(language).format(moves=moves)
        sides = (_SIDES[0].in_language(language), _SIDES[1].in_language(language))
        levels = (list(labels[0].values()), list(labels[1].values()))
        picture = flow(counts, levels, sides, said)
    title, *lines = found.text(language).split("\n")
    return Compared(title, picture, tuple(lines[: MOST_ROWS // 2]))


_STATUS = {
    "proved": Text("terbukti", "proved"),
    "proved_up_to": Text("terbukti sampai batas", "proved up to a limit"),
    "not_found": Text("tidak ditemukan contoh", "no example found"),
    "violated": Text("dilanggar", "violated"),
    "waived": Text("dikecualikan", "waived"),
    "stale_waiver": Text("pengecualian tidak perlu", "waiver not needed"),
    "not_applicable": Text("tidak berlaku", "not applicable"),
    "undecided": Text("belum diputuskan", "undecided"),
}


def verdicts_of(policy: Policy, language: str) -> Iterator[Verdict]:
    """Yield the verdict on each property."""
    report = verified(policy)
    fails = failing(report)
    for name, verdict in report.verdicts.items():
        status = _STATUS.get(str(verdict.status), Text.same(str(verdict.status)))
        text = str(verdict.text(language))
        yield Verdict(str(name), status.in_language(language), text, fails=name in fails)
