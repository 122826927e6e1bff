"""Exports of ledgers as systems write them, built from a few values."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from models.ledger import Customer, Invoice
from pipeline.ledger_files.importing.given import Export, Imported, Wishes
from pipeline.ledger_files.importing.reading import import_ledger

SAP_LIST = """\
Customer Line Item Display

Customer        1000123
Company Code    1000

Name            Müller & Söhne GmbH
City            Köln
-------------------------------------------------------------------------------------------------
| St|Assignment|DocumentNo|Reference |Type|Doc. Date |Net due dt|Amount in doc. curr.|Curr.|Text  |
-------------------------------------------------------------------------------------------------
| O |20260310  |1800000012|0090012345|RV  |10.03.2026|09.04.2026|            1.234,56|EUR  |8" pipe|
| O |20260311  |1800000013|          |DR  |11.03.2026|10.04.2026|              100,00|EUR  |      |
| O |          |1400000077|          |DZ  |12.03.2026|          |               34,56-|EUR  |      |
| O |          |1600000009|0090012999|DG  |12.03.2026|          |              100,00-|EUR  |      |
-------------------------------------------------------------------------------------------------
| * |          |          |          |    |          |          |            1.200,00|EUR  |      |
-------------------------------------------------------------------------------------------------
Customer        1000124
Name            Bolt Ltd
City            Leeds
-------------------------------------------------------------------------------------------------
| St|Assignment|DocumentNo|Reference |Type|Doc. Date |Net due dt|Amount in doc. curr.|Curr.|Text  |
-------------------------------------------------------------------------------------------------
| O |          |1800000014|0090012345|RV  |13.03.2026|12.04.2026|               55,00|GBP  |      |
-------------------------------------------------------------------------------------------------
| * |          |          |          |    |          |          |               55,00|GBP  |      |
-------------------------------------------------------------------------------------------------
|** |          |          |          |    |          |          |            1.200,00|EUR  |      |
|** |          |          |          |    |          |          |               55,00|GBP  |      |
"""
ORACLE = """\
OPERATING_UNIT,CUSTOMER_NUMBER,CUSTOMER_NAME,TRX_NUMBER,CLASS,TRX_DATE,DUE_DATE,AMOUNT_DUE_ORIGINAL,\
AMOUNT_DUE_REMAINING,INVOICE_CURRENCY_CODE,PURCHASE_ORDER,AMOUNT_IN_DISPUTE,STATUS
Vision,00417,Acme East,500017,INV,10-MAR-2026,09-APR-2026,50.00,50.00,USD,PO-88,0,OP
Vision,00417,Acme East,500017,INV,10-MAR-2026,09-MAY-2026,70.50,70.50,USD,PO-88,0,OP
Vision,00417,Acme East,500018,INV,11-MAR-2026,10-APR-2026,30.00,0.00,USD,,0,CL
Vision,00417,Acme East,500019,DM,11-MAR-2026,10-APR-2026,5.00,5.00,USD,,5.00,OP
Vision,00417,Acme East,500020,CM,12-MAR-2026,,-20.00,-20.00,USD,,0,OP
Vision,00417,Acme East,R-9,PMT,12-MAR-2026,,-10.00,-10.00,USD,,0,OP
"""
NETSUITE = """\
Type,Date,Document Number,Name,PO/Check Number,Due Date,Amount (Foreign Currency),\
Amount Remaining (Foreign Currency),Currency,Status,Created From
Invoice,3/25/2026,INV1004,Acme Corp : Acme East,PO-88,4/24/2026,"1,120.50","1,120.50",\
US Dollar,Open,Order #SO77
Invoice,3/26/2026,INV1005,Bolt Ltd,,4/25/2026,10.00,0.00,British pound,Invoice : Paid In Full,
Credit Memo,3/27/2026,CM17,Bolt Ltd,,,-4.00,-4.00,British pound,Credit Memo : Open,
Payment,3/27/2026,PYMT9,Bolt Ltd,,,-6.00,0.00,British pound,Deposited,
"""
QUICKBOOKS = """\
Example Trading LLC,,,,,,
Open Invoices,,,,,,
"As of March 31, 2026",,,,,,
,Date,Transaction type,Num,P. O. #,Due date,Open balance
"Acme, Inc.",,,,,,
,03/10/2026,Invoice,1004,PO-88,04/09/2026,"1,120.50"
,03/25/2026,Credit Memo,1009,,,(20.50)
"Total for Acme, Inc.",,,,,,"$1,100.00"
Total Energy,,,,,,
Leeds,,,,,,
,03/11/2026,Invoice,0005,,04/10/2026,10.00
Total for Leeds,,,,,,$10.00
Total for Total Energy,,,,,,$10.00
TOTAL,,,,,,"$1,110.00"
"Sunday, November 22, 2026 10:10 AM GMT",,,,,,
"""
DYNAMICS = """\
Posting Date;Document Type;Document No.;External Document No.;Customer No.;Customer Name;Currency Code;\
Original Amount;Remaining Amount;Due Date;Open;Entry No.
10-03-2026;Invoice;103021;PO-88;01445544;Acme East;;1.120,50;1.120,50;09-04-2026;Yes;2810
25-03-2026;Invoice;103022;;01445544;Acme East;GBP;10,00;0,00;24-04-2026;No;2811
26-03-2026;Credit Memo;104001;;01445544;Acme East;;-20,50;-20,50;26-03-2026;Yes;2812
27-03-2026;Payment;2596;;01445544;Acme East;;-5,00;-5,00;27-03-2026;Yes;2813
"""
PLAIN = {
    "en": "Customer No;Customer Name;Invoice No;PO No;Invoice Date;Due Date;Amount;Currency;"
    "Delivery Note;Status",
    "de": "Kundennummer;Kundenname;Rechnungsnummer;Bestellnummer;Rechnungsdatum;Fälligkeit;Betrag;Währung;"
    "Lieferschein;Zustand",
    "fr": "N° client;Nom du client;N° de facture;N° de commande;Date de facture;Date d'échéance;Montant TTC;"
    "Devise;Bon de livraison;Statut",
    "es": "Nº de cliente;Nombre del cliente;Nº de factura;Nº de pedido;Fecha de factura;Fecha de vencimiento;"
    "Importe;Moneda;Albarán;Estado",
}
PLAIN_ROW = "00417;Acme East;INV-1;PO-88;25/03/2026;24/04/2026;1.120,50;EUR;0080012;"


def imported(
    invoices: str | bytes,
    customers: str | bytes | None = None,
    known: Iterable[Customer] = (),
    **wishes: object,
) -> Imported:
    """A list read with these wishes."""
    people = Export("people.csv", as_bytes(customers)) if customers is not None else None
    said = Wishes(**wishes)  # type: ignore[arg-type]
    lists = (Export("list.csv", as_bytes(invoices)),)
    return import_ledger(people, lists, said, {customer.number: customer for customer in known})


def as_bytes(content: str | bytes) -> bytes:
    """Text in UTF-8."""
    return content.encode() if isinstance(content, str) else content


def by_number(read: Imported) -> dict[str, Invoice]:
    """The invoices by their number."""
    return {invoice.number: invoice for invoice in read.ledger.invoices}


def ubl(root: str = "Invoice", **said: str) -> bytes:
    """One UBL document; `said` replaces single values, and "extra" stands before the total."""
    value = {
        "id": "INV-77", "date": "2026-03-10", "due": "2026-04-09", "currency": "EUR", "order": "PO-88",
        "despatch": "0080012", "account": "00417", "name": "Acme & Sons", "amount": "120.50", "extra": "",
    } | said  # fmt: skip
    safe = {name: text if name == "extra" else escape(text) for name, text in value.items()}
    return """<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>{id}</cbc:ID><cbc:IssueDate>{date}</cbc:IssueDate><cbc:DueDate>{due}</cbc:DueDate>
<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>{order}</cbc:ID></cac:OrderReference>
<cac:DespatchDocumentReference><cbc:ID>{despatch}</cbc:ID></cac:DespatchDocumentReference>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Our own firm</cbc:Name></cac:PartyName>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>{account}</cbc:SupplierAssignedAccountID>
<cac:Party><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName><cac:PostalAddress>
<cbc:StreetName>17 Mill Lane</cbc:StreetName><cbc:CityName>Leeds</cbc:CityName>
<cbc:PostalZone>LS1 4AB</cbc:PostalZone>
<cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:Party>
</cac:AccountingCustomerParty>{extra}
<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="{currency}">{amount}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="{currency}">100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</{root}>""".format(root=root, **safe).encode()


def x12(*sets: Sequence[str], end: str = "~\n") -> str:
    """An interchange with these transaction sets, each given as its segments without ST and SE."""
    blank, ours, theirs = " " * 10, "OURFIRM".ljust(15), "ACME".ljust(15)
    isa = f"ISA*00*{blank}*00*{blank}*ZZ*{ours}*ZZ*{theirs}*260310*1200*U*00401*000000001*0*P*>"
    segments = [isa, "GS*IN*OURFIRM*ACME*20260310*1200*1*X*004010"]
    for number, (kind, *body) in enumerate(sets, start=1):
        segments += [f"ST*{kind}*{number:04}", *body, f"SE*{len(body) + 2}*{number:04}"]
    return end.join([*segments, f"GE*{len(sets)}*1", "IEA*1*000000001", ""])


INVOICE_810 = (
    "810", "BIG*20260310*INV-77*20260301*PO-88***DI", "CUR*SE*USD", "N1*RE*Our own firm*91*1",
    "N1*ST*Acme Dock 4*92*S9", "N1*BT*Acme Inc*91*00417", "N3*1 High St", "N4*Akron*OH*44301*US",
    "ITD*01*3****20260409", "IT1*1*10*EA*12.05", "TDS*12050",
)  # fmt: skip
NOTICE_856 = ("856", "BSN*00*SHIP-5*20260309*1200", "HL*1**S", "HL*2*1*O", "PRF*PO-88")


def workbook(rows: Sequence[Sequence[str]], *, styles: Sequence[str] = (), extra: str = "") -> bytes:
    """An .xlsx with these rows; a cell is its XML after `<c r="A1"`, or a text that is shared."""
    shared: list[str] = []
    lines = []
    for number, cells in enumerate(rows, start=1):
        made = "".join(_cell(cell, f"{chr(65 + place)}{number}", shared) for place, cell in enumerate(cells))
        lines.append(f'<row r="{number}">{made}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    linked = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    own = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(styles)
    )
    uses = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(styles)))
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{linked}"><sheets>'
        '<sheet name="Notes" sheetId="1" state="hidden" r:id="rId9"/>'
        '<sheet name="Items" sheetId="2" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
        'Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet {main}><numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>'
        f'<xf numFmtId="14"/>{uses}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {main}>{texts}</sst>",
        "xl/worksheets/sheet1.xml": f"{extra}<worksheet {main}><sheetData>{''.join(lines)}</sheetData>"
        "</worksheet>",
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _cell(cell: str, place: str, shared: list[str]) -> str:
    if cell.startswith((" ", ">")):
        return f'<c r="{place}"{cell}</c>'
    shared.append(cell)
    return f'<c r="{place}" t="s"><v>{len(shared) - 1}</v></c>'
