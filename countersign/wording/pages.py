"""Page numbers in words."""

from __future__ import annotations

from countersign.language import said


def pages(numbers: tuple[int, ...]) -> str:
    """Page numbers as "page 3", "pages 2-4" or "pages 1, 3"; "whole file" where there are none."""
    if not numbers:
        return said("whole file")
    if len(numbers) == 1:
        return said("page {number}", number=numbers[0])
    if numbers == tuple(range(numbers[0], numbers[-1] + 1)):
        return said("pages {first}-{last}", first=numbers[0], last=numbers[-1])
    return said("pages {numbers}", numbers=", ".join(map(str, numbers)))
