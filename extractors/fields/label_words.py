"""The words that labels are put together from, by what they mean, in en, de, fr, es, it, nl, pt and pl.

Words are parted by blanks. Accents and case do not count; a compound ("Kundenauftragsnummer") is taken apart.
"""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What one word of a label says."""

    NUMBER = "number"
    REFERENCE = "reference"
    DATE = "date"
    TIME = "time"
    ON = "on"
    """Makes a date of what was done: "received on", "expédié le"."""
    BY = "by"
    TO = "to"
    ORDER = "order"
    PURCHASE = "purchase"
    SALES = "sales"
    DELIVERY = "delivery"
    SHIPPING = "shipping"
    NOTE = "note"
    INVOICE = "invoice"
    CUSTOMER = "customer"
    PAYER = "payer"
    RECEIVER = "receiver"
    VENDOR = "vendor"
    CARRIER = "carrier"
    DRIVER = "driver"
    YOURS = "yours"
    OURS = "ours"
    ADDRESS = "address"
    NAME = "name"
    CAPITALS = "capitals"
    SIGNATURE = "signature"
    RECEIVED = "received"
    GOODS = "goods"
    ISSUED = "issued"
    DOCUMENT = "document"
    LATER = "later"
    """Due, requested, expected, valid: never the paper's own date."""
    WORK = "work"
    CREDIT = "credit"
    RETURN = "return"
    QUOTE = "quote"
    SHEET = "sheet"
    OTHER = "other"
    """Tax, telephone, bank, items, vehicles: never one of ours."""
    GLUE = "glue"


PART_WORDS = {
    Part.NUMBER: (
        "n no nr num number numbers nummer numero numer nro nos code codigo codice kod id ident kennung cod"
    ),
    Part.REFERENCE: (
        "ref reference referenz referencia riferimento referentie rif kenmerk zeichen refer referencja"
    ),
    Part.DATE: ("date datum fecha data tag day dzien dated dia"),
    Part.TIME: ("time heure hora ora uhrzeit tijd godzina hour"),
    Part.ON: ("on am le el il op dnia em vom at"),
    Part.BY: ("by von durch par por da door przez"),
    Part.TO: ("to an a za aan"),
    Part.ORDER: (
        "order bestell bestellung bestellungs auftrag auftrags commande cde pedido orden ordine "
        "bestelling bestel encomenda zamowienie zamowienia zamowien"
    ),
    Part.PURCHASE: (
        "purchase po einkauf einkaufs achat compra acquisto inkoop zakupu buying procurement besteller "
        "blanket"
    ),
    Part.SALES: ("sales so venta vente vendita verkoop verkauf verkaufs sprzedazy venda"),
    Part.DELIVERY: (
        "delivery deliveries delivered deliver liefer lieferung lieferungs geliefert ablieferung "
        "livraison livre entrega entregado consegna consegnato levering leverings lever geleverd aflever "
        "dostawa dostawy doreczenia anlieferung ausgeliefert auslieferung auslieferungs abliefer"
    ),
    Part.SHIPPING: (
        "shipping shipment ship shipped despatch dispatch despatched dispatched versand versandt "
        "versendet expedition expedie envoi enviado envio expedicion spedizione spedito verzending "
        "verzend verzonden expedicao wysylka wysylki wyslano warenausgang sent abgang loading verladung "
        "salida saida partenza uscita depart vertrek trasporto transport transporte wydania"
    ),
    Part.NOTE: (
        "note docket slip ticket advice schein scheins lieferschein lieferscheins bon bordereau albaran "
        "nota remito bolla ddt pakbon vrachtbon guia remessa wz dowod list packing packliste beleg bl dn "
        "zettel avis"
    ),
    Part.INVOICE: (
        "invoice inv ft fra fact bill billing rechnung rechnungs faktura fakturen facture facturation "
        "factura facturacion fattura fatturazione factuur fatura faturacao faktury faktur invoicing"
    ),
    Part.CUSTOMER: (
        "customer customers cust client clients clt kunde kunden kundin kd debitor debitoren debtor buyer "
        "buyers cliente klant klienta klient acheteur comprador kaufer acquirente koper account acct "
        "konto compte cuenta purchaser nabywca nabywcy relatie odbiorcy"
    ),
    Part.PAYER: ("payer zahler payeur pagador pagatore betaler platnik platnika"),
    Part.RECEIVER: (
        "receiver receivers recipient recipients consignee empfanger empfangers warenempfanger "
        "destinataire destinatario destinatarios consignatario ontvanger odbiorca odbiorcy receptor "
        "receptionnaire ricevente"
    ),
    Part.VENDOR: (
        "vendor vendors supplier suppliers seller lieferant lieferanten fournisseur proveedor fornitore "
        "leverancier leveranciers fornecedor dostawca dostawcy shipper shippers absender expediteur "
        "remitente mittente afzender sender consignor nadawca remetente kreditor versender"
    ),
    Part.CARRIER: (
        "carrier carriers haulier pro tracking waybill awb consignment frachtbrief sendung sendungs "
        "frachtfuhrer spediteur transporteur transportista vettore vervoerder przewoznik suivi "
        "seguimiento vrachtbrief container conteneur contenedor seal trailer lading manifest colis "
        "freight"
    ),
    Part.DRIVER: ("driver drivers fahrer fahrers chauffeur conductor conducente motorista kierowca kierowcy"),
    Part.YOURS: ("your yr ihr ihre ihrer ihres votre vos vostro vs vostra su sus uw vossa sua wasze wasz"),
    Part.OURS: ("our unser unsere unserer notre nos nostro ns nuestro nuestra onze ons nossa nasze nasz"),
    Part.ADDRESS: (
        "address adresse anschrift direccion indirizzo adres morada endereco lieu lugar luogo place site "
        "destination destino stelle standort location lokal adresu miejsce ort"
    ),
    Part.NAME: (
        "name names nom nombre nome naam imie nazwisko nazwa apellidos cognome vorname prenom firstname"
    ),
    Part.CAPITALS: (
        "print printed block capitals capital letters druckbuchstaben blockschrift klarschrift majuscules "
        "mayusculas stampatello blokletters legivel lisible leggibile drukowanymi maiusculas"
    ),
    Part.SIGNATURE: (
        "signature signed sign unterschrift unterschreiben signataire firma firmado handtekening "
        "assinatura podpis stempel stamp cachet sello timbro emargement carimbo pieczec"
    ),
    Part.RECEIVED: (
        "received receipt recd receiving empfangen empfang empfangs erhalten erhalt angenommen annahme "
        "wareneingang wareneingangs eingegangen recu recue reception receptionne recibido recibi "
        "recepcion ricevuto ricevuta ricevimento ontvangen ontvangst recebido recebi recepcao rececao "
        "odbioru odebral odebralem odebrano otrzymano otrzymalem odbior collected accepted acceptance "
        "quittiert ubernommen"
    ),
    Part.GOODS: (
        "goods gut ware waren marchandise marchandises mercancia merce goederen mercadoria towar towaru "
        "good order condition zustand etat estado stato conforme conformes staat stan bon einwandfrei "
        "ordnungsgemassem gutem vollstandig complete buono buen buenas"
    ),
    Part.ISSUED: (
        "issue issued issuing emission emitido emision emissione emissao wystawienia ausstellung "
        "ausstellungs ausgestellt uitgifte"
    ),
    Part.DOCUMENT: ("document doc documento dokument dokumentu belegs piece"),
    Part.LATER: (
        "due required requested request wanted expected expiry expiration valid validity until deadline "
        "fallig falligkeit falligkeits wunsch gewunscht gewunschte termin echeance souhaitee souhaite "
        "demandee demande demandado limite vencimiento caducidad prevista previsto scadenza richiesta "
        "verval gewenste vencimento platnosci printing druck impression impresion payment zahlung "
        "zahlungs paiement pago pagamento birth"
    ),
    Part.WORK: (
        "work works job service services lavoro lavori trabajo trabajos travaux arbeits arbeit "
        "intervention intervencion intervento einsatz montage zlecenia zlecenie"
    ),
    Part.CREDIT: (
        "credit gutschrift gutschrifts avoir abono credito creditnota korekta korygujaca rectificativa storno"
    ),
    Part.RETURN: (
        "return returns returned rma retoure retouren rucksendung ruckgabe rucklieferung retour "
        "devolucion devolucao reso zwrot zwrotu debit collection pickup abhol abholung recogida "
        "enlevement ritiro afhaal ophaal recolha"
    ),
    Part.QUOTE: (
        "quote quotation offer estimate angebot angebots devis presupuesto cotizacion preventivo offerta "
        "offerte oferta orcamento proforma"
    ),
    Part.SHEET: (
        "sheet report card certificate bericht berichts nachweis rapport fiche informe parte hoja foglio "
        "rapporto relatorio protokol karta zettel werkbon completion"
    ),
    Part.OTHER: (
        "vat tax phone tel telephone telefon fax mobile bank iban bic swift item article articulo artikel "
        "articolo part sku vehicle registration truck kennzeichen targa matricula weight gewicht poids "
        "peso page seite pagina lot batch charge serial qty quantity menge quantite cantidad email mail "
        "website web steuer ust tva iva nip regon siret cif nif driver's licence license pallet pallets "
        "palette box hours stunden project projekt cost kosten department abteilung contact kontakt "
        "contacto line pos position price preis total amount betrag"
    ),
    Part.GLUE: (
        "of the and for de del della di du des la les los las der die das und et e y i en van da do dos s "
        "l d n ze in im per pour para til av bei with w na z please bitte full"
    ),
}
