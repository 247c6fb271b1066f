"""V2: the unit in which target and actual are written changes nothing."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula import tree
from asn_appraisal.record import Appraisal, Target

from .differing import Differing, differing
from .outcomes import scored
from .reads import reads_of
from .spoken import filled
from .study import Finding, Study
from .witness import Witness

_AMOUNTS = ("actual", "target", "target_from", "target_to")

# V2 --------------------------------------------------------------------------------------------


def units(study: Study) -> Finding:
    """Decide whether writing target and actual in another unit changes anything."""
    rules = study.policy.evidence.tables.get("indicators")
    read = reads_of(study.policy)
    if rules is None or not read & {f"indicators.{name}" for name in _AMOUNTS}:
        return Finding("not_applicable", "", _NO_UNITS)
    chain = study.chain
    broken = [
        (name, what)
        for name, measure in study.policy.measures.items()
        if name in chain
        for what in _clashes(measure.body)
    ]
    counted = [each for each in (rules.missing, rules.not_applicable) if _counts(each)]
    if not broken and not counted:
        return Finding("proved", "units", _NO_RAW)
    found, tried = _other_unit(study, broken)
    if found is not None:
        return Finding("violated", "units", _RAW, (found,), examples=tried)
    text = Text(
        f"Satuan ikut terbaca, tetapi {tried} penilaian tidak menunjukkan perbedaan.",
        f"Units are read, but {tried} appraisals showed no difference.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _counts(absence: object) -> bool:
    actions = [absence.otherwise, *(each for *_, each in absence.by_field)]  # type: ignore[attr-defined]
    return any(each.name == "count_as" and each.value != 0 for each in actions)


#: A number without a unit may be 0 of any unit.
_ANY = None


class _ClashError(Exception):
    """Two units meet that are not the same."""


def _clashes(body: tree.Node) -> Iterator[str]:
    try:
        unit = _unit(body)
    except _ClashError as clash:
        yield str(clash)
        return
    if unit:
        yield "a number with a unit"


def _unit(node: tree.Node) -> int | None:
    """Return the power of the unit that a node has; None: zero, of any unit.

    Raises:
        _ClashError: units are mixed.
    """
    match node:
        case tree.Constant():
            return _ANY if node.value == 0 else 0
        case tree.Field():
            return 1 if node.table == "indicators" and node.name in _AMOUNTS else 0
        case tree.Fact() | tree.MeasureValue():
            return 0
        case tree.Negative():
            return _unit(node.value)
        case tree.Arithmetic(sign="*"):
            return _sum(_unit(node.left), _unit(node.right), 1)
        case tree.Arithmetic(sign="/"):
            return _sum(_unit(node.left), _unit(node.right), -1)
        case tree.Arithmetic():
            return _same([node.left, node.right])
        case tree.Apply():
            return _same(node.arguments)
        case tree.Round():
            return _plain(node.value)
        case tree.Compare():
            if node.left.kind.name == "number":
                _same([node.left, node.right])
            return 0
        case tree.Logic():
            for each in node.parts:
                _unit(each)
            return 0
        case tree.Not():
            return _unit(node.value)
        case tree.Choose():
            _unit(node.condition)
            return _same([node.then, node.otherwise])
        case tree.Case():
            return _same([each for _, each in node.cases])
        case tree.Aggregate():
            for part in (node.where, node.weight, node.value):
                if part is not None:
                    _plain(part)
            return 0 if node.default is None else _plain(node.default)
        case tree.Bands() | tree.Curve():
            _plain(node.of)
            rows = node.bands if isinstance(node, tree.Bands) else node.pieces
            for row in rows:
                if row.when is not None:
                    _unit(row.when)
            return 0
        case tree.Lookup() | tree.Matrix() | tree.Judgement():
            for each in node.children():
                _unit(each)
            return 0
    raise TypeError(f"no reading of {type(node).__name__}")


def _sum(one: int | None, two: int | None, sign: int) -> int | None:
    return _ANY if one is None or two is None else one + sign * two


def _same(nodes: Sequence[tree.Node]) -> int | None:
    units = {_unit(each) for each in nodes} - {_ANY}
    if len(units) > 1:
        raise _ClashError("numbers with and without a unit are set side by side")
    return units.pop() if units else _ANY


def _plain(node: tree.Node) -> int:
    if _unit(node):
        raise _ClashError("a number with a unit is counted as it is")
    return 0


_FACTORS = (Fraction(10), Fraction(1, 10), Fraction(1000), Fraction(1, 1000))


def _other_unit(study: Study, broken: list[tuple[str, str]]) -> tuple[Witness | None, int]:
    tried = 0
    for appraisal in study.appraisals(most=150):
        if scored(study.policy, appraisal) is None:
            continue
        for factor in _FACTORS:
            other = _in_unit(appraisal, factor)
            tried += 2
            measure = _differs(study, appraisal, other)
            if measure is not None:
                return _unit_witness(study, (appraisal, other), factor, measure, broken), tried
    return None, tried


def _in_unit(appraisal: Appraisal, factor: Fraction) -> Appraisal:
    """Write target and actual of the first indicator in another unit."""
    results = list(appraisal.results)
    first = next((at for at, each in enumerate(results) if each.indicators), None)
    if first is None:
        return appraisal
    one, *rest = results[first].indicators
    target, actual = one.target, one.actual
    changed = evolve(
        one,
        target=None if target is None else Target(target.from_ * factor, target.to * factor),
        actual=actual * factor if isinstance(actual, Fraction) else actual,
    )
    results[first] = evolve(results[first], indicators=[changed, *rest])
    return evolve(appraisal, results=results)


def _differs(study: Study, one: Appraisal, two: Appraisal) -> str | None:
    """Return the first outcome in which two appraisals differ."""
    before, after = scored(study.policy, one), scored(study.policy, two)
    if before is None or after is None:
        return None
    return next((name for name in study.outcomes if before[name] != after[name]), None)


def _unit_witness(
    study: Study,
    pair: tuple[Appraisal, Appraisal],
    factor: Fraction,
    measure: str,
    broken: list[tuple[str, str]],
) -> Witness:
    guilty = broken[0][0] if broken else measure
    texts = (
        Text("satuan semula", "the unit as it was"),
        filled(
            "target dan realisasi satu indikator dikali {factor}",
            "target and actual of one indicator times {factor}",
            factor=factor,
        ),
    )
    because = Text(f"ukuran `{guilty}` membaca satuan", f"the measure `{guilty}` reads units")
    return differing(study, pair, Differing(_SAME_WORK, texts, because), measure, guilty)


_SAME_WORK = Text(
    "Satu pegawai yang sama, ditulis dua kali.", "One and the same employee, written down twice."
)

_NO_UNITS = Text(
    "Kebijakan tidak membaca target dan realisasi.", "The policy reads no targets and no actuals."
)

_NO_RAW = Text(
    "Target dan realisasi hanya terbaca sebagai perbandingan satu sama lain.",
    "Targets and actuals are read in relation to each other only.",
)

_RAW = Text(
    "Satuan yang dipilih untuk target dan realisasi mengubah hasil.",
    "The unit in which target and actual are written changes the result.",
)
