"""Calibration sections of policies, drawn as plain data: possible and impossible patterns alike."""

from typing import Any

from hypothesis import strategies as st

from asn_appraisal.policy import Policy

from .drawing import Document, Draw, choose, index, some

#: The facts of a unit that may choose the pattern.
CHOSEN_BY = "organisation_achievement"
PATTERNS = ("istimewa", "baik", "kurang")
_SHARES = ("0%", "10%", "20%", "33%", "50%", "60%", "70%", "100%", "100/3%", "12.5%")
_PEOPLE = ("0 person", "1 person", "2 orang", "5 persons")


@st.composite
def calibration_sections(draw: Draw, policy: Policy, of: str) -> Document:
    """Draw how the levels of one measure are calibrated.

    Args:
        draw: given by Hypothesis.
        policy: the policy so far.
        of: the measure, which has one level an appraisal.
    """
    ranks = [
        name
        for name, each in policy.measures.items()
        if each.rows is None and each.kind.name in ("number", "level") and name != "start"
    ]
    scale = policy.measures[of].kind.scale
    assert scale is not None
    rows = _patterns(scale.names())
    section: Document = {
        "of": of,
        "rank_by": draw(some(ranks))[:3],
        "patterns": {"any": draw(rows)},
    }
    if draw(index(3)) == 0:
        section["choose_by"] = CHOSEN_BY
        section["patterns"] = {name: draw(rows) for name in draw(some(PATTERNS, least=1))}
    section["mode"] = choose(draw, ["bind", "guide"])
    section["most"] = choose(draw, ["majority", "plurality"])
    section["seats"] = choose(draw, ["cumulative", "largest_remainder", "floor", "ceil"])
    section["ties"] = choose(draw, ["together", "together", "up", "down", "manual"])
    section["smallest_pool"] = choose(draw, [1, 1, 2, 3])
    section["below_smallest"] = choose(draw, ["exempt", "parent_unit"])
    return section


@st.composite
def _patterns(draw: Draw, levels: list[str]) -> dict[str, Any]:
    """Draw rows about single levels, about levels that count together, or quotas of every level."""
    if len(levels) > 2 and draw(index(4)) == 0:  # noqa: PLR2004 - two, and the others together
        # Quotas of all levels that add up, as rules of forced distribution have them.
        top, rest = choose(draw, [(20, 60), (15, 35), (10, 70)])
        return {
            levels[-1]: {"share": f"{top}%"},
            levels[-2]: {"share": f"{rest}%"},
            "|".join(levels[:-2]): {"share": f"{100 - top - rest}%"},
        }
    rows = {}
    for _ in range(draw(st.integers(1, 3))):
        together = draw(some(levels, least=1))[: choose(draw, [1, 1, 2])]
        rows["|".join(together)] = draw(_row())
    return rows


@st.composite
def _row(draw: Draw) -> Document:
    amounts = st.sampled_from([*_SHARES, *_SHARES, *_PEOPLE])
    match choose(draw, ["at_most", "at_most", "at_least", "both", "most", "share"]):
        case "most":
            return (
                {"most": "true", "at_most": draw(amounts)} if draw(index(2)) else {"most": "true"}
            )
        case "share":
            return {"share": draw(st.sampled_from(_SHARES))}
        case "both":
            return {"at_least": draw(amounts), "at_most": draw(amounts)}
        case limit:
            return {limit: draw(amounts)}
