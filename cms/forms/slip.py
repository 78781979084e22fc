"""Handing out slips, and coming in with one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from workforce.models import Account, Person, Trust

from .form import NhsForm
from .units import UnitsField

A_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{2,29}$"
MOST = 300


class ForWhomForm(NhsForm):
    numbers = forms.CharField(
        label=_("Assignment numbers"),
        help_text=_("One a line, as they stand in the staff record"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        required=False,
    )
    units = UnitsField(
        label=_("Or everybody of these wards or teams"), help_text=_("One a line, by name or by code"), required=False
    )

    def __init__(self, data: Any, *, trust: Trust, on: dt.date) -> None:
        super().__init__(data)
        self.fields["units"].know(trust, on=on)  # type: ignore[attr-defined]  # a field of units

    def clean_numbers(self) -> list[str]:
        numbers = list(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["numbers"].replace("\x00", "").strip())))
        return [number[:100] for number in numbers if number][:MOST]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told.get("numbers") and not told.get("units"):
            self.add_error("numbers", _("Write a number, or a ward or team"))
        return told


class SlipForm(NhsForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Twelve letters and figures, as they stand on your slip"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    number = forms.CharField(
        label=_("Assignment number"),
        help_text=_("It stands on your payslip, such as 20123456-2"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ChooseForm(NhsForm):
    username = forms.RegexField(
        A_NAME,
        label=_("Username"),
        help_text=_("You sign in with it: 3 to 30 letters, figures, full stops and hyphens"),
        error_messages={"invalid": _("A username has 3 to 30 letters, figures, full stops and hyphens")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three words that do not belong together are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, person: Person, account: Account | None) -> None:
        super().__init__(data)
        self.person = person
        if account:
            del self.fields["username"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        names = {"first_name": self.person.given_name, "last_name": self.person.family_name}
        validate_password(password, Account(username=self.cleaned_data.get("username", ""), **names))
        return password
