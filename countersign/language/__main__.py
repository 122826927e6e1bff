"""Brings the .po files up to date with the sources, and names the texts that are still to be translated."""

from __future__ import annotations

import sys

from countersign.language.catalogue import LANGUAGES
from countersign.language.texts import write_up_to_date

outstanding = [f"{language}: {text}" for language in LANGUAGES[1:] for text in write_up_to_date(language)]
sys.stdout.writelines(f"{line}\n" for line in outstanding)
sys.exit(1 if outstanding else 0)
