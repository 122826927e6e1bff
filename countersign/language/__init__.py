"""The language of whoever reads a page, and their formats of dates and numbers."""

from countersign.language.catalogue import LANGUAGES, said, said_as, said_of, sentences_of, to_retell, to_say
from countersign.language.choosing import (
    all_formats,
    all_time_zones,
    checked,
    format_names,
    language_names,
    reader_of,
)
from countersign.language.formats import (
    amount,
    day,
    decimal,
    figure,
    moment,
    number,
    percent,
    place_of_clock,
    quantity,
    second,
    share,
)
from countersign.language.reader import (
    ENGLISH,
    Reader,
    current_reader,
    read_by,
    reads_from_now_on,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Reader",
    "all_formats",
    "all_time_zones",
    "amount",
    "checked",
    "current_reader",
    "day",
    "decimal",
    "figure",
    "format_names",
    "language_names",
    "moment",
    "number",
    "percent",
    "place_of_clock",
    "quantity",
    "read_by",
    "reader_of",
    "reads_from_now_on",
    "said",
    "said_as",
    "said_of",
    "second",
    "sentences_of",
    "share",
    "to_retell",
    "to_say",
]
