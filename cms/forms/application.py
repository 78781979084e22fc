"""Become a coach: what somebody says who applies, and what their manager says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from coaching.models import Application, Criterion, Pathway, Team
from coaching.services.application import LONGEST_WORDS, Told
from coaching.services.selection import LONGEST_REASON, Points
from workforce.models import Person, Trust

from .cohort import FEW
from .form import NhsForm
from .leaders import LeadersField, own_line

AGREE, REFUSE = "agree", "refuse"
LONGEST = 3_000


class RadiosInLine(forms.RadioSelect):
    """A few short answers beside one another."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = True
        return context


class ApplicationForm(NhsForm):
    why = forms.CharField(
        label=_("Why do you want to become a coach?"),
        help_text=_("Whom will it serve, and what do you mean to do with it?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why you want to become a coach")},
    )
    experience = forms.CharField(
        label=_("What have you improved, or led a group to improve?"),
        help_text=_("Also what did not work."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_clinical = forms.BooleanField(label=_("My work is clinical"), required=False)
    protected_hours = forms.IntegerField(
        label=_("How many hours a week can be kept free for it?"),
        help_text=_("For the course, and for the hour with your team. Your manager is asked to agree."),
        min_value=1,
        max_value=40,
        widget=forms.NumberInput(attrs=FEW),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        trust: Trust,
        person: Person,
        today: dt.date,
        pathways: Iterable[Pathway],
        teams: Sequence[Team],
        before: Application | None = None,
    ) -> None:
        super().__init__(data, initial=_as_it_is(before) if before else None)
        self.person = person
        self.pathways = {str(one.pk): one for one in pathways}
        self.teams = {str(one.uuid): one for one in teams}
        if self.pathways:
            self.fields["inside"] = forms.MultipleChoiceField(
                label=_("Which pathways do you work in?"),
                choices=[(key, one.name) for key, one in self.pathways.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        partner = LeadersField(
            label=_("Who applies together with you?"),
            help_text=_("Forename and surname, a number or an e-mail address. They send a form of their own."),
            required=False,
        )
        partner.know(trust, on=today)
        self.fields["partner"] = partner
        if self.teams:
            self.fields["team"] = forms.ChoiceField(
                label=_("Which team do you bring?"),
                choices=[("", _("None of these")), *((key, one.name) for key, one in self.teams.items())],
                required=False,
            )
        self.fields["brings"] = forms.CharField(
            label=_("Or a team that is not known here yet: which?"), max_length=200, required=False
        )
        names = ("why", "experience", "is_clinical", "inside", "partner", "team", "brings", "protected_hours")
        self.order_fields(names)

    def clean_partner(self) -> Person | None:
        found = self.cleaned_data["partner"] or ()
        if len(found) > 1 or self.person in found:
            raise ValidationError(_t("Name one other person, or nobody"))
        return next(iter(found), None)

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            why=said["why"],
            experience=said["experience"],
            is_clinical=said["is_clinical"],
            pathways=[self.pathways[key] for key in said.get("inside", ())],
            partner=said["partner"],
            team=self.teams.get(said.get("team", "")),
            brings=said["brings"],
            protected_hours=said["protected_hours"],
        )


def _as_it_is(before: Application) -> dict[str, Any]:
    names = ("why", "experience", "is_clinical", "brings", "protected_hours")
    return {name: getattr(before, name) for name in names} | {
        "inside": [str(one.pk) for one in before.pathways.all()],
        "partner": own_line(before.partner) or None,
        "team": str(before.team.uuid) if before.team else "",
    }


class AgreementForm(NhsForm):
    decision = forms.ChoiceField(
        label=_("Do you agree?"),
        choices=[(AGREE, _("Yes, and the hours are kept free")), (REFUSE, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or no")},
    )
    words = forms.CharField(
        label=_("If not, why? If yes, on which terms?"),
        help_text=_("Whoever applied reads it, and whoever runs the cohort."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == REFUSE and not said.get("words", "").strip():
            self.add_error("words", _t("Say why not"))
        return said


class ScoreForm(NhsForm):
    """For each criterion points and a reason, side by side."""

    def __init__(self, data: Any = None, *, criteria: Sequence[Criterion], before: Mapping[int, Points]) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        for one in self.criteria:
            told = before.get(one.pk)
            self.fields[f"points-{one.pk}"] = forms.TypedChoiceField(
                label=one.title,
                help_text=one.asks,
                choices=[(str(n), str(n)) for n in range(one.most + 1)],
                coerce=int,
                initial=str(told.points) if told else None,
                widget=RadiosInLine,
                error_messages={"required": _t("Give points for “%(title)s”") % {"title": one.title}},
            )
            self.fields[f"reason-{one.pk}"] = forms.CharField(
                label=_t("Why so many, of “%(title)s”?") % {"title": one.title},
                max_length=LONGEST_REASON,
                initial=told.reason if told else "",
                error_messages={"required": _t("Say why, of “%(title)s”") % {"title": one.title}},
            )

    def given(self) -> dict[Criterion, Points]:
        said = self.cleaned_data
        return {one: Points(said[f"points-{one.pk}"], said[f"reason-{one.pk}"]) for one in self.criteria}
