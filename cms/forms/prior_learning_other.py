"""Claiming what is in no map of credentials: either the like of one of our activities, or skills at a depth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Depth
from curriculum.models import ActivityVersion, Skill
from curriculum.services.prior_learning import Claimed, Learned

from .activities import by_module
from .prior_learning import ClaimForm

SKILLS = 3
NUMBERS = range(1, SKILLS + 1)
DEPTHS = [("", _("Choose")), *((depth.value, f"{depth.value} {depth.label}") for depth in Depth if depth)]


class OtherClaimForm(ClaimForm):
    title = forms.CharField(label=_("What was it?"), help_text=_("The course, qualification or work"), max_length=200)
    given_by = forms.CharField(label=_("Who gave it?"), max_length=200, required=False)
    activity = forms.ChoiceField(
        label=_("Was it the same as one of our activities?"),
        help_text=_("Then it counts as that, with its skills and minutes. If not, choose skills below instead."),
        required=False,
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
        super().__init__(data, today=today)
        self.versions = {str(version.activity.uuid): version for version in versions}
        self.skills = {str(skill.uuid): skill for skill in skills}
        self.fields["activity"].choices = [("", _("No")), *by_module(versions, modules)]  # type: ignore[attr-defined]  # a choice field
        self._add_skills()
        pairs = [name for number in NUMBERS for name in (f"skill_{number}", f"depth_{number}")]
        self.order_fields(["title", "given_by", "learned", "expires", "activity", *pairs, "evidence"])

    def _add_skills(self) -> None:
        named = [("", _("None")), *((key, skill.name) for key, skill in self.skills.items())]
        for number in NUMBERS:
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

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self._check_pairs(said)
        self._check_what(said)
        if said.get("activity") and said.get("expires"):
            self.add_error("expires", _("Only a credential expires: learning of so many minutes does not"))
        return said

    def _check_pairs(self, said: dict[str, Any]) -> None:
        for number in NUMBERS:
            skill, depth = f"skill_{number}", f"depth_{number}"
            if said.get(skill) and depth not in self.errors and not said.get(depth):
                self.add_error(depth, _("Choose the depth"))
            if said.get(depth) and skill not in self.errors and not said.get(skill):
                self.add_error(skill, _("Choose the skill that has this depth, or take the depth away"))

    def _check_what(self, said: dict[str, Any]) -> None:
        """One or the other: an activity brings its own skills and minutes, and what is chosen is never dropped."""
        names = ["activity", *(f"skill_{n}" for n in NUMBERS)]
        chosen = [name for name in names if said.get(name)]
        if "activity" in chosen and len(chosen) > 1:
            words = _("Choose an activity or skills, not both: an activity counts for its own skills.")
            self.add_error("activity", words)
        if not chosen and not any(name in self.errors for name in names):
            self.add_error("activity", _("Choose one of our activities, or at least one skill below"))

    def asked(self) -> Learned:
        said = self.cleaned_data
        skills = self._of_activity() if said["activity"] else self._chosen()
        return replace(super().asked(), title=said["title"], given_by=said["given_by"], skills=skills)

    def _of_activity(self) -> list[Claimed]:
        doses = self.versions[self.cleaned_data["activity"]].doses.all()
        by_id = {skill.pk: skill for skill in self.skills.values()}
        return [Claimed(by_id[dose.skill_id], dose.depth, dose.minutes) for dose in doses if dose.minutes]

    def _chosen(self) -> list[Claimed]:
        said = self.cleaned_data
        numbers = (n for n in NUMBERS if said.get(f"skill_{n}"))
        return [Claimed(self.skills[said[f"skill_{n}"]], said[f"depth_{n}"]) for n in numbers]
