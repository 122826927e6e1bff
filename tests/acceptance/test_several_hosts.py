"""Two machines, a Prefect server and the stores on hosts of their own: cables are pulled and hosts die."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.servers.hosts import ADDRESSES
from tests.servers.prefect_pool import wait_until
from tests.servers.several_hosts import Firm, firm_on_hosts

pytestmark = [pytest.mark.timeout(900), pytest.mark.allow_hosts(["127.0.0.1", *ADDRESSES])]


def test_work_is_divided_without_loss_or_doubling_whatever_host_or_cable_fails(tmp_path: Path):
    write_batch(tmp_path / "papers", seed=57, count=8, damage="clean", layouts=["delivery_note"])
    scans = sorted((tmp_path / "papers" / "scans").iterdir())
    with firm_on_hosts(tmp_path / "firm", tmp_path / "papers" / "ledger") as firm:
        one, two = firm.machines
        firm.drop(*scans[:5])
        firm.employ(one)
        firm.employ(two)
        wait_until(lambda: firm.holds(one))
        one.unplug()
        firm.wait_for(*scans[:5])
        one.plug()
        firm.server.kill()
        firm.drop(scans[5])
        firm.wait_for(scans[5])
        firm.drop(*scans[6:])
        wait_until(lambda: firm.holds(two) or len(firm.ended()) == len(scans))
        firm.lose(two)
        firm.wait_for(*scans)
        proven(firm, scans)


def proven(firm: Firm, scans: list[Path]) -> None:
    """Each paper is there once, and what is stored is what came."""
    home = firm.home(firm.machines[0])
    with firm.machines[0].inside():
        documents = home.documents()
        told = json.loads(home.done("status", "--json"))
        home.done("verify")
    assert sorted(document["source"] for document in documents) == [path.name for path in scans]
    assert [document["status"] for document in documents].count("filed") > len(scans) / 2
    assert (told["balanced"], told["waiting_files"]) == (True, 0)
    assert {one.host for one in firm.arrived()} == {"one", "two"}
