"""G1, G3, G5 and G6: what pays without more work, appeals and sanctions."""

from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text

from .changes import partitioned, with_easier_target
from .differing import Differing, differing
from .improving import improvement
from .reads import reads_of
from .relations import largest_gain
from .study import Finding, Study
from .times import CUT

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
    best, pair, tried = largest_gain(study, lambda each: with_easier_target(each, CUT), score)
    shown = exact_text(Fraction(round(best * 100), 100))
    numbers = (("points", shown),)
    fairness = study.policy.fairness
    limit = fairness.limits.get("target_cut_points") if fairness is not None else None
    if limit is None:
        text = Text(
            f"Kebijakan tidak menyatakan batas. Target 10 % lebih ringan menambah sampai {shown}"
            f" angka pada `{score}` ({tried} penilaian).",
            f"The policy declares no limit. A target 10 % easier adds up to {shown} points to"
            f" `{score}` ({tried} appraisals).",
        )
        return Finding("not_applicable", "", text, numbers=numbers, examples=tried)
    if best <= limit or pair is None:
        text = Text(
            f"Terlihat sampai {shown} angka, di dalam batas {exact_text(limit)}.",
            f"Up to {shown} points were seen, within the limit of {exact_text(limit)}.",
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


def recutting(study: Study) -> Finding:
    """Report the gain from cutting one target into two."""
    score = _score(study)
    if "indicators.actual" not in reads_of(study.policy) or score is None:
        return Finding("not_applicable", "", _NO_ACTUALS)
    best, _, tried = largest_gain(study, partitioned, score)
    shown = exact_text(Fraction(round(best * 100), 100))
    text = Text(
        f"Kebijakan tidak menyatakan batas. Membagi satu target menambah sampai {shown} angka pada"
        f" `{score}` ({tried} penilaian).",
        f"The policy declares no limit. Cutting one target in two adds up to {shown} points to"
        f" `{score}` ({tried} appraisals).",
    )
    return Finding("not_applicable", "", text, numbers=(("points", shown),), examples=tried)


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
        if not study.prover.measure(name, one).never_rises
    ]
    if not rising:
        return Finding("proved", "composition", _LOWER_ONLY)
    listed = ", ".join(f"`{name}`" for name in dict.fromkeys(rising))
    text = Text(
        f"Tidak terbukti bahwa {listed} hanya menurunkan.",
        f"That {listed} only lowers is not proved.",
    )
    return Finding("undecided", "", text)


_NO_SANCTIONS = Text(
    "Kebijakan tidak membaca fakta tentang pelanggaran.", "The policy reads no facts of misconduct."
)
_LOWER_ONLY = Text("Temuan yang lebih berat hanya menurunkan.", "A heavier finding only lowers.")
