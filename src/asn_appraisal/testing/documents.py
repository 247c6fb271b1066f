"""Whole lawful policies, as plain data and as values."""

from hypothesis import strategies as st

from asn_appraisal.formula.tree import Rows
from asn_appraisal.policy import Policy, parse_policy

from .calibration_sections import calibration_sections
from .drafting import Drafting
from .drawing import Document, Draw, index
from .evidence_sections import evidence_sections
from .formulas import Formulas

#: Fields that make groups.
GROUPS = {
    "results": ["kind"],
    "indicators": ["aspect", "polarity", "kind", "result"],
    "behaviours": ["aspect", "rater"],
    "competencies": ["cluster", "competency"],
    "periods": [],
}


@st.composite
def ratio_formulas(draw: Draw) -> str:
    """Draw a formula over actual / target that has the normal form."""
    return Formulas(draw, None).ratio(draw(index(4)))


@st.composite
def policy_documents(draw: Draw, *, calibrated: bool = False) -> Document:
    """Dokumen kebijakan: draw the plain data of a whole lawful policy.

    Args:
        draw: given by Hypothesis.
        calibrated: whether its result is a level that a section `calibration:` is about.

    Returns:
        A strategy of what `parse_policy` reads.
    """
    scales = {"predicate": ["kurang", "cukup", "baik", "sangat_baik"], "band": ["low", "high"]}
    labels: Document = {name: {level: level for level in levels} for name, levels in scales.items()}
    if draw(index(5)) == 0:
        labels["expectation"] = {"below": "Di bawah", "meets": "Sesuai", "above": "Di atas"}
    plain = draw(index(3)) == 0
    drafting = Drafting(
        draw,
        {
            "asn_appraisal": "policy/1",
            "id": "generated",
            "scales": labels,
            "evidence": draw(evidence_sections(scales, plain=plain)),
            "measures": {"start": {"formula": "1"}},
            "result": "start",
        },
        plain,
    )
    for rows in draw(st.lists(_places(drafting.policy, plain=plain), min_size=1, max_size=5)):
        drafting.add(rows)
    for _ in range(draw(st.integers(1, 2))):
        drafting.add(None)
    if not calibrated:
        return {**drafting.document, "result": list(drafting.document["measures"])[-1]}
    name = drafting.add_level()
    section = draw(calibration_sections(drafting.policy, name))
    return {**drafting.document, "result": name, "calibration": section}


def _places(policy: Policy, *, plain: bool) -> st.SearchStrategy[Rows | None]:
    """Draw what a measure has a value for."""
    tables = list(policy.evidence.tables)
    grouped = [Rows(table, by) for table in tables for by in GROUPS[table] if not plain]
    return st.sampled_from([None, *[Rows(table) for table in tables] * 2, *grouped])


def policies(*, calibrated: bool = False) -> st.SearchStrategy[Policy]:
    """Kebijakan yang diambil: draw a whole lawful policy, such as nobody would write.

    Args:
        calibrated: whether its result is a level that a section `calibration:` is about.

    Returns:
        A strategy of policies with the id `generated`.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=3, database=None, deadline=None)
    ... @given(policies(calibrated=True))
    ... def has_patterns(policy):
    ...     assert policy.calibration.patterns
    >>> has_patterns()
    """
    return policy_documents(calibrated=calibrated).map(parse_policy)
