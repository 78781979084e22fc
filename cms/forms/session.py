"""Recording a session: what, when, and who came, as a pasted list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from curriculum.models import ActivityVersion
from curriculum.services.session import LONGEST_REASON
from workforce.models import Site

from .activities import by_module
from .day_text import DayTextField
from .form import NhsForm

MOST_LINES = 300
LONGEST_LIST = 40_000


class SessionForm(NhsForm):
    activity = forms.ChoiceField(label=_("What was it?"))
    site = forms.ModelChoiceField(
        label=_("Where?"),
        queryset=Site.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Online, or elsewhere"),
    )
    people = forms.CharField(
        label=_("Who came?"),
        help_text=_(
            "One a line: a name, “Surname, Forename”, an employee or assignment number, or an e-mail address. "
            "You can paste a column of a spreadsheet. Where you have only a surname you choose who it is."
        ),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Say who came, one a line")},
    )
    field_order = ("activity", "day", "site", "people")

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[ActivityVersion],
        modules: Mapping[str, str],
        sites: QuerySet[Site],
        today: dt.date,
    ) -> None:
        super().__init__(data)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice of rows
        self.versions = {str(version.activity.uuid): version for version in versions}
        self.today = today
        self.fields["activity"].choices = [("", _("Choose")), *by_module(versions, modules)]  # type: ignore[attr-defined]  # a choice field
        self.fields["day"] = DayTextField(
            today=today,
            label=_("On which day?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say on which day it was")},
        )
        self.order_fields(self.field_order)

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("The day is still to come. A session is recorded once it has been held."))
        return day

    def clean_people(self) -> str:
        text: str = self.cleaned_data["people"]
        if len(text.splitlines()) > MOST_LINES:
            raise ValidationError(_("At most %(n)s lines at a time.") % {"n": MOST_LINES})
        return text

    def version(self) -> ActivityVersion:
        return self.versions[self.cleaned_data["activity"]]


class ReasonForm(NhsForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever it was recorded of reads this beside the entry"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why")},
    )


class SignOffForm(NhsForm):
    activity = forms.ChoiceField(
        label=_("What is signed off?"),
        error_messages={
            "invalid_choice": _(
                "Whoever signs off a skill holds it, at this depth or deeper. You do not hold it today."
            )
        },
    )
    words = forms.CharField(
        label=_("What was seen?"),
        help_text=_("Where it was, what they did, and what you looked at. They can read this."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what was seen")},
    )
    field_order = ("activity", "day", "words")

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[ActivityVersion],
        modules: Mapping[str, str],
        words: Mapping[int, str],
        today: dt.date,
    ) -> None:
        super().__init__(data)
        self.versions = {str(version.activity.uuid): version for version in versions}
        choices = [("", _("Choose")), *by_module(versions, modules, words)]
        self.fields["activity"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["day"] = DayTextField(
            today=today,
            label=_("On which day was it seen?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say on which day it was")},
        )
        self.order_fields(self.field_order)

    def version(self) -> ActivityVersion:
        return self.versions[self.cleaned_data["activity"]]
