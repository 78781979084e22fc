"""When a team meets week by week, and when it does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.enums import Mode, Weekday
from coaching.models import TeamSlot
from coaching.services.slot import ToldSlot
from workforce.models import Site

from .day_text import DayTextField
from .form import NhsForm

EVERY = [(1, _("Every week")), (2, _("Every second week")), (4, _("Every fourth week"))]
A_DAY = {"class": "nhsuk-input--width-10", "autocomplete": "off"}


def day_field(label: Any, today: dt.date) -> DayTextField:
    help_text = _("For example 12 March 2026 or 12/3/2026")
    return DayTextField(today=today, label=label, help_text=help_text, widget=forms.TextInput(attrs=A_DAY))


class SlotForm(NhsForm):
    weekday = forms.TypedChoiceField(label=_("On which day of the week?"), choices=Weekday.choices, coerce=int)
    begins = forms.TimeField(label=_("At what time?"), help_text=_("For example 14:00"))
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=5, max_value=480)
    every_weeks = forms.TypedChoiceField(label=_("How often?"), choices=EVERY, coerce=int)
    mode = forms.ChoiceField(label=_("How do you meet?"), choices=Mode.choices)
    site = forms.ModelChoiceField(
        label=_("On which site?"),
        queryset=Site.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("On none"),
    )
    place = forms.CharField(label=_("In which room, or how to join?"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, today: dt.date, sites: QuerySet[Site], slot: TeamSlot | None) -> None:
        names = ("weekday", "begins", "minutes", "every_weeks", "mode", "place")
        now = {name: getattr(slot, name) for name in names} if slot else {"minutes": 60, "every_weeks": 1}
        if slot:
            now |= {"begins": f"{slot.begins:%H:%M}", "site": slot.site and slot.site.code}
        super().__init__(data, initial=now | {"since": "today"})
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice of rows
        self.fields["since"] = day_field(_("From which day on?"), today)

    def told(self) -> ToldSlot:
        return ToldSlot(**{name: value for name, value in self.cleaned_data.items() if name != "since"})


class HolidayForm(NhsForm):
    words = forms.CharField(label=_("Why?"), help_text=_("Such as: Christmas"), max_length=100)

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data)
        self.fields["first"] = day_field(_("First day without a meeting"), today)
        self.fields["last"] = day_field(_("Last day without a meeting"), today)
        self.order_fields(("first", "last", "words"))
