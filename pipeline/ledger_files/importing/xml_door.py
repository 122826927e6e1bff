"""XML from strangers, read without document types, so without entities, and under limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.archives import Stream

_CHUNK = 1 << 16
_DEEPEST = 64
_LONGEST_TEXT = 1 << 20
_MOST_ELEMENTS = 500_000
Leaf = tuple[str, dict[str, str], str]
"""Local name, attributes, text of an element."""


@dataclass(slots=True)
class Element:
    """An element by its local name; `text` is what stands in it before and between its children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, path: str) -> Iterator[Element]:
        """Elements under a path of local names such as "Party/PartyName/Name"."""
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                yield from child.all(rest) if rest else (child,)

    def said(self, *paths: str) -> str:
        """The text at the first of the paths that has one; else empty."""
        texts = (found.text.strip() for path in paths for found in self.all(path))
        return next(filter(None, texts), "")


class _Parser:
    """What both readers share: no document type, bounded depth and texts, errors in our words."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.depth = 0
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Parse a piece of the file.

        Raises:
            LedgerRefused: it is no XML, or in an encoding that is not read.
        """
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            raise LedgerRefused(
                f"{self.file}, line {error.lineno}: this is no well-formed XML ({error}). Nothing was "
                "loaded; export it again."
            ) from None
        except (LookupError, ValueError) as error:
            raise LedgerRefused(
                f"{self.file} is in an encoding that XML is not read in here ({error}). Nothing was loaded; "
                "save it as UTF-8."
            ) from None

    def local(self, name: str) -> str:
        """The name without its namespace."""
        found = self.names.get(name)
        if found is None:
            found = self.names[name] = name.rpartition(" ")[2]
        return found

    def deeper(self) -> None:
        """Count a level.

        Raises:
            LedgerRefused: there are too many.
        """
        self.depth += 1
        if self.depth > _DEEPEST:
            raise LedgerRefused(f"{self.file} nests more than {_DEEPEST} elements. Nothing was loaded.")

    def joined(self, before: str, text: str) -> str:
        """Both texts in one.

        Raises:
            LedgerRefused: it is too long for a cell.
        """
        if len(before) + len(text) > _LONGEST_TEXT:
            raise LedgerRefused(
                f"{self.file} has a cell of more than {_LONGEST_TEXT} characters. Nothing was loaded."
            )
        return before + text

    def _doctype(self, *_: object) -> None:
        raise LedgerRefused(
            f"{self.file} declares a document type. Nothing was loaded; export it without one."
        )


class _Leaves(_Parser):
    """Gathers wanted elements as they end, each with the text that stands right before its end."""

    def __init__(self, file: str, wanted: frozenset[str]) -> None:
        super().__init__(file)
        self.wanted = wanted
        self.attributes: list[dict[str, str]] = []
        self.text = ""
        self.ended: list[Leaf] = []
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        self.deeper()
        self.attributes.append(attributes)
        self.text = ""

    def _text(self, text: str) -> None:
        self.text = self.joined(self.text, text)

    def _end(self, name: str) -> None:
        self.depth -= 1
        attributes = self.attributes.pop()
        if (local := self.local(name)) in self.wanted:
            self.ended.append((local, attributes, self.text))
        self.text = ""


class _Tree(_Parser):
    """Gathers one element with all that is in it."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.open: list[Element] = [Element("", {})]
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.deeper()
        element = Element(self.local(name), attributes)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _text(self, text: str) -> None:
        self.open[-1].text = self.joined(self.open[-1].text, text)

    def _end(self, _: str) -> None:
        self.depth -= 1
        self.open.pop()


@dataclass(frozen=True, slots=True)
class Branch:
    """A wanted element with all that is in it."""

    element: Element
    above: tuple[Element, ...]
    """Those around it, outermost first, each as far as it was read."""
    line: int
    """1-based line of the file in which it begins."""


class _Branches(_Tree):
    """Gathers wanted elements as they end, and lets them go from what is around them."""

    def __init__(self, file: str, wanted: str) -> None:
        super().__init__(file)
        self.wanted = wanted
        self.lines: list[int] = []
        self.elements = 0
        self.ended: list[Branch] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        super()._start(name, attributes)
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise LedgerRefused(f"{self.file} has an element of too many others. Nothing was loaded.")
        self.lines.append(self.parser.CurrentLineNumber)

    def _end(self, name: str) -> None:
        super()._end(name)
        line = self.lines.pop()
        around = self.open[-1]
        if around.children[-1].name == self.wanted:
            self.ended.append(Branch(around.children.pop(), tuple(self.open), line))
            self.elements = 0


def branches(content: bytes, file: str, wanted: str) -> Iterator[Branch]:
    """Every element of a name as it ends; memory is bounded by the largest of them.

    Raises:
        LedgerRefused: it is no XML, has a document type, or too many elements in one.
    """
    reader = _Branches(file, wanted)
    for start in range(0, len(content), _CHUNK):
        reader.feed(content[start : start + _CHUNK])
        yield from reader.ended
        reader.ended.clear()
    reader.feed(b"", last=True)


def leaves(stream: Stream, file: str, wanted: frozenset[str]) -> Iterator[Leaf]:
    """The wanted elements of a large file as they end; in bounded memory.

    Raises:
        LedgerRefused: it is no XML, or has a document type.
    """
    reader = _Leaves(file, wanted)
    while data := stream.read(_CHUNK):
        reader.feed(data)
        yield from reader.ended
        reader.ended.clear()
    reader.feed(b"", last=True)


def tree(content: bytes, file: str) -> Element:
    """The whole of a small file.

    Raises:
        LedgerRefused: it is no XML, has a document type, or too many elements.
    """
    if content.count(b"<") > _MOST_ELEMENTS:
        raise LedgerRefused(f"{file} has more than {_MOST_ELEMENTS} elements. Nothing was loaded.")
    reader = _Tree(file)
    reader.feed(content, last=True)
    return reader.open[0].children[0]
