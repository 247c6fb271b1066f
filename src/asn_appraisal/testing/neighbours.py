"""Appraisals beside each other: one at least as good as another, and those around a boundary."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import event
from hypothesis import strategies as st

from asn_appraisal.errors import RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal
from asn_appraisal.scoring import score

from .drawing import Draw, choose, index, number_in
from .lawful import appraisals
from .pieces import Piece, improvable, pieces
from .turning import breakpoints


@st.composite
def comparable_pairs(
    draw: Draw, policy: Policy, *, everywhere: bool | None = None
) -> tuple[Appraisal, Appraisal]:
    """Pasangan yang dapat dibandingkan: draw two appraisals, the second at least as good.

    The two differ in evidence that has a better direction and in nothing else: an actual (by the
    polarity of its indicator), a mark, a rating, an attained level, or a fact. Where an appraisal
    has no such evidence, or all of it is at its best, the two are equal.

    Args:
        draw: given by Hypothesis.
        policy: the policy that both are appraised under.
        everywhere: True: better in every piece that can be; False: in one; None: either.

    Returns:
        A strategy of pairs: the one, and the one that is at least as good.

    >>> from hypothesis import given, settings
    >>> from asn_appraisal import score
    >>> from asn_appraisal.presets import preset
    >>> policy = preset("talent-box")
    >>> @settings(max_examples=10, database=None)
    ... @given(comparable_pairs(policy))
    ... def never_falls(pair):
    ...     lower, higher = (score(policy, each)["potential_level"] for each in pair)
    ...     assert lower <= higher
    >>> never_falls()
    """
    lower = draw(appraisals(policy, missing=False))
    room = improvable(policy, lower)
    if room and not (draw(index(2)) if everywhere is None else everywhere):
        room = [choose(draw, room)]
    event(f"pieces that are better: {'all' if len(room) > 1 else len(room)}")
    higher, turns = lower, breakpoints(policy)
    for piece in room:
        assert piece.better is not None
        higher = piece.put(higher, number_in(draw, piece.better, turns))
    return lower, higher


@st.composite
def near_boundaries(draw: Draw, policy: Policy) -> Appraisal:
    """Di sekitar batas: draw an appraisal where a small change of one number changes a level.

    One number of the evidence is moved until a level or a flag of the policy, or else the result,
    changes; it then stands on that boundary, or one hundredth to either side of it. Where no
    number of the appraisal reaches a boundary, one of the policy's own numbers is put there.

    Args:
        draw: given by Hypothesis.
        policy: the policy whose boundaries are looked for.

    Returns:
        A strategy of appraisals.

    >>> from hypothesis import given, settings
    >>> from asn_appraisal import score
    >>> from asn_appraisal.presets import preset
    >>> policy = preset("pp-30-2019")
    >>> @settings(max_examples=10, database=None)
    ... @given(near_boundaries(policy))
    ... def always_has_a_predicate(appraisal):
    ...     assert score(policy, appraisal)["predicate"] is not None
    >>> always_has_a_predicate()
    """
    start = draw(appraisals(policy, missing=False))
    known = [piece for piece in pieces(policy, start) if piece.range.has_value]
    if not known:
        return start
    piece = choose(draw, known)
    step = piece.range.grid or Fraction(1, choose(draw, [100, 100, 1, 10_000]))
    places = _places(piece, start, step)
    edge = _boundary(policy, start, piece, step, places)
    if edge is None:
        event("boundary: none in reach")
        return piece.put(start, number_in(draw, piece.range, breakpoints(policy)))
    event("boundary: found")
    at = min(max(edge + choose(draw, [0, 0, -1, 1]), places[0]), places[1])
    return piece.put(start, at * step)


def _places(piece: Piece, start: Appraisal, step: Fraction) -> tuple[int, int]:
    """Return the first and last multiple of `step` that is worth looking at."""
    one, value = piece.range, piece.value
    wide = max(Fraction(1000), 3 * abs(value), *_targets(start))
    low = one.low if one.low is not None else -wide
    high = one.high if one.high is not None else max(wide, low + 10)
    first, last = -(-low // step), high // step
    first += one.low_open and first * step == one.low
    last -= one.high_open and last * step == one.high
    return (first, last) if first <= last else (last, first)


def _targets(start: Appraisal) -> list[Fraction]:
    found = [each.target for result in start.results for each in result.indicators]
    return [2 * target.to for target in found if target is not None] or [Fraction(0)]


def _boundary(
    policy: Policy, start: Appraisal, piece: Piece, step: Fraction, places: tuple[int, int]
) -> int | None:
    """Return the first place, counted in steps, after which the outcome is another one."""

    def outcome(at: int) -> Any:
        try:
            card = score(policy, piece.put(start, at * step))
        except RecordError:
            return None
        return [card[name] for name in _telling(policy)]

    return _first_change(outcome, *places)


def _telling(policy: Policy) -> list[str]:
    """Return the measures of few values; where there are none, the result."""
    few = ("level", "flag", "choice")
    found = [name for name, each in policy.measures.items() if each.kind.name in few]
    return found or [policy.result]


def _first_change(outcome: Callable[[int], Any], low: int, high: int) -> int | None:
    """Halve the way between two places of unlike outcomes until they are neighbours."""
    first = outcome(low)
    if outcome(high) == first:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if outcome(middle) == first:
            low = middle
        else:
            high = middle
    return high


@st.composite
def reordered(draw: Draw, appraisal: Appraisal) -> Appraisal:
    """Urutan lain: draw the same appraisal with its rows, raters and facts in another order.

    Args:
        draw: given by Hypothesis.
        appraisal: the appraisal; nothing in it but the order changes.

    Returns:
        A strategy of appraisals that say the same.
    """

    def mixed(rows: Any) -> list[Any]:
        return list(draw(st.permutations(list(rows)))) if len(rows) > 1 else list(rows)

    return evolve(
        appraisal,
        results=[
            evolve(each, indicators=mixed(each.indicators)) for each in mixed(appraisal.results)
        ],
        behaviours=mixed(appraisal.behaviours),
        competencies=mixed(appraisal.competencies),
        periods=mixed(appraisal.periods),
        facts=dict(mixed(appraisal.facts.items())),
        judgements=dict(mixed(appraisal.judgements.items())),
    )
