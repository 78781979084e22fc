"""Which letters one wants, and when none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workforce.enums import Letters
from workforce.models import LetterChoice

from .form import NhsForm

HOURS = [(str(hour), dt.time(hour).strftime("%H:%M")) for hour in range(24)]


def _hour(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=lambda hour: dt.time(int(hour)), **more)


class LettersForm(NhsForm):
    letters = forms.ChoiceField(label=_("Which letters"), choices=Letters, widget=forms.RadioSelect)
    quiet_since = _hour(_("No letters from"))
    quiet_until = _hour(_("No letters until"), help_text=_("The same hour as above: at any time"))
    is_quiet_at_weekends = forms.BooleanField(label=_("None on Saturdays and Sundays"), required=False)

    def __init__(self, data: Any = None, *, choice: LetterChoice) -> None:
        self.choice = choice
        begin = {"letters": choice.letters, "is_quiet_at_weekends": choice.is_quiet_at_weekends}
        hours = {name: str(getattr(choice, name).hour) for name in ("quiet_since", "quiet_until")}
        super().__init__(data, initial=begin | hours)

    def chosen(self) -> LetterChoice:
        for name, value in self.cleaned_data.items():
            setattr(self.choice, name, value)
        return self.choice
