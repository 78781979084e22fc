from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.models import Action
from coaching.services.action import NewAction
from workforce.models import Person

from .day_text import DayTextField
from .form import NhsForm


class ActionForm(NhsForm):
    words = forms.CharField(
        label=_("What is to be done?"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    owner = forms.ModelChoiceField(
        label=_("Who?"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Nobody yet"),
    )

    def __init__(
        self, data: Any = None, *, people: QuerySet[Person], today: dt.date, action: Action | None = None
    ) -> None:
        super().__init__(data, initial=_as_it_is(action) if action else None)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]  # a choice of rows
        self.fields["due"] = DayTextField(
            today=today,
            label=_("By when?"),
            help_text=_("For example 12 March 2026 or 12/3/2026"),
            required=False,
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
        )

    def told(self) -> NewAction:
        said = self.cleaned_data
        return NewAction(said["words"], said["owner"], said["due"])


def _as_it_is(action: Action) -> dict[str, Any]:
    due = f"{action.due_date:%-d %B %Y}" if action.due_date else ""
    return {"words": action.words, "owner": action.owner and action.owner.uuid, "due": due}
