"""A team tells of itself: its interest, what it wants, its people, its readiness; and what is decided about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coaching.enums import NEXT_TEAM_STATES, ReadinessQuestion, Ready, TeamCriterion, TeamPart, TeamState
from coaching.models import Academy, Cohort, Pathway, Programme, ReadinessAnswer, Stage, Team
from coaching.services.slot import ToldSlot
from coaching.services.team import Interest
from coaching.services.team_selection import BEST
from workforce.models import Person, Trust

from .barrier import barrier_choices
from .coach import person_of
from .day_text import DayTextField
from .form import NhsForm
from .team_slot import A_DAY

WEEKDAYS = [("", _("Not settled yet")), ("0", _("Monday")), ("1", _("Tuesday")), ("2", _("Wednesday"))]
WEEKDAYS += [("3", _("Thursday")), ("4", _("Friday"))]


def longer(label: Any, *, help_text: Any = "", rows: int = 4, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class InterestForm(NhsForm):
    token = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, it is one team
    name = forms.CharField(label=_("What is your team called?"), max_length=150)
    problem = longer(
        _("What do you want to improve?"),
        help_text=_("What goes wrong, for whom, and how you know. No names of patients."),
        required=True,
    )
    academy = forms.ModelChoiceField(
        label=_("Which academy?"), queryset=Academy.objects.none(), to_field_name="uuid", empty_label=None
    )
    programme = forms.ModelChoiceField(
        label=_("In which programme?"), queryset=Programme.objects.none(), to_field_name="code", empty_label=_("Choose")
    )
    pathway = forms.ModelChoiceField(
        label=_("On which pathway?"),
        queryset=Pathway.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("On none of these"),
    )
    sponsor = forms.EmailField(
        label=_("Work e-mail of your sponsor"),
        help_text=_("Somebody senior who has agreed to clear the way. You can name them later."),
        required=False,
    )
    weekday = forms.ChoiceField(label=_("On which day could you meet each week?"), choices=WEEKDAYS, required=False)
    begins = forms.TimeField(label=_("At what time?"), help_text=_("For example 14:00"), required=False)
    place = forms.CharField(label=_("Where?"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, trust: Trust, academies: QuerySet[Academy]) -> None:
        super().__init__(data, initial={"token": uuid4(), "academy": academies[0].uuid if academies else None})
        self.trust = trust
        rows: Mapping[str, QuerySet[Any]] = {
            "academy": academies,
            "programme": Programme.objects.filter(trust=trust).order_by("name"),
            "pathway": Pathway.objects.filter(trust=trust, closed_date=None).order_by("name"),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # a choice of rows

    def clean_sponsor(self) -> Person | None:
        return person_of(self.cleaned_data["sponsor"], self.trust)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("weekday") and not told.get("begins") and "begins" not in self.errors:
            self.add_error("begins", _("Say at what time, or leave the day open"))
        return told

    def told(self) -> Interest:
        said = self.cleaned_data
        names = ("name", "problem", "academy", "programme", "pathway", "sponsor")
        return Interest(**{name: said[name] for name in names}, slot=self._slot())

    def _slot(self) -> ToldSlot | None:
        said = self.cleaned_data
        return ToldSlot(int(said["weekday"]), said["begins"], place=said["place"]) if said["weekday"] else None


class TeamForm(NhsForm):
    name = forms.CharField(label=_("Name"), max_length=150)
    problem = longer(_("What do you want to improve?"))
    aim = longer(_("Aim"), help_text=_("How much, by when, for whom. Such as: half the wait for a bed by June"), rows=3)
    pathway = forms.ModelChoiceField(
        label=_("Pathway"), queryset=Pathway.objects.none(), to_field_name="code", required=False, empty_label=_("None")
    )
    transition_plan = longer(
        _("Transition plan"),
        help_text=_("How the team goes on without its coaches: who leads, who counts, when you meet"),
    )

    def __init__(self, data: Any = None, *, team: Team) -> None:
        names = ("name", "problem", "aim", "transition_plan")
        now = {name: getattr(team, name) for name in names}
        super().__init__(data, initial=now | {"pathway": team.pathway and team.pathway.code})
        rows = Pathway.objects.filter(trust=team.trust_id, closed_date=None).order_by("name")
        self.fields["pathway"].queryset = rows  # type: ignore[attr-defined]  # a choice of rows


class MemberForm(NhsForm):
    email = forms.EmailField(label=_("Their work e-mail"))
    part = forms.ChoiceField(label=_("As what?"), choices=TeamPart.choices)

    def __init__(self, data: Any = None, *, trust: Trust) -> None:
        super().__init__(data)
        self.trust = trust

    def clean_email(self) -> Person | None:
        return person_of(self.cleaned_data["email"], self.trust)


class ReadinessForm(NhsForm):
    def __init__(self, data: Any = None, *, answers: Sequence[ReadinessAnswer]) -> None:
        now = {one.question: one for one in answers}
        initial = {f"answer-{code}": row.answer for code, row in now.items()}
        super().__init__(data, initial=initial | {f"words-{code}": row.words for code, row in now.items()})
        for code, label in ReadinessQuestion.choices:
            self.fields[f"answer-{code}"] = forms.TypedChoiceField(
                label=label, choices=Ready.choices, coerce=int, required=False, widget=forms.RadioSelect
            )
            self.fields[f"words-{code}"] = forms.CharField(label=_("What is missing?"), required=False, max_length=200)

    def told(self) -> dict[str, tuple[int, str]]:
        """Only what was answered."""
        said = self.cleaned_data
        answered = [code for code in ReadinessQuestion.values if said[f"answer-{code}"] != ""]
        return {code: (said[f"answer-{code}"], said[f"words-{code}"]) for code in answered}


class ScoreForm(NhsForm):
    def __init__(self, data: Any = None, *, before: Mapping[str, int]) -> None:
        super().__init__(data, initial=dict(before))
        for code, label in TeamCriterion.choices:
            choices = [("", _("Choose")), *((n, str(n)) for n in range(BEST + 1))]
            self.fields[code] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)


class DecideForm(NhsForm):
    state = forms.ChoiceField(label=_("What is decided?"), widget=forms.RadioSelect)
    cohort = forms.ModelChoiceField(
        label=_("If it is selected: with which cohort does it wait for coaches?"),
        queryset=Cohort.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Choose"),
    )
    code = forms.ChoiceField(label=_("If it stops: what stopped it?"), required=False)
    reason = longer(_("Why?"), help_text=_("The team reads it. Selected or not taken, it is told why."), rows=3)

    def __init__(self, data: Any = None, *, team: Team, cohorts: QuerySet[Cohort]) -> None:
        super().__init__(data, initial={"cohort": cohorts[0].uuid if len(cohorts) == 1 else None})
        fields: Any = self.fields
        fields["cohort"].queryset = cohorts
        nexts = NEXT_TEAM_STATES[TeamState(team.state)] - {TeamState.CHECKED}
        fields["state"].choices = [(one.value, one.label) for one in TeamState if one in nexts]
        fields["code"].choices = [("", _("It does not stop")), *barrier_choices()]
        fields["reason"].max_length = 400
        for name in ("cohort", "code", "reason"):
            fields[name].depends = True  # what is decided says whether it is asked for: not simply optional
        if not cohorts or TeamState.SELECTED not in nexts:
            del fields["cohort"]

    def clean(self) -> dict[str, Any]:
        """Without a cohort no pair would ever be worked out for the team."""
        told = super().clean() or {}
        is_selected = told.get("state") == TeamState.SELECTED
        if is_selected and "cohort" in self.fields and not told.get("cohort") and "cohort" not in self.errors:
            self.add_error("cohort", _("Choose the cohort whose coaches it waits for"))
        return told | ({} if is_selected else {"cohort": None})


class WaitsForm(NhsForm):
    cohort = forms.ModelChoiceField(
        label=_("With which cohort?"), queryset=Cohort.objects.none(), to_field_name="uuid", empty_label=_("Choose")
    )

    def __init__(self, data: Any = None, *, team: Team, cohorts: QuerySet[Cohort]) -> None:
        super().__init__(data, initial={"cohort": team.cohort and team.cohort.uuid})
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]  # a choice of rows


class StageForm(NhsForm):
    stage = forms.ModelChoiceField(
        label=_("To which stage?"), queryset=Stage.objects.none(), to_field_name="code", empty_label=_("Choose")
    )

    def __init__(self, data: Any = None, *, today: dt.date, stages: QuerySet[Stage]) -> None:
        super().__init__(data, initial={"since": "today"})
        self.fields["stage"].queryset = stages  # type: ignore[attr-defined]  # a choice of rows
        self.fields["since"] = DayTextField(
            today=today,
            label=_("Since which day?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs=A_DAY),
        )
