"""I9 and R4: how far one indicator, or one rater, moves an outcome."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import Bands

from .influence import influence, reads, steps_within
from .inputs import Input
from .outcomes import place
from .pairs import pair_witness
from .spoken import filled, hundredths, listed
from .study import Finding, Study
from .sweep import Hit, Sweep
from .witness import Witness


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
