"""A credential of the map: what it is, how long it lasts, what shows it, and what it is worth of each skill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from curriculum.calc.prior_learning import Worth
from curriculum.enums import Depth
from curriculum.models import Credential, Skill
from curriculum.services.credential import Told

from .form import NhsForm

DEPTHS = [("", _("Does not count")), *((depth.value, f"{depth.value} {depth.label}") for depth in Depth if depth)]
LONGEST_MINUTES = 6_000
ABOUT = ("title", "given_by", "valid_months", "evidence_asked", "managers_decide")
NARROW = {"class": "nhsuk-input--width-4"}


class CredentialForm(NhsForm):
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    given_by = forms.CharField(label=_("Who gives it?"), max_length=200)
    valid_months = forms.IntegerField(
        label=_("For how many months is it valid?"),
        help_text=_("From the day of the award. Leave it empty if it has no end of its own."),
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs=NARROW),
    )
    evidence_asked = forms.CharField(
        label=_("What shows that somebody has it?"),
        help_text=_("Whoever claims it reads this, such as: The number and the day on the certificate."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    managers_decide = forms.BooleanField(
        label=_("The manager of whoever claims it may decide the claim"),
        help_text=_("Of their own people only, and never more than it is worth here. Leads can decide it in any case."),
        required=False,
    )

    def __init__(self, data: Any = None, *, skills: Sequence[Skill], credential: Credential | None = None) -> None:
        rows = {row.skill_id: row for row in credential.skills.all()} if credential else {}
        super().__init__(data, initial={name: getattr(credential, name) for name in ABOUT} if credential else {})
        self.skills = skills
        for skill in skills:
            row = rows.get(skill.pk)
            self._add(skill, Worth(row.depth, row.minutes) if row else None)

    def _add(self, skill: Skill, worth: Worth | None) -> None:
        told = {"skill": skill.name}
        self.fields[f"depth_{skill.pk}"] = forms.TypedChoiceField(
            label=_("Depth of “%(skill)s”") % told,
            choices=DEPTHS,
            coerce=int,
            empty_value=None,
            required=False,
            initial=worth.depth if worth else "",
        )
        self.fields[f"minutes_{skill.pk}"] = forms.IntegerField(
            label=_("Minutes of “%(skill)s”") % told,
            min_value=1,
            max_value=LONGEST_MINUTES,
            required=False,
            initial=(worth.minutes or None) if worth else None,
            widget=forms.NumberInput(attrs=NARROW),
        )

    def about(self) -> Iterator[BoundField]:
        return (self[name] for name in ABOUT)

    def rows(self) -> Iterator[tuple[Skill, BoundField, BoundField]]:
        return ((skill, self[f"depth_{skill.pk}"], self[f"minutes_{skill.pk}"]) for skill in self.skills)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for skill in self.skills:
            if said.get(f"minutes_{skill.pk}") and not said.get(f"depth_{skill.pk}"):
                words = _("Choose the depth of “%(skill)s”, or take its minutes away") % {"skill": skill.name}
                self.add_error(f"depth_{skill.pk}", words)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        worths = ((s, Worth(said[f"depth_{s.pk}"] or 0, said[f"minutes_{s.pk}"] or 0)) for s in self.skills)
        return Told(
            title=said["title"],
            given_by=said["given_by"],
            valid_months=said["valid_months"],
            evidence_asked=said["evidence_asked"],
            managers_decide=said["managers_decide"],
            skills=[(skill, worth) for skill, worth in worths if worth.depth],
        )
