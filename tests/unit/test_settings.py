"""Settings come from the environment and are refused with the variable's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import WrongUse
from models.settings import load


def test_the_home_holds_everything_unless_told_otherwise():
    settings = load({"COUNTERSIGN_HOME": "/srv/mail"})
    assert settings.database_url == "sqlite:////srv/mail/register.sqlite"
    assert settings.objects_url == "/srv/mail/objects"
    assert settings.inbox_url == "/srv/mail/objects/inbox"


def test_the_default_home_follows_xdg_and_then_the_users_home():
    assert load({"XDG_DATA_HOME": "/data"}).home == Path("/data/countersign")
    assert load({"HOME": "/home/ann"}).home == Path("/home/ann/.local/share/countersign")


def test_people_reach_the_console_where_it_listens_unless_told_otherwise():
    assert load({"HOME": "/h", "COUNTERSIGN_PORT": "8081"}).console_url == "http://127.0.0.1:8081"
    assert load({"HOME": "/h", "COUNTERSIGN_HOST": "::1"}).console_url == "http://[::1]:8080"
    given = {"HOME": "/h", "COUNTERSIGN_CONSOLE_URL": "https://papers.firm/"}
    assert load(given).console_url == "https://papers.firm"


def test_the_inbox_lies_in_the_same_bucket_as_the_objects():
    settings = load({"HOME": "/h", "COUNTERSIGN_OBJECTS_URL": "s3+http://127.0.0.1:9/papers"})
    assert settings.inbox_url == "s3+http://127.0.0.1:9/papers/inbox"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("COUNTERSIGN_OCR", "magic"),
        ("COUNTERSIGN_WORKERS", "two"),
        ("COUNTERSIGN_WORKERS", "0"),
        ("COUNTERSIGN_PAGE_SECONDS", "inf"),
        ("COUNTERSIGN_BLIND_SHARE", "3"),
        ("COUNTERSIGN_MISFILE_BOUND", "0"),
        ("COUNTERSIGN_PAGE_SECONDS", "nan"),
        ("COUNTERSIGN_OBJECTS_URL", "ftp://somewhere"),
        ("COUNTERSIGN_DATABASE_URL", "register.sqlite"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_refused_by_name(variable: str, value: str):
    with pytest.raises(WrongUse, match=variable):
        load({"HOME": "/h", variable: value})


@pytest.mark.parametrize(
    ("objects", "inbox"),
    [
        ("/srv/papers", "/srv/papers"),
        ("/srv/papers", "/srv"),
        ("/srv/papers", "/srv/papers/archive/in"),
        ("/srv/papers", "/srv/papers/../papers/quarantine"),
        ("s3+http://127.0.0.1:9/a/b", "s3+http://127.0.0.1:9/a"),
    ],
)
def test_an_inbox_that_covers_what_is_kept_is_refused(objects: str, inbox: str):
    environ = {"HOME": "/h", "COUNTERSIGN_OBJECTS_URL": objects, "COUNTERSIGN_INBOX_URL": inbox}
    with pytest.raises(WrongUse, match="COUNTERSIGN_INBOX_URL"):
        load(environ)


def test_an_inbox_beside_the_archive_is_fine():
    environ = {"HOME": "/h", "COUNTERSIGN_OBJECTS_URL": "/srv/p", "COUNTERSIGN_INBOX_URL": "/srv/p/in"}
    assert load(environ).inbox_url == "/srv/p/in"


def test_numbers_are_taken_as_numbers():
    settings = load({"HOME": "/h", "COUNTERSIGN_WORKERS": "4", "COUNTERSIGN_POLL_SECONDS": "0.5"})
    assert (settings.workers, settings.poll_seconds) == (4, 0.5)
