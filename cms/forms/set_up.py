"""What an academy is set up with: itself, its licence, pathways, ways between sites, and coaches it had before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.enums import AcademyKind
from coaching.models import Academy, Programme
from coaching.services.coach_entry import Certificate
from coaching.services.travel import LONGEST
from curriculum.models import Level
from workforce.models import Person, Site, Trust

from .coach import YES_NO, person_of
from .day_text import DayTextField
from .form import NhsForm

A_DAY = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
EXAMPLE = _("For example 12 March 2026 or 12/3/2026")


def day(today: dt.date, label: Any, *, required: bool = True, help_text: Any = EXAMPLE) -> DayTextField:
    widget = forms.TextInput(attrs=A_DAY)
    return DayTextField(today=today, label=label, help_text=help_text, required=required, widget=widget)


class AcademyForm(NhsForm):
    name = forms.CharField(label=_("What is it called?"), max_length=150)
    kind = forms.ChoiceField(
        label=_("Which kind is it?"),
        help_text=_("A central academy owns programmes and licenses local ones, which run cohorts and teams."),
        choices=AcademyKind.choices,
        widget=forms.RadioSelect,
        initial=AcademyKind.LOCAL,
    )
    level = forms.ModelChoiceField(
        label=_("Which level must its coaches hold?"),
        help_text=_("Whoever is certified is named for it."),
        queryset=Level.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, data: Any = None, *, levels: QuerySet[Level], academy: Academy | None = None) -> None:
        super().__init__(data, initial=_as_it_is(academy) if academy else None)
        self.fields["level"].queryset = levels  # type: ignore[attr-defined]  # a choice of rows


def _as_it_is(academy: Academy) -> dict[str, Any]:
    return {"name": academy.name, "kind": academy.kind, "level": academy.level and academy.level.code}


class LicenceForm(NhsForm):
    central = forms.ModelChoiceField(
        label=_("Of which central academy?"), queryset=Academy.objects.none(), to_field_name="uuid", empty_label=None
    )
    terms = forms.CharField(label=_("Terms"), help_text=_("Such as: Flow, three years"), required=False, max_length=400)

    def __init__(self, data: Any = None, *, central: QuerySet[Academy], today: dt.date) -> None:
        super().__init__(data)
        self.fields["central"].queryset = central  # type: ignore[attr-defined]  # a choice of rows
        self.fields["since"] = day(today, _("From which day on?"))
        self.fields["until"] = day(
            today, _("Until which day?"), required=False, help_text=_("Empty: until it is ended")
        )
        self.order_fields(("central", "since", "until", "terms"))

    def clean_until(self) -> dt.date | None:
        """Typed is the last day; kept is the day after it."""
        last = self.cleaned_data["until"]
        return last + dt.timedelta(days=1) if last else None


class PathwayForm(NhsForm):
    name = forms.CharField(label=_("What is it called?"), help_text=_("Such as: Stroke, or Broken hip"), max_length=150)


class WaysForm(NhsForm):
    """One field a site; empty where it is not known."""

    def __init__(self, data: Any = None, *, sites: Sequence[Site], known: Mapping[int, int]) -> None:
        super().__init__(data)
        self.sites = sites
        narrow = {"class": "nhsuk-input--width-3", "inputmode": "numeric"}
        for site in sites:
            self.fields[f"to-{site.pk}"] = forms.IntegerField(
                label=site.name,
                required=False,
                min_value=0,
                max_value=LONGEST,
                initial=known.get(site.pk),
                widget=forms.NumberInput(attrs=narrow),
            )

    def minutes(self) -> dict[Site, int | None]:
        return {site: self.cleaned_data[f"to-{site.pk}"] for site in self.sites}


class CoachEntryForm(NhsForm):
    email = forms.EmailField(
        label=_("Work e-mail of the coach"),
        help_text=_("Somebody of another employer is known here once they have a post of that kind."),
    )
    is_clinical = forms.ChoiceField(label=_("Clinical?"), choices=YES_NO, widget=forms.RadioSelect)
    programme = forms.ModelChoiceField(
        label=_("Certified in which programme?"),
        queryset=Programme.objects.none(),
        to_field_name="code",
        empty_label=_("Choose"),
    )

    def __init__(self, data: Any = None, *, trust: Trust, today: dt.date) -> None:
        super().__init__(data)
        self.trust = trust
        self.fields["programme"].queryset = Programme.objects.filter(trust=trust).order_by("name")  # type: ignore[attr-defined]  # a choice of rows
        self.fields["since"] = day(today, _("Certified since which day?"))
        last = _("Empty: the certificate does not end")
        self.fields["until"] = day(today, _("Until which day?"), required=False, help_text=last)

    def clean_email(self) -> Person:
        found = person_of(self.cleaned_data["email"], self.trust)
        if found is None:
            raise ValidationError(_("Fill in the work e-mail of the coach"))
        return found

    def certificate(self) -> Certificate:
        told, last = self.cleaned_data, self.cleaned_data["until"]
        return Certificate(told["programme"], told["since"], last + dt.timedelta(days=1) if last else None)
