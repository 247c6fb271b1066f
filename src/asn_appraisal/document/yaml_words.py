"""What PyYAML says about text that is not YAML, in words that both languages have."""

#: A part of what either of its parsers says, and how it is said here.
_REASONS = (
    (
        "mapping values are not allowed",
        "titik dua di tempat yang tidak semestinya, atau indentasi yang tidak rata",
        "a colon where none belongs, or indentation that is not even",
    ),
    (
        "could not find expected ':'",
        "titik dua (`:`) tidak ditemukan",
        "a colon (`:`) is lacking",
    ),
    (
        "']'",
        "kurung siku tidak ditutup, atau koma kurang",
        "a square bracket is not closed, or a comma is lacking",
    ),
    (
        "'}'",
        "kurung kurawal tidak ditutup, atau koma kurang",
        "a curly bracket is not closed, or a comma is lacking",
    ),
    (
        "unexpected end of stream",
        "tanda kutip tidak ditutup",
        "a quotation mark is not closed",
    ),
    (
        "cannot start any token",
        "karakter ini tidak dapat mengawali nilai tanpa tanda kutip",
        "no value can begin with this character unless it is in quotes",
    ),
    (
        "<block end>",
        "indentasi yang tidak rata, atau tanda kutip yang ditutup terlalu awal",
        "indentation that is not even, or a quotation mark closed too early",
    ),
    (
        "expected key",
        "indentasi yang tidak rata, atau tanda kutip yang ditutup terlalu awal",
        "indentation that is not even, or a quotation mark closed too early",
    ),
    (
        "'-' indicator",
        "indentasi daftar yang tidak rata",
        "the indentation of a list is not even",
    ),
    (
        "node content",
        "di sini diharapkan sebuah nilai",
        "a value is expected here",
    ),
    (
        "escape",
        "garis miring terbalik di dalam tanda kutip ganda; pakai tanda kutip tunggal",
        "a backslash inside double quotes; use single quotes",
    ),
)


def yaml_reason(said: str) -> dict[str, str]:
    """Return the reason in both languages; what is not known stays as it was said.

    >>> yaml_reason("could not find expected ':'")["reason_en"]
    'a colon (`:`) is lacking'
    """
    for part, indonesian, english in _REASONS:
        if part in said:
            return {"reason_id": indonesian, "reason_en": english}
    return {"reason_id": said, "reason_en": said}
