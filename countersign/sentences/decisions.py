"""Why a document is filed, waits or is parked, as `pipeline` says it."""

from __future__ import annotations

from countersign.language import to_retell

DECISIONS = (
    to_retell("{clause}; {clause2}"),
    to_retell("{clause}. {clause2}"),
    to_retell("{fact} and {fact2}"),
    to_retell("{fact}, {facts}"),
    to_retell("{facts} and {fact}"),
    to_retell("{key} {value}"),
    to_retell("{key} {value} (read {read})"),
    to_retell("{facts} agree"),
    to_retell("{facts} agree for {number} invoices"),
    to_retell("The numbers of {number} invoices agree, from {first} to {last}"),
    to_retell("{start}, but {clause}: choose the invoice"),
    to_retell("{start} with probability {share}, which is enough here, though {clause}"),
    to_retell("it may belong to {invoice}"),
    to_retell("{fact} is in the ledger"),
    to_retell("{fact} fits {invoice}"),
    to_retell("{facts} fits no invoice of the ledger yet; looked at again at every ledger load"),
    to_retell("{facts} fit no invoice of the ledger yet; looked at again at every ledger load"),
    to_retell("No invoice was found and {clause}: choose the invoice or set it aside."),
    to_retell("No invoice, PO or delivery number could be read: type the number, or have it scanned again."),
    to_retell("It was scanned again by a rescan slip: look at both papers and file the better one."),
    to_retell(
        "Drawn for a blind check: find its invoice as if nothing were proposed, then say whether that was it."
    ),
    to_retell('the page says {key} "{read}" and the ledger "{expected}"'),
    to_retell('the page says customer "{read}" and the ledger "{expected}"'),
    to_retell("{invoice} is void"),
    to_retell("{invoice} is a credit note, which no delivery or order belongs to"),
    to_retell("the date on the page and the invoice date {day} lie too far apart"),
    to_retell("that number stands on the page without a label of its own"),
    to_retell("{fact} stands on the page without a label of its own"),
    to_retell("another paper proves it, and only the order ties this one to it"),
    to_retell("the page shows neither its invoice number nor its delivery number"),
    to_retell("nothing else on the page confirms it"),
    to_retell("its number is short and not printed quite so"),
    to_retell("{fact} was read where the ledger has {expected}"),
    to_retell("{fact} of the same customer differs in one character and no other number tells them apart"),
    to_retell(
        "{fact} of another customer on the page differs in one character and no other number tells them apart"
    ),
    to_retell("{fact} is its only number, and was not read for sure"),
    to_retell("the page names another customer too, and only one number says whose it is"),
    to_retell("the invoices that fit are too far apart in time to be of one delivery"),
    to_retell("their numbers stand under different labels, one of which may name another paper"),
    to_retell("another paper has the better claim to it"),
    to_retell("another invoice fits as well"),
    to_retell("for {invoice} of the same order {clause}"),
    to_retell("the page also shows {fact}, which is customer {customer}'s"),
    to_retell("the page also shows {fact}, which the ledger does not have for it"),
    to_retell("the page also shows {fact}"),
    to_retell("this is neither an order nor a proof of delivery"),
    to_retell("this is neither an order nor a proof of delivery (it looks like a {kind})"),
    to_retell("this is neither an order nor a proof of delivery (it looks like an {kind})"),
    to_retell(
        "this is neither an order nor a proof of delivery (it looks like a carrier's letter on a delivery)"
    ),
    to_retell('the page is headed "{title}", so it may take back an order or a delivery'),
    to_retell("page {number} may belong to the document before it"),
    to_retell("page {number} may begin another document"),
    to_retell("page {number} may still belong to it"),
    to_retell("page {number} may belong to the document before it ({signs})"),
    to_retell("page {number} may begin another document ({signs})"),
    to_retell("page {number} may still belong to it ({signs})"),
    to_retell("two papers lie on page {number}"),
    to_retell("only the first, the last and the signed of its {number} pages were searched"),
    to_retell("{signs}, {signs2}"),
)
