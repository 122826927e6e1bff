"""Signatures on papers with labels, given by path: an archive's letters, signed forms, generated scans."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from extractors.doubts import doubtful
from extractors.opening import Limits, open_pages, picture_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from models.paper import Box, Page, SignatureRegion
from tests.benchmarks.failure_pictures import ABSENT, LABELLED, PRESENT, draw, save
from tests.benchmarks.shares import area, share
from tests.benchmarks.step_seconds import Steps

LETTERS, FORMS = "tobacco800_pages", "fara_signed_forms"
DRAWN = "truth.jsonl"
"""The key in a folder of generated scans, as `python -m fixtures` writes it."""
HITS = (0.5, 0.3)
"""Intersection over union from which on a box is at its place: strictly, and roughly."""


@dataclass(frozen=True)
class Paper:
    """A page with a label: whether ink signs it, and where, as fractions of the page as shown."""

    path: Path
    page: int
    signed: bool
    box: Box | None
    note: str = ""
    upright: bool = False
    """The box lies on the upright page, not on the page as it came."""


@dataclass(frozen=True)
class Verdict:
    """A labelled page and what was read of it."""

    paper: Paper
    regions: tuple[SignatureRegion, ...]
    box: Box | None
    """The labelled box on the upright page."""

    @property
    def score(self) -> float:
        """Highest probability 0..1 that any region of the page is signed."""
        return max((_probability(region) for region in self.regions), default=0.0)

    @property
    def present(self) -> bool:
        """The product's own verdict, at its own threshold."""
        return any(region.present for region in self.regions)

    @property
    def overlap(self) -> float:
        """Intersection over union 0..1 of the best present region with the label."""
        return (
            max((likeness(region.box, self.box) for region in self._found), default=0.0) if self.box else 0.0
        )

    @property
    def covered(self) -> float:
        """Share 0..1 of the labelled box that the best present region covers."""
        if self.box is None:
            return 0.0
        whole = self.box.width * self.box.height
        return max((region.box.overlap(self.box) / whole for region in self._found), default=0.0)

    @property
    def _found(self) -> list[SignatureRegion]:
        return [region for region in self.regions if region.present]


def measure(papers: Path, pictures: Path | None = None) -> None:
    """Score each set and name every page that was judged wrongly; draw these below `pictures`.

    Raises:
        SystemExit: the folder holds no set.
    """
    sets = {LETTERS: letters, FORMS: forms}
    there = {
        name: load(papers / name) for name, load in sets.items() if (papers / name / "labels.json").exists()
    }
    if (papers / DRAWN).exists():
        there["generated"] = drawn(papers)
    if not there:
        raise SystemExit(
            f"{papers} holds neither {LETTERS}/ nor {FORMS}/ with labels.json, nor {DRAWN}: "
            "name the folder of such papers."
        )
    reader, steps = open_reader("neural"), Steps()
    for name, some in there.items():
        folder = pictures / name if pictures else None
        verdicts = [_verdict(paper, reader, steps, folder) for paper in some]
        print(f"\n{name}: {len(verdicts)} pages, {sum(one.paper.signed for one in verdicts)} signed")
        _tell(verdicts)
    print("\nprocessor seconds a page")
    print("\n".join(steps.lines()))


def letters(folder: Path) -> Iterator[Paper]:
    """Single pages with one box in pixels where signed."""
    for name, label in sorted(json.loads((folder / "labels.json").read_text()).items()):
        yield Paper(
            folder / name, 1, label["signature_present"], _fractions(folder / name, label["bbox_px_xyxy"])
        )


def forms(folder: Path) -> Iterator[Paper]:
    """The signing page of each; its box is too rough to be scored. Those without a verdict are left out."""
    for name, label in sorted(json.loads((folder / "labels.json").read_text()).items()):
        if label["signature_present"] is not None:
            state = label.get("signature_state") or label["doc_type"]
            yield Paper(folder / name, label["signature_page"], label["signature_present"], None, state)


def drawn(folder: Path) -> Iterator[Paper]:
    """Every page of generated scans; signed where anybody's ink signs it, the box that of the receiver."""
    for line in map(json.loads, (folder / DRAWN).read_text().splitlines()):
        note = ", ".join(line["tags"])
        for page in line["pages"]:
            inked = [one for one in line["signatures"] if one["present"] and one["page"] == page]
            own = [one for one in inked if one["role"] == "customer"] or inked
            box = Box(*own[0]["bbox"]) if own and own[0]["bbox"] else None
            yield Paper(folder / "scans" / line["source"], page, bool(inked), box, note, upright=True)


def likeness(one: Box, other: Box) -> float:
    """Intersection over union, 0..1."""
    both = one.overlap(other)
    whole = one.width * one.height + other.width * other.height - both
    return both / whole if whole else 0.0


def upright(box: Box, turn: int) -> Box:
    """`box` on the page after it was turned clockwise by `turn` degrees, a multiple of 90."""
    for _ in range(turn % 360 // 90):
        box = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return box


def _fractions(path: Path, edges: list[int] | None) -> Box | None:
    if edges is None:
        return None
    with Image.open(path) as image:
        wide, high = image.size
    return Box(edges[0] / wide, edges[1] / high, edges[2] / wide, edges[3] / high)


def _probability(region: SignatureRegion) -> float:
    return region.confidence if region.present else 1 - region.confidence


def _verdict(paper: Paper, reader: Reader, steps: Steps, pictures: Path | None) -> Verdict:
    with tempfile.TemporaryDirectory() as work:
        (sheet,) = open_pages(paper.path, paper.page, paper.page, Path(work), Limits())
        picture = picture_of(sheet)
    info = SheetInfo(sheet.number, sheet.dpi, sheet.text_words or (), sheet.drawn)
    page: Page = steps.run(lambda: read_page(picture, info, reader, doubtful))
    turn = 0 if paper.upright else page.turned
    verdict = Verdict(paper, page.signatures, upright(paper.box, turn) if paper.box else None)
    if pictures and _fault(verdict):
        boxes = [(region.box, PRESENT if region.present else ABSENT) for region in page.signatures]
        labelled = [(verdict.box, LABELLED)] if verdict.box else []
        save(draw(picture, page.turned, [*boxes, *labelled]), pictures, f"{paper.path.stem}-{paper.page}")
    return verdict


def _fault(verdict: Verdict) -> str:
    """What is wrong, in words; empty where nothing is."""
    if verdict.paper.signed != verdict.present:
        return "missed" if verdict.paper.signed else "false alarm"
    if verdict.box is not None and verdict.overlap < HITS[0]:
        return f"box: {verdict.overlap:.2f} of it, {verdict.covered:.0%} of the label covered"
    return ""


def _tell(verdicts: list[Verdict]) -> None:
    signed = [one for one in verdicts if one.paper.signed]
    unsigned = [one for one in verdicts if not one.paper.signed]
    called = [one.paper.signed for one in verdicts if one.present]
    if signed and unsigned:
        ranked = area([one.score for one in signed], [one.score for one in unsigned])
        print("  AUC of presence                {:.3f} [{:.3f}, {:.3f}]".format(*ranked))
    print(f"  signed, called signed          {share([one.present for one in signed])}")
    print(f"  unsigned, not called signed    {share([not one.present for one in unsigned])}")
    print(f"  called signed, rightly         {share(called)}")
    boxed = [one for one in signed if one.box]
    for least in HITS if boxed else ():
        print(f"  a box of IoU >= {least}            {share([one.overlap >= least for one in boxed])}")
    if boxed:
        print(f"  labelled box covered, average  {sum(one.covered for one in boxed) / len(boxed):.1%}")
    for one in verdicts:
        if fault := _fault(one):
            print(f"  {fault}: {one.paper.path.name} ({one.score:.2f}) {one.paper.note}".rstrip())
