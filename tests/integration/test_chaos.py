"""A small part of the long fault suite: faults at every port, two workers; see docs/faults.md."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

from tests.chaos.installations import Places
from tests.chaos.runs import run, single
from tests.conftest import NewDatabase

SEED = int(os.environ.get("COUNTERSIGN_TEST_SEED", "11"))
FAULTS = 25


@pytest.fixture(autouse=True)
def _quietly() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.filterwarnings("ignore:.*was deleted while still open:ResourceWarning")
@pytest.mark.parametrize("number", range(2))
def test_after_any_faults_every_page_is_in_one_end_state_and_nothing_is_lost(
    new_database: NewDatabase, number: int
):
    """A process that ended closes no connection: PostgreSQL's driver warns of it."""
    ran = run(Places(new_database.cluster), SEED, number, FAULTS)
    assert ran.failures == [], f"COUNTERSIGN_TEST_SEED={SEED}: {ran.met}"
    assert len(ran.met) == FAULTS


def test_one_fault_at_one_crossing_comes_again_and_nothing_is_lost():
    """The crossing at which a worker ends after the first file was archived."""
    one, other = (single(Places(), SEED, 150, 0) for _ in range(2))
    assert (one.met, one.crossings, one.failures) == (other.met, other.crossings, [])
    assert len(one.met) == 1
