"""Several people at once: the cohort of one unit, and the panel of raters of one person."""

from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import event
from hypothesis import strategies as st

from asn_appraisal.formula import Range
from asn_appraisal.policy import Policy, TableRules
from asn_appraisal.record import Appraisal, Behaviour, Cohort, Member

from .drawing import ASPECTS, RATERS, RATINGS, Draw, choose, index, number_in, some
from .lawful import appraisals
from .turning import breakpoints


@st.composite
def cohorts(  # noqa: PLR0913 - all but two by name
    draw: Draw,
    policy: Policy,
    *,
    min_size: int = 1,
    max_size: int = 12,
    ties: bool = True,
    missing: bool = False,
) -> Cohort:
    """Kelompok satu unit: draw the appraisals of a unit with the facts that calibration asks for.

    Args:
        draw: given by Hypothesis.
        policy: the policy that everybody is appraised under.
        min_size: the fewest members.
        max_size: the most members.
        ties: whether members may be copies of each other. Without copies two members can still
            have the same score by chance.
        missing: whether appraisals may lack values; such members are not calibrated.

    Returns:
        A strategy of cohorts of the unit `dinas`, with the employees `p00`, `p01` and so on.

    >>> from hypothesis import given, settings
    >>> from asn_appraisal import calibrate
    >>> from asn_appraisal.presets import preset
    >>> policy = preset("permenpanrb-6-2022")
    >>> @settings(max_examples=5, database=None)
    ... @given(cohorts(policy, min_size=5))
    ... def everybody_has_a_level(cohort):
    ...     assert len(calibrate(policy, cohort).final) == len(cohort.members)
    >>> everybody_has_a_level()
    """
    size = draw(st.integers(min_size, max_size))
    each = appraisals(policy, missing=missing)
    if ties:
        kinds = [draw(each) for _ in range(draw(st.integers(min(1, size), max(1, min(size, 5)))))]
        chosen = [choose(draw, kinds) for _ in range(size)]
    else:
        chosen = draw(st.lists(each, min_size=size, max_size=size, unique_by=_content))
    event(f"cohort: {len({_content(one) for one in chosen})} unlike of {size}")
    members = [
        Member(f"p{at:02}", evolve(one, id=f"p{at:02}-2025")) for at, one in enumerate(chosen)
    ]
    return Cohort("dinas", members, draw(_unit_facts(policy)), parent="kantor")


def _content(appraisal: Appraisal) -> str:
    """Tell appraisals apart that are not equal; they hold mappings, which have no order."""
    return repr(appraisal)


@st.composite
def _unit_facts(draw: Draw, policy: Policy) -> dict[str, Any]:
    """Draw the fact that chooses the pattern, of this year or of the year before."""
    rules = policy.calibration
    if rules is None or rules.choose_by is None:
        return {}
    name = choose(draw, [rules.choose_by, rules.choose_by, f"{rules.choose_by}_last_year"])
    return {name: choose(draw, sorted(rules.patterns))}


@st.composite
def rater_panels(
    draw: Draw, policy: Policy, *, min_raters: int = 1, max_raters: int = 7
) -> tuple[Behaviour, ...]:
    """Panel penilai: draw the marks of several raters, each on every aspect of the policy.

    Put a panel into an appraisal with `attrs.evolve(appraisal, behaviours=panel)`.

    Args:
        draw: given by Hypothesis.
        policy: the policy; its `evidence.behaviours` says who may rate, what, and how.
        min_raters: the fewest raters.
        max_raters: the most raters.

    Returns:
        A strategy of rows, one a rater and aspect, every one with a mark and a rating where the
        policy takes them; empty where the policy reads no behaviour.

    >>> from hypothesis import given, settings
    >>> from asn_appraisal.presets import preset
    >>> @settings(max_examples=5, database=None)
    ... @given(rater_panels(preset("pp-30-2019"), min_raters=2))
    ... def has_two_raters_or_more(panel):
    ...     assert len({row.by for row in panel}) >= 2
    >>> has_two_raters_or_more()
    """
    rules = policy.evidence.tables.get("behaviours")
    if rules is None:
        return ()
    raters = [
        (f"rater{at}", choose(draw, rules.allowed.get("rater") or RATERS))
        for at in range(draw(st.integers(min_raters, max_raters)))
    ]
    aspects = list(rules.aspects) or draw(some(ASPECTS, least=1))
    agreed = draw(index(3)) == 0
    rows = []
    for aspect in aspects:
        one = _mark(draw, policy, rules)
        for by, role in raters:
            value, rating = one if agreed else _mark(draw, policy, rules)
            rows.append(Behaviour(aspect, role, value, rating=rating, by=by))  # type: ignore[arg-type]
    event(f"panel of {len(raters)}, {'unanimous' if agreed else 'each their own'}")
    return tuple(rows)


def _mark(draw: Draw, policy: Policy, rules: TableRules) -> tuple[Fraction, str]:
    limits: Range = rules.fields["value"].range
    ratings = rules.allowed.get("rating") or RATINGS
    return number_in(draw, limits, breakpoints(policy)), choose(draw, ratings)
