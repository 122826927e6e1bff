"""People and tokens from the command line, and the link that the first start prints."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import httpx

from tests.installations.homes import Home
from tests.servers.services import free_port

LINK = re.compile(r"http://127\.0\.0\.1:\d+/link/[\w-]{43}")


def served(home: Home) -> tuple[subprocess.Popen[str], str]:
    """A console that has started, and what it said until then."""
    process = home.start("up", "--only", "console")
    assert process.stderr
    said = ""
    while "Stop with Ctrl-C" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return process, said


def end(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=60)[1]


def test_the_first_start_prints_a_link_until_somebody_can_sign_in(tmp_path: Path):
    home = Home(tmp_path / "home", {"COUNTERSIGN_PORT": str(free_port())})
    process, said = served(home)
    said += end(process)
    (link,) = LINK.findall(said)
    process, said = served(home)
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(link).text
        csrf = re.findall(r'<meta name="csrf" content="(\w+)">', page)[0]
        form = {"csrf": csrf, "password": "a short sentence", "again": "a short sentence"}
        assert "Every page is accounted for" in browser.post(link, data=form).text
    end(process)
    process, said = served(home)
    assert not LINK.search(said + end(process))


def test_accounts_and_tokens_are_managed_where_nobody_can_sign_in(tmp_path: Path):
    home = Home(tmp_path / "home")
    first = home.done(
        *("people", "add", "Ann", "--name", "Ann Lee", "--role", "operator", "--client", "acme")
    )
    assert LINK.search(first)
    home.done(
        "people", "grant", "ann", "collector", "--client", "*", "--customer", "C-1", "--customer", "C-2"
    )
    assert "ann  Ann Lee  collector:*/C-1/C-2, operator:acme" in home.done("people", "list")
    token = home.done("token", "add", "ann", "ERP import", "--client", "acme").strip()
    assert token.startswith("cst_")
    listed = home.done("token", "list", "ann")
    assert "look:acme" in listed
    home.done("token", "revoke", "ann", listed.split()[0])
    assert home.done("token", "list", "ann") == ""
    home.done("people", "revoke", "ann", "operator", "--client", "acme")
    assert LINK.search(home.done("people", "link", "ann"))
    (told,) = map(json.loads, home.done("people", "list", "--json").splitlines())
    assert (told["login"], told["roles"], told["disabled"]) == ("ann", ["collector:*/C-1/C-2"], False)


def test_wrong_use_says_what_to_do(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.done("people", "add", "ann", "--role", "admin", "--client", "*")
    for arguments, words in (
        (("people", "add", "ann"), "already"),
        (("people", "add", "A B"), "cannot be a login"),
        (("people", "link", "bob"), "no account 'bob'"),
        (("people", "disable", "ann"), "Nobody would be left"),
        (("people", "revoke", "ann", "scanner"), "no such role"),
        (("people", "grant", "ann", "boss"), "boss"),
        (("token", "add", "ann", "x", "--days", "9999"), "730 days"),
    ):
        ended = home.run(*arguments)
        assert ended.returncode == 2, ended.stderr
        assert words in ended.stderr
        assert "Traceback" not in ended.stderr
