"""A coach's profile on one page, and the small questions beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.enums import RefresherAnswer, Weekday
from coaching.models import Coach, Pathway, Team
from coaching.services.coach import Hours, ToldCoach
from workforce.models import Person, Site, Trust

from .day_text import DayTextField
from .form import NhsForm
from .team_slot import A_DAY, day_field

DAYS = Weekday.choices[:5]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def time_field(label: Any) -> forms.TimeField:
    short = forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"})
    return forms.TimeField(label=label, required=False, widget=short)


class CoachForm(NhsForm):
    profession = forms.CharField(label=_("Profession"), required=False, max_length=100)
    is_clinical = forms.ChoiceField(label=_("Clinical?"), choices=YES_NO, widget=forms.RadioSelect)
    capacity = forms.IntegerField(label=_("How many teams at a time?"), min_value=0, max_value=5)
    takes_smaller = forms.BooleanField(label=_("A smaller team would suit me better"), required=False)
    pathways = forms.ModelMultipleChoiceField(
        label=_("Inside which pathways?"),
        help_text=_("Where you care for its patients or work on it yourself"),
        queryset=Pathway.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.ModelMultipleChoiceField(
        label=_("On which sites?"),
        queryset=Site.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    travel_minutes = forms.IntegerField(
        label=_("How many minutes would you travel, one way?"), min_value=0, max_value=240
    )
    coaches_online = forms.BooleanField(label=_("I coach online too"), required=False)
    methods = forms.CharField(
        label=_("Methods you are good at"),
        help_text=_("Such as: run charts, process mapping"),
        required=False,
        max_length=300,
    )
    wishes = forms.CharField(
        label=_("What would you like?"),
        help_text=_("Such as: a team of another profession"),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any = None, *, coach: Coach, sites: QuerySet[Site], pathways: QuerySet[Pathway]) -> None:
        super().__init__(data, initial=_as_it_is(coach))
        self.fields["sites"].queryset = sites  # type: ignore[attr-defined]  # a choice of rows
        self.fields["pathways"].queryset = pathways  # type: ignore[attr-defined]  # likewise
        for day, words in DAYS:
            self.fields[f"begins-{day}"] = time_field(_("%(day)s from") % {"day": words})
            self.fields[f"ends-{day}"] = time_field(_("%(day)s to") % {"day": words})

    @property
    def days(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(words, self[f"begins-{day}"], self[f"ends-{day}"]) for day, words in DAYS]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(("begins-", "ends-"))]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for day, _words in DAYS:
            begins, ends = told.get(f"begins-{day}"), told.get(f"ends-{day}")
            if f"begins-{day}" in self.errors or f"ends-{day}" in self.errors:
                continue
            if bool(begins) != bool(ends):
                self.add_error(f"ends-{day}", ValidationError(_("Say both, from when and to when, or neither")))
            elif begins and ends and ends <= begins:
                self.add_error(f"ends-{day}", ValidationError(_("It ends after it begins")))
        return told

    def told(self) -> ToldCoach:
        said = self.cleaned_data
        hours = [
            Hours(day, said[f"begins-{day}"], said[f"ends-{day}"]) for day, _words in DAYS if said[f"begins-{day}"]
        ]
        rest = {name: value for name, value in said.items() if not name.startswith(("begins-", "ends-"))}
        return ToldCoach(**rest | {"is_clinical": said["is_clinical"] == "yes"}, hours=hours)


def _as_it_is(coach: Coach) -> dict[str, Any]:
    names = ("profession", "capacity", "travel_minutes", "coaches_online", "takes_smaller", "methods", "wishes")
    told: dict[str, Any] = {name: getattr(coach, name) for name in names}
    told |= {"is_clinical": "yes" if coach.is_clinical else "no"}
    told |= {"sites": [one.code for one in coach.sites.all()], "pathways": [one.code for one in coach.pathways.all()]}
    for row in coach.hours.order_by("-begins"):
        told |= {f"begins-{row.weekday}": f"{row.begins:%H:%M}", f"ends-{row.weekday}": f"{row.ends:%H:%M}"}
    return told


class LeaveForm(NhsForm):
    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data)
        self.fields["first"] = day_field(_("First day away"), today)
        self.fields["last"] = DayTextField(
            today=today,
            label=_("Last day away"),
            help_text=_("Leave it empty if it is not known yet"),
            required=False,
            widget=forms.TextInput(attrs=A_DAY),
        )


class ConflictForm(NhsForm):
    email = forms.EmailField(
        label=_("Work e-mail of the person"), help_text=_("Whose team you must not coach"), required=False
    )
    team = forms.ModelChoiceField(
        label=_("Or the team"),
        queryset=Team.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, data: Any = None, *, trust: Trust, teams: QuerySet[Team]) -> None:
        super().__init__(data)
        self.trust = trust
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]  # a choice of rows

    def clean_email(self) -> Person | None:
        return person_of(self.cleaned_data["email"], self.trust)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and bool(told.get("email")) == bool(told.get("team")):
            raise ValidationError(_("Say either a person or a team"))
        return told


def person_of(email: str, trust: Trust) -> Person | None:
    """Whoever has the address at work; nothing typed is nobody."""
    if not email:
        return None
    found = Person.objects.filter(trust=trust, email__iexact=email, left_date=None).first()
    if found is None:
        raise ValidationError(_("Nobody in your trust has this address. Look at it once more."))
    return found


class SupervisorForm(NhsForm):
    supervisor = forms.ModelChoiceField(
        label=_("Who supervises them?"),
        queryset=Coach.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, data: Any = None, *, coaches: QuerySet[Coach], load: dict[int, int], now: Coach | None) -> None:
        super().__init__(data, initial={"supervisor": now and now.uuid})
        field: Any = self.fields["supervisor"]
        field.queryset = coaches
        field.label_from_instance = lambda one: _("%(who)s, supervises %(n)s") % {"who": one, "n": load.get(one.pk, 0)}


class AnswerForm(NhsForm):
    answer = forms.ChoiceField(label=_("What do you say?"), choices=RefresherAnswer.choices, widget=forms.RadioSelect)
