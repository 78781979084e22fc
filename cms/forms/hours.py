"""Times of the day and lengths of time, as people write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.ASCII)
LENGTH = re.compile(r"(\d{1,2})(?:[.,](\d{1,2})|:([0-5]\d))?\s*(?:h|hours?)?", re.ASCII)


class ClockField(forms.CharField):
    """Gives a `time`: 9:30, 09.30, 0930, 9, 2pm."""

    def __init__(self, **told: Any) -> None:
        widget = forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=10, **told)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = CLOCK.fullmatch(text.strip().lower())
        try:
            return _time(*found.groups()) if found else _refuse()
        except ValueError:
            return _refuse()

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


class HoursField(forms.CharField):
    """Gives minutes: 3, 3.5 or 3:30 hours."""

    def __init__(self, **told: Any) -> None:
        widget = forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=12, **told)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        minutes = minutes_in(text)
        if minutes is None or not 0 < minutes <= 24 * 60:
            raise ValidationError(_("Write hours like 3, 3.5 or 3:30, at most 24"))
        return minutes

    def prepare_value(self, value: Any) -> Any:
        return hours_text(value) if isinstance(value, int) else value


def minutes_in(text: str) -> int | None:
    """None: it is no length of time."""
    found = LENGTH.fullmatch(text.strip().lower())
    if not found:
        return None
    whole, part, minutes = found.groups()
    rest = int(minutes) if minutes else round(float(f"0.{part or 0}") * 60)
    return int(whole) * 60 + rest


def hours_text(minutes: int) -> str:
    """As it is typed: 3, 3.5, or 3:20 where no decimal says it whole."""
    return f"{minutes / 60:g}" if minutes % 15 == 0 else f"{minutes // 60}:{minutes % 60:02}"


def _time(hour: str, minute: str | None, half: str | None) -> dt.time:
    if half and not 1 <= int(hour) <= 12:
        raise ValueError
    later = 12 if half == "pm" else 0
    return dt.time((int(hour) % 12 + later) if half else int(hour), int(minute or 0))


def _refuse() -> Any:
    raise ValidationError(_("Write the time like 09:30 or 2pm"))
