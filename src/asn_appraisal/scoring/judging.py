"""Judgements: a person decides, the policy may suggest, and a different decision needs reasons."""

from collections.abc import Mapping

from attrs import frozen

from asn_appraisal.errors import LANGUAGES, Text, suggestion
from asn_appraisal.formula.tree import Judgement as JudgementNode
from asn_appraisal.record import Judgement

from .code import Run
from .frame import Frame
from .taken import Taken

#: What a decision may have to carry, as it is called.
_CALLED = {"reason": Text("alasan", "a reason"), "evidence": Text("bukti", "evidence")}


@frozen
class Judging:
    """How one judgement is taken."""

    name: str
    slot: int
    node: JudgementNode
    #: What the policy suggests, compiled.
    suggest: Run | None

    def suggested(self, frame: Frame) -> int | None:
        """Return the order of the level suggested; None where there is no suggestion."""
        if self.suggest is None:
            return None
        order: int = self.suggest(frame, 0)
        return order


def take_judgement(
    judging: Judging, frame: Frame, judgements: Mapping[str, Judgement], taken: Taken
) -> int | None:
    """Return the order of the level that holds; what stops it, or is to be noted, is reported.

    Raises:
        Gap: what the suggestion needs is missing, and nobody decided with all that a decision
            of their own has to carry.
    """
    given = judgements.get(judging.name)
    if given is None:
        return _suggestion_alone(judging, frame, taken)
    scale = judging.node.level_kind.scale
    assert scale is not None
    level = scale.find(given.level)
    if level is None:
        near = suggestion(given.level, scale.names())
        taken.stop("ASN-S005", measure=judging.name, level=given.level, **near)
        return None
    lacking = _lacking(judging, given)
    # Without anything lacking the decision stands, whatever the suggestion, if there is one.
    if lacking and level.order != judging.suggested(frame):
        words = {
            f"lacking_{language}": ", ".join(
                _CALLED[name].in_language(language) for name in lacking
            )
            for language in LANGUAGES
        }
        taken.stop("ASN-S006", measure=judging.name, level=level.name, **words)
        return None
    return level.order


def _suggestion_alone(judging: Judging, frame: Frame, taken: Taken) -> int | None:
    suggested = judging.suggested(frame)
    if suggested is None:
        taken.stop("ASN-S004", measure=judging.name)
        return None
    taken.note("ASN-N003", measure=judging.name, level=_name(judging, suggested))
    return suggested


def _lacking(judging: Judging, given: Judgement) -> list[str]:
    carried = {"reason": given.reason.strip(), "evidence": given.evidence}
    return [name for name in judging.node.override if not carried[name]]


def _name(judging: Judging, order: int) -> str:
    scale = judging.node.level_kind.scale
    assert scale is not None
    return scale.levels[order].name
