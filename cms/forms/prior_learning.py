"""Claiming what was learned elsewhere, and deciding a claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.presenters.figure import day_words
from curriculum.enums import Depth
from curriculum.models import ActivityVersion, Skill
from curriculum.services.prior_learning import (
    LONGEST_REASON,
    LONGEST_WORDS,
    Claimed,
    must_be_learned_by,
    must_expire_later,
)
from workforce.services.refusal import Refused

from .activities import by_module
from .day_text import DayTextField
from .form import NhsForm

SKILLS = 3
DEPTHS = [("", _("Choose")), *((depth.value, f"{depth.value} {depth.label}") for depth in Depth if depth)]


class ClaimForm(NhsForm):
    """Either one of our activities that they did the like of, or skills at a depth."""

    title = forms.CharField(label=_("What was it?"), help_text=_("The course, qualification or work"), max_length=200)
    given_by = forms.CharField(label=_("Who gave it?"), max_length=200, required=False)
    activity = forms.ChoiceField(
        label=_("Was it the same as one of our activities?"),
        help_text=_("Then it counts as that, with its skills and minutes. If not, choose skills below instead."),
        required=False,
    )
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_("A certificate's number, a link, or who can confirm it. No names of patients."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what shows it")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[ActivityVersion],
        modules: Mapping[str, str],
        skills: Sequence[Skill],
        today: dt.date,
    ) -> None:
        super().__init__(data)
        self.today = today
        self.versions = {str(version.activity.uuid): version for version in versions}
        self.skills = {str(skill.uuid): skill for skill in skills}
        self.fields["activity"].choices = [("", _("No")), *by_module(versions, modules)]  # type: ignore[attr-defined]  # a choice field
        self._add_skills()
        self._add_days()
        pairs = [name for number in range(1, SKILLS + 1) for name in (f"skill_{number}", f"depth_{number}")]
        self.order_fields(["title", "given_by", "learned", "expires", "activity", *pairs, "evidence"])

    def _add_skills(self) -> None:
        named = [("", _("None")), *((key, skill.name) for key, skill in self.skills.items())]
        for number in range(1, SKILLS + 1):
            told = {"n": number}
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                label=_("Skill %(n)s") % told, choices=named, required=False
            )
            self.fields[f"depth_{number}"] = forms.TypedChoiceField(
                label=_("To which depth? (skill %(n)s)") % told,
                choices=DEPTHS,
                coerce=int,
                empty_value=None,
                required=False,
            )

    def _add_days(self) -> None:
        narrow = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
        self.fields["learned"] = DayTextField(
            today=self.today,
            label=_("On which day was it?"),
            help_text=_("For example 12 March 2024 or 12/3/2024. It counts from that day."),
            widget=forms.TextInput(attrs=narrow),
            error_messages={"required": _("Say on which day it was")},
        )
        self.fields["expires"] = DayTextField(
            today=self.today,
            label=_("Does it expire?"),
            help_text=_("The first day on which it is no longer valid. Leave it empty if it has none."),
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
        self._check_pairs(said)
        self._check_what(said)
        self._check_end(said)
        return said

    def _check_pairs(self, said: dict[str, Any]) -> None:
        for number in range(1, SKILLS + 1):
            skill, depth = f"skill_{number}", f"depth_{number}"
            if said.get(skill) and depth not in self.errors and not said.get(depth):
                self.add_error(depth, _("Choose the depth"))
            if said.get(depth) and skill not in self.errors and not said.get(skill):
                self.add_error(skill, _("Choose the skill that has this depth, or take the depth away"))

    def _check_what(self, said: dict[str, Any]) -> None:
        """One or the other: an activity brings its own skills and minutes, and what is chosen is never dropped."""
        names = ["activity", *(f"skill_{n}" for n in range(1, SKILLS + 1))]
        chosen = [name for name in names if said.get(name)]
        if "activity" in chosen and len(chosen) > 1:
            words = _("Choose an activity or skills, not both: an activity counts for its own skills.")
            self.add_error("activity", words)
        if not chosen and not any(name in self.errors for name in names):
            self.add_error("activity", _("Choose one of our activities, or at least one skill below"))

    def _check_end(self, said: dict[str, Any]) -> None:
        if said.get("activity") and said.get("expires"):
            self.add_error("expires", _("Only a credential expires: learning of so many minutes does not"))
        if "learned" not in said:
            return
        try:
            must_expire_later(said.get("expires"), said["learned"])
        except Refused as refused:
            self.add_error("expires", str(refused))
        else:
            self._check_expired(said.get("expires"))

    def _check_expired(self, expires: dt.date | None) -> None:
        """Said before it is sent: it gives nothing today, and whoever wants it for the past says so."""
        if expires is None or expires > self.today or "expires" in self.errors:
            return
        self.fields["past_only"] = forms.BooleanField(
            label=_("Send it although it has expired"), required=False, initial=False
        )
        if not self.data.get("past_only"):
            told = {"day": day_words(expires)}
            words = _("It expired on %(day)s: it would count for the days before only, and not today. ") % told
            words += _("If you have renewed it, give the days of the newer one. If not, tick the box at the end.")
            self.add_error("expires", words)

    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "title": said["title"],
            "given_by": said["given_by"],
            "learned_date": said["learned"],
            "expires_date": said["expires"],
            "evidence": said["evidence"],
            "skills": self._of_activity() if said["activity"] else self._chosen(),
        }

    def _of_activity(self) -> list[Claimed]:
        doses = self.versions[self.cleaned_data["activity"]].doses.all()
        by_id = {skill.pk: skill for skill in self.skills.values()}
        return [Claimed(by_id[dose.skill_id], dose.depth, dose.minutes) for dose in doses if dose.minutes]

    def _chosen(self) -> list[Claimed]:
        said = self.cleaned_data
        numbers = (n for n in range(1, SKILLS + 1) if said.get(f"skill_{n}"))
        return [Claimed(self.skills[said[f"skill_{n}"]], said[f"depth_{n}"]) for n in numbers]


class DecisionForm(NhsForm):
    words = forms.CharField(
        label=_("What do you say to them?"),
        help_text=_("They read it. If you decline, say what would have shown it."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
