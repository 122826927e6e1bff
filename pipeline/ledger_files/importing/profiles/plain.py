"""Any other list: the columns of our own files, and what people call them in en, de, fr and es."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Profile

PLAIN = Profile(
    name="plain",
    title="plain list",
    headers={
        "invoice_number": (
            "invoice number|invoice no|invoice|inv no|inv number|invoice id|invoice ref|bill no"
            "|bill number|document number|document no|doc number|doc no|transaction number|trx number"
            "|num|rechnungsnummer|rechnungsnr|rechnungs nr|rechnung nr|rechnung|re nr|rg nr|belegnummer"
            "|belegnr|beleg nr|faktura|numero de facture|no de facture|no facture|facture no|facture"
            "|numero facture|no piece|no de piece|numero de factura|no de factura|no factura|factura no"
            "|factura|no documento|folio|number|nummer|numero|reference"
        ),
        "customer_name": (
            "customer name|name|name 1|client name|company name|company|account name|debtor name|debtor"
            "|contact name|bill to|bill to name|sold to name|kundenname|firma|firmenname"
            "|name des kunden|debitorenname|nom du client|nom client|nom|raison sociale"
            "|nombre del cliente|nombre cliente|nombre de cliente|nombre|razon social|customer|kunde"
            "|client|cliente"
        ),
        "customer_number": (
            "customer number|customer no|customer id|customer code|cust no|cust number|client number"
            "|client no|client id|account number|account no|acct no|a c no|a c|account|debtor no"
            "|debtor number|debtor code|contact id|kundennummer|kundennr|kunden nr|kd nr|kdnr"
            "|debitorennummer|debitorennr|debitoren nr|debitor|konto|kundenkonto|numero client"
            "|no client|no de client|numero de client|code client|compte client|compte"
            "|numero de cliente|no cliente|no de cliente|codigo de cliente|codigo cliente|cod cliente"
            "|cuenta|number|no|nummer|numero|id|code|customer|kunde|client|cliente"
        ),
        "aliases": (
            "aliases|alias|also known as|trading as|trading names|andere namen|autres noms|otros nombres"
        ),
        "address": (
            "address|street|address 1|address line 1|adresse|strasse|anschrift|rue|direccion|domicilio"
            "|calle|po address line1"
        ),
        "city": "city|town|ort|stadt|ville|localite|ciudad|poblacion|localidad|po city",
        "country": "country|country code|land|landercode|pays|code pays|pais|codigo pais|po country",
        "parent": (
            "parent|parent number|parent no|parent customer|parent customer number|parent customer no"
            "|parent account|payer|payer number|payer no|paid by|head office|head office number"
            "|bill to number|bill to customer number|bill to customer no|regulierer|zahler|zahler nr"
            "|rechnungsempfanger nr|hauptkunde|hauptkundennummer|payeur|no payeur|client payeur"
            "|pagador|no pagador|cliente pagador"
        ),
        "po_number": (
            "po number|po no|po|p o no|p o number|p o|purchase order|purchase order number"
            "|purchase order no|customer po|order number|order no|customer order|customer order no"
            "|customer reference|your reference|your order|cust po|external document no|bestellnummer"
            "|bestellnr|bestell nr|bestellung|kundenbestellnummer|ihre bestellung|ihre referenz"
            "|numero de commande|no de commande|no commande|commande|bon de commande|votre commande"
            "|votre reference|numero de pedido|no de pedido|no pedido|pedido|orden de compra|su pedido"
            "|su referencia"
        ),
        "delivery_number": (
            "delivery number|delivery no|delivery note|delivery note no|delivery|despatch note"
            "|despatch no|shipment number|shipment no|packing slip|packing slip no|lieferscheinnummer"
            "|lieferscheinnr|lieferschein nr|lieferschein|lieferung|ls nr|bon de livraison|no bl"
            "|numero de bl|bl|numero de livraison|no de livraison|livraison|albaran|no albaran"
            "|numero de albaran|no de albaran|nota de entrega|remito|entrega"
        ),
        "kind": (
            "document type|doc type|transaction type|invoice type|type|class|belegart|art|dokumentart"
            "|type de document|type de piece|type document|tipo de documento|tipo documento|tipo"
        ),
        "invoice_date": (
            "invoice date|inv date|document date|doc date|bill date|billing date|transaction date"
            "|issue date|date|rechnungsdatum|belegdatum|datum|date de facture|date facture"
            "|date de la facture|date de piece|date d emission|date du document|fecha de factura"
            "|fecha factura|fecha de emision|fecha documento|fecha|posting date|buchungsdatum"
        ),
        "due_date": (
            "due date|net due date|payment due|payment due date|due|due on|falligkeitsdatum|falligkeit"
            "|fallig am|fallig|zahlbar bis|nettofalligkeit|date d echeance|date echeance|echeance"
            "|fecha de vencimiento|fecha vencimiento|vencimiento|vence"
        ),
        "amount": (
            "amount|invoice amount|original amount|total|total amount|invoice total|gross amount|gross"
            "|value|amount gross|betrag|rechnungsbetrag|bruttobetrag|brutto|gesamtbetrag|summe|montant"
            "|montant ttc|montant total|total ttc|montant facture|importe|importe total|monto"
            "|importe factura|importe original"
        ),
        "open_amount": (
            "open amount|open balance|balance due|invoice amount due|amount due|outstanding"
            "|outstanding amount|balance|remaining amount|amount remaining|amount outstanding|unpaid amount"
            "|offener betrag|offen"
            "|restbetrag|saldo|offener posten|montant ouvert|montant restant|reste a payer|montant du"
            "|restant du|solde|solde du|importe pendiente|saldo pendiente|pendiente"
        ),
        "currency": (
            "currency|currency code|curr|ccy|invoice currency|wahrung|wahrungscode|whrg|devise"
            "|code devise|monnaie|moneda|divisa|codigo moneda|codigo divisa|cod divisa"
        ),
        "status": (
            "status|invoice status|state|payment status|zustand|zahlungsstatus|statut|etat"
            "|statut de paiement|estado|situacion|estado de pago"
        ),
        "dispute": "dispute|in dispute|disputed|strittig|litige|en litige|disputa|en disputa",
    },
)
