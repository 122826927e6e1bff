"""What people and programs did with a file, as `pipeline` and `flows` say it."""

from __future__ import annotations

from countersign.language import to_retell

DEEDS = (
    to_retell("Filed under {invoices} by {person}"),
    to_retell("Set aside by {person}: it belongs to no invoice yet"),
    to_retell("{person} could not read it: have the paper scanned again. This scan is kept"),
    to_retell("The same paper as in {source}, says {person}"),
    to_retell("Taken back by {person} ({status} before): choose the invoice or set it aside"),
    to_retell("Corrected by {person}. {reason} Confirm it"),
    to_retell("Split by {person}. {reason} Confirm it"),
    to_retell("Joined by {person}. {reason} Confirm it"),
    to_retell("The same paper as in {source}, scanned again"),
    to_retell("The same bytes as {source}"),
    to_retell("The same bytes as {source}. It is quarantined: {reason}"),
    to_retell("Countersign failed on this file ({fault}). The original is safe: please report it"),
    to_retell("The batch header on page {number} says {count}, but {count2} came"),
    to_retell("{count} and {count2}"),
    to_retell("{number} document"),
    to_retell("{number} documents"),
    to_retell("{number} page"),
    to_retell("{number} pages"),
    to_retell("{number} sheet"),
    to_retell("{number} sheets"),
    to_retell("The slip names no document of this client"),
    to_retell("page {number} took longer than {seconds} s to read"),
    to_retell("page {number} made its reader crash"),
    to_retell(
        "Opening the file took longer than {number} seconds: print it to a new PDF or scan the paper again"
    ),
    to_retell(
        "Opening the file needed more than {number} MB of memory: "
        "print it to a new PDF or scan the paper again"
    ),
    to_retell("empty: nothing was scanned, or the upload broke off"),
    to_retell("still growing: drop it again when it is complete"),
    to_retell("in a hidden folder"),
    to_retell("hidden"),
    to_retell("hidden file"),
    to_retell("system file"),
    to_retell("still being written, by its name"),
    to_retell("Help for a person who compares receipts: it decides nothing and proves nothing."),
    to_retell("purchase order, two keys"),
    to_retell("purchase order, doubted"),
    to_retell("proof of delivery, two keys"),
    to_retell("proof of delivery, doubted"),
    to_retell("other, two keys"),
    to_retell("other, doubted"),
    to_retell("The receiver answered {number}"),
    to_retell("No answer: {words}"),
    to_retell("The name {host} is not known ({fault})"),
    to_retell(
        "The mail server {host} does not answer ({fault}): see whether {name} is right, the "
        "server runs, and its certificate is trusted here"
    ),
)
