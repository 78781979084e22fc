"""Who acts for a manager, where, and for how long."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from workforce.models import Account, Grant
from workforce.queries.account import called

from .date import DayField
from .form import NhsForm


class DeputyForm(NhsForm):
    who = forms.CharField(
        label=_("Who"), max_length=254, help_text=_("The e-mail address or username with which they sign in")
    )
    where = forms.ChoiceField(label=_("Where"), help_text=_("There and in everything below it"))
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The first day on which they act for you no more"))

    def __init__(self, data: Any = None, *, grants: list[Grant], names: dict[int, str], on: dt.date) -> None:
        super().__init__(data, initial={"since": on})
        self.grants = {str(grant.pk): grant for grant in grants}
        choices = [(key, names.get(grant.unit_id, "")) for key, grant in self.grants.items()]
        self.fields["where"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_who(self) -> Account:
        """Of another trust nobody is found, and of nobody it is said alike."""
        found = called(self.cleaned_data["who"].strip())
        trusts = {grant.trust_id for grant in self.grants.values()}
        if found is None or found.trust_id not in trusts:
            raise ValidationError(_("Nobody in your trust signs in with this"))
        return found

    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        grant = self.grants[told["where"]]
        return {"grant": grant, "deputy": told["who"], "since": told["since"], "until": told["until"]}
