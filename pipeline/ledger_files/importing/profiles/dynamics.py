"""Dynamics 365 Business Central and NAV: customer ledger entries."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Kind, Profile

DYNAMICS = Profile(
    name="dynamics",
    title="Dynamics Business Central customer ledger entries",
    headers={
        "invoice_number": (
            "document no|document number|belegnr|belegnummer|no document|numero document|no de document"
            "|numero de documento"
        ),
        "customer_number": (
            "customer no|customer number|sell to customer no|debitorennr|debitorennummer|debitor nr"
            "|no client|no de client|numero client|no cliente|no de cliente"
        ),
        "customer_name": (
            "customer name|debitorenname|debitor name|nom du client|nom client|nombre cliente"
            "|nombre del cliente|name"
        ),
        "city": "city|ort|ville|poblacion",
        "po_number": (
            "external document no|external document number|externe belegnummer|externe belegnr"
            "|no doc externe|no document externe|no de document externe|no documento externo"
            "|no doc externo|your reference"
        ),
        "delivery_number": "shipment no|delivery no|lieferungsnr|no expedition|no albaran",
        "kind": ("document type|belegart|type document|type de document|tipo documento|tipo de documento"),
        "invoice_date": (
            "document date|belegdatum|date document|date du document|fecha documento"
            "|fecha emision documento|posting date|buchungsdatum|date comptabilisation"
            "|date de comptabilisation|fecha registro|fecha de registro"
        ),
        "due_date": (
            "due date|falligkeitsdatum|date d echeance|date echeance|fecha vencimiento|fecha de vencimiento"
        ),
        "amount": (
            "original amount|ursprungsbetrag|ursprunglicher betrag|montant initial|montant d origine"
            "|importe inicial|importe original|amount|betrag|montant|importe"
        ),
        "open_amount": "remaining amount|restbetrag|montant restant|montant ouvert|importe pendiente",
        "currency": "currency code|currency|wahrungscode|code devise|cod divisa|codigo divisa",
        "local_amount": (
            "original amount lcy|original amt lcy|ursprungsbetrag mw|montant initial ds"
            "|montant initial dev soc|importe inicial dl|amount lcy|betrag mw|montant ds|importe dl"
        ),
        "is_open": "open|offen|ouvert|pendiente",
    },
    tells=(
        "external document no|external document number|remaining amount|original amount"
        "|currency code|entry no|document no|remaining amt lcy|remaining amount lcy|amount lcy"
        "|original amount lcy|debitorennr|debitorennummer|externe belegnummer|restbetrag"
        "|ursprungsbetrag|wahrungscode|lfd nr|no doc externe|montant restant|code devise"
        "|no documento externo|importe pendiente|cod divisa|customer posting group|on hold"
        "|payment method code"
    ),
    kinds={
        "refund": Kind.PAYMENT,
        "reminder": Kind.PAYMENT,
        "mahnung": Kind.PAYMENT,
        "relance": Kind.PAYMENT,
        "recordatorio": Kind.PAYMENT,
        "finance charge memo": Kind.INVOICE,
        "zinsrechnung": Kind.INVOICE,
    },
)
