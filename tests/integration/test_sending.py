"""Papers go out by links of their own; a correction reaches whoever was sent them, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.credentials import hashed
from flows.desk import Desk
from flows.review import reviewing
from flows.sending import Made, Wish, extend, renew, send
from flows.sending.posting import write_notices
from models.decision import Status
from models.errors import WrongUse
from models.ledger import Invoice
from models.reading import RemarkClass
from models.record import DocumentRecord
from models.sending import Outcome, Turn, addressee
from models.settings import Settings
from pipeline.corrections import Said
from storage.register import Asked, Deed, Register
from storage.register.tables.sending import notices, recipients
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting
from tests.values.register_values import invoice_of, later, ledger_of

ANN = "Ann Lee <ann@buyer.example>"
THEIRS = invoice_of("INV-200001", customer="C-2")


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        register.load_ledger("default", ledger_of(FIRST, SECOND, THEIRS), later(1))
        yield opened


def filed(desk: Desk, name: str = "a.tif", pages: int = 1, *chosen: Invoice) -> DocumentRecord:
    papers = [note("INV-100417", page) for page in range(1, pages + 1)]
    (record,) = waiting(desk, name, papers, status=Status.FILED, chosen=chosen or (FIRST,))
    return record


def sent(desk: Desk, *records: DocumentRecord, to: tuple[str, ...] = (ANN,)) -> Made:
    return send(desk.stores, records, Wish(FIRST.key, to, note="as asked"), "col")


def secret_of(made: Made) -> str:
    (link,) = made.links.values()
    return link.rpartition("/")[2]


def shown(desk: Desk, made: Made) -> list[tuple[int, ...]]:
    seen = desk.register.sendings.visible(made.sending)
    return [one.pages for some in seen for one in some]


def open_turns(desk: Desk) -> list[Turn]:
    return [one.turn for one in desk.register.notices.open("default")]


def outcomes(desk: Desk) -> list[str]:
    with desk.register.database.read() as connection:
        return [row.outcome for row in connection.execute(notices.select().order_by(notices.c.id))]


def test_only_the_hash_of_a_link_is_kept(desk: Desk):
    made = sent(desk, filed(desk))
    secret = secret_of(made)
    found = desk.register.sendings.by_key(hashed(secret))
    assert found == (made.sending, made.sending.recipients[0])
    with desk.register.database.read() as connection:
        assert secret not in str(connection.execute(recipients.select()).all())
    (event,) = (one for one in desk.register.events("default") if one.kind == "sent")
    assert (event.detail["by"], event.detail["to"]) == ("col", [ANN])


def test_each_recipient_has_a_link_of_their_own(desk: Desk):
    made = sent(desk, filed(desk), to=(ANN, "Bob", ANN))
    assert [one.addressee.shown for one in made.sending.recipients] == [ANN, "Bob"]
    assert len(set(made.links.values())) == 2


REFUSED = (
    ((), 30, "who gets the link"),
    (("ann@buyer",), 30, "no e-mail address"),
    (("a@b.example\nBcc: c@d.example",), 30, "no e-mail address"),
    (("Ann\r\nBcc: x <a@b.example>",), 30, "names nobody"),
    (("a@b.example, c@d.example",), 30, "no e-mail address"),
    ((ANN,), 0, "1 to 90 days"),
    ((ANN,), 91, "1 to 90 days"),
    (tuple(f"{n}@b.example" for n in range(21)), 30, "At most 20 recipients"),
)


def test_what_cannot_be_sent_is_refused(desk: Desk):
    record = filed(desk)
    for to, days, words in REFUSED:
        with pytest.raises(WrongUse, match=words):
            send(desk.stores, [record], Wish(FIRST.key, to, days), "col")
    assert desk.register.sendings.listed(Asked("default"), 10) == ()


def test_an_international_address_is_kept_as_mail_servers_spell_it():
    assert addressee("Low@Müller.example").email == "Low@xn--mller-kva.example"
    with pytest.raises(WrongUse, match="no e-mail address"):
        addressee("low@straße.example")


def test_a_paper_that_is_not_filed_there_or_shows_another_customer_too_is_not_sent(desk: Desk):
    (waits,) = waiting(desk, "b.tif", [note("INV-100417", customer="C-1", title="Note")])
    for record in (waits, filed(desk, "c.tif", 2, SECOND), filed(desk, "d.tif", 3, FIRST, THEIRS)):
        with pytest.raises(WrongUse, match="cannot be sent"):
            sent(desk, record)


def test_a_paper_moved_between_the_look_and_the_sending_is_not_sent(desk: Desk):
    record = filed(desk)
    reviewing.file_under(desk, in_hands(desk, record.id), [SECOND.key])
    with pytest.raises(WrongUse, match="look at it again"):
        sent(desk, record)


def test_what_was_moved_is_shown_no_more_and_its_recipient_is_to_be_told(desk: Desk):
    record = filed(desk)
    made = sent(desk, record)
    assert shown(desk, made) == [(1,)]
    reviewing.file_under(desk, in_hands(desk, record.id), [THEIRS.key])
    assert shown(desk, made) == []
    (notice,) = desk.register.notices.open("default")
    assert (notice.turn, notice.by, notice.recipient.addressee.shown) == (Turn.GONE, "ann", ANN)
    assert desk.register.notices.close("default", notice.id, Deed("col", desk.now()))
    assert not desk.register.notices.close("default", notice.id, Deed("col", desk.now()))
    assert outcomes(desk) == [Outcome.TOLD]


def test_whatever_takes_a_filing_back_takes_it_from_the_link(desk: Desk):
    for number, deed in enumerate((reviewing.park, reviewing.unreadable, reviewing.reopen), 1):
        record = filed(desk, f"{number}.tif", number)
        made = sent(desk, record)
        deed(desk, in_hands(desk, record.id))
        assert (shown(desk, made), open_turns(desk)) == ([], [Turn.GONE] * number)


def test_a_paper_that_repeats_another_is_shown_no_more(desk: Desk):
    record, other = filed(desk), filed(desk, "b.tif", 2)
    made = sent(desk, record)
    reviewing.duplicate(desk, in_hands(desk, record.id), other.id)
    assert (shown(desk, made), open_turns(desk)) == ([], [Turn.GONE])


def test_who_was_not_told_yet_is_not_told_of_what_was_undone(desk: Desk):
    record = filed(desk)
    made = sent(desk, record)
    done = reviewing.park(desk, in_hands(desk, record.id))
    reviewing.undo(desk, "default", done.id, "ann")
    assert (shown(desk, made), open_turns(desk), outcomes(desk)) == ([(1,)], [], [Outcome.PUT_RIGHT])


def test_who_was_told_is_told_when_it_is_undone(desk: Desk):
    record = filed(desk)
    sent(desk, record)
    done = reviewing.park(desk, in_hands(desk, record.id))
    (notice,) = desk.register.notices.open("default")
    desk.register.notices.close("default", notice.id, Deed("col", desk.now()))
    reviewing.undo(desk, "default", done.id, "ann")
    assert open_turns(desk) == [Turn.BACK]


def test_a_reason_not_to_tell_is_kept(desk: Desk):
    record = filed(desk)
    sent(desk, record)
    held = replace(in_hands(desk, record.id), untold="told by phone")
    reviewing.park(desk, held)
    assert (open_turns(desk), outcomes(desk)) == ([], [Outcome.UNTOLD])
    (event,) = (one for one in desk.register.events("default") if one.kind == "recipient not told")
    assert event.detail["reason"] == "told by phone"
    reviewing.reopen(desk, in_hands(desk, record.id))
    assert open_turns(desk) == []
    reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    assert (open_turns(desk), outcomes(desk)) == ([], [Outcome.UNTOLD])
    reviewing.park(desk, in_hands(desk, record.id))
    assert open_turns(desk) == [Turn.GONE]


def test_of_a_split_paper_the_pages_that_still_belong_there_are_shown(desk: Desk):
    record = filed(desk, "a.tif", 2)
    made = sent(desk, record)
    done = reviewing.split(desk, in_hands(desk, record.id), [2])
    assert shown(desk, made) == []
    first, second = done.after
    reviewing.file_under(desk, in_hands(desk, first.id), [FIRST.key])
    reviewing.file_under(desk, in_hands(desk, second.id), [THEIRS.key])
    assert (shown(desk, made), open_turns(desk)) == ([(1,)], [Turn.FEWER])


def test_pages_that_were_joined_later_are_not_shown(desk: Desk):
    papers = [note("INV-100417", 1), note("INV-100417", 2)]
    first, _ = waiting(desk, "a.tif", papers, documents=[[1], [2]], status=Status.FILED)
    made = sent(desk, first)
    joined = reviewing.join(desk, in_hands(desk, first.id)).after[0]
    reviewing.file_under(desk, in_hands(desk, joined.id), [FIRST.key])
    assert (shown(desk, made), open_turns(desk)) == ([(1,)], [])


def test_another_verdict_on_the_receipt_is_told(desk: Desk):
    record = filed(desk)
    sent(desk, record)
    said = Said(signed=True, remarks=((RemarkClass.SHORT, "2 short"),))
    reviewing.receipt(desk, in_hands(desk, record.id), said)
    assert open_turns(desk) == [Turn.RECEIPT]


def test_what_changes_nothing_for_them_is_not_told(desk: Desk):
    record = filed(desk)
    sent(desk, record)
    reviewing.turn(desk, in_hands(desk, record.id), 1, 90)
    reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key, SECOND.key])
    assert open_turns(desk) == []


def test_what_was_revoked_unopened_is_nobodys_business(desk: Desk):
    record = filed(desk)
    made = sent(desk, record)
    desk.register.sendings.revoke(made.sending, Deed("col", desk.now()))
    reviewing.park(desk, in_hands(desk, record.id))
    assert open_turns(desk) == []


def test_a_renewed_link_takes_the_place_of_the_old_one(desk: Desk):
    made = sent(desk, filed(desk))
    again = renew(desk.stores, made.sending, made.sending.recipients[0].id, "col")
    assert desk.register.sendings.by_key(hashed(secret_of(made))) is None
    assert desk.register.sendings.by_key(hashed(secret_of(again))) is not None


def test_a_link_is_extended_within_bounds_and_not_after_it_was_revoked(desk: Desk):
    sending = sent(desk, filed(desk)).sending
    extend(desk.stores, sending, 60, "col")
    found = desk.register.sendings.one("default", sending.id)
    assert found is not None
    assert found.until == desk.now() + timedelta(days=60)
    desk.register.sendings.revoke(found, Deed("col", desk.now()))
    revoked = desk.register.sendings.one("default", sending.id)
    assert revoked is not None
    with pytest.raises(WrongUse, match="revoked"):
        extend(desk.stores, revoked, 5, "col")


def test_lists_are_narrowed_by_customer_recipient_day_and_by_whose_papers_one_sees(desk: Desk):
    made = sent(desk, filed(desk), to=(ANN, "Bob_Q"))

    def found(**asked) -> int:
        return len(desk.register.sendings.listed(Asked("default", **asked), 10))

    assert found() == found(customer="C-1") == found(recipient="BUYER") == found(recipient="b_q") == 1
    assert found(seen=frozenset({"C-1"})) == found(since=desk.now()) == 1
    assert found(customer="C-2") == found(recipient="b%q") == found(seen=frozenset()) == 0
    assert found(until=desk.now()) == found(before=made.sending.id) == 0
    month, now = timedelta(days=30), desk.now()
    assert found(unopened=True) == found(good=(now, now + month + month)) == 1
    assert found(good=(now, now + month)) == found(good=(now + month, now + month + month)) == 0
    assert list(desk.register.sendings.stream()) == [made.sending]


def test_a_mail_is_taken_by_one_worker_and_correction_mails_are_written_once(desk: Desk):
    settings = replace(
        desk.stores.settings, smtp_url="smtp://localhost:25", smtp_from="Papers <papers@firm.example>"
    )
    mailing = replace(desk, stores=replace(desk.stores, settings=settings))
    record = filed(mailing)
    made = sent(mailing, record, to=(ANN, "bob@buyer.example"))
    assert made.links == {}
    now = desk.now()
    first, second, third = (desk.register.outbox.take(now, now + timedelta(minutes=5)) for _ in range(3))
    assert first is not None
    assert second is not None
    assert third is None
    desk.register.outbox.sent(first, now)
    desk.register.outbox.fail(second, "no such user", now)
    reviewing.park(mailing, in_hands(desk, record.id))
    figures = desk.register.figures(now)
    assert (figures.mails_failed, figures.mails_waiting, figures.untold) == (
        {"default": 1},
        {},
        {"default": 2},
    )
    assert write_notices(mailing.stores) == 0
    later_on = replace(mailing.stores, clock=lambda: now + timedelta(minutes=10))
    assert (write_notices(later_on), write_notices(later_on)) == (2, 0)
    assert desk.register.figures(now).mails_waiting == {"default": 2}
    assert outcomes(desk) == [Outcome.MAILED] * 2
