"""Whatever stands in a text, from a scan, a form or a setting, it is understood or refused in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from extractors.fields.batch_header import header_in
from extractors.fields.dates import find_dates, read_strokes
from extractors.fields.numbers import read_identifier
from extractors.fields.times import find_times
from extractors.lines.numbers import figures, manner_of, mark_of, number
from flows.mailbox.address import address_of
from flows.sending.address import server_of
from flows.webhooks.reach import Reach, checked_url
from models.accuracy import span_of
from models.asked import amounts_in, days_in
from models.errors import CountersignError, WrongUse
from models.period import period_of
from models.sending import addressee
from models.settings import load
from pipeline.ledger_files.importing.given import Control
from storage.objects import open_store
from storage.register.database.address import parse
from tests.papers.fire import ODD_TEXTS, fire
from tests.values.builders import At, page_from_lines

TODAY = date(2026, 11, 23)


@fire()
@given(ODD_TEXTS)
@example("9" * 5000)
@example("0.0'0")
def test_a_question_may_be_anything(text: str) -> None:
    assert all(isinstance(one, Decimal) for one in amounts_in(text))
    assert all(isinstance(one, date) for one in days_in(text))


@fire()
@given(
    st.one_of(ODD_TEXTS, st.text("0123456789./-' JanuarydezmbrOol|", max_size=40)),
    st.sampled_from(["dmy", "mdy"]),
)
def test_dates_and_times_on_paper_are_days_that_exist_or_none(text: str, order: str) -> None:
    for found in find_dates(text, order):
        assert 0 <= found.start < found.end <= len(text)
    read_strokes(text, order)
    find_times(text)
    find_times(text, labelled=True)


@fire()
@given(st.lists(ODD_TEXTS, max_size=6))
def test_numbers_on_paper_are_read_or_none(texts: list[str]) -> None:
    read_identifier(texts)
    bare = [figures(text) for text in texts]
    manner = manner_of(bare, mark_of(bare))
    for one in filter(None, bare):
        found = number(one, manner)
        assert found is None or found.is_finite()


@fire(0.5)
@given(
    st.lists(
        st.one_of(ODD_TEXTS, st.sampled_from(["BATCH", "HEADER", "Pages:", "Documents", "12"])), max_size=8
    )
)
def test_a_batch_sheet_may_say_anything(texts: list[str]) -> None:
    lines = [At(0.1, 0.1 + 0.05 * place, text) for place, text in enumerate(texts) if text.strip()]
    header_in(page_from_lines(lines).words)


@fire()
@given(ODD_TEXTS, ODD_TEXTS, ODD_TEXTS)
def test_periods_days_and_totals_are_understood_or_refused(named: str, first: str, last: str) -> None:
    for ask in (
        lambda: period_of(named, "", "", TODAY),
        lambda: period_of("", first, last, TODAY),
        lambda: span_of(first, last, datetime(2026, 11, 23, tzinfo=UTC)),
        lambda: Control.of(named),
        lambda: addressee(named),
    ):
        with suppress(WrongUse):
            ask()


KINDS = {"SMTP": ("smtp",), "IMAP": ("imap",), "DATABASE": ("sqlite", "postgresql")}
URLS = st.one_of(
    ODD_TEXTS,
    st.builds(
        "{}://{}{}{}".format,
        st.sampled_from(
            ["https", "http", "smtps", "imaps", "smtp+starttls", "s3+http", "sqlite", "postgresql", "file"]
        ),
        st.sampled_from(
            ["", "user@", "user:pw@", "%", "[::1]", "[::", "a b", "127.0.0.1", "0x7f.1", "\u2488.example"]
        ),
        st.sampled_from(["", ":", ":0", ":99999", ":-1", ":abc", ":\u0663"]),
        st.one_of(st.sampled_from(["", "/", "/INBOX", "/%00", "/%zz", "?x=1", "#"]), ODD_TEXTS),
    ),
)


@fire()
@given(URLS.filter(lambda url: "\0" not in url), ODD_TEXTS)
@example("smtps://[::", "")
@example("imaps://a@b:99999", "")
def test_an_address_is_taken_or_refused(url: str, text: str) -> None:
    for ask in (lambda: checked_url(text, Reach()), lambda: parse(text), lambda: _asked(url)):
        with suppress(CountersignError):
            ask()


def _asked(url: str) -> None:
    """As a setting first, then as who uses it takes it apart."""
    name = next((name for name, schemes in KINDS.items() if url.startswith(schemes)), "OBJECTS")
    settings = load({f"COUNTERSIGN_{name}_URL": url, "COUNTERSIGN_SMTP_FROM": "a@b.example"})
    settings = replace(settings, smtp_password="x", imap_password="x")
    if settings.smtp_url:
        server_of(settings)
    if settings.imap_url:
        address_of(settings)
    if settings.objects_url.startswith("s3+"):
        open_store(settings.objects_url, settings)
    parse(settings.database_url)


VARIABLES = [
    f"COUNTERSIGN_{name}"
    for name in ("PORT", "WORKERS", "MAX_PAGES", "FILE_SECONDS", "OCR", "LIKENESS", "HOST", "POLL_SECONDS")
]


@fire()
@given(st.dictionaries(st.sampled_from(VARIABLES), ODD_TEXTS, max_size=3))
def test_settings_are_taken_or_refused_by_name(environ: dict[str, str]) -> None:
    with suppress(WrongUse):
        load({"HOME": str(Path.home()), **environ})
