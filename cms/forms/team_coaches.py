from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.enums import CoachPart
from coaching.models import Coach
from coaching.services.handover import OF_THE_COACH

from .form import NhsForm


class EndCoachingForm(NhsForm):
    reason = forms.ChoiceField(
        label=_("Why do they stop?"), choices=[(one.value, one.label) for one in OF_THE_COACH], widget=forms.RadioSelect
    )


class GiveCoachForm(NhsForm):
    """One choice of a coach and as what: only of those against whom no rule stands."""

    coach = forms.ChoiceField(label=_("Who coaches it from now on?"))

    def __init__(self, data: Any = None, *, could: Mapping[CoachPart, Sequence[Coach]]) -> None:
        super().__init__(data)
        self.known = {f"{part}-{one.uuid}": (part, one) for part, coaches in could.items() for one in coaches}
        groups = [
            (part.label, [(f"{part}-{one.uuid}", str(one)) for one in coaches]) for part, coaches in could.items()
        ]
        self.fields["coach"].choices = [("", _("Choose")), *groups]  # type: ignore[attr-defined]  # a choice field

    def told(self) -> dict[str, Any]:
        part, coach = self.known[self.cleaned_data["coach"]]
        return {"part": part, "coach": coach}
