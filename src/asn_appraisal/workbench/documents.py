"""Files to values: which kind a file is, what it holds, and which policies are at hand."""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.errors import AppraisalError, Place, PolicyError, Problem, suggestion
from asn_appraisal.policy import Policy, parse_policy
from asn_appraisal.presets import preset, presets
from asn_appraisal.record import Framework, Records, parse_framework, parse_records
from asn_appraisal.scoring import Cases, parse_cases

from .bench import WrongUseError
from .reasons import reason_of
from .rows import FILES
from .spreadsheets import WORKBOOKS

Value = Policy | Framework | Records | Cases
#: What ends the name of a file that may be a document.
SUFFIXES = (".yaml", ".yml", ".json")
#: The largest records text, in characters; policies keep the library's own limit.
LARGEST_RECORDS = 100_000_000
#: Blank lines, comments and `---`, line by line, then the key.
_FIRST_KEY = re.compile(
    r"\ufeff?(?:[^\S\n]*(?:#[^\n]*|---[^\S\n]*)?\n)*"
    r"\s*(?:\{\s*)?['\"]?asn_appraisal['\"]?\s*:\s*['\"]?([a-z]+)/1\b"
)
_HEAD = 4000


@frozen
class Found:
    """Berkas: a file that says it is a document of this library, and its kind."""

    path: Path
    #: `policy`, `framework`, `records`, `cases`; None where it does not say.
    kind: str | None


def found_in(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Yield every document in files and folders, each once; a named file even if it is none.

    Raises:
        WrongUseError: a path does not exist.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise WrongUseError(not_there(path))
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            is_hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
            if each in seen or (path.is_dir() and (is_hidden or each.suffix not in SUFFIXES)):
                continue
            seen.add(each)
            kind = kind_of(each)
            if kind is not None or not path.is_dir():
                yield Found(each, kind)


def kind_of(path: Path) -> str | None:
    """Return what kind of document a file says it is, reading no more than its head."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_HEAD)
    except OSError:
        return None
    # No document is read from UTF-16; but it is one, and its reader says what is wrong with it.
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
    head = data.decode(encoding, errors="replace").replace("\r", "\n")
    found = _FIRST_KEY.match(head)
    return found[1] if found else None


def content_of(path: Path) -> bytes | Mapping[str, Any]:
    """Read a file: YAML as its bytes, JSON as data with exact numbers.

    Raises:
        PolicyError: it cannot be read, is a workbook, or is not JSON.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        values = {"path": path, **reason_of(error)}
        raise PolicyError([Problem("ASN-B002", None, values)]) from None
    if data.startswith(WORKBOOKS):
        raise PolicyError([Problem("ASN-B029")])
    return data if path.suffix != ".json" else _json(data)


def not_there(path: Path) -> Problem:
    """Say that there is no such file, and which name beside it is near."""
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    near = suggestion(path.name, [each.name for each in beside if each.exists()])
    return Problem("ASN-B012", None, {"path": path, **near})


def _json(data: bytes) -> Mapping[str, Any]:
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        reason = f"0x{error.object[error.start]:02X}"
        raise PolicyError([Problem("ASN-D003", None, {"reason": reason})]) from None
    except json.JSONDecodeError as error:
        source = text.split("\n")[error.lineno - 1]
        place = Place("", error.lineno, error.colno, 1, source)
        raise PolicyError([Problem("ASN-B004", place, {"reason": error.msg})]) from None
    except RecursionError:
        raise PolicyError([Problem("ASN-D005", None, {"limit": 40})]) from None
    return found if isinstance(found, Mapping) else {}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise PolicyError([Problem("ASN-D007", None, {"key": key, "first": "-"})])
        found[key] = value
    return found


def parse(path: Path, kind: str | None = None) -> Value:
    """Read a document of any kind.

    Raises:
        AppraisalError: with every fault.
    """
    kind = kind if kind is not None else kind_of(path)
    content = content_of(path)
    match kind:
        case "policy":
            return parse_policy(content, known=Known(path.parent))
        case "framework":
            return parse_framework(content)
        case "records":
            return parse_records(content, limit=LARGEST_RECORDS)
        case "cases":
            return parse_cases(content)
    raise PolicyError([Problem("ASN-B005")])


def spare(output: Path, given: Iterable[str]) -> None:
    """See to it that a result does not take the place of what somebody wrote.

    Args:
        output: the file for the result.
        given: what the command was given; files and folders among it are what it reads.

    Raises:
        WrongUseError: a document, or a table that was given, is in that place.
    """
    if not output.is_file():
        return
    paths = [Path(each) for each in given]
    is_document = kind_of(output) in ("policy", "framework", "records", "cases")
    is_given = any(each.is_file() and output.samefile(each) for each in paths)
    is_table = output.suffix.lower() == ".csv" and output.stem.lower() in FILES
    is_in_folder = any(each.is_dir() and output.parent.samefile(each) for each in paths)
    if is_document or is_given or (is_table and is_in_folder):
        raise WrongUseError(Problem("ASN-B011", None, {"path": output}))


@define
class Known(Mapping[str, Policy]):
    """Kebijakan yang dapat menjadi dasar: the presets, and the policies of one folder, by id.

    Nothing is read before it is asked for.
    """

    folder: Path
    #: What is being read, so that two policies based on each other end.
    _reading: frozenset[Path] = frozenset()
    _by_id: dict[str, Path] | None = None
    _made: dict[str, Policy] = field(factory=dict)

    def __getitem__(self, name: str) -> Policy:
        """Return a policy; `KeyError` where there is none."""
        if name not in self._made:
            path = self.paths.get(name)
            if path is not None and path not in self._reading:
                known = Known(self.folder, self._reading | {path})
                try:
                    self._made[name] = parse_policy(content_of(path), known=known)
                except PolicyError as error:
                    if isinstance(error, FileError):
                        raise
                    raise FileError(path, error) from None
            elif name in presets():
                self._made[name] = preset(name)
            else:
                raise KeyError(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a policy, without reading it."""
        is_there = name in self.paths and self.paths[str(name)] not in self._reading
        return is_there or name in presets()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(dict.fromkeys([*self.paths, *presets()]))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(list(iter(self)))

    @property
    def paths(self) -> dict[str, Path]:
        """Return the policies of the folder, by id."""
        if self._by_id is None:
            self._by_id = {}
            for path in sorted(self.folder.iterdir()):
                if path.suffix in SUFFIXES and kind_of(path) == "policy":
                    self._by_id.setdefault(id_of(path), path)
        return self._by_id


_ID = re.compile(r"^[ ]*['\"]?id['\"]?\s*:\s*['\"]?([^\s'\"#,]+)", re.MULTILINE)


def id_of(path: Path) -> str:
    """Return the id that a policy file gives, without reading it as a whole."""
    found = _ID.search(path.read_text("utf-8", errors="replace"))
    return found[1] if found else path.stem


def policy_at(name: str) -> Policy:
    """Read a policy: a file, or the name of a preset.

    Raises:
        WrongUseError: there is neither.
        AppraisalError: the policy has faults.
    """
    path = Path(name)
    if path.is_file():
        value = expect(path, "policy")
        assert isinstance(value, Policy)
        return value
    if name in presets():
        return preset(name)
    if path.is_dir():
        inside = [each.path for each in found_in([path]) if each.kind == "policy"]
        if len(inside) == 1:
            return policy_at(str(inside[0]))
    near = suggestion(name, [*presets(), *map(str, path.parent.glob("*.y*ml"))])
    raise WrongUseError(Problem("ASN-B001", None, {"name": name, **near}))


def expect(path: Path, kind: str) -> Value:
    """Read a document of one kind.

    Raises:
        WrongUseError: it is of another kind.
        LocatedError: it has faults; each names the file.
    """
    found = kind_of(path)
    if found not in (None, kind):
        values = {"expected": kind, "found": found}
        raise WrongUseError(Problem("ASN-B006", Place(str(path)), values))
    try:
        return parse(path, kind)
    except FileError:  # it is another file that has them
        raise
    except AppraisalError as error:
        raise FileError(path, error) from None


class FileError(PolicyError):
    """Galat berkas: the problems of one file."""

    def __init__(self, path: Path, error: AppraisalError) -> None:
        """Keep the file and its problems."""
        super().__init__(error.problems)
        self.path = path


def merged(all_records: Iterable[Records]) -> Records:
    """Return several records as one.

    Raises:
        RecordError: an id stands twice.
    """
    given = list(all_records)
    if len(given) == 1:
        return given[0]
    names = ("units", "positions", "employees", "assignments", "appraisals")
    return Records(
        *([each for one in given for each in getattr(one, name).values()] for name in names)
    )
