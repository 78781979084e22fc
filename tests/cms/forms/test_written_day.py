import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.written_day import no_day_words, written_day

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


@pytest.mark.parametrize(
    "text, words",
    [
        ("29/2/2026", "There is no such day: February 2026 has 28 days"),
        ("29 February 2100", "There is no such day: February 2100 has 28 days"),
        ("31.04.2024", "There is no such day: April 2024 has 30 days"),
        ("2026-06-31", "There is no such day: June 2026 has 30 days"),
        ("0 March 2026", "There is no such day: March 2026 has 31 days"),
        ("3/31/2026", "There is no month 31: the day comes first, then the month"),
        ("0000-01-01", "Write the year in four figures, like 2026"),
        ("12 Smarch 2026", "Write the day like 12 March 2026 or 12/3/2026"),
        ("next week", "Write the day like 12 March 2026 or 12/3/2026"),
    ],
)
def test_a_day_that_does_not_exist_is_answered_as_what_it_says(text, words):
    assert written_day(text, today=TODAY) is None
    assert no_day_words(text) == words


@given(text=st.text())
def test_no_text_at_all_breaks_it(text):
    assert isinstance(written_day(text, today=TODAY), dt.date | None)
    assert no_day_words(text)


@given(day=st.dates(min_value=dt.date(1900, 1, 1)))
def test_every_day_comes_back_from_its_own_words(day):
    assert written_day(day.isoformat(), today=TODAY) == day
    assert written_day(f"{day:%d/%m/%Y}", today=TODAY) == day


@pytest.mark.parametrize(
    "text, day",
    [
        ("12 March", TODAY),
        ("13/3", dt.date(2026, 3, 13)),
        ("11 Mar", dt.date(2027, 3, 11)),
        ("29 February", dt.date(2028, 2, 29)),
        ("31 April", None),
        ("12 March 2025", dt.date(2025, 3, 12)),
    ],
)
def test_of_what_is_planned_a_day_without_a_year_is_the_next_such_day(text, day):
    assert written_day(text, today=TODAY, ahead=True) == day


def test_of_what_has_been_the_year_is_asked_for():
    assert written_day("12 March", today=TODAY) is None
    assert no_day_words("12 March") == "Write the year too, like 12 March 2026"
