"""Inviting somebody in, and saying what an account may do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workforce.enums import Role
from workforce.models import Person, Trust, UnitPlace

from .date import DayField
from .form import NhsForm


class InviteForm(NhsForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with it, and the letter with which they choose a password goes there"),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"email": person.email})


class GrantForm(NhsForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    unit = forms.TypedChoiceField(label=_("Where"), help_text=_("There and in everything below it"), coerce=int)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), help_text=_("The first day without it; empty: until further notice"), required=False
    )

    def __init__(self, data: Any = None, *, trust: Trust, on: dt.date) -> None:
        super().__init__(data, initial={"since": on})
        places = UnitPlace.objects.filter(trust=trust).on(on).select_related("unit").order_by("name", "pk")
        top_first = sorted(places, key=lambda place: place.parent_id is not None)
        self.units = {place.unit_id: place.unit for place in top_first}
        self.fields["unit"].choices = [(place.unit_id, _words(place)) for place in top_first]  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> dict[str, Any]:
        return self.cleaned_data | {"unit": self.units[self.cleaned_data["unit"]]}


class EndForm(NhsForm):
    on = DayField(label=_("First day without it"))

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"on": today})


def _words(place: UnitPlace) -> str:
    return f"{place.name} ({place.code})" if place.code else place.name
