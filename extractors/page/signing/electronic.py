"""Words by which a service says that somebody signed by machine."""

from __future__ import annotations

import re
import unicodedata

_SIGNED = (
    r"(signed|accepted|approved|signiert|unterzeichnet|unterschrieben|signee?|firma[dt][oa]|"
    r"ondertekend|getekend|podpisan[aoey]|assinad[oa])"
)
_BY_MACHINE = r"(ele\w{1,4}on\w*|digital\w*|digitaal|numeri\w*|cyfrow\w*)"
_SIGNATURE = r"(signature|unterschrift|firma|handtekening|podpis|assinatura)"
_STATED = re.compile(rf"\b({_SIGNATURE} {_BY_MACHINE}|{_BY_MACHINE} {_SIGNATURE}) ?: ?[a-z]([a-z]|\. ?[a-z])")
_ELECTRONIC = re.compile(
    rf"\bdocusigned\b|\be-?signed\b|\badobe sign\b|\b{_SIGNED} {_BY_MACHINE}\b|\b{_BY_MACHINE} {_SIGNED}\b"
)


def is_electronic(text: str) -> bool:
    """True where print says that somebody signed by machine."""
    return bool(_ELECTRONIC.search(_plain(text)))


def states_signer(line: str) -> bool:
    """True for a line of print such as "Digital signature: Ann Lee", which names who signed by machine."""
    return bool(_STATED.search(_plain(line)))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
