"""An evidence pack proves its custody record: each step leads to a head of the audit chain that was kept."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from flows.desk import Desk
from flows.evidence import evidence
from flows.evidence.verifier import faults_of_chain
from flows.proof import keep_head, kept_heads
from models.evidence import Form
from models.record import Event
from storage.register import open_register
from tests.papers.evidence_packs import filled_desk, wish
from tests.values.register_values import settings_in


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = settings_in(tmp_path_factory.mktemp("packs") / "home")
    with open_register(settings) as register, filled_desk(settings, register) as opened:
        yield opened


@pytest.fixture(scope="module")
def packed(desk: Desk) -> bytes:
    return evidence(desk.stores, "default", wish(), Form.ZIP).data


def manifest_in(data: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return json.loads(pack.read("manifest.json"))


def test_each_step_of_custody_leads_to_a_head_that_was_kept(desk: Desk, packed: bytes):
    manifest = manifest_in(packed)
    chain = manifest["chain"]
    assert len(chain["events"]) == len(manifest["custody"]) > 0
    kept = {(head.position, head.hash) for _, head in kept_heads(desk.stores)}
    assert (chain["head"]["position"], chain["head"]["hash"]) in kept
    assert faults_of_chain(manifest) == []
    told = json.dumps(chain)
    assert ".tif" not in told
    assert "ann" not in told


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("chain", "events", 0, "kind"), "parked"),
        (("chain", "events", 0, "at"), "2020-01-01T00:00:00.000000+00:00"),
        (("chain", "events", 0, "sha256"), "00" * 32),
        (("chain", "nodes", -1, "previous"), "00" * 32),
        (("chain", "nodes", 0, "leaf"), "00" * 32),
        (("chain", "head", "hash"), "00" * 32),
        (("chain", "head", "position"), 1),
        (("custody", 0, "at"), "2020-01-01T00:00:00+00:00"),
        (("custody", 0, "by_person"), "yes"),
        (("exhibits", 0, "original_sha256"), "00" * 32),
    ],
)
def test_custody_that_was_retold_does_not_fit_the_chain(packed: bytes, path: tuple, value: object):
    """Whoever makes a pack anew, with right hashes of its files, still has not this head."""
    manifest = manifest_in(packed)
    place = manifest
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert faults_of_chain(manifest)


def test_a_pack_is_the_same_after_more_has_happened(desk: Desk):
    before = evidence(desk.stores, "default", wish(), Form.ZIP).data
    desk.register.add_event(Event(desk.now(), "default", "noted", "else"))
    assert keep_head(desk.stores) is not None
    assert evidence(desk.stores, "default", wish(), Form.ZIP).data == before
