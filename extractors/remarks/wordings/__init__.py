"""How receivers say what was wrong with a delivery, or that nothing was, in the reader's languages.

Words are folded: lower case, no accents; a paragraph for each language. "left/put in/by shed" stands for
all four; "+" joins words of one alternative, "." is none at all. A star at the end stands for any ending;
a question mark marks words that count only beside a number or a unit, for they are common elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from extractors.remarks.wordings.cleared import CLEARED
from extractors.remarks.wordings.damaged import DAMAGED
from extractors.remarks.wordings.late import LATE
from extractors.remarks.wordings.over import OVER
from extractors.remarks.wordings.price import PRICE
from extractors.remarks.wordings.qualified import QUALIFIED
from extractors.remarks.wordings.refused import REFUSED
from extractors.remarks.wordings.short import SHORT
from extractors.remarks.wordings.unattended import UNATTENDED
from extractors.remarks.wordings.wrong_item import WRONG_ITEM
from models.reading import RemarkClass

_LISTED: Mapping[RemarkClass | None, str] = {
    RemarkClass.SHORT: SHORT,
    RemarkClass.OVER: OVER,
    RemarkClass.DAMAGED: DAMAGED,
    RemarkClass.REFUSED: REFUSED,
    RemarkClass.LATE: LATE,
    RemarkClass.WRONG_ITEM: WRONG_ITEM,
    RemarkClass.PRICE: PRICE,
    RemarkClass.UNATTENDED: UNATTENDED,
    RemarkClass.QUALIFIED: QUALIFIED,
    None: CLEARED,
}


def wordings() -> Iterator[tuple[RemarkClass | None, str]]:
    """Every wording with its class (None: that nothing was wrong) and its mark, if any, at the end."""
    for about, listed in _LISTED.items():
        for entry in listed.split(","):
            for words in product(*(part.split("/") for part in entry.split())):
                spelled = " ".join(word.replace("+", " ") for word in words if word != ".")
                if spelled:
                    yield about, spelled
