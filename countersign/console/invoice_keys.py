"""Invoice keys (customer number, invoice number) as forms send them and as addresses have them."""

from __future__ import annotations

from urllib.parse import quote, unquote

from models.record import DEFAULT_CLIENT

_APART = str.maketrans({"%": "%25", "/": "%2F"})


def key_text(key: tuple[str, str]) -> str:
    """An invoice key as a form sends it."""
    return "/".join(quote(part, safe="", errors="surrogatepass") for part in key)


def key_from(text: str) -> tuple[str, str]:
    """What `key_text` was given."""
    customer, _, number = text.partition("/")
    return unquote(customer, errors="surrogatepass"), unquote(number, errors="surrogatepass")


def segment(number: str) -> str:
    """A number as one part of an address, before it is quoted: a slash in it stays no slash on the way."""
    return number.translate(_APART) if number.strip(".") else number.replace(".", "%2E")


def number_in(part: str) -> str:
    """What `segment` was given, of the part of an address once it is unquoted."""
    return unquote(part, errors="surrogatepass")


def invoice_path(key: tuple[str, str], client: str) -> str:
    """Address of an invoice's page, below that of the console."""
    return _path(("invoices", *key), client)


def customer_path(number: str, client: str) -> str:
    """Address of a customer's page, below that of the console."""
    return _path(("customers", number), client)


def reminder_path(number: str, client: str) -> str:
    """Address of today's reminder to a customer, below that of the console."""
    return _path(("reminders", "to", number), client)


def below(path: str, part: str) -> str:
    """The address of `part` of what has its page at `path`."""
    head, mark, query = path.partition("?")
    return f"{head}/{part}{mark}{query}"


def _path(parts: tuple[str, ...], client: str) -> str:
    quoted = (quote(segment(part), safe="", errors="surrogatepass") for part in parts)
    return f"/{'/'.join(quoted)}{'' if client == DEFAULT_CLIENT else f'?client={client}'}"
