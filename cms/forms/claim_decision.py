"""Deciding a claim: what is said to them, and what is given of each skill that they claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.calc.prior_learning import Worth
from curriculum.enums import Depth
from curriculum.models import PriorLearningSkill
from curriculum.services.claim_decision import LONGEST_REASON

from .form import NhsForm

GIVEN = [(0, _("Nothing")), *((depth.value, f"{depth.value} {depth.label}") for depth in Depth if depth)]
LONGEST_MINUTES = 6_000


class DecisionForm(NhsForm):
    """It begins with what was claimed. Less is given freely, more with words that say why."""

    words = forms.CharField(
        label=_("What do you say to them?"),
        help_text=_(
            "They read it. If you decline, say what would have shown it; if you give more than they claim, why."
        ),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, skills: Sequence[PriorLearningSkill]) -> None:
        super().__init__(data)
        self.skills = skills
        for row in skills:
            self._add(row)
        self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def _add(self, row: PriorLearningSkill) -> None:
        told = {"skill": row.skill.name, "depth": row.depth, "words": row.get_depth_display(), "n": row.minutes}
        self.fields[f"depth_{row.skill_id}"] = forms.TypedChoiceField(
            label=_("How deep do they know “%(skill)s”?") % told,
            help_text=_("Claimed: %(depth)s %(words)s") % told,
            choices=GIVEN,
            coerce=int,
            empty_value=None,
            initial=row.depth,
            required=False,
        )
        if row.minutes:
            self.fields[f"minutes_{row.skill_id}"] = forms.IntegerField(
                label=_("How many minutes of it count?"),
                help_text=_("Claimed: %(n)s minutes") % told,
                min_value=1,
                max_value=LONGEST_MINUTES,
                initial=row.minutes,
                required=False,
                widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
            )

    def given(self) -> dict[int, Worth]:
        """By skill. What is left empty is as it was claimed."""
        return {row.skill_id: self._given(row) for row in self.skills}

    def _given(self, row: PriorLearningSkill) -> Worth:
        depth, minutes = (self.cleaned_data.get(f"{name}_{row.skill_id}") for name in ("depth", "minutes"))
        return Worth(row.depth if depth is None else depth, minutes or row.minutes)
