"""YAML text to a located tree; hostile text ends in problems, never in a crash.

PyYAML only supplies the event stream: composing is done here, with an explicit stack, so that
depth, size, aliases and tags are refused before anything is built.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from attrs import define, evolve, field

from asn_appraisal.errors import Place, Problem

from .data import from_data
from .located import (
    DEEPEST,
    MOST_NODES,
    NOT_TEXT,
    Document,
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    unreadable,
)
from .yaml_words import yaml_reason

#: The largest text that is read unless the caller says otherwise, in characters.
LARGEST_TEXT = 1_000_000
#: YAML breaks lines at these, and at nothing else that `splitlines` knows.
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# The C parser gives the same events ten times faster; where PyYAML was built without it, the
# pure one serves. Neither recurses, and both are stopped at DEEPEST.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(source: str | bytes | Mapping[str, Any], *, limit: int = LARGEST_TEXT) -> Document:
    """Read a document from text, or from the plain data of one."""
    if isinstance(source, bytes):
        return _read_bytes(source, limit)
    if isinstance(source, str):
        return compose(source, limit=limit)
    return from_data(source)


def _read_bytes(source: bytes, limit: int) -> Document:
    if len(source) > 4 * limit:
        return _too_large(len(source), source.count(b"\n", 0, limit), limit)
    try:
        return compose(source.decode("utf-8-sig"), limit=limit)
    except UnicodeDecodeError as error:
        if source.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Document(None, [Problem("ASN-D003", Place("", 1, 1), {"reason": "UTF-16"})])
        before = error.object[: error.start].decode("utf-8-sig")
        place = _place_at(error.object.decode("utf-8-sig", errors="replace"), len(before))
        reason = f"0x{error.object[error.start]:02X}"
        return Document(None, [Problem("ASN-D003", place, {"reason": reason})])


def _too_large(size: int, lines: int, limit: int) -> Document:
    place = Place("", lines + 1, 1)
    return Document(None, [Problem("ASN-D004", place, {"size": size, "limit": limit})])


def _place_at(text: str, offset: int) -> Place:
    before = _LINE_BREAK.split(text[:offset])
    source = _LINE_BREAK.split(text, maxsplit=len(before))[len(before) - 1]
    return Place("", len(before), len(before[-1]) + 1, 1, source)


def compose(text: str, *, limit: int = LARGEST_TEXT) -> Document:
    """Compose YAML text into a located tree."""
    if len(text) > limit:
        return _too_large(len(text), text.count("\n", 0, limit), limit)
    text = text.removeprefix("\ufeff")
    if wrong := NOT_TEXT.search(text):
        return Document(None, [unreadable(wrong[0], _place_at(text, wrong.start()))])
    composer = _Composer(text, most=max(MOST_NODES, limit * MOST_NODES // LARGEST_TEXT))
    try:
        composer.run()
    except Faults as stop:
        composer.problems.extend(stop.problems)
    return Document(composer.root, composer.problems)


_QUOTES = ("'", '"')
_CORE_TAG = "tag:yaml.org,2002:"
#: What is reported where it was opened, because nothing shows where it should have been closed.
_OPENED = ("flow", "quoted")


@define
class _Open:
    """A collection whose end has not come yet."""

    node: Any
    path: str
    key: LocatedText | None = None
    #: A value whose key was refused is read, and dropped.
    skip: bool = False
    #: The line of each key so far.
    lines: dict[str, int | None] = field(factory=dict)


@define
class _Composer:
    text: str
    most: int = MOST_NODES
    root: Any = None
    problems: list[Problem] = field(factory=list)
    _lines: list[str] = field(init=False)
    _stack: list[_Open] = field(factory=list)
    _nodes: int = 0

    def __attrs_post_init__(self) -> None:
        self._lines = _LINE_BREAK.split(self.text)

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
        except yaml.MarkedYAMLError as error:
            raise Faults([self._syntax_problem(error)]) from None

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark: Any = error.problem_mark
        context = error.context or ""
        if error.context_mark and any(word in context for word in _OPENED):
            mark = error.context_mark
        place = self._mark(mark.line, mark.column, 1)
        # Both parsers stop at a tab in the indentation, each in its own words.
        if "\t" in place.source[: place.column]:
            return Problem("ASN-D002", place)
        return Problem("ASN-D001", place, yaml_reason(error.problem or ""))

    def _mark(self, line: int, column: int, width: int) -> Place:
        source = self._lines[line] if line < len(self._lines) else ""
        return Place(self._path(), line + 1, column + 1, width, source)

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return self._mark(start.line, start.column, max(1, width))

    def _path(self) -> str:
        if not self._stack:
            return ""
        top = self._stack[-1]
        if isinstance(top.node, list):
            return f"{top.path}[{len(top.node)}]"
        if top.key is None:
            return top.path
        return f"{top.path}.{top.key}" if top.path else str(top.key)

    def _report(self, code: str, event: Any, **values: object) -> None:
        self.problems.append(Problem(code, self._place(event), values))

    def _check_node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self.most:
            raise Faults([Problem("ASN-D006", self._place(event), {"limit": self.most})])
        if event.anchor is not None:
            self._report("ASN-D008", event)
        if event.tag is not None:
            self._report("ASN-D009", event, tag=event.tag.replace(_CORE_TAG, "!!"))

    def _scalar(self, event: Any) -> LocatedText:
        place, plain = self._place(event), not event.style
        if wrong := NOT_TEXT.search(event.value):  # written as an escape
            self.problems.append(unreadable(wrong[0], place))
        key = self._stack[-1].key if self._stack else None
        if event.value == "" and plain and key is not None:  # the two parsers disagree about where
            return LocatedText("", evolve(key.place, path=place.path), inner=None)
        if event.start_mark.line != event.end_mark.line:
            lines = tuple(self._text_lines(event, place))
            return LocatedText(event.value, place, plain=plain, inner=None, lines=lines)
        quotes = 0 if plain else 1
        as_written = place.width == len(event.value) + 2 * quotes
        return LocatedText(event.value, place, plain=plain, inner=quotes if as_written else None)

    def _text_lines(self, event: Any, place: Place) -> Iterator[tuple[int, Place]]:
        """Yield where each line of a text over several lines begins: in the text, and its place."""
        text, at = event.value, 0
        first, last = event.start_mark.line, event.end_mark.line
        start = event.start_mark.column
        if event.style in ("|", ">"):
            first, start = first + 1, 0
        for number, source in enumerate(self._lines[first : last + 1], first + 1):
            piece = source[start:].strip(f" \t{event.style if event.style in _QUOTES else ''}")
            if not event.style:
                piece = piece.partition(" #")[0].rstrip()
            while at < len(text) and text[at].isspace():
                at += 1
            if piece and text.startswith(piece, at):
                column = source.index(piece, start) + 1
                yield at, Place(place.path, number, column, len(piece), source)
                at += len(piece)
            start = 0

    def _open(self, event: Any) -> None:
        if len(self._stack) >= DEEPEST:
            raise Faults([Problem("ASN-D005", self._place(event), {"limit": DEEPEST})])
        place = self._place(event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        node: Any = LocatedMap([], place) if mapping else LocatedList([], place)
        self._stack.append(_Open(node, place.path))

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
        elif key in top.lines:
            self._report("ASN-D007", event, key=key, first=top.lines[key])
            top.skip = True
        else:
            top.lines[key] = key.place.line
