"""A register on a PostgreSQL server that is away, refuses, or is not what is needed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from fixtures.batch import write_batch
from flows.desk import open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.verifying import verify
from models.decision import Status
from models.errors import Missing, Unreachable
from models.settings import Settings
from storage.register import Register, Transaction, open_register
from storage.register.database import postgresql
from tests.servers.postgres import Postgres, postgres_cluster
from tests.servers.services import free_port
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    captured,
    claimed,
    decision_of,
    drop_of,
    later,
    record_of,
    settings_in,
    settled_of,
)


@pytest.fixture
def settings(postgres: Postgres, tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home", postgres.new_database())


@pytest.fixture(scope="module")
def stoppable() -> Iterator[Postgres]:
    """A server of this module alone, that may be stopped."""
    with postgres_cluster() as cluster:
        yield cluster


def refused(settings: Settings, url: str) -> Missing:
    with pytest.raises(Missing) as found:
        open_register(replace(settings, database_url=url))
    assert "hush" not in str(found.value)
    assert "hush" not in "".join(map(str, (found.value.__cause__, found.value.__context__)))
    return found.value


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_is_named_in_any_of_the_usual_ways(settings: Settings, scheme: str) -> None:
    url = settings.database_url.replace("postgresql+psycopg", scheme)
    with open_register(replace(settings, database_url=url)) as register:
        assert register.unfinished() == 0


def test_a_server_that_is_not_there_is_named_and_may_be_waited_for(settings: Settings) -> None:
    fault = refused(settings, f"postgresql://clerk:hush@127.0.0.1:{free_port()}/papers")
    assert isinstance(fault, Unreachable)
    assert "postgresql+psycopg://clerk:***@127.0.0.1" in str(fault)
    assert "did not answer" in str(fault)


def test_a_database_that_is_not_there_is_named_with_how_to_make_it(
    settings: Settings, postgres: Postgres
) -> None:
    fault = refused(settings, f"postgresql://countersign:hush@127.0.0.1:{postgres.port}/papers")
    assert not fault.passing
    assert "createdb" in str(fault)
    assert "ENCODING 'UTF8'" in str(fault)


def test_a_user_that_is_not_there_is_named_with_how_to_make_it(
    settings: Settings, postgres: Postgres
) -> None:
    fault = refused(settings, f"postgresql://clerk:hush@127.0.0.1:{postgres.port}/postgres?password=hush")
    assert "createuser" in str(fault)


def test_a_wrong_password_is_told_and_never_shown(settings: Settings, stoppable: Postgres) -> None:
    with stoppable.session("postgres") as session:
        session.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
    rules = stoppable.folder / "data" / "pg_hba.conf"
    trusting = rules.read_text()
    rules.write_text("host all clerk 127.0.0.1/32 scram-sha-256\n" + trusting)
    with stoppable.session("postgres") as session:
        session.execute("SELECT pg_reload_conf()")
    wrong = refused(settings, f"postgresql://clerk:hush@127.0.0.1:{stoppable.port}/postgres")
    assert "the password is wrong" in str(wrong)
    none = refused(settings, f"postgresql://clerk@127.0.0.1:{stoppable.port}/postgres")
    assert "it wants a password" in str(none)


def test_an_option_that_is_none_is_told(settings: Settings) -> None:
    assert "has an option that is none" in str(refused(settings, f"{settings.database_url}?colour=blue"))


def test_a_user_without_rights_is_told_which(settings: Settings, postgres: Postgres) -> None:
    database = settings.database_url.rpartition("/")[2]
    with postgres.session(database) as session:
        session.execute("DROP ROLE IF EXISTS guest")
        session.execute("CREATE ROLE guest LOGIN")
    fault = refused(settings, settings.database_url.replace("countersign@", "guest@"))
    assert "OWNER countersign" in str(fault)


def test_a_database_of_another_encoding_is_refused(settings: Settings, postgres: Postgres) -> None:
    with postgres.session("postgres") as session:
        session.execute("DROP DATABASE IF EXISTS latin")
        session.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "encoded in LATIN1" in str(refused(settings, postgres.url("latin")))


def test_a_server_that_is_too_old_is_refused() -> None:
    with pytest.raises(Missing, match=r"PostgreSQL 13\.9 is too old for a register: take 14 or newer"):
        postgresql.suit(SimpleNamespace(dialect=SimpleNamespace(server_version_info=(13, 9))))


def test_a_server_without_a_connection_left_is_waited_for(settings: Settings, postgres: Postgres) -> None:
    with open_register(settings) as register:
        database = register.database.url.database
    with postgres.session("postgres") as session:
        session.execute("DROP ROLE IF EXISTS lonely")
        session.execute("CREATE ROLE lonely LOGIN SUPERUSER CONNECTION LIMIT 1")
        session.execute(f"ALTER DATABASE {database} CONNECTION LIMIT 0")
        session.execute("ALTER ROLE lonely NOSUPERUSER")
    fault = refused(settings, settings.database_url.replace("countersign@", "lonely@"))
    assert isinstance(fault, Unreachable)
    assert "too many connections" in str(fault)


def test_a_standby_is_told_and_waited_for(settings: Settings) -> None:
    with open_register(settings) as register:
        with pytest.raises(Unreachable, match="a standby"), register.database.write() as connection:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY; DELETE FROM arrivals")
        assert register.note_arrivals([arrival_of("a.pdf")], NOW) == 1


def test_sessions_wait_for_the_disk_and_for_nobody_for_ever(settings: Settings, postgres: Postgres) -> None:
    database = settings.database_url.rpartition("/")[2]
    with postgres.session("postgres") as session:
        session.execute(f"ALTER DATABASE {database} SET synchronous_commit = off")
        session.execute(f"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'")
    wanted = {
        "synchronous_commit": "on",
        "transaction_isolation": "read committed",
        "lock_timeout": "30s",
        "statement_timeout": "10min",
        "idle_in_transaction_session_timeout": "1min",
        "application_name": "countersign",
    }
    with open_register(settings) as register, register.database.write() as connection:
        found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in wanted}
    assert found == wanted


def test_a_server_stopped_within_a_transaction_leaves_nothing_of_it(
    stoppable: Postgres, tmp_path: Path
) -> None:
    drop = drop_of("a.pdf")
    settled = settled_of(drop, record_of(drop, decision_of(Status.PARKED)))

    def stop(lookups: Transaction):
        lookups.connection.exec_driver_sql("UPDATE drops SET page_count = 99")
        stoppable.stop("immediate")
        return settled

    with open_register(settings_in(tmp_path, stoppable.new_database())) as register:
        claim = claimed(register, "a.pdf")
        register.receive(claim, drop, NOW)
        with pytest.raises(Unreachable, match="did not answer"):
            register.settle(claim, stop, NOW)
        with pytest.raises(Unreachable, match="did not answer"):
            register.claim("other", later(LEASE), LEASE)
        stoppable.start()
        assert register.settle(claim, lambda _: settled, NOW) == settled
        assert register.faults() == []


def test_connections_cut_between_two_uses_are_not_noticed(settings: Settings, postgres: Postgres) -> None:
    with open_register(settings) as register:
        captured(register, "a.pdf", decision_of(Status.PARKED))
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with postgres.session("postgres") as session:
            session.execute(cut, (register.database.url.database,))
        assert register.page_ledger().received == 1


def test_a_server_stopped_during_a_drain_costs_no_paper(
    stoppable: Postgres, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    write_batch(tmp_path / "papers", seed=52, count=2, damage="clean")
    url = stoppable.new_database().replace("countersign@", "countersign:hush@")
    settings = replace(settings_in(tmp_path / "home", url), settle_seconds=0.2, lease_seconds=5.0)
    with open_desk(settings) as desk, ThreadPoolExecutor(4) as threads:
        drops = drop_paths(desk.stores, "default", [tmp_path / "papers" / "scans"]).drops

        def cut(claim):
            stoppable.stop("immediate")
            return threads.submit(attend, desk, claim)

        with pytest.raises(Unreachable):
            drain(desk, cut, Until(drops, 30))
        stoppable.start()
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, 60))
        assert all_in_order(desk.register, len(drops))
        assert [finding.fault for finding in verify(desk.stores, None) if finding.fault] == []
    assert "hush" not in caplog.text


def all_in_order(register: Register, files: int) -> bool:
    documents = [record.id for record in register.documents()]
    complete = len(documents) == len(set(documents)) >= files
    return complete and register.page_ledger().balanced and register.unfinished() == 0
