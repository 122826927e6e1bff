"""Road consignments: numbered boxes, three parties side by side, a wall of cells."""

from __future__ import annotations

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.open_receipts.open_blank import Places
from tests.benchmarks.sealed.faces import INK, Face
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER

_MIDDLE = 104.0
_NOTE_INKS = ((150, 40, 40), (30, 60, 130), (30, 90, 60), INK)
_NOTE_TITLES = (
    "Lettre de voiture internationale",
    "International waybill",
    "Internationaler Frachtbrief",
)
_SECOND_LANGUAGE = (
    ("Expéditeur", "Destinataire", "Transporteur"),
    ("Absender", "Empfänger", "Frachtführer"),
    ("Afzender", "Geadresseerde", "Vervoerder"),
    ("Nadawca", "Odbiorca", "Przewoźnik"),
)
_MADE_AT = ("Established in", "Etablie a", "Ausgefertigt in", "Opgemaakt te")
_HAULIERS = ("Nordkap Spedition", "Trans-Vega", "Rouleurs Reunis", "Oostland Transport")
_STREETS = ("Hafenstr. 4", "Quai 18", "Dok 7")
_DOORS = ("Bay 3", "Main gate", "Stores", "Yard B", "Unit 12")
_CARRIERS = ("Blue Ridge Cartage", "Delta Fracht", "Ibertrans", "Vistula Cargo")
_PARTIES = {SHIPPER: "consignor", DRIVER: "carrier", CUSTOMER: "consignee"}
_PARTY_STYLES = (
    ("dots", "dots", "dots"),
    ("sidecell", "sidecell", "sidecell"),
    ("above", "above", "above"),
    ("plain", "plain", "below"),
)


def consignment24(draft: Draft) -> None:
    """Numbered boxes of a consignment note: 22 and 23 stacked at the left, 24 tall at the right."""
    sheet, rng, words = draft.sheet, draft.rng, draft.words
    if draft.dark:
        draft.face = Face(rng.choice(("sans", "grot")), 8.6)
    else:
        draft.face = Face(rng.choice(("sans", "grot", "narrow")), 7.6, 1, rng.choice(_NOTE_INKS))
    draft.ink = draft.face.ink
    small = draft.face.at(8.0 if draft.dark else 6.2)
    own = (words["consignor"], words["consignee"], words["carrier"])
    both = [
        f"{one} / {other}" if one != other else one
        for one, other in zip(own, rng.choice(_SECOND_LANGUAGE), strict=True)
    ]
    _note_head(draft, both, small)
    right, whats = draft.wide - _MIDDLE - 10, ("pkgs", "text", "code", "weight")
    y = max(goods_table(draft, 10, 90, draft.wide - 20, whats, style="columns", room=72) - 2, 164)
    high = 16 + rng.choice((2, 10, 18))
    draft.box(10, y, _MIDDLE - 10, high)
    sheet.say(11.5, y + 3.6, "13", small)
    remarks = f"18  {rng.choice(words['remarks'])}"
    draft.remarks("boxed", _MIDDLE, y + high - 2.4, right, high, label=remarks)
    y += high
    draft.box(10, y, _MIDDLE - 10, 9)
    sheet.say(11.5, y + 3.6, f"21  {rng.choice(_MADE_AT)}", small)
    sheet.say(50, y + 6, draft.deal.ledger.firm.town, draft.fill)
    _note_signatures(draft, both, y)


def _note_head(draft: Draft, both: list[str], small: Face) -> None:
    """Boxes 1 to 3, 5 and 16: who sends, who receives, where, and who carries."""
    sheet, rng, deal, words = draft.sheet, draft.rng, draft.deal, draft.words
    left, right, firm = _MIDDLE - 10, draft.wide - _MIDDLE - 10, deal.ledger.firm
    sheet.say(draft.wide - 10, 12, "CMR", draft.face.at(15).bold, to="r")
    sheet.say(_MIDDLE, 12, rng.choice(_NOTE_TITLES), draft.face.at(9))
    sheet.say(60, 12, f"No {deal.numbers['pro']}", draft.fill)
    for row, label in enumerate((f"1  {both[0]}", f"2  {both[1]}", f"3  {words['transport']}")):
        draft.box(10, 15 + row * 25, left, 25)
        sheet.say(11.5, 18.6 + row * 25, label, small)
    sheet.lines(14, 24, [firm.name, firm.street, firm.town], draft.fill)
    draft.to(14, 49)
    sheet.say(14, 77, f"{deal.customer.city}, {rng.choice(_DOORS)}", draft.fill)
    draft.box(_MIDDLE, 15, right, 50)
    sheet.say(_MIDDLE + 1.5, 18.6, f"16  {both[2]}", small)
    plate = f"{words['vehicle']}: {''.join(rng.choices('ABKLWEXZ', k=2))} {rng.randint(1000, 9999)}"
    sheet.lines(_MIDDLE + 5, 25, [rng.choice(_HAULIERS), rng.choice(_STREETS), plate], draft.fill)
    draft.box(_MIDDLE, 65, right, 25)
    sheet.say(_MIDDLE + 1.5, 68.6, "5", small)
    draft.pairs(_MIDDLE + 5, 72, ["delivery", "your order", "customer", "ship day"], 36)


def _note_signatures(draft: Draft, both: list[str], y: float) -> None:
    """Boxes 22 and 23 under each other, 24 beside all from y on."""
    rng, words = draft.rng, draft.words
    left, right = _MIDDLE - 10, draft.wide - _MIDDLE - 10
    tall = draft.high - 12 - y
    high = (tall - 9) / 2
    for row, (role, number, who) in enumerate(((SHIPPER, 22, both[0]), (DRIVER, 23, both[2]))):
        label = f"{number}  {who}: {rng.choice(words[role])}"
        draft.sign("boxed", role, 10, y + 6.6 + (row + 1) * high, left, h=high, label=label)
    draft.box(_MIDDLE, y, right, tall)
    label = f"24  {both[1]}: {rng.choice(words['customer'])}"
    box = draft.sheet.say(_MIDDLE + 1.5, y + 3.8, label, draft.face)
    draft.day("dots", _MIDDLE + 3, y + 11.5, 46)
    draft.clock("dots", _MIDDLE + 51, y + 11.5, right - 54)
    draft.sign_here(_MIDDLE + 8, y + tall - 14, right - 16, h=min(tall - 32, 20), label=box)
    draft.name("dots", _MIDDLE + 3, y + tall - 4, right - 6)
    draft.stamp(_MIDDLE + 62, y + tall - 24)


def three_parties(draft: Draft) -> None:
    """A waybill lying on its side: three columns, each with the name, date and signature of a party."""
    sheet, rng, words, pro = draft.sheet, draft.rng, draft.words, draft.deal.numbers["pro"]
    sheet.say(12, 15, rng.choice(("WAYBILL", "FREIGHT RECEIPT", words["title"][0])), draft.face.at(16).bold)
    sheet.bars(draft.wide - 76, 8, pro, 62, 9)
    sheet.say(draft.wide - 14, 21, pro, draft.fill, to="r")
    wide, framed = (draft.wide - 24) / 3, rng.random() < 0.5
    order = list(_PARTIES.items())
    if rng.random() < 0.35:
        order = [order[2], order[0], order[1]]
    for place, (role, what) in enumerate(order):
        _party(draft, role, what, (12 + place * wide, wide))
    end = draft.cells(12, 57, draft.wide - 24, ["delivery", "ship day", "customer", "your order"])
    y = goods_table(draft, 12, end + 4, draft.wide - 24, ("pkgs", "text", "code", "weight", "qty"), most=7)
    y = max(y + 5, draft.high - 76)
    draft.boxes_across(14, y, 4)
    draft.remarks("dots", 14, y + 8, draft.wide - 30)
    y += 13
    kinds = rng.choice(_PARTY_STYLES)
    for place, (role, what) in enumerate(order):
        x = 12 + place * wide
        if framed:
            draft.box(x, y, wide, 49)
        elif place:
            draft.rule(x, y, x, y + 48)
        sheet.say(x + 3, y + 5, words[what].upper(), draft.face.at(8).bold)
        _party_signs(draft, role, (x, y, wide), kinds)


def _party(draft: Draft, role: str, what: str, across: tuple[float, float]) -> None:
    """Who this party is; `across`: left end and width."""
    (x, wide), sheet, rng, firm = across, draft.sheet, draft.rng, draft.deal.ledger.firm
    draft.box(x, 24, wide, 30)
    draft.box(x, 24, wide, 6, fill=draft.tone)
    sheet.say(x + wide / 2, 28.3, draft.words[what].upper(), draft.face.at(8).bold, to="c")
    if role == CUSTOMER:
        draft.to(x + 3, 36)
    elif role == SHIPPER:
        sheet.lines(x + 3, 36, [firm.name, firm.street, firm.town], draft.fill)
    else:
        plate = f"{rng.randint(10, 99)}-{rng.choice('KLMX')}{rng.randint(100, 999)}"
        lines = [rng.choice(_CARRIERS), f"{draft.words['vehicle']} {plate}"]
        sheet.lines(x + 3, 36, lines, draft.fill)


def _party_signs(
    draft: Draft, role: str, at: tuple[float, float, float], kinds: tuple[str, str, str]
) -> None:
    """Name, day, time and signature of a party; `at`: left, top and width."""
    (x, y, wide), rng, words, blank = at, draft.rng, draft.words, draft.blank
    end, half = "" if role == CUSTOMER else "0", (wide - 10) / 2
    name = draft.put(kinds[0], x + 3, y + 15, wide - 8, rng.choice(words["name" + end]), h=8)[0]
    day = draft.put(kinds[1], x + 3, y + 24.5, half, rng.choice(words["day" + end]), h=8)[0]
    clock = draft.put(kinds[1], x + 5 + half, y + 24.5, half, rng.choice(words["clock" + end]), h=8)[0]
    label = rng.choice(words[role]) if rng.random() < 0.6 else words["customer"][-1]
    draft.sign(kinds[2], role, x + 3, y + 41, wide - 8, h=14, label=label)
    if role == CUSTOMER:
        blank.name, blank.day, blank.clock = name, day, clock
        draft.stamp(x + wide / 2, y + 34)
    else:
        blank.foreign.append((0, (x, y, x + wide, y + 49)))
        blank.theirs[role] = Places(name, day, clock)


def transport_cells(draft: Draft) -> None:
    """A transport document whose foot is a wall of cells, the signatures among them in one row."""
    sheet, rng, words, _deal = draft.sheet, draft.rng, draft.words, draft.deal
    y = letterhead(draft, words["title"][0], habit=rng.choice(("twins", "logo")))
    room = draft.high - y - 84
    goods_table(
        draft,
        12,
        y,
        draft.wide - 24,
        ("code", "text", "unit", "qty"),
        style=rng.choice(("columns", "grid")),
        room=room,
    )
    y = draft.high - 80
    kind = rng.choice(("boxed", "headcell"))
    w = (draft.wide - 24) / 5
    for k, (label, text) in enumerate(
        (
            (words["transport"], rng.choice(("DAP", "EXW", "franco"))),
            (words["weight"], str(rng.randint(20, 900))),
            (words["manifest"][4], str(rng.randint(1, 40))),
            (words["vehicle"], f"{rng.choice('ABF')}{rng.randint(100, 999)}{rng.choice('XYZ')}K"),
            (words["carrier"], rng.choice(("TN Cargo", "Rapid", "own"))),
        )
    ):
        spot = draft.put(kind, 12 + k * w, y + 9, w, label, h=12)[0]
        sheet.say(spot.x, spot.y, text, draft.fill.at(8))
    draft.day(kind, 12, y + 22, w, 13)
    draft.clock(kind, 12 + w, y + 22, w, 13)
    draft.remarks(kind, 12 + 2 * w, y + 22, 3 * w, 13)
    w = (draft.wide - 24) / 4
    order = [SHIPPER, DRIVER, "name", CUSTOMER]
    if rng.random() < 0.5:
        order = ["name", CUSTOMER, DRIVER, SHIPPER]
    wides = {SHIPPER: w * 0.9, DRIVER: w * 0.9, "name": w * 0.95, CUSTOMER: w * 1.25}
    x = 12.0
    for role in order:
        if role == "name":
            draft.name(kind, x, y + 45, wides[role], 22)
        else:
            draft.sign(kind, role, x, y + 45, wides[role], h=22)
            if role == CUSTOMER:
                draft.stamp(x + wides[role] / 2, y + 38)
        x += wides[role]
    draft.small(12, y + 54, draft.wide - 26, 5.6)
