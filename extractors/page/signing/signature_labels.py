"""Words that mark where somebody signs, in the eight languages of the reader."""

from __future__ import annotations

from models.paper import Role

SIGN = {
    Role.CUSTOMER: """received by, recd by, rec'd by, rcvd by, recvd by, goods received by, goods received,
        entgegengenommen von, übernommen von, übernommen durch, received in good order, received in good
        order and condition, received in good condition, accepted by, delivery accepted by, customer
        acceptance, customer approval, customer confirmation, acceptance of work, acceptance of goods,
        acceptance of delivery, signed for by, signed for, receipt acknowledged, receipt acknowledged by,
        ordered by, Ware erhalten, Ware vollständig und in ordnungsgemäßem Zustand erhalten, Ware
        ordnungsgemäß erhalten, erhalten durch, empfangen durch, empfangen von, Empfang bestätigt, angenommen
        durch, angenommen von, Annahme bestätigt, Abnahme, Abnahme durch Kunden, Kundenabnahme, Leistung
        bestätigt, Ware empfangen, Ware angenommen, reçu par, reçu conforme, marchandise reçue conforme,
        réceptionné par, émargement, bon pour accord, acceptation client, conformité client, travaux
        acceptés, acceptation des travaux, acceptation de la livraison, recibido por, recibí, recibí
        conforme, recibido conforme, recibido y conforme, conformidad del cliente, conformidad cliente,
        aceptado por, ricevuto da, merce ricevuta, ricevuto conforme, accettazione cliente, accettazione del
        cliente, accettato da, per ricevuta, ritirato da, ontvangen door, goederen ontvangen, in goede orde
        ontvangen, voor ontvangst, voor akkoord, akkoord klant, goedkeuring klant, geaccepteerd door, in
        goede staat ontvangen, odebrał, odebrano, odebrane przez, towar odebrano, potwierdzam odbiór,
        akceptacja klienta, przyjęto, potwierdzenie odbioru, przyjął, recebido por, recebi, recebi conforme,
        mercadoria recebida, recebido em boas condições, aceite do cliente, aceite por, conformidade do
        cliente, delivery received by, goods accepted by, goods checked and received by, goods inspected and
        received by, received in full by, receiving, received for the customer by, taken over by, taken
        delivery by, receipt confirmed by, handed to, Annahme, Warenannahme, Wareneingang, Ware übernommen,
        Waren erhalten, Lieferung erhalten, Lieferung angenommen, Übernahme, Empfang, Empfang quittiert,
        Empfang quittiert durch, Empfang quittiert von, quittiert durch, quittiert von, in Empfang genommen
        von, Empfangsbestätigung, Empfangsbescheinigung, bon pour réception, réception, réception conforme,
        lu et approuvé, pris en charge par, réceptionné et contrôlé par, marchandise réceptionnée par, colis
        reçus par, recepcionado por, recepción, mercancía recibida, mercancía recibida por, entregado a,
        retirado por, recibí la mercancía, merce accettata, merce ritirata da, preso in consegna da, presa in
        consegna, per accettazione, ricezione merce, in ontvangst genomen door, aangenomen door, voor goede
        ontvangst, goedgekeurd door, ontvangst bevestigd, ontvangst, afgenomen door, odebrał i sprawdził,
        kwituję odbiór, pokwitował, pokwitowanie odbioru, odbiór potwierdził, przejął, towar przyjął,
        potwierdzenie przyjęcia, rececionado por, recepcionado por, receção, levantado por, mercadoria
        aceite, confirmo a receção, tomei conhecimento""",
    Role.DRIVER: """delivered by, collected by, geliefert durch, ausgeliefert durch, zugestellt durch, livré
        par, remis par, entregado por, consegnato da, geleverd door, afgeleverd door, bezorgd door,
        dostarczył, doręczył, entregue por, delivery by, handed over by, brought by, transported by, driven
        by, geliefert von, ausgeliefert von, zugestellt von, überbracht von, überbracht durch, gefahren von,
        übergeben von, übergeben durch, transporté par, acheminé par, déposé par, transportado por, repartido
        por, trasportato da, trasporto a cura di, recapitato da, vervoerd door, gebracht door, overhandigd
        door, dostarczono przez, dostarczone przez, przywiózł, przewiózł, przekazał, trazido por, transporte
        efetuado por""",
    Role.SHIPPER: """loaded by, picked by, packed by, checked by, dispatched by, despatched by, released by,
        issued by, prepared by, shipper per, kommissioniert von, kommissioniert durch, gepackt von, verpackt
        von, geprüft von, ausgegeben von, verladen von, verladen durch, préparé par, expédié par, contrôlé
        par, émis par, préparé et contrôlé par, preparado por, expedido por, revisado por, cargado por,
        preparato da, spedito da, controllato da, caricato da, verzonden door, geladen door, gecontroleerd
        door, klaargemaakt door, wydał, wystawił, przygotował, załadował, carregado por, conferido por,
        issued from stores by, goods out by, goods issued by, assembled by, weighed by, verpackt durch,
        ausgegeben durch, verladen durch, Warenausgang, chargé par, emballé par, sorti par, cargado por,
        despachado por, emitido por, entregado en almacén por, imballato da, emesso da, uscita merce, gepakt
        door, uitgegeven door, verpakt door, opgesteld door, spakował, wydano przez, wydane przez,
        sporządził, expedido por, embalado por, emitido por, preparado por, saída de armazém""",
    Role.UNKNOWN: """signature, signature image, captured signature, electronic signature, sign here, sign,
        signed, signed by, authorised signature, authorized signature, authorised by, authorized by, approved
        by, authorised signatory, authorized signatory, for and on behalf of, signature and stamp, stamp and
        signature, signature and date, Unterschrift, gezeichnet, Stempel und Unterschrift, Unterschrift und
        Stempel, Datum und Unterschrift, Unterzeichner, rechtsverbindliche Unterschrift,
        Empfängerunterschrift, Kundenunterschrift, Fahrerunterschrift, cachet et signature, signature et
        cachet, date et signature, signé, signé par, visa, firma, firma y sello, sello y firma, firma
        autorizada, firmado, firmado por, firma leggibile, firma e timbro, timbro e firma, firma per
        ricevuta, firmato, firmato da, handtekening, handtekening en stempel, stempel en handtekening, naam
        en handtekening, getekend, ondertekend door, podpis, czytelny podpis, podpis i pieczęć, pieczęć i
        podpis, data i podpis, podpisał, assinatura, assinatura e carimbo, carimbo e assinatura, rubrica,
        assinado por, initials, initial, initialled by, please sign here, please sign below, sign below, sign
        and stamp, sign and print, sign and date, signatory, on behalf of, unterzeichnet, unterzeichnet von,
        unterschrieben von, Unterschrift und Firmenstempel, Handzeichen, Kürzel, Namenszeichen, bitte
        unterschreiben, hier unterschreiben, im Auftrag von, im Namen von, Bild der Unterschrift,
        Unterschriftsbild, paraphe, paraphes, signataire, signature obligatoire, signature lisible, image de
        la signature, pour le compte de, au nom de, rúbrica, firmar aquí, firma aquí, firme aquí, firma y
        fecha, firma y nombre, imagen de la firma, en nombre de, en nombre y representación de, sigla,
        firmare qui, firma e data, immagine della firma, per conto di, in nome e per conto di, paraaf, hier
        tekenen, tekenen, ondertekening, voor gezien, handtekening en datum, afbeelding handtekening, namens,
        parafka, podpis i data, miejsce na podpis, obraz podpisu, w imieniu, visto, assinar aqui, assine
        aqui, assinatura legível, assinatura e data, imagem da assinatura, em nome de""",
}
"""Words that mark the place itself; where they leave the role open, a role word beside them tells it."""
ROLE = {
    Role.CUSTOMER: """consignee, receiver, recipient, customer, client, buyer, purchaser, Empfänger, Kunde,
        Besteller, Käufer, destinataire, réceptionnaire, acheteur, destinatario, cliente, receptor,
        comprador, ricevente, acquirente, committente, ontvanger, geadresseerde, klant, koper, afnemer,
        odbiorca, odbiorcy, odbierający, klient, kupujący, nabywca, zamawiający, destinatário, recebedor,
        addressee, hirer, lessee, tenant, Mieter, Annehmender, Auftraggeber, locataire, preneur,
        arrendatario, inquilino, noleggiatore, huurder, opdrachtgever, najemca, przyjmujący, zleceniodawca,
        locatário, adquirente""",
    Role.DRIVER: """driver, carrier, haulier, courier, engineer, technician, installer, Fahrer, Techniker,
        Monteur, Frachtführer, Spediteur, Zusteller, chauffeur, transporteur, livreur, technicien, técnico,
        tecnico, monteur, technik, conductor, transportista, chofer, repartidor, autista, conducente,
        vettore, trasportatore, corriere, bestuurder, vervoerder, bezorger, kierowca, kierowcy, przewoźnik,
        przewoźnika, motorista, transportador, transportadora, condutor, delivery driver, delivery agent,
        deliveryman, Fuhrunternehmer, Transporteur, Kurier, Bote, Auslieferer, Überbringer, voiturier,
        coursier, porteur, porteador, portador, mensajero, spedizioniere, trasportatrice, koerier,
        vrachtvoerder, kurier, doręczyciel, dostarczający, entregador, estafeta""",
    Role.SHIPPER: """shipper, sender, consignor, supplier, vendor, seller, warehouse, dispatcher, Absender,
        Lieferant, Versender, Verkäufer, Lager, expéditeur, fournisseur, vendeur, magasinier, remitente,
        proveedor, vendedor, expedidor, almacén, mittente, fornitore, venditore, magazziniere, afzender,
        leverancier, verkoper, magazijn, nadawca, nadawcy, dostawca, dostawcy, sprzedawca, magazynier,
        magazyn, remetente, fornecedor, armazém, despatch, despatcher, despatch clerk, dispatch, dispatch
        clerk, stores, storeman, storekeeper, loader, picker, packer, lessor, Versand, Lagerist, Verlader,
        Vermieter, Kommissionierer, chargeur, loueur, bailleur, préparateur, cargador, arrendador,
        almacenero, caricatore, locatore, verlader, verhuurder, załadowca, wynajmujący, carregador,
        expedição, locador""",
}
RECEIPT = """received, receipt, good order, erhalten, empfangen, reçu, recibido, recibí, ricevuto,
        ricevuta, ontvangen, odebrano, odbiór, recebido, recebi"""
"""Words of a statement of receipt: what is signed near it the customer signs."""
CLOSING = """sincerely, yours sincerely, sincerely yours, yours faithfully, yours truly, very truly
        yours, truly yours, respectfully, respectfully yours, cordially, kind regards, best regards,
        with kind regards, warm regards, regards, mit freundlichen Grüßen, freundliche Grüße, mit
        freundlichem Gruß, mit besten Grüßen, hochachtungsvoll, cordialement, bien cordialement,
        salutations distinguées, sincères salutations, meilleures salutations, atentamente, muy
        atentamente, saludos cordiales, cordialmente, un cordial saludo, reciba un cordial saludo,
        distinti saluti, cordiali saluti, met vriendelijke groet, met vriendelijke groeten,
        hoogachtend, z poważaniem, z wyrazami szacunku, atenciosamente, com os melhores
        cumprimentos, melhores cumprimentos, cumprimentos"""
"""The ends of letters, below which they are signed."""
OTHER = """received at, goods received on, delivered, empfangen am, erhalten am, angenommen am, Ware erhalten
        am, quittiert am, reçu le, réceptionné le, livré le, recibido el, entregado el, ricevuto il,
        consegnato il, ontvangen op, ontvangstdatum, afgeleverd op, odebrano dnia, otrzymano dnia, recebido
        em, entregue em, print name, printed name, name (print), name, print, please print, name in block
        capitals, block capitals, full name, date, date of signature, date signed, Datum der Unterschrift,
        date de signature, fecha de firma, date received, received date, delivery date, delivered on,
        received on, time, time in, time out, title, position, company, phone, telephone, email, remarks,
        comments, notes, instructions, quantity, qty, pieces, packages, pallets, cartons, weight, vehicle,
        vehicle reg, trailer, seal no, exceptions, shortage, shortages, damage, discrepancies, stamp, company
        stamp, page, total, Name in Druckbuchstaben, Druckbuchstaben, Blockschrift, Name in Blockschrift,
        Datum, Uhrzeit, Ort, Ort Datum, Bemerkungen, Bemerkung, Kennzeichen, Stempel, Firmenstempel, Menge,
        Anzahl, Vorbehalte, nom, nom en majuscules, nom du signataire, nom et qualité, nom lisible, date de
        réception, heure, lieu, fonction, observations, réserves, remarques, cachet, cachet commercial,
        quantité, immatriculation, nombre, nombre y apellidos, apellidos, aclaración, fecha, hora, DNI, NIF,
        cargo, observaciones, comentarios, sello, matrícula, cantidad, bultos, data, ora, luogo, nome, nome e
        cognome, in stampatello, osservazioni, riserve, timbro, targa, quantità, colli, datum, tijd, plaats,
        naam, naam in blokletters, blokletters, opmerkingen, bijzonderheden, stempel, kenteken, aantal,
        godzina, miejsce, imię i nazwisko, nazwisko, drukowanymi literami, uwagi, zastrzeżenia, pieczęć,
        ilość, nr rejestracyjny, hora, local, nome legível, observações, reservas, carimbo, quantidade, name
        in capitals, full name in capitals, capitals, name in block letters, block letters, name and surname,
        surname, first name, signatory's name, receiver's name, recipient's name, name of receiver, name of
        recipient, name of signatory, name of driver, driver's name, initials and name, dated, date of
        receipt, date of delivery, date delivered, date and time, date & time, date/time, delivery time, time
        of delivery, time of receipt, at (hrs), hrs, arrival, arrived, arrival time, departure, departed,
        time arrived, time left, vehicle registration, registration, temperature, logger no, Klarname, Vor-
        und Zuname, Vor- und Nachname, Vorname, Nachname, Zuname, Name des Empfängers, Name des
        Unterzeichners, Name leserlich, Name in Klarschrift, Klarschrift, lesbarer Name, Name des Fahrers,
        Empfangsdatum, Datum der Übergabe, Übergabe am, Übergabedatum, Lieferdatum, Eingangsdatum,
        Annahmedatum, übernommen am, ausgeliefert am, zugestellt am, Datum Uhrzeit, Datum/Uhrzeit, Uhrzeit
        Übergabe, Zeit, Ankunft, Ankunftszeit, Abfahrt, Fahrzeug, Temperatur, nom et prénom, nom et prénoms,
        prénom, nom du réceptionnaire, nom du destinataire, nom du client, nom du chauffeur, nom en
        capitales, date de livraison, date et heure, livraison le, fait à, fait le, arrivée, départ, heure
        d'arrivée, heure de départ, à (heure), température, nombre completo, nombre y DNI, nombre del
        receptor, nombre en mayúsculas, nombre del conductor, fecha de entrega, fecha de recepción, fecha y
        hora, recibido el día, llegada, salida, hora de llegada, hora de salida, temperatura, cognome,
        cognome e nome, nome leggibile, nome in stampatello, nominativo, nome del ricevente, nome del
        conducente, data di consegna, data consegna, data di ricevimento, data e ora, in data, arrivo,
        partenza, ora di arrivo, volledige naam, naam ontvanger, voor- en achternaam, voornaam, achternaam,
        naam in hoofdletters, naam in drukletters, naam chauffeur, datum ontvangst, datum levering,
        leverdatum, geleverd op, datum en tijd, aankomst, aankomsttijd, vertrek, tijdstip, temperatuur,
        nazwisko i imię, imię, nazwisko drukiem, nazwisko odbiorcy, nazwisko czytelnie, imię i nazwisko
        kierowcy, data odbioru, data dostawy, data i godzina, odebrano w dniu, przyjazd, odjazd, godz, nome
        completo, nome do recebedor, nome em maiúsculas, nome e apelido, apelido, nome do motorista, data de
        entrega, data de receção, data e hora, chegada, saída, hora de chegada"""
"""Fields of their own: ink that belongs to them is nobody's signature."""
REMARK = """remarks, comments, notes, instructions, exceptions, shortage, shortages, damage, discrepancies,
        Bemerkungen, Bemerkung, Vorbehalte, observations, réserves, remarques, observaciones, comentarios,
        incidencias, osservazioni, riserve, opmerkingen, bijzonderheden, uwagi, zastrzeżenia, observações,
        reservas, notes on condition, condition of goods, any shortage or damage, shortage or damage,
        shortages or damage, damages, delivery comments, comments on delivery, customer remarks, customer's
        remarks, customer comments, remarks of the consignee, exceptions noted, complaints, claims,
        discrepancies noted, reservations, Mängel, Mängel bei Anlieferung, Hinweise, Vermerk, Vermerke,
        Beanstandungen, Reklamation, Reklamationen, Anmerkung, Anmerkungen, Anmerkungen des Empfängers,
        Schäden, Fehlmengen, Abweichungen, Vorbehalt, motifs de réserves, réserves motivées, réserves et
        observations, commentaires, commentaires à la livraison, remarques du client, anomalies, litiges,
        avaries, manquants, anotaciones, anotaciones del cliente, reparos, reparos a la entrega, reservas,
        anomalías, faltas, daños, annotazioni, annotazioni del cliente, anomalie, danni, reclami,
        osservazioni alla consegna, riserve del cliente, aanmerkingen, aanmerkingen klant, afwijkingen,
        klachten, schade, tekorten, manco's, bevindingen, voorbehoud, adnotacje, adnotacje odbiorcy, uwagi
        odbiorcy, niezgodności, reklamacje, braki, uszkodzenia, anotações, anotações do cliente, anomalias,
        danos, divergências, reclamações"""
"""Fields among them that are wide and mostly empty: what is signed there missed its own place."""
