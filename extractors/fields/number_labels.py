"""Labels of numbers by sense, in en, de, fr, es, it, nl, pt and pl.

Phrases are parted by '|'; a word '#' stands for any spelling of "number", "~0.6" gives a strength other than
the list's. Accents, case, blanks and punctuation do not count.
"""

from __future__ import annotations

from extractors.fields.sense import Sense

NUMBER_LABELS = {
    Sense.DECOY: (
        "phone|phone #|telephone|telephone #|tel|tel #|ph|fax|fax #|mobile|mobile #|cell|hotline|toll free|"
        "vat #|vat|vat reg #|vat registration #|vat id|tax id|tax # |tax reg #|tax registration #|ein|fein|"
        "federal id|company reg #|company registration #|registered in|reg #|registration #|gst #|gst|"
        "gst id|gst reg #|abn|acn|siret|siret #|siren|rcs|ape|naf|ust id #|ust id|ust idnr|uid #|steuer #|"
        "st #|hrb|hra|cif|nif|cnpj|cpf|p iva|partita iva|codice fiscale|btw #|btw|kvk #|kvk|nip|regon|krs|"
        "iban|bic|swift|sort code|bank account|bank account #|bank|bank name|name of bank|bank details|"
        "routing|beneficiary|bankverbindung|konto #|blz|rekening #|routing #|page|page #|seite|blatt|pagina|"
        "strona|sheet #|line|line #|pos|pos #|position|item|item #|item code|sku|part #|part|article #|"
        "art #|artikel #|material #|material|product code|product #|referencia articulo|code article|"
        "ref article|qty|quantity|menge|quantite|cantidad|quantita|aantal|ilosc|weight|gross weight|"
        "net weight|gewicht|poids|peso|pieces|cartons|pallets|volume|unit price|price|total|amount|subtotal|"
        "balance|amount due|einzelpreis|gesamt|betrag|montant|importe|vendor #|vendor id|vendor code|"
        "vendor account|your vendor #|supplier #|supplier id|supplier code|supplier account #|"
        "our supplier #|seller #|lieferanten #|lief #|ihre lief #|ihre lieferanten #|unsere lieferanten #|"
        "kreditor|kreditoren #|# fournisseur|code fournisseur|# proveedor|codigo proveedor|codice fornitore|"
        "leveranciers #|# fornecedor|vehicle reg|vehicle #|registration|reg|truck #|kennzeichen|"
        "immatriculation|matricula|dea|dea #|duns|duns #|gln|ean|upc|gtin|hs code|lot|lot #|batch|batch #|"
        "charge|chargen #|serial|serial #|serial # s|serien #|# serie|un #|nmfc|nmfc #|class|temp|form #|"
        "form|rev|revision|version|ext|extension|zip|zip code|postal code|plz|po box|p o box|box|suite|"
        "estimate #|quote #|quotation #|your quote|your quotation|angebots #|angebot #|ihr angebot|devis #|"
        "oferta #|requisition #|req #|project #|projekt #|cost center|kostenstelle|department|dept|"
        "licence #|license #|permit #|policy #|ticket price|terms|check #|cheque #|rma #|rga #|return #|"
        "credit note #|credit memo #|gutschrifts #|avoir #|card #|operator|user id|till|terminal|cat #|"
        "catalog #|catalogue #|mfr cat #|mfr part #|mfg part #|manufacturer part #|model #|supplier item|"
        "supplier item #|vendor item|vendor item #|supplier part #|vendor part #|tax exempt #|"
        "carrier account|carrier account #|carrier acct|freight account|srodek transportu|pojazd|"
        "# rejestracyjny|executive order|onder nummer|onder #|medio de transporte|mezzo di trasporto|"
        "moyen de transport|transportmittel"
    ),
    Sense.CARRIER: (
        "pro #|pro|freight bill #|freight bill|waybill|waybill #|air waybill #|air waybill|awb|awb #|"
        "consignment #|consignment note|consignment note #|con note #|connote|connote #|con #|tracking #|"
        "tracking id|tracking|track #|airbill|airbill #|bill of lading|bill of lading #|bol|bol #|b l|"
        "master bol|master bill of lading|scac|trailer #|trailer|seal #|seal|container #|container|load #|"
        "load id|load|route #|route|stop #|stop|manifest #|manifest|sid #|sid|cid #|"
        "cid|parcel #|carrier ref|carrier reference|carrier #|frachtbrief|frachtbrief #|sendungs #|"
        "sendung #|colli #|paket #|lettre de voiture|lettre de voiture #|# lettre de voiture|# de colis|"
        "# de suivi|# conteneur|carta de porte|carta de porte #|# de envio|conocimiento de embarque|"
        "# contenedor|# de seguimiento|vrachtbrief|vrachtbrief #|zending #|zendings #|lettera di vettura|"
        "lettera di vettura #|# spedizione|list przewozowy|list przewozowy #|# przesylki"
    ),
    Sense.LADING: "bl #|# bl|# de bl|# du bl",
    Sense.PO_NUMBER: (
        "po #|p o #|our po #|po|purchase order #|purchase order id|purchase order ref|customer po|"
        "customer po #|customers po #|cust po|cust po #|client po|client po #|customer purchase order|"
        "customer purchase order #|customer order #|customer order|customers order #|customer order ref|"
        "customers order ref|cust order|cust order #|cust ord #|your order #|your order|your order ref|"
        "your po|your po #|your purchase order|your purchase order #|buyers order #|buyer order #|"
        "buyer po #|buyers po #|blanket po #|blanket order #|call off #~0.5|po ref|po reference|"
        "external document #|po check #|customer ref|customer ref #|customer reference|customer reference #|"
        "customers ref|customers reference|cust ref|cust ref #|cust reference|consignee ref|"
        "consignee reference|recipient ref|empfangerreferenz|ref destinataire|reference destinataire|"
        "referencia destinatario|client ref|client reference|buyer ref|buyers ref|buyers reference|"
        "order # customer|bestell #|bestellung #|best #|ihre bestellung|ihre bestellung #|ihre bestell #|"
        "ihr auftrag|ihr auftrag #|ihre auftrags #|kundenbestell #|kundenbestellung|kunden bestellung|"
        "bestell # kunde|kundenauftrag|kundenauftrags #|kunden auftrags #|kundenreferenz|kunden referenz|"
        "abruf #~0.5|abrufbestellung #|ihre best #|# de commande client|votre commande|votre commande #|"
        "v commande|v commande #|votre # de commande|v cde|votre cde|bon de commande #|# bon de commande|"
        "bc #|# bc|# cde client|# commande client|commande client|commande client #|cde client|"
        "ref commande client|ref client|reference client|# cde|cde #|# de commande~0.75|# commande~0.75|"
        "commande #~0.75|ref commande~0.75|reference commande~0.75|orden de compra #|# de orden de compra|"
        "# orden de compra|oc #|# oc|o c #|su pedido|su pedido #|s pedido|s pedido #|pedido cliente|"
        "pedido cliente #|pedido de cliente|# pedido cliente|ref cliente|referencia cliente|"
        "referencia del cliente|# de pedido~0.75|# pedido~0.75|pedido #~0.75|vostro ordine|vostro ordine #|"
        "vs ordine|vs ordine #|ordine d acquisto #|# ordine acquisto|# ordine cliente|ordine cliente|"
        "rif cliente|# ordine~0.75|ordine #~0.75|# d ordine~0.75|inkooporder #|inkoop #|uw order|uw order #|"
        "uw bestelling|uw bestel #|uw inkooporder|bestel #|klantreferentie|uw referentie|pedido de compra #|"
        "ordem de compra #|# da ordem de compra|vossa encomenda|vossa encomenda #|sua encomenda|v encomenda|"
        "encomenda cliente|# da encomenda~0.75|# encomenda~0.75|encomenda #~0.75|# do pedido~0.75|"
        "# zamowienia|zamowienie #|zamowienie klienta|# zamowienia klienta|wasze zamowienie"
    ),
    Sense.SELLER_ORDER: (
        "sales order|sales order #|so #|s o #|our order|our order #|order acknowledgement #|"
        "order acknowledgment #|order confirmation #|works order #|work order|work order #|job #|job|"
        "internal order #|shop order #|auftrags #|auftrag #|unser auftrag|unsere auftrags #|auftrag|"
        "unser auftrag #|auftragsbestatigung #|auftragsbestatigungs #|ab #|vorgangs #|vorgang|"
        "notre commande|notre commande #|commande interne|# d ordre|"
        "accuse de commande|accuse de commande #|orden de venta|orden de venta #|nuestro pedido|"
        "pedido interno|nostro ordine|ns ordine|ns ordine #|onze order|ons order #|verkooporder|"
        "verkooporder #|nossa encomenda|ordem de venda|zlecenie #|nasze zamowienie"
    ),
    Sense.DELIVERY_NUMBER: (
        "delivery note #|delivery note id|delivery #|delivery id|delivery docket #|delivery ref|"
        "delivery reference|delivery ticket #|delivery order #|delivery document|delivery doc #|docket #|"
        "del #|del note #|del docket #|pallet docket #|load docket #|"
        "dn #|d n #|despatch note #|dispatch note #|despatch #|dispatch #|despatch advice #|despatch ref|"
        "dispatch ref|advice note #|packing slip #|packing list #|packslip #|pack slip #|pack list #|"
        "picking slip #|pick ticket #|pick slip #|shipment #|shipment id|shipment|shipping #|"
        "ship #|shipping order #|asn #|asn|drop #|pod #|ticket #~0.7|outbound delivery|"
        "lieferschein #|lieferscheins #|ls #|liefer #|lieferung #|lieferungs #|lieferungsbeleg|"
        "versandanzeige #|packlisten #|packliste #|packzettel #|warenbegleitschein #|unsere lieferung|"
        "ablieferbeleg #|"
        "bon de livraison #|# bon de livraison|# de bon de livraison|# du bon de livraison|livraison #|"
        "# de livraison|# livraison|# d expedition|# expedition|expedition #|avis d expedition #|"
        "recepisse #|bordereau #|bordereau de livraison #|"
        "albaran #|# de albaran|# albaran|nota de entrega #|# de nota de entrega|remito #|# de remito|"
        "guia de remision #|# de entrega|# entrega|entrega #|# expedicion|# de expedicion|"
        "ddt #|# ddt|d d t #|documento di trasporto #|bolla #|# bolla|bolla di consegna #|# consegna|"
        "pakbon #|leverings #|levering #|leverbon #|vrachtbon #|"
        "guia de remessa #|guia #|# da guia|guia de transporte #|# wz|wz #|dokument wz #|# dostawy|dostawa #"
    ),
    Sense.CUSTOMER_NUMBER: (
        "customer #|customer id|customer code|customer account|customer account #|customers #|cust #|"
        "cust id|cust code|cust acct|account #|account code|account id|acct #|acct|a c #|ac #|client #|"
        "client id|client code|your account|your account #|your customer #|bill to #|sold to #|"
        "sold to party #|ship to #|ship to code|buyer #|buyer id|debtor #|payer #|store #~0.5|dc #~0.5|"
        "location #~0.3|member #~0.3|our account with you|our account # with you|our acct with vendor|"
        "our account with vendor|our acct with you|account # with supplier|account with supplier|"
        "our account with supplier|our customer # with you|unsere kunden # bei ihnen|"
        "unsere kd # bei ihnen|kunden # bei ihnen|notre # client chez vous|notre code client|"
        "nuestro codigo de cliente|nostro codice cliente|ons klant #|ons klant # bij u|"
        "kunden #|kd #|kunde #|kunden id|kundenkonto|kundenkonto #|debitor|debitor #|debitoren #|"
        "ihre kunden #|ihre kd #|kunden code|auftraggeber #|warenempfanger #|"
        "# client|# de client|# du client|client #|code client|compte client|votre # client|"
        "id client|identifiant client|# compte client|# de compte~0.6|"
        "# de cliente|# cliente|cliente #|codigo de cliente|codigo cliente|cod cliente|cta cliente|"
        "cuenta cliente|id cliente|# de cuenta~0.6|codigo del cliente|"
        "codice cliente|cliente codice|klant #|klantcode|debiteur #|debiteuren #|relatie #|"
        "# do cliente|codigo do cliente|# klienta|kod klienta|klient #|# odbiorcy|# kontrahenta"
    ),
    Sense.INVOICE_NUMBER: (
        "invoice #|invoice id|invoice ref|invoice reference|inv #|inv ref|tax invoice #|vat invoice #|"
        "sales invoice #|commercial invoice #|bill #|billing document|billing document #|billing doc|"
        "billing doc #|our invoice|our invoice #|trx #|transaction #~0.6|# of invoice|invoice credit #|"
        "rechnungs #|rechnung #|rg #|re #|rechnungsbeleg|faktura #|fakturen #|faktur #|unsere rechnung|"
        "unsere rechnung #|rechn #|"
        "# de facture|# facture|facture #|fact #|# de la facture|ref facture|reference facture|"
        "notre facture|# de factura|# factura|factura #|fra #|# fra|# de fra|folio~0.3|nuestra factura|"
        "# fattura|fattura #|# di fattura|# della fattura|fatt #|factuur #|factuurnr|# factuur|"
        "fatura #|# da fatura|# de fatura|# fatura|nota fiscal #|# da nota fiscal|"
        "# faktury|faktura vat #|fv #|# fv"
    ),
    Sense.ORDER: "order #|order id|order ref|order reference|ord #|ord ref|# order|order code",
    Sense.CONTRACT: (
        "contract #|contract id|agreement #|blanket agreement #|framework #|rahmenvertrag|rahmenvertrag #|"
        "rahmenvertrags #|vertrags #|vertrag #|kontrakt|kontrakt #|# contrat|# de contrat|contrat #|"
        "marche #|# de marche|# contrato|# de contrato|contrato #|# contratto|contratto #|contractnummer|"
        "raamcontract|raamcontract #|# umowy|umowa #"
    ),
    Sense.YOUR_REFERENCE: (
        "your ref|your ref #|your reference|your reference #|yr ref|ihr zeichen|ihre referenz|"
        "ihre zeichen|v ref|vos ref|votre ref|votre reference|vos references|su referencia|su ref|"
        "s ref|vs rif|vostro riferimento|uw kenmerk|uw ref|sua referencia|v referencia"
    ),
    Sense.OUR_REFERENCE: (
        "our ref|our ref #|our reference|our reference #|unser zeichen|unsere zeichen|unsere referenz|"
        "n ref|nos ref|notre ref|notre reference|nos references|nuestra referencia|nuestra ref|ns rif|"
        "nostro riferimento|ons kenmerk|onze ref|onze referentie|nossa referencia"
    ),
    Sense.SHIPPER_REFERENCE: (
        "shipper ref|shipper ref #|shippers ref|shippers ref #|shipper reference|shippers reference|"
        "shipper reference #|shipper #|shippers #|consignor ref|consignor reference|senders ref|"
        "shpr ref|shpr ref #|shpr #|shipper b l|shippers b l|shipper bol|shipper bol #|shippers bol #|"
        "senders reference|sender ref|absenderreferenz|referenz des absenders|auftraggeberreferenz|"
        "reference expediteur|ref expediteur|referencia del remitente|ref remitente|referencia remitente|"
        "riferimento mittente|rif mittente|referentie afzender|referencia do remetente"
    ),
    Sense.REFERENCE: "reference|reference #|ref|ref #|referenz|referencia|riferimento|referentie|kenmerk",
    Sense.OWN_NUMBER: (
        "document #|doc #|document id|document ref|# document|# de document|# piece|# de piece|beleg #|"
        "dokument #|dokumenten #|# de documento|# documento|documento #|documentnummer|# dokumentu"
    ),
}
"""Labels that say outright what stands beside them."""

BARE_LABELS = {
    Sense.INVOICE_NUMBER: (
        "invoice|tax invoice|sales invoice|commercial invoice|rechnung|facture|factura|fattura|factuur|"
        "fatura|faktura|inv~0.6"
    ),
    Sense.PO_NUMBER: (
        "purchase order|p o|bestellung|bon de commande|orden de compra|ordine d acquisto|inkooporder|"
        "ordem de compra|pedido de compra|zamowienie|pedido~0.7|commande~0.7|release #~0.5"
    ),
    Sense.DELIVERY_NUMBER: (
        "delivery note|delivery docket|delivery ticket|docket|delivery|despatch note|dispatch note|"
        "advice note|packing slip|packing list|lieferschein|lieferung|packliste|bon de livraison|"
        "bordereau de livraison|albaran|nota de entrega|remito|guia de remision|documento di trasporto|ddt|"
        "bolla di consegna|pakbon|leverbon|guia de remessa|guia de transporte|dokument wz|dn|asn"
    ),
    Sense.SELLER_ORDER: "order acknowledgement|order acknowledgment|order confirmation|auftragsbestatigung",
    Sense.ORDER: "order|sales contract",
    Sense.CONTRACT: "contract",
    Sense.OWN_NUMBER: "#~0.6|number~0.6",
    Sense.CUSTOMER_NUMBER: "account~0.6|a c~0.6",
    Sense.CARRIER: "freight bill|house bill",
}
"""Words that are a title or a column heading as often as a label."""
