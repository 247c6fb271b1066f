"""Expected values rewritten in place: only the values change, never a comment or the order."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field

from asn_appraisal.document import LocatedMap, LocatedText
from asn_appraisal.scoring import Difference

from .trials import Trial
from .writing import saved


@define
class Updates:
    """Pembaruan: what is to be written where, gathered until the end of a run."""

    #: What was rewritten, one line each.
    done: list[str] = field(factory=list)
    #: By file: (line, column, old, new).
    _changes: dict[Path, list[tuple[int, int, str, str]]] = field(factory=dict)

    def take(self, trial: Trial) -> bool:
        """Take in a case that differs; False where it is not one of values alone."""
        found = [_change(trial, each) for each in trial.differences]
        changes = [each for each in found if each is not None]
        if trial.error is not None or len(changes) != len(trial.differences):
            return False
        for line, column, old, new in changes:
            self.done.append(f"{trial.path}:{line}:{column}: {old} -> {new}")
        self._changes.setdefault(trial.path, []).extend(changes)
        return True

    def write(self) -> None:
        """Write every file that changes, each whole; from the end, so that places stay right."""
        for path, changes in self._changes.items():
            text = path.read_bytes().decode("utf-8")
            lines = text.splitlines(keepends=True)
            for line, column, old, new in sorted(changes, reverse=True):
                row = lines[line - 1]
                start = column - 1
                lines[line - 1] = row[:start] + row[start:].replace(old, new, 1)
            with saved(path, newline="") as stream:
                stream.write("".join(lines))
        self._changes.clear()


def _change(trial: Trial, difference: Difference) -> tuple[int, int, str, str] | None:
    """Return where a difference is to be rewritten; None where that is not for a machine."""
    value = next((each for each in _values(trial.case.expect) if _is_at(each, difference)), None)
    if value is None or value.inner is None or value.place.line is None or not difference.card:
        return None
    name, bracket, _ = difference.what.partition("[")
    if name not in (*difference.card, "status"):
        return None
    if name != "status" and not bracket and isinstance(difference.card[name], Mapping):
        return None
    assert value.place.column is not None
    return value.place.line, value.place.column, str(value), difference.found


def _is_at(value: LocatedText, difference: Difference) -> bool:
    return str(value.place) == difference.place


def _values(expect: LocatedMap | None) -> Iterator[LocatedText]:
    for value in (expect or {}).values():
        if isinstance(value, LocatedMap):
            yield from _values(value)
        elif isinstance(value, LocatedText):
            yield value
