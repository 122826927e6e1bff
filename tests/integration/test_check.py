"""`countersign check` tells what is there, what is not and what to do; `--settings` tells every setting."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from countersign.checks import (
    PROBE_KEY,
    Checked,
    Verdict,
    look,
    masked,
    setting_lines,
    setting_purposes,
)
from countersign.cli.check import check
from models.errors import ExitCode
from models.settings import Settings
from storage.objects import open_store
from tests.servers.services import s3_server
from tests.values.register_values import settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home")


def looked(settings: Settings) -> dict[str, Checked]:
    return {checked.subject: checked for checked in look(settings, "default", ())}


def test_a_whole_installation_is_ok(settings: Settings):
    missing = [checked for checked in look(settings, "default", ()) if checked.verdict is Verdict.MISSING]
    assert missing == []


def test_the_command_ends_with_0_when_all_is_there_and_3_when_something_is_not(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COUNTERSIGN_HOME", str(settings.home))
    assert check() == ExitCode.DONE
    monkeypatch.setenv("COUNTERSIGN_DATABASE_URL", f"sqlite:///{settings.home}")
    capsys.readouterr()
    assert check() == ExitCode.MISSING
    shown = capsys.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines()].count("missing") == 1
    assert "1 of these" in shown.err


def test_checking_twice_is_fine_and_leaves_nothing_in_the_inbox(settings: Settings):
    assert looked(settings).keys() == looked(settings).keys()
    assert looked(settings)["object storage"].verdict is Verdict.OK
    assert list(open_store(settings.inbox_url, settings).list("")) == []


def test_a_program_that_is_not_installed_comes_with_the_command_that_installs_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = looked(settings)["Tesseract"]
    assert found.verdict is Verdict.MISSING
    assert "apt-get install tesseract-ocr" in found.words


def test_a_file_that_is_no_register_is_named_with_its_setting(settings: Settings):
    settings.home.mkdir()
    (settings.home / "register.sqlite").write_bytes(b"something else" * 100)
    found = looked(settings)["register"]
    assert found.verdict is Verdict.MISSING
    assert "COUNTERSIGN_DATABASE_URL" in found.words


def test_one_fault_does_not_hide_the_others(settings: Settings):
    settings.home.mkdir()
    (settings.home / "register.sqlite").write_bytes(b"something else" * 100)
    (settings.home / "objects").write_text("a file where the folder should be")
    found = looked(settings)
    assert found["register"].verdict is Verdict.MISSING
    assert found["object storage"].verdict is Verdict.MISSING
    assert found["neural reader"].verdict is Verdict.OK


def test_an_object_storage_that_gives_back_other_bytes_is_told(settings: Settings):
    probe = Path(settings.objects_url, PROBE_KEY)
    probe.parent.mkdir(parents=True)
    probe.write_bytes(b"other bytes")
    assert looked(settings)["object storage"].verdict is Verdict.MISSING


def test_an_object_storage_without_keys_is_told_which_to_set(settings: Settings):
    url = "s3+http://127.0.0.1:1/papers"
    found = looked(replace(settings, objects_url=url, inbox_url=f"{url}/inbox"))
    assert "COUNTERSIGN_S3_ACCESS_KEY" in found["object storage"].words
    assert "COUNTERSIGN_S3_ACCESS_KEY" in found["inbox"].words


def test_an_s3_server_is_told_with_what_it_honours_and_what_is_used(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with s3_server(tmp_path / "s3") as server:
        given = server.settings(settings.home)
        monkeypatch.setenv("COUNTERSIGN_HOME", str(settings.home))
        monkeypatch.setenv("COUNTERSIGN_OBJECTS_URL", given.objects_url)
        monkeypatch.setenv("COUNTERSIGN_S3_ACCESS_KEY", given.s3_access_key)
        monkeypatch.setenv("COUNTERSIGN_S3_SECRET_KEY", given.s3_secret_key)
        assert check() == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "note     object storage, bucket: 'firm' was not there and has been made." in shown
    assert "note     object storage, conditional put: not honoured, not needed" in shown
    assert "ok       object storage, listing: complete and ordered" in shown
    assert given.s3_secret_key not in shown


def test_a_place_where_no_index_can_be_kept_is_a_note(settings: Settings):
    settings.home.mkdir()
    (settings.home / "index").write_text("in the way")
    (found,) = (one for one in look(settings, "default", ()) if one.subject == "ledger index")
    assert found.verdict is Verdict.NOTE
    assert str(settings.home / "index") in found.words


def test_a_misspelt_setting_is_a_note_with_the_name_that_was_meant(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COUNTERSIGN_HOME", str(settings.home))
    monkeypatch.setenv("COUNTERSIGN_WORKER", "a secret of somebody")
    assert check() == ExitCode.DONE
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "COUNTERSIGN_WORKER" in line)
    assert line.startswith("note     setting: COUNTERSIGN_WORKER is no setting")
    assert "secret" not in line


def test_every_setting_has_its_line_and_its_purpose(settings: Settings):
    lines = list(setting_lines(settings, {"COUNTERSIGN_HOME"}))
    variables = [line.partition("=")[0] for line in lines[::2]]
    assert variables == [f"COUNTERSIGN_{field.name.upper()}" for field in fields(Settings)]
    assert all(len(line.strip()) > 1 for line in lines[1::2])
    assert not lines[0].endswith("(default)")
    assert lines[2].endswith("(default)")


def test_purposes_are_the_ones_in_the_source():
    assert setting_purposes()["poll_seconds"] == "How often the inbox is listed."


def test_secrets_are_never_printed(settings: Settings):
    secret = "hush-hush"
    chosen = replace(
        settings,
        database_url=f"postgresql://clerk:{secret}@db/papers?password={secret}",
        s3_access_key=secret,
        s3_secret_key=secret,
    )
    lines = "\n".join(setting_lines(chosen, set()))
    assert secret not in lines
    assert "postgresql://clerk:***@db/papers?password=***" in lines
    assert secret not in looked(chosen)["register"].words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sqlite:////home/a/register.sqlite", "sqlite:////home/a/register.sqlite"),
        ("s3+http://host:9000/papers", "s3+http://host:9000/papers"),
        ("postgresql://u:p@ss/w@rd@db:5432/x", "postgresql://u:***@db:5432/x"),
        ("postgresql:///x?user=u&password=p&a=b", "postgresql:///x?user=u&password=***&a=b"),
        ("'postgresql://u:p@db/x': no such thing", "'postgresql://u:***@db/x': no such thing"),
    ],
)
def test_passwords_in_urls_are_masked(text: str, shown: str):
    assert masked(text) == shown
