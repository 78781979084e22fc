"""A cycle in four plain boxes: plan with its prediction, do, study, act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from coaching.models import TeamSession
from improvement.enums import Act
from improvement.models import ChangeIdea, Pdsa
from improvement.services.change_idea import LONGEST_IDEA
from improvement.services.pdsa import ToldPdsa
from improvement.services.pdsa_confirmed import LONGEST_REASON
from workforce.models import Person

from .day_text import DayTextField
from .form import NhsForm

LONGEST = 4_000
OF_THE_FIRST = ("idea", "new_idea", "token")  # asked when a cycle is begun
A_DAY = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
BOXES = {
    "plan": (_("Plan"), ("question", "prediction", "plan", "leader", "began_date")),
    "do": (_("Do"), ("do",)),
    "study": (_("Study"), ("study",)),
    "act": (_("Act"), ("act", "next_step", "finished_date", "session")),
}


def words_field(rows: int, *, required: bool = False, **told: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, required=required, widget=forms.Textarea(attrs={"rows": rows}), **told)


class PdsaForm(NhsForm):
    token = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, a cycle is begun once
    idea = forms.ModelChoiceField(
        label=_("Which change idea do you test?"),
        queryset=ChangeIdea.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("A new one"),
    )
    new_idea = forms.CharField(
        label=_("If it is a new one: what is the idea?"),
        help_text=_("Such as: A form at the bedside"),
        max_length=LONGEST_IDEA,
        required=False,
    )
    question = forms.CharField(label=_("What do you want to learn?"), max_length=300)
    prediction = words_field(2, label=_("What do you think will happen?"), required=True)
    plan = words_field(
        3, label=_("What will you do?"), help_text=_("Who, what, where and when, and what you count. One small test.")
    )
    leader = forms.ModelChoiceField(
        label=_("Who leads it?"), queryset=Person.objects.none(), to_field_name="uuid", empty_label=_("Choose")
    )
    do = words_field(4, label=_("What happened?"), help_text=_("What you saw, and what surprised you"))
    study = words_field(4, label=_("How does that compare with what you thought?"))
    act = forms.ChoiceField(
        label=_("What do you do with the idea?"),
        choices=[("", _("Nothing yet: the cycle goes on")), *Act.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    next_step = forms.CharField(label=_("What comes next?"), max_length=300, required=False)
    session = forms.ModelChoiceField(
        label=_("In which session was it talked through?"),
        queryset=TeamSession.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("In none"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        today: dt.date,
        ideas: QuerySet[ChangeIdea],
        people: QuerySet[Person],
        sessions: QuerySet[TeamSession],
        pdsa: Pdsa | None = None,
        idea: ChangeIdea | None = None,
        session: TeamSession | None = None,
    ) -> None:
        new = {"began_date": "today", "idea": idea and idea.uuid, "session": session and session.uuid, "token": uuid4()}
        super().__init__(data, initial=_said(pdsa) if pdsa else new)
        self.today, self.pdsa = today, pdsa
        for name, rows in (("idea", ideas), ("leader", people), ("session", sessions)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows
        self.fields["session"].label_from_instance = _session_words  # type: ignore[attr-defined]  # likewise
        self.fields["began_date"] = self._day(_("On which day does it begin?"), required=True)
        self.fields["finished_date"] = self._day(_("On which day was it finished?"), required=False)
        if pdsa:
            del self.fields["idea"], self.fields["new_idea"], self.fields["token"]

    def _day(self, label: Any, *, required: bool) -> DayTextField:
        return DayTextField(
            today=self.today,
            label=label,
            required=required,
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs=A_DAY),
        )

    def of_idea(self) -> Iterator[BoundField]:
        return (self[name] for name in ("idea", "new_idea") if name in self.fields)

    def boxes(self) -> Iterator[tuple[str, Any, Sequence[BoundField]]]:
        return ((key, words, [self[name] for name in names]) for key, (words, names) in BOXES.items())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "idea" in self.fields and bool(said.get("idea")) == bool(said.get("new_idea")):
            self.add_error("new_idea", _("Choose an idea, or say a new one"))
        if said.get("act") and "finished_date" not in self.errors and not said.get("finished_date"):
            self.add_error("finished_date", _("Say on which day it was finished"))
        if said.get("finished_date") and not said.get("act"):
            self.add_error("act", _("It is finished once you say what you do with the idea"))
        return said

    def clean_began_date(self) -> dt.date:
        return self._not_to_come("began_date")

    def clean_finished_date(self) -> dt.date | None:
        return self._not_to_come("finished_date") if self.cleaned_data["finished_date"] else None

    def _not_to_come(self, name: str) -> dt.date:
        day: dt.date = self.cleaned_data[name]
        if day > self.today:
            raise ValidationError(_("The day is still to come."))
        return day

    def told(self) -> ToldPdsa:
        said = {name: value for name, value in self.cleaned_data.items() if name not in OF_THE_FIRST}
        return ToldPdsa(**said)


class TakeBackForm(NhsForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever led the cycle can read this"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why")},
    )


def _said(pdsa: Pdsa) -> dict[str, Any]:
    names = ("question", "prediction", "plan", "do", "study", "act", "next_step")
    days = {name: getattr(pdsa, name) for name in ("began_date", "finished_date")}
    return {
        **{name: getattr(pdsa, name) for name in names},
        **{name: f"{day.day} {day:%B %Y}" if day else "" for name, day in days.items()},
        "leader": pdsa.leader.uuid,
        "session": pdsa.session.uuid if pdsa.session else None,
    }


def _session_words(session: TeamSession) -> str:
    return f"{session.date.day} {session.date:%B %Y}"
