"""The words of reminders in English."""

from __future__ import annotations

LEVELS = (
    (
        "Payment falls due shortly",
        "we would like to remind you that the invoices listed below fall due shortly.\n\n"
        "If your payment is already on its way, please disregard this letter.",
    ),
    (
        "Payment reminder",
        "the invoices listed below have fallen due, and we have not yet recorded a payment. Perhaps this has "
        "escaped your attention.\n\nIf you have paid in the meantime, please disregard this letter.",
    ),
    (
        "Second payment reminder",
        "we have not yet received your payment for the invoices listed below.\n\n"
        "If something stands in the way of payment, such as a missing paper or a question about the delivery, "
        "please tell us now: we will answer it at once.",
    ),
    (
        "Third payment reminder",
        "despite our reminders the invoices listed below are still unpaid.\n\n"
        "Please pay the outstanding amount, or tell us in writing what you object to.",
    ),
    (
        "Final reminder before further steps",
        "we have reminded you several times of the invoices listed below, without success. We now set you a "
        "final deadline: {pay_by}.\n\nIf we have received neither your payment nor your reasoned objection by "
        "then, we will have to consider further steps.",
    ),
    (
        "Deliveries on hold",
        "the deadline that we set you has passed, and the invoices listed below are still unpaid. Until they are "
        "settled, we hold further deliveries, or ask for payment in advance.\n\n"
        "As soon as your payment has arrived, we will release them.",
    ),
    (
        "Last notice before collection",
        "the invoices listed below remain unpaid although we have reminded you repeatedly.\n\n"
        "If {total} is not received by {pay_by}, we intend to hand the matter to a collection agency or a "
        "lawyer. You can avoid the additional cost by paying now.",
    ),
)
"""(subject, text) of each usual level."""

WORDS = {
    "reminder.level": "Reminder",
    "reminder.level_of": "{number} of {count}",
    "reminder.pay_by": "Pay by",
    "reminder.open": "To be paid",
    "reminder.invoice": "Invoice",
    "reminder.order": "Your order",
    "reminder.due": "Due",
    "reminder.overdue.one": "{number} day overdue",
    "reminder.overdue.many": "{number} days overdue",
    "reminder.pod": "Proof of delivery",
    "reminder.amount": "Amount due",
    "reminder.charges": "Late charges",
    "reminder.total": "Total",
    "reminder.with_charges": "Total with late charges",
    "reminder.pod.grade": "on file, grade {grade}",
    "reminder.pod.plain": "on file",
    "reminder.pod_note.one": "The signed proof of delivery is on file with us; we will gladly send you a copy.",
    "reminder.pod_note.many": "Signed proofs of delivery are on file with us for {number} of these invoices; we will gladly send you copies.",
    "reminder.grades": "Grade A: signed or stamped with name and date, no remarks detected. B: one of these is missing.",
    "reminder.held": "Of invoice {invoice}, {amount} is left out: {why}.",
    "reminder.held.paid": "your payment has reached us and is being booked",
    "reminder.held.disputed": "you have disputed it, and we are looking into it",
    "reminder.held.promised": "you have promised to pay it by {day}",
    "reminder.held.planned": "it is part of our payment plan",
    "reminder.soon": "Not due yet, for your information: invoice {invoice} over {amount} falls due on {day}.",
    "reminder.credit": "Credits of {amount} are open on your account; please tell us what they are to be set against.",
    "reminder.discount.plain": "Early payment: if you pay invoice {invoice} by {day}, you may deduct {percent} % ({amount}), as agreed.",
    "reminder.discount": "Early payment: if you pay invoice {invoice} by {day}, you may deduct {percent} % ({amount}), as agreed ({source}).",
    "reminder.interest": "Interest was calculated up to {day}: {rates}; simple interest on a year of 365 days. Interest goes on until payment.",
    "reminder.rate": "{percent} % a year from {day} ({source})",
    "reminder.flat": "Flat charge for each overdue invoice: {charges}.",
    "reminder.flat_one": "{amount} ({source})",
    "reminder.ask.before": "Please pay {total} when it falls due.",
    "reminder.ask.charged": "Please pay {total}, late charges included, by {pay_by}, and name the invoice numbers.",
    "reminder.ask": "Please pay {total} by {pay_by}, and name the invoice numbers.",
    "reminder.questions": "Questions: {contact}.",
    "reminder.title": "{subject}: {customer}",
}
