"""R1 to R9: what raters can do, and what becomes of it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.formula import Range, possible
from asn_appraisal.formula.tree import Aggregate, Field, MeasureValue, Node
from asn_appraisal.record import Appraisal

from .changes import marks, unanimous, with_lone_dissenter, with_rater
from .improving import improvement_of
from .outcomes import place, scored
from .reads import reads_of
from .relations import Relation, falls, rises, searched
from .spoken import filled, hundredths
from .study import Finding, Study
from .witness import Witness, lines_of

_NO_RATERS = Text("Kebijakan tidak membaca penilaian perilaku.", "The policy reads no behaviour.")
_NO_MARKS = Text(
    "Kebijakan tidak membaca angka perilaku.", "The policy reads no marks of behaviour."
)
_AVERAGES = ("mean", "median", "trimmed_mean", "lowest", "highest")


def _reads_behaviours(study: Study) -> bool:
    return any(name.startswith("behaviours.") for name in reads_of(study.policy))


def _reads_marks(study: Study) -> bool:
    return any(one.table == "behaviours" and one.name == "value" for one in study.inputs)


# R1 and R2 ---------------------------------------------------------------------------------------


def anonymous(study: Study) -> Finding:
    """Decide whether it matters which rater of one kind gives which mark."""
    if not _reads_behaviours(study):
        return Finding("not_applicable", "", _NO_RATERS)
    if "behaviours.by" in reads_of(study.policy):
        found = Witness(Text("", ""), what=_NAMED, measure=study.policy.result)
        return Finding("violated", "data flow", _NAMED, (found,))
    return Finding("proved", "data flow", _ANONYMOUS)


_NAMED = Text("Kebijakan membaca siapa penilainya.", "The policy reads who the rater is.")
_ANONYMOUS = Text(
    "Penilai hanya terbaca menurut perannya, dan agregatnya simetris.",
    "Raters are read by their role only, and aggregates are symmetric.",
)


def higher_ratings(study: Study) -> Finding:
    """Decide whether a higher rating can lower an outcome."""
    rated = [one for one in study.inputs if one.table == "behaviours" and one.better is not None]
    return improvement_of(study, rated) if rated else Finding("not_applicable", "", _NO_RATERS)


# R3 ---------------------------------------------------------------------------------------------


def between(study: Study) -> Finding:
    """Decide whether what is made of marks lies between the lowest and the highest mark."""
    made = list(_made_of_marks(study))
    if not made:
        return Finding("not_applicable", "", _NO_MARKS)
    doubtful = [name for name, sure in made if not sure]
    names = ", ".join(f"`{name}`" for name, _ in made)
    if not doubtful:
        text = Text(
            f"{names} adalah rata-rata atau urutan dengan bobot tidak negatif.",
            f"{names} is a mean or an order statistic with weights that are not negative.",
        )
        return Finding("proved", "composition", text)
    for mark in (Fraction(50), Fraction(90), Fraction(0), Fraction(100)):
        found = _outside(study, doubtful, mark)
        if found is not None:
            return found
    text = Text(f"Tidak terbukti untuk {names}.", f"Not proved for {names}.")
    return Finding("not_found", "search", text)


def _made_of_marks(study: Study) -> Iterator[tuple[str, bool]]:
    """Yield the measures that aggregate marks, and whether they are surely an average."""
    for name in study.policy.measures:
        measure = study.policy.measures[name]
        body = measure.body
        if name not in study.chain or not isinstance(body, Aggregate):
            continue
        if isinstance(body.value, Field) and (body.value.table, body.value.name) == (
            "behaviours",
            "value",
        ):
            weight = body.weight
            fits = weight is None or _never_negative(study, weight)
            whole = body.default is None or isinstance(body.default, MeasureValue)
            yield name, body.function in _AVERAGES and fits and whole


def _never_negative(study: Study, weight: Node) -> bool:
    found = possible(weight, study.reaches)
    return isinstance(found, Range) and found.never_below(0)


def _outside(study: Study, names: list[str], mark: Fraction) -> Finding | None:
    for appraisal, _ in study.cards():
        card = scored(study.policy, unanimous(appraisal, mark))
        for name in names if card is not None else ():
            assert card is not None
            if study.policy.measures[name].rows is None and place(card[name]) not in (None, mark):
                text = filled(
                    "Semua penilai memberi {mark}, tetapi `{name}` bukan {mark}.",
                    "Every rater gives {mark}, but `{name}` is not {mark}.",
                    mark=mark,
                    name=name,
                )
                lines = lines_of(study.policy, f"measures.{name}")
                found = Witness(Text("", ""), what=text, measure=name, lines=lines)
                return Finding("violated", "search", text, (found,))
    return None


# R5, R7, R8 --------------------------------------------------------------------------------------


def lone_dissenter(study: Study) -> Finding:
    """Report how far one rater moves an outcome away from all the others."""
    if not _reads_marks(study):
        return Finding("not_applicable", "", _NO_MARKS)
    furthest = Fraction(0)
    for appraisal, _ in list(study.cards())[:40]:
        same = scored(study.policy, unanimous(appraisal, Fraction(80)))
        for mark in (Fraction(0), Fraction(100)):
            other = with_lone_dissenter(unanimous(appraisal, Fraction(80)), mark)
            after = scored(study.policy, other)
            for name in study.outcomes:
                if same is None or after is None:
                    continue
                if study.policy.measures[name].kind.name == "number":
                    one, two = place(same[name]), place(after[name])
                    if one is not None and two is not None:
                        furthest = max(furthest, abs(two - one))
    furthest = hundredths(furthest)
    text = filled(
        "Kebijakan tidak menyatakan batas; terlihat sampai {points} angka.",
        "The policy declares no limit; up to {points} points were seen.",
        points=furthest,
    )
    return Finding("not_applicable", "", text, numbers=(("points", exact_text(furthest)),))


def participation(study: Study) -> Finding:
    """Decide whether one more rater, who gives the highest mark there is, can lower an outcome."""
    if not _reads_marks(study):
        return Finding("not_applicable", "", _NO_MARKS)
    return searched(study, _JOINED, _JOINED_HOLDS, most=80)


def _one_more(appraisal: Appraisal) -> Iterable[Appraisal]:
    given = marks(appraisal)
    for rater in dict.fromkeys(each.rater for each in appraisal.behaviours):
        if given:
            yield with_rater(appraisal, max(given), rater)


_JOINED = Relation(
    _one_more,
    falls,
    Text("Satu pegawai yang sama.", "One and the same employee."),
    Text("dengan penilai semula", "with the raters as they were"),
    Text(
        "dengan satu penilai lagi yang memberi nilai tertinggi",
        "with one more rater who gives the highest mark",
    ),
    Text(
        "Penilai tambahan yang memuji menurunkan hasil.", "A further rater who praises lowers it."
    ),
)
_JOINED_HOLDS = Text(
    "Penilai tambahan dengan nilai tertinggi tidak menurunkan hasil.",
    "One more rater with the highest mark lowered no outcome.",
)


def panels(study: Study) -> Finding:
    """Decide whether two panels that each give at least v give at least v together."""
    functions = sorted(
        {
            node.function
            for _, node in study.nodes()
            if isinstance(node, Aggregate) and node.rows.table == "behaviours"
        }
    )
    if not functions or not _reads_marks(study):
        return Finding("not_applicable", "", _NO_MARKS)
    if "trimmed_mean" in functions:
        found = Witness(Text("", ""), what=_PANELS, measure=study.policy.result)
        return Finding("violated", "enumeration", _PANELS, (found,))
    if set(functions) <= {"mean", "median", "lowest", "highest"}:
        return Finding("proved", "composition", _PANELS_HOLD)
    text = Text(f"Tidak terbukti untuk {functions}.", f"Not proved for {functions}.")
    return Finding("undecided", "", text)


_PANELS = Text(
    "Panel (1, 2, 2) dan (1, 2, 2) masing-masing bernilai 2, tetapi bersama 1,75 (rata-rata"
    " terpangkas).",
    "The panels (1, 2, 2) and (1, 2, 2) give 2 each, but 1.75 together (trimmed mean).",
)
_PANELS_HOLD = Text(
    "Rata-rata dan median: dua panel yang masing-masing memberi sedikitnya v bersama memberi"
    " sedikitnya v.",
    "Means and medians: two panels that each give at least v give at least v together.",
)


# R9 ---------------------------------------------------------------------------------------------


def interests(study: Study) -> Finding:
    """Decide whether a self-rating counts without being declared."""
    if not _reads_marks(study):
        return Finding("not_applicable", "", _NO_MARKS)
    allowed = study.policy.evidence.tables["behaviours"].allowed.get("rater")
    if allowed and "self" not in allowed:
        return Finding("proved", "data flow", _NO_SELF)
    if allowed:
        return Finding("not_applicable", "", _SELF_DECLARED)
    return searched(study, _SELF, _NO_SELF, most=80)


def _self_rated(appraisal: Appraisal) -> Iterable[Appraisal]:
    given = marks(appraisal)
    if given and min(given) < 100:  # noqa: PLR2004 - a mark that a rater may well give oneself
        yield with_rater(appraisal, Fraction(100), "self")


_SELF = Relation(
    _self_rated,
    rises,
    Text("Satu pegawai yang sama.", "One and the same employee."),
    Text("tanpa penilaian diri", "without a self-rating"),
    Text("menilai diri sendiri 100", "rating themselves 100"),
    Text(
        "Penilaian diri ikut dihitung, padahal tidak dinyatakan.",
        "A self-rating counts, and nothing declares it.",
    ),
)
_NO_SELF = Text("Penilaian diri tidak dihitung.", "A self-rating does not count.")
_SELF_DECLARED = Text(
    "Kebijakan menyatakan bahwa penilaian diri dihitung.",
    "The policy declares that self-ratings count.",
)
