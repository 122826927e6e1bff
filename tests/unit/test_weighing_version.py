"""What people found about probabilities counts only while these are made the same way."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations, product

from models.decision import Agreement, Evidence, Key
from pipeline.matching.dating import Timing
from pipeline.matching.weigh import WEIGHING, Draft, probabilities, weight
from tests.values.matching_cases import invoice

DIGESTS = {"2": "1aa8cdeee8d67347"}
"""Of all weights, by version."""


def weights() -> list[float]:
    """Of every piece of evidence there can be: alone, near the right one, shared by many, in pairs."""
    pieces = [
        Evidence(key, agreement, "4711", read, labelled)
        for key, agreement, read, labelled in product(Key, Agreement, ("4711", "4771", "9"), (True, False))
    ]
    alone = product(pieces, Timing, (1, 40))
    single = [weight([one], when, lambda _, number=number: number) for one, when, number in alone]
    pairs = combinations(pieces[::5], 2)
    return single + [weight(pair, Timing.FITS, lambda _: 1) for pair in pairs]


def shares() -> list[float]:
    """Probabilities of invoices that rule each other out, and that do not."""
    bits = (-1.0, 0.0, 1.0, 2.5, 3.0, 3.5)
    drafts = [Draft(invoice(f"INV-{n}", f"C-{n % 3}", "PO-1"), (), each) for n, each in enumerate(bits)]
    return [one.confidence for order in (True, False) for one in probabilities(drafts, order=order)]


def test_a_change_of_the_weights_is_a_new_version_of_them():
    told = json.dumps([*(round(one, 9) for one in weights()), *shares()])
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    assert DIGESTS.get(WEIGHING) == digest, "raise pipeline.matching.weigh.WEIGHING, and put its digest here"
