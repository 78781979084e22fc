from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.models import Level
from workforce.models import Trust, Unit, UnitPlace

from .date import DayField
from .form import NhsForm


class PlanForm(NhsForm):
    level = forms.ModelChoiceField(label=_("Level"), queryset=Level.objects.none())
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    people = forms.IntegerField(label=_("Number of people"), min_value=1, max_value=200_000, required=False)
    percent = forms.DecimalField(
        label=_("or percent of everybody in the unit"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    by_date = DayField(label=_("By"))

    def __init__(self, *args: Any, trust: Trust, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in Unit.objects.filter(trust=trust)}
        levels = Level.objects.in_use().filter(trust=trust).order_by("position", "code")
        self.fields["level"].queryset = levels  # type: ignore[attr-defined]  # a model choice
        places = UnitPlace.objects.filter(trust=trust).on(on).order_by("name")
        top_first = sorted(places, key=lambda place: place.parent_id is not None)
        self.fields["unit"].choices = [(place.unit_id, place.name) for place in top_first]  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        percent = said.pop("percent")
        share = None if percent is None else percent / Decimal(100)
        return said | {"unit": self.units[said["unit"]], "share": share}
