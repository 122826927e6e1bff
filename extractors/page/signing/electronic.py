"""Words by which a service says that somebody signed by machine."""

from __future__ import annotations

import re
import unicodedata

_SIGNED = (
    r"(signed|accepted|approved|signiert|unterzeichnet|unterschrieben|signee?|firma[dt][oa]|"
    r"ondertekend|getekend|podpisan[aoey]|assinad[oa])"
)
_BY_MACHINE = r"(ele\w{1,4}on\w*|digital\w*|digitaal|numeriquement|cyfrowo)"
_ELECTRONIC = re.compile(
    rf"\bdocusigned\b|\be-?signed\b|\badobe sign\b|\b{_SIGNED} {_BY_MACHINE}\b|\b{_BY_MACHINE} {_SIGNED}\b"
)


def is_electronic(text: str) -> bool:
    """True where print says that somebody signed by machine."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return bool(_ELECTRONIC.search("".join(sign for sign in plain if not unicodedata.combining(sign))))
