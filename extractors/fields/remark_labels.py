"""The labels that ask for remarks on a receipt, in the reader's languages."""

from __future__ import annotations

import re

from extractors.fields.text import letters

_LISTED = """
    remarks, remark, comments, comment, exceptions, exception, exceptions noted, notes, delivery notes,
    discrepancies, delivery exceptions, delivery remarks, receiver remarks, receivers remarks, consignee
    remarks, driver notes, remarks exceptions, remarks reservations, shortages damages, shortage damage,
    over short damage, os d, over short damaged, reservations, claims, observations, customer comments,
    customer remarks, discrepancy, bemerkungen, bemerkung, anmerkungen, vorbehalte, beanstandungen,
    reklamationen, mangel, abweichungen, vermerke, reserves, remarques, observations et reserves, reserves
    et observations, commentaires, anomalies, observaciones, incidencias, reservas, reparos, comentarios,
    anomalias, annotazioni, osservazioni, riserve, note, anomalie, opmerkingen, opmerking, bijzonderheden,
    voorbehoud, afwijkingen, uwagi, zastrzezenia, uwagi i zastrzezenia, niezgodnosci, observacoes,
    anotacoes, ressalvas"""

REMARK_LABELS = frozenset(letters(label) for label in re.split(r"[,\n]", _LISTED) if label.strip())
"""In letter form, as `letters` makes it."""
