"""Pages a second of one worker and of two, each on a processor of its own; pairs of runs in turn."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from fixtures.batch import write_batch
from storage.objects import open_store
from tests.installations.homes import COMMAND, Home, one_prefect_server
from tests.servers.postgres import Postgres, postgres_cluster
from tests.servers.processes import below, processes
from tests.servers.services import S3Server, s3_server

SEED = 7700
WAIT_SECONDS = 1800
GROUPS = Path("/sys/fs/cgroup/cpu" if Path("/sys/fs/cgroup/cpu").is_dir() else "/sys/fs/cgroup")
"""Where control groups of processor time lie: of the first version, else of the second."""
PERIOD = 50_000
"""Microseconds."""


@dataclass(frozen=True)
class Pace:
    """How fast papers ended."""

    pages_a_second: float
    """Between the first and the last that ended while every worker still had some."""
    processor_seconds: float
    """Of all workers and their processes, for each page, starting included."""


@dataclass(frozen=True)
class Place:
    """What the workers of all runs share."""

    folder: Path
    postgres: Postgres
    s3: S3Server
    share: float
    """Of a processor, for each worker."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--pairs", type=int, default=3, help="runs with one worker and with two")
    parser.add_argument("--count", type=int, default=16, help="papers for each worker")
    parser.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="part of a processor for each worker, so that the servers beside them have some (needs root)",
    )


def run(asked: argparse.Namespace) -> None:
    """Print each pair, and the least, the median and the most of their ratios."""
    with _place(asked.share) as place:
        write_batch(place.folder, SEED, 2 * asked.count, "office")
        scans = sorted((place.folder / "scans").iterdir())
        ratios = [_pair(place, scans, number, asked.count) for number in range(asked.pairs)]
    least, middle, most = min(ratios), statistics.median(ratios), max(ratios)
    print(f"two workers do {middle:.2f} times the work of one (least {least:.2f}, most {most:.2f})")


@contextmanager
def _place(share: float) -> Iterator[Place]:
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="machines-")))
        opened.enter_context(one_prefect_server(folder / "prefect"))
        cluster = opened.enter_context(postgres_cluster())
        yield Place(folder, cluster, opened.enter_context(s3_server(folder / "bucket")), share)


def _pair(place: Place, scans: Sequence[Path], number: int, papers: int) -> float:
    one = _paced(place, scans[:papers], f"{number}-one", 1)
    two = _paced(place, scans, f"{number}-two", 2)
    ratio = two.pages_a_second / one.pages_a_second
    for name, pace in (("one", one), ("two", two)):
        shown = f"{pace.pages_a_second:.3f} pages/s, {pace.processor_seconds:.2f} processor seconds a page"
        print(f"{name}: {shown}", flush=True)
    print(f"ratio {ratio:.2f}", flush=True)
    return ratio


def _paced(place: Place, scans: Sequence[Path], name: str, workers: int) -> Pace:
    shared = {
        "COUNTERSIGN_DATABASE_URL": place.postgres.new_database(),
        "COUNTERSIGN_OBJECTS_URL": f"s3+{place.s3.server}/{name}",
        "COUNTERSIGN_S3_ACCESS_KEY": place.s3.access_key,
        "COUNTERSIGN_S3_SECRET_KEY": place.s3.secret_key,
        "COUNTERSIGN_WORKERS": "1",
        "COUNTERSIGN_SETTLE_SECONDS": "0.1",
    }
    homes = [Home(place.folder / f"{name}-{number}", shared) for number in range(workers)]
    homes[0].load(place.folder / "ledger")
    settings = place.s3.settings(homes[0].folder, name)
    inbox = open_store(f"s3+{place.s3.server}/{name}/inbox", settings)
    for scan in scans:
        inbox.put_new(f"default/{scan.name}", scan.read_bytes())
    with ExitStack() as bounds:
        running = []
        try:
            for home, processor in zip(homes, count(), strict=False):
                bound = bounds.enter_context(_bound(home.folder.name, place.share))
                running.append(_start(home, processor, bound))
            ended = _wait_for_all(place, shared["COUNTERSIGN_DATABASE_URL"], len(scans), running)
            seconds = sum(map(_used, running))
        finally:
            for worker in running:
                worker.terminate()
                worker.wait()
    # The last ones of two workers do not end together: what one does alone is left out.
    busy = ended[: len(ended) - workers + 1]
    return Pace((len(busy) - 1) / (busy[-1] - busy[0]), seconds / len(scans))


@contextmanager
def _bound(name: str, share: float) -> Iterator[Path | None]:
    """A control group whose processes get `share` of a processor together; None for a whole one."""
    if share >= 1:
        yield None
        return
    group = GROUPS / f"countersign-{name}"
    try:
        group.mkdir()
        if (group / "cpu.max").exists():
            (group / "cpu.max").write_text(f"{int(share * PERIOD)} {PERIOD}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(int(share * PERIOD)))
    except OSError as refused:
        raise SystemExit(
            f"No control group can be made here ({refused}): be root, or leave out --share."
        ) from None
    try:
        yield group
    finally:
        with suppress(OSError):  # one of its processes may be on its way out
            group.rmdir()


def _start(home: Home, processor: int, group: Path | None) -> subprocess.Popen[bytes]:
    home.folder.mkdir(parents=True, exist_ok=True)
    pinned = ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[processor])]
    if group:
        pinned = ["sh", "-c", f'echo $$ > {group}/cgroup.procs && exec "$0" "$@"', *pinned]
    with (home.folder / "log").open("wb") as log:
        command = [*pinned, str(COMMAND), "up", "--only", "watcher"]
        return subprocess.Popen(command, env=home.environment(), stdout=log, stderr=log)


def _wait_for_all(
    place: Place, url: str, papers: int, running: Sequence[subprocess.Popen[bytes]]
) -> list[float]:
    """When each file ended, in seconds of the clock, in order."""
    end = time.monotonic() + WAIT_SECONDS
    query = "SELECT extract(epoch FROM done_at)::float8 FROM arrivals WHERE state = 'done' ORDER BY done_at"
    while time.monotonic() < end:
        with place.postgres.session(url.rpartition("/")[2]) as session:
            found = [row[0] for row in session.execute(query)]
        if len(found) == papers:
            return found
        if any(worker.poll() is not None for worker in running):
            raise RuntimeError(f"A worker ended after {len(found)} of {papers} papers: see its log.")
        time.sleep(0.5)
    raise RuntimeError(f"{len(found)} of {papers} papers ended within {WAIT_SECONDS} s.")


def _used(worker: subprocess.Popen[bytes]) -> float:
    """Processor seconds that it and all it started took."""
    levels = below(worker.pid, processes())
    return sum(one.seconds for level in levels.values() for one in level)
