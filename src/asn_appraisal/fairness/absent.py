"""R6: what nobody reported is left out or asked for, and never counts as zero."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.tree import Aggregate, Constant
from asn_appraisal.policy import TableRules
from asn_appraisal.record import MISSING, Appraisal, Behaviour, NotApplicable

from .differing import Differing, differing
from .outcomes import place, scored
from .reads import reads_of
from .spoken import filled, value_text
from .study import Finding, Study
from .witness import Witness, lines_of

_AVERAGES = ("mean", "median", "trimmed_mean", "lowest", "highest")
_FIELDS = {"results": ("rating",), "indicators": ("actual",), "behaviours": ("value", "rating")}


def missing(study: Study) -> Finding:
    """Decide whether something that is missing can count as the lowest value there is."""
    counted = list(_counted(study))
    defaults = list(_defaults(study))
    if not counted and not defaults:
        return Finding("proved", "data flow", _NEVER)
    witnesses, tried = [], 0
    for rules, word, value in counted:
        found, count = _shown(study, rules, word, value)
        tried += count
        witnesses += [found] if found is not None else []
    for measure, node in defaults:
        text = filled(
            "ukuran `{name}` memakai {value} bila tidak ada baris",
            "the measure `{name}` takes {value} where there are no rows",
            name=measure,
            value=value_text(node.default.value if isinstance(node.default, Constant) else None),
        )
        found, count = _emptied(study, measure, text)
        tried += count
        witnesses += [found] if found is not None else []
    if witnesses:
        return Finding("violated", "data flow", _ZERO_TEXT, tuple(witnesses), examples=tried)
    text = Text(
        f"Nilai yang tidak ada dihitung, tetapi {tried} penilaian tidak menunjukkan kerugian.",
        f"Values that are not there are counted, but {tried} appraisals showed no harm.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _counted(study: Study) -> Iterator[tuple[TableRules, str, Any]]:
    read = reads_of(study.policy)
    for name, rules in study.policy.evidence.tables.items():
        if not any(each.startswith(f"{name}.") for each in read):
            continue
        for word in ("missing", "not_applicable"):
            absence = getattr(rules, word)
            for action in (absence.otherwise, *(each for *_, each in absence.by_field)):
                if action.name == "count_as":
                    yield rules, word, action.value


def _defaults(study: Study) -> Iterator[tuple[str, Aggregate]]:
    """Yield averages whose default is as low as a value can be."""
    for name, node in study.nodes():
        if not isinstance(node, Aggregate) or node.function not in _AVERAGES:
            continue
        if isinstance(node.default, Constant) and isinstance(node.default.value, Fraction):
            assert node.value is not None
            taken: Range = possible(node.value, Declared())
            if taken.low is None or node.default.value <= taken.low:
                yield name, node


# Trying ----------------------------------------------------------------------------------------


def _shown(study: Study, rules: TableRules, word: str, value: Any) -> tuple[Witness | None, int]:
    """Return two employees: one with a value missing, one without the row at all."""
    tried = 0
    gap = MISSING if word == "missing" else NotApplicable("-")
    table = rules.table
    path = f"evidence.{table}.{word}"
    because = filled(
        "`{path}` menghitungnya sebagai {value}",
        "`{path}` counts it as {value}",
        path=path,
        value=value_text(value),
    )
    for appraisal in study.appraisals(most=120):
        for full, lacking in _pairs(appraisal, table, gap):
            tried += 2
            outcome = _lower(study, full, lacking)
            if outcome is not None:
                texts = (
                    Text("dengan nilai seperti baris lainnya", "with a value like the other rows"),
                    Text("satu nilai belum dilaporkan", "one value is not reported"),
                )
                words = Differing(_SAME, texts, because)
                found = differing(study, (full, lacking), words, outcome, outcome)
                return evolve(found, lines=lines_of(study.policy, path)), tried
    return None, tried


def _pairs(appraisal: Appraisal, table: str, gap: Any) -> Iterator[tuple[Appraisal, Appraisal]]:
    if table == "indicators":
        for at, result in enumerate(appraisal.results):
            if result.indicators:
                rows = [evolve(result.indicators[0], actual=gap), *result.indicators[1:]]
                results = list(appraisal.results)
                results[at] = evolve(result, indicators=rows)
                yield appraisal, evolve(appraisal, results=results)
        return
    name = {"competencies": "attained"}.get(table)
    rows_of: tuple[Any, ...] = getattr(appraisal, table)
    for at, row in enumerate(rows_of):
        if table == "periods":
            return
        fields = (
            (name,) if name else [each for each in _FIELDS[table] if getattr(row, each) != MISSING]
        )
        given: dict[str, Any] = dict.fromkeys(fields, gap)
        changed: dict[str, Any] = {table: [*rows_of[:at], evolve(row, **given), *rows_of[at + 1 :]]}
        yield appraisal, evolve(appraisal, **changed)


def _lower(study: Study, full: Appraisal, lacking: Appraisal) -> str | None:
    before, after = scored(study.policy, full), scored(study.policy, lacking)
    if before is None or after is None:
        return None
    for name in study.outcomes:
        one, two = place(before[name]), place(after[name])
        if one is not None and two is not None and two < one:
            return name
    return None


def _emptied(study: Study, measure: str, because: Text) -> tuple[Witness | None, int]:
    """Return two employees: with all raters, and with those of one kind left out."""
    tried = 0
    for appraisal in study.appraisals(most=200):
        for rows in _fewer(appraisal):
            pair = (appraisal, evolve(appraisal, behaviours=rows))
            tried += 2
            outcome = _lower(study, *pair)
            if outcome is not None:
                texts = (
                    Text("dengan semua penilai", "with every rater"),
                    Text("tanpa satu macam penilai", "without one kind of rater"),
                )
                words = Differing(_SAME, texts, because)
                return differing(study, pair, words, outcome, measure), tried
    return None, tried


def _fewer(appraisal: Appraisal) -> Iterator[list[Behaviour]]:
    """Yield the marks without one kind of rater, and of one kind of rater only."""
    for rater in sorted({each.rater for each in appraisal.behaviours}):
        yield [each for each in appraisal.behaviours if each.rater != rater]
        yield [each for each in appraisal.behaviours if each.rater == rater]


_SAME = Text(
    "Dua pegawai sama dalam segala hal yang dilaporkan.",
    "Two employees are the same in everything that is reported.",
)
_NEVER = Text(
    "Nilai yang tidak ada membuat hasil belum lengkap atau keluar dari perhitungan; tidak pernah"
    " menjadi angka.",
    "A value that is not there makes the result incomplete or leaves the sum; it never becomes a"
    " number.",
)
_ZERO_TEXT = Text(
    "Nilai yang tidak dilaporkan dihitung sebagai angka dan menurunkan hasil.",
    "A value that was not reported counts as a number and lowers the result.",
)
