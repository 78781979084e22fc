"""To which session a place is moved: those of the same thing that have places left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.presenters.planned_session import SessionView
from curriculum.models import PlannedSession

from .form import NhsForm


class MoveForm(NhsForm):
    to = forms.ChoiceField(label=_("To which session?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, sessions: Sequence[SessionView]) -> None:
        super().__init__(data)
        self.sessions: dict[str, PlannedSession] = {str(one.row.uuid): one.row for one in sessions}
        choices = [(str(one.row.uuid), f"{one.when}, {one.where}. {one.places}") for one in sessions]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> PlannedSession:
        return self.sessions[self.cleaned_data["to"]]
