"""Why a file cannot be opened, or holds nothing, as `extractors.opening` and `flows` say it."""

from __future__ import annotations

from countersign.language import to_retell

OPENINGS = (
    to_retell("This is an office document, not a scan: print it to PDF and drop that"),
    to_retell(
        "This is an old or password-protected office document, not a scan: print it to PDF and drop that"
    ),
    to_retell("This is a rich text document, not a scan: print it to PDF and drop that"),
    to_retell("This is a web page, not a scan: print it to PDF and drop that"),
    to_retell("This is an SVG drawing, not a scan: print it to PDF and drop that"),
    to_retell("This is XML data, not a scan: drop the paper or PDF that it belongs to"),
    to_retell("This is plain text, not a scan: print it to PDF and drop that"),
    to_retell("This is a PostScript file: print it to PDF and drop that"),
    to_retell("This is a HEIC or AVIF photo: save it as JPEG and drop that"),
    to_retell("This is a rar, 7z, gzip or tar archive: pack the files as zip, or drop them one by one"),
    to_retell("The file is empty (0 bytes): scan or send it again"),
    to_retell("This is no format that can be read: drop a PDF, TIFF, JPEG or PNG"),
    to_retell("The PDF needs a password: remove it and drop the file again"),
    to_retell("The PDF is damaged beyond repair: scan or send it again"),
    to_retell("The zip is damaged ({fault}): pack or send it again"),
    to_retell("Picture data of page {number} is missing or damaged ({clause}): scan or send it again"),
    to_retell("Picture data of page {number} is missing or damaged ({fault}): scan or send it again"),
    to_retell("Picture data of pages {pages} is missing or damaged ({clause}): scan or send it again"),
    to_retell("Picture data of pages {pages} is missing or damaged ({fault}): scan or send it again"),
    to_retell("its data does not decode to the end"),
    to_retell("its data does not decode"),
    to_retell("its data unpacks to an absurd size"),
    to_retell("its content is gone"),
    to_retell("a picture on it is missing"),
    to_retell("The file holds only blank pages"),
    to_retell("The file holds only separator pages"),
    to_retell("The file holds only blank and separator pages"),
)
