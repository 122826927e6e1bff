"""Finds the texts in templates and sources, and brings a .po file up to date with them."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from countersign.language.catalogue import SENTENCE, catalogue_of, file_of

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "said": None,
    "to_say": None,
    "ngettext": (1, 2),
    "said_of": (1, 2),
    "pgettext": ((1, "c"), 2),
    "said_as": ((1, "c"), 2),
}
OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
MARK = "to_retell"
SHOWING = (
    *(
        "countersign/console/**/*.py",
        "countersign/days.py",
        "countersign/printing/*.py",
        "countersign/sentences/*.py",
        "countersign/language/*.py",
    ),
    *(
        "models/accounts.py",
        "models/record.py",
        "models/accuracy.py",
        "models/sending.py",
        "models/period.py",
    ),
    *("models/alarm.py", "storage/register/notifying/alarms.py"),
    *(
        "pipeline/corrections.py",
        "pipeline/turning.py",
        "pipeline/splitting/*.py",
        "pipeline/matching/cancellations.py",
    ),
    *("flows/credentials.py", "flows/inbox/mailroom.py", "flows/opening.py", "flows/inbox/members.py"),
    *("flows/receivables.py", "receivables/ranges.py", "countersign/reports/*.py"),
    *("flows/reminders/*.py", "receivables/reminders/*.py", "flows/plans.py", "receivables/plans.py"),
    *("receivables/bad_debt.py", "storage/register/collecting/plans.py"),
    *("flows/disputes/*.py", "receivables/dispute_tables.py"),
    *("flows/review/reviewing.py", "flows/searchable.py", "flows/readers.py", "flows/steps.py"),
    *(f"storage/register/review/{name}.py" for name in ("corrections", "checking", "outcomes")),
    *(f"storage/register/papers/{name}.py" for name in ("narrowing", "retrying", "reviews")),
    "storage/register/access/people.py",
    "storage/register/letters/sendings.py",
    "storage/register/notifying/webhooks.py",
    *("flows/sending/links.py", "flows/webhooks/*.py", "flows/evidence/*.py", "flows/cash/*.py"),
    *("storage/register/cash/placing.py", "countersign/console/cash/*.py"),
    *("flows/retention/*.py", "receivables/retention.py", "receivables/csv_table.py"),
    "storage/register/retention/*.py",
    "extractors/opening/*.py",
)
"""Where errors are raised whose messages a page may show."""
ERRORS = frozenset(
    {"Forbidden", "LeaseLost", "NotYet", "SignInRefused", "UnreadableFile", "WrongField", "WrongUse", MARK}
)
FEWEST_LETTERS = 8
"""A message with fewer of its own tells nothing apart from what is filled in."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the program, in English."""

    id: str | tuple[str, ...]
    """The text; for a plural that of one and that of several."""
    context: str | None
    """`SENTENCE` for a message that is known again with values in it."""
    place: tuple[str, int]
    """File below the root of the repository, and line."""

    @property
    def key(self) -> tuple[str | None, str | tuple[str, ...]]:
        """What tells it from others."""
        return self.context, self.id


def all_texts() -> list[Text]:
    """Every text that people may be shown, sorted by place."""
    return sorted((*_marked(), *_messages()), key=lambda text: text.place)


def _marked() -> Iterator[Text]:
    keywords = DEFAULT_KEYWORDS | KEYWORDS
    found = extract_from_dir(ROOT / "countersign", METHODS, OPTIONS, keywords)
    for file, line, message, _comments, context in found:
        yield Text(message, context, (f"countersign/{file}", line))


def _messages() -> Iterator[Text]:
    for pattern in SHOWING:
        for path in sorted(ROOT.glob(pattern)):
            name = str(path.relative_to(ROOT))
            for line, message in messages_in(path.read_text()):
                yield Text(message, SENTENCE, (name, line))


def messages_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and message of every error that a source makes, with {placeholders} for what is filled in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _makes_error(node.func) and node.args:
            message = _message(node.args[-1 if _names_field(node.func) else 0])
            if _is_marked(node.func) or sum(map(str.isalpha, PLACEHOLDER.sub("", message))) >= FEWEST_LETTERS:
                yield node.lineno, message


def _names_field(called: ast.expr) -> bool:
    """True for an error whose message comes after the name of a field."""
    return isinstance(called, ast.Name) and called.id == "WrongField"


def _is_marked(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id == MARK


def _makes_error(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr == "__init__"
    return isinstance(called, ast.Name) and called.id in ERRORS


def _message(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    names: dict[str, str] = {}
    return "".join(_piece(part, names) for part in node.values)


def _piece(part: ast.expr, names: dict[str, str]) -> str:
    """A part of an f-string: its own text, or a placeholder that is named for what it holds."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)  # noqa: S101 an f-string has no other parts
    source = ast.unparse(part.value)
    if source not in names:
        name = _name(part.value)
        taken = set(names.values())
        names[source] = next(one for one in (name, *(f"{name}{n}" for n in range(2, 99))) if one not in taken)
    return f"{{{names[source]}}}"


def _name(node: ast.expr) -> str:
    """The most telling name in an expression: its last attribute, or its first name."""
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    inner = next((one for one in ast.walk(node) if one is not node and isinstance(one, ast.Name)), None)
    return _name(inner) if inner is not None else "value"


def up_to_date(language: str) -> tuple[str, list[str]]:
    """The .po file with all texts of now and no other, and those that it still lacks."""
    old, new = catalogue_of(language), Catalog(locale=language, fuzzy=False)
    for text in all_texts():
        known = old.get(text.id if isinstance(text.id, str) else text.id[0], text.context)
        string = known.string if known is not None and known.id == text.id else ""
        new.add(text.id, string, [text.place], context=text.context)
    stream = io.BytesIO()
    write_po(stream, new, width=100, omit_header=True, no_location=True, sort_output=True)
    missing = [str(one.id) for one in new if one.id and not _is_whole(one.string)]
    return f"{_header(language)}\n\n{stream.getvalue().decode().strip()}\n", missing


def _header(language: str) -> str:
    """What stands above the first text: the glossary, and the rule for plurals."""
    return file_of(language).read_text("utf-8").partition("\n\n")[0]


def _is_whole(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())


def write_up_to_date(language: str) -> list[str]:
    """Bring the .po file of a language up to date; returns what it still lacks."""
    content, missing = up_to_date(language)
    file_of(language).write_text(content, "utf-8")
    return missing
