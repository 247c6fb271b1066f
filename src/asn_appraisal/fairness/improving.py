"""I1 and I2: better evidence never makes a result worse."""

from collections.abc import Iterator, Mapping

from asn_appraisal.errors import Text
from asn_appraisal.formula import Level

from .inputs import Input
from .moves import Cause
from .outcomes import place
from .pairs import ordinary, pair_witness, settled
from .study import Finding, Study
from .sweep import Hit, Sweep, falls
from .witness import Witness


def improvement(study: Study) -> Finding:
    """Decide whether better evidence can make an outcome worse."""
    return improvement_of(study, [one for one in study.inputs if one.better is not None])


def improvement_of(study: Study, inputs: list[Input]) -> Finding:
    """Decide it for some of the evidence."""
    judged = [one for one in inputs if is_used(study, one)]
    open_ = _undirected(study)
    if not judged:
        return Finding("not_applicable", "", _nothing(open_))
    doubtful = [one for one in judged if any(_causes(study, one))]
    if not doubtful:
        return Finding("proved", "composition", _holds(judged, open_))
    witnesses: dict[str, Witness] = {}
    unseen, tried = [], 0
    for one in doubtful:
        found, count = _search(study, one)
        tried += count
        for measure, each in found.items():
            witnesses.setdefault(measure, each)
        if not found:
            unseen.append(one)
    if witnesses:
        return Finding(
            "violated", "composition", _broken(study), tuple(witnesses.values()), (), tried
        )
    status = "not_found" if tried else "undecided"
    return Finding(status, "search" if tried else "", _unsure(study, unseen, tried), examples=tried)


def is_used(study: Study, one: Input) -> bool:
    """Tell whether an outcome rests on an input."""
    return any(not study.prover.measure(name, one).is_still for name in study.outcomes)


def _causes(study: Study, one: Input) -> list[tuple[str, tuple[Cause, ...]]]:
    """Return the outcomes that can fall as the input gets better, with the causes."""
    moves = [(name, study.prover.measure(name, one)) for name in study.outcomes]
    return [(name, move.ways[-1]) for name, move in moves if not move.never_falls]


def _undirected(study: Study) -> list[Input]:
    return [one for one in study.inputs if one.better is None and is_used(study, one)]


def is_proved(study: Study, one: Input) -> bool:
    """Tell whether it is proved that no outcome falls as an input gets better."""
    return not _causes(study, one)


def _search(study: Study, one: Input) -> tuple[dict[str, Witness], int]:
    causes = tuple(dict.fromkeys(each for _, some in _causes(study, one) for each in some))
    names = [name for name, _ in _causes(study, one)]
    found: dict[str, Witness] = {}
    tried = 0
    for fine in (False, True):
        sweep = Sweep(study.policy, one, study.examples)
        for hit in _hits(study, sweep, names, fine=fine):
            guilty = _guilty(study, hit, causes)
            if guilty not in found:
                better = settled(study.policy, ordinary(study.policy, hit), study.policy.result)
                found[guilty] = pair_witness(study.policy, better, causes, guilty)
        tried += sweep.tried
        if found:
            break
    return found, tried


def _hits(study: Study, sweep: Sweep, names: list[str], *, fine: bool) -> Iterator[Hit]:
    """Yield pairs of which the better one has the worse outcome, levels first."""
    later: list[Hit] = []
    seen = 0
    for chain in sweep.chains(study.appraisals(sweep.one), fine=fine):
        for name in names:
            for before, after in falls(chain, name):
                worse, better = chain[before], chain[after]
                hit = Hit(
                    sweep.one,
                    worse[3],
                    (worse[0], better[0]),
                    (worse[1], better[1]),
                    (worse[2], better[2]),
                    name,
                )
                if name == study.policy.result:
                    seen += 1
                    yield hit
                elif len(later) < _ENOUGH:
                    later.append(hit)
        if seen >= _ENOUGH:
            return
    yield from later


#: So many pairs show every guilty measure that ordinary settings can show.
_ENOUGH = 60


def _guilty(study: Study, hit: Hit, causes: tuple[Cause, ...]) -> str:
    """Return the measure that turns better evidence into something worse."""
    named = list(dict.fromkeys(each.measure for each in causes))
    for name in study.policy.measures:
        if name in named and _fell(hit.cards[0][name], hit.cards[1][name]):
            return name
    return named[0] if named else hit.outcome


def _fell(before: object, after: object) -> bool:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return any(_fell(before[key], after[key]) for key in before if key in after)
    if isinstance(before, bool) or isinstance(after, bool):
        return bool(before) and not after
    if isinstance(before, str) and not isinstance(before, Level):
        return False
    one, two = place(before), place(after)
    return one is not None and two is not None and two < one


# Words ----------------------------------------------------------------------------------------


def _listed(inputs: list[Input]) -> Text:
    return Text(
        ", ".join(dict.fromkeys(each.label.id for each in inputs)),
        ", ".join(dict.fromkeys(each.label.en for each in inputs)),
    )


def _open_text(open_: list[Input]) -> Text:
    if not open_:
        return Text("", "")
    names = _listed(open_)
    return Text(
        f" Tanpa arah yang dinyatakan, jadi tidak dinilai: {names.id}.",
        f" Without a declared direction, so not judged: {names.en}.",
    )


def _nothing(open_: list[Input]) -> Text:
    more = _open_text(open_)
    return Text(
        f"Tidak ada bukti yang arah baiknya dinyatakan.{more.id}",
        f"No evidence has a declared direction that is better.{more.en}",
    )


def _holds(judged: list[Input], open_: list[Input]) -> Text:
    names, more = _listed(judged), _open_text(open_)
    return Text(
        f"Bila satu bukti membaik dan yang lain tetap, tidak ada hasil yang turun: {names.id}."
        f"{more.id}",
        f"When one piece of evidence gets better and the rest stays, no outcome falls: {names.en}."
        f"{more.en}",
    )


def _broken(study: Study) -> Text:
    del study
    return Text(
        "Ada bukti yang membaik dan hasilnya memburuk.",
        "There is evidence that gets better while the outcome gets worse.",
    )


def _unsure(study: Study, unseen: list[Input], tried: int) -> Text:
    names = _listed(unseen)
    return Text(
        f"Tidak dapat dibuktikan untuk {names.id}; {tried} penilaian dicoba (seed {study.seed})"
        " tanpa contoh.",
        f"It could not be proved for {names.en}; {tried} appraisals were tried (seed {study.seed})"
        " without an example.",
    )
