"""Labels of the receipt itself, who took the goods and when, in en, de, fr, es, it, nl, pt and pl.

Written like the lists of places; a phrase that those hold, too, keeps the sense that it has there.
"""

from __future__ import annotations

from extractors.fields.sense import Sense

RECEIPT_LABELS = {
    Sense.PRINTED_NAME: (
        "handed to|handed over to|ausgehandigt an|unterzeichnet von|unterzeichnet durch|quittiert von|"
        "quittiert durch|remis en mains propres a|remis en main propre a|entregado en mano a|overhandigd aan|"
        "entregue em mao a|doreczono do rak|ondertekend door|"
        "full name in capitals|full name block capitals|full name in block capitals|name in full|"
        "full name please print|print full name|printed full name|name in capital letters|name capitals|"
        "clearly print name|please print full name|please print your name|signatorys name|"
        "signature name print|name of person receiving|name of person signing|name of person receiving goods|"
        "person receiving goods|signers name|signees name|signee name|signer name|recipients name|"
        "recipients full name|consignees name print|receivers name print|receivers full name|"
        "name of recipient print|name of signer|taken in by name|print last name|"
        "klarname|name blockschrift|name in blockbuchstaben|name blockbuchstaben|name des unterzeichners|"
        "name des unterzeichnenden|name unterzeichner|vor und zuname|vor und nachname|vorname nachname|"
        "nachname vorname|vorname und nachname|vorname zuname|name und vorname|name ubernehmer|"
        "name des ubernehmenden|name des annehmenden|name leserlich|name bitte leserlich|"
        "name in druckschrift|name druckschrift|name in grossbuchstaben|name des entgegennehmenden|"
        "nom et prenom du signataire|nom en capitales|nom en lettres majuscules|prenom et nom|prenom nom|"
        "nom prenom du receptionnaire|nom et prenom du receptionnaire|nom du receveur|nom imprime|"
        "nom en caracteres d imprimerie|nom de la personne|nom lisible du signataire|nom du reclamant|"
        "d dna|don dona|sr sra|nombre de quien recibe|nombre de quien recepciona|nombre del firmante|"
        "nombre en letras mayusculas|nombre y apellido|nombre apellidos|nombre legible|apellidos y nombre|"
        "nombre de la persona que recibe|nombre del destinatario que firma|nombre de la persona receptora|"
        "nombre del receptor de la mercancia|"
        "cognome e nome|cognome nome|nome cognome|nome di chi riceve|nome del ricevente|nominativo|"
        "nome del firmatario|nome in stampatello leggibile|nome in maiuscolo|nome in stampatello maiuscolo|"
        "cognome e nome in stampatello|nome e cognome in stampatello|nome e cognome leggibile|"
        "nome e cognome del ricevente|"
        "naam ondertekenaar|naam van ondertekenaar|naam ondertekende|naam ondergetekende|"
        "voor en achternaam|voornaam en achternaam|naam in hoofdletters|naam hoofdletters|naam blokletters|"
        "naam en voornaam|naam van de ontvanger|volledige naam|naam leesbaar|naam in drukletters|"
        "naam aannemer goederen|"
        "nome e apelido|nome e sobrenome|nome de quem recebe|nome de quem recebeu|nome em maiusculas|"
        "nome do recetor|nome do receptor|nome do recebedor|nome por extenso|nome do signatario|"
        "nome em letra de imprensa|nome em letras maiusculas|nome completo legivel|nome do responsavel|"
        "nazwisko i imie|imie nazwisko|nazwisko imie|imie i nazwisko drukowanymi|czytelne imie i nazwisko|"
        "imie i nazwisko odbierajacego|nazwisko odbierajacego|imie i nazwisko odbiorcy|"
        "imie i nazwisko drukowanymi literami|nazwisko drukowanymi literami|imie i nazwisko czytelnie|"
        "nazwisko osoby odbierajacej|imie i nazwisko osoby odbierajacej|nazwisko~0.6"
    ),
    Sense.RECEIVED_DATE: (
        "ubergabedatum|ubergeben am|datum der ubergabe|datum ubergabe|tag der ubergabe|abnahmedatum|"
        "annahmedatum|tag des empfangs|tag der annahme|entgegengenommen am|ausgehandigt am|"
        "datum der annahme|datum der abnahme|abgeliefert am|ausgeliefert am|"
        "remis le|date de remise|recu et verifie le|livre et recu le|date de prise en possession|"
        "fecha de recibo|fecha de recibido|recibido con fecha|fecha de la recepcion|recepcionado el|"
        "data ricezione|data di ricezione|ricevuto in data|consegnato in data|data ricevuta|"
        "ontvangen d d|datum van ontvangst|bezorgd d d|in ontvangst genomen op|"
        "recebido a|recebida em|data da rececao|data da recepcao|data do recebimento|data recebimento|"
        "dzien odbioru|odebrano w dniu|dostarczono dnia|doreczono w dniu|otrzymano w dniu|data otrzymania|"
        "data i podpis odbioru~0.7"
    ),
    Sense.PLAIN_DATE: "a fecha|fecha y hora de entrega|datum en tijd|data i godzina",
    Sense.DELIVERY_DATE: (
        "tag der lieferung|dzien dostawy|dzien dostarczenia|dia de entrega|dia da entrega|jour de livraison|"
        "giorno di consegna|dag van levering|day of delivery|data ritiro|data del ritiro|data di ritiro|"
        "data e ora ritiro|data entrega|bezorgdatum"
    ),
    Sense.CUSTOMER_SIGNATURE: (
        "visa du client|visa client|visa du destinataire|visa destinataire|lu et approuve|"
        "lu et approuve signature|bon pour reception|bon pour reception signature|"
        "quittung des empfangers|quittung empfanger|ubergabe annahme unterschrift|annahme unterschrift|"
        "ware ubernommen|ware ubernommen unterschrift|unterschrift ubernehmer|unterschrift des mieters|"
        "unterschrift mieter|for and on behalf of customer|for and on behalf of the customer|"
        "for and on behalf of consignee|on behalf of customer|on behalf of the consignee|consignee sign|"
        "signed for by consignee|signed for by customer|hirer signature|hirers signature|"
        "conforme cliente|conforme cliente firma|firma de quien recibe|recibi firma|conforme el cliente|"
        "firma di chi riceve|firma del ricevente|firma per accettazione|timbro e firma del ricevente|"
        "paraaf ontvanger|paraaf klant|namens geadresseerde|namens klant|namens ontvanger|"
        "voor akkoord ontvanger|handtekening huurder|"
        "recebi assinatura|assinatura de quem recebe|rubrica do cliente|rubrica do destinatario|"
        "kwituje odbior|kwituje odbior podpis|potwierdzam odbior|podpis odbierajacego|podpis najemcy"
    ),
    Sense.OTHER_SIGNATURE: (
        "driver initials|drivers initials|delivery driver sign|delivery driver|haulier~0.7|hauliers agent|"
        "despatch clerk|dispatch clerk|despatcher|warehouse picker|warehouse operative|storeman|courier~0.7|"
        "zusteller|fuhrunternehmer|auslieferer|lager packer|lagerist|ubergeben durch|ubergeben von|"
        "ausgegeben von|ausgegeben durch|"
        "le transporteur|le voiturier|voiturier~0.7|visa du magasinier|magasinier|livreur|visa du livreur|"
        "visa du transporteur|remis au client par|"
        "el transportista|el porteador|porteador~0.7|el cargador|cargador~0.7|repartidor|el repartidor|"
        "firma del repartidor|firma del almacen|expedido por|"
        "il vettore|firma autista|autista~0.7|il conducente|firma del vettore|corriere~0.7|magazziniere|"
        "bezorger|paraaf bezorger|bezorgd door|de vervoerder|uitgegeven door|paraaf magazijn|magazijn~0.7|"
        "paraaf chauffeur|afgegeven door|"
        "entregue por|o motorista|o transportador|transportador~0.7|assinatura do transportador|"
        "rubrica do motorista|"
        "dostarczyl|dostarczyl podpis|przewozacy|przewoznik~0.7|podpis dostawcy|podpis przewoznika|wydal|"
        "wydal podpis|podpis magazyniera|magazynier"
    ),
    Sense.RECEIVED_TIME: (
        "um uhr~0.8|ankunft~0.8|abfahrt~0.8|a heure~0.8|arrivee~0.8|heure d arrivee~0.8|at hrs~0.8|"
        "arrival~0.8|a las~0.8|llegada~0.8|alle ore~0.8|arrivo~0.8|om uur~0.8|aankomst~0.8|as horas~0.8|"
        "chegada~0.8|o godz~0.8|godz dostawy|przyjazd~0.8|hora entrega|ora consegna"
    ),
}
"""Phrases by sense, parted by '|', "~0.6" for a strength of their own."""

LONE_DATES = (
    "am|den|tag|op|d d|dd|em|no dia|in data|a fecha|dnia|w dniu|dzien|dag|dia|giorno|jour|giorno e ora"
)
"""Words that are the label of a date where nothing else stands in their cell."""
