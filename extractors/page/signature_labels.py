"""Words that mark where somebody signs, in the eight languages of the reader."""

from __future__ import annotations

from models.paper import Role

SIGN = {
    Role.CUSTOMER: """received by, recd by, rec'd by, rcvd by, recvd by, goods received by, goods received,
        entgegengenommen von, übernommen von, übernommen durch, received in good order,
        received in good order and condition, received in good condition, accepted by,
        delivery accepted by, customer acceptance, customer approval, customer confirmation,
        acceptance of work, acceptance of goods, acceptance of delivery, signed for by, signed for,
        receipt acknowledged, receipt acknowledged by, ordered by, Ware erhalten, Ware vollständig
        und in ordnungsgemäßem Zustand erhalten, Ware ordnungsgemäß erhalten, erhalten durch,
        empfangen durch, empfangen von, Empfang bestätigt, angenommen durch, angenommen von, Annahme
        bestätigt, Abnahme, Abnahme durch Kunden, Kundenabnahme, Leistung bestätigt, Ware empfangen,
        Ware angenommen, reçu par, reçu conforme, marchandise reçue conforme, réceptionné par,
        émargement, bon pour accord, acceptation client, conformité client, travaux acceptés,
        acceptation des travaux, acceptation de la livraison, recibido por, recibí, recibí conforme,
        recibido conforme, recibido y conforme, conformidad del cliente, conformidad cliente,
        aceptado por, ricevuto da, merce ricevuta, ricevuto conforme, accettazione cliente,
        accettazione del cliente, accettato da, per ricevuta, ritirato da, ontvangen door, goederen
        ontvangen, in goede orde ontvangen, voor ontvangst, voor akkoord, akkoord klant, goedkeuring
        klant, geaccepteerd door, in goede staat ontvangen, odebrał, odebrano, odebrane przez, towar
        odebrano, potwierdzam odbiór, akceptacja klienta, przyjęto, potwierdzenie odbioru, przyjął,
        recebido por, recebi, recebi conforme, mercadoria recebida, recebido em boas condições,
        aceite do cliente, aceite por, conformidade do cliente""",
    Role.DRIVER: """delivered by, collected by, geliefert durch, ausgeliefert durch, zugestellt durch,
        livré par, remis par, entregado por, consegnato da, geleverd door, afgeleverd door, bezorgd
        door, dostarczył, doręczył, entregue por""",
    Role.SHIPPER: """loaded by, picked by, packed by, checked by, dispatched by, despatched by,
        released by, issued by, prepared by, shipper per, kommissioniert von, kommissioniert durch,
        gepackt von, verpackt von, geprüft von, ausgegeben von, verladen von, verladen durch,
        préparé par, expédié par, contrôlé par, émis par, préparé et contrôlé par, preparado por,
        expedido por, revisado por, cargado por, preparato da, spedito da, controllato da, caricato
        da, verzonden door, geladen door, gecontroleerd door, klaargemaakt door, wydał, wystawił,
        przygotował, załadował, carregado por, conferido por""",
    Role.UNKNOWN: """signature, signature image, captured signature, electronic signature, sign here,
        sign, signed, signed by, authorised signature, authorized signature, authorised by,
        authorized by, approved by, authorised signatory, authorized signatory, for and on behalf
        of, signature and stamp, stamp and signature, signature and date, Unterschrift, gezeichnet,
        Stempel und Unterschrift, Unterschrift und Stempel, Datum und Unterschrift, Unterzeichner,
        rechtsverbindliche Unterschrift, Empfängerunterschrift, Kundenunterschrift,
        Fahrerunterschrift, cachet et signature, signature et cachet, date et signature, signé,
        signé par, visa, firma, firma y sello, sello y firma, firma autorizada, firmado, firmado
        por, firma leggibile, firma e timbro, timbro e firma, firma per ricevuta, firmato, firmato
        da, handtekening, handtekening en stempel, stempel en handtekening, naam en handtekening,
        getekend, ondertekend door, podpis, czytelny podpis, podpis i pieczęć, pieczęć i podpis,
        data i podpis, podpisał, assinatura, assinatura e carimbo, carimbo e assinatura, rubrica,
        assinado por""",
}
"""Words that mark the place itself; where they leave the role open, a role word beside them tells it."""
ROLE = {
    Role.CUSTOMER: """consignee, receiver, recipient, customer, client, buyer, purchaser, Empfänger,
        Kunde, Besteller, Käufer, destinataire, réceptionnaire, acheteur, destinatario, cliente,
        receptor, comprador, ricevente, acquirente, committente, ontvanger, geadresseerde, klant,
        koper, afnemer, odbiorca, odbiorcy, odbierający, klient, kupujący, nabywca, zamawiający,
        destinatário, recebedor""",
    Role.DRIVER: """driver, carrier, haulier, courier, engineer, technician, installer, Fahrer,
        Techniker, Monteur, Frachtführer, Spediteur, Zusteller, chauffeur, transporteur, livreur,
        technicien, técnico, tecnico, monteur, technik, conductor, transportista, chofer,
        repartidor, autista, conducente, vettore, trasportatore, corriere, bestuurder, vervoerder,
        bezorger, kierowca, kierowcy, przewoźnik, przewoźnika, motorista, transportador,
        transportadora, condutor""",
    Role.SHIPPER: """shipper, sender, consignor, supplier, vendor, seller, warehouse, dispatcher,
        Absender, Lieferant, Versender, Verkäufer, Lager, expéditeur, fournisseur, vendeur,
        magasinier, remitente, proveedor, vendedor, expedidor, almacén, mittente, fornitore,
        venditore, magazziniere, afzender, leverancier, verkoper, magazijn, nadawca, nadawcy,
        dostawca, dostawcy, sprzedawca, magazynier, magazyn, remetente, fornecedor, armazém""",
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
OTHER = """received at, goods received on, delivered, empfangen am, erhalten am, angenommen am, Ware
        erhalten am, quittiert am, reçu le, réceptionné le, livré le, recibido el, entregado el,
        ricevuto il, consegnato il, ontvangen op, ontvangstdatum, afgeleverd op, odebrano dnia,
        otrzymano dnia, recebido em, entregue em, print name, printed name, name (print), name,
        print, please print, name in block capitals, block capitals, full name, date, date of
        signature, date signed, Datum der Unterschrift, date de signature, fecha de firma, date
        received, received date, delivery date, delivered on, received on, time, time in, time out,
        title, position, company, phone, telephone, email, remarks, comments, notes, instructions,
        quantity, qty, pieces, packages, pallets, cartons, weight, vehicle, vehicle reg, trailer,
        seal no, exceptions, shortage, shortages, damage, discrepancies, stamp, company stamp, page,
        total, Name in Druckbuchstaben, Druckbuchstaben, Blockschrift, Name in Blockschrift, Datum,
        Uhrzeit, Ort, Ort Datum, Bemerkungen, Bemerkung, Kennzeichen, Stempel, Firmenstempel, Menge,
        Anzahl, Vorbehalte, nom, nom en majuscules, nom du signataire, nom et qualité, nom lisible,
        date de réception, heure, lieu, fonction, observations, réserves, remarques, cachet, cachet
        commercial, quantité, immatriculation, nombre, nombre y apellidos, apellidos, aclaración,
        fecha, hora, DNI, NIF, cargo, observaciones, comentarios, sello, matrícula, cantidad,
        bultos, data, ora, luogo, nome, nome e cognome, in stampatello, osservazioni, riserve,
        timbro, targa, quantità, colli, datum, tijd, plaats, naam, naam in blokletters, blokletters,
        opmerkingen, bijzonderheden, stempel, kenteken, aantal, godzina, miejsce, imię i nazwisko,
        nazwisko, drukowanymi literami, uwagi, zastrzeżenia, pieczęć, ilość, nr rejestracyjny, hora,
        local, nome legível, observações, reservas, carimbo, quantidade"""
"""Fields of their own: ink that belongs to them is nobody's signature."""
REMARK = """remarks, comments, notes, instructions, exceptions, shortage, shortages, damage, discrepancies,
    Bemerkungen, Bemerkung, Vorbehalte, observations, réserves, remarques, observaciones, comentarios,
    incidencias, osservazioni, riserve, opmerkingen, bijzonderheden, uwagi, zastrzeżenia, observações,
    reservas"""
"""Fields among them that are wide and mostly empty: what is signed there missed its own place."""
