"""A day in one field, written as people write it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .written_day import no_day_words, written_day


class DayTextField(forms.CharField):
    """Gives a `date`; what was typed stays on the screen when it is none. `today` is set by the form.

    `ahead`: it is planned, so a day without a year is the next such day.
    """

    def __init__(self, *, today: dt.date, ahead: bool = False, **told: Any) -> None:
        self.today, self.ahead = today, ahead
        super().__init__(**told)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        day = written_day(text, today=self.today, ahead=self.ahead)
        if day is None:
            raise ValidationError(no_day_words(text), code="not_a_date")
        return day

    def clean(self, value: Any) -> Any:
        day = self.to_python(value)
        self.validate(day)
        return day
