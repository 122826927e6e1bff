"""Labels of dates, names and signature places by sense, in en, de, fr, es, it, nl, pt and pl.

Written like the lists of numbers: phrases parted by '|', "~0.6" for a strength of their own.
"""

from __future__ import annotations

from extractors.fields.sense import Sense

PLACE_LABELS = {
    Sense.OTHER_DATE: (
        "due date|payment due|payment due date|date due|due by|due on|pay by|required date|date required|"
        "required by|required delivery date|requested delivery date|requested date|delivery required by|"
        "delivery by|deliver by|need by date|want date|expected date|expected delivery|eta|etd|expiry date|"
        "expiration date|valid until|valid to|valid from|validity|cancel date|cancel after|print date|"
        "printed|printed on|date printed|run date|revision date|best before|bbd|birth date|production date|"
        "date of birth|period|invoice period|service period|billing period|terms date|start date|end date|"
        "stand|fassung vom|version vom|as of|edition|start|end|posting date|entry date|effective date|"
        "need by|needed|needed by|needed on|deliver on or before|on or before|must arrive by|"
        "do not ship before|ship not before|do not deliver before|cancel by|cancel if not received by|"
        "date wanted|wanted|promise date|promised date|original order date|original po date|"
        "ursprungliche bestellung vom|unsere bestellung vom~0.9|commande initiale du|"
        "notre commande initiale du|ordine originale del|falligkeit|falligkeitsdatum|fallig am|zahlbar bis|"
        "wunschliefertermin|liefertermin|wunschtermin|wunschdatum|gewunschter liefertermin|"
        "gewunschtes lieferdatum|gultig bis|druckdatum|gedruckt am|mhd|buchungsdatum|leistungszeitraum|"
        "date d echeance|echeance|date limite|date limite de paiement|date d impression|imprime le|"
        "date de livraison souhaitee|livraison souhaitee|livraison souhaitee le|livraison prevue le|"
        "livraison demandee le|a livrer le|a livrer pour le|besoin le|delai|delai souhaite|"
        "delai de livraison|dlc|ddm|fecha de vencimiento|vencimiento|fecha requerida|"
        "fecha de entrega requerida|fecha de entrega solicitada|fecha de impresion|valido hasta|"
        "fecha limite|caducidad|fecha prevista|scadenza|data scadenza|data consegna richiesta|"
        "consegna richiesta|consegna entro il|termine di consegna|vervaldatum|betaaldatum|"
        "gewenste leverdatum|printdatum|data de vencimento|termin platnosci|termin dostawy"
    ),
    Sense.RECEIVED_DATE: (
        "delivered at~0.9|geliefert am|zugestellt am|consegnato il|entregue em|bezorgd op|doreczono dnia|"
        "date received|received date|received on|received on date|date of receipt|receipt date|recd date|"
        "date recd|rec d date|date delivered|delivered on|date time delivered|delivered date|"
        "delivered date time|actual delivery|actual delivery date|pod date|date signed|signed on|"
        "signature date|date of signature|date and time received|date time received|date time of receipt|"
        "date of delivery and signature|goods received on|"
        "empfangen am|erhalten am|ware erhalten am|angenommen am|wareneingang am|eingangsdatum|"
        "empfangsdatum|datum des empfangs|datum empfang|ubernommen am|quittiert am|"
        "recu le|receptionne le|date de reception|date et heure de reception|date reception|livre le|"
        "recibido el|fecha de recepcion|fecha recepcion|fecha y hora de recepcion|entregado el|"
        "ricevuto il|data ricevimento|data di ricevimento|data e ora ricevimento|"
        "ontvangen op|ontvangstdatum|datum ontvangst|afgeleverd op|recebido em|data de rececao|"
        "data de recebimento|data odbioru|odebrano dnia|otrzymano dnia"
    ),
    Sense.INVOICE_DATE: (
        "invoice date|inv date|date of invoice|invoice dated|bill date|billing date|tax point|"
        "tax point date|date tax point|rechnungsdatum|rechnungs datum|fakturadatum|rg datum|re datum|"
        "date de facture|date facture|date de la facture|date de facturation|fecha de factura|"
        "fecha factura|fecha de la factura|data fattura|data della fattura|factuurdatum|data da fatura|"
        "data de fatura|data faktury|data wystawienia faktury"
    ),
    Sense.ORDER_DATE: (
        "order date|ordered on|date ordered|commande le|bestellt am|besteld op|pedido el|ordinato il|"
        "encomendado em|zamowiono dnia|date of order|po date|p o date|purchase order date|"
        "date of po|order dated|customer order date|your order date|contract date|bestelldatum|abrufdatum|"
        "bestell datum|datum der bestellung|ihre bestellung vom|bestellung vom|auftragsdatum|"
        "date de commande|date commande|date de la commande|date cde|fecha de pedido|fecha pedido|"
        "fecha del pedido|fecha de orden|fecha orden|data ordine|data dell ordine|orderdatum|"
        "besteldatum|data da encomenda|data do pedido|data zamowienia"
    ),
    Sense.NOTE_DATE: (
        "delivery note date|note date|report date|date of report|grn date|receiving date|"
        "date of delivery note|docket date|ship date|shipped on|shipped|date shipped|shipping date|"
        "shipped date|shipment date|despatch date|dispatch date|despatched on|date of despatch|"
        "dispatched on|pickup date|pick up date|bol date|b l date|date of shipment|"
        "place and date of taking over|date of taking over|miejsce i data zaladowania|"
        "miejsce i data przejecia|ort und tag der ubernahme|ort datum der ubernahme|"
        "lieu et date de prise en charge|lugar y fecha de carga|luogo e data della presa in carico|"
        "plaats en datum van inontvangstneming|packing slip date|lieferscheindatum|lieferschein datum|"
        "versanddatum|versandt am|ls datum|verladedatum|warenausgang am|warenausgangsdatum|"
        "date d expedition|date expedition|expedie le|date du bl|date bl|date du bon|"
        "date du bon de livraison|date d envoi|fecha de envio|fecha albaran|fecha de albaran|"
        "fecha del albaran|fecha de expedicion|data ddt|data spedizione|data di spedizione|verzenddatum|"
        "pakbondatum|data de envio|data da guia|data de expedicao|data wysylki|data wydania"
    ),
    Sense.DELIVERY_DATE: (
        "delivery date|date of delivery|del date|lieferdatum|liefertag|datum der lieferung|"
        "date de livraison|fecha de entrega|fecha entrega|data consegna|data di consegna|leverdatum|"
        "leveringsdatum|data de entrega|data dostawy|"
        "delivered~0.5|zugestellt~0.5|distribue~0.5|entregado~0.5|consegnato~0.5|afgeleverd~0.5|"
        "doreczono~0.5|entregue~0.5"
    ),
    Sense.PLAIN_DATE: (
        "date|dated|date of issue|issue date|issued|issued on|date issued|document date|doc date|"
        "date time|date and time|datum|belegdatum|datum uhrzeit|ausstellungsdatum|vom|date du document|"
        "date d emission|date heure|date et heure|le|fecha|fecha documento|fecha de emision|fecha y hora|"
        "fecha hora|data|data documento|data emissione|data e ora|data del documento|datum tijd|"
        "data de emissao|data e hora|data wystawienia|data dokumentu"
    ),
    Sense.PRINTED_NAME: (
        "print name|printed name|print name here|please print name|name print|name printed|name please print|"
        "please print|name in block capitals|name in capitals|name block capitals|name in block letters|"
        "block capitals|name in print|print~0.6|receivers name|receiver name|name of receiver|recipient name|"
        "name of recipient|customer name print|received by print|received by name|"
        "signatory|signatory name|name of signatory|signed for by|signed by|received by name print|"
        "unterschrieben von|signe par|firmado por|firmato da|getekend door|podpisane przez|assinado por|"
        "name in druckbuchstaben|name in blockschrift|name druckbuchstaben|name des empfangers|"
        "name vorname|name klarschrift|name in klarschrift|empfangername|druckbuchstaben|"
        "nom en majuscules|nom du signataire|nom et qualite|nom lisible|nom en lettres capitales|"
        "nom du receptionnaire|nom prenom|nom et prenom|nom~0.6|nombre y apellidos|nombre~0.6|aclaracion|"
        "nombre en mayusculas|nombre del receptor|nombre completo|recibido por nombre|"
        "nome in stampatello|nome e cognome|nome leggibile|naam in blokletters|naam ontvanger|naam~0.6|"
        "nome legivel|nome completo|nome~0.6|imie i nazwisko|name~0.6|full name~0.6"
    ),
    Sense.OTHER_NAME: (
        "driver name|drivers name|name of driver|contact|contact name|contact person|salesperson|"
        "sales person|sales rep|rep|account manager|prepared by|requested by|requisitioner|ordered by|"
        "sachbearbeiter|ansprechpartner|bearbeiter|verkaufer|fahrername|name des fahrers|interlocuteur|"
        "vendeur|contacto|comercial|referente|contactpersoon|attention|attn|fao|for the attention of|"
        "ship via|shipped via|carrier name|carrier|via|incoterms|incoterm|payment terms|delivery terms|"
        "exceptions|comments|remarks|notes|special instructions|instructions|bemerkungen|hinweis|"
        "observations|"
        "observaciones|annotazioni|opmerkingen|uwagi|observacoes|project|customer copy|drivers copy|"
        "driver copy|office copy|carrier copy|shipper copy|"
        "service address|mailing address|registered office|address|fob|"
        "f o b|sales office|advertiser code|third party freight charges bill to|third party freight charges|"
        "third party bill to|freight charges bill to|send freight bill to|freight bill to|bill freight to"
    ),
    Sense.SELLER: (
        "vendor|vendor name|supplier|supplier name|seller|seller name|sold by|ship from|shipped from|"
        "from|sender|consignor|remit to|remit payment to|send payment to|shipper name|"
        "shipper name and address|"
        "lieferant|verkaufer firma|absender|versender|fournisseur|vendeur societe|expediteur|"
        "proveedor|vendedor|remitente|expedidor|fornitore|mittente|leverancier|afzender|fornecedor|"
        "expedidor|dostawca|sprzedawca|nadawca"
    ),
    Sense.SHIP_TO: (
        "ship to|shipped to|shipping address|shipping to|ship to address|deliver to|delivered to|"
        "deliver to address|delivery to|delivery address|delivery location|consignee|consigned to|"
        "consignee name|consignee name and address|receiver|recipient|goods recipient|site address|"
        "lieferanschrift|lieferadresse|warenempfanger|empfanger|lieferung an|versand an|versandanschrift|"
        "versandadresse|abladestelle|destinataire|livre a|livrer a|livraison a|adresse de livraison|"
        "adresse livraison|lieu de livraison|destinatario|entregar a|entregado a|"
        "direccion de entrega|direccion de envio|enviar a|lugar de entrega|consignatario|"
        "destinazione|luogo di destinazione|luogo di consegna|indirizzo di consegna|consegnare a|"
        "spedire a|destinatario merce|"
        "afleveradres|leveradres|verzendadres|afleveren aan|ontvanger|geadresseerde|"
        "morada de entrega|local de entrega|endereco de entrega|adres dostawy|odbiorca|miejsce dostawy"
    ),
    Sense.BILL_TO: (
        "bill to|billed to|billing address|bill to address|invoice to|invoice address|invoiced to|"
        "rechnungsempfanger|rechnungsanschrift|rechnungsadresse|rechnung an|facture a|facturer a|"
        "adresse de facturation|adresse facturation|facturar a|direccion de facturacion|facturado a|"
        "fatturare a|indirizzo di fatturazione|intestatario|factuuradres|factureren aan|faturar a|"
        "morada de faturacao|faturado a|adres rozliczeniowy|nabywca|payer|sold to|"
        "sold to party|sold to address"
    ),
    Sense.CUSTOMER: (
        "customer|customer name|customer name and address|customer details|client|client name|buyer~0.6|"
        "buyer name|purchaser|account name|company name|company|advertiser|ordered by company|kunde|"
        "kundenname|auftraggeber|besteller|kaufer|client nom|nom du client|nom client|acheteur|"
        "donneur d ordre|raison sociale|cliente|razon social|nombre del cliente|nombre cliente|comprador|"
        "spett le|spettabile|ragione sociale|nome cliente|klant|klantnaam|opdrachtgever|koper|"
        "nome do cliente|klient|nazwa klienta|zamawiajacy|kupujacy"
    ),
    Sense.OTHER_SIGNATURE: (
        "driver~0.7|driver signature|drivers signature|signature of driver|driver sign|carrier signature|"
        "carrier agent|carrier representative|carriers signature|shipper~0.7|shipper signature|"
        "shippers signature|shipper per|per shipper|loaded by|picked by|packed by|checked by|"
        "despatched by|dispatched by|released by|delivered by|pickup signature|fahrer~0.7|"
        "unterschrift fahrer|unterschrift des fahrers|unterschrift frachtfuhrer|frachtfuhrer~0.7|"
        "transporteur~0.7|chauffeur~0.7|"
        "signature du chauffeur|signature transporteur|signature du transporteur|signature expediteur|"
        "transportista~0.7|conductor~0.7|firma del conductor|firma transportista|firma del transportista|"
        "vettore~0.7|firma vettore|firma del conducente|conducente~0.7|chauffeur handtekening|vervoerder~0.7|"
        "fahrerunterschrift|geliefert durch|ausgeliefert durch|zugestellt durch|livre par|remis par|"
        "entregado por|collected by|gepackt von|verladen von|consegnato da|geleverd door|"
        "motorista~0.7|assinatura do motorista|kierowca~0.7|podpis kierowcy|kommissioniert von|verpackt von"
    ),
    Sense.CUSTOMER_SIGNATURE: (
        "customer signature|customers signature|consignee signature|signature of consignee|"
        "receivers signature|receiver signature|signature of receiver|recipient signature|"
        "recipients signature|signature of recipient|received by|recd by|rec d by|accepted by|"
        "rcvd by|recvd by|entgegengenommen von|ubernommen von|ubernommen durch|accepte par|aceptado por|"
        "ritirato da|accettato da|geaccepteerd door|odebrane przez|aceite por|"
        "goods received by|delivery accepted by|received in good order|"
        "received in good order and condition|received in good condition|"
        "goods received in good condition|received the above goods|goods received|receipt acknowledged|"
        "receipt acknowledged by|signed for|ware in ordnungsgemassem zustand erhalten|empfang bestatigt|"
        "ware vollstandig und in ordnungsgemassem zustand erhalten|empfangen von|empfangen durch|"
        "erhalten durch|angenommen durch|angenommen von|ware angenommen|recu par|receptionne par|"
        "recibido y conforme|empfangerunterschrift|kundenunterschrift|unterschrift warenempfanger|"
        "ricevuto da|recebi|unterschrift empfanger|"
        "unterschrift des empfangers|unterschrift kunde|unterschrift des kunden|empfangen|"
        "ware erhalten|ware empfangen|ware vollstandig und in ordnung erhalten|ware ordnungsgemass erhalten|"
        "ware in einwandfreiem zustand erhalten|empfangsbestatigung|"
        "empfangsbescheinigung|signature du destinataire|signature destinataire|signature client|"
        "signature du client|recu conforme|bon pour accord|marchandise recue conforme|"
        "cachet et signature du destinataire|cachet et signature du client|emargement|"
        "firma del cliente|firma cliente|firma del destinatario|firma del receptor|recibi|"
        "recibi conforme|recibido por|recibido conforme|firma destinatario|firma del destinatario|"
        "firma per ricevuta|per ricevuta|handtekening ontvanger|handtekening klant|voor ontvangst|"
        "ontvangen door|assinatura do cliente|assinatura do destinatario|recebido por|podpis odbiorcy|"
        "podpis klienta|odebral|signature consignee|signature customer|signature receiver"
    ),
    Sense.SIGNATURE: (
        "signature|sign here|signed|authorised signature|authorized signature|authorised signatory|"
        "for and on behalf of|sign|unterschrift|unterschrift stempel|stempel unterschrift|firmenstempel|"
        "stempel und unterschrift|cachet et signature|signature et cachet|cachet commercial|firma|"
        "firma y sello|sello y firma|timbro e firma|firma e timbro|handtekening|assinatura|"
        "carimbo e assinatura|podpis|podpis i pieczec"
    ),
    Sense.RECEIVED_TIME: (
        "time received|received time|time of receipt|time signed|time of signature|time of delivery|"
        "delivered time|time delivered|pod time|actual time|time|time of day|time out~0.9|departure time~0.9|"
        "time departed~0.9|time in~0.8|arrival time~0.8|time arrived~0.8|"
        "delivery time~0.8|uhrzeit|zeit~0.8|ankunftszeit~0.8|abfahrtszeit~0.9|"
        "heure|heure de reception|heure de livraison|heure d arrivee~0.8|heure de depart~0.9|"
        "hora|hora de recepcion|hora de entrega|hora de llegada~0.8|hora de salida~0.9|"
        "ora|orario~0.8|ora di ricevimento|ora di consegna|ora di arrivo~0.8|ora di partenza~0.9|"
        "tijd|tijdstip|tijd van ontvangst|aankomsttijd~0.8|vertrektijd~0.9|"
        "hora de rececao|hora da entrega|hora de chegada~0.8|hora de saida~0.9|"
        "godzina|godz|czas~0.7|godzina odbioru|godzina dostawy|godzina przyjazdu~0.8|godzina wyjazdu~0.9"
    ),
}
