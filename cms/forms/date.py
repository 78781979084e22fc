"""A day as three fields, as NHS.UK asks for it: easier than a calendar for a date one knows."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .written_day import no_such_day_words, real_day

PARTS = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))


class DayWidget(forms.MultiWidget):
    template_name = "forms/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name, _words, _width in PARTS}, attrs)

    def decompress(self, value: dt.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, (_name, words, width) in zip(context["widget"]["subwidgets"], PARTS, strict=True):
            part["words"], part["width"] = words, width
        return context


class DayField(forms.MultiValueField):
    """Gives a `date`; what was typed stays on the screen when it is none."""

    widget = DayWidget
    default_error_messages = {
        "incomplete": _("Enter a day, a month and a year"),
        "not_a_date": _("Enter a real date, for example 27 3 2026"),
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = [
            forms.IntegerField(error_messages={"invalid": self.default_error_messages["not_a_date"]}) for _ in PARTS
        ]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[int]) -> dt.date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return real_day(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(no_such_day_words(year, month, day), code="not_a_date") from None
