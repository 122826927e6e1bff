"""Lines of print that name who signed by machine, and lines that only speak of it."""

from __future__ import annotations

import pytest

from extractors.page.signing.electronic import states_signer


@pytest.mark.parametrize(
    "line",
    [
        "Digital signature: Ann Lee",
        "Signature numérique : Solène Arnault",
        "Unterschrift elektronisch: J. Brandt",
        "Firma electrónica: Fermín Oses",
        "Digitale Unterschrift: Rosa Bellver",
        "Podpis cyfrowy: Marek Zych",
    ],
)
def test_a_signer_named_in_print_is_stated(line: str) -> None:
    assert states_signer(line)


@pytest.mark.parametrize(
    "line",
    [
        "Signature:",
        "Digital signature:",
        "Signature: Ann Lee",
        "No digital signature needed",
        "Digital scale: ok",
    ],
)
def test_a_label_alone_states_nobody(line: str) -> None:
    assert not states_signer(line)
