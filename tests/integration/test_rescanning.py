"""A paper that is scanned again behind its slip is linked with the earlier scan, and a person sees both."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import img2pdf
import pikepdf
import pypdfium2
import pytest

from countersign.printing import slips_for
from fixtures.batch import write_batch
from flows.desk import Desk, open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.loading import load_ledger
from flows.verifying import verify
from models.decision import Status
from models.record import DocumentRecord, Event
from tests.values.register_values import settings_in


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=51, count=2, damage="clean", layouts=["delivery_note", "order_form"])
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(replace(settings_in(tmp_path / "home"), settle_seconds=0.2)) as opened:
        yield opened


@pytest.fixture
def paper(papers: Path) -> Path:
    return min((papers / "scans").iterdir())


def captured(desk: Desk, path: Path, client: str = "default") -> list[DocumentRecord]:
    """The documents of a file, once it has its end state."""
    drops = drop_paths(desk.stores, client, [path]).drops
    with ThreadPoolExecutor(2) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, 30))
    return list(desk.register.documents_of(drops))


def ledger(desk: Desk, papers: Path) -> None:
    folder = papers / "ledger"
    files = ((folder / "customers.csv").read_bytes(), (folder / "invoices.csv").read_bytes())
    load_ledger(desk, "default", files, delta=False)


def scanned_behind(slip: bytes, paper: Path, target: Path) -> Path:
    """The printed slip as a picture, and the paper behind it."""
    printed = pypdfium2.PdfDocument(slip)
    picture = io.BytesIO()
    printed[0].render(scale=200 / 72, grayscale=True).to_pil().save(picture, "PNG", dpi=(200, 200))
    printed.close()
    with pikepdf.open(io.BytesIO(img2pdf.convert(picture.getvalue()))) as stack, pikepdf.open(paper) as rest:
        stack.pages.extend(rest.pages)
        stack.save(target)
    return target


def events(desk: Desk, record: DocumentRecord, kind: str) -> list[Event]:
    return [event for event in desk.register.events(record.client, record.id) if event.kind == kind]


def test_both_scans_stay_and_name_each_other(desk: Desk, paper: Path, tmp_path: Path):
    (first,) = captured(desk, paper)
    stack = scanned_behind(slips_for(desk.register, "default", [first.id]), paper, tmp_path / "again.pdf")
    (second,) = captured(desk, stack)
    assert second.reading.rescan_of == first.id
    (again,) = events(desk, first, "scanned again as")
    (instead,) = events(desk, second, "scanned again")
    assert (again.detail["document"], instead.detail["instead_of"]) == (second.id, first.id)
    assert desk.register.document("default", first.id) == first
    assert desk.register.page_ledger("default").by_state["separator"] == 1
    assert [finding.fault for finding in verify(desk.stores, None) if finding.fault] == []


def test_it_is_neither_filed_by_itself_nor_put_away_as_a_duplicate(
    desk: Desk, papers: Path, paper: Path, tmp_path: Path
):
    ledger(desk, papers)
    (first,) = captured(desk, paper)
    assert first.decision.status is Status.FILED
    stack = scanned_behind(slips_for(desk.register, "default", [first.id]), paper, tmp_path / "again.pdf")
    (second,) = captured(desk, stack)
    assert second.decision.status is Status.REVIEW
    assert "look at both papers" in second.decision.reason
    assert second.decision.chosen == first.decision.chosen


def test_a_later_ledger_does_not_file_it_either(desk: Desk, papers: Path, paper: Path, tmp_path: Path):
    (first,) = captured(desk, paper)
    stack = scanned_behind(slips_for(desk.register, "default", [first.id]), paper, tmp_path / "again.pdf")
    (second,) = captured(desk, stack)
    assert second.decision.status is Status.PARKED
    ledger(desk, papers)
    found = {record.id: record for record in desk.register.documents()}
    assert found[first.id].decision.status is Status.FILED
    assert found[second.id].decision.status is Status.REVIEW
    assert found[second.id].reading.rescan_of == first.id


def test_a_slip_of_another_client_links_nothing(desk: Desk, paper: Path, tmp_path: Path):
    (first,) = captured(desk, paper)
    stack = scanned_behind(slips_for(desk.register, "default", [first.id]), paper, tmp_path / "again.pdf")
    (second,) = captured(desk, stack, client="acme")
    assert second.reading.rescan_of == ""
    told = [event.kind for event in desk.register.events("acme", second.drop_id)]
    assert told == ["received", "slip names no document"]
    assert events(desk, first, "scanned again as") == []
