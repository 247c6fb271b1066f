"""W2, W3, W4: always an answer, within bounds, every level reachable."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula import Declared, Level, Range, possible
from asn_appraisal.formula.tree import (
    Aggregate,
    Arithmetic,
    Bands,
    Case,
    Curve,
    Judgement,
    Lookup,
    Matrix,
    Node,
)
from asn_appraisal.policy import Measure
from asn_appraisal.record import Appraisal

from .outcomes import place
from .spoken import exact_range, filled, listed
from .study import DisagreementError, Finding, Study
from .sweep import Sweep
from .tables import band_places, curve_places
from .witness import Shown, Witness, lines_of

# W2 --------------------------------------------------------------------------------------------


def answers(study: Study) -> Finding:
    """Decide whether every complete appraisal gets exactly one value of every measure."""
    holes = [hole for measure in study.policy.measures.values() for hole in _holes(measure)]
    if not holes:
        return Finding("proved", "enumeration", _answered(study))
    witnesses = []
    for measure, path, what in holes:
        text = Text(f"ukuran `{measure}`: {what.id}", f"the measure `{measure}`: {what.en}")
        lines = lines_of(study.policy, path)
        witnesses.append(
            Witness(Text("", ""), what=text, because=text, measure=measure, lines=lines)
        )
    return Finding("violated", "enumeration", _HOLES, tuple(witnesses))


def _holes(measure: Measure) -> Iterator[tuple[str, str, Text]]:
    """Yield (measure, path, what) for each value that no row of a table takes."""
    path = f"measures.{measure.name}"
    for node in measure.body.walk():
        match node:
            case Bands():
                yield from _table_holes(measure, node, f"{path}.bands")
            case Curve():
                yield from _table_holes(measure, node, f"{path}.curve")
            case Matrix():
                yield from _matrix_holes(measure, node, f"{path}.matrix")
            case Lookup():
                words = _words(node.of)
                lacking = sorted(words - {word for word, _ in node.values})
                yield from ((measure.name, f"{path}.lookup", _lacks(word)) for word in lacking)
            case Case():
                lacking = sorted(_words(node.of) - {word for word, _ in node.cases})
                yield from ((measure.name, f"{path}.cases", _lacks(word)) for word in lacking)
            case Arithmetic(sign="/"):
                below = possible(node.right, Declared())
                if below.can_be_zero and not _is_guarded(measure.body):
                    yield measure.name, path, Text("pembagi dapat nol", "a divisor can be zero")


def _is_guarded(body: Node) -> bool:
    """Tell whether conditions around divisions keep divisors from zero, as reading has checked."""
    divisions = _Divisions()
    possible(body.suggest if isinstance(body, Judgement) and body.suggest else body, divisions)
    return not divisions.unsafe


@frozen(eq=False)
class _Divisions(Declared):
    """What a policy declares, with a note of each divisor that can be zero."""

    unsafe: list[Node] = field(factory=list)

    def divided(self, node: Arithmetic, by: Range) -> None:
        """Note a divisor that can be zero."""
        if by.can_be_zero:
            self.unsafe.append(node.right)


def _table_holes(
    measure: Measure, node: Bands | Curve, path: str
) -> Iterator[tuple[str, str, Text]]:
    rows = node.bands if isinstance(node, Bands) else node.pieces
    conditions = sum(row.when is not None for row in rows)
    reach = possible(node.of, Declared())
    # Without its conditions a table has fewer rows: what is whole then, is whole always.
    held = (False,) * conditions
    if isinstance(node, Bands):
        places = band_places(node, reach, held)
    else:
        places = curve_places(node, reach, held)
    for one in places:
        if one.row is None:
            yield measure.name, path, _hole_text(one.span)


def _hole_text(span: Range) -> Text:
    if span.is_single:
        return filled(
            "tidak ada baris untuk tepat {low}", "no row takes exactly {low}", low=span.low
        )
    return filled(
        "tidak ada baris untuk nilai di antara {low} dan {high}",
        "no row takes what lies between {low} and {high}",
        low=span.low,
        high=span.high,
    )


def _matrix_holes(measure: Measure, node: Matrix, path: str) -> Iterator[tuple[str, str, Text]]:
    cells = {(row, column) for row, column, _ in node.cells}
    for row in sorted(_words(node.rows)):
        for column in sorted(_words(node.columns)):
            if (row, column) not in cells:
                yield measure.name, f"{path}.cells", _lacks(f"{row}/{column}")


def _words(node: Node) -> set[str]:
    found = possible(node, Declared()) or ()
    return {
        str(each).lower() if isinstance(each, bool) else getattr(each, "name", each)
        for each in found
    }


def _lacks(word: str) -> Text:
    return Text(f"tidak ada nilai untuk `{word}`", f"there is no value for `{word}`")


_HOLES = Text(
    "Ada nilai yang dapat terjadi dan tidak mendapat jawaban.",
    "There are values that can occur and that get no answer.",
)


def _answered(study: Study) -> Text:
    empty = sorted(
        {
            name
            for name, node in study.nodes()
            if isinstance(node, Aggregate) and node.default is None and node.function != "count"
        }
    )
    names = ", ".join(f"`{name}`" for name in empty)
    more = Text("", "")
    if empty:
        more = Text(
            " Tanpa satu baris pun, ukuran ini tidak bernilai dan kartu nilai menyebutnya:"
            f" {names}.",
            f" Without a single row these have no value, and the card says so: {names}.",
        )
    return Text(
        "Setiap tabel menutup semua nilai yang dapat terjadi, dan tidak ada pembagi nol: penilaian"
        f" yang lengkap mendapat tepat satu hasil.{more.id}",
        "Every table covers every value that can occur, and no divisor is zero: a complete"
        f" appraisal gets exactly one result.{more.en}",
    )


# W3 --------------------------------------------------------------------------------------------


def bounds(study: Study) -> Finding:
    """Decide whether every outcome that is a number stays between two limits."""
    policy = study.policy
    numbers = [name for name in study.outcomes if policy.measures[name].kind.name == "number"]
    if not numbers:
        return Finding("proved", "composition", _SCALE)
    ranges = {name: study.reaches.measure(name) for name in numbers}
    open_ = [name for name, one in ranges.items() if one.low is None or one.high is None]
    shown = tuple((name, exact_range(one)) for name, one in ranges.items())
    if not open_:
        text = filled(
            "Setiap angka tetap di dalam batasnya: {limits}.",
            "Every number stays within its limits: {limits}.",
            limits=listed(
                filled(
                    "`{name}` {low}–{high}",
                    "`{name}` {low}–{high}",
                    name=name,
                    low=one.low,
                    high=one.high,
                )
                for name, one in ranges.items()
            ),
        )
        return Finding("proved", "composition", text, numbers=shown)
    witnesses, tried = [], 0
    for name in open_:
        found, count = _growing(study, name)
        tried += count
        witnesses += [found] if found is not None else []
    names = ", ".join(f"`{name}`" for name in open_)
    if witnesses:
        text = Text(f"Tidak ada batas untuk {names}.", f"There is no limit for {names}.")
        return Finding("violated", "composition", text, tuple(witnesses), shown, tried)
    text = Text(
        f"Batas {names} tidak dapat dibuktikan; {tried} penilaian tidak menunjukkan nilai ekstrem.",
        f"No limit of {names} could be proved; {tried} appraisals showed no extreme value.",
    )
    return Finding("not_found", "search", text, (), shown, tried)


#: A number this far out is beyond any that a rule could mean.
_EXTREME = 10_000


def _growing(study: Study, name: str) -> tuple[Witness | None, int]:
    """Return an appraisal under which a number is extreme."""
    tried = 0
    for one in study.inputs:
        if study.prover.measure(name, one).is_still or one.kind.name != "number":
            continue
        sweep = Sweep(study.policy, one, study.examples // 4)
        for chain in sweep.chains(study.appraisals(one, most=8), fine=False):
            for _, appraisal, card, _ in chain:
                value = place(card[name])
                if value is not None and abs(value) >= _EXTREME:
                    return _extreme(study, name, appraisal), tried + sweep.tried
        tried += sweep.tried
    return None, tried


def _extreme(study: Study, name: str, appraisal: Appraisal) -> Witness:
    text = Text(
        "satu bukti jauh di luar kebiasaan", "one piece of evidence far out of the ordinary"
    )
    shown = Shown.of(study.policy, "A", appraisal, text, [name])
    because = Text(f"ukuran `{name}` tidak dibatasi", f"the measure `{name}` has no limit")
    lines = lines_of(study.policy, f"measures.{name}")
    return Witness(_ONE, (shown,), because=because, measure=name, lines=lines)


_ONE = Text("Satu pegawai:", "One employee:")
_SCALE = Text(
    "Hasilnya tingkat pada skala, dan tidak ada angka di belakangnya.",
    "The result is a level of a scale, and no number stands behind it.",
)


# W4 --------------------------------------------------------------------------------------------


def reachable(study: Study) -> Finding:
    """Decide whether every level of the result is reached by somebody."""
    policy = study.policy
    kind = policy.measures[policy.result].kind
    if kind.scale is None:
        return Finding("not_applicable", "", _NO_LEVELS)
    can = study.reaches.measure(policy.result)
    never = [level for level in kind.scale if level not in can]
    if never:
        return Finding("violated", "enumeration", _never(never), (_unreached(study, never),))
    waiting = {level.name for level in kind.scale}
    tried = 0
    for _, card in study.cards():
        if not waiting:
            break
        tried += 1
        waiting.discard(str(card.result))
    for one in study.inputs:
        if waiting and tried < 2 * study.examples:
            sweep = Sweep(policy, one, study.examples // 2)
            for chain in sweep.chains(study.appraisals(one, most=60), fine=False):
                waiting -= {str(card.result) for _, _, card, _ in chain}
                if not waiting:
                    break
            tried += sweep.tried
    if not waiting:
        return Finding("proved", "examples", _REACHED, examples=tried)
    named = ", ".join(f"`{name}`" for name in sorted(waiting))
    text = Text(
        f"{tried} penilaian tidak mencapai {named}; tidak terbukti bahwa tidak dapat dicapai.",
        f"{tried} appraisals did not reach {named}; that it cannot be reached is not proved.",
    )
    return Finding("undecided", "search", text, examples=tried)


def _unreached(study: Study, never: list[Level]) -> Witness:
    policy = study.policy
    best: tuple[Fraction, Appraisal] | None = None
    for appraisal, card in study.cards():
        here = place(card.result)
        if here is not None and (best is None or here > best[0]):
            best = (here, appraisal)
    what = _never(never)
    lines = lines_of(policy, f"measures.{policy.result}")
    if best is None:
        return Witness(Text("", ""), what=what, because=what, measure=policy.result, lines=lines)
    text = Text("hasil tertinggi yang ditemukan", "the highest result that was found")
    shown = Shown.of(policy, "A", best[1], text, _shown(study))
    found = Witness(_ONE, (shown,), what=what, measure=policy.result, lines=lines)
    if not found.replay(policy):
        raise DisagreementError(policy.id, found.text("en", policy=policy))
    return found


def _shown(study: Study) -> list[str]:
    return [name for name in study.outcomes if study.policy.measures[name].rows is None][:3]


def _never(levels: list[Level]) -> Text:
    ids = ", ".join(f"'{level.label.id}'" for level in levels)
    english = ", ".join(f"'{level.label.en}'" for level in levels)
    return Text(
        f"Tidak seorang pun dapat memperoleh {ids}.", f"No employee can ever get {english}."
    )


_NO_LEVELS = Text("Hasilnya angka, bukan tingkat.", "The result is a number, not a level.")
_REACHED = Text(
    "Untuk setiap tingkat hasil ada penilaian yang mencapainya.",
    "For every level of the result there is an appraisal that reaches it.",
)
