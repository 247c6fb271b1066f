"""G1, G2, G3, G5 and G6: what pays without more work, appeals and sanctions."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.record import Appraisal

from .changes import first_of, partitioned, with_easier_target, with_first
from .differing import Differing, differing
from .improving import improvement
from .inputs import Input
from .moves import Move
from .reads import reads_of
from .relations import Relation, falls, largest_gain, searched
from .spoken import filled, hundredths
from .study import Finding, Study

#: The share by which targets are cut where gain from a lower target is asked about.
_CUT = Fraction(1, 10)

_NO_ACTUALS = Text("Kebijakan tidak membaca realisasi.", "The policy reads no actuals.")
_NO_SCORE = Text("Tidak ada hasil berupa angka.", "No outcome is a number.")


def _score(study: Study) -> str | None:
    numbers = (name for name in study.outcomes if study.policy.measures[name].kind.name == "number")
    return next(numbers, None)


def lower_target(study: Study) -> Finding:
    """Hold the gain from a target that is 10 per cent easier against the declared limit."""
    score = _score(study)
    if "indicators.actual" not in reads_of(study.policy):
        return Finding("not_applicable", "", _NO_ACTUALS)
    if score is None:
        return Finding("not_applicable", "", _NO_SCORE)
    best, pair, tried = largest_gain(study, lambda each: with_easier_target(each, _CUT), score)
    shown = hundredths(best)
    numbers = (("points", exact_text(shown)),)
    fairness = study.policy.fairness
    limit = fairness.limits.get("target_cut_points") if fairness is not None else None
    if limit is None:
        text = filled(
            "Kebijakan tidak menyatakan batas. Target 10 % lebih ringan menambah sampai {best}"
            " angka pada `{score}` ({tried} penilaian).",
            "The policy declares no limit. A target 10 % easier adds up to {best} points to"
            " `{score}` ({tried} appraisals).",
            best=shown,
            score=score,
            tried=tried,
        )
        return Finding("not_applicable", "", text, numbers=numbers, examples=tried)
    if best <= limit or pair is None:
        text = filled(
            "Terlihat sampai {best} angka, di dalam batas {limit}.",
            "Up to {best} points were seen, within the limit of {limit}.",
            best=shown,
            limit=limit,
        )
        return Finding("not_found", "number", text, numbers=numbers, examples=tried)
    words = Differing(_SAME, (_AS_IT_WAS, _EASIER), Text("", ""))
    witness = differing(study, pair, words, score, score)
    return Finding("violated", "number", _GAIN, (witness,), numbers, tried)


_SAME = Text("Pekerjaan yang sama.", "The same work.")
_AS_IT_WAS = Text("target semula", "the target as it was")
_EASIER = Text("target 10 % lebih ringan", "a target 10 % easier")
_GAIN = Text(
    "Menyepakati target yang lebih ringan menambah lebih banyak angka daripada batas.",
    "Agreeing on an easier target adds more points than the limit.",
)


def more_evidence(study: Study) -> Finding:
    """Decide whether one more target that is met can lower an outcome."""
    if "indicators.actual" not in reads_of(study.policy):
        return Finding("not_applicable", "", _NO_ACTUALS)
    return searched(study, _EXTRA, _EXTRA_HOLDS)


def _with_extra(appraisal: Appraisal) -> Iterable[Appraisal]:
    one = first_of(appraisal)
    if one is None or one.target is None:
        return
    weight = None if one.weight is None else one.weight / 2
    extra = evolve(one, id=f"{one.id}x", weight=weight, actual=one.target.from_)
    yield with_first(appraisal, evolve(one, weight=weight), extra)


_EXTRA = Relation(
    _with_extra,
    falls,
    Text("Satu pegawai yang sama.", "One and the same employee."),
    Text("dengan indikator semula", "with the indicators as they were"),
    Text(
        "dengan satu indikator lagi yang targetnya tercapai, separuh bobot masing-masing",
        "with one more indicator whose target is met, half of the weight each",
    ),
    Text(
        "Indikator tambahan yang tercapai menurunkan hasil.",
        "A further indicator that is met lowers the outcome.",
    ),
)
_EXTRA_HOLDS = Text(
    "Indikator tambahan yang tercapai tidak menurunkan hasil.",
    "A further indicator that is met lowered no outcome.",
)


def recutting(study: Study) -> Finding:
    """Report the gain from cutting one target into two."""
    score = _score(study)
    if "indicators.actual" not in reads_of(study.policy) or score is None:
        return Finding("not_applicable", "", _NO_ACTUALS)
    best, _, tried = largest_gain(study, partitioned, score)
    shown = hundredths(best)
    text = filled(
        "Kebijakan tidak menyatakan batas. Membagi satu target menambah sampai {best} angka pada"
        " `{score}` ({tried} penilaian).",
        "The policy declares no limit. Cutting one target in two adds up to {best} points to"
        " `{score}` ({tried} appraisals).",
        best=shown,
        score=score,
        tried=tried,
    )
    numbers = (("points", exact_text(shown)),)
    return Finding("not_applicable", "", text, numbers=numbers, examples=tried)


def appeal(study: Study) -> Finding:
    """Decide whether a granted appeal can lower the appellant: it is an improvement of evidence."""
    found = study.once("improvement-never-hurts", improvement)
    if found.status != "proved":
        return found
    return Finding("proved", "composition", _APPEAL)


_APPEAL = Text(
    "Keberatan yang dikabulkan memperbaiki bukti, dan bukti yang membaik tidak menurunkan hasil."
    " Bahwa rekan tidak turun tidak dapat dijanjikan bila kuota mengikat (N18).",
    "An appeal that is granted improves evidence, and evidence that gets better lowers no outcome."
    " That no colleague is lowered cannot be promised where a quota binds (N18).",
)

_WORDS = ("sanction", "hukuman", "disiplin", "discipline", "pelanggaran", "misconduct")


def sanctions(study: Study) -> Finding:
    """Decide whether a heavier finding can give a better result."""
    facts = [
        one
        for one in study.inputs
        if one.table == "facts" and any(word in one.name for word in _WORDS)
    ]
    if not facts:
        return Finding("not_applicable", "", _NO_SANCTIONS)
    rising = [
        one.name
        for one in facts
        for name in study.outcomes
        if not _only_lowers(study.prover.measure(name, one), one)
    ]
    if not rising:
        return Finding("proved", "composition", _LOWER_ONLY)
    listed = ", ".join(f"`{name}`" for name in dict.fromkeys(rising))
    text = Text(
        f"Tidak terbukti bahwa {listed} hanya menurunkan.",
        f"That {listed} only lowers is not proved.",
    )
    return Finding("undecided", "", text)


def _only_lowers(move: Move, heavier: Input) -> bool:
    # A move is read as the evidence gets better: lighter, where the policy says so.
    return move.never_falls if heavier.better == -1 else move.never_rises


_NO_SANCTIONS = Text(
    "Kebijakan tidak membaca fakta tentang pelanggaran.", "The policy reads no facts of misconduct."
)
_LOWER_ONLY = Text("Temuan yang lebih berat hanya menurunkan.", "A heavier finding only lowers.")
