"""The time of receipt is read at its label or beside the day, and never a driver's or another's."""

from __future__ import annotations

import pytest

from models.reading import FieldName, Reading, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

DAY, TIME, NAME = FieldName.RECEIVED_DATE, FieldName.RECEIVED_TIME, FieldName.PRINTED_NAME


def reading(title: str, *lines: At) -> Reading:
    head = [At(0.55, 0.04, title, size=0.02), At(0.06, 0.12, "Delivery note no: 80012345")]
    page = page_from_lines([*head, *lines])
    return read(Section((page,), "first page"), Preferences())


def note(*lines: At) -> Reading:
    """A delivery note with these lines in its receipt block."""
    return reading("DELIVERY NOTE", At(0.06, 0.78, "Received by (signature)"), *lines)


def said(found: Reading, name: FieldName) -> str | None:
    value = found.value(name)
    return value.text if value else None


@pytest.mark.parametrize(
    "written",
    ["14:35", "2:35 pm", "2.35 PM", "14h35", "14.35 Uhr", "14:35:20", "1435", "14.35"],
)
def test_a_time_is_read_at_its_label(written: str) -> None:
    found = note(At(0.06, 0.84, "Date: 23/03/2026"), At(0.06, 0.86, f"Time: {written}"))
    assert (said(found, DAY), said(found, TIME)) == ("2026-03-23", "14:35")


@pytest.mark.parametrize(
    ("received", "label"),
    [
        ("Received by", "Time out"),
        ("Received by", "Time received"),
        ("Empfangen von", "Uhrzeit"),
        ("Reçu par", "Heure"),
        ("Recibido por", "Hora"),
        ("Ricevuto da", "Ora"),
        ("Ontvangen door", "Tijd"),
        ("Recebido por", "Hora"),
        ("Odebrał", "Godzina"),
        ("Empfangen von", "Uhrzeit der Anlieferung"),
    ],
)
def test_its_label_is_known_in_the_readers_languages(received: str, label: str) -> None:
    lines = [At(0.06, 0.78, received), At(0.06, 0.84, f"{label}: 14:35")]
    assert said(reading("DELIVERY NOTE", *lines), TIME) == "14:35"


def test_the_time_in_a_column_under_its_label_is_read_and_the_date_in_its_own() -> None:
    heads = [At(0.06, 0.84, "Print name"), At(0.4, 0.84, "Date"), At(0.6, 0.84, "Time")]
    values = [At(0.06, 0.86, "Jane Smith"), At(0.4, 0.86, "23/03/2026"), At(0.6, 0.86, "2:35 pm")]
    found = note(*heads, *values)
    assert (said(found, NAME), said(found, DAY), said(found, TIME)) == ("Jane Smith", "2026-03-23", "14:35")


@pytest.mark.parametrize(
    "written",
    [
        "23/03/2026 14:35",
        "23/03/2026, 2.35 pm",
        "23/03/202614:35",
        "23.03.2026 um 14:35 Uhr",
        "23/03/2026 - 14h35",
        "14:35 23/03/2026",
    ],
)
@pytest.mark.parametrize("label", ["Date/Time:", "Date and time received:", "Date received:"])
def test_a_time_beside_the_day_of_receipt_is_read(label: str, written: str) -> None:
    found = note(At(0.06, 0.84, f"{label} {written}"))
    assert (said(found, DAY), said(found, TIME)) == ("2026-03-23", "14:35")


def test_a_time_label_ends_the_name_and_the_date_before_it() -> None:
    found = note(At(0.06, 0.84, "Print name: Jane Smith Date: 23/03/2026 Time: 14:35"))
    assert (said(found, NAME), said(found, DAY), said(found, TIME)) == ("Jane Smith", "2026-03-23", "14:35")


def test_the_time_of_leaving_comes_before_that_of_arriving() -> None:
    found = note(At(0.06, 0.84, "Time in: 13:50"), At(0.4, 0.84, "Time out: 14:35"))
    assert [value.text for value in found.fields[TIME]] == ["14:35", "13:50"]


def test_the_drivers_time_is_not_the_receivers() -> None:
    drivers = [At(0.6, 0.78, "Driver signature"), At(0.6, 0.84, "Time: 08:10")]
    assert said(note(*drivers), TIME) is None


def test_a_carriers_letter_tells_the_time_of_delivery_without_a_block() -> None:
    lines = ["Proof of delivery", "Tracking number 440486472", "Signed for by: J SMITH"]
    lines += ["Delivered on: 23/03/2026 at 14:35"]
    placed = [At(0.06, 0.2 + 0.03 * at, line) for at, line in enumerate(lines)]
    found = reading("PROOF OF DELIVERY", *placed)
    assert (said(found, DAY), said(found, TIME)) == ("2026-03-23", "14:35")


@pytest.mark.parametrize(
    ("signed", "delivered"), [("Signed for by", "Delivered"), ("Getekend door", "Afgeleverd")]
)
def test_a_carriers_page_is_known_beside_the_number_of_a_note_and_tells_the_day(
    signed: str, delivered: str
) -> None:
    lines = [
        "Proof of delivery available",
        "Tracking 440486472",
        "Left at: front door",
        "Remarks: 2 of 9 short",
    ]
    lines += [f"{signed}: J SMITH", f"{delivered}: 25.03.2026 14:35"]
    placed = [At(0.06, 0.2 + 0.03 * at, line) for at, line in enumerate(lines)]
    found = reading("ParcelWays", *placed)
    assert found.kind == "carrier_pod_letter"
    assert (said(found, DAY), said(found, TIME)) == ("2026-03-25", "14:35")
    assert [one.about.value for one in found.remarks] == ["unattended", "short"]


@pytest.mark.parametrize(
    "line",
    [
        "Opening hours 08:00-12:00",
        "Printed 23/03/2026 06:10",
        "Delivery time 08:00 - 12:00",
        "Please note the time limits of our conditions",
    ],
)
def test_a_time_elsewhere_on_the_page_is_not_the_receipts(line: str) -> None:
    assert said(note(At(0.06, 0.3, line)), TIME) is None


def test_a_time_with_two_readings_keeps_both() -> None:
    value = note(At(0.06, 0.84, "Time: 2:35")).value(TIME)
    assert value is not None
    assert (value.text, value.alternatives) == ("02:35", ("14:35",))
