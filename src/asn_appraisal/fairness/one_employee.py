"""I3, I4, I7, I8 and I9: targets, flat stretches, levels beside scores, and weights."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.formula import Range
from asn_appraisal.formula.tree import Bands, MeasureValue

from .cells import Segment
from .changes import with_harder_target
from .differing import Differing, differing
from .improving import is_proved
from .influence import influence, reads, steps_within
from .inputs import Input
from .measuring import units
from .outcomes import place
from .pairs import pair_witness
from .reads import reads_of
from .regions import Form, forms_of
from .relations import Relation, rises, searched
from .spoken import exact_range, filled, hundredths, listed, number
from .study import Finding, Study
from .sweep import Hit, Sweep
from .terms import terms_of
from .witness import Witness

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


# I9 and R4 ---------------------------------------------------------------------------------------


def one_indicator(study: Study) -> Finding:
    """Report how far one indicator can move an outcome by itself."""
    actuals = [one for one in study.inputs if (one.table, one.name) == ("indicators", "actual")]
    if not actuals:
        return Finding("not_applicable", "", _NO_INDICATORS)
    moved = dict(_influences(study, actuals))
    return Finding("not_applicable", "", _no_limit(moved), numbers=_exact(moved))


def one_rater(study: Study) -> Finding:
    """Decide whether one rater can move an outcome further than declared."""
    marks = [one for one in study.inputs if one.table == "behaviours"]
    if not marks:
        return Finding("not_applicable", "", _NO_RATERS)
    moved = dict(_influences(study, marks))
    numbers = _exact(moved)
    fairness = study.policy.fairness
    limits = fairness.limits if fairness is not None else {}
    points, levels = limits.get("one_rater_points"), limits.get("one_rater_levels")
    if points is None and levels is None:
        return Finding("not_applicable", "", _no_limit(moved), numbers=numbers)
    too_far = [
        name
        for name in study.outcomes
        for most in (points if study.policy.measures[name].kind.name == "number" else levels,)
        if most is not None and _furthest(study, name, marks) > most
    ]
    shown = _moves_text(moved)
    for name in too_far:
        most = points if study.policy.measures[name].kind.name == "number" else levels
        found = _moved_too_far(study, name, marks, most or Fraction(0))
        if found is not None:
            return Finding("violated", "number", _TOO_FAR, (found,), numbers)
    if not too_far:
        text = filled(
            "Satu penilai menggeser paling jauh: {moves}.",
            "One rater moves at most: {moves}.",
            moves=shown,
        )
        return Finding("proved", "number", text, numbers=numbers)
    text = filled(
        "Tidak terbukti bahwa satu penilai tetap di dalam batas; batas atas gerakannya: {moves}.",
        "That one rater stays within the limit is not proved; upper bounds of the move: {moves}.",
        moves=shown,
    )
    return Finding("undecided", "number", text, numbers=numbers)


def _moved_too_far(study: Study, name: str, inputs: list[Input], most: Fraction) -> Witness | None:
    """Return two employees, whom one mark alone sets further apart than declared."""
    for one in inputs:
        sweep = Sweep(study.policy, one, study.examples // 2)
        for chain in sweep.chains(study.appraisals(one, most=60), fine=False):
            ranked = sorted(
                (each for each in chain if place(each[2][name]) is not None),
                key=lambda each: place(each[2][name]) or Fraction(0),
            )
            if not ranked:
                continue
            low, high = ranked[0], ranked[-1]
            gap = (place(high[2][name]) or Fraction(0)) - (place(low[2][name]) or Fraction(0))
            if gap > most:
                pair = ((low[0], high[0]), (low[1], high[1]), (low[2], high[2]))
                return pair_witness(study.policy, Hit(one, low[3], *pair, name), (), name)
    return None


_TOO_FAR = Text(
    "Satu penilai sendirian menggeser hasil lebih jauh daripada batasnya.",
    "One rater alone moves an outcome further than the limit.",
)


def _influences(study: Study, inputs: list[Input]) -> Iterator[tuple[str, Fraction]]:
    for name in study.outcomes:
        yield name, hundredths(_furthest(study, name, inputs))


def _exact(moved: Mapping[str, Fraction]) -> tuple[tuple[str, str], ...]:
    return tuple((name, exact_text(value)) for name, value in moved.items())


def _moves_text(moved: Mapping[str, Fraction]) -> Text:
    each = "{name}: {value}"
    return listed(
        (filled(each, each, name=name, value=value) for name, value in moved.items()), "; "
    )


def _furthest(study: Study, name: str, inputs: list[Input]) -> Fraction:
    """Return how far any of the inputs can move an outcome at most, in points or levels."""
    body = study.policy.measures[name].body
    furthest = Fraction(0)
    for one in inputs:
        whens = [band.when for band in getattr(body, "bands", ()) if band.when is not None]
        if isinstance(body, Bands) and not any(reads(study, each, one) for each in whens):
            reach = influence(study, body.of, one)
            furthest = max(furthest, steps_within(body, reach))
        else:
            furthest = max(furthest, influence(study, body, one))
    return furthest


def _no_limit(moved: Mapping[str, Fraction]) -> Text:
    return filled(
        "Kebijakan tidak menyatakan batas. Paling jauh: {moves}.",
        "The policy declares no limit. At most: {moves}.",
        moves=_moves_text(moved),
    )


_NO_INDICATORS = Text("Kebijakan tidak membaca realisasi.", "The policy reads no actuals.")
_NO_RATERS = Text("Kebijakan tidak membaca penilaian perilaku.", "The policy reads no behaviour.")
