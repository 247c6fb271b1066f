"""W1, W5, W6 and V5 to V8: what must not matter, beyond units, order and splitting."""

from collections.abc import Iterator
from fractions import Fraction

from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import (
    Fact,
    Field,
    Lookup,
    MeasureValue,
    Round,
)
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.scoring import Inspection

from .changes import partitioned, with_weightless
from .outcomes import scored
from .reads import reads_of
from .relations import Relation, differs, searched
from .splitting import broken_aggregates
from .study import DisagreementError, Finding, Study
from .witness import Witness, lines_of

_NO_ACTUALS = Text("Kebijakan tidak membaca realisasi.", "The policy reads no actuals.")


# W1, W5, W6 --------------------------------------------------------------------------------------


def same_again(study: Study) -> Finding:
    """Decide whether scoring the same evidence again gives the same."""
    tried = 0
    for appraisal, card in study.cards():
        again = scored(study.policy, appraisal)
        tried += 1
        if again != card:
            raise DisagreementError(study.policy.id, "the same appraisal scored twice differs")
        if tried >= _SOME:
            break
    return Finding("proved", "data flow", _NO_CHANCE, examples=tried)


#: So many appraisals are looked at where one would do.
_SOME = 20

_NO_CHANCE = Text(
    "Bahasa kebijakan tidak dapat membaca jam, acak, atau pegawai lain, dan hitungannya eksak.",
    "The language of policies cannot read a clock, chance, or other employees, and is exact.",
)


def trace_adds_up(study: Study) -> Finding:
    """Compute every measure again from its parts, and hold it against the card."""
    tried = 0
    for appraisal, card in study.cards():
        inspection = Inspection.of(study.policy, appraisal)
        tried += 1
        for step in inspection.program.steps:
            name = step.measure.name
            if step.measure.rows is None and not _agrees(inspection.step_value(step), card[name]):
                raise DisagreementError(study.policy.id, f"the trace of {name} gives another value")
        if tried >= _SOME:
            break
    text = Text(
        f"Setiap ukuran dihitung ulang dari bagian-bagiannya untuk {tried} penilaian dan sama.",
        f"Every measure was computed again from its parts for {tried} appraisals, and is the same.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _agrees(one: object, two: object) -> bool:
    return one == two or (one is not None and two is not None and str(one) == str(two))


def rounded_once(study: Study) -> Finding:
    """Decide whether a number that is rounded is then rounded again by itself."""
    twice = [
        (name, path)
        for name, measure in study.policy.measures.items()
        for path in _rounded_again(study.policy, measure)
    ]
    if not twice:
        return Finding("proved", "data flow", _ONCE)
    witnesses = []
    for name, inner in twice:
        text = Text(
            f"ukuran `{name}` membulatkan {inner} yang sudah dibulatkan",
            f"the measure `{name}` rounds {inner}, which is rounded already",
        )
        lines = lines_of(study.policy, f"measures.{name}.round")
        witnesses.append(Witness(Text("", ""), what=text, measure=name, lines=lines))
    return Finding("violated", "data flow", _TWICE, tuple(witnesses))


def _rounded_again(policy: Policy, measure: Measure) -> Iterator[str]:
    if measure.round is None:
        return
    body = measure.body
    if isinstance(body, Round) and body.places > measure.round.places:
        yield "`round(…)`"
    if isinstance(body, MeasureValue):
        inner = policy.measures[body.name].round
        if inner is not None and inner.places > measure.round.places:
            yield f"`{body.name}`"


_ONCE = Text(
    "Tidak ada angka yang dibulatkan dua kali berturut-turut; setiap ukuran dipakai seperti"
    " ditampilkan.",
    "No number is rounded twice in a row; every measure is used as it is shown.",
)
_TWICE = Text(
    "Angka yang sudah dibulatkan dibulatkan lagi.", "A number that is rounded is rounded again."
)


# V5 and V7 ---------------------------------------------------------------------------------------


def partition(study: Study) -> Finding:
    """Decide whether the same work booked against two targets counts the same."""
    if "indicators.actual" not in reads_of(study.policy):
        return Finding("not_applicable", "", _NO_ACTUALS)
    return searched(study, _PARTITION, _PARTITION_HOLDS)


_PARTITION = Relation(
    partitioned,
    differs,
    Text("Pekerjaan yang sama, jumlah yang sama.", "The same work, the same amount."),
    Text("terhadap satu target", "against one target"),
    Text("terhadap dua target separuh", "against two targets of half"),
    Text(
        "Pekerjaan yang sama bernilai lain bila targetnya dibagi dua (tak terhindarkan bila ada"
        " batas"
        " atau anak tangga, N8).",
        "The same work counts otherwise when its target is cut in two (not to be avoided with a cap"
        " or a step, N8).",
    ),
)
_PARTITION_HOLDS = Text(
    "Membagi target tidak mengubah hasil.", "Cutting a target in two changed nothing."
)


def weightless(study: Study) -> Finding:
    """Decide whether an indicator of weight zero changes anything."""
    read = reads_of(study.policy)
    if "indicators.actual" not in read or "indicators.weight" not in read:
        return Finding("not_applicable", "", _NO_WEIGHTS)
    weights = study.policy.evidence.tables["indicators"].fields["weight"].range
    if not weights.holds(Fraction(0)):
        return Finding("not_applicable", "", _NEVER_ZERO)
    broken = [
        name
        for name in study.policy.measures
        if name in study.chain
        for _ in broken_aggregates(study.policy, name, "indicators", weightless=True)
    ]
    if not broken:
        return Finding("proved", "composition", _WEIGHTLESS_HOLDS)
    return searched(study, _WEIGHTLESS, _WEIGHTLESS_HOLDS, guilty=broken[0])


_WEIGHTLESS = Relation(
    with_weightless,
    differs,
    Text("Pekerjaan yang sama.", "The same work."),
    Text("tanpa indikator tambahan", "without a further indicator"),
    Text("dengan satu indikator lagi, berbobot nol", "with one more indicator, of weight zero"),
    Text("Indikator berbobot nol ikut menentukan.", "An indicator of weight zero has a say."),
)
_WEIGHTLESS_HOLDS = Text(
    "Indikator berbobot nol tidak mengubah hasil.", "An indicator of weight zero changes nothing."
)
_NO_WEIGHTS = Text("Kebijakan tidak membaca bobot.", "The policy reads no weights.")
_NEVER_ZERO = Text("Bobot nol tidak sah.", "A weight of zero is not lawful.")


# V6 and V8 ---------------------------------------------------------------------------------------

#: Facts about the post by which policies tell kinds of position apart.
_POSTS = ("kind", "position", "jabatan", "jf_level", "jenjang", "echelon", "eselon", "leads_people")


def positions(study: Study) -> Finding:
    """List where the kind of post decides by itself."""
    facts = sorted(
        {node.name for _, node in study.nodes() if isinstance(node, Fact) and node.name in _POSTS}
    )
    if not facts:
        return Finding("proved", "data flow", _ALIKE)
    listed = ", ".join(f"`{name}`" for name in facts)
    text = Text(
        f"Kebijakan menyatakan perbedaan menurut jabatan: {listed}.",
        f"The policy declares a difference by the post: {listed}.",
    )
    return Finding("not_applicable", "", text)


_ALIKE = Text(
    "Tidak ada rumus yang membaca jenis jabatan: bukti yang sama memberi hasil yang sama.",
    "No formula reads the kind of post: the same evidence gives the same result.",
)


def recoding(study: Study) -> Finding:
    """Decide whether ratings are read by their order only."""
    rated = [
        f"{node.table}.{node.name}"
        for _, node in study.nodes()
        if isinstance(node, Field) and node.kind.name == "level"
    ]
    if not rated:
        return Finding("not_applicable", "", _NO_RATINGS)
    numbered = [name for name in sorted(study.chain) if _is_numbered(study.policy.measures[name])]
    if not numbered:
        return Finding("proved", "data flow", _ORDINAL)
    witnesses = []
    for name in numbered:
        text = Text(
            f"ukuran `{name}` memberi angka pada tingkat; angka lain dapat mengubah urutan pegawai",
            f"the measure `{name}` gives numbers to levels; other numbers can change who is ahead",
        )
        lines = lines_of(study.policy, f"measures.{name}")
        witnesses.append(Witness(Text("", ""), what=text, measure=name, lines=lines))
    return Finding("violated", "data flow", _NUMBERED, tuple(witnesses))


def _is_numbered(measure: Measure) -> bool:
    return any(
        isinstance(node, Lookup) and node.kind.name == "number" and node.of.kind.name == "level"
        for node in measure.body.walk()
    )


_NO_RATINGS = Text("Kebijakan tidak membaca rating.", "The policy reads no ratings.")
_ORDINAL = Text(
    "Rating hanya dibandingkan dan dihitung banyaknya; tidak pernah diberi angka.",
    "Ratings are only compared and counted; they never become numbers.",
)
_NUMBERED = Text(
    "Rating diberi angka lalu dijumlahkan: hasilnya bergantung pada angka itu (N12).",
    "Ratings become numbers and are added: the result depends on those numbers (N12).",
)
