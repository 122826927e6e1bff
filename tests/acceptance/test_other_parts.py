"""The same job with other parts: an S3 server for the folders, Tesseract for the neural reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.installations.homes import Home
from tests.servers.services import s3_server


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=41, count=4, damage="clean")
    return folder


def outcome(home: Home) -> list[tuple[object, ...]]:
    return [
        (document["source"], document["pages"], document["status"], document["type"])
        for document in home.documents()
    ]


def test_on_an_s3_server_the_same_is_filed_as_in_folders(papers: Path, tmp_path: Path):
    folders = Home(tmp_path / "folders")
    folders.load(papers / "ledger")
    folders.done("ingest", str(papers / "scans"))
    with s3_server(tmp_path / "bucket") as server:
        address = {
            "COUNTERSIGN_OBJECTS_URL": f"s3+http://127.0.0.1:{server.port}/papers",
            "COUNTERSIGN_S3_ACCESS_KEY": server.access_key,
            "COUNTERSIGN_S3_SECRET_KEY": server.secret_key,
        }
        home = Home(tmp_path / "s3", address)
        home.load(papers / "ledger")
        home.done("ingest", str(papers / "scans"))
        assert sorted(map(str, outcome(home))) == sorted(map(str, outcome(folders)))
        home.done("verify")
        server.kill()
        ended = home.run("verify")
    assert ended.returncode == 3
    assert "COUNTERSIGN_OBJECTS_URL" in ended.stderr


def test_with_tesseract_every_paper_has_an_end_state_and_none_is_misfiled(papers: Path, tmp_path: Path):
    home = Home(tmp_path / "home", {"COUNTERSIGN_OCR": "tesseract"})
    home.load(papers / "ledger")
    home.done("ingest", str(papers / "scans"))
    home.done("export", "documents", "-o", str(tmp_path / "documents.jsonl"))
    ended = home.run("evaluate", str(papers / "truth.jsonl"), str(tmp_path / "documents.jsonl"), "--json")
    report = json.loads(ended.stdout)
    assert (report["misfiles"], report["lost"]) == ([], [])
    assert {score["name"]: score["right"] for score in report["scores"]}["type"] >= 3
