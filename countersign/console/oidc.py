"""The door to an OpenID provider: authorization code with PKCE, state and nonce; its signatures verified."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, cast
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from models.accounts import SignInRefused
from models.errors import Unreachable, WrongUse
from models.people import EVERY_CLIENT, Grant, Role
from models.record import client_name
from models.settings import Settings

PATIENCE_SECONDS = 10.0
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key pair; none by a shared secret, and never none."""
LEEWAY_SECONDS = 60
_NOT_ACCEPTED = "The OpenID provider did not accept the sign-in. Begin again."
_AWAY = (
    "The OpenID provider {issuer} does not answer as it should ({what}). Try again, or sign in "
    "with a password."
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the provider says of somebody."""

    identity: str
    """Issuer and subject; nobody else ever has the same."""
    name: str
    email: str
    """Empty unless the provider has verified it."""
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one sign-in there is tied together by."""

    state: str
    nonce: str
    verifier: str
    """Of PKCE: the challenge is sent first, this only with the code."""


@dataclass(frozen=True)
class Provider:
    """One OpenID provider. Safe for threads; what it publishes is asked for once."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    label: str
    roles_claim: str
    roles: Mapping[str, tuple[Grant, ...]]
    answer_url: str
    """Where it sends people back to."""
    _lock: Lock = field(default_factory=Lock)
    _kept: dict[str, Any] = field(default_factory=dict)

    def departure(self, way: Round) -> str:
        """Address at the provider to send somebody to."""
        digest = hashlib.sha256(way.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.answer_url,
            "scope": self.scopes,
            "state": way.state,
            "nonce": way.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        address = str(self._published()["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def known(self, code: str, way: Round) -> Known:
        """Who came back with `code`.

        Raises:
            SignInRefused: the code or the token is not what it should be.
            Unreachable: the provider does not answer.
        """
        claims = self._claims(self._redeemed(code, way.verifier))
        if claims.get("nonce") != way.nonce:
            raise SignInRefused("The answer of the OpenID provider belongs to another sign-in. Begin again.")
        email = str(claims.get("email", "")).lower() if claims.get("email_verified") is True else ""
        name = str(claims.get("name") or claims.get("preferred_username") or email or claims["sub"])
        return Known(f"{self.issuer} {claims['sub']}", name, email, self._grants(claims))

    def _redeemed(self, code: str, verifier: str) -> str:
        """The ID token for a code; there is none where somebody said no at the provider."""
        if not code:
            raise SignInRefused(_NOT_ACCEPTED)
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.answer_url,
            "code_verifier": verifier,
        }
        login = httpx.BasicAuth(self.client_id, self.client_secret)
        answer = self._asked("POST", str(self._published()["token_endpoint"]), data=given, auth=login)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused(_NOT_ACCEPTED)
        return token

    def _claims(self, token: str) -> dict[str, Any]:
        expected = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = self._decoded(token)
            expected.validate(claims)
        except (JoseError, ValueError) as fault:
            raise SignInRefused(
                f"The token of the OpenID provider cannot be trusted ({fault}). Ask an administrator to "
                "check COUNTERSIGN_OIDC_ISSUER, COUNTERSIGN_OIDC_CLIENT_ID and the clocks."
            ) from None
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != self.client_id:
            raise SignInRefused("The token of the OpenID provider is for another program.")
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        """The claims of a token whose signature is right; keys are asked for anew where they changed."""
        try:
            return jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            with self._lock:
                self._kept.pop("keys", None)
            return jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims

    def _grants(self, claims: Mapping[str, Any]) -> tuple[Grant, ...]:
        given = claims.get(self.roles_claim, ())
        groups = [given] if isinstance(given, str) else given
        return tuple(dict.fromkeys(grant for group in groups for grant in self.roles.get(str(group), ())))

    def _published(self) -> Mapping[str, Any]:
        found = self._once("published", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise Unreachable(_AWAY.format(issuer=self.issuer, what=f"it calls itself {found.get('issuer')}"))
        return found

    def _keys(self) -> KeySet:
        return KeySet.import_key_set(cast("Any", self._once("keys", str(self._published()["jwks_uri"]))))

    def _once(self, name: str, address: str) -> dict[str, Any]:
        with self._lock:
            if name in self._kept:
                return cast("dict[str, Any]", self._kept[name])
        found = self._asked("GET", address)
        with self._lock:
            self._kept[name] = found
        return found

    def _asked(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        try:
            answer = httpx.request(method, address, timeout=PATIENCE_SECONDS, **options)
            found = answer.json()
        except (httpx.HTTPError, ValueError) as fault:
            raise Unreachable(_AWAY.format(issuer=self.issuer, what=type(fault).__name__)) from None
        if not isinstance(found, dict):
            raise Unreachable(_AWAY.format(issuer=self.issuer, what="no JSON object"))
        return found


def provider_of(settings: Settings) -> Provider | None:
    """The provider that the settings name; None where they name none.

    Raises:
        WrongUse: a setting is missing or cannot be read.
    """
    if not settings.oidc_issuer:
        return None
    for name in ("oidc_client_id", "oidc_client_secret"):
        if not getattr(settings, name):
            raise WrongUse(f"COUNTERSIGN_OIDC_ISSUER needs COUNTERSIGN_{name.upper()} beside it: set both.")
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        scopes=settings.oidc_scopes,
        label=settings.oidc_label,
        roles_claim=settings.oidc_roles_claim,
        roles=roles_from(settings.oidc_roles),
        answer_url=f"{settings.console_url}/oidc/answer",
    )


def roles_from(text: str) -> dict[str, tuple[Grant, ...]]:
    """Grants by group from `GROUP=ROLE:CLIENT; ...`; a group may stand several times.

    Raises:
        WrongUse: a part of it is not like that.
    """
    found: dict[str, tuple[Grant, ...]] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        group, _, given = part.rpartition("=")
        role, _, client = given.partition(":")
        try:
            grant = Grant(
                Role(role.strip()), client if client == EVERY_CLIENT else client_name(client.strip())
            )
        except ValueError:
            raise WrongUse(
                f"COUNTERSIGN_OIDC_ROLES: {part!r} is not like GROUP=ROLE:CLIENT with a role of "
                f"{', '.join(Role)}."
            ) from None
        if not group.strip():
            raise WrongUse(f"COUNTERSIGN_OIDC_ROLES: {part!r} names no group.")
        found[group.strip()] = (*found.get(group.strip(), ()), grant)
    return found
