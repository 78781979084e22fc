from __future__ import annotations

import datetime as dt
from typing import Any

from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from workforce.models import Trust

from .date import DayField
from .form import NhsForm


class SecondStepForm(NhsForm):
    since = DayField(label=_("From which day?"), help_text=_("Empty: nobody is asked for it"), required=False)

    def __init__(self, data: Any = None, *, trust: Trust, today: dt.date) -> None:
        super().__init__(data, initial={"since": trust.second_step_from})
        self.today, self.was = today, trust.second_step_from

    def clean_since(self) -> dt.date | None:
        since: dt.date | None = self.cleaned_data["since"]
        if since and since != self.was and since < self.today:
            raise ValidationError(_("Choose today or a later day"))
        return since
