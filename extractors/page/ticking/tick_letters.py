"""Frames that are letters of a word, and frames that a reader took into the word beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from extractors.page.ticking.frame_looks import Frame, Inked
from extractors.page.ticking.tick_words import CIRCLES, CROSSED
from models.paper import Word

_GAP = 0.3
"""Of the side: less room beside it, and a frame is a letter of a word."""
_LETTER, _LETTER_ROUND = 0.8, 0.95
"""Of the words' height: a lone letter is lower; a circle looks more like one than a square does."""
_LETTER_WHOLE = 0.5
"""The same of a square that nothing touches: no letter has four straight sides."""
_STROKE, _MIDDLE, _STRUCK = 1.0, 0.3, 0.2
"""Of the side: how far a tick may begin left of its circle, and where its middle begins; ink in there."""
_BRIEF = 4
"""Letters and signs, most, of a word such as "i.O." or "OK" that a ticked square was read into."""
_BLANK, _WORD = 0.28, 3
"""Of the side: room behind a circle, least, that no letter has behind it; letters of such a word, least."""
_LEAST = 0.5
"""Of its word's height, or of the words in its line: boxes are about as high as capitals."""
_RINGS = frozenset("OoQDBUCGSabcdegpqsu0689@")
"""Letters and figures with a ring or a bow, which may look like a frame."""
_EDGE = 0.35
"""Of the side: how far from the beginning of a word a frame stands that was read into it."""
_LONE = frozenset("OoQ")
"""What readers make of a circle that stands alone; a figure 0 is rather a number."""
_FEWEST, _BEHIND = 2, 1.5
"""Letters, least, of the words of an option; sides of the frame, most, from it to them."""
_SPELLED = 0.95
"""Confidence of a word whose letters are surely its own."""
_SIMILAR, _ALIGNED = 0.15, 0.4
"""Of the side: how much frames of one list differ, and how far they may stand out of line."""


def without_letters(page: Inked, found: Sequence[Frame], words: Sequence[Word]) -> list[Frame]:
    """The frames that are no letters.

    Where readers take a frame into the word beside it, others of its size in line with it tell that it is
    one: of a list of options, or of the answers to a question.
    """
    clear = [frame for frame in found if not _is_letter(page, frame, words)]
    rest = [frame for frame in found if frame not in clear and _begins_word(page, frame, words)]
    apart = [frame for frame in rest if _stands_apart(page, frame, words)]
    kept = [*clear, *(frame for frame in apart if _in_line(frame, [*clear, *apart]))]
    chosen = {id(frame) for frame in kept}
    chosen |= {id(frame) for frame in rest if _in_line(frame, kept)}
    return [frame for frame in found if id(frame) in chosen]


def _begins_word(page: Inked, frame: Frame, words: Iterable[Word]) -> bool:
    """True for a frame at the head of the only word it lies in, and none of the letters that were read."""
    rows, columns = page.dark.shape
    around = list(_around(page, frame, words))
    if len(around) != 1:
        return False
    word = around[0]
    if frame.side < _LEAST * min(word.box.height, _height(word, words)) * rows:
        return False
    if word.text in _LONE:
        return _has_text_behind(frame, words, (rows, columns))
    over = frame.round and _is_written_over(page, frame)
    begins = frame.left - word.box.x0 * columns <= (_STROKE if over else _EDGE) * frame.side
    if not frame.round:
        brief = len(word.text) <= _BRIEF and any(map(str.isalpha, word.text))
        return begins and (brief or (_is_text(word) and _is_extra(word.text)))
    return (
        begins and (over or _is_text(word)) and (over or _is_extra(word.text) or _has_room(page, frame, word))
    )


def _stands_apart(page: Inked, frame: Frame, words: Iterable[Word]) -> bool:
    """True for a frame that readers took for a letter with a blank behind it, or that has room around it."""
    around = list(_around(page, frame, words))
    if all(word.text in _LONE for word in around):
        return True
    written = _is_written_over(page, frame)
    extra = all(_is_text(word) and not written and (frame.round or _is_extra(word.text)) for word in around)
    return extra and not _crowded(page, frame)


def _is_written_over(page: Inked, frame: Frame) -> bool:
    """True for a circle with strokes in its middle, where letters have none."""
    edge = round(_MIDDLE * frame.side)
    middle = page.dark[frame.top + edge : frame.bottom - edge, frame.left + edge : frame.right - edge]
    return bool(middle.size) and float(middle.mean()) >= _STRUCK


def _has_room(page: Inked, frame: Frame, word: Word) -> bool:
    """True where what follows a circle is farther from it than letters of a word from one another."""
    strip = page.dark[
        frame.top : frame.bottom, frame.right + 1 : frame.right + 1 + round(_BLANK * frame.side)
    ]
    return len(word.text) >= _WORD and not any(map(str.isdigit, word.text)) and not strip.any()


def _is_extra(text: str) -> bool:
    """True where what heads a word cannot be its first letter, or was read as one before it."""
    return text[0] not in _RINGS or (text[1:2].isupper() and text[2:].islower())


def _is_text(word: Word) -> bool:
    return sum(map(str.isalpha, word.text)) >= _FEWEST and not any(map(str.isdigit, word.text))


def _has_text_behind(frame: Frame, words: Iterable[Word], shape: tuple[int, ...]) -> bool:
    """True with a word right behind a frame that was read as a letter of its own."""
    end, y = frame.right / shape[1], frame.middle[1] / shape[0]
    reach = end + _BEHIND * frame.side / shape[1]
    near = (word for word in words if end < word.box.middle[0] and word.box.x0 <= reach)
    return any(word.box.y0 <= y <= word.box.y1 and _is_text(word) for word in near)


def _around(page: Inked, frame: Frame, words: Iterable[Word]) -> Iterator[Word]:
    """The words in whose box the middle of a frame lies."""
    rows, columns = page.dark.shape
    x, y = frame.middle[0] / columns, frame.middle[1] / rows
    return (w for w in words if w.box.x0 <= x <= w.box.x1 and w.box.y0 <= y <= w.box.y1)


def _in_line(frame: Frame, others: Iterable[Frame]) -> bool:
    """True with another frame of the size right above, below, left or right."""
    x, y = frame.middle
    for other in others:
        across, down = abs(other.middle[0] - x), abs(other.middle[1] - y)
        alike = abs(other.side - frame.side) <= max(_SIMILAR * frame.side, 2)
        if alike and max(across, down) > frame.side and min(across, down) <= _ALIGNED * frame.side:
            return True
    return False


def _is_letter(page: Inked, frame: Frame, words: Iterable[Word]) -> bool:
    """True for a frame within a word, with other letters close by."""
    if frame.bracketed:
        return False
    rows, columns = page.dark.shape
    for word in _around(page, frame, words):
        box = word.box
        if _is_inner(word, frame, columns):
            return True
        letters = sum(c.isalnum() for c in word.text)
        several = letters >= 2 or (frame.clear and letters and word.text[0] not in _RINGS)  # noqa: PLR2004
        if several and box.width * columns > 1.5 * frame.side:
            least = _LETTER_WHOLE if frame.clear else _LETTER
            low = frame.side < least * rows * _height(word, words)
            return bool(frame.round or low or _crowded(page, frame))
        if not set(word.text) <= CIRCLES | CROSSED:
            return True
        least = _LETTER_ROUND if frame.round else _LETTER
        return bool(frame.side < least * rows * _height(word, words))
    return False


def _is_inner(word: Word, frame: Frame, columns: int) -> bool:
    """True in the midst of a word that was surely read: readers take frames into its first or last letter."""
    spelled = word.confidence >= _SPELLED and len(word.text) >= _WORD and word.text.isalpha()
    aside = min(frame.left - word.box.x0 * columns, word.box.x1 * columns - frame.right)
    return spelled and aside >= frame.side


def _height(word: Word, words: Iterable[Word]) -> float:
    """Usual height of the words of a word's line, as a fraction of the page."""
    middle = word.box.middle[1]
    row = [
        other.box.height for other in words if other.box.y0 < middle < other.box.y1 and len(other.text) > 1
    ]
    return median(row) if row else word.box.height


def _crowded(page: Inked, frame: Frame) -> bool:
    """True with ink right beside both the upper and the lower half of the frame, on one side at least."""
    gap, half = max(2, round(_GAP * frame.side)), frame.side // 2
    for start in (frame.left - gap - 1, frame.right + 1):
        strip = page.dark[frame.top : frame.bottom, max(start, 0) : start + gap]
        if strip.size and strip[:half].any() and strip[half:].any():
            return True
    return False
