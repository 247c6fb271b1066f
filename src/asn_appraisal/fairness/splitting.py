"""V4: one indicator written as two halves, each with half the weight, changes nothing."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import Aggregate, Field, MeasureValue, Node, Rows
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal

from .changes import rotations
from .differing import Differing, differing
from .outcomes import scored
from .reads import reads_of
from .study import Finding, Study
from .witness import Witness

#: Aggregates that give the same for a row that stands twice.
_IDEMPOTENT = ("any", "all", "lowest", "highest")


def splitting(study: Study) -> Finding:
    """Decide whether an indicator in two halves counts as the one it was."""
    table = _table(study.policy)
    if table is None:
        return Finding("not_applicable", "", _NO_WORK)
    chain = study.chain
    broken = [
        (name, function)
        for name in study.policy.measures
        if name in chain
        for function in broken_aggregates(study.policy, name, table)
    ]
    if not broken:
        return Finding("proved", "composition", _NEUTRAL)
    tried = 0
    for appraisal in study.appraisals(most=250):
        if scored(study.policy, appraisal) is None:
            continue
        for turned in rotations(appraisal):
            tried += 2
            found = _halved(study, _varied(turned, table), table, broken)
            if found is not None:
                return Finding("violated", "composition", _COUNTED, (found,), examples=tried)
    text = Text(
        f"Tidak dapat dibuktikan; {tried} penilaian dicoba (seed {study.seed}) tanpa contoh.",
        f"It could not be proved; {tried} appraisals were tried (seed {study.seed}) without an"
        " example.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _table(policy: Policy) -> str | None:
    read = reads_of(policy)
    for table in ("indicators", "results"):
        if any(name.startswith(f"{table}.") for name in read):
            return table
    return None


def broken_aggregates(
    policy: Policy, name: str, table: str, *, weightless: bool = False
) -> Iterator[str]:
    """Yield the aggregates of a measure for which two halves are not one whole.

    Args:
        policy: the policy.
        name: the measure.
        table: the table whose rows are halved.
        weightless: whether to ask about a row of weight zero instead, for which lowest and
            highest, any and all are no exception.
    """
    for node in policy.measures[name].body.walk():
        if not isinstance(node, Aggregate) or node.rows != Rows(table):
            continue
        value_reads = [each for each in (node.value, node.where) if each is not None]
        if any(_reads_weight(policy, each, table) for each in value_reads):
            yield node.function
        elif node.function in _IDEMPOTENT and not weightless:
            continue
        elif node.function not in ("sum", "mean") or not _is_weight(node.weight, table):
            yield node.function


def _reads_weight(policy: Policy, node: Node, table: str) -> bool:
    """Tell whether what is taken of a row hangs on its weight or on its id."""
    for each in node.walk():
        if isinstance(each, Field) and each.table == table and each.name == "weight":
            return True
        own = isinstance(each, MeasureValue) and each.rows == Rows(table)
        if own and _reads_weight(policy, policy.measures[each.name].body, table):  # type: ignore[attr-defined]
            return True
    return False


def _is_weight(node: Node | None, table: str) -> bool:
    """Tell whether a weight is the weight of the row, times what the row has no part in."""
    if node is None:
        return False
    if isinstance(node, Field):
        return node.table == table and node.name == "weight" and not node.parent
    if getattr(node, "sign", "") == "*":
        sides = (node.left, node.right)  # type: ignore[attr-defined]
        own = [_is_weight(side, table) for side in sides]
        other = sides[own.index(True) - 1] if True in own else None
        return own.count(True) == 1 and other is not None and not _reads_own(other, table)
    return False


def _reads_own(node: Node, table: str) -> bool:
    return any(
        (isinstance(each, Field) and each.table == table and each.name == "weight")
        or isinstance(each, MeasureValue)
        for each in node.walk()
    )


# Trying ----------------------------------------------------------------------------------------


def _varied(appraisal: Appraisal, table: str) -> Appraisal:
    """Return the appraisal with the first rows apart from the others, so that halves show."""
    if table == "results":
        if len(appraisal.results) < 2:  # noqa: PLR2004 - two rows differ
            return appraisal
        first, *rest = appraisal.results
        return evolve(appraisal, results=[evolve(first, rating="above"), *rest])
    results = []
    for result in appraisal.results:
        indicators = list(result.indicators)
        if indicators and indicators[0].target is not None:
            lower = indicators[0].target.from_ * Fraction(8, 10)
            indicators[0] = evolve(indicators[0], actual=lower)
        results.append(evolve(result, indicators=indicators))
    return evolve(appraisal, results=results)


def _halved(
    study: Study, appraisal: Appraisal, table: str, broken: list[tuple[str, str]]
) -> Witness | None:
    split = _split(appraisal, table)
    before, after = scored(study.policy, appraisal), scored(study.policy, split)
    if before is None or after is None:
        return None
    differs = [name for name in study.outcomes if before[name] != after[name]]
    if not differs:
        return None
    guilty, function = broken[0]
    because = Text(
        f"ukuran `{guilty}` menghitung baris dengan `{function}`",
        f"the measure `{guilty}` counts rows with `{function}`",
    )
    texts = (
        Text("ditulis sebagai satu baris", "written as one row"),
        Text(
            "ditulis sebagai dua baris berbobot separuh", "written as two rows of half the weight"
        ),
    )
    words = Differing(_SAME, texts, because)
    return differing(study, (appraisal, split), words, differs[0], guilty)


def _split(appraisal: Appraisal, table: str) -> Appraisal:
    """Write the first row as two, with half the weight each."""
    first, *rest = appraisal.results
    if table == "results":
        half = None if first.weight is None else first.weight / 2
        halves = [evolve(first, id=f"{first.id}{each}", weight=half) for each in "ab"]
        return evolve(appraisal, results=[*halves, *rest])
    if not first.indicators:
        return appraisal
    one, *others = first.indicators
    half = None if one.weight is None else one.weight / 2
    halves_of = [evolve(one, id=f"{one.id}{each}", weight=half) for each in "ab"]
    return evolve(appraisal, results=[evolve(first, indicators=[*halves_of, *others]), *rest])


_SAME = Text(
    "Pekerjaan yang sama dengan capaian yang sama.", "The same work with the same achievement."
)
_NO_WORK = Text(
    "Kebijakan tidak membaca hasil kerja dan indikator.",
    "The policy reads no work results and no indicators.",
)
_NEUTRAL = Text(
    "Setiap agregat atas indikator menimbang menurut bobotnya, sehingga dua paruh sama dengan satu"
    " keutuhan.",
    "Every aggregate over the rows of work weighs them by their weight, so that two halves are one"
    " whole.",
)
_COUNTED = Text(
    "Pekerjaan yang ditulis sebagai dua baris dihitung lain daripada sebagai satu baris.",
    "Work that is written as two rows counts otherwise than as one.",
)
