"""Zips and mails give their documents or are refused whole."""

from __future__ import annotations

import base64
import contextlib
import io
import stat
import struct
import tempfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.opening.archive import check_name, listed_zip, reason_to_skip, unpack_zip
from extractors.opening.limits import Limits
from extractors.opening.mail import listed_mail, unpack_mail
from models.errors import UnreadableFile

LIMITS = Limits(archive_megabytes=1, archive_members=20)
PDF = b"%PDF-1.4 something"


def zip_at(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def mail_at(path: Path, message: EmailMessage) -> Path:
    path.write_bytes(message.as_bytes())
    return path


def message(body: str = "see attachment") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "Your PO"
    mail.set_content(body)
    return mail


def test_members_are_written_under_numbers_and_keep_their_names_as_labels(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {"in/scan ü.pdf": PDF, "b.tif": b"II"})
    assert unpack_zip(path, tmp_path, LIMITS) == [("in/scan ü.pdf", len(PDF)), ("b.tif", 2)]
    assert (tmp_path / "0001.bin").read_bytes() == PDF
    assert (tmp_path / "0002.bin").read_bytes() == b"II"


def test_what_no_one_dropped_on_purpose_is_listed_and_not_unpacked(tmp_path: Path) -> None:
    names = ["a.pdf", ".hidden.pdf", "x/Thumbs.db", "__MACOSX/a.pdf", "b.tmp", "c.part", "~$d.docx"]
    path = zip_at(tmp_path / "z", dict.fromkeys(names, PDF))
    assert [entry.name for entry in listed_zip(path, LIMITS) if entry.skipped] == names[1:]
    assert [name for name, _ in unpack_zip(path, tmp_path, LIMITS)] == ["a.pdf"]


@pytest.mark.parametrize(
    "name",
    ["../x.pdf", "a/../../x.pdf", "/etc/x.pdf", "C:/x.pdf", "c:x.pdf", "..\\x.pdf", "\\\\host\\x", "a\x01b"],
)
def test_one_path_trick_refuses_the_whole_zip(tmp_path: Path, name: str) -> None:
    path = zip_at(tmp_path / "z", {"good.pdf": PDF, name: PDF})
    with pytest.raises(UnreadableFile, match="outside the archive"):
        unpack_zip(path, tmp_path, LIMITS)
    assert not list(tmp_path.glob("*.bin"))


@given(st.text(alphabet="ab./\\:", max_size=12))
def test_a_name_that_passes_stays_below_its_folder(name: str) -> None:
    try:
        check_name(name)
    except UnreadableFile:
        return
    parts = name.replace("\\", "/").split("/")
    assert ".." not in parts
    assert not name.startswith(("/", "\\"))


def test_a_link_in_a_zip_refuses_it(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableFile, match="link or device"):
        listed_zip(tmp_path / "z", LIMITS)


def test_an_encrypted_member_asks_for_its_files(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {"a.pdf": PDF})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="password"):
        listed_zip(path, LIMITS)


def test_a_zip_bomb_is_refused_by_its_own_announcement(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {"bomb": bytes(30 << 20)})
    with pytest.raises(UnreadableFile, match=r"absurd size|more than 1 MB"):
        listed_zip(path, LIMITS)


def test_a_zip_that_announces_too_little_is_stopped(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {"bomb": bytes(3 << 20)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        unpack_zip(path, tmp_path, LIMITS)
    assert sum(file.stat().st_size for file in tmp_path.glob("*.bin")) <= 1 << 20


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {f"{n}.pdf": PDF for n in range(21)})
    with pytest.raises(UnreadableFile, match="21 files, more than 20"):
        listed_zip(path, LIMITS)


def test_a_member_that_fails_its_checksum_refuses_the_zip(tmp_path: Path) -> None:
    path = tmp_path / "z"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", PDF)
    path.write_bytes(path.read_bytes().replace(PDF, PDF[:-1] + b"?"))
    with pytest.raises(UnreadableFile, match="damaged"):
        unpack_zip(path, tmp_path, LIMITS)


@pytest.mark.parametrize("keep", [20, -10])
def test_a_zip_cut_short_is_refused(tmp_path: Path, keep: int) -> None:
    path = zip_at(tmp_path / "z", {"a.pdf": PDF * 99})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UnreadableFile, match="damaged"):
        listed_zip(path, LIMITS)


def test_a_zip_without_documents_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no document"):
        listed_zip(zip_at(tmp_path / "z", {"Thumbs.db": b"x"}), LIMITS)


def test_an_office_document_is_no_zip_wherever_its_list_of_parts_stands(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "z", {"word/document.xml": b"x", "[Content_Types].xml": b"x"})
    with pytest.raises(UnreadableFile, match="office document"):
        listed_zip(path, LIMITS)


def test_ordinary_names_are_not_skipped() -> None:
    assert not any(map(reason_to_skip, ["a.pdf", "x/y.TIF", "in\\b.jpg", "POD 4711", "tmp.pdf"]))


def test_a_mails_attachments_are_taken_and_its_text_is_not(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Lieferschein Müller.pdf")
    mail.add_attachment(b"II", maintype="image", subtype="tiff", filename="b.tif")
    taken = unpack_mail(mail_at(tmp_path / "m", mail), tmp_path, LIMITS)
    assert taken == [("Lieferschein Müller.pdf", len(PDF)), ("b.tif", 2)]
    assert (tmp_path / "0001.bin").read_bytes() == PDF


def test_a_forwarded_mail_is_one_member_that_can_be_opened_again(tmp_path: Path) -> None:
    inner = message()
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="pod.pdf")
    outer = message()
    outer.add_attachment(inner)
    (name, _), *rest = unpack_mail(mail_at(tmp_path / "m", outer), tmp_path, LIMITS)
    assert (name, rest) == ("Your PO.eml", [])
    assert unpack_mail(tmp_path / "0001.bin", tmp_path / "..", LIMITS)[0][0] == "pod.pdf"


def test_small_pictures_in_the_text_are_logos_and_large_ones_are_scans(tmp_path: Path) -> None:
    mail = message()
    for size in (5_000, 50_000):
        mail.add_attachment(
            bytes(size), maintype="image", subtype="png", disposition="inline", filename=f"{size}.png"
        )
    listed = listed_mail(mail_at(tmp_path / "m", mail), LIMITS)
    assert [(entry.name, bool(entry.skipped)) for entry in listed] == [
        ("5000.png", True),
        ("50000.png", False),
    ]


def test_a_mail_without_attachment_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="print the mail to PDF"):
        listed_mail(mail_at(tmp_path / "m", message()), LIMITS)


def test_a_mail_cut_short_is_refused(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(PDF * 500, maintype="application", subtype="pdf", filename="a.pdf")
    path = mail_at(tmp_path / "m", mail)
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(UnreadableFile, match="cut off"):
        listed_mail(path, LIMITS)


def test_an_attachment_name_with_a_path_trick_refuses_the_mail(tmp_path: Path) -> None:
    head = b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\nContent-Type: application/pdf\n"
    trick = b'Content-Disposition: attachment; filename="../../x.pdf"\nContent-Transfer-Encoding: base64\n\n'
    (tmp_path / "m").write_bytes(head + trick + base64.b64encode(PDF))
    with pytest.raises(UnreadableFile, match="outside the archive"):
        listed_mail(tmp_path / "m", LIMITS)


def test_a_mail_beyond_the_size_limit_is_refused(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(
        io.BytesIO(bytes(2 << 20)).read(), maintype="application", subtype="pdf", filename="a.pdf"
    )
    with pytest.raises(UnreadableFile, match="more than 1 MB"):
        listed_mail(mail_at(tmp_path / "m", mail), LIMITS)


def test_a_name_in_a_zip_is_kept_as_the_bytes_it_has(tmp_path: Path) -> None:
    """Without the flag for UTF-8 nobody knows the code page: UTF-8 is read, other bytes stay bytes."""
    path = zip_at(tmp_path / "z", {"caf1.pdf": PDF, "caf22.pdf": PDF, "ü.pdf": PDF, ".h3.pdf": PDF})
    data = path.read_bytes().replace(b"caf1", b"caf\xe9").replace(b"caf22", "café".encode())
    path.write_bytes(data.replace(b".h3", b".h\xff"))
    names = ["caf\udce9.pdf", "café.pdf", "ü.pdf", ".h\udcff.pdf"]
    assert [entry.name for entry in listed_zip(path, LIMITS)] == names
    assert [name for name, _ in unpack_zip(path, tmp_path, LIMITS)] == names[:3]


def mail_with_name(path: Path, parameter: bytes) -> Path:
    head = b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: application/pdf\nContent-Disposition: attachment;"
    path.write_bytes(head + parameter + b"\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(PDF))
    return path


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        (b' filename="a  b.pdf"', "a  b.pdf"),
        (b' filename="delivery\n\tnote.pdf"', "delivery note.pdf"),
        (b' filename="M\xc3\xbcller.pdf"', "Müller.pdf"),
        (b' filename="M\xfcller.pdf"', "M\udcfcller.pdf"),
        (b' filename="=?iso-8859-1?q?M=FCller?=.pdf"', "Müller.pdf"),
        (b' filename="=?utf-8?b?TcO8?=\n =?utf-8?q?ller_=C3=85?= \xc3\x85\xfc.pdf"', "Müller Å Å\udcfc.pdf"),
        (b' filename="=?utf-8?q?M=FCller?=.pdf"', "M\udcfcller.pdf"),
        (b' filename="=?no-charset?q?M=FCller?=.pdf"', "M\udcfcller.pdf"),
        (b' filename="=?utf-8?b?TcO8a?=.pdf"', "=?utf-8?b?TcO8a?=.pdf"),
        (b' filename="=?utf-7?q?+2AA-?=.pdf"', "+2AA-.pdf"),
        (b" filename*=iso-8859-1'de'M%FCller.pdf", "Müller.pdf"),
        (b" filename*=utf-8''M%FCller.pdf", "M\udcfcller.pdf"),
        (b" filename*=''M\xfcller%20%C3%BC.pdf", "M\udcfcller ü.pdf"),
        (b" filename*0*=utf-8''M%C3%BC;\n filename*1=ller.pdf", "Müller.pdf"),
    ],
)
def test_a_name_in_a_mail_is_what_the_standard_says_and_else_its_bytes(
    tmp_path: Path, parameter: bytes, name: str
) -> None:
    (entry,) = listed_mail(mail_with_name(tmp_path / "m", parameter), LIMITS)
    assert entry.name == name


@given(st.binary(max_size=40))
def test_no_name_in_a_mail_makes_its_reader_crash(parameter: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(UnreadableFile):
        for entry in listed_mail(mail_with_name(Path(folder, "m"), b" filename=" + parameter), LIMITS):
            entry.name.encode("utf-8", "surrogateescape")


def test_a_forwarded_mail_named_by_its_subject_keeps_the_bytes_of_it(tmp_path: Path) -> None:
    inner = b"From: a@b.c\nSubject: L\xfc /\n\t=?utf-8?q?M=C3=BC?=\n\nbody\n"
    (tmp_path / "m").write_bytes(
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
        b"Content-Type: message/rfc822\n\n" + inner + b"\n--x--\n"
    )
    assert [name for name, _ in unpack_mail(tmp_path / "m", tmp_path, LIMITS)] == ["L\udcfc _ Mü.eml"]
    assert b"Subject: L\xfc /" in (tmp_path / "0001.bin").read_bytes()
