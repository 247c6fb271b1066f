"""The functions of the language, in one table.

To add a function, add a line here, and what it means to each reading: `ranges.py` or
`aggregates.py` (what values it can give), `scoring/arithmetic.py` or `scoring/gathering.py` (its
value), and, where it can be written out, `scoring/statements.py` (its value as a statement). How
it is written and how it is called come from this table. A test fails until every reading knows
every function.
"""

from attrs import frozen


@frozen
class Function:
    """Fungsi: a function of numbers, by name and number of arguments."""

    #: The fewest arguments it takes.
    least: int
    #: The most arguments it takes; None where there is no limit.
    most: int | None
    #: What it gives, in Indonesian and English.
    means_id: str
    means_en: str


@frozen
class Gathering:
    """Agregat: many rows to one value."""

    #: What it takes from each row: `number`, `ordered` (number or level), `flag` or `nothing`.
    takes: str
    #: Whether it may be weighted.
    weighted: bool
    #: How it is called in an explanation.
    means_id: str
    means_en: str


FUNCTIONS = {
    "min": Function(2, None, "yang terkecil", "the smallest"),
    "max": Function(2, None, "yang terbesar", "the largest"),
    "clip": Function(3, 3, "dibatasi bawah dan atas", "kept between two limits"),
    "abs": Function(1, 1, "nilai mutlak", "without its sign"),
    "round": Function(1, 2, "dibulatkan (setengah ke atas)", "rounded (half up)"),
}

AGGREGATES = {
    "sum": Gathering("number", True, "jumlah", "sum"),
    "mean": Gathering("number", True, "rata-rata", "mean"),
    "median": Gathering("number", False, "median", "median"),
    "trimmed_mean": Gathering(
        "number",
        False,
        "rata-rata tanpa yang terendah dan tertinggi",
        "mean without the lowest and highest",
    ),
    "lowest": Gathering("ordered", False, "yang terendah", "lowest"),
    "highest": Gathering("ordered", False, "yang tertinggi", "highest"),
    "count": Gathering("nothing", False, "banyaknya", "count"),
    "share": Gathering("flag", False, "bagian", "share"),
    "any": Gathering("flag", False, "ada", "any"),
    "all": Gathering("flag", False, "semua", "all"),
}


def takes(least: int, most: int | None) -> dict[str, str]:
    """Return the values with which a message says how many arguments a function takes."""
    if most is None:
        return {"takes_id": f"sedikitnya {least} nilai", "takes_en": f"at least {least} values"}
    if least < most:
        return {"takes_id": f"{least} sampai {most} nilai", "takes_en": f"{least} to {most} values"}
    return {
        "takes_id": f"tepat {least} nilai",
        "takes_en": f"exactly {least} value{'s' if least > 1 else ''}",
    }
