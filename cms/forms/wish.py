"""What a coach or a team would like, told one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.models import Coach, Pathway, Team

from .form import NhsForm

LIKE, RATHER_NOT = "like", "rather-not"


class CoachWishForm(NhsForm):
    """Of a pathway it is meant of each of its teams."""

    def __init__(self, data: Any = None, *, teams: Iterable[Team], pathways: Iterable[Pathway]) -> None:
        super().__init__(data)
        self.pathways = {f"pathway-{one.code}": one for one in pathways}
        self.teams = {f"team-{one.uuid}": one for one in teams}
        pathways_told = [(key, str(one)) for key, one in self.pathways.items()]
        teams_told = [(key, str(one)) for key, one in self.teams.items()]
        groups = [(_("All teams of a pathway"), pathways_told), (_("One team"), teams_told)]
        self.fields["about"] = forms.ChoiceField(
            label=_("Which?"),
            choices=[("", _("Choose")), *(group for group in groups if group[1])],
            error_messages={"required": _("Choose a pathway or a team")},
        )
        self.fields["likes"] = forms.ChoiceField(
            label=_("What would you say?"),
            choices=[(LIKE, _("I would like it")), (RATHER_NOT, _("I would rather not"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether you would like it or rather not")},
        )

    def told(self) -> tuple[Team | Pathway, bool]:
        said = self.cleaned_data
        return (self.teams | self.pathways)[said["about"]], said["likes"] == LIKE


class TeamWishForm(NhsForm):
    def __init__(self, data: Any = None, *, coaches: Iterable[Coach]) -> None:
        super().__init__(data)
        self.coaches = {str(one.uuid): one for one in coaches}
        self.fields["coach"] = forms.ChoiceField(
            label=_("Which coach would the team like?"),
            choices=[("", _("Choose")), *((key, str(one)) for key, one in self.coaches.items())],
            error_messages={"required": _("Choose a coach")},
        )
