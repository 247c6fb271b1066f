"""Variants: a policy that starts from another and replaces only the keys it gives."""

from collections.abc import Mapping
from typing import Any

from asn_appraisal.document import LocatedList, LocatedMap, LocatedText, from_data
from asn_appraisal.document.scalars import is_empty
from asn_appraisal.errors import Problem, suggestion

from .bodies import BODIES
from .policy import Policy

#: Keys of a measure that belong to its body.
_BODY_KEYS = frozenset((*BODIES, "by"))
#: Keys that say what a body is of.
_OF = frozenset(("of", "rows", "columns"))
#: Keys that a variant never takes over.
_OWN = frozenset(("asn_appraisal", "id", "version", "based_on", "remove", "title", "in_force"))


def fill_in(
    body: LocatedMap, known: Mapping[str, Policy], problems: list[Problem]
) -> tuple[LocatedMap, Policy | None]:
    """Return a variant's document with everything it inherits, and the policy it starts from."""
    name = body.get("based_on")
    if name is None:
        if "remove" in body:
            problems.append(Problem("ASN-P071", body.key("remove").place))
        return body, None
    if not isinstance(name, LocatedText) or is_empty(name):
        return body, None  # its shape is a fault of its own
    if name not in known:
        near = suggestion(name, known)
        problems.append(Problem("ASN-P070", name.place, {"name": name, **near}))
        return body, None
    base = known[str(name)]
    start = from_data({key: item for key, item in base.document.items() if key not in _OWN}).root
    for path in _removals(body):
        _remove(start, path, problems)
    return _merge(start, body), base


def _removals(body: LocatedMap) -> list[LocatedText]:
    paths = body.get("remove")
    listed = paths if isinstance(paths, LocatedList) else ()
    return [path for path in listed if isinstance(path, LocatedText)]


def _remove(root: LocatedMap, path: LocatedText, problems: list[Problem]) -> None:
    *parents, last = path.split(".")
    here: Any = root
    for part in parents:
        here = here.get(part) if isinstance(here, LocatedMap) else None
    if not isinstance(here, LocatedMap) or last not in here:
        near = suggestion(last, here if isinstance(here, LocatedMap) else ())
        problems.append(Problem("ASN-P072", path.place, {"path": path, **near}))
        return
    del here[here.key(last)]


def _merge(base: LocatedMap, variant: LocatedMap, path: str = "") -> LocatedMap:
    """Lay a variant over its base; new keys come just before the next key that both have."""
    inherited = _inherited(base, variant, path)
    replaced = {str(key): (key, item) for key, item in variant.items()}
    before = _placed_before(list(variant), set(inherited))
    merged: list[tuple[LocatedText, Any]] = []
    for key, item in inherited.items():
        merged.extend((new, variant[new]) for new in before.get(str(key), ()))
        if key in replaced:
            own_key, own = replaced[str(key)]
            deeper = isinstance(item, LocatedMap) and isinstance(own, LocatedMap)
            inner = f"{path}.{key}" if path else str(key)
            merged.append((own_key, _merge(item, own, inner) if deeper else own))
        else:
            merged.append((key, item))
    merged.extend((new, variant[new]) for new in before.get("", ()))
    return LocatedMap(merged, variant.place)


def _inherited(base: LocatedMap, variant: LocatedMap, path: str) -> dict[LocatedText, Any]:
    """Return what a variant takes over from a map of its base.

    A body of a measure takes the place of one of another kind, and of one that it says anew what
    it is of; otherwise a variant may change a single case, cell or value.
    """
    section, *inner = path.split(".")
    if section == "measures" and len(inner) == 1:
        given = _BODY_KEYS & set(variant)
        if "by" in given or given - set(base):
            return {key: item for key, item in base.items() if key not in _BODY_KEYS}
    if section == "measures" and inner[1:] in [[body] for body in BODIES] and _OF & set(variant):
        return {}
    return dict(base)


def _placed_before(keys: list[LocatedText], known: set[str]) -> dict[str, list[LocatedText]]:
    """Group the new keys by the known key that follows them; "" gathers those at the end."""
    before: dict[str, list[LocatedText]] = {}
    waiting: list[LocatedText] = []
    for key in keys:
        if key in known:
            before[str(key)] = waiting
            waiting = []
        else:
            waiting.append(key)
    before[""] = waiting
    return before
