"""A small OpenID provider over HTTP: authorization code with PKCE, tokens signed with a key of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "countersign", "s3cret/with+odd=letters"


@dataclass
class OidcServer:
    """The provider; whoever comes to it is `claims`, and tests may spoil what it says."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "1234", "name": "Ann Lee"})
    spoiled: dict[str, Any] = field(default_factory=dict)
    """Claims that replace the right ones at the last moment."""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    signing_key: RSAKey | None = None
    """Signs in place of the published key."""
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was asked for, by code."""
    key_requests: int = 0

    def visit(self, address: str) -> str:
        """What a browser that is sent to `address` is sent back to, after its user has signed in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def answer(self, path: str, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """What is published under a path, or the token for a code."""
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token"}
            published = {f"{name}_endpoint": f"{self.issuer}/{end}" for name, end in ends.items()}
            return published | {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        if path == "/keys":
            self.key_requests += 1
            return dict(KeySet([self.key]).as_dict(private=False))
        return self._token(form, authorization)

    def _token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        asked = self.asked.pop(form["code"], None)
        login = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if (
            asked is None
            or login != f"{CLIENT}:{SECRET}"
            or challenge.rstrip(b"=").decode() != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        key = self.signing_key or self.key
        header = {"alg": self.algorithm, "kid": key.kid}
        return {"id_token": jwt.encode(header, claims | self.claims | self.spoiled, key)}


@contextmanager
def oidc_server() -> Iterator[OidcServer]:
    """A provider on a free port."""
    provider = OidcServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(provider.answer(urlsplit(self.path).path, {}, ""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(provider.answer(self.path, form, self.headers.get("authorization", "")))

        def _send(self, found: dict[str, Any]) -> None:
            self.send_response(400 if "error" in found else 200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
