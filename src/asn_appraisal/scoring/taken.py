"""What was found while an appraisal was taken in and scored."""

from attrs import define, field

from asn_appraisal.errors import Place, Problem


@define
class Taken:
    """What was found while an appraisal was taken in and scored."""

    #: Evidence that the policy does not take.
    refused: list[Problem] = field(factory=list)
    #: Why there is no result.
    stopped: list[Problem] = field(factory=list)
    #: What a reader should know although the result stands.
    notes: list[Problem] = field(factory=list)

    def refuse(self, code: str, place: str = "", **values: object) -> None:
        """Say that the evidence breaks a rule."""
        self.refused.append(Problem(code, Place(place) if place else None, values))

    def stop(self, code: str, place: str = "", **values: object) -> None:
        """Say why there is no result."""
        self.stopped.append(Problem(code, Place(place) if place else None, values))

    def note(self, code: str, place: str = "", **values: object) -> None:
        """Say what a reader should know."""
        self.notes.append(Problem(code, Place(place) if place else None, values))
