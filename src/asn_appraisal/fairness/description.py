"""How a property is described: the question that it asks, and the cure."""

from attrs import frozen

from asn_appraisal.errors import Text


@frozen
class Description:
    """Penjelasan sifat: the question, and the cure."""

    #: The question that the property asks.
    asks: Text
    #: What to do where the answer is no.
    cure: Text


def described(asks_id: str, asks_en: str, cure_id: str, cure_en: str) -> Description:
    """Make a description of its four sentences."""
    return Description(Text(asks_id, asks_en), Text(cure_id, cure_en))


WAIVE = (
    "Kecualikan dengan dasar hukumnya bila memang dikehendaki.",
    "Waive it with its authority where it is meant so.",
)
