"""Examples of two appraisals that should give the same, and do not."""

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import Appraisal

from .study import DisagreementError, Study
from .witness import Shown, Witness, lines_of


@frozen
class Differing:
    """Kata-kata contoh: what is the same about two appraisals, what each is, and which rule."""

    same: Text
    texts: tuple[Text, Text]
    because: Text


def differing(
    study: Study, pair: tuple[Appraisal, Appraisal], words: Differing, outcome: str, guilty: str
) -> Witness:
    """Make the example of two appraisals that should not give what they give.

    Raises:
        DisagreementError: the engine gives something else than what was found.
    """
    policy = study.policy
    shown = [
        name
        for name in dict.fromkeys([outcome, policy.result])
        if policy.measures[name].rows is None
    ]
    people = tuple(
        Shown.of(policy, name, appraisal, text, shown)
        for name, appraisal, text in zip("AB", pair, words.texts, strict=True)
    )
    lines = lines_of(policy, f"measures.{guilty}")
    found = Witness(words.same, people, because=words.because, measure=guilty, lines=lines)
    if not found.replay(policy):
        raise DisagreementError(policy.id, found.text("en", policy=policy))
    return found
