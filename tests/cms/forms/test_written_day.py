import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.written_day import written_day

TODAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12 March 2026",
        "12 mar 26",
        "12th March, 2026",
        "12/3/2026",
        "12.03.26",
        "2026-03-12",
        " Today ",
        "12 MARCH 2026",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert written_day(text, today=TODAY) == TODAY


@pytest.mark.parametrize(
    "text", ["", "foo", "31/2/2026", "0000-01-01", "12 Smarch 2026", "\x00", "١٢/٣/٢٠٢٦", "9" * 99]
)
def test_what_is_no_day_is_none(text):
    assert written_day(text, today=TODAY) is None


@given(text=st.text())
def test_no_text_at_all_breaks_it(text):
    assert isinstance(written_day(text, today=TODAY), dt.date | None)


@given(day=st.dates(min_value=dt.date(1900, 1, 1)))
def test_every_day_comes_back_from_its_own_words(day):
    assert written_day(day.isoformat(), today=TODAY) == day
    assert written_day(f"{day:%d/%m/%Y}", today=TODAY) == day
