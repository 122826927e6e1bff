"""A firm on four hosts: PostgreSQL and S3, a Prefect server, two machines with a Prefect worker each."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models.settings import Settings, load
from storage.objects import open_store
from tests.installations.homes import Home
from tests.servers.hosts import Host, hosts
from tests.servers.postgres import Postgres, postgres_cluster
from tests.servers.prefect_pool import begin_run, deploy, start_worker, wait_until
from tests.servers.prefect_server import PrefectServer, prefect_server
from tests.servers.services import s3_server

LEASE = 10
"""Seconds after which a silent worker loses its file."""


@dataclass(frozen=True)
class Arrived:
    """A file of the inbox, and who worked on it last."""

    source: str
    state: str
    host: str


@dataclass
class Firm:
    """The hosts and what runs on them."""

    store: Host
    prefect: Host
    machines: tuple[Host, Host]
    postgres: Postgres
    server: PrefectServer
    settings: dict[str, str]
    folder: Path
    deployment: str = ""
    runs: int = 0
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    """By the name of the machine."""

    def home(self, machine: Host) -> Home:
        """The installation as a machine has it: a folder of its own, all else shared."""
        return Home(self.folder / machine.name, self.settings)

    def environment(self, machine: Host) -> dict[str, str]:
        """For `prefect` on this machine."""
        own = {
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_HOME": str(self.folder / machine.name / "prefect"),
        }
        return self.server.environment() | self.home(machine).environment() | own

    def employ(self, machine: Host) -> None:
        """Start a Prefect worker on a machine, and a run for it to take."""
        with machine.inside():
            self.workers[machine.name] = start_worker(self.environment(machine), self.log(machine))
        with self.prefect.inside():
            self.runs += 1
            begin_run(self.server, self.deployment, f"run {self.runs}")

    def lose(self, machine: Host) -> None:
        """End all that runs on a machine, as a power cut would."""
        machine.die()
        if worker := self.workers.pop(machine.name, None):
            worker.wait()

    def log(self, machine: Host) -> Path:
        """What its worker and the worker's runs tell."""
        return self.folder / machine.name / "worker.log"

    def drop(self, *papers: Path) -> None:
        """Put files into the inbox, as a scanner with an S3 client does."""
        told: Settings = load({"COUNTERSIGN_HOME": str(self.folder), **self.settings})
        with self.store.inside():
            inbox = open_store(told.inbox_url, told)
            for paper in papers:
                inbox.put_new(f"default/{paper.name}", paper.read_bytes())

    def arrived(self) -> list[Arrived]:
        """Every file that was seen in the inbox."""
        database = self.settings["COUNTERSIGN_DATABASE_URL"].rpartition("/")[2]
        with self.store.inside(), self.postgres.session(database) as session:
            rows = session.execute("SELECT source, state, coalesce(worker, '') FROM arrivals").fetchall()
        return [Arrived(source, state, worker.partition("/")[0]) for source, state, worker in rows]

    def ended(self) -> set[str]:
        """Files on which all work is done."""
        return {one.source for one in self.arrived() if one.state == "done"}

    def wait_for(self, *papers: Path) -> None:
        """Return once all work on these is done."""
        names = {paper.name for paper in papers}
        wait_until(lambda: names <= self.ended(), 240)

    def holds(self, machine: Host) -> bool:
        """True while a run on this machine has a file in work."""
        return any(one.host == machine.name and one.state == "claimed" for one in self.arrived())


@contextmanager
def firm_on_hosts(folder: Path, ledger: Path) -> Iterator[Firm]:
    """The firm with its ledger and its deployment, on which no worker works yet."""
    folder.mkdir(parents=True, exist_ok=True)
    with hosts("store", "prefect", "one", "two") as (store, prefect, *machines), ExitStack() as running:
        with store.inside():
            postgres = running.enter_context(postgres_cluster(store.address))
            s3 = running.enter_context(s3_server(folder / "bucket", address=store.address))
            register, runs = postgres.new_database(), postgres.new_database("pg_trgm")
        with prefect.inside():
            server = running.enter_context(prefect_server(folder / "server", runs, prefect.address))
        settings = {
            "COUNTERSIGN_DATABASE_URL": register,
            "COUNTERSIGN_OBJECTS_URL": f"s3+{s3.server}/papers",
            "COUNTERSIGN_S3_ACCESS_KEY": s3.access_key,
            "COUNTERSIGN_S3_SECRET_KEY": s3.secret_key,
            "COUNTERSIGN_S3_SECONDS": "5",
            "COUNTERSIGN_LEASE_SECONDS": str(LEASE),
            "COUNTERSIGN_SETTLE_SECONDS": "1",
            "COUNTERSIGN_WORKERS": "1",
            "PREFECT_API_URL": server.api,
        }
        firm = Firm(store, prefect, (machines[0], machines[1]), postgres, server, settings, folder)
        for machine in machines:
            (folder / machine.name).mkdir()
            running.callback(firm.lose, machine)
        with machines[0].inside():
            firm.home(machines[0]).load(ledger)
            firm.deployment = deploy(server, firm.environment(machines[0]))
        yield firm
