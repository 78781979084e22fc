import datetime as dt

import pytest
from django import forms

from cms.forms import DayField, NhsForm


class DayForm(NhsForm):
    given = DayField(label="When was it?", help_text="For example, 27 3 2026")
    until = DayField(required=False)


def typed(day, month, year):
    return DayForm({"given_day": day, "given_month": month, "given_year": year})


def test_three_fields_make_a_date():
    form = typed("27", "3", "2026")

    assert form.is_valid()
    assert form.cleaned_data == {"given": dt.date(2026, 3, 27), "until": None}


@pytest.mark.parametrize(
    "day, month, year, words",
    [
        ("31", "2", "2026", "There is no such day: February 2026 has 28 days"),
        ("0", "1", "2026", "There is no such day: January 2026 has 31 days"),
        ("1", "13", "2026", "There is no month 13: the day comes first, then the month"),
        ("x", "1", "2026", "Enter a real date, for example 27 3 2026"),
        ("1", "1", "0", "Write the year in four figures, like 2026"),
        ("1", "1", "26", "Write the year in four figures, like 2026"),
        ("1", "1", "9" * 30, "Write the year in four figures, like 2026"),
    ],
)
def test_a_day_that_is_none_is_refused_and_stays_on_the_screen(day, month, year, words):
    form = typed(day, month, year)

    page = str(form["given"])

    assert form.errors == {"given": [words]}
    assert f'value="{day}"' in page


@pytest.mark.parametrize("day, month, year", [("", "3", "2026"), ("27", "", "2026"), ("27", "3", "")])
def test_a_part_left_out_is_asked_for(day, month, year):
    assert typed(day, month, year).errors == {"given": ["Enter a day, a month and a year"]}


def test_nothing_typed_is_told_once():
    assert typed("", "", "").errors == {"given": ["Fill in “When was it?”"]}


def test_a_known_day_stands_in_its_fields():
    form = DayForm(initial={"given": dt.date(2026, 3, 27)})

    page = str(form["given"])

    assert [f'value="{part}"' in page for part in (27, 3, 2026)] == [True, True, True]


def test_it_is_a_field_like_others():
    assert isinstance(DayField(), forms.Field)
