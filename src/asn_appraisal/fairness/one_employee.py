"""I3, I4, I7 and I8: targets, flat stretches, levels beside scores, and weights."""

from collections.abc import Iterator
from fractions import Fraction

from asn_appraisal.errors import Text
from asn_appraisal.formula import Range
from asn_appraisal.formula.tree import Bands, MeasureValue

from .cells import Segment
from .changes import with_harder_target
from .differing import Differing, differing
from .improving import is_proved
from .inputs import Input
from .measuring import units
from .outcomes import place
from .reads import reads_of
from .regions import Form, forms_of
from .relations import Relation, rises, searched
from .spoken import exact_range, filled, listed, number
from .study import Finding, Study
from .terms import terms_of

_ONE = Fraction(1)


# I3 --------------------------------------------------------------------------------------------


def harder_targets(study: Study) -> Finding:
    """Decide whether a harder target can raise an outcome."""
    if not _reads_targets(study):
        return Finding("not_applicable", "", _NO_TARGETS)
    if study.once("units-do-not-matter", units).status == "proved" and _follows_ratio(study):
        return Finding("proved", "composition", _BY_RATIO)
    return searched(study, _HARDER, _HARDER_HOLDS)


def _follows_ratio(study: Study) -> bool:
    """Tell whether actuals only help, so that a target k times as large counts like actual / k."""
    actuals = [
        one
        for one in study.inputs
        if (one.table, one.name) == ("indicators", "actual") and one.better != 0
    ]
    return all(is_proved(study, one) and one.range.never_below(0) for one in actuals)


def _reads_targets(study: Study) -> bool:
    read = reads_of(study.policy)
    return any(f"indicators.{name}" in read for name in ("target", "target_from", "target_to"))


_HARDER = Relation(
    with_harder_target,
    rises,
    Text("Pekerjaan yang sama.", "The same work."),
    Text("target semula", "the target as it was"),
    Text("target lebih berat", "a harder target"),
    Text("Target yang lebih berat menaikkan hasil.", "A harder target raises the result."),
)
_BY_RATIO = Text(
    "Satuan tidak terbaca, jadi target k kali lebih besar sama dengan realisasi dibagi k; dan"
    " realisasi yang memburuk tidak menaikkan hasil.",
    "Units are not read, so a target k times as large is an actual divided by k; and an actual that"
    " gets worse raises no outcome.",
)
_HARDER_HOLDS = Text(
    "Hasil tidak naik bila hanya target yang diperberat.",
    "The outcome did not rise when only the target was made harder.",
)
_NO_TARGETS = Text("Kebijakan tidak membaca target.", "The policy reads no targets.")


# I4 and G4 ---------------------------------------------------------------------------------------


def flat_stretches(study: Study) -> Finding:
    """List where more of the evidence changes nothing."""
    found = list(_flat(study))
    if not found:
        return Finding("not_applicable", "", _NO_FLAT)
    text = filled(
        "Kebijakan tidak menyatakan rentang kerja. Datar (rasio realisasi terhadap target):"
        " {places}.",
        "The policy declares no working range. Flat (ratio of actual to target): {places}.",
        places=listed((_flat_text(*each) for each in found), "; "),
    )
    numbers = tuple((name, exact_range(part.span)) for name, part in found)
    return Finding("not_applicable", "", text, numbers=numbers)


def _flat_text(name: str, part: Segment) -> Text:
    sentence = "`{name}` {low} – {high} = {value}"
    low, high = part.span.low, part.span.high
    return filled(sentence, sentence, name=name, low=low, high=high, value=part.start)


def _flat(study: Study) -> Iterator[tuple[str, Segment]]:
    actuals = [one for one in study.inputs if (one.table, one.name) == ("indicators", "actual")]
    for one in actuals:
        for name in sorted(study.chain):
            measure = study.policy.measures[name]
            if measure.kind.name != "number" or not any(map(one.is_leaf, measure.body.walk())):
                continue
            for forms in forms_of(measure.body, one):
                yield from _flat_parts(name, one, forms)


def _flat_parts(name: str, one: Input, forms: list[Form]) -> Iterator[tuple[str, Segment]]:
    word = dict(one.given).get("polarity") or dict(one.given).get("aspect") or ""
    for form in forms:
        for part in form.segments or ():
            low, high = part.span.low, part.span.high
            if part.slope or (low is not None and low == high) or part.span == Range():
                continue
            yield f"{name} {word}".strip(), part


_NO_FLAT = Text(
    "Kebijakan tidak menyatakan rentang kerja, dan tidak ada bagian yang datar.",
    "The policy declares no working range, and nothing is flat.",
)


# I7 --------------------------------------------------------------------------------------------


def level_follows_score(study: Study) -> Finding:
    """Decide whether a better score ever goes with a worse level."""
    policy = study.policy
    scores = [name for name in study.outcomes if policy.measures[name].kind.name == "number"]
    if policy.measures[policy.result].kind.name != "level" or not scores:
        return Finding("not_applicable", "", _NO_PAIR)
    body = policy.measures[policy.result].body
    score = scores[0]
    plain = isinstance(body, Bands) and not any(band.when is not None for band in body.bands)
    if plain and getattr(body.of, "name", "") == score:  # type: ignore[attr-defined]
        return Finding("proved", "composition", _FOLLOWS)
    found, tried = _crossed(study, score)
    if found is not None:
        return found
    return Finding("not_found", "search", _tried(tried, study), examples=tried)


def _crossed(study: Study, score: str) -> tuple[Finding | None, int]:
    """Search for two employees of whom the one with the better score has the worse level."""
    best: dict[Fraction, tuple[Fraction, object]] = {}
    tried = 0
    for appraisal, card in study.cards():
        tried += 1
        level, number = place(card.result), place(card[score])
        if level is None or number is None:
            continue
        if level not in best or number > best[level][0]:
            best[level] = (number, appraisal)
        for lower, (higher, other) in best.items():
            if lower < level and higher > number:
                words = Differing(_TWO, (_MORE, _LESS), Text("", ""))
                pair = (other, appraisal)
                policy = study.policy
                witness = differing(study, pair, words, score, policy.result)  # type: ignore[arg-type]
                return Finding("violated", "search", _CROSSED, (witness,), examples=tried), tried
    return None, tried


def _tried(tried: int, study: Study) -> Text:
    return Text(
        f"{tried} penilaian dibandingkan (seed {study.seed}); tidak ada yang menentang.",
        f"{tried} appraisals were compared (seed {study.seed}); none is against it.",
    )


_TWO = Text("Dua pegawai.", "Two employees.")
_MORE = Text("nilai lebih tinggi", "the higher score")
_LESS = Text("nilai lebih rendah", "the lower score")
_CROSSED = Text(
    "Pegawai dengan nilai lebih tinggi mendapat tingkat lebih rendah.",
    "An employee with the higher score gets the lower level.",
)
_FOLLOWS = Text(
    "Tingkat dibaca dari nilai itu sendiri, tanpa syarat lain.",
    "The level is read from the score itself, without a further condition.",
)
_NO_PAIR = Text("Tidak ada nilai di samping tingkat.", "There is no score beside a level.")


# I8 --------------------------------------------------------------------------------------------


def weights(study: Study) -> Finding:
    """Report the weights that a sum names beside the weights that its ranges give."""
    rows = list(_weighed(study))
    if not rows:
        return Finding("not_applicable", "", _NO_SUM)
    text = filled(
        "Bobot tertulis dan bobot efektif (bobot kali lebar rentang): {rows}.",
        "Weights as written and effective weights (weight times width of the range): {rows}.",
        rows=listed(
            (
                filled("{name}: {text}", "{name}: {text}", name=name, text=text)
                for name, text in rows
            ),
            "; ",
        ),
    )
    return Finding(
        "not_applicable", "", text, numbers=tuple((name, text.en) for name, text in rows)
    )


def _weighed(study: Study) -> Iterator[tuple[str, Text]]:
    for name in study.policy.measures:
        if name not in study.chain or study.policy.measures[name].kind.name != "number":
            continue
        terms = [
            (factor, term.name)
            for factor, term in terms_of(study.policy.measures[name].body)
            if isinstance(term, MeasureValue) and term.rows is None
        ]
        if len(terms) < 2:  # noqa: PLR2004 - one term has no share
            continue
        ranges = [study.reaches.measure(term) for _, term in terms]
        if any(one.low is None or one.high is None for one in ranges):
            yield name, number(None)
            continue
        sizes = [
            abs(factor) * (one.high - one.low)
            for (factor, _), one in zip(terms, ranges, strict=True)
        ]
        if whole := sum(sizes):
            nominal = sum(abs(factor) for factor, _ in terms)
            yield (
                name,
                listed(
                    _shares_text(term, abs(factor) / nominal, size / whole)
                    for (factor, term), size in zip(terms, sizes, strict=True)
                ),
            )


def _shares_text(term: str, nominal: Fraction, effective: Fraction) -> Text:
    sentence = "{term} {nominal} % / {effective} %"
    one, two = (Fraction(round(share * 1000), 10) for share in (nominal, effective))
    return filled(sentence, sentence, term=term, nominal=one, effective=two)


_NO_SUM = Text(
    "Tidak ada jumlah berbobot atas beberapa ukuran.", "There is no weighted sum of measures."
)
