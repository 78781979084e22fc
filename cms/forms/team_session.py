"""The log of a session, as a coach fills it in on a phone: three things asked for, the rest at hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coaching.calc.agenda import NoAgenda, read_agenda
from coaching.enums import CalledOff, GuestKind, MeetingRole, Mode, Severity
from coaching.models import Action
from coaching.queries.session import Meeting
from coaching.services.action import NewAction
from coaching.services.barrier import ToldBarrier
from coaching.services.reflection import LONGEST
from coaching.services.session import LONGEST_STEP, Log
from workforce.models import Person

from .barrier import barrier_choices
from .day_text import DayTextField
from .form import NhsForm

NEW_ACTIONS = 3
MOST_GUESTS = 200


class AgendaField(forms.CharField):
    """Gives the parts; what was typed stays on the screen when it cannot be read."""

    def to_python(self, value: Any) -> Any:
        try:
            return read_agenda(super().to_python(value) or "")
        except NoAgenda as refused:
            raise ValidationError(str(refused)) from refused

    def clean(self, value: Any) -> Any:
        return self.to_python(value)


def agenda_field() -> AgendaField:
    return AgendaField(
        label=_("Agenda"),
        help_text=_("One line for each part, with its minutes, such as: 10 Patient story"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AgendaForm(NhsForm):
    agenda = agenda_field()


class SessionLogForm(NhsForm):
    done = forms.MultipleChoiceField(
        label=_("Last week’s actions: tick what is done"), required=False, widget=forms.CheckboxSelectMultiple
    )
    came = forms.MultipleChoiceField(
        label=_("Who came?"),
        help_text=_("Ticked already: who came last time; at first everybody but the sponsor."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who came, at least yourself")},
    )
    next_step = forms.CharField(
        label=_("What is the next step?"),
        max_length=LONGEST_STEP,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say what the next step is, in a few words")},
    )
    story = forms.BooleanField(label=_("We began with a patient story"), required=False)
    agenda = agenda_field()
    minutes = forms.IntegerField(label=_("How many minutes?"), required=False, min_value=5, max_value=480)
    mode = forms.ChoiceField(label=_("How did you meet?"), choices=Mode.choices, required=False)
    reflection = forms.CharField(
        label=_("Your own reflection"),
        help_text=_("Only you and whoever supervises you read it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Mapping[Person, str],
        actions: Sequence[Action],
        today: dt.date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(person.uuid): person for person in people}
        self.fields["came"].choices = [(str(one.uuid), f"{one}, {part}") for one, part in people.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["done"].choices = [(str(one.uuid), action_words(one)) for one in actions]  # type: ignore[attr-defined]  # a choice field
        self._add_day(today)
        self._add_guests()
        self._add_roles()
        self._add_new_actions(today)
        self._add_barrier()

    def _add_barrier(self) -> None:
        self.fields["barrier"] = forms.CharField(label=_("What gets in the way?"), required=False, max_length=300)
        choices = [("", _("Choose")), *barrier_choices()]
        self.fields["barrier_code"] = forms.ChoiceField(
            label=_("Of which kind is it?"), help_text=_("The nearest will do"), required=False, choices=choices
        )
        self.fields["barrier_severity"] = forms.TypedChoiceField(
            label=_("How bad is it?"), choices=Severity.choices, coerce=int, required=False, initial=Severity.SLOWS
        )

    def _add_day(self, today: dt.date) -> None:
        self.fields["date"] = DayTextField(
            today=today,
            label=_("On which day?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say on which day it was")},
        )

    def _add_guests(self) -> None:
        for kind, label in GuestKind.choices:
            self.fields[f"guests-{kind}"] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_GUESTS,
                widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
            )

    def _add_roles(self) -> None:
        choices = [("", _("Nobody")), *self.fields["came"].choices]  # type: ignore[attr-defined]  # a choice field
        for role, label in MeetingRole.choices:
            self.fields[f"role-{role}"] = forms.ChoiceField(label=label, required=False, choices=choices)

    def _add_new_actions(self, today: dt.date) -> None:
        owners = [("", _("Nobody yet")), *((key, str(person)) for key, person in self.people.items())]
        for number in range(1, NEW_ACTIONS + 1):
            self.fields[f"action-{number}"] = forms.CharField(
                label=_("Action %(n)s") % {"n": number},
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"owner-{number}"] = forms.ChoiceField(label=_("Who?"), required=False, choices=owners)
            self.fields[f"due-{number}"] = DayTextField(
                today=today,
                label=_("By when?"),
                required=False,
                widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        came = set(told.get("came", ()))
        for role, label in MeetingRole.choices:
            if (who := told.get(f"role-{role}")) and who not in came:
                words = _("%(role)s: %(person)s is not ticked as having come")
                self.add_error(f"role-{role}", ValidationError(words % {"role": label, "person": self.people[who]}))
        if told.get("barrier") and not told.get("barrier_code"):
            self.add_error("barrier_code", _("Choose of which kind the barrier is"))
        return told

    @property
    def guests(self) -> list[forms.BoundField]:
        return [self[f"guests-{kind}"] for kind in GuestKind.values]

    @property
    def roles(self) -> list[forms.BoundField]:
        return [self[f"role-{role}"] for role in MeetingRole.values]

    @property
    def new_actions(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}-{n}"] for name in ("action", "owner", "due")] for n in range(1, NEW_ACTIONS + 1)]

    @property
    def of_barrier(self) -> list[forms.BoundField]:
        return [self[name] for name in ("barrier", "barrier_code", "barrier_severity")]

    @property
    def opened(self) -> dict[str, bool]:
        """What is folded away stands open where something in it is wrong, or was typed before something else was."""
        typed = {name for name in self.changed_data if self[name].data} if self.is_bound else set()
        wrong = set(self.errors) | typed
        return {
            "actions": any(name.startswith(("action-", "owner-", "due-")) for name in wrong),
            "barrier": any(name.startswith("barrier") for name in wrong),
            "agenda": "agenda" in wrong or any(name.startswith("role-") for name in wrong),
            "more": bool(wrong & {"story", "minutes", "mode", "reflection"}),
        }

    def barrier(self) -> ToldBarrier | None:
        told = self.cleaned_data
        if not told["barrier"]:
            return None
        return ToldBarrier(told["barrier_code"], told["barrier"], told["barrier_severity"] or Severity.SLOWS)

    def log(self) -> Log:
        told = self.cleaned_data
        return Log(
            date=told["date"],
            came={self.people[key]: self._roles_of(key) for key in told["came"]},
            next_step=told["next_step"],
            guests={kind: told.get(f"guests-{kind}") or 0 for kind in GuestKind.values},
            story=told["story"],
            minutes=told["minutes"],
            mode=told["mode"] or Mode.ROOM,
            done=[UUID(key) for key in told["done"]],
            actions=[*self._actions()],
            agenda=told["agenda"],
        )

    def _roles_of(self, key: str) -> tuple[str, ...]:
        return tuple(role for role in MeetingRole.values if self.cleaned_data.get(f"role-{role}") == key)

    def _actions(self) -> list[NewAction]:
        told, numbers = self.cleaned_data, range(1, NEW_ACTIONS + 1)
        return [
            NewAction(told[f"action-{n}"], self.people.get(told[f"owner-{n}"]), told[f"due-{n}"])
            for n in numbers
            if told[f"action-{n}"]
        ]


def action_words(action: Action) -> str:
    """With who does it and until when."""
    owner = f" – {action.owner}" if action.owner else ""
    due = f", {_('by')} {action.due_date:%-d %B}" if action.due_date else ""
    return f"{action.words}{owner}{due}"


class MoveForm(NhsForm):
    begins = forms.TimeField(label=_("At what time?"), help_text=_("For example 14:00"))
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=5, max_value=480)
    mode = forms.ChoiceField(label=_("How do you meet?"), choices=Mode.choices)
    place = forms.CharField(label=_("Where?"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, today: dt.date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["date"] = DayTextField(
            today=today,
            label=_("To which day?"),
            help_text=_("For example 12 March 2026 or 12/3/2026"),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say to which day it moves")},
        )
        self.order_fields(("date", "begins", "minutes", "mode", "place"))


class NotHeldForm(NhsForm):
    """All dates that nobody said anything of, ticked: whoever was away for long answers once."""

    dates = forms.MultipleChoiceField(
        label=_("Which were not held?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the dates that were not held")},
    )
    reason = forms.ChoiceField(label=_("Why?"), choices=CalledOff.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, meetings: Sequence[Meeting]) -> None:
        self.meetings = {one.date.isoformat(): one for one in meetings}
        super().__init__(data, initial={"dates": list(self.meetings)})
        self.fields["dates"].choices = [(key, f"{one.date:%A %-d %B %Y}") for key, one in self.meetings.items()]  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> list[Meeting]:
        return [self.meetings[key] for key in self.cleaned_data["dates"]]


class ReasonForm(NhsForm):
    def __init__(self, data: Any = None, *, choices: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["reason"] = forms.ChoiceField(label=_("Why?"), choices=choices, widget=forms.RadioSelect)
