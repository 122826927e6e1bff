"""Words that mark where somebody signs, in English, German, French and Spanish."""

from __future__ import annotations

from models.paper import Role

SIGN = {
    Role.CUSTOMER: """received by, recd by, rec'd by, goods received by, goods received, received in
        good order, received in good order and condition, received in good condition, accepted by,
        delivery accepted by, signed for by, signed for, receipt acknowledged, receipt acknowledged by,
        ordered by, Ware erhalten, Ware vollständig und in ordnungsgemäßem Zustand erhalten, Ware
        ordnungsgemäß erhalten, erhalten durch, empfangen durch, empfangen von, Empfang bestätigt,
        angenommen durch, angenommen von, Annahme bestätigt, Ware empfangen, Ware angenommen, reçu par,
        reçu conforme, marchandise reçue conforme, réceptionné par, émargement, bon pour accord,
        recibido por, recibí, recibí conforme, recibido conforme, recibido y conforme""",
    Role.DRIVER: """delivered by, collected by, geliefert durch, ausgeliefert durch, zugestellt durch,
        livré par, remis par, entregado por""",
    Role.SHIPPER: """loaded by, picked by, packed by, checked by, dispatched by, despatched by, released
        by, issued by, prepared by, shipper per, kommissioniert von, kommissioniert durch, gepackt von,
        verpackt von, geprüft von, ausgegeben von, verladen von, verladen durch, préparé par, expédié
        par, contrôlé par, émis par, préparé et contrôlé par, preparado por, expedido por, revisado por,
        cargado por""",
    Role.UNKNOWN: """signature, signature image, captured signature, electronic signature, sign here,
        sign, signed, signed by, authorised signature, authorized
        signature, authorised by, authorized by, approved by, authorised signatory, authorized
        signatory, for and on behalf of, signature and stamp, stamp and signature, signature and date,
        Unterschrift, gezeichnet, Stempel und Unterschrift, Unterschrift und Stempel, Datum und
        Unterschrift, Unterzeichner, rechtsverbindliche Unterschrift, Empfängerunterschrift,
        Kundenunterschrift, Fahrerunterschrift, cachet et signature, signature et cachet, date et
        signature, signé, signé par, visa, firma, firma y sello, sello y firma, firma autorizada,
        firmado, firmado por""",
}
"""Words that mark the place itself; where they leave the role open, a role word beside them tells it."""
ROLE = {
    Role.CUSTOMER: """consignee, receiver, recipient, customer, client, buyer, purchaser, Empfänger,
        Kunde, Besteller, Käufer, destinataire, réceptionnaire, acheteur, destinatario, cliente,
        receptor, comprador""",
    Role.DRIVER: """driver, carrier, haulier, courier, Fahrer, Frachtführer, Spediteur, Zusteller,
        chauffeur, transporteur, livreur, conductor, transportista, chofer, repartidor""",
    Role.SHIPPER: """shipper, sender, consignor, supplier, vendor, seller, warehouse, dispatcher,
        Absender, Lieferant, Versender, Verkäufer, Lager, expéditeur, fournisseur, vendeur, magasinier,
        remitente, proveedor, vendedor, expedidor, almacén""",
}
RECEIPT = """received, receipt, good order, erhalten, empfangen, reçu, recibido, recibí"""
"""Words of a statement of receipt: what is signed near it the customer signs."""
CLOSING = """sincerely, yours sincerely, sincerely yours, yours faithfully, yours truly, very truly
    yours, truly yours, respectfully, respectfully yours, cordially, kind regards, best regards, with
    kind regards, warm regards, regards, mit freundlichen Grüßen, freundliche Grüße, mit freundlichem
    Gruß, mit besten Grüßen, hochachtungsvoll, cordialement, bien cordialement, salutations distinguées,
    sincères salutations, meilleures salutations, atentamente, muy atentamente, saludos cordiales,
    cordialmente, un cordial saludo, reciba un cordial saludo"""
"""The ends of letters, below which they are signed."""
OTHER = """print name, printed name, name (print), name, print, please print, name in block capitals,
    block capitals, full name, date, date of signature, date signed, Datum der Unterschrift, date de
    signature, fecha de firma, date received, received date, delivery date, delivered on, received on,
    time, time in, time out, title, position, company, phone, telephone, email, remarks, comments,
    notes, instructions, quantity, qty, pieces, packages, pallets, cartons, weight, vehicle, vehicle
    reg, trailer, seal no, exceptions, shortage, shortages, damage, discrepancies, stamp, company stamp,
    page, total, Name in Druckbuchstaben, Druckbuchstaben, Blockschrift, Name in Blockschrift, Datum,
    Uhrzeit, Ort, Ort Datum, Bemerkungen, Bemerkung, Kennzeichen, Stempel, Firmenstempel, Menge, Anzahl,
    Vorbehalte, nom, nom en majuscules, nom du signataire, nom et qualité, nom lisible, date de
    réception, heure, lieu, fonction, observations, réserves, remarques, cachet, cachet commercial,
    quantité, immatriculation, nombre, nombre y apellidos, apellidos, aclaración, fecha, hora, DNI, NIF,
    cargo, observaciones, comentarios, sello, matrícula, cantidad, bultos"""
"""Fields of their own: ink that belongs to them is nobody's signature."""
