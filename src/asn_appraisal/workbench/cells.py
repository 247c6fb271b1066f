"""Cells to the plain data of an appraisal: what each column of each table sets.

A column is named by a path into the appraisal (`facts.innovation`, `indicators.terbit.actual`), in
a table with one row an appraisal, or by the field of its table (`actual`), in a table with one row
an indicator, a mark or a competency. Both end in the same few functions.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from asn_appraisal.errors import Place, Problem, RecordError, suggestion
from asn_appraisal.record import RATINGS

from .spreadsheets import AmbiguousError, Sheet, looks_like_number

#: The columns of each table, beside `appraisal`; `*`: any name of the policy's own.
COLUMNS = {
    "results": ("id", "title", "kind", "weight", "rating", "challenges"),
    "indicators": (
        *("result", "id", "title", "aspect", "polarity", "unit", "target", "target_from"),
        *("target_to", "actual", "not_applicable", "weight", "at_maximum"),
    ),
    "behaviours": ("aspect", "rater", "by", "value", "rating", "not_applicable"),
    "competencies": ("competency", "cluster", "required", "attained", "not_applicable"),
    "periods": ("period", "months", "*"),
    "facts": ("*",),
    "judgements": ("measure", "level", "by", "reason", "evidence"),
}
#: What Indonesian tables call the columns.
CALLED = {
    "penilaian": "appraisal",
    "hasil_kerja": "result",
    "indikator": "id",
    "judul": "title",
    "aspek": "aspect",
    "polarisasi": "polarity",
    "satuan": "unit",
    "realisasi": "actual",
    "bobot": "weight",
    "penilai": "rater",
    "oleh": "by",
    "nilai": "value",
    "kompetensi": "competency",
    "disyaratkan": "required",
    "dicapai": "attained",
    "periode": "period",
    "bulan": "months",
    "alasan": "reason",
    "bukti": "evidence",
    "ukuran": "measure",
    "tingkat": "level",
    "pegawai": "employee",
    "penempatan": "assignment",
    "jabatan": "position",
    "tidak_berlaku": "not_applicable",
}
NUMBERS = {
    *("target", "target_from", "target_to", "actual", "weight", "value", "required"),
    *("attained", "months"),
}
_FLAGS = {"TRUE": "true", "BENAR": "true", "FALSE": "false", "SALAH": "false"}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_DATES = {"from", "until", "born"}

Setter = Callable[["Part", str, Place], None]


class Part(dict[str, Any]):
    """A map of plain data that remembers from which cell each value came."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.places: dict[str, Place] = {}
        self._items: dict[tuple[str, ...], Part] = {}

    def put(self, key: str, value: Any, place: Place) -> None:
        """Set a value, and keep its cell."""
        self[key] = value
        self.places[key] = place

    def part(self, key: str) -> "Part":
        """Return the map below a key, made where it is not there."""
        found = self.get(key)
        if not isinstance(found, Part):
            found = self[key] = Part()
        return found

    def item(self, key: str, place: Place, **names: str) -> "Part":
        """Return the row of a list that has these names, made where it is not there."""
        found = self._items.get((key, *names.values()))
        if found is None:
            found = self._items[key, *names.values()] = Part()
            for name, value in names.items():
                if value:
                    found.put(name, value, place)
            self.setdefault(key, []).append(found)
        return found


def cell_value(sheet: Sheet, field: str, text: str) -> str:
    """Return what a cell says as the library writes it.

    Raises:
        AmbiguousError: a number that could mean two.
    """
    if field in NUMBERS or looks_like_number(text):
        return sheet.number(text)
    if field in _DATES and sheet.delimiter == ";" and (day := _DAY.match(text)):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    return _FLAGS.get(text, text)


def set_field(row: Part, field: str, text: str, place: Place) -> None:
    """Set one field of an indicator, a mark, a competency or a result."""
    match field:
        case "target_from" | "target_to":
            ends = row.get("target")
            ends = ends if isinstance(ends, list) else ["", ""]
            ends[field == "target_to"] = text
            row.put("target", ends, place)
        case "not_applicable":
            name = "actual" if "id" in row else "attained" if "competency" in row else "value"
            row.put(name, {"not_applicable": text}, place)
        case "evidence":
            row.put(
                field, [each.strip() for each in re.split(r"[|;]", text) if each.strip()], place
            )
        case _:
            row.put(field, text, place)


def row_part(data: Part, table: str, names: dict[str, str], place: Place) -> Part:
    """Return the part of the appraisal that a row of a table is about."""
    match table:
        case "results":
            return data.item("results", place, id=names.get("id", ""))
        case "indicators":
            result = data.item("results", place, id=names.get("result") or "work")
            return result.item("indicators", place, id=names.get("id", ""))
        case "behaviours":
            keys = {"aspect": names.get("aspect", ""), "rater": names.get("rater") or "superior"}
            return data.item("behaviours", place, **keys, by=names.get("by", ""))
        case "competencies":
            return data.item("competencies", place, competency=names.get("competency", ""))
        case "periods":
            return data.item("periods", place, period=names.get("period", ""))
        case "judgements":
            return data.part("judgements").part(names.get("measure", ""))
    return data.part("facts")


#: The fields of a row that say which row it is.
NAMED_BY = {
    "results": ("id",),
    "indicators": ("result", "id"),
    "behaviours": ("aspect", "rater", "by"),
    "competencies": ("competency",),
    "periods": ("period",),
    "judgements": ("measure",),
    "facts": (),
}


def wide_setter(title: str) -> Setter:
    """Return what a column of a table with one row an appraisal sets.

    Raises:
        RecordError: the title is no path into an appraisal.
    """
    first, *rest = title.split(".")
    match first, rest:
        case (("id" | "assignment" | "employee" | "unit" | "position"), []):
            return lambda data, text, place: data.put(first, text, place)
        case "period", [("kind" | "from" | "until") as field]:
            return lambda data, text, place: data.part("period").put(field, text, place)
        case "facts", [name]:
            return lambda data, text, place: data.part("facts").put(name, text, place)
        case "behaviours", [aspect, *who] if len(who) <= 2:  # noqa: PLR2004 - rater and name
            names = {"aspect": aspect, "rater": "".join(who[:1]), "by": "".join(who[1:])}
            return lambda data, text, place: _mark(
                row_part(data, "behaviours", names, place), text, place
            )
        case "indicators", [*names, field] if len(names) in (1, 2):
            keys = {"id": names[-1], "result": names[0] if names[1:] else ""}
            return _setter("indicators", keys, field)
        case ("competencies" | "judgements" | "results") as table, [name, field]:
            return _setter(table, {NAMED_BY[table][0]: name}, field)
        case "periods", [name, *_, field]:
            return _setter("periods", {"period": name}, field)
    raise _unknown(title)


def _setter(table: str, names: dict[str, str], field: str) -> Setter:
    if field not in COLUMNS[table] and "*" not in COLUMNS[table]:
        raise _unknown(field, COLUMNS[table])

    def put(data: Part, text: str, place: Place) -> None:
        row = row_part(data, table, names, place)
        if table == "periods" and field != "months":
            row = row.part("measures")
        set_field(row, field, text, place)

    return put


def _mark(row: Part, text: str, place: Place) -> None:
    row.put("rating" if text in RATINGS else "value", text, place)


_WIDE = (
    *("id", "assignment", "employee", "unit", "position", "period.kind", "period.from"),
    *("period.until", "facts.…", "behaviours.…", "indicators.….actual", "results.….rating"),
    *("competencies.….attained", "judgements.….level"),
)


def _unknown(title: str, known: tuple[str, ...] = _WIDE) -> RecordError:
    return RecordError([Problem("ASN-B020", None, {"name": title, **suggestion(title, known)})])


def english(title: str, known: Collection[str] = ()) -> str:
    """Return the library's name of a column: `Realisasi` is `actual`.

    Where a policy's own names are columns too, only the names in `known` are translated.

    >>> english("Realisasi"), english("facts.innovation")
    ('actual', 'facts.innovation')
    """
    name = title.strip().lower().replace(" ", "_")
    found = CALLED.get(name, title.strip() if "." in title else name)
    return found if not known or found in known else name


def ambiguous(error: AmbiguousError, place: Place) -> RecordError:
    """Say which cell holds a number that could mean two."""
    return RecordError([Problem("ASN-B022", place, error.values)])
