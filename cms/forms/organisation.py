"""Changes of the organisation. Each says from which day on it is true."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workforce.enums import UnitKind
from workforce.models import UnitPlace

from .date import DayField
from .form import NhsForm


class ChangeForm(NhsForm):
    """`place`: the unit as it stands on the day asked for; `others`: where it could go."""

    on = DayField(label=_("From"), help_text=_("The first day on which it is so"))

    def __init__(self, data: Any = None, *, place: UnitPlace, others: list[UnitPlace], on: dt.date) -> None:
        super().__init__(data, initial={"on": on, **self.first(place)})
        self.units = {other.unit_id: other.unit for other in others if other.unit_id != place.unit_id}
        self.choose([(other.unit_id, _words(other)) for other in others if other.unit_id in self.units])

    def first(self, place: UnitPlace) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def choose(self, units: list[tuple[int, str]]) -> None:
        """For forms that ask for another unit."""

    def asked(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class UnitFields(ChangeForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=200, required=False)
    code = forms.CharField(
        label=_("Code"),
        help_text=_("As files call it; no two units have one on the same day"),
        max_length=40,
        required=False,
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=UnitKind.choices, widget=forms.RadioSelect)


class AddForm(UnitFields):
    def first(self, place: UnitPlace) -> dict[str, Any]:
        return {"kind": UnitKind.TEAM}


class RenameForm(UnitFields):
    def first(self, place: UnitPlace) -> dict[str, Any]:
        return {field: getattr(place, field) for field in ("name", "name_cy", "code", "kind")}


class MoveForm(ChangeForm):
    parent = forms.TypedChoiceField(label=_("The unit above"), coerce=int)

    def first(self, place: UnitPlace) -> dict[str, Any]:
        return {"parent": place.parent_id}

    def choose(self, units: list[tuple[int, str]]) -> None:
        self.fields["parent"].choices = units  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> dict[str, Any]:
        return super().asked() | {"parent": self.units[self.cleaned_data["parent"]]}


class CloseForm(ChangeForm):
    on = DayField(label=_("From"), help_text=_("The first day on which it does not exist; it must be empty by then"))


class MergeForm(ChangeForm):
    into = forms.TypedChoiceField(label=_("Into"), coerce=int)

    def choose(self, units: list[tuple[int, str]]) -> None:
        self.fields["into"].choices = [("", _("Choose a unit")), *units]  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> dict[str, Any]:
        return super().asked() | {"into": self.units[self.cleaned_data["into"]]}


class AliasForm(ChangeForm):
    system = forms.CharField(
        label=_("System"), help_text=_("Which calls it so, such as cost-centre or ods"), max_length=40
    )
    value = forms.CharField(label=_("What it calls it"), max_length=100)


def lines_of(form: ChangeForm) -> list[dict[str, Any]]:
    """What was filled in, to be looked at once more."""
    return [{"words": field.label, "value": _shown(form, field.name)} for field in form]


def _shown(form: ChangeForm, name: str) -> Any:
    value = form.cleaned_data[name]
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    choices = dict(getattr(form.fields[name], "choices", ()))
    return choices.get(value, value)


def _words(place: UnitPlace) -> str:
    return f"{place.name} ({place.code})" if place.code else place.name
