"""Messages about properties of policies."""

from .message import Message

FAIRNESS = {
    "ASN-V001": Message(
        "Sifat `{name}` tidak dikenal.",
        "There is no property `{name}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-V002": Message(
        "Kesalahan internal pada `{policy}` ({what}): yang dibuktikan tidak sama dengan yang"
        " dihitung.",
        "Internal error on `{policy}` ({what}): what was proved is not what is computed.",
        "Laporkan bersama kebijakan ini; putusannya jangan dipakai.",
        "Report it together with the policy; do not use the verdict.",
    ),
}
