"""Laws of receipts: what never betters a grade, and what every one of them has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.paper import Manner, Role
from models.reading import Acceptance, FieldName, Grade, Reading, RemarkClass
from pipeline.acceptance import acceptance
from tests.values.receipt_readings import DATED, NAMED, receipt, region, remark


def judged(reading: Reading, *, legible: bool = True) -> Acceptance:
    found = acceptance(reading, legible=legible)
    assert found is not None
    return found


REGIONS = st.lists(
    st.builds(region, st.sampled_from(Role), st.sampled_from(Manner), st.floats(0.5, 1.0)), max_size=4
)
REMARKS = st.lists(
    st.builds(
        remark,
        st.sampled_from(RemarkClass),
        st.sampled_from(["", "drop trailer", "2 short", "refused"]),
        st.sampled_from(["", "2", "2 of 12", "12 of 12"]),
    ),
    max_size=3,
)
FIELDS = st.sets(st.sampled_from([FieldName.PRINTED_NAME, FieldName.RECEIVED_DATE])).map(
    lambda names: {name: value for name, value in (NAMED | DATED).items() if name in names}
)
KINDS = st.sampled_from(["delivery_note", "bill_of_lading", "carrier_delivery_receipt", "carrier_pod_letter"])
READINGS = st.builds(
    lambda regions, remarks, fields, kind: receipt(
        *regions, remarks=tuple(remarks), fields=fields, kind=kind
    ),
    REGIONS,
    REMARKS,
    FIELDS,
    KINDS,
)


@given(READINGS, REMARKS.filter(bool))
def test_a_further_remark_never_betters_the_grade(reading: Reading, added: list) -> None:
    worse = replace(reading, remarks=(*reading.remarks, *added))
    assert judged(worse).grade >= judged(reading).grade


@given(READINGS)
def test_a_name_or_a_date_less_never_betters_the_grade(reading: Reading) -> None:
    for name in reading.fields:
        fewer = {other: values for other, values in reading.fields.items() if other is not name}
        assert judged(replace(reading, fields=fewer)).grade >= judged(reading).grade


@given(READINGS)
def test_a_is_signed_or_stamped_named_dated_and_without_remarks(reading: Reading) -> None:
    if judged(reading).grade is not Grade.A:
        return
    taken = [one for one in reading.signatures if one.role in {Role.CUSTOMER, Role.UNKNOWN}]
    assert any(one.present or one.manner is Manner.STAMP for one in taken)
    assert len(reading.fields) == 2
    assert reading.remarks == ()


@given(READINGS, st.booleans())
def test_every_receipt_has_one_sentence_that_never_calls_it_clean(reading: Reading, legible: bool) -> None:
    why = judged(reading, legible=legible).why
    assert why.endswith(".")
    assert "clean" not in why
    assert ";;" not in why
