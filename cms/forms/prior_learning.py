"""Claiming what was learned elsewhere: its days and what shows it. Of a credential in the map that is all we ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from cms.presenters.figure import day_words
from curriculum.calc.prior_learning import own_end
from curriculum.models import Credential
from curriculum.services.prior_learning import (
    LONGEST_WORDS,
    Learned,
    has_expired,
    must_be_learned_by,
    must_expire_later,
)
from workforce.services.refusal import Refused

from .day_text import DayTextField
from .form import NhsForm


class ClaimForm(NhsForm):
    """What every claim says. `credential`: the one in the map that is claimed, if it is one."""

    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_("A certificate's number, a link, or who can confirm it. No names of patients."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what shows it")},
    )

    def __init__(self, data: Any = None, *, today: dt.date, credential: Credential | None = None) -> None:
        super().__init__(data)
        self.today, self.credential = today, credential
        self._add_days()
        if credential:
            told = {"asked": escape(credential.evidence_asked)}  # a hint is printed as it is
            self.fields["evidence"].help_text = _("%(asked)s No names of patients.") % told
        self.order_fields(["learned", "expires", "evidence"])

    def _add_days(self) -> None:
        narrow = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
        self.fields["learned"] = DayTextField(
            today=self.today,
            label=_("On which day was it given?") if self.credential else _("On which day was it?"),
            help_text=_("For example 12 March 2024 or 12/3/2024. It counts from that day."),
            widget=forms.TextInput(attrs=narrow),
            error_messages={"required": _("Say on which day it was")},
        )
        self.fields["expires"] = DayTextField(
            today=self.today,
            label=_("Does it expire?"),
            help_text=_("The first day on which it is no longer valid. Leave it empty if none is written on it."),
            widget=forms.TextInput(attrs=narrow),
            required=False,
        )

    def clean_learned(self) -> dt.date:
        day: dt.date = self.cleaned_data["learned"]
        try:
            must_be_learned_by(self.today, day)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "learned" in said:
            self._check_end(said)
        return said

    def _check_end(self, said: dict[str, Any]) -> None:
        try:
            must_expire_later(said.get("expires"), said["learned"])
        except Refused as refused:
            self.add_error("expires", str(refused))
        else:
            self._check_expired(said)

    def _check_expired(self, said: dict[str, Any]) -> None:
        """Said before it is sent: it gives nothing today, and whoever wants it for the past says so."""
        months = self.credential.valid_months if self.credential else None
        end = own_end(said["learned"], months, said.get("expires"))
        if end is None or not has_expired(end, self.today) or "expires" in self.errors:
            return
        self.fields["past_only"] = forms.BooleanField(
            label=_("Send it although it has expired"), required=False, initial=False
        )
        if not self.data.get("past_only"):
            told = {"day": day_words(end)}
            words = _("It expired on %(day)s: it would count for the days before only, and not today. ") % told
            words += _("If you have renewed it, give the days of the newer one. If not, tick the box at the end.")
            self.add_error("expires" if said.get("expires") else "learned", words)

    def asked(self) -> Learned:
        said = self.cleaned_data
        return Learned(
            learned_date=said["learned"],
            expires_date=said["expires"],
            evidence=said["evidence"],
            credential=self.credential,
            though_expired=bool(self.data.get("past_only")),
        )
