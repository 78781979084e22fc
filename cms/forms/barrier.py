"""A barrier as a team tells it: coded by the seven groups, with who sees to it and until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.enums import BARRIER_GROUPS, BarrierCode, Severity
from coaching.models import Barrier
from coaching.services.barrier import ToldBarrier

from .day_text import DayTextField
from .form import NhsForm


def barrier_choices() -> list[tuple[Any, Any]]:
    """The codes under the groups they belong to."""
    return [
        (group, [(code, label) for code, label in BarrierCode.choices if code.startswith(key)])
        for key, group in BARRIER_GROUPS.items()
    ]


class BarrierForm(NhsForm):
    words = forms.CharField(label=_("What gets in the way?"), max_length=300)
    code = forms.ChoiceField(label=_("Of which kind is it?"), help_text=_("The nearest will do"))
    severity = forms.TypedChoiceField(
        label=_("How bad is it?"), choices=Severity.choices, coerce=int, widget=forms.RadioSelect
    )
    owner = forms.CharField(
        label=_("Who sees to it?"), help_text=_("Such as: ward manager"), required=False, max_length=150
    )

    def __init__(self, data: Any = None, *, today: dt.date, barrier: Barrier | None = None) -> None:
        names = ("words", "code", "severity", "owner", "due_date")
        super().__init__(data, initial={name: getattr(barrier, name) for name in names} if barrier else {"severity": 1})
        self.fields["code"].choices = [("", _("Choose")), *barrier_choices()]  # type: ignore[attr-defined]  # a choice
        self.fields["due_date"] = DayTextField(
            today=today,
            label=_("By when?"),
            help_text=_("For example 12 March 2026 or 12/3/2026"),
            required=False,
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
        )
        if barrier and barrier.due_date:
            self.initial["due_date"] = f"{barrier.due_date:%-d %B %Y}"

    def told(self) -> ToldBarrier:
        return ToldBarrier(**self.cleaned_data)


class EscalateForm(NhsForm):
    owner = forms.CharField(
        label=_("Who sees to it there?"), help_text=_("Such as: director of operations"), required=False, max_length=150
    )


class OutcomeForm(NhsForm):
    outcome = forms.CharField(
        label=_("What helped?"),
        help_text=_("Or why it does not matter any more. Other teams learn from it."),
        max_length=300,
        error_messages={"required": _("Say what helped, in a few words")},
    )
