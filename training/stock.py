"""What papers are drawn with: typefaces, and real ink where it was given."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.canvas import Shade


@dataclass(frozen=True)
class Stock:
    """Typefaces by what they look like, and signatures cut out of real papers."""

    text: tuple[str, ...]
    """Font files."""
    script: tuple[str, ...]
    """Font files: as written by hand."""
    ink: tuple[Shade, ...] = field(default=(), repr=False)
