"""Who acts for a manager, where, and for how long."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from workforce.models import Account, Grant, Person
from workforce.queries.account import called
from workforce.queries.roster import read_roster

from .date import DayField
from .form import NhsForm


class DeputyForm(NhsForm):
    who = forms.CharField(
        label=_("Who"), max_length=254, help_text=_("Their name, employee number, e-mail address or username")
    )
    where = forms.ChoiceField(label=_("Where"), help_text=_("There and in everything below it"))
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The first day on which they act for you no more"))

    def __init__(self, data: Any = None, *, grants: list[Grant], names: dict[int, str], on: dt.date) -> None:
        super().__init__(data, initial={"since": on})
        self.on = on
        self.grants = {str(grant.pk): grant for grant in grants}
        choices = [(key, names.get(grant.unit_id, "")) for key, grant in self.grants.items()]
        self.fields["where"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_who(self) -> Account:
        """Of another trust nobody is found, and of nobody it is said alike."""
        typed = self.cleaned_data["who"].strip()
        found = called(typed)
        if found is not None and found.trust_id in {grant.trust_id for grant in self.grants.values()}:
            return found
        person = self._person(typed)
        account = Account.objects.filter(person=person).first()
        if account is None:
            words = _("%(who)s has no account yet, so they cannot act for you") % {"who": person}
            raise ValidationError(words)
        return account

    def _person(self, typed: str) -> Person:
        """What they may see is about to be theirs too: so a whole name, and of one person only."""
        trust = next(iter(self.grants.values())).trust
        line = next(iter(read_roster(typed, trust, on=self.on)), None)
        if line is None or not line.people:
            raise ValidationError(_("Nobody in your trust is called this or signs in with it"))
        if len(line.people) > 1 or not line.is_sure:
            raise ValidationError(
                _("This may mean several people: write an employee number, an e-mail address or a username")
            )
        return line.people[0]

    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        grant = self.grants[told["where"]]
        return {"grant": grant, "deputy": told["who"], "since": told["since"], "until": told["until"]}
