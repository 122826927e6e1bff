"""Signatures of webhooks are those of the specification Standard Webhooks, and reach stays where it may."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from flows.webhooks import pacing
from flows.webhooks.reach import Forbidden, Reach, checked_url, reach_of
from flows.webhooks.signing import headers, new_secret
from models.errors import WrongUse
from models.settings import load

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_signature_is_that_of_the_published_example():
    body = b'{"test": 2432232314}'
    at = datetime.fromtimestamp(1614265330, UTC)
    sent = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    assert sent == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_secret_signs():
    keys = [new_secret(), new_secret()]
    sent = headers("msg_1", NOW, b"{}", keys)
    assert len(set(keys)) == 2
    for key, signed in zip(keys, sent["webhook-signature"].split(), strict=True):
        secret = base64.b64decode(key.removeprefix("whsec_"))
        wanted = hmac.digest(secret, f"msg_1.{int(NOW.timestamp())}.{{}}".encode(), hashlib.sha256)
        assert signed == f"v1,{base64.b64encode(wanted).decode()}"
        assert len(secret) == 32


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1"),
        *("::127.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b:1::7f00:1", "2001:0:7f00:1::", "fec0::1", "fd00::1"),
        *("2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:10.0.0.1", "5f00::1", "4000::1"),
    ],
)
def test_no_network_of_ours_is_reached_unless_it_is_named(address: str):
    assert not Reach().may(ip_address(address))


def test_the_internet_and_what_is_named_is_reached():
    assert Reach().may(ip_address("93.184.215.14"))
    assert Reach().may(ip_address("2606:4700::1111"))
    named = reach_of(load({"COUNTERSIGN_WEBHOOK_NETWORKS": "10.0.0.0/8, ::1/128"}))
    assert named.may(ip_address("10.1.2.3"))
    assert named.may(ip_address("::ffff:10.1.2.3"))
    assert named.may(ip_address("::1"))
    assert not named.may(ip_address("127.0.0.1"))


def test_a_setting_that_names_no_network_is_told():
    with pytest.raises(WrongUse, match=r"WEBHOOK_NETWORKS.*10\.0\.0\.0/8"):
        reach_of(load({"COUNTERSIGN_WEBHOOK_NETWORKS": "intranet"}))


def test_a_name_that_leads_home_is_refused():
    with pytest.raises(Forbidden, match="in a network of ours"):
        Reach().resolve("localhost", 443)


HERE = reach_of(load({"COUNTERSIGN_WEBHOOK_NETWORKS": "127.0.0.0/8"}))


@pytest.mark.parametrize(
    "url",
    [
        *("", "erp", "ftp://erp.firm.example", "https://", "https:///x", "https://erp.firm.example:x/"),
        *("http://erp.firm.example/hook", "https://ann:pw@erp.firm.example/", "https://erp.firm.example/#a"),
        *(
            "https://erp.firm.example/a b",
            "https://erp.firm.example/\x00",
            "https://10.0.0.1/",
            "http://[::1]/",
        ),
        *("https://erp.firm.example:0/", "https://bücher.example/", "https://e.example/" + "x" * 1000),
    ],
)
def test_what_can_be_no_address_is_refused(url: str):
    with pytest.raises(WrongUse):
        checked_url(url, HERE)


@pytest.mark.parametrize(
    "url", ["https://erp.firm.example/hook?key=1", "https://93.184.215.14:8443/", "http://127.0.0.1:9000/x"]
)
def test_a_good_address_is_kept_as_it_is(url: str):
    assert checked_url(f" {url} ", HERE) == url


def test_attempts_become_rare_and_end():
    times = [pacing.next_attempt(n, NOW, NOW, 0.0) for n in range(1, 12)]
    gaps = [(time - NOW).total_seconds() for time in times if time]
    assert gaps == sorted(gaps)
    assert 2 * 86400 < sum(gaps) < 7 * 86400
    assert pacing.next_attempt(12, NOW, NOW, 0.0) is None
    assert pacing.next_attempt(1, NOW, NOW + timedelta(days=8), 0.0) is None
    late, soon = pacing.next_attempt(3, NOW, NOW, 1.0), pacing.next_attempt(3, NOW, NOW, 0.0)
    assert late is not None
    assert soon is not None
    assert late > soon


def test_a_receiver_that_fails_again_and_again_is_left_alone_for_a_while():
    assert pacing.rest(2, 3, 0.5) is None
    rests = [pacing.rest(failures, 3, 0.0) for failures in (3, 4, 5, 1000)]
    assert rests == [
        timedelta(seconds=30),
        timedelta(seconds=60),
        timedelta(seconds=120),
        timedelta(seconds=900),
    ]
