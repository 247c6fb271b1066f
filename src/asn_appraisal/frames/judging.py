"""Judgements over columns: a person decides, the policy may suggest, as `scoring/judging.py`."""

from typing import Any

from asn_appraisal.formula.tree import Judgement
from asn_appraisal.policy import Measure

from .facts import Decision
from .integers import FALSE, all_of, any_of, equal, lit, not_, when
from .rows import Trouble
from .values import Val


def judge(measure: Measure, node: Judgement, board: Any) -> Val:
    """Return the level that holds; what stops it is noted on the board."""
    name = measure.name
    scale = node.level_kind.scale
    words = tuple(scale.names()) if scale is not None else ()
    nobody = Decision(FALSE, lit(0), FALSE, FALSE, FALSE)
    said = board.facts.decisions.get(name, nobody)
    suggested = None
    if node.suggest is not None:
        suggested = board._lowering(board.whole).val(node.suggest)  # noqa: SLF001 - its reading
    same = FALSE
    if suggested is not None:
        same = all_of([suggested.ok, equal(said.level, suggested.top)])
    carried = {"reason": said.reason, "evidence": said.evidence}
    carries = all_of([carried[each] for each in node.override])
    fits = all_of([said.given, said.known, any_of([same, carries])])
    note = board.found.troubles.append
    note(Trouble("ASN-S005", name, all_of([said.given, not_(said.known)])))
    # Where what the suggestion needs is missing, nothing says that the decision differs from it.
    held = [] if suggested is None else [suggested.ok]
    lacks = all_of([said.given, said.known, *held, not_(any_of([same, carries]))])
    note(Trouble("ASN-S006", name, lacks))
    if suggested is None:
        note(Trouble("ASN-S004", name, not_(said.given)))
        return Val(said.level, ok=fits, words=words)
    ok = any_of([fits, all_of([not_(said.given), suggested.ok])])
    return Val(when(said.given, said.level, suggested.top), ok=ok, words=words)
