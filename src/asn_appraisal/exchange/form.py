"""How values are written as plain data and read again: forms by type, and parts of data."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from asn_appraisal.document import from_data
from asn_appraisal.errors import (
    PolicyError,
    Problem,
    RecordError,
    suggestion,
)

#: Plain data, as JSON has it.
Data = Mapping[str, Any]


@frozen
class Form:
    """Bentuk: how values of one type are written as plain data, and read again."""

    #: The type.
    kind: type
    #: Returns the plain data, without the `type`.
    write: Callable[[Any], Mapping[str, Any]]
    #: Reads that data.
    read: Callable[[Data], Any]
    #: What the `type` says, where the name of the type alone does not tell it from others.
    called: str = ""

    @property
    def name(self) -> str:
        """Return what the `type` says."""
        return self.called or self.kind.__name__


#: The form of every type, by its name; filled where all types are known, in `every.py`.
FORMS: dict[str, Form] = {}
#: The same by the type itself.
KINDS: dict[type, Form] = {}
#: What loads further forms, when one is asked for that is not here.
LATER: list[Callable[[], object]] = []


def enter(forms: Iterable[Form]) -> None:
    """Enter forms, so that values of their types can travel."""
    for form in forms:
        FORMS[form.name] = KINDS[form.kind] = form


def _found(forms: Mapping[Any, Form], key: Any) -> Form | None:
    if key not in forms:
        for load in LATER:
            load()
    return forms.get(key)


def to_dict(value: Any) -> dict[str, Any]:
    """Ubah nilai menjadi data polos: return a public value as plain JSON-ready data.

    Raises:
        TypeError: the value is not one of the library's public values.

    >>> from asn_appraisal.exchange import to_dict
    >>> from asn_appraisal.record import Employee
    >>> to_dict(Employee("sari", name="Sari"))
    {'type': 'Employee', 'id': 'sari', 'name': 'Sari'}
    """
    form = _found(KINDS, type(value))
    if form is None:
        raise TypeError(f"{type(value).__name__} is not a public value of asn_appraisal")
    return {"type": form.name, **form.write(value)}


def from_dict(data: Data) -> Any:
    """Baca kembali data polos: return the value that `to_dict` wrote.

    Raises:
        RecordError: the data is of no known type, has a fault, or does not replay.

    >>> from asn_appraisal.exchange import from_dict
    >>> from_dict({"type": "Employee", "id": "sari", "name": "Sari"}).name
    'Sari'
    """
    document = from_data(data)
    if document.problems:
        raise RecordError(document.problems)
    try:
        return value(data)
    except PolicyError as error:
        raise RecordError(error.problems) from None


def value(data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise damaged("type", "peta data", "a mapping")
    name = str(data.get("type"))
    form = _found(FORMS, name)
    if form is None:
        values = {"type": name, **suggestion(name, FORMS)}
        raise RecordError([Problem("ASN-E011", None, values)])
    return form.read({key: item for key, item in data.items() if key != "type"})


def damaged(key: str, indonesian: str, english: str) -> RecordError:
    values = {"key": key, "expected_id": indonesian, "expected_en": english}
    return RecordError([Problem("ASN-E013", None, values)])


_KINDS: dict[type, tuple[str, str]] = {
    Mapping: ("peta data", "a mapping"),
    list: ("daftar", "a list"),
    str: ("teks", "text"),
    bool: ("ya atau tidak", "true or false"),
    int: ("bilangan bulat", "a whole number"),
}


def part(data: Data, key: str, kind: type) -> Any:
    """Return a part of the data, which must be there and be of a kind."""
    found = data.get(key)
    if kind is list and isinstance(found, tuple):
        return list(found)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise damaged(key, *_KINDS[kind])
    return found


def text(data: Data, key: str) -> str:
    found: str = part(data, key, str)
    return found


def inner(data: Data, key: str, kind: type) -> Any:
    """Return a part of the data that is a value in a form of its own."""
    found = value(part(data, key, Mapping))
    if not isinstance(found, kind):
        raise damaged(key, kind.__name__, kind.__name__)
    return found


def optional(data: Data, key: str, kind: type) -> Any:
    return inner(data, key, kind) if data.get(key) is not None else None


def values(data: Data, key: str, kind: type) -> list[Any]:
    rows = [{key: each} for each in part(data, key, list)]
    return [inner(row, key, kind) for row in rows]


def written(value: Any) -> str:
    """Write stored data as JSON does, so that no two values look alike."""
    return json.dumps(value, ensure_ascii=False, default=str)
