from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.models import Academy
from coaching.services.academy import SETTINGS

from .form import NhsForm


def weeks(label: Any, help_text: Any) -> forms.IntegerField:
    narrow = forms.NumberInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=1, max_value=260, widget=narrow)


class AcademySettingsForm(NhsForm):
    active_weeks = weeks(_("Active: coached within so many weeks"), _("Eight is usual"))
    resting_weeks = weeks(_("Resting: coached within so many weeks"), _("After that a coach has lapsed"))
    unmet_weeks = weeks(_("A team is quiet after so many weeks without a meeting"), _("Four is usual"))
    stalled_weeks = weeks(_("A team is stalled after so many weeks at one stage"), _("Thirteen is usual"))
    coaches_a_supervisor = weeks(_("Coaches that one supervisor has at most"), _("More of them are shown as too many"))

    def __init__(self, data: Any = None, *, academy: Academy) -> None:
        super().__init__(data, initial={name: getattr(academy, name) for name in SETTINGS})
