"""Invoice keys (customer number, invoice number) as forms send them."""

from __future__ import annotations

from urllib.parse import quote, unquote


def key_text(key: tuple[str, str]) -> str:
    """An invoice key as a form sends it."""
    return "/".join(quote(part, safe="", errors="surrogatepass") for part in key)


def key_from(text: str) -> tuple[str, str]:
    """What `key_text` was given."""
    customer, _, number = text.partition("/")
    return unquote(customer, errors="surrogatepass"), unquote(number, errors="surrogatepass")
