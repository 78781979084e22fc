from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.enums import TargetKind

from .form import NhsForm
from .team_slot import day_field


class TargetForm(NhsForm):
    kind = forms.ChoiceField(label=_("What is counted?"), choices=TargetKind.choices)
    number = forms.IntegerField(label=_("How many?"), min_value=1, max_value=10_000)

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data)
        self.fields["due_date"] = day_field(_("By which day?"), today)
