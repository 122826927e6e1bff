"""A webhook by https goes to who has a certificate for the name, at the address that was looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from flows.webhooks.line import Line
from flows.webhooks.reach import reach_of
from models.errors import Unreachable
from models.settings import load
from tests.receiver import receiving

HERE = reach_of(load({"COUNTERSIGN_WEBHOOK_NETWORKS": "127.0.0.0/8, ::1/128"}))


def certificate_for(name: str, folder: Path) -> Path:
    """A file with a new key and a certificate that the key itself signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_who_has_a_certificate_of_a_trusted_authority_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trusted = certificate_for("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with receiving(trusted) as receiver:
        line = Line(HERE)
        assert line.post(receiver.url, {"webhook-id": "msg_1"}, b"{}").status == 200
        assert line.post(receiver.url, {"webhook-id": "msg_2"}, b"{}").beginning == "taken"
        line.close()
        assert receiver.taken[0].headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize(("name", "is_trusted"), [("localhost", False), ("erp.firm.example", True)])
def test_nobody_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_trusted: bool):
    shown = certificate_for(name, tmp_path)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with receiving(shown) as receiver:
        line = Line(HERE)
        with pytest.raises(Unreachable, match="certificate verify failed"):
            line.post(receiver.url, {}, b"{}")
        line.close()
        assert receiver.taken == []
