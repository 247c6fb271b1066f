"""YAML text, or plain data, to a located tree; hostile text ends in problems, never in a crash.

PyYAML only supplies the event stream: composing is done here, with an explicit stack, so that
depth, size, aliases and tags are refused before anything is built.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml
from attrs import define, field

from asn_appraisal.errors import Place, Problem

from .located import Faults, LocatedList, LocatedMap, LocatedText
from .numbers import LONGEST, exact_text

#: The largest text that is read unless the caller says otherwise, in characters.
LARGEST_TEXT = 1_000_000
DEEPEST = 40
MOST_NODES = 200_000
_MOST_BITS = 4 * LONGEST
# The C parser gives the same events ten times faster; where PyYAML was built without it, the
# pure one serves. Neither recurses, and both are stopped at DEEPEST.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@define
class Document:
    """A located tree and the problems found on the way to it."""

    #: The root, or None where nothing could be read.
    root: Any
    #: Everything that was wrong so far.
    problems: list[Problem] = field(factory=list)


def read(source: str | bytes | Mapping[str, Any], *, limit: int = LARGEST_TEXT) -> Document:
    """Read a document from text, or from the plain data of one."""
    if isinstance(source, bytes):
        return _read_bytes(source, limit)
    if isinstance(source, str):
        return compose(source, limit=limit)
    return from_data(source)


def _read_bytes(source: bytes, limit: int) -> Document:
    if len(source) > 4 * limit:
        return Document(None, [Problem("ASN-D004", None, {"size": len(source), "limit": limit})])
    try:
        return compose(source.decode("utf-8-sig"), limit=limit)
    except UnicodeDecodeError as error:
        return Document(None, [Problem("ASN-D003", None, {"reason": error.reason})])


def compose(text: str, *, limit: int = LARGEST_TEXT) -> Document:
    """Compose YAML text into a located tree."""
    if len(text) > limit:
        return Document(None, [Problem("ASN-D004", None, {"size": len(text), "limit": limit})])
    composer = _Composer(text.removeprefix("\ufeff"))
    try:
        composer.run()
    except Faults as stop:
        composer.problems.extend(stop.problems)
    return Document(composer.root, composer.problems)


@define
class _Open:
    """A collection whose end has not come yet."""

    node: Any
    key: LocatedText | None = None
    #: A value whose key was refused is read, and dropped.
    skip: bool = False


@define
class _Composer:
    text: str
    root: Any = None
    problems: list[Problem] = field(factory=list)
    _lines: list[str] = field(init=False)
    _stack: list[_Open] = field(factory=list)
    _nodes: int = 0

    def __attrs_post_init__(self) -> None:
        # YAML breaks lines at these, and at nothing else that `splitlines` knows.
        self._lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def run(self) -> None:
        documents = 0
        for event in self._events():
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise Faults([Problem("ASN-D011", self._place(event))])
                case yaml.AliasEvent():
                    self._report("ASN-D008", event)
                    self._add(LocatedText("", self._place(event)), event)
                case yaml.ScalarEvent():
                    self._check_node(event)
                    self._add(self._scalar(event), event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._check_node(event)
                    self._open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=_LOADER)
        except yaml.reader.ReaderError as error:
            raise Faults([Problem("ASN-D003", None, {"reason": error.reason})]) from None
        except yaml.MarkedYAMLError as error:
            raise Faults([self._syntax_problem(error)]) from None
        except (yaml.YAMLError, UnicodeEncodeError, ValueError) as error:
            raise Faults([Problem("ASN-D003", None, {"reason": type(error).__name__})]) from None

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        place = self._mark(mark.line, mark.column, 1) if mark else None
        # Both parsers stop at a tab in the indentation, each in its own words.
        if place and "\t" in place.source[: (place.column or 1)]:
            return Problem("ASN-D002", place)
        return Problem("ASN-D001", place, {"reason": error.problem or error.context or "?"})

    def _mark(self, line: int, column: int, width: int) -> Place:
        source = self._lines[line] if line < len(self._lines) else ""
        return Place(self._path(), line + 1, column + 1, width, source)

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return self._mark(start.line, start.column, max(1, width))

    def _path(self) -> str:
        path = ""
        for each in self._stack:
            if isinstance(each.node, list):
                path += f"[{len(each.node)}]"
            elif each.key is not None:
                path += f".{each.key}" if path else str(each.key)
        return path

    def _report(self, code: str, event: Any, **values: object) -> None:
        self.problems.append(Problem(code, self._place(event), values))

    def _check_node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise Faults([Problem("ASN-D006", self._place(event), {"limit": MOST_NODES})])
        if event.anchor is not None:
            self._report("ASN-D008", event)
        if event.tag is not None:
            self._report("ASN-D009", event, tag=event.tag)

    def _scalar(self, event: Any) -> LocatedText:
        place, plain = self._place(event), not event.style
        one_line = event.start_mark.line == event.end_mark.line
        quotes = 0 if plain else 1
        as_written = one_line and place.width == len(event.value) + 2 * quotes
        return LocatedText(event.value, place, plain=plain, inner=quotes if as_written else None)

    def _open(self, event: Any) -> None:
        if len(self._stack) >= DEEPEST:
            raise Faults([Problem("ASN-D005", self._place(event), {"limit": DEEPEST})])
        place = self._place(event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        node: Any = LocatedMap([], place) if mapping else LocatedList([], place)
        self._stack.append(_Open(node))

    def _close(self) -> None:
        done = self._stack.pop()
        self._add(done.node, None)

    def _add(self, node: Any, event: Any) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, list):
            top.node.append(node)
        elif top.key is None:
            self._take_key(top, node, event)
        else:
            if not top.skip:
                top.node[top.key] = node
            top.key, top.skip = None, False

    def _take_key(self, top: _Open, key: Any, event: Any) -> None:
        if not isinstance(key, LocatedText):
            self.problems.append(Problem("ASN-D010", key.place))
            top.key, top.skip = LocatedText("?", key.place), True
            return
        top.key = key
        if key == "<<" and key.plain:
            self._report("ASN-D008", event)
            top.skip = True
        elif key in top.node:
            first = top.node.key(key).place.line
            self._report("ASN-D007", event, key=key, first=first)
            top.skip = True


def from_data(data: Any) -> Document:
    """Turn the plain data of a document into a located tree; floats are refused."""
    document = Document(None)
    document.root = _locate(data, "", document.problems, 0)
    return document


def _locate(data: Any, path: str, problems: list[Problem], depth: int) -> Any:
    place = Place(path)
    if depth > DEEPEST:
        problems.append(Problem("ASN-D005", place, {"limit": DEEPEST}))
        return LocatedText("", place)
    if isinstance(data, Mapping):
        return LocatedMap(
            (
                (
                    LocatedText(str(key), place),
                    _locate(value, _join(path, key), problems, depth + 1),
                )
                for key, value in data.items()
            ),
            place,
        )
    if isinstance(data, Sequence) and not isinstance(data, str | bytes):
        items = (
            _locate(each, f"{path}[{at}]", problems, depth + 1) for at, each in enumerate(data)
        )
        return LocatedList(items, place)
    return LocatedText(_scalar_text(data, place, problems), place, plain=data is None, inner=None)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _scalar_text(data: Any, place: Place, problems: list[Problem]) -> str:
    match data:
        case None:
            return ""
        case bool():
            return "true" if data else "false"
        case str():
            return str(data)
        case int() if data.bit_length() <= _MOST_BITS:
            return str(data)
        case date():
            return data.isoformat()
        case Fraction():
            return exact_text(data)
        case Decimal() if data.is_finite() and abs(data.adjusted()) <= LONGEST:
            return format(data, "f")
    code = "ASN-D014" if type(data).__name__ == "float" else "ASN-D015"
    found = data if code == "ASN-D014" else type(data).__name__
    problems.append(Problem(code, place, {"found": found}))
    return "0"
