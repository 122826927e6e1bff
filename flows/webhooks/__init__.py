"""Programs elsewhere that are told what happens: signed, at least once, in order for each document."""

from flows.webhooks.keeping import BOTH_SIGN, make_webhook, renew_secret, wished
from flows.webhooks.reach import reach_of
from flows.webhooks.sending import posted, send_due, send_test

__all__ = [
    "BOTH_SIGN",
    "make_webhook",
    "posted",
    "reach_of",
    "renew_secret",
    "send_due",
    "send_test",
    "wished",
]
