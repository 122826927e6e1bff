"""Words that tell what kind of paper this is, in en, de, fr, es, it, nl, pt and pl; '|' parts the phrases."""

from __future__ import annotations

TITLES = {
    "purchase_order": (
        "purchase order|purchase order form|blanket order|blanket purchase order|order form|po release|"
        "official order|order for supplies or services|order for supplies and services|supply order|"
        "standard purchase order|store purchase order|local purchase order|requisition and purchase order|"
        "change order|purchase order change|po change|amended purchase order|revised purchase order|"
        "purchase order amendment|anderungsbestellung|bestellanderung|nachbestellung|"
        "bon de commande modificatif|avenant a la commande|modifica ordine|variazione ordine|"
        "modificacion de pedido|pedido modificado|gewijzigde inkooporder|wijziging inkooporder|"
        "bestellung|bestellschein|bestellauftrag|einkaufsbestellung|abrufbestellung|"
        "lieferabruf|bon de commande|commande|commande fournisseur|commande d achat|orden de compra|"
        "pedido|pedido de compra|orden de pedido|pedido a proveedor|ordine|ordine d acquisto|"
        "ordine di acquisto|buono d ordine|ordine fornitore|inkooporder|bestelbon|bestelling|"
        "ordem de compra|nota de encomenda|encomenda|zamowienie|zamowienie zakupu"
    ),
    "delivery_note": (
        "delivery note|delivery docket|delivery ticket|delivery advice|advice note|despatch note|"
        "dispatch note|despatch advice|goods delivery note|goods despatch note|delivery order|"
        "delivery record|receiving report|material receiving report|receiving slip|goods received note|"
        "goods receipt note|goods receipt|grn|wareneingangsschein|wareneingangsbeleg|bon de reception|"
        "nota de recepcion|bolla di ricevimento|pallet docket|pallet note|load docket|lieferschein|"
        "lieferbeleg|warenbegleitschein|ablieferbeleg|lieferavis|bon de livraison|bordereau de livraison|"
        "bordereau d expedition|albaran|albaran de entrega|nota de entrega|remito|guia de remision|"
        "documento di trasporto|ddt|d d t|bolla di consegna|pakbon|leverbon|leveringsbon|afleverbon|"
        "vrachtbon|guia de remessa|guia de transporte|wydanie zewnetrzne|wydanie na zewnatrz|"
        "wydanie materialow na zewnatrz|dokument wz|dowod dostawy"
    ),
    "bill_of_lading": (
        "bill of lading|straight bill of lading|uniform straight bill of lading|bol|"
        "straight bill of lading short form|straight bill of lading original|master bill of lading|"
        "conocimiento de embarque|connaissement|polizza di carico|cognossement|konnossement"
    ),
    "carrier_delivery_receipt": (
        "delivery receipt|carrier delivery receipt|freight bill|consignee copy|freight delivery receipt|"
        "rollkarte|ablieferquittung|recepisse de livraison|bordereau de transport|"
        "run sheet|delivery run sheet|route sheet|delivery sheet|drop sheet|delivery manifest|"
        "parcel card|delivery card|parcel receipt|tourenliste|tourliste|auslieferungsliste|zustellliste|"
        "paketkarte|zustellkarte|feuille de tournee|bordereau de tournee|feuille de livraison|"
        "bordereau de remise|hoja de reparto|hoja de ruta|parte de reparto|parte de entrega|"
        "foglio di consegna|lista di consegna|giro consegne|bordero di consegna|rittenlijst|ritlijst|"
        "rittenstaat|bezorglijst|afleverlijst|folha de entregas|folha de distribuicao|guia de entrega|"
        "lista dostaw|lista rozwozowa|karta paczki|karta doreczenia"
    ),
    "carrier_pod_letter": (
        "proof of delivery|pod|signature proof of delivery|electronic proof of delivery|epod|"
        "delivery confirmation|abliefernachweis|tracking details|shipment details|delivery details|"
        "zustellnachweis|liefernachweis|ablieferungsnachweis|ablieferbestatigung|preuve de livraison|"
        "confirmation de livraison|comprobante de entrega|prueba de entrega|justificante de entrega|"
        "prova di consegna|afleverbewijs|bewijs van aflevering|prova de entrega|comprovativo de entrega|"
        "potwierdzenie dostawy|potwierdzenie odbioru|comprovante de entrega|attestato di consegna|"
        "ricevuta di consegna|afleveringsbewijs|leveringsbewijs|ontvangstbewijs|ontvangstbevestiging|"
        "empfangsbestatigung|empfangsbescheinigung|auslieferungsnachweis|delivery acknowledgement|"
        "acknowledgement of delivery"
    ),
    "cmr": (
        "cmr|international consignment note|internationaler frachtbrief|lettre de voiture internationale|"
        "carta de porte internacional|lettera di vettura internazionale|internationale vrachtbrief|"
        "miedzynarodowy list przewozowy"
    ),
    "waybill": (
        "waybill|consignment note|frachtbrief|speditionsauftrag|lettre de voiture|carta de porte|"
        "lettera di vettura|vrachtbrief|carta de porte nacional|list przewozowy|bordereau de groupage"
    ),
    "packing_slip": (
        "packing slip|packing list|pack list|pack slip|picking list|pick ticket|packliste|packzettel|"
        "liste de colisage|lista de empaque|lista de embalaje|distinta di imballaggio|paklijst|"
        "romaneio|lista pakowa"
    ),
    "invoice": (
        "freight invoice|invoice|tax invoice|sales invoice|vat invoice|commercial invoice|invoice copy|"
        "copy invoice|official billing invoice|rechnung|rechnungskopie|faktura|facture|copie facture|"
        "factura|fattura|factuur|fatura|nota fiscal|faktura vat"
    ),
    "credit_note": (
        "credit note|credit memo|credit invoice|credit|gutschrift|rechnungskorrektur|stornorechnung|avoir|"
        "facture d avoir|note de credit|nota de credito|abono|factura de abono|factura rectificativa|"
        "nota di credito|creditnota|creditfactuur|korekta faktury|faktura korygujaca"
    ),
    "return": (
        "rma|return authorization|return authorisation|return material authorization|goods return note|"
        "return note|returns note|return to vendor|return to supplier|supplier return|charge back|"
        "chargeback|debit advice|deduction notice|belastungsanzeige|belastung|lastschriftanzeige|"
        "lieferantenretoure|note de debit|avis de debit|retour fournisseur|nota de cargo|nota de debito|"
        "devolucion a proveedor|nota di addebito|reso a fornitore|debetnota|debitnota|nota obciazeniowa|"
        "collection note|collection order|debit memo|debit note|"
        "retoure|retourenschein|retourenbeleg|rucklieferschein|warenrucksendung|rucksendung|bon de retour|"
        "avis de retour|retour marchandise|devolucion|albaran de devolucion|nota de devolucion|"
        "reso merce|bolla di reso|retourbon|nota de devolucao|guia de devolucao|zwrot towaru"
    ),
    "service_sheet": (
        "job sheet|work order|service report|service sheet|timesheet|time sheet|completion certificate|"
        "job card|field service report|leistungsnachweis|arbeitsnachweis|servicebericht|montagebericht|"
        "stundennachweis|bon d intervention|fiche d intervention|rapport d intervention|parte de trabajo|"
        "hoja de servicio|rapporto di intervento|werkbon|relatorio de servico|protokol odbioru|"
        "protokol serwisowy|protokol montazu|protokol instalacji|raport serwisowy"
    ),
    "remittance": (
        "remittance advice|remittance|payment advice|payment remittance|payment notification|zahlungsavis|"
        "zahlungsanzeige|zahlungsaviso|uberweisungsavis|avis de paiement|avis de virement|"
        "detail de paiement|bordereau de paiement|avis de reglement|aviso de pago|aviso de transferencia|"
        "detalle de pago|relacion de pagos|avviso di pagamento|avviso di bonifico|distinta di pagamento|"
        "betaalspecificatie|betaaladvies|betalingsadvies|betalingsspecificatie|aviso de pagamento|"
        "aviso de transferencia bancaria|awizo platnosci|specyfikacja platnosci"
    ),
    "statement": (
        "statement of account|account statement|statement|customer statement|kontoauszug|"
        "saldenbestatigung|releve de compte|extracto de cuenta|estado de cuenta|estratto conto|"
        "rekeningoverzicht|extrato de conta|mahnung|zahlungserinnerung|payment reminder"
    ),
    "order_confirmation": (
        "order confirmation|order acknowledgement|order acknowledgment|sales order|acknowledgement of order|"
        "auftragsbestatigung|confirmation de commande|accuse de reception de commande|"
        "confirmacion de pedido|conferma d ordine|orderbevestiging|confirmacao de encomenda|"
        "potwierdzenie zamowienia"
    ),
    "quotation": (
        "quotation|quote|estimate|proforma|proforma invoice|pro forma invoice|pro forma|"
        "angebot|kostenvoranschlag|proformarechnung|devis|facture proforma|"
        "presupuesto|cotizacion|factura proforma|preventivo|offerta|offerte|orcamento|oferta"
    ),
    "certificate": (
        "certificate of analysis|certificate of conformity|certificate of conformance|certificate of origin|"
        "quality certificate|mill certificate|mill test certificate|test report|test certificate|"
        "inspection certificate|safety data sheet|material safety data sheet|analysenzertifikat|"
        "konformitatserklarung|prufzeugnis|prufbericht|abnahmeprufzeugnis|werkszeugnis|"
        "sicherheitsdatenblatt|ursprungszeugnis|certificat d analyse|certificat de conformite|"
        "fiche de donnees de securite|certificado de analisis|certificado de calidad|"
        "certificado de conformidad|ficha de datos de seguridad|certificato di analisi|"
        "certificato di conformita|scheda di sicurezza|analysecertificaat|veiligheidsinformatieblad|"
        "certificado de analise|swiadectwo jakosci|karta charakterystyki"
    ),
    "claim": (
        "claim|claim form|damage claim|damage report|shortage claim|shortage report|discrepancy report|"
        "8d report|goods receipt discrepancy report|non conformance report|nonconformance report|ncr|"
        "quality complaint|corrective action request|supplier corrective action request|schadensmeldung|"
        "mangelbericht|reklamationsbericht|reklamationsmeldung|rapport de non conformite|"
        "avis de reclamation|informe de no conformidad|rapporto di non conformita|klachtenformulier"
    ),
    "contract": (
        "contract|framework agreement|supply agreement|blanket agreement|rahmenvertrag|liefervertrag|"
        "kaufvertrag|contrat|contrat cadre|contrato|contratto|raamovereenkomst|umowa"
    ),
    "requisition": (
        "requisition|purchase requisition|material requisition|bedarfsanforderung|bestellanforderung|"
        "demande d achat|solicitud de compra|richiesta d acquisto|aanvraag tot bestelling"
    ),
    "cancellation": (
        "order cancellation|cancellation of order|purchase order cancellation|cancellation|cancelled order|"
        "stornierung|stornierung der bestellung|auftragsstornierung|bestellstornierung|"
        "annulation de commande|annulation|cancelacion de pedido|anulacion de pedido|annullamento ordine|"
        "annulering|anulowanie zamowienia"
    ),
    "letter": (
        "failed delivery|failed delivery attempt|delivery attempt failed|unsuccessful delivery|"
        "undeliverable|missing delivery note|missing proof of delivery|request for proof of delivery|"
        "pod request|zustellversuch|nicht zugestellt|request for quotation|rfq|enquiry|inquiry|anfrage|"
        "preisanfrage|demande de devis|demande de prix|solicitud de presupuesto|solicitud de cotizacion|"
        "richiesta di offerta|offerteaanvraag|pedido de cotacao|zapytanie ofertowe|complaint|reklamation|"
        "mangelruge|reclamation|reclamacion|reclamo|change of address"
    ),
    "price_list": "price list|catalogue|catalog|preisliste|tarif|lista de precios|listino prezzi|prijslijst",
}
"""Titles by kind."""

BODY = {
    "purchase_order": (
        "please supply|we order|we hereby place|bestellen wir|hiermit bestellen|bitte liefern|"
        "wir bitten um lieferung|nous commandons|nous vous commandons|les pedimos|ordiniamo|wij bestellen|"
        "encomendamos|zamawiamy|"
        "ns numero d ordine|please deliver the following|"
        "terms and conditions of purchase|purchase conditions|hiermit andern wir|please amend our order|"
        "we amend our order|um eine auftragsbestatigung|um ihre auftragsbestatigung|"
        "please acknowledge this order|please confirm this order|we hereby order|please quote this number|"
        "order number must appear|quote our order|state our order|our order number on all|invoices without|"
        "unsere bestellnummer|rechnungen ohne|notre numero de commande|factures sans|facturas sin|"
        "nuestro numero de pedido|fatture senza|nostro numero d ordine|ons ordernummer|facturen zonder|"
        "this purchase order|bitte liefern sie|wir bestellen|einkaufsbedingungen|nous vous passons commande|"
        "veuillez livrer|veuillez nous livrer|conditions d achat|rogamos nos suministren|"
        "sirvanse suministrar|condiciones de compra|condizioni di acquisto|vogliate fornirci|"
        "inkoopvoorwaarden|condicoes de compra|prosimy o dostarczenie"
    ),
    "bill_of_lading": (
        "nmfc|freight charges|freight charge terms|shippers no|said to contain|carrier certification|"
        "shipper load and count|third party freight|received subject to"
    ),
    "cmr": (
        "taking over of the goods|established in|convention on the contract|goods received box|"
        "successive carriers|carriers reservations"
    ),
    "carrier_pod_letter": (
        "tracking|service type|thank you for choosing|signature image|delivery completed|stop completed|"
        "photo of delivery|sendungsverfolgung|numero de suivi|latitude|delivery time"
    ),
    "carrier_delivery_receipt": "pro number|consignee copy|exceptions noted|drivers copy|pieces received",
    "invoice": "amount due|remit to|balance due|payment terms|vat amount|zahlbar bis|zu zahlen|net a payer",
    "remittance": (
        "payment date|amount paid|we have paid|have been paid|we have transferred|paid by bank transfer|"
        "payment reference|haben wir uberwiesen|uberweisen wir|wir haben folgende|zahlen wir|"
        "nous avons regle|nous reglons|avons vire|hemos pagado|hemos transferido|"
        "por transferencia|abbiamo pagato|abbiamo bonificato|a mezzo bonifico|wij betalen|"
        "hebben wij betaald|overgemaakt|pagamos|transferimos|zaplacilismy|przelewem"
    ),
    "return": (
        "we debit|we are debiting|your account has been debited|we return|we are returning|belasten wir|"
        "wir belasten|schicken wir zuruck|senden wir zuruck|nous debitons|nous vous retournons|"
        "cargamos en su cuenta|le cargamos|devolvemos|addebitiamo|vi rendiamo|wij belasten|"
        "retourneren wij|debitamos|obciazamy"
    ),
    "cancellation": (
        "hiermit stornieren|stornieren wir|we hereby cancel|we cancel the|please cancel|nous annulons|"
        "anulamos el pedido|annulliamo|annuleren wij|anulujemy"
    ),
    "letter": (
        "dear credit|dear valued|dear supplier|dear vendor|dear team|dear all|sincerely|dear sir|dear sirs|"
        "dear madam|dear mr|dear ms|dear customer|dear colleagues|yours sincerely|yours faithfully|"
        "yours truly|sincerely yours|kind regards|best regards|sehr geehrte|mit freundlichen grussen|"
        "freundliche grusse|madame monsieur|messieurs|salutations distinguees|veuillez agreer|cordialement|"
        "estimado|estimados|muy senores|atentamente|un cordial saludo|egregi|gentili signori|spett le ditta|"
        "distinti saluti|cordiali saluti|geachte|met vriendelijke groet|hoogachtend|exmos senhores|prezados|"
        "com os melhores cumprimentos|atenciosamente|szanowni panstwo|z powazaniem"
    ),
}
"""Phrases in the running text; each speaks a little for its kind."""

HANDED_OVER = (
    "signed for by|left at|unterschrieben von|ubergeben an|signe par|remis a|firmado por|entregado a|"
    "firmato da|consegnato a|getekend door|afgeleverd aan|podpisane przez|doreczono|assinado por|entregue a"
)
"""Who took the goods, as carriers' letters and delivery notes print it alike."""
