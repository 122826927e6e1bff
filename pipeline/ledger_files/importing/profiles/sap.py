"""SAP: customer line items (FBL5N) as a spreadsheet or a local file, and extracts of BSID and BSAD."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Kind, Profile

SAP = Profile(
    name="sap",
    title="SAP customer line items (FBL5N)",
    headers={
        # What the customer has on paper first; the accounting document is the last resort.
        "invoice_number": (
            "billing document|billing doc|bill doc|vbeln|faktura|fakturanummer|document de facturation"
            "|documento de facturacion|factura|reference|xblnr|referenz|referencia|ref document"
            "|document number|documentno|document no|document|doc no|belnr|belegnummer|belegnr|beleg"
            "|numero de piece|no piece|no de piece|numero de documento|no documento|no doc|documento"
        ),
        "customer_number": (
            "customer|customer number|customer no|customer account|kunnr|debitor|debitorennummer|kunde"
            "|kundennummer|kundennr|no client|client|compte client|deudor|no deudor|cliente|no cliente"
            "|account|account number|konto|compte|cuenta"
        ),
        "customer_name": (
            "customer name|name 1|name1|name of customer|name|kundenname|nom 1|nom|nombre 1|nombre"
        ),
        "address": "street|stras|strasse|rue|calle",
        "city": "city|ort01|ort|ville|poblacion|ciudad",
        "country": "country|country key|land1|land|pays|pais",
        "parent": (
            "payer|knrza|knrzr|alternative payer|head office|regulierer|abweichender regulierer|zentrale"
            "|payeur|pagador"
        ),
        "po_number": (
            "purchase order no|purchase order number|purchase order|po number|customer purchase order"
            "|customer reference|your reference|bstnk|bstkd|bestellnummer|kundenreferenz|ihre referenz"
            "|numero de commande|no commande|reference client|numero de pedido|pedido"
            "|referencia de cliente"
        ),
        "delivery_number": (
            "delivery|delivery number|outbound delivery|vbeln vl|lieferung|lieferschein|livraison|entrega"
        ),
        "kind": (
            "document type|doc type|type|ty|blart|belegart|art|type de piece|typ de piece"
            "|clase de documento|clase documento|clase doc|clase|cl"
        ),
        "invoice_date": (
            "document date|doc date|bldat|belegdatum|belegdat|date de piece|date piece|date de la piece"
            "|fecha de documento|fecha documento|fecha doc|billing date|posting date|pstng date|budat"
            "|buchungsdatum|date comptable|fecha contable|fecha contab"
        ),
        "due_date": (
            "net due date|net due dt|net due|due date|faedt|nettofalligkeit|falligkeit netto"
            "|netto falligkeit|falligkeit|fallig am|echeance nette|date echeance|date d echeance"
            "|echeance|vencimiento neto|vencimiento"
        ),
        "amount": (
            "amount in doc curr|amount in document currency|amount in doc currency|amt in doc curr"
            "|wrbtr|betrag in belegwahrung|betrag in belegwahr|betrag in bw|montant en devise piece"
            "|montant devise piece|montant en devise de piece|importe en moneda doc"
            "|importe en moneda documento|importe en moneda de documento|importe en md"
        ),
        "currency": (
            "document currency|doc currency|doc curr|curr|crcy|waers|currency|belegwahrung|wahrung"
            "|wahrg|devise piece|devise de piece|devise|moneda del documento|moneda de documento"
            "|moneda documento|moneda|mon"
        ),
        "local_amount": (
            "amount in local currency|amount in local cur|amount in loc curr|amount in lc"
            "|loc curr amount|dmbtr|betrag in hauswahrung|betrag in hauswahr|betrag in hw"
            "|montant en devise interne|montant devise interne|importe en moneda local|importe en ml"
            "|amount|betrag|montant|importe"
        ),
        "local_currency": (
            "local currency|local curr|loc curr|lcurr|lcur|hauswahrung|hauswahr|hwahr|hwahrg"
            "|devise interne|moneda local"
        ),
        "debit_credit": (
            "debit credit indicator|debit credit|debit credit ind|d c|shkzg|s h|soll haben kennz"
            "|soll haben|sens|d h"
        ),
        "cleared": (
            "clearing document|clearing doc|clrng doc|augbl|ausgleichsbeleg|ausgleichsbel"
            "|piece de rapprochement|documento de compensacion|doc compensacion|clearing date|clearing"
            "|augdt|ausgleichsdatum|ausgleich"
        ),
    },
    tells=(
        "assignment|zuordnung|affectation|asignacion|clearing document|clrng doc|ausgleichsbeleg"
        "|net due date|net due dt|nettofalligkeit|echeance nette|vencimiento neto"
        "|amount in doc curr|amount in local currency|amount in local cur|betrag in belegwahrung"
        "|betrag in hauswahrung|betrag in bw|betrag in hw|betrag in hauswahr"
        "|montant en devise piece|montant en devise interne|importe en moneda doc"
        "|importe en moneda local|importe en ml|document currency|lcurr|kunnr|belnr|xblnr|zuonr"
        "|blart|bldat|budat|wrbtr|dmbtr|waers|shkzg|gjahr|documentno|company code|buchungskreis"
        "|special g l ind|s g l ind|baseline payment dte|belegart|belegwahrung|hauswahrung|zfbdt"
        "|zterm|pstng date"
    ),
    kinds={
        "rv": Kind.INVOICE,
        "dr": Kind.INVOICE,
        "rx": Kind.INVOICE,
        "dg": Kind.CREDIT,
        "dz": Kind.PAYMENT,
        "ab": Kind.PAYMENT,
        "zp": Kind.PAYMENT,
        "zv": Kind.PAYMENT,
        "za": Kind.PAYMENT,
    },
    spare_numbers=True,
    adds_up=True,
    blocks={
        "customer": "customer_number",
        "debitor": "customer_number",
        "client": "customer_number",
        "cliente": "customer_number",
        "deudor": "customer_number",
        "account": "customer_number",
        "name": "customer_name",
        "nom": "customer_name",
        "nombre": "customer_name",
        "city": "city",
        "ort": "city",
        "ville": "city",
        "poblacion": "city",
    },
)
