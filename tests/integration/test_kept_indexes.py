"""The index of a ledger is built once, kept in the home, and read by every process."""

from __future__ import annotations

import fcntl
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from flows.index_files import read_arrays, write_arrays
from flows.ledgers import Ledgers, name_of
from models.decision import Key
from models.ledger import Ledger
from storage.register import Register, open_register
from tests.values.register_values import NOW, invoice_of, ledger_of, settings_in

BOOKS = ledger_of(invoice_of("INV-1001"), invoice_of("INV-1002", "C-2"))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(settings_in(tmp_path)) as opened:
        yield opened


def files(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*/*.index")}


def numbers(ledgers: Ledgers, client: str = "default") -> list[str]:
    _, index = ledgers.of(client)
    asked = [f"INV-{n}" for n in range(1001, 1006)]
    return [one.number for text in asked for one in index.owners(Key.INVOICE_NUMBER, text)]


def test_what_one_process_built_another_opens(register: Register, tmp_path: Path) -> None:
    register.load_ledger("default", BOOKS, NOW)
    assert numbers(Ledgers(register, tmp_path / "index")) == ["INV-1001", "INV-1002"]
    built = files(tmp_path / "index")
    assert len(built) == 1
    assert numbers(Ledgers(register, tmp_path / "index")) == ["INV-1001", "INV-1002"]
    assert files(tmp_path / "index") == built


def test_where_no_index_can_be_kept_papers_are_matched_all_the_same(
    register: Register, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "index").write_text("in the way")
    register.load_ledger("default", BOOKS, NOW)
    assert numbers(Ledgers(register, tmp_path / "index")) == ["INV-1001", "INV-1002"]
    assert "cannot be kept" in caplog.text


def test_before_the_first_load_there_is_nothing(register: Register, tmp_path: Path) -> None:
    load, index = Ledgers(register, tmp_path / "index").of("default")
    assert load == 0
    assert len(index.customers) == 0
    assert not (tmp_path / "index").exists()


def test_a_few_later_changes_are_laid_over_what_is_kept(register: Register, tmp_path: Path) -> None:
    ledgers = Ledgers(register, tmp_path / "index")
    register.load_ledger("default", BOOKS, NOW)
    ledgers.of("default")
    built = files(tmp_path / "index")
    later = ledger_of(invoice_of("INV-1003", "C-3"))
    register.load_ledger("default", later, NOW, delta=True)
    assert numbers(ledgers) == ["INV-1001", "INV-1002", "INV-1003"]
    assert ledgers.of("default")[0] == 2
    assert ledgers.of("default")[1].customers["C-3"] == later.customers[0]
    assert files(tmp_path / "index") == built


def test_many_changes_make_a_new_index_and_the_old_one_goes(register: Register, tmp_path: Path) -> None:
    ledgers = Ledgers(register, tmp_path / "index", few=1)
    register.load_ledger("default", BOOKS, NOW)
    ledgers.of("default")
    built = files(tmp_path / "index")
    register.load_ledger("default", ledger_of(invoice_of("INV-1003"), invoice_of("INV-1004")), NOW)
    assert numbers(ledgers) == ["INV-1001", "INV-1002", "INV-1003", "INV-1004"]
    assert len(files(tmp_path / "index")) == 1
    assert not files(tmp_path / "index").keys() & built.keys()


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-70], lambda data: data[:-70] + bytes(70), lambda _: b""]
)
def test_a_damaged_index_is_built_anew(register: Register, tmp_path: Path, spoil) -> None:
    register.load_ledger("default", BOOKS, NOW)
    numbers(Ledgers(register, tmp_path / "index"))
    (kept,) = (tmp_path / "index").glob("*/*.index")
    whole = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(spoil(whole))
    assert numbers(Ledgers(register, tmp_path / "index")) == ["INV-1001", "INV-1002"]
    assert kept.read_bytes() == whole


def test_the_index_of_another_register_is_not_taken(tmp_path: Path) -> None:
    for name, books in (("one", BOOKS), ("other", ledger_of(invoice_of("INV-1005")))):
        with open_register(settings_in(tmp_path / name)) as register:
            register.load_ledger("default", books, NOW + timedelta(seconds=len(name)))
            found = numbers(Ledgers(register, tmp_path / "index"))
    assert found == ["INV-1005"]


def test_clients_are_kept_apart(register: Register, tmp_path: Path) -> None:
    ledgers = Ledgers(register, tmp_path / "index")
    register.load_ledger("default", BOOKS, NOW)
    register.load_ledger("a/../b", ledger_of(invoice_of("INV-1004")), NOW)
    assert numbers(ledgers) == ["INV-1001", "INV-1002"]
    assert numbers(ledgers, "a/../b") == ["INV-1004"]
    assert len(files(tmp_path / "index")) == 2


def _ask(home: Path, folder: Path) -> None:
    with open_register(settings_in(home)) as register:
        assert numbers(Ledgers(register, folder)) == ["INV-1001", "INV-1002"]


def test_nobody_waits_while_the_index_of_another_client_is_built(register: Register, tmp_path: Path) -> None:
    """Another process holds the folder of the first client, so that its index takes its time."""
    for client in ("slow", "quick"):
        register.load_ledger(client, BOOKS, NOW)
    ledgers, folder = Ledgers(register, tmp_path / "index"), tmp_path / "index" / "slow"
    folder.mkdir(parents=True)
    with (folder / "lock").open("w") as held, ThreadPoolExecutor(2) as threads:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            slow = threads.submit(numbers, ledgers, "slow")
            with pytest.raises(TimeoutError):
                slow.result(0.5)
            quick = threads.submit(numbers, ledgers, "quick")
            assert quick.result(20) == ["INV-1001", "INV-1002"]
        finally:
            fcntl.flock(held, fcntl.LOCK_UN)
        assert slow.result(20) == ["INV-1001", "INV-1002"]


def test_processes_that_build_at_once_all_get_a_whole_index(register: Register, tmp_path: Path) -> None:
    register.load_ledger("default", BOOKS, NOW)
    started = [
        multiprocessing.get_context("spawn").Process(target=_ask, args=(tmp_path, tmp_path / "index"))
        for _ in range(3)
    ]
    for one in started:
        one.start()
    for one in started:
        one.join()
    assert [one.exitcode for one in started] == [0, 0, 0]
    assert len(files(tmp_path / "index")) == 1
    assert not list((tmp_path / "index").glob("*/*.part"))


def test_an_index_that_cannot_be_kept_is_used_all_the_same(
    register: Register, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    register.load_ledger("default", BOOKS, NOW)
    ledgers = Ledgers(register, tmp_path / "index")
    first = Path(tmp_path, "index", "default")
    first.mkdir(parents=True)
    Path(first, name_of("default", 1, register.loads("default")[1])).mkdir()
    assert numbers(ledgers) == ["INV-1001", "INV-1002"]
    assert "cannot be kept" in caplog.text


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    arrays = {
        "a/b": np.arange(7, dtype=np.uint32),
        "none": np.zeros(0, np.uint64),
        "odd": np.frombuffer(b"abc", np.uint8),
        "rows": np.arange(6, dtype=np.int64).reshape(2, 3),
    }
    write_arrays(tmp_path / "x.index", arrays)
    found = read_arrays(tmp_path / "x.index")
    assert found is not None
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
    assert read_arrays(tmp_path / "y.index") is None


def test_an_empty_ledger_is_kept_as_well(register: Register, tmp_path: Path) -> None:
    register.load_ledger("default", Ledger(BOOKS.customers, ()), NOW)
    assert numbers(Ledgers(register, tmp_path / "index")) == []
