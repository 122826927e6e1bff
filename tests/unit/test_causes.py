"""Why a paper waits has a code of its own: the reason is the queue."""

from __future__ import annotations

from countersign.wording.reviews import cause, cause_help
from models.decision import Cause
from pipeline.deciding.rules import CAUSES, RULES
from storage.register import PARKED


def test_every_rule_that_doubts_has_a_queue():
    assert set(CAUSES) == set(RULES)


def test_every_queue_is_told_in_words():
    told = [(cause(name), cause_help(name)) for name in (*Cause, PARKED)]
    assert len(set(told)) == len(told)
    assert all(words and sentence.endswith(".") for words, sentence in told)
