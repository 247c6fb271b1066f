"""Messages about properties of policies."""

from .message import Message

FAIRNESS = {
    "ASN-V001": Message(
        "Sifat `{name}` tidak dikenal.",
        "There is no property `{name}`.",
        "{near_id}",
        "{near_en}",
    ),
}
