"""Texts in other languages: none is missing or left over, and each keeps its placeholders."""

from __future__ import annotations

import string

import pytest

from countersign.language import LANGUAGES, Reader, read_by, said, said_of
from countersign.language.catalogue import catalogue_of, file_of
from countersign.language.texts import Text, all_texts, messages_in, up_to_date
from countersign.sentences import retold
from countersign.wording.receipts import receipt_words
from countersign.wording.values import VALUES, plain
from models.decision import Key, Status
from models.people import Right, Role
from models.reading import AcceptanceStatus, FieldName, RemarkClass
from models.record import PAGE_STATES
from pipeline.splitting.signs import Sign

OTHERS = LANGUAGES[1:]
GERMAN = Reader("de", "de_DE")


@pytest.fixture(scope="module")
def texts() -> dict[object, Text]:
    return {text.key: text for text in all_texts()}


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_is_german():
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_program_is_translated(language: str):
    assert up_to_date(language)[1] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_is_what_the_command_writes_and_holds_nothing_that_is_no_longer_said(language: str):
    assert file_of(language).read_text("utf-8") == up_to_date(language)[0], "run `make texts`"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_of_its_text(language: str):
    wrong = []
    for message in catalogue_of(language):
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            strings = (message.string,) if isinstance(message.string, str) else message.string
            known = [placeholders(one) for one in ids]
            wrong += [one for one in strings if placeholders(one) not in known]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_ends_as_its_text_does(language: str):
    ends = [(one.id, one.string) for one in catalogue_of(language) if isinstance(one.id, str) and one.id]
    assert [pair for pair in ends if pair[0][-1:] in ".?:" and pair[0][-1:] != pair[1][-1:]] == []


def test_texts_are_found_in_templates_sources_and_errors(texts: dict[object, Text]):
    assert (None, "Skip to the content") in texts
    assert (None, ("{number} page", "{number} pages")) in texts
    assert (None, "Delivery number") in texts
    assert ("sentence", "Another account has the e-mail address {email}: give each its own.") in texts


def test_the_message_of_an_error_names_what_is_filled_in():
    source = 'raise WrongUse(f"{a.login!r} has no {_ROLES[one]} of {b} and {c.b}: " "say so again.")'
    assert [text for _, text in messages_in(source)] == [
        "{login} has no {roles} of {b} and {b2}: say so again."
    ]


def test_a_text_is_said_in_the_language_of_the_reader():
    with read_by(GERMAN):
        assert said("Sign in") == "Anmelden"
        assert said_of("{number} page", "{number} pages", 1, number=1) == "1 Seite"
        assert said_of("{number} page", "{number} pages", 3, number=3) == "3 Seiten"
        assert said("a text that nobody translated") == "a text that nobody translated"
    assert said("Sign in") == "Sign in"


@pytest.mark.parametrize("kind", [Status, FieldName, RemarkClass, Role, Right, AcceptanceStatus])
def test_every_value_that_pages_show_has_words(kind: type, texts: dict[object, Text]):
    for one in kind:
        if kind is Status:
            assert one.value in VALUES
        elif kind is AcceptanceStatus:
            assert (None, receipt_words(one)) in texts
        else:
            assert (None, plain(one.value)) in texts


def test_states_of_pages_and_keys_have_words():
    assert {*PAGE_STATES, *(key.value for key in Key)} <= VALUES


@pytest.mark.parametrize("sign", list(Sign))
def test_signs_of_a_boundary_are_retold(sign: Sign):
    with read_by(GERMAN):
        assert retold(sign.value) != sign.value


@pytest.mark.parametrize(
    ("name", "words"),
    [("cmr", "CMR"), ("carrier_pod_letter", "Carrier POD letter"), ("po_number", "PO number")],
)
def test_abbreviations_are_written_as_the_trade_writes_them(name: str, words: str):
    assert plain(name) == words
