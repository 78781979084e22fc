"""What a lead chooses before pairs are worked out, decides about them, and asks; and what somebody answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coaching.enums import WISHES, DecisionKind, Declining, PairingEffort
from coaching.models import Coach, Team
from coaching.services.pairing import MOST_WEIGHT
from coaching.services.proposal_withdrawn import LONGEST_REASON

from .day_text import DayTextField
from .form import NhsForm

WEIGHTS = {
    "travel": (_("Travel"), _("Taken off for each minute of one way")),
    "online_minutes": (_("Coaching online"), _("Counts as so many minutes of travel")),
    "spread": (
        _("Spread of experience"),
        _("Given for a first-time coach beside an experienced one; off for two"),
    ),
    "preference": (
        _("Wishes"),
        _("Given for each wish of a coach or a team, taken off where a coach would rather not"),
    ),
    "load": (_("Even load"), _("Taken off for a second team once, for a third twice, and so on")),
    "continuity": (_("Continuity"), _("Given for each coach who coached the team before")),
    "experienced_from": (_("Experienced"), _("Whoever has coached so many teams before")),
}


def _weight(name: str) -> forms.IntegerField:
    label, help_text = WEIGHTS[name]
    widget = forms.NumberInput(attrs={"class": "nhsuk-input--width-4", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST_WEIGHT, widget=widget)


class WeightsForm(NhsForm):
    travel = _weight("travel")
    online_minutes = _weight("online_minutes")
    spread = _weight("spread")
    preference = _weight("preference")
    load = _weight("load")
    continuity = _weight("continuity")
    experienced_from = _weight("experienced_from")
    effort = forms.ChoiceField(label=_("How much to try"), choices=PairingEffort.choices)
    keeps_pairs = forms.BooleanField(label=_("Alter as few pairs of the proposal before as can be"), required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], has_before: bool) -> None:
        super().__init__(data, initial=initial)
        if not has_before:
            del self.fields["keeps_pairs"]

    @property
    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in WEIGHTS}

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in WEIGHTS]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in WEIGHTS]


class OfTeamAndCoachesForm(NhsForm):
    """A team, a coach, and where it is about two another one."""

    def __init__(
        self,
        data: Any = None,
        *,
        teams: Iterable[Team],
        coaches: Iterable[Coach],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.teams = {str(team.uuid): team for team in teams}
        self.coaches = {str(coach.uuid): coach for coach in coaches}
        people = [(key, str(coach)) for key, coach in self.coaches.items()]
        choose, nobody = [("", _("Choose"))], [("", _("Nobody else"))]
        self.fields["team"] = forms.ChoiceField(
            label=_("Team"), choices=[*choose, *((key, team.name) for key, team in self.teams.items())]
        )
        self.fields["coach"] = forms.ChoiceField(label=_("Coach"), choices=[*choose, *people])
        self.fields["other"] = forms.ChoiceField(label=_("Second coach"), choices=[*nobody, *people], required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("coach") and told.get("coach") == told.get("other"):
            self.add_error("other", ValidationError(_("Name two different coaches, or one alone")))
        return told

    @property
    def named(self) -> tuple[Team, Coach, Coach | None]:
        told = self.cleaned_data
        return self.teams[told["team"]], self.coaches[told["coach"]], self.coaches.get(told["other"])


class DecisionForm(OfTeamAndCoachesForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever looks at the proposal reads it."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give a reason in a few words")},
    )

    def __init__(self, data: Any = None, **told: Any) -> None:
        super().__init__(data, **told)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is decided or told?"), choices=DecisionKind.choices, widget=forms.RadioSelect
        )
        self.order_fields(("kind", "team", "coach", "other", "reason"))

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("other") and told.get("kind") in WISHES:
            self.add_error("other", ValidationError(_("A wish is about one coach: leave the second one out")))
        return told


class WhyNotForm(OfTeamAndCoachesForm):
    """Why does not this coach, or do not these two, have this team?"""


class WithdrawForm(NhsForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody who was asked reads it."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say why it is withdrawn")},
    )


class BeginsForm(NhsForm):
    def __init__(self, data: Any = None, *, today: dt.date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["begins"] = DayTextField(
            today=today,
            label=_("From which day do they coach?"),
            help_text=_("For example 12 March 2026 or 12/3/2026"),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say from which day they coach")},
        )


class AnswerForm(NhsForm):
    ACCEPT, DECLINE = "accept", "decline"
    answer = forms.ChoiceField(
        label=_("What is your answer?"),
        choices=[(ACCEPT, _("Accept")), (DECLINE, _("Decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose accept or decline")},
    )
    reason = forms.ChoiceField(
        label=_("If you decline: why?"), choices=[("", _("Choose")), *Declining.choices], required=False
    )
    words = forms.CharField(
        label=_("Anything that should be known?"),
        help_text=_("The leads of the academy read it."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == self.DECLINE and not told.get("reason"):
            self.add_error("reason", ValidationError(_("Say why you decline")))
        return told

    @property
    def declines(self) -> bool:
        return bool(self.cleaned_data["answer"] == self.DECLINE)

    @property
    def why(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["reason"], "words": self.cleaned_data["words"]}
