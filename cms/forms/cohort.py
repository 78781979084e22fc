"""A cohort, its faculty, its days, its sets, and who came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.enums import Faculty, Mode
from coaching.models import Academy, Cohort, CohortSession, Enrolment, LearningSet, ProgrammeVersion
from coaching.services.cohort import Plan
from coaching.services.course import DayPlan
from workforce.models import Person, Trust

from .day_text import DayTextField
from .form import NhsForm
from .leaders import LeadersField

A_DAY = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
FEW = {"class": "nhsuk-input--width-3", "inputmode": "numeric"}
EXAMPLE = _("For example 12 March 2027 or 12/3/2027")


def day_field(today: dt.date, label: Any, *, required: bool = True, help_text: Any = EXAMPLE) -> DayTextField:
    return DayTextField(
        today=today,
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.TextInput(attrs=A_DAY),
    )


class CohortForm(NhsForm):
    """`academies` empty: a cohort that is there; its academy and its version stay."""

    name = forms.CharField(label=_("What is it called?"), help_text=_("Such as: Flow 4"), max_length=100)
    places = forms.IntegerField(
        label=_("How many places?"), min_value=1, max_value=200, widget=forms.NumberInput(attrs=FEW)
    )

    offer_days = forms.IntegerField(
        label=_("After how many days does an offer of a place lapse?"),
        help_text=_("Who has not answered is told three days before. Empty: it does not lapse."),
        min_value=3,
        max_value=90,
        required=False,
        widget=forms.NumberInput(attrs=FEW),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        today: dt.date,
        academies: Sequence[Academy] = (),
        versions: Sequence[ProgrammeVersion] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.academies = {str(one.uuid): one for one in academies}
        self.versions = {str(one.pk): one for one in versions}
        if academies:
            self.fields["academy"] = forms.ChoiceField(
                label=_("Academy"), choices=[(key, str(one)) for key, one in self.academies.items()]
            )
            self.fields["version"] = forms.ChoiceField(
                label=_("Programme"),
                help_text=_("The cohort keeps this version, whatever is published later."),
                choices=[(key, version_words(one)) for key, one in self.versions.items()],
            )
        self.fields["opens"] = day_field(today, _("Applications from"))
        self.fields["closes"] = day_field(today, _("Applications until, that day too"), help_text="")
        self.fields["since"] = day_field(today, _("First day of the course"), help_text="")
        self.fields["until"] = day_field(
            today,
            _("The day after the last"),
            required=False,
            help_text=_("Empty: as many months later as the programme takes"),
        )
        self.order_fields(("academy", "version", "name", "opens", "closes", "since", "until", "places", "offer_days"))

    def academy(self) -> Academy:
        return self.academies[self.cleaned_data["academy"]]

    def version(self) -> ProgrammeVersion:
        return self.versions[self.cleaned_data["version"]]

    def plan(self) -> Plan:
        names = ("name", "opens", "closes", "since", "places", "until", "offer_days")
        return Plan(**{name: self.cleaned_data[name] for name in names})


def version_words(version: ProgrammeVersion) -> str:
    return f"{version}: {version.fewest_places} to {version.most_places} places, {version.months} months"


def as_it_is(cohort: Cohort) -> dict[str, Any]:
    days = {"opens": cohort.opens_date, "closes": cohort.closes_date, "since": cohort.since, "until": cohort.until}
    said = {"name": cohort.name, "places": cohort.places, "offer_days": cohort.offer_days}
    return said | {k: f"{day:%-d %B %Y}" for k, day in days.items()}


class FacultyForm(NhsForm):
    part = forms.ChoiceField(label=_("As what?"), choices=Faculty.choices, initial=Faculty.FACULTY)

    def __init__(self, data: Any = None, *, trust: Trust, today: dt.date) -> None:
        super().__init__(data)
        people = LeadersField(
            label=_("Who teaches it?"), help_text=_("One a line: forename and surname, a number or an e-mail address")
        )
        people.know(trust, on=today)
        self.fields["people"] = people
        self.order_fields(("people", "part"))


class DayForm(NhsForm):
    title = forms.CharField(label=_("What is it about?"), max_length=150)
    begins = forms.TimeField(
        label=_("From"),
        help_text=_("For example 09:30"),
        required=False,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a time such as 09:30")},
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=15, max_value=720, widget=forms.NumberInput(attrs=FEW)
    )
    mode = forms.ChoiceField(label=_("How?"), choices=Mode.choices)
    place = forms.CharField(label=_("Where, or how to join?"), max_length=200, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        today: dt.date,
        sets: Sequence[LearningSet] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.sets = {str(one.uuid): one for one in sets}
        self.fields["date"] = day_field(today, _("On which day?"))
        if sets:
            self.fields["set"] = forms.ChoiceField(
                label=_("For whom?"),
                choices=[("", _("Everybody")), *((key, str(one)) for key, one in self.sets.items())],
                required=False,
            )
        self.order_fields(("title", "set", "date", "begins", "minutes", "mode", "place"))

    def plan(self) -> DayPlan:
        names = ("title", "date", "minutes", "begins", "mode", "place")
        return DayPlan(**{name: self.cleaned_data[name] for name in names})

    def learning_set(self) -> LearningSet | None:
        return self.sets.get(self.cleaned_data.get("set", ""))


def day_as_it_is(session: CohortSession) -> dict[str, Any]:
    told = {name: getattr(session, name) for name in ("title", "minutes", "mode", "place")}
    begins = f"{session.begins:%H:%M}" if session.begins else ""
    return told | {"date": f"{session.date:%-d %B %Y}", "begins": begins}


class PeopleForm(NhsForm):
    """Some of a list, by ticks; nobody is a good answer too."""

    def __init__(
        self, data: Any = None, *, people: Iterable[Enrolment], label: Any, ticked: Iterable[Enrolment] = ()
    ) -> None:
        super().__init__(data)
        self.people = {str(one.uuid): one for one in people}
        self.fields["people"] = forms.MultipleChoiceField(
            label=label,
            choices=[(key, str(one.person)) for key, one in self.people.items()],
            initial=[str(one.uuid) for one in ticked],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def chosen(self) -> list[Enrolment]:
        return [self.people[key] for key in self.cleaned_data["people"]]


class SetForm(PeopleForm):
    name = forms.CharField(label=_("What is the set called?"), max_length=100)

    def __init__(
        self, data: Any = None, *, trust: Trust, today: dt.date, kept: LearningSet | None, **told: Any
    ) -> None:
        super().__init__(data, **told)
        adviser = LeadersField(
            label=_("Who advises it?"),
            help_text=_("Forename and surname, a number or an e-mail address"),
            required=False,
        )
        adviser.know(trust, on=today)
        self.fields["adviser"] = adviser
        self.order_fields(("name", "adviser", "people"))
        if kept:
            self.initial = {"name": kept.name, "adviser": (kept.adviser,) if kept.adviser else ()}

    def adviser(self) -> Person | None:
        return next(iter(self.cleaned_data["adviser"] or ()), None)
