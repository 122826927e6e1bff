"""What folders of a mailbox and mails are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.mailbox.address import quoted
from flows.mailbox.naming import source_of


@pytest.mark.parametrize(
    ("folder", "sent"),
    [("INBOX", '"INBOX"'), ("Belege & Post", '"Belege &- Post"'), ("Gelöscht", '"Gel&APY-scht"')],
)
def test_folders_are_named_as_imap_does(folder: str, sent: str):
    assert quoted(folder) == sent


def test_a_mail_without_a_name_is_known_by_its_bytes(tmp_path: Path):
    path = tmp_path / "mail"
    path.write_bytes(b"From: a@b.example\r\n\r\nSubject: no header\r\n")
    assert source_of(path, "ab" * 32) == f"mail/{'ab' * 8}.eml"
    path.write_bytes(b"Subject: =?utf-8?q?L=C3=B6schen/../x?=\r\n\r\n")
    assert source_of(path, "ab" * 32) == f"mail/Löschen .. x ({'ab' * 8}).eml"
