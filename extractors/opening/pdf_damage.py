"""Checks that a PDF's pages are whole: what they paint is there, and decodes to the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pikepdf

from extractors.opening import pdf_streams
from extractors.opening.limits import Limits
from extractors.opening.pdf import Source

FAULTS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, LookupError)
"""What pikepdf raises on objects that are not what they should be."""
_PAINTED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class _Search:
    """Objects already looked at: a logo on 200 pages is decoded once, a form within itself once."""

    limits: Limits
    known: dict[tuple[int, int], str] = field(default_factory=dict)


def faults(source: Source, pages: range, limits: Limits) -> list[tuple[int, str]]:
    """(1-based page, what is wrong) of the `pages` that are not whole.

    Raises:
        UnreadableFile: a picture has too many pixels.
    """
    search = _Search(limits)
    checked = [(number, _page_fault(source, number, search)) for number in pages]
    return [(number, fault) for number, fault in checked if fault]


def _page_fault(source: Source, number: int, search: _Search) -> str:
    try:
        page = source.pdf.pages[number - 1].obj
        contents = _streams(page.get("/Contents"))
        if source.repaired and not contents:
            return "its content is gone"
        return _painted_fault(contents, _resources(page), search)
    except FAULTS:
        return "its data does not decode"


def _painted_fault(contents: list[pikepdf.Stream], resources: pikepdf.Object, search: _Search) -> str:
    """What is wrong with content streams, or with a picture or form that they paint."""
    for stream in contents:
        if fault := pdf_streams.fault_in(stream):
            return fault
    drawing = b"\n".join(stream.read_bytes() for stream in contents)
    there = resources.get("/XObject", pikepdf.Dictionary())
    for name in sorted({_plain(name) for name in _PAINTED.findall(drawing)}):
        if name in there:
            fault = _object_fault(there[name], resources, search)
        else:
            fault = "a picture on it is missing" if _paints(drawing, name) else ""
        if fault:
            return fault
    return ""


def _object_fault(painted: pikepdf.Object, resources: pikepdf.Object, search: _Search) -> str:
    key = painted.objgen
    if key not in search.known:
        search.known[key] = ""
        search.known[key] = _fresh_fault(painted, resources, search)
    return search.known[key]


def _fresh_fault(painted: pikepdf.Object, resources: pikepdf.Object, search: _Search) -> str:
    if not isinstance(painted, pikepdf.Stream):
        return "a picture on it is missing"
    if painted.get("/Subtype") == "/Form":
        return _painted_fault([painted], painted.get("/Resources", resources), search)
    for mask in ("/SMask", "/Mask"):
        behind = painted.get(mask)
        if isinstance(behind, pikepdf.Stream) and (fault := pdf_streams.picture_fault(behind, search.limits)):
            return fault
    return pdf_streams.picture_fault(painted, search.limits)


def _paints(drawing: bytes, name: str) -> bool:
    """True when `name Do` is an instruction, and not part of some text that looks like one."""
    with pikepdf.new() as owner:
        steps = pikepdf.parse_content_stream(pikepdf.Stream(owner, drawing), "Do")
        return any(str(step.operands[0]) == name for step in steps)


def _streams(contents: pikepdf.Object | None) -> list[pikepdf.Stream]:
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    if isinstance(contents, pikepdf.Array):
        return [stream for stream in contents if isinstance(stream, pikepdf.Stream)]
    return []


def _resources(page: pikepdf.Object) -> pikepdf.Object:
    """The page's own resources or those it inherits."""
    node: pikepdf.Object | None = page
    for _ in range(_DEEPEST):
        if node is None or "/Resources" in node:
            break
        node = node.get("/Parent")
    return pikepdf.Dictionary() if node is None else node.get("/Resources", pikepdf.Dictionary())


def _plain(name: bytes) -> str:
    """A name as written in a content stream, in pikepdf's form."""
    return "/" + _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name).decode("utf-8", "replace")
