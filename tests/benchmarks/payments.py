"""Cash application on generated payments: how many are applied at once, and how many of those wrongly."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fixtures.payments import advice_csv, camt_xml, cash_books, deal_payments
from fixtures.payments.dealing import TERMS, Paid
from flows.cash import load_payments, set_cash_terms
from flows.desk import Desk, desk_over
from models.cash import Payment, PaymentState, Share
from pipeline.deciding.bound import upper_bound
from pipeline.ledger_files.importing.given import Export, Wishes
from tests.doors.console_visits import stores_in

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--books", type=int, default=10, help="ledgers, each with payments of its own")
    parser.add_argument("--count", type=int, default=120, help="payments into each ledger")
    parser.add_argument("--show", action="store_true", help="every wrong application")


def run(asked: argparse.Namespace) -> None:
    """Print the table of kinds, and the bound."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(asked.seed, asked.seed + asked.books):
        with tempfile.TemporaryDirectory() as folder, stores_in(Path(folder)) as opened:
            desk = desk_over(replace(opened, clock=lambda: NOW))
            for paid, payment in dealt(desk, seed, asked.count):
                outcome = score(paid, payment, desk)
                counts[paid.kind][outcome] += 1
                counts[paid.kind][f"{outcome} amount"] += int(paid.given.amount)
                if outcome == "wrong" and asked.show:
                    print(seed, paid.kind, paid.given, sorted(paid.answer), payment.proposals[0], sep="\n  ")
    _tell(counts)


def dealt(desk: Desk, seed: int, count: int) -> list[tuple[Paid, Payment]]:
    """The payments of a seed, loaded and held against its ledger."""
    ledger = cash_books(seed)
    desk.register.load_ledger("default", ledger, NOW)
    set_cash_terms(
        desk.stores,
        "default",
        f"customer_number,percent,days,grace_days\n,{TERMS.percent},{TERMS.days},{TERMS.grace}\n",
        "ann",
    )
    made = deal_payments(seed, ledger, count)
    told = [one.advice for one in made if one.advice]
    if told:
        load_payments(desk, "default", Export("advices.csv", advice_csv(told).encode()), Wishes(), "ann")
    content = camt_xml([one.given for one in made]).encode()
    loaded = load_payments(desk, "default", Export("camt.xml", content), Wishes(), "ann")
    assert not loaded.faulty, loaded.faulty
    stored = {one.line: one for one in _all(desk)}
    return list(zip(made, (stored[line] for line in sorted(stored)), strict=True))


def _all(desk: Desk) -> list[Payment]:
    from storage.register import AskedPayments

    return list(desk.register.payments.listed(AskedPayments("default"), 100_000))


def score(paid: Paid, payment: Payment, desk: Desk) -> str:
    """right, wrong; for what a person sees: first, offered, missing; left where there was nothing to find."""
    if payment.state is PaymentState.APPLIED:
        shares = [one.share for one in desk.register.cash.of_payment("default", payment.id)]
        return "right" if parts(shares) == paid.answer else "wrong"
    places = [parts(one.shares) for one in payment.proposals]
    if not paid.answer:
        return "left"
    if places and places[0] == paid.answer:
        return "first"
    return "offered" if paid.answer in places else "missing"


def parts(shares: list[Share] | tuple[Share, ...]) -> frozenset[tuple[str, str, object]]:
    """What is paid where."""
    return frozenset((one.customer, one.invoice, one.paid) for one in shares)


def _tell(counts: dict[str, Counter[str]]) -> None:
    names = ("right", "wrong", "first", "offered", "missing", "left")
    print(f"{'kind':22}" + "".join(f"{name:>9}" for name in names))
    whole: Counter[str] = Counter()
    for kind, found in sorted(counts.items(), key=lambda pair: -sum(pair[1][name] for name in names)):
        print(f"{kind:22}" + "".join(f"{found[name]:9}" for name in names))
        whole += found
    print(f"{'all':22}" + "".join(f"{whole[name]:9}" for name in names))
    every = sum(whole[name] for name in names)
    applied = whole["right"] + whole["wrong"]
    print(f"applied at once {applied / every:.1%}; wrong {whole['wrong']} of {applied} applied")
    print(f"wrong of all payments at most {upper_bound(whole['wrong'], every):.2%} (95 %)")
    money = sum(whole[f"{name} amount"] for name in names)
    print(f"by amount applied {(whole['right amount'] + whole['wrong amount']) / max(money, 1):.1%}")
