"""What a programme lead fills in to change the framework."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Depth, PracticeKind
from curriculum.models import LevelDose, Skill
from curriculum.services.audience import RuleAsked
from curriculum.services.dose import MOST_MONTHS, PracticeAsked, TargetAsked
from workforce.enums import PostFlag, PostKind, StaffGroup
from workforce.models import Site, Trust

from .date import DayField
from .form import NhsForm
from .units import UnitsField

PRACTICES = 3
LONGEST = 32_000


def _count(label: Any, *, at_most: int = LONGEST, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "nhsuk-input--width-4"})
    return forms.IntegerField(label=label, min_value=0, max_value=at_most, widget=widget, **more)


class DoseForm(NhsForm):
    taught_minutes = _count(_("Taught minutes"), help_text=_("What all learning in the level's skills adds up to"))
    grace_days = _count(_("Days of grace"), help_text=_("After the level begins to apply, nobody is overdue so long"))
    away_after_days = _count(_("Away after"), help_text=_("Days of absence after which somebody is not counted"))


class TargetForm(NhsForm):
    """One line of the table of targets: no depth means that the skill is not asked for."""

    depth = forms.TypedChoiceField(
        label=_("Depth"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *((depth.value, f"{depth.value} {depth.label}") for depth in Depth if depth)],
    )
    essential = forms.BooleanField(label=_("Essential"), required=False)
    minutes = _count(_("Minutes"), required=False)
    valid_months = _count(_("Kept for months"), at_most=MOST_MONTHS, required=False)
    renewal_minutes = _count(_("Renewed by minutes"), required=False)
    renewal_practices = _count(_("Renewed by practices"), required=False)
    renewal_grace_days = _count(_("Days to renew after"), required=False)

    def __init__(self, data: Any = None, *, skill: Skill, initial: dict[str, Any]) -> None:
        self.skill = skill
        super().__init__(data, prefix=f"skill-{skill.pk}", initial=initial)

    def called(self, field: forms.Field, name: str) -> str:
        return f"{self.skill.name}: {field.label}"

    def asked(self) -> TargetAsked | None:
        said = self.cleaned_data
        if not said["depth"]:
            return None
        told = {
            name: said[name] or None for name in ("minutes", "valid_months", "renewal_minutes", "renewal_practices")
        }
        return TargetAsked(
            skill=self.skill,
            depth=said["depth"],
            essential=said["essential"],
            renewal_grace_days=said["renewal_grace_days"] or 0,
            counts_from=self.initial.get("counts_from"),
            **told,
        )


class PracticeForm(NhsForm):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "–"), *PracticeKind.choices])
    count = _count(_("How many"), required=False)
    months = _count(_("Within months"), at_most=MOST_MONTHS, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") and not said.get("count"):
            self.add_error("count", _("Say how many are asked for"))
        return said

    def asked(self) -> PracticeAsked | None:
        said = self.cleaned_data
        return PracticeAsked(said["kind"], said["count"], said["months"] or None) if said["kind"] else None


class DoseTable:
    """The whole dose of a level as one page of forms."""

    def __init__(self, dose: LevelDose, skills: Iterable[Skill], data: Any = None) -> None:
        targets = {target.skill_id: target for target in dose.targets.all()}
        practice = [*dose.practice_targets.all(), *([None] * PRACTICES)][:PRACTICES]
        names = ("taught_minutes", "grace_days", "away_after_days")
        self.head = DoseForm(data, initial={name: getattr(dose, name) for name in names})
        self.targets = [TargetForm(data, skill=skill, initial=_values(targets.get(skill.pk))) for skill in skills]
        self.practice = [
            PracticeForm(data, prefix=f"practice-{n}", initial=_values(row)) for n, row in enumerate(practice)
        ]

    @property
    def forms(self) -> list[NhsForm]:
        return [self.head, *self.targets, *self.practice]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def asked(self) -> dict[str, Any]:
        targets = [target for form in self.targets if (target := form.asked())]
        return {
            **self.head.cleaned_data,
            "targets": targets,
            "practice": [p for f in self.practice if (p := f.asked())],
        }


def _values(row: Any) -> dict[str, Any]:
    return {} if row is None else {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


class RuleForm(NhsForm):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of post"),
        help_text=_("None chosen: all but bank, placement and rotation"),
        required=False,
        choices=PostKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    staff_groups = forms.MultipleChoiceField(
        label=_("Staff groups"), required=False, choices=StaffGroup.choices, widget=forms.CheckboxSelectMultiple
    )
    flags = forms.MultipleChoiceField(
        label=_("Marked as"), required=False, choices=PostFlag.choices, widget=forms.CheckboxSelectMultiple
    )
    bands = forms.CharField(label=_("Bands"), help_text=_("With commas, for example 5, 6, 8a"), required=False)
    job_roles = forms.CharField(label=_("Job roles"), help_text=_("As in the staff file, with commas"), required=False)
    units = UnitsField(
        label=_("In these units and below"), help_text=_("One a line, by name or by code"), required=False
    )
    sites = forms.TypedMultipleChoiceField(
        label=_("On these sites"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, trust: Trust, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Site.objects.filter(trust=trust).order_by("name")
        self.fields["units"].know(trust, on=on)  # type: ignore[attr-defined]  # a field of units
        self.fields["sites"].choices = [*sites.values_list("pk", "name")]  # type: ignore[attr-defined]  # a choice field

    def asked(self) -> RuleAsked:
        said = self.cleaned_data
        words = {
            name: [word.strip() for word in said[name].split(",") if word.strip()] for name in ("bands", "job_roles")
        }
        return RuleAsked(**{**said, **words})


class PublishForm(NhsForm):
    effective_date = DayField(
        label=_("First day"), help_text=_("Tomorrow at the earliest, so that no past day changes")
    )
    change_note = forms.CharField(
        label=_("What changes, and why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
