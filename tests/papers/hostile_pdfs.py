"""PDFs that loop, swell, recurse or act: each aimed at one thing that a reader of PDFs does."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.papers.damaged_papers import jpeg, pdf_of

Drawn = Callable[[pikepdf.Pdf, pikepdf.Page], None]
SIZE = (595, 842)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def drawn(draw: Drawn, size: tuple[int, int] = SIZE) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=size)
        draw(pdf, page)
        return saved(pdf)


def contents(data: bytes) -> bytes:
    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(data)

    return drawn(draw)


def plain(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF written by hand; its table is right."""
    out, at = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        at[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in at.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, start))
    return out.getvalue()


def deep_page_tree(depth: int) -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth + 2):
        parent = b"/Parent %d 0 R" % (number - 1) if number > 2 else b""
        objects[number] = b"<</Type/Pages/Count 1 %s/Kids[%d 0 R]>>" % (parent, number + 1)
    objects[depth + 2] = b"<</Type/Page/MediaBox[0 0 595 842]/Parent %d 0 R>>" % (depth + 1)
    return plain(objects)


def wide_page_tree(depth: int, wide: int = 10) -> bytes:
    """Every level has the next one `wide` times: `wide` to the power of `depth` pages."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth + 2):
        kids = b"%d 0 R " % (number + 1) * wide
        objects[number] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (wide ** (depth + 2 - number), kids)
    objects[depth + 2] = b"<</Type/Page/MediaBox[0 0 595 842]>>"
    return plain(objects)


def looping_page_tree() -> bytes:
    return plain({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"})


def counted(count: int) -> bytes:
    return plain(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count,
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def looping_tables() -> bytes:
    """The older table that the table names is the table itself."""
    data = counted(1)
    at = data.rindex(b"xref\n0 1")
    return data.replace(b"/Root", b"/Prev %d /Root" % at)


def deep_arrays(depth: int) -> bytes:
    return plain(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def object_stream_bomb(megabytes: int) -> bytes:
    packed = zlib.compress(b"1 0 " + bytes(megabytes << 20), 9)
    body = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return plain(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            4: body + packed + b"\nendstream",
        },
        b"/Root 1 0 R /Prev 99999999",
    )


def tiles(step: str) -> bytes:
    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        cell = pdf.make_stream(
            b"0 0 1 1 re f",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 1, 1],
            XStep=pikepdf.Object.parse(step.encode()),
            YStep=pikepdf.Object.parse(step.encode()),
            Resources=Dictionary(),
        )
        page.Resources = Dictionary(Pattern=Dictionary(P=cell))
        page.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 595 842 re f")

    return drawn(draw)


def own_form() -> bytes:
    """A form that paints itself."""

    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        form = pdf.make_stream(b"/F Do /F Do", Subtype=Name.Form, BBox=[0, 0, 595, 842])
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")

    return drawn(draw)


def own_masks() -> bytes:
    """A group whose soft mask is the group itself."""

    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        group = Dictionary(S=Name.Transparency)
        form = pdf.make_stream(
            b"/G gs 0 0 595 842 re f", Subtype=Name.Form, BBox=[0, 0, 595, 842], Group=group
        )
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form))
        form.Resources = Dictionary(ExtGState=Dictionary(G=state), XObject=Dictionary(F=form))
        page.Resources = Dictionary(ExtGState=Dictionary(G=state), XObject=Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/G gs /F Do")

    return drawn(draw)


def own_letters() -> bytes:
    """A font whose letter is drawn with the font."""

    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        letter = pdf.make_stream(b"1000 0 d0 BT /T 10 Tf (aaaaaaaa) Tj ET")
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=[0, 0, 1, 1],
                FontMatrix=[1, 0, 0, 1, 0, 0],
                FirstChar=97,
                LastChar=97,
                Widths=[1],
                CharProcs=Dictionary(a=letter),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
            )
        )
        font.Resources = Dictionary(Font=Dictionary(T=font))
        page.Resources = Dictionary(Font=Dictionary(T=font))
        page.Contents = pdf.make_stream(b"BT /T 10 Tf 50 50 Td (aaaaaaaa) Tj ET")

    return drawn(draw)


def notes(count: int) -> bytes:
    def draw(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        look = pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        note = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[9, 9, 99, 99], AP=Dictionary(N=look), F=4)
        )
        page.obj["/Annots"] = Array([note] * count)

    return drawn(draw)


def boxed(box: str, more: str = "") -> bytes:
    return plain(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{more}>>".encode(),
        }
    )


def acting() -> bytes:
    """Everything that a PDF can do behind the reader's back, around one harmless page."""
    with pikepdf.open(io.BytesIO(pdf_of({"data": jpeg(), "Filter": Name.DCTDecode}))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS="app.launchURL('http://127.0.0.1:9/x');app.alert(1);")
        launch = Dictionary(S=Name.Launch, F="/bin/sh", Win=Dictionary(F="cmd.exe", P="/c calc"))
        send = Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F="http://127.0.0.1:9/take"))
        far = Dictionary(S=Name.GoToR, F="\\\\127.0.0.1\\share\\x.pdf", D=Array([0, Name.Fit]))
        pdf.Root.OpenAction = pdf.make_indirect(script)
        pdf.Root.AA = Dictionary(WC=script, WS=launch, DP=send)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))
        pdf.attachments["evil.exe"] = b"MZ" + bytes(500)
        xfa = pdf.make_stream(b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xdp>&e;</xdp>")
        pdf.Root.AcroForm = Dictionary(XFA=xfa, Fields=Array([]))
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=launch, C=far)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 432, 576], A=launch)
        page.Annots = Array([pdf.make_indirect(link)])
        return saved(pdf)


def many_pages(count: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=(200, 280))
        return saved(pdf)


PDFS: Mapping[str, Callable[[], bytes]] = {
    "pdf page tree 20,000 deep": lambda: deep_page_tree(20_000),
    "pdf page tree 10^6": lambda: wide_page_tree(6),
    "pdf page tree 10^9": lambda: wide_page_tree(9),
    "pdf page tree loop": looping_page_tree,
    "pdf count 2^31": lambda: counted(2**31 - 1),
    "pdf count negative": lambda: counted(-5),
    "pdf tables loop": looping_tables,
    "pdf arrays 100,000 deep": lambda: deep_arrays(100_000),
    "pdf object stream": lambda: object_stream_bomb(1000),
    "pdf tiles": lambda: tiles("0.001"),
    "pdf tiles of no size": lambda: tiles("0"),
    "pdf own form": own_form,
    "pdf own masks": own_masks,
    "pdf own letters": own_letters,
    "pdf 100,000 notes": lambda: notes(100_000),
    "pdf q 2,000,000": lambda: contents(b"q " * 2_000_000),
    "pdf [ 1,000,000": lambda: contents(b"[" * 1_000_000),
    "pdf 1,500,000 letters": lambda: contents(
        b"BT /F1 6 Tf 20 800 Td " + b"(delivery note for the customer) Tj 0 -1 Td " * 50_000 + b"ET"
    ),
    "pdf lines 1,000,000": lambda: contents(b"0 0 m 595 842 l S " * 1_000_000),
    "pdf dashes": lambda: contents(b"[0.0001] 0 d 0.0001 w 0 0 m 595 842 l S"),
    "pdf curve": lambda: contents(b"0 0 m " + b"9e9 -9e9 9e9 9e9 -9e9 9e9 c " * 100_000 + b"f*"),
    "pdf no box": lambda: boxed("0 0 0 0"),
    "pdf nan box": lambda: boxed("0 0 nan 1e400"),
    "pdf back to front box": lambda: boxed("595 842 0 0"),
    "pdf huge box": lambda: boxed("-1e9 -1e9 1e9 1e9"),
    "pdf huge unit": lambda: boxed("0 0 595 842", "/UserUnit 1e9"),
    "pdf rotate 45": lambda: boxed("0 0 595 842", "/Rotate 45"),
    "pdf contents of itself": lambda: boxed("0 0 595 842", "/Contents 3 0 R/Resources 3 0 R"),
    "pdf that acts": acting,
    "pdf 2,000 pages": lambda: many_pages(2000),
    "pdf 2,600 pages": lambda: many_pages(2600),
}
