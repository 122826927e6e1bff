"""An answer about a drop is written only when it accounts for each page once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.decision import Status
from models.paper import PageKind
from models.record import PageRow, Settled
from storage.register.papers.settlement import imbalances
from tests.values.register_values import decision_of, drop_of, reading_of, record_of, settled_of

DROP = drop_of("a.pdf")
RECORD = record_of(DROP, decision_of(Status.PARKED), reading_of({}, pages=(1, 2)))
GOOD = settled_of(DROP, RECORD)
BLANK = record_of(DROP, decision_of(Status.BLANK), reading_of({}, pages=()))
SEPARATOR = PageRow(3, PageKind.SEPARATOR, "")


@pytest.mark.parametrize(
    "settled",
    [
        GOOD,
        replace(GOOD, pages=(*GOOD.pages, SEPARATOR)),
        Settled(DROP, (PageRow(1, PageKind.BLANK, ""),), (BLANK,)),
        Settled(DROP, (PageRow(1, PageKind.BLANK, BLANK.id), PageRow(2, PageKind.SEPARATOR, "")), (BLANK,)),
        settled_of(DROP),
    ],
)
def test_an_answer_with_every_page_in_its_place_has_no_imbalance(settled: Settled) -> None:
    assert imbalances(DROP, settled) == ()


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        (replace(GOOD, drop=drop_of("b.pdf")), "is about drop"),
        (replace(GOOD, documents=(replace(RECORD, drop_id="f" * 24),)), "belongs to drop"),
        (replace(GOOD, documents=(replace(RECORD, client="acme"),)), "of client acme"),
        (replace(GOOD, documents=(RECORD, RECORD)), "comes 2 times"),
        (replace(GOOD, pages=GOOD.pages[:1]), "has pages [2], which the file has not"),
        (replace(GOOD, pages=(*GOOD.pages, PageRow(4, PageKind.BLANK, ""))), "numbered"),
        (replace(GOOD, pages=(*GOOD.pages, GOOD.pages[0])), "numbered"),
        (replace(GOOD, pages=(*GOOD.pages, PageRow(3, PageKind.CONTENT, ""))), "page 3 is in no document"),
        (replace(GOOD, pages=(*GOOD.pages, PageRow(3, PageKind.CONTENT, "nobody"))), "names document nobody"),
        (replace(GOOD, pages=tuple(PageRow(n, PageKind.BLANK, "") for n in (1, 2))), "has no page"),
        (Settled(DROP, (), (BLANK,)), "the file has no page"),
    ],
)
def test_each_imbalance_is_named(settled: Settled, said: str) -> None:
    assert said in "; ".join(imbalances(DROP, settled))
